import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, type Problem, post } from '#web/api.ts'
import { formatTime } from '#web/format.ts'
import { t, tMaybe } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'
import { type Asked, answerFor } from './request.tsx'
import { useStep } from './useStep.tsx'

const HOW = ['post', 'hand', 'spoken', 'page', 'impossible'] as const

/** Letters as they will read, sent by mail where there is mail, else printed and ticked when they have gone. */
export function LettersPanel({ asked }: { asked: Asked }) {
  const answer = answerFor(asked)
  const offered = ['received', ...(asked.extended_to ? ['extension'] : []), ...(answer ? [answer] : [])]
  const [kind, setKind] = useState<string>('')
  const [paper, setPaper] = useState<string | null>(null)
  const chosen = offered.includes(kind) ? kind : (answer ?? 'received')
  const letters = asked.steps.filter((step) => step.kind === 'letter')
  return (
    <Panel title={t('requests.letters')} purpose="rights" wordless>
      <div className="stack">
        {letters.length > 0 && (
          <ul className="lines">
            {letters.map((step) => (
              <li key={step.id}>
                <span className="main">
                  {tMaybe(`requests.letter.${step.detail?.kind}`, t('requests.letter.which'))}
                </span>
                <span className="small quiet">{formatTime(step.created_at)}</span>
              </li>
            ))}
          </ul>
        )}
        {asked.delivered_at && (
          <p className="small quiet">{t('requests.delivered', { date: formatTime(asked.delivered_at) })}</p>
        )}
        {asked.state !== 'closed' && (
          <>
            <NativeSelect
              label={t('requests.letter.which')}
              value={chosen}
              onChange={(event) => {
                setKind(event.currentTarget.value)
                setPaper(null)
              }}
              data={offered.map((one) => ({
                value: one,
                label: t(`requests.letter.${one}` as 'requests.letter.report'),
              }))}
            />
            <Write key={chosen} asked={asked} kind={chosen} paper={paper} setPaper={setPaper} />
          </>
        )}
        {asked.state !== 'closed' && asked.answered_at && !asked.delivered_at && <Delivered asked={asked} />}
      </div>
    </Panel>
  )
}

type Enclosed = 'report' | 'portable'
type Letter = { subject: string; text: string; missing: Enclosed[] }
type WriteProps = { asked: Asked; kind: string; paper: string | null; setPaper: (text: string | null) => void }

function Write({ asked, kind, paper, setPaper }: WriteProps) {
  const [kept, setKept] = useState('')
  const query = { purpose: 'rights', kind, ...(kind === 'erased' && kept.trim() && { kept: kept.trim() }) }
  const letter = useQuery({
    queryKey: ['record', 'requests', asked.id, 'letter', query, asked.version],
    queryFn: () => get<Letter>(`/requests/${asked.id}/letter`, query),
  })
  const missing = letter.data?.missing ?? []
  const send = useStep<{ sent: boolean; letter?: string }>(asked.id, 'send')
  const text = paper ?? (letter.data ? `${letter.data.subject}\n\n${letter.data.text}` : '')
  const now = () =>
    send.mutate(
      { kind, ...(kind === 'erased' && kept.trim() && { kept: kept.trim() }) },
      {
        onSuccess: (done) => {
          setPaper(done.letter ?? null)
          if (done.sent) toast(t('requests.sent'))
        },
      },
    )
  return (
    <>
      {kind === 'erased' && (
        <Textarea
          label={t('requests.kept')}
          description={t('requests.kept.hint')}
          autosize
          minRows={2}
          value={kept}
          onChange={(event) => setKept(event.currentTarget.value)}
        />
      )}
      {paper !== null && <p className="note note-warn">{t('letter.paper')}</p>}
      {letter.isPending && <Skeleton lines={6} />}
      <ProblemNote error={letter.error} />
      {text && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse */}
          <pre className="letter" tabIndex={0}>
            {text}
          </pre>
        </>
      )}
      {missing.length > 0 && paper === null && <Missing asked={asked} missing={missing} />}
      <ProblemNote error={send.error} />
      <div className="row">
        <Button variant="filled" loading={send.isPending} onClick={now}>
          {t('requests.send')}
        </Button>
        <Button onClick={() => print()}>{t('letter.print')}</Button>
      </div>
    </>
  )
}

/** What the letter promises is not made yet: said before it is sent, and made from here. */
function Missing({ asked, missing }: { asked: Asked; missing: readonly Enclosed[] }) {
  const client = useQueryClient()
  const make = useMutation<unknown, Problem, Enclosed>({
    mutationFn: (what) => post(`/requests/${asked.id}/${what}`, {}, { query: { purpose: 'rights' } }),
    onSuccess: () => toast(t('report.made')),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['record', 'requests', asked.id] })
      void client.invalidateQueries({ queryKey: ['report', asked.id] })
    },
  })
  return (
    <div className="note note-warn stack" role="status">
      {missing.map((what) => (
        <div className="row" key={what}>
          <span>{t(`requests.missing.${what}`)}</span>
          <Button size="compact-sm" loading={make.isPending} onClick={() => make.mutate(what)}>
            {t(what === 'report' ? 'report.make' : 'report.portable')}
          </Button>
        </div>
      ))}
      <ProblemNote error={make.error} />
    </div>
  )
}

/** Sent by post, given or told: ticked by hand, with how and when. */
function Delivered({ asked }: { asked: Asked }) {
  const [how, setHow] = useState<string>(HOW[0])
  const [words, setWords] = useState('')
  const delivered = useStep(asked.id, 'delivered', 'requests.delivered.done')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        delivered.mutate({ how, ...(words.trim() && { words: words.trim() }) })
      }}
    >
      <NativeSelect
        label={t('requests.deliver')}
        value={how}
        onChange={(event) => setHow(event.currentTarget.value)}
        data={HOW.map((one) => ({ value: one, label: t(`requests.how.${one}`) }))}
      />
      {how === 'impossible' && (
        <Textarea
          label={t('requests.impossible')}
          autosize
          minRows={2}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <ProblemNote error={delivered.error} />
      <Button type="submit" loading={delivered.isPending}>
        {t('requests.deliver.now')}
      </Button>
    </form>
  )
}
