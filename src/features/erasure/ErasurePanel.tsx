import { useQuery } from '@tanstack/react-query'
import { get, type Problem } from '#web/api.ts'
import { t } from '#web/language.ts'
import type { RequestProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { ErasePlan } from './ErasePlan.tsx'
import { type Erasure, ErasureState, isUnderWay } from './ErasureState.tsx'

/** On the page of a request that asks for erasure: the plan, then its progress, then its certificate. */
export default function ErasurePanel({ id, person, kinds }: RequestProps) {
  if (!kinds.includes('erase')) return null
  return (
    <Panel
      title={t('erasure.title')}
      purpose="rights"
      wordless
      whenSeen={() => <Content request={id} person={person} />}
    />
  )
}

function Content({ request, person }: { request: string; person: string | null }) {
  const found = useQuery<{ items: Erasure[] }, Problem>({
    queryKey: ['erasures', 'request', request],
    queryFn: () =>
      get('/erasures', {
        purpose: 'rights',
        filter: { field: 'request_id', op: 'is', value: request },
        sort: '-created_at',
        limit: 5,
      }),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 2000 : false),
  })
  if (found.isPending) return <Skeleton lines={4} />
  if (found.error) return <ProblemNote error={found.error} />
  const [latest] = found.data.items
  if (latest) return <ErasureState one={latest} />
  if (!person) return <p className="quiet">{t('erasure.nobody')}</p>
  return <ErasePlan person={person} request={request} />
}
