import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { formatDate, formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { useSession } from '#web/session.ts'
import type { Announced, Figures } from './informings.tsx'
import { Publish } from './Publish.tsx'

type Shown = { items: Announced[]; relay: boolean }

/** Each version of the notice: whether its change was material, who said so, and whom it reached. */
export function Announcements() {
  const { may } = useSession()
  const found = useQuery({
    queryKey: ['informing', 'announcements'],
    queryFn: () => get<Shown>('/notice/announcements'),
    refetchInterval: (query) => (query.state.data?.items.some(isGoing) ? 1500 : false),
  })
  const items = found.data?.items ?? []
  return (
    <Panel title={t('announce.title')}>
      {found.isPending && <Skeleton lines={3} />}
      <ProblemNote error={found.error} />
      {may.includes('register') && <Publish />}
      {found.data && items.length === 0 && <Empty title={t('announce.none')}>{t('announce.none.more')}</Empty>}
      <ul className="lines informing-lines">
        {items.map((one) => (
          <Line key={one.version} one={one} first={one === items.at(-1)} mayTell={may.includes('register')} />
        ))}
      </ul>
    </Panel>
  )
}

const isGoing = ({ begun_at, ended_at }: Announced) => Boolean(begun_at && !ended_at)

function Line({ one, first, mayTell }: { one: Announced; first: boolean; mayTell: boolean }) {
  const client = useQueryClient()
  const tell = useMutation({
    mutationFn: () => post('/notice/announce', { version: one.version }),
    onSettled: () => client.invalidateQueries({ queryKey: ['informing', 'announcements'] }),
  })
  const waits = one.material && !one.ended_at
  return (
    <li>
      <span className="main">
        <span>
          {t('announce.version', { version: one.version, date: formatDate(one.effective_on ?? one.valid_from) })}
        </span>
        {one.assessment && <span className="small quiet">{one.assessment}</span>}
        {one.figures && <Delivered figures={one.figures} going={isGoing(one)} />}
        {one.otherwise && <span className="small quiet">{one.otherwise}</span>}
        <ProblemNote error={tell.error} />
      </span>
      <span className={`chip ${waits || one.material === null ? 'chip-warn' : 'chip-plain'}`}>
        {t(stateOf(one, first))}
      </span>
      {waits && mayTell && (
        <Button loading={tell.isPending} disabled={isGoing(one)} onClick={() => tell.mutate()}>
          {t('announce.now')}
        </Button>
      )}
    </li>
  )
}

function stateOf(one: Announced, first: boolean) {
  if (one.material === null) return first ? 'announce.first' : 'announce.unassessed'
  if (!one.material) return 'announce.immaterial'
  return one.ended_at ? 'announce.told' : isGoing(one) ? 'announce.going' : 'announce.untold'
}

function Delivered({ figures, going }: { figures: Figures; going: boolean }) {
  const { people, sent, no_address, failed, unclear } = figures
  const done = sent + no_address + failed + unclear
  return (
    <span className="small" role="status">
      {going && <progress value={done} max={people} aria-label={t('informing.progress')} />}
      {t('informing.figures', { sent: formatNumber(sent), no_address, failed, unclear })}
    </span>
  )
}
