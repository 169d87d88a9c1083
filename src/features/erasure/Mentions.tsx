import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { address, get, type Problem, post } from '#web/api.ts'
import { formatNumber, formatTime } from '#web/format.ts'
import { language, t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'
import { nounWord } from './ErasePlan.tsx'
import './erasure.css'

type Mention = {
  id: string
  noun: string
  record_id: string
  field: string
  found_at: string
  text: string | null
  editable: boolean
  inside: boolean
}

/** Others' records that speak of somebody who was erased: a human decides each, and then the case may close. */
export function Mentions() {
  const found = useQuery<{ items: Mention[]; total: number }, Problem>({
    queryKey: ['erasures', 'mentions'],
    queryFn: () => get('/erasures/mentions', { purpose: 'rights' }),
  })
  return (
    <Panel title={t('mentions.title')} purpose="rights" wordless>
      {found.error && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton lines={4} />}
      {found.data?.total === 0 && <p className="quiet">{t('mentions.none')}</p>}
      {found.data && found.data.total > 0 && (
        <>
          <p className="small quiet">{t('mentions.about', { n: formatNumber(found.data.total) })}</p>
          <ul className="erasures">
            {found.data.items.map((one) =>
              one.inside ? <Inside key={one.id} one={one} /> : <One key={one.id} one={one} />,
            )}
          </ul>
        </>
      )}
    </Panel>
  )
}

type Decision = { state: string; text?: string; reason?: string }

function useSettle({ id }: Mention) {
  const client = useQueryClient()
  return useMutation<unknown, Problem, Decision>({
    mutationFn: (body) => post(`/erasures/mentions/${id}?purpose=rights`, body),
    onSuccess: () => toast(t('mentions.settled')),
    onSettled: (_, error) => !error && client.invalidateQueries({ queryKey: ['erasures'] }),
  })
}

/** A file that speaks of them: opened to be judged, kept for a reason, or destroyed as a whole. */
function Inside({ one }: { one: Mention }) {
  const register = useRegister()
  const [reason, setReason] = useState('')
  const settle = useSettle(one)
  return (
    <li>
      <p>
        <strong>{nounWord(register, one.noun)}</strong>
        {' · '}
        <a
          href={address(`/${one.noun}/${one.record_id}/content`, { purpose: 'rights' })}
          target="_blank"
          rel="noopener"
        >
          {t('findings.open_file')}
        </a>
      </p>
      <p className="small quiet">{t('mentions.inside', { time: formatTime(one.found_at) })}</p>
      <TextInput
        label={t('mentions.reason')}
        description={t('mentions.reason.more')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={settle.error} />
      <div className="row">
        <Button
          size="compact-sm"
          variant="default"
          disabled={reason.trim().length < 5 || settle.isPending}
          onClick={() => settle.mutate({ state: 'harmless', reason: reason.trim() })}
        >
          {t('mentions.keep')}
        </Button>
        <Button
          size="compact-sm"
          color="red"
          disabled={settle.isPending}
          onClick={() => settle.mutate({ state: 'destroyed' })}
        >
          {t('findings.destroy.file')}
        </Button>
      </div>
    </li>
  )
}

function One({ one }: { one: Mention }) {
  const register = useRegister()
  const area = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(one.text ?? '')
  const settle = useSettle(one)
  const label = register.nouns[one.noun]?.fields[one.field]?.label[language()] ?? one.field
  const cut = () => {
    const { selectionStart: from, selectionEnd: to } = area.current!
    if (to > from) setText(text.slice(0, from) + t('mentions.gone') + text.slice(to))
    area.current!.focus()
  }
  return (
    <li>
      <Textarea
        ref={area}
        label={`${nounWord(register, one.noun)}: ${label}`}
        description={formatTime(one.found_at)}
        autosize
        minRows={2}
        maxRows={12}
        readOnly={!one.editable}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ProblemNote error={settle.error} />
      <div className="row">
        {one.editable && (
          <>
            <Button size="compact-sm" variant="default" onClick={cut}>
              {t('mentions.cut')}
            </Button>
            <Button
              size="compact-sm"
              disabled={text === one.text || settle.isPending}
              onClick={() => settle.mutate(text.trim() ? { state: 'masked', text } : { state: 'destroyed' })}
            >
              {t('mentions.save')}
            </Button>
          </>
        )}
        <Button
          size="compact-sm"
          variant="default"
          disabled={settle.isPending}
          onClick={() => settle.mutate({ state: 'harmless' })}
        >
          {t('mentions.harmless')}
        </Button>
        {!one.editable && (
          <Button
            size="compact-sm"
            color="red"
            disabled={settle.isPending}
            onClick={() => settle.mutate({ state: 'destroyed' })}
          >
            {t('mentions.destroy')}
          </Button>
        )}
      </div>
    </li>
  )
}
