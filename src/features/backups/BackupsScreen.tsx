import { Button, NumberInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, type Problem, post } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { formatAgo, formatNumber, formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast, toastProblem } from '#web/toast.tsx'
import './backups.css'

type Targets = { rpo: number; rto: number }
type Receipt = { at: string; rows: number; wrong: number; took_ms: number; detail: Record<string, unknown> }
type Board = {
  place: string
  bucket: boolean
  beside: boolean
  working: 'make' | 'test' | 'follow' | null
  targets: Targets
  age: number | null
  items: { name: string; made_at: string; bytes: number; away: boolean }[]
  backups: Receipt[]
  tests: Receipt[]
  restores: Receipt[]
}

const KEY = ['backups']
const TEST_EVERY = 90
const megabytes = (bytes: number) => `${formatNumber(bytes / 1e6, 1)} MB`
const seconds = (ms: number) => t('backups.seconds', { n: formatNumber(ms / 1000, 1) })
const daysSince = (at: string) => (Date.now() - Date.parse(at)) / 86_400_000

/** What could be lost and how soon it would be back: the backups there are, and the last time one was tried. */
export default function BackupsScreen() {
  const client = useQueryClient()
  const board = useQuery<Board, Problem>({
    queryKey: KEY,
    queryFn: () => get<Board>('/backups'),
    refetchInterval: ({ state }) => (state.data?.working ? 1500 : 60_000),
  })
  const anew = () => client.invalidateQueries({ queryKey: KEY })
  const make = useMutation<{ rows: number; took_ms: number }, Problem>({
    mutationFn: () => post('/backups/make', {}),
    onMutate: () => void setTimeout(anew, 300),
    onSuccess: ({ rows, took_ms }) => toast(t('backups.made', { rows: formatNumber(rows), time: seconds(took_ms) })),
    onError: toastProblem,
    onSettled: anew,
  })
  const attempt = useMutation<{ rows: number; masks: number; took_ms: number }, Problem>({
    mutationFn: () => post('/backups/test', {}),
    onMutate: () => void setTimeout(anew, 300),
    onSuccess: ({ rows, took_ms }) => toast(t('backups.tried', { rows: formatNumber(rows), time: seconds(took_ms) })),
    onError: toastProblem,
    onSettled: anew,
  })
  const data = board.data
  const busy = make.isPending || attempt.isPending || data?.working === 'make' || data?.working === 'test'
  return (
    <Page
      title={t('nav.backups')}
      subtitle={t('backups.about')}
      actions={
        <>
          <Button variant="default" disabled={busy || !data?.items.length} onClick={() => attempt.mutate()}>
            {t('backups.try')}
          </Button>
          <Button disabled={busy} onClick={() => make.mutate()}>
            {t('backups.make')}
          </Button>
        </>
      }
    >
      {board.error && <ProblemNote error={board.error} retry={() => void board.refetch()} />}
      {busy && (
        <p className="backups-busy" role="status">
          {t(attempt.isPending || data?.working === 'test' ? 'backups.trying' : 'backups.making')}
        </p>
      )}
      <div className="panels">
        <Panel title={t('backups.aims')}>{data ? <Aims board={data} /> : <Skeleton lines={3} />}</Panel>
        <Panel title={t('backups.there')}>{data ? <There board={data} /> : <Skeleton lines={6} />}</Panel>
        <Panel title={t('backups.tests')}>{data ? <Tests board={data} /> : <Skeleton lines={3} />}</Panel>
      </div>
    </Page>
  )
}

