import { Button, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t, tn } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { purposeLabel, useRegister } from '#web/register.ts'
import type { Asked } from './request.tsx'
import { useStep } from './useStep.tsx'

type Look = {
  user: string
  name: string
  purposes: string[]
  times: number
  first: string
  last: string
  state: 'proposed' | 'named' | null
  reason: string | null
}

/** Who of us has looked at the data. The person is told day and purpose; a name only when two have decided so. */
export function NamingPanel({ asked }: { asked: Asked }) {
  if (!asked.kinds.includes('access') || !asked.person_id) return null
  return <Panel title={t('requests.looks')} purpose="rights" wordless whenSeen={() => <Looks asked={asked} />} />
}

function Looks({ asked }: { asked: Asked }) {
  const register = useRegister()
  const [naming, setNaming] = useState<string | null>(null)
  const found = useQuery({
    queryKey: ['record', 'requests', asked.id, 'looks', asked.steps.length],
    queryFn: () => get<{ items: Look[] }>(`/requests/${asked.id}/looks`, { purpose: 'rights' }),
  })
  const isOpen = !asked.answered_at && asked.state !== 'closed'
  if (found.isPending) return <Skeleton lines={3} />
  if (found.error) return <ProblemNote error={found.error} />
  if (found.data.items.length === 0) return <p className="quiet">{t('requests.looks.none')}</p>
  return (
    <div className="stack">
      <p className="small quiet">{t('requests.looks.body')}</p>
      <ul className="lines">
        {found.data.items.map((one) => (
          <li key={one.user}>
            <span className="main">
              <span className="row">
                <strong>{one.name}</strong>
                {one.state && (
                  <span className={`chip ${one.state === 'named' ? 'chip-good' : 'chip-warn'}`}>
                    {t(`requests.looks.${one.state}`)}
                  </span>
                )}
              </span>
              <span className="small quiet request-told">
                {[
                  one.purposes.map((purpose) => purposeLabel(register, purpose)).join(', '),
                  tn('requests.looks.times', one.times),
                  one.first === one.last ? formatDate(one.last) : `${formatDate(one.first)} – ${formatDate(one.last)}`,
                ].join(' · ')}
              </span>
              {one.reason && <span className="said small">{one.reason}</span>}
              {naming === one.user && <Propose asked={asked} user={one.user} close={() => setNaming(null)} />}
            </span>
            {isOpen && !one.state && naming !== one.user && (
              <Button size="compact-sm" variant="subtle" onClick={() => setNaming(one.user)}>
                {t('requests.name')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Propose({ asked, user, close }: { asked: Asked; user: string; close: () => void }) {
  const [reason, setReason] = useState('')
  const propose = useStep(asked.id, 'name', 'requests.name.done')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        propose.mutate({ user, reason }, { onSuccess: close })
      }}
    >
      <Textarea
        label={t('requests.name.why')}
        description={t('requests.name.hint')}
        autosize
        minRows={2}
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={propose.error} />
      <div className="row">
        <Button type="submit" size="compact-sm" loading={propose.isPending} disabled={reason.trim().length < 20}>
          {t('requests.name.propose')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
