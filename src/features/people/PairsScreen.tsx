import { useQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { t, tn } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Page as Rows } from '#web/record.ts'
import { type Pair, PairPanel } from './PairPanel.tsx'
import './pairs.css'

const PURPOSE = 'rights'
/** So many at a time: each is looked at by a person, and the people are asked for by their ids. */
const SHOWN = 40

/** Records that may be one person, found where whoever saved them could not see both: one by one, until none is left. */
export default function PairsScreen() {
  const pairs = useQuery({
    queryKey: ['pairs'],
    queryFn: () =>
      get<Rows>('/pairs', {
        purpose: PURPOSE,
        filter: { field: 'different_at', op: 'empty' },
        sort: 'found_at',
        limit: SHOWN,
      }),
  })
  const items = (pairs.data?.items ?? []) as unknown as Pair[]
  const ids = [...new Set(items.flatMap((pair) => [pair.person_id, pair.other_id]))]
  const people = useQuery({
    queryKey: ['pairs', 'people', ids],
    queryFn: () =>
      get<Rows>('/people', {
        purpose: PURPOSE,
        filter: { field: 'id', op: 'any_of', value: ids },
        include: 'emails,phones,employments',
        limit: 2 * SHOWN,
      }),
    enabled: ids.length > 0,
  })
  const byId = new Map((people.data?.items ?? []).map((row) => [row.id, row]))
  const total = pairs.data?.total?.count ?? 0
  const none = pairs.isSuccess && items.length === 0
  return (
    <Page title={t('nav.pairs')} subtitle={none ? '' : t('pairs.body')} wide>
      <div className="panels">
        <ProblemNote error={pairs.error ?? people.error} retry={() => void pairs.refetch()} />
        {none && <Empty title={t('pairs.empty')}>{t('pairs.empty.body')}</Empty>}
        {total > 0 && (
          <p className="quiet" aria-live="polite">
            {tn('pairs.count', total)}
          </p>
        )}
        {(pairs.isPending || (ids.length > 0 && people.isPending)) && (
          <Panel title={t('nav.pairs')}>
            <Skeleton lines={6} />
          </Panel>
        )}
        {people.isSuccess &&
          items.map((pair, i) => (
            <PairPanel
              key={pair.id}
              pair={pair}
              first={byId.get(pair.person_id)}
              second={byId.get(pair.other_id)}
              purpose={PURPOSE}
              isOpen={i === 0}
            />
          ))}
      </div>
    </Page>
  )
}