function Aims({ board }: { board: Board }) {
  const client = useQueryClient()
  const [aims, setAims] = useState(board.targets)
  const save = useMutation<Targets, Problem, Targets>({
    mutationFn: (targets) => post('/backups/targets', targets),
    onSuccess: (targets) => {
      client.setQueryData<Board>(KEY, (now) => now && { ...now, targets })
      toast(t('backups.aimed'))
    },
    onError: toastProblem,
  })
  const test = board.tests[0]
  const lost = board.age !== null && board.age <= board.targets.rpo
  const back = test !== undefined && test.took_ms / 60_000 <= board.targets.rto
  const changed = aims.rpo !== board.targets.rpo || aims.rto !== board.targets.rto
  return (
    <form
      className="backups-aims"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(aims)
      }}
    >
      <NumberInput
        label={t('backups.rpo')}
        description={
          board.age === null ? t('backups.age.none') : t('backups.age', { hours: formatNumber(board.age, 1) })
        }
        suffix=" h"
        min={1}
        max={720}
        value={aims.rpo}
        onChange={(value) => setAims({ ...aims, rpo: Number(value) || 1 })}
      />
      <span className={`chip ${lost ? 'chip-good' : 'chip-bad'}`}>{t(lost ? 'backups.met' : 'backups.missed')}</span>
      <NumberInput
        label={t('backups.rto')}
        description={test ? t('backups.took', { time: seconds(test.took_ms) }) : t('backups.took.none')}
        suffix=" min"
        min={1}
        max={10_080}
        value={aims.rto}
        onChange={(value) => setAims({ ...aims, rto: Number(value) || 1 })}
      />
      <span className={`chip ${back ? 'chip-good' : 'chip-bad'}`}>{t(back ? 'backups.met' : 'backups.missed')}</span>
      <Button type="submit" variant="default" disabled={!changed || save.isPending}>
        {t('backups.aim')}
      </Button>
    </form>
  )
}

function There({ board }: { board: Board }) {
  if (board.items.length === 0) return <Empty title={t('backups.none')}>{t('backups.none.next')}</Empty>
  const largest = Math.max(...board.items.map(({ bytes }) => bytes))
  const shown = board.items.slice(0, 35)
  return (
    <>
      <div className="backups-bars" aria-hidden="true">
        {shown.toReversed().map(({ name, made_at, bytes }) => (
          <span
            key={name}
            style={{ blockSize: `${Math.max(6, (bytes / largest) * 100)}%` }}
            title={`${formatTime(made_at)} · ${megabytes(bytes)}`}
          />
        ))}
      </div>
      <p className="small quiet backups-place">
        {t(board.bucket ? 'backups.bucket' : 'backups.folder')} <code>{board.place}</code>
      </p>
      {board.beside && <p className="small warn">{t('backups.beside')}</p>}
      <ul className="backups-list">
        {shown.map(({ name, made_at, bytes, away }) => (
          <li key={name}>
            <time dateTime={made_at} title={formatTime(made_at)}>
              {formatAgo(made_at)}
            </time>
            <span className="small quiet">{name}</span>
            {board.bucket && !away && <span className="chip chip-warn">{t('backups.unsent')}</span>}
            <span className="number">{megabytes(bytes)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Tests({ board }: { board: Board }) {
  const [last] = board.tests
  const overdue = !last || daysSince(last.at) > TEST_EVERY
  return (
    <>
      {overdue && <p className="warn">{t(last ? 'backups.overdue' : 'backups.untried')}</p>}
      <ul className="backups-list">
        {board.tests.slice(0, 12).map((one) => (
          <li key={one.at}>
            <time dateTime={one.at} title={formatTime(one.at)}>
              {formatAgo(one.at)}
            </time>
            <span className={`chip ${one.wrong === 0 ? 'chip-good' : 'chip-bad'}`}>
              {t(one.wrong === 0 ? 'backups.equal' : 'backups.unequal')}
            </span>
            <span className="small quiet">
              {t('backups.rows', { rows: formatNumber(one.rows), time: seconds(one.took_ms) })}
            </span>
          </li>
        ))}
      </ul>
      {board.restores.length > 0 && (
        <>
          <h3 className="small">{t('backups.restores')}</h3>
          <ul className="backups-list">
            {board.restores.slice(0, 12).map((one) => (
              <li key={one.at}>
                <time dateTime={one.at}>{formatTime(one.at)}</time>
                <span className="small quiet">
                  {t('backups.replayed', {
                    refused: formatNumber(Number(one.detail.grounds ?? 0)),
                    erased: formatNumber(Number(one.detail.erased ?? 0)),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="small quiet">{t('backups.how')}</p>
      <pre className="backups-how">npm run seloste -- restore {board.items[0]?.name ?? 'FILE'}</pre>
    </>
  )
}
