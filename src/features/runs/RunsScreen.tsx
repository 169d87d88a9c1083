import { Button, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, type Problem, post } from '#web/api.ts'
import { formatAgo, formatNumber, formatTime } from '#web/format.ts'
import { t, tMaybe } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast, toastProblem } from '#web/toast.tsx'
import './runs.css'

type Run = { begun: string; ended: string; well: boolean; outcome: Record<string, unknown> }
type Line = { job: string; cron: string; next: string | null; last: Run | null; waiting: boolean }
type Board = { items: Line[]; trade: boolean }

const KEY = ['runs']

/** All that runs by itself: when it ran, what it says, when it comes again. */
export default function RunsScreen() {
  const client = useQueryClient()
  const board = useQuery<Board, Problem>({
    queryKey: KEY,
    queryFn: () => get<Board>('/runs'),
    refetchInterval: (query) => (query.state.data?.items.some(({ waiting }) => waiting) ? 1500 : 30_000),
  })
  const start = useMutation<{ job: string }, Problem, string>({
    mutationFn: (job) => post('/runs/start', { job }),
    onSuccess: ({ job }) => {
      toast(t('runs.started', { job: nameOf(job) }))
      void client.invalidateQueries({ queryKey: KEY })
    },
    onError: toastProblem,
  })
  const ask = useMutation<{ on: boolean }, Problem, boolean>({
    mutationFn: (on) => post('/trade/asking', { on }),
    onSuccess: ({ on }) => client.setQueryData<Board>(KEY, (now) => now && { ...now, trade: on }),
    onError: toastProblem,
  })
  return (
    <Page title={t('nav.runs')} subtitle={t('runs.about')}>
      {board.error && <ProblemNote error={board.error} retry={() => void board.refetch()} />}
      <div className="panels">
        <Panel title={t('trade.panel')}>
          <Switch
            label={t('runs.trade')}
            description={t('runs.trade.about')}
            checked={board.data?.trade ?? false}
            disabled={!board.data}
            onChange={(event) => ask.mutate(event.currentTarget.checked)}
          />
        </Panel>
        <Panel title={t('runs.all')}>
          {!board.data ? (
            <Skeleton lines={8} />
          ) : (
            <ul className="runs">
              {board.data.items.map((line) => (
                <OneJob key={line.job} line={line} start={() => start.mutate(line.job)} />
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </Page>
  )
}

function OneJob({ line, start }: { line: Line; start: () => void }) {
  const [isOpen, open] = useState(false)
  const { job, last, next, waiting } = line
  const name = nameOf(job)
  return (
    <li>
      <span className="runs-name">
        <strong>{name}</strong>
        <code className="small quiet">{job}</code>
      </span>
      <span className="runs-state">
        {waiting ? (
          <span className="chip chip-plain">{t('runs.waiting')}</span>
        ) : last ? (
          <span className={`chip ${last.well ? 'chip-good' : 'chip-bad'}`}>
            {t(last.well ? 'runs.well' : 'runs.ill')}
          </span>
        ) : (
          <span className="chip chip-plain">{t('runs.never')}</span>
        )}
      </span>
      <span className="small runs-when">
        {last && (
          <span>
            {t('runs.last')}{' '}
            <time dateTime={last.begun} title={formatTime(last.begun)}>
              {formatAgo(last.begun)}
            </time>
          </span>
        )}
        {next && (
          <span className="quiet">
            {t('runs.next')} <time dateTime={next}>{formatTime(next)}</time>
          </span>
        )}
      </span>
      <span className="small runs-receipt">{last ? receiptOf(job, last.outcome) : ''}</span>
      <span className="row runs-acts">
        <Button
          size="compact-sm"
          variant="subtle"
          aria-expanded={isOpen}
          aria-label={t('runs.past.of', { job: name })}
          onClick={() => open(!isOpen)}
        >
          {t('runs.past')}
        </Button>
        <Button size="compact-sm" disabled={waiting} aria-label={t('runs.now.what', { job: name })} onClick={start}>
          {t('runs.now')}
        </Button>
      </span>
      {isOpen && <Past job={job} />}
    </li>
  )
}

function Past({ job }: { job: string }) {
  const past = useQuery<{ items: Run[] }, Problem>({
    queryKey: ['runs', 'past', job],
    queryFn: () => get('/runs/past', { job }),
  })
  if (past.error) return <ProblemNote error={past.error} />
  if (!past.data) return <Skeleton lines={2} />
  if (past.data.items.length === 0) return <p className="small quiet runs-past">{t('runs.past.none')}</p>
  return (
    <ol className="runs-past small">
      {past.data.items.map((run) => (
        <li key={run.begun}>
          <time dateTime={run.begun}>{formatTime(run.begun)}</time> ·{' '}
          <span className={run.well ? '' : 'warn'}>{t(run.well ? 'runs.well' : 'runs.ill')}</span>
          {receiptOf(job, run.outcome) && <span className="quiet"> · {receiptOf(job, run.outcome)}</span>}
        </li>
      ))}
    </ol>
  )
}

const nameOf = (job: string) => tMaybe(`runs.job.${job}`, job)

/** A receipt is numbers and yes or no, under names: said in the job's own word for it, else in the one of all. */
const receiptOf = (job: string, outcome: Record<string, unknown>) =>
  Object.entries(outcome)
    .map(([name, value]) => {
      const word = wordOf(job, name)
      if (typeof value === 'boolean') return value ? word : `${word}: ${t('no')}`
      return `${word}: ${typeof value === 'number' ? formatNumber(value) : String(value)}`
    })
    .join(' · ')

function wordOf(job: string, name: string): string {
  const said = tMaybe(`runs.receipt.${job}.${name}`, tMaybe(`runs.receipt.${name}`, ''))
  if (said) return said
  const [, what] = /^(.+)_overdue$/.exec(name) ?? []
  return what ? t('runs.receipt.overdue', { what: wordOf(job, what) }) : name.replaceAll('_', ' ')
}
