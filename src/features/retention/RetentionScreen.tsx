import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, type Problem, post } from '#web/api.ts'
import { formatAgo, formatDate, formatDuration, formatMonth, formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { Reviews } from './Reviews.tsx'
import './retention.css'

type Last = { at: string; due: number; taken: number; remaining: number }
type Line = {
  rule: string
  length: string | null
  law: string | null
  end: 'erase' | 'anonymise' | 'review'
  adopted: boolean
  reviewed_at: string | null
  reviewed_by: string | null
  review_reason: string | null
  nouns: { noun: string; last: Last | null }[]
}
type Board = { adopted_at: string | null; adopted_by: string | null; items: Line[] }
type Counted = {
  total: number
  due: number
  soon: number
  year: number
  waiting: number
  months: Record<string, number>
}

const KEY = ['retention']
const rights = { query: { purpose: 'rights' } }
/** Days after which a rule is to be looked at again. */
const REVIEW_EVERY = 365

/** Each rule: how long and why, who adopted it, what it ended last night and what it will end this year. */
export default function RetentionScreen() {
  const client = useQueryClient()
  const board = useQuery<Board, Problem>({ queryKey: KEY, queryFn: () => get<Board>('/retention') })
  const run = useMutation<{ taken: number; remaining: number }, Problem>({
    mutationFn: () => post('/retention/run', {}, rights),
    onSuccess: ({ taken, remaining }) => {
      toast(t('retention.ran', { taken: formatNumber(taken), remaining: formatNumber(remaining) }))
      void client.invalidateQueries({ queryKey: KEY })
    },
    onError: toastProblem,
  })
  const data = board.data
  return (
    <Page
      title={t('nav.retention')}
      subtitle={t('retention.about')}
      actions={
        <Button loading={run.isPending} disabled={!data?.adopted_at} onClick={() => run.mutate()}>
          {t('retention.run')}
        </Button>
      }
    >
      {board.error && <ProblemNote error={board.error} retry={() => void board.refetch()} />}
      {data && !data.adopted_at && <p className="warn">{t('retention.unadopted')}</p>}
      {run.isPending && <p role="status">{t('retention.running')}</p>}
      <div className="panels">
        <Reviews />
        {data ? data.items.map((line) => <Rule key={line.rule} line={line} />) : <Skeleton lines={10} />}
      </div>
    </Page>
  )
}

function Rule({ line }: { line: Line }) {
  const register = useRegister()
  const [isOpen, open] = useState(false)
  const rule = register.retention[line.rule]!
  const ran = line.nouns.flatMap(({ last }) => last ?? [])
  const last = ran
    .map(({ at }) => at)
    .sort()
    .at(-1)
  const sum = (of: 'taken' | 'remaining') => ran.reduce((n, one) => n + one[of], 0)
  const overdue = line.reviewed_at && (Date.now() - Date.parse(line.reviewed_at)) / 86_400_000 > REVIEW_EVERY
  return (
    <Panel title={inWords(rule.label)}>
      <p className="retention-what">{inWords(rule.what)}</p>
      <dl className="retention-facts">
        <dt>{t('retention.length')}</dt>
        <dd>
          {line.length ? formatDuration(line.length) : t('retention.law', { law: line.law ?? '' })}{' '}
          <span className="quiet">{inWords(rule.from)}</span>
        </dd>
        <dt>{t('retention.why')}</dt>
        <dd>{inWords(rule.reason)}</dd>
        <dt>{t('retention.then')}</dt>
        <dd>{t(`retention.end.${line.end}`)}</dd>
        <dt>{t('retention.adopted')}</dt>
        <dd>
          {line.adopted && line.reviewed_at ? (
            <>
              {formatDate(line.reviewed_at)} {line.reviewed_by}{' '}
              {overdue && <span className="chip chip-bad">{t('retention.review.overdue')}</span>}
            </>
          ) : (
            <span className="chip chip-bad">{t('retention.adopted.not')}</span>
          )}
        </dd>
        <dt>{t('retention.last')}</dt>
        <dd>
          {last
            ? t('retention.last.did', {
                when: formatAgo(last),
                taken: formatNumber(sum('taken')),
                remaining: formatNumber(sum('remaining')),
              })
            : t('retention.last.none')}
        </dd>
      </dl>
      <div className="row">
        {line.nouns.length > 0 && line.length && (
          <Button size="compact-sm" variant="subtle" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
            {t(isOpen ? 'retention.hide' : 'retention.show')}
          </Button>
        )}
        <Confirm line={line} />
      </div>
      {isOpen && (
        <ul className="retention-nouns">
          {line.nouns.map(({ noun, last }) => (
            <Noun key={noun} rule={line.rule} noun={noun} last={last} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Noun({ rule, noun, last }: { rule: string; noun: string; last: Last | null }) {
  const register = useRegister()
  const counted = useQuery<Counted, Problem>({
    queryKey: [...KEY, rule, noun],
    queryFn: () => get<Counted>('/retention/count', { rule, noun }),
  })
  const { data } = counted
  return (
    <li>
      <strong>{inWords(register.nouns[noun]!.plural)}</strong>
      {counted.error && <ProblemNote error={counted.error} />}
      {data && (
        <>
          <span className={data.due > 0 ? 'warn' : 'quiet'}>
            {t('retention.due', { due: formatNumber(data.due), total: formatNumber(data.total) })}
          </span>
          <span className="small quiet">
            {t('retention.coming', { soon: formatNumber(data.soon), year: formatNumber(data.year) })}
          </span>
          {data.waiting > 0 && (
            <span className="small quiet">{t('retention.waiting', { n: formatNumber(data.waiting) })}</span>
          )}
          {data.year > 0 && <Year months={data.months} />}
        </>
      )}
      {last && (
        <span className="small quiet">
          {t('retention.last.did', {
            when: formatAgo(last.at),
            taken: formatNumber(last.taken),
            remaining: formatNumber(last.remaining),
          })}
        </span>
      )}
    </li>
  )
}

/** How many end in each month of the coming year. */
function Year({ months }: { months: Record<string, number> }) {
  const rows = Object.entries(months).sort(([a], [b]) => a.localeCompare(b))
  const most = Math.max(...rows.map(([, n]) => n))
  return (
    <ol className="retention-year" aria-label={t('retention.year')}>
      {rows.map(([month, n]) => (
        <li key={month}>
          <span
            className="retention-bar"
            style={{ inlineSize: `${Math.max(2, (n / most) * 100)}%` }}
            aria-hidden="true"
          />
          <span className="small">
            {formatMonth(month)} {formatNumber(n)}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Looked at again and found right, or adopted as it now stands: with a reason, by name. */
function Confirm({ line }: { line: Line }) {
  const client = useQueryClient()
  const [isOpen, open] = useState(false)
  const [reason, setReason] = useState('')
  const confirm = useMutation<unknown, Problem>({
    mutationFn: () => post('/retention/confirm', { rule: line.rule, reason }, rights),
    onSuccess: () => {
      toast(t('retention.confirmed'))
      open(false)
      setReason('')
      void client.invalidateQueries({ queryKey: KEY })
    },
  })
  if (!isOpen)
    return (
      <Button size="compact-sm" variant="subtle" onClick={() => open(true)}>
        {t(line.adopted ? 'retention.confirm' : 'retention.adopt')}
      </Button>
    )
  return (
    <form
      className="stack retention-confirm"
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate()
      }}
    >
      <Textarea
        label={t('retention.confirm.reason')}
        autosize
        autoFocus
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={confirm.error} />
      <span className="row">
        <Button type="submit" loading={confirm.isPending} disabled={reason.trim().length < 10}>
          {t('retention.confirm.save')}
        </Button>
        <Button variant="default" onClick={() => open(false)}>
          {t('cancel')}
        </Button>
      </span>
    </form>
  )
}
