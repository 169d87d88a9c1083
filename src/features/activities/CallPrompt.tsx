import { Button, CloseButton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { isWritable, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'
import { sayUntold, useReload } from './activity.tsx'
import { CallFields, callBody, NO_FACTS } from './CallFields.tsx'
import { Sensitive, sensitiveWords } from './Sensitive.tsx'
import { Text } from './Text.tsx'
import './activities.css'

type Call = { person: string; phone?: string; name: string; purpose: string; begun: number }

/**
 * After a number was tapped: shall the call be logged? It does not stand in the way of the work, one is open at a
 * time, and who lets it be has logged nothing. A number says whose it is: `data-call`, `data-name`, `data-purpose`.
 */
export default function CallPrompt() {
  const session = useSession()
  const register = useRegister()
  const [call, setCall] = useState<Call | null>(null)
  const may = useRef((_: string): boolean => false)
  may.current = (purpose) => session.writes.includes(purpose) && isWritable(register.nouns.calls?.fields.body, purpose)
  useEffect(() => {
    const tapped = (event: MouseEvent) => {
      const number = (event.target as HTMLElement | null)?.closest?.<HTMLElement>('a[href^="tel:"][data-call]')
      const { call: person, phone, name = '', purpose = '' } = number?.dataset ?? {}
      if (person && may.current(purpose)) setCall({ person, ...(phone && { phone }), name, purpose, begun: Date.now() })
    }
    document.addEventListener('click', tapped)
    return () => document.removeEventListener('click', tapped)
  }, [])
  return call && <Prompt key={`${call.person} ${call.begun}`} call={call} close={() => setCall(null)} />
}

function Prompt({ call, close }: { call: Call; close: () => void }) {
  const [facts, setFacts] = useState(NO_FACTS)
  const [body, setBody] = useState('')
  const [asking, setAsking] = useState(false)
  const box = useRef<HTMLElement>(null)
  const reload = useReload()
  const write = useMutation({
    mutationFn: () =>
      post<object>(
        '/calls',
        {
          person_id: call.person,
          ...(call.phone && { phone_id: call.phone }),
          at: new Date(call.begun).toISOString(),
          ...callBody(facts),
          ...(body.trim() ? { body: body.trim() } : {}),
        },
        { query: { purpose: call.purpose } },
      ),
    onSuccess: async (made) => {
      close()
      toast(t('kind.saved', { what: t('kind.call') }))
      sayUntold(made)
      await reload()
    },
  })
  // Before it is painted: a key pressed at once is meant for it, and not for the page behind.
  useLayoutEffect(() => box.current?.focus(), [])
  const save = () => {
    if (!asking && sensitiveWords(body).length > 0) setAsking(true)
    else write.mutate()
  }
  return (
    <section
      ref={box}
      tabIndex={-1}
      className="call-prompt"
      aria-label={t('call.log', { name: call.name })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        // The page behind would go back by the same key.
        event.stopPropagation()
        close()
      }}
    >
      <form
        className="stack stack-tight"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <span className="row">
          <strong>{t('call.log', { name: call.name })}</strong>
          <span className="gap" />
          <CloseButton size="sm" aria-label={t('close')} onClick={close} />
        </span>
        <CallFields facts={facts} set={setFacts} />
        <Text label={t('compose.call')} value={body} change={setBody} submit={save} />
        <Sensitive text={body} asking={asking} save={() => write.mutate()} back={() => setAsking(false)} />
        <ProblemNote error={write.error} />
        {!asking && (
          <span className="row">
            <Button type="submit" variant="filled" loading={write.isPending}>
              {t('call.save')}
            </Button>
            <Button variant="subtle" onClick={close}>
              {t('call.skip')}
            </Button>
          </span>
        )}
      </form>
    </section>
  )
}
