import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from 'wouter'
import { get, type Problem } from '#web/api.ts'
import { formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { ErasePlan } from './ErasePlan.tsx'
import { type Erasure, ErasureState, isUnderWay } from './ErasureState.tsx'
import { Mentions } from './Mentions.tsx'

/** Who was erased and what stands open: places that speak of them, laws that keep a part, what may not begin yet. */
export default function ErasuresScreen() {
  const asked = new URLSearchParams(useSearch())
  const person = asked.get('person')
  const found = useQuery<{ items: Erasure[] }, Problem>({
    queryKey: ['erasures', 'list'],
    queryFn: () => get('/erasures', { purpose: 'rights', sort: '-created_at', limit: 60 }),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 2000 : false),
  })
  // The name is not in the address, which browsers remember; once the person is gone there is none.
  const who = useQuery<{ given_name: string | null; family_name: string | null }, Problem>({
    queryKey: ['erasures', 'who', person],
    queryFn: () => get(`/people/${person}`, { purpose: 'rights' }),
    enabled: Boolean(person),
    retry: false,
  })
  const name = [who.data?.given_name, who.data?.family_name].filter(Boolean).join(' ')
  const mine = person && found.data?.items.find((one) => one.subject === person)
  return (
    <Page title={t('nav.erasures')} subtitle={t('erasure.about')}>
      {found.error && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      <div className="panels">
        {person && found.data && (
          <Panel title={name && !mine ? t('erasure.of', { name }) : t('erasure.title')} purpose="rights" wordless>
            {mine ? <ErasureState one={mine} /> : <ErasePlan person={person} />}
          </Panel>
        )}
        <Mentions />
        <Panel title={t('erasure.list')} purpose="rights" wordless>
          {found.data ? <List items={found.data.items} /> : <Skeleton lines={6} />}
        </Panel>
      </div>
    </Page>
  )
}

function List({ items }: { items: readonly Erasure[] }) {
  if (items.length === 0) return <p className="quiet">{t('erasure.none')}</p>
  return (
    <ul className="erasures">
      {items.map((one) => (
        <li key={one.id}>
          <p className="small quiet">
            {formatTime(one.created_at)} · {one.subject.slice(0, 8)}
            {one.request_id && (
              <>
                {' · '}
                <Link href={`/requests/${one.request_id}`}>{t('erasure.request')}</Link>
              </>
            )}
          </p>
          <ErasureState one={one} />
        </li>
      ))}
    </ul>
  )
}
