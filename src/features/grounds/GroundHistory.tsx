import { useQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'
import { formatTime } from '#web/format.ts'
import { t, tMaybe } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, useRegister } from '#web/register.ts'
import { ConsentProof, type Proof } from './ConsentProof.tsx'

export type GroundEvent = {
  number: number
  slot: string
  kind: string
  purposes: string[]
  since: string
  until: string | null
  by: string
  by_name: string | null
  channel: string | null
  reason: string | null
  proof: Proof | null
}

/** All that was said and decided about one purpose, newest first, each with its proof. */
export function GroundHistory({ id, from, about }: { id: string; from: string; about: string }) {
  const register = useRegister()
  const kinds = register.nouns.grounds?.fields.kind
  const found = useQuery({
    queryKey: ['grounds', id, from, 'all'],
    queryFn: () => get<{ events: GroundEvent[] }>(`/people/${id}/grounds`, { purpose: from, events: 'all' }),
  })
  if (found.isPending) return <Skeleton lines={3} />
  if (found.error) return <ProblemNote error={found.error} />
  // An event that ends a ground names no purpose: it belongs to whatever its slot had opened or closed.
  const slots = new Set(found.data.events.filter(({ purposes }) => purposes.includes(about)).map(({ slot }) => slot))
  const events = found.data.events.filter(({ slot }) => slots.has(slot))
  if (events.length === 0) return <span className="small quiet">{t('grounds.law')}</span>
  return (
    <ol className="ground-history">
      {events.map((event) => (
        <li key={event.number}>
          <strong>{optionLabel(kinds, event.kind)}</strong>{' '}
          <span className="small quiet">
            {[
              formatTime((isFirst(event) && event.proof?.said_at) || event.since),
              event.channel && tMaybe(`channel.${event.channel}`, event.channel),
              event.by_name ?? tMaybe(`actor.${event.by}`, ''),
              isFirst(event) && event.proof?.heard_by && event.proof.heard_by !== event.by_name
                ? t('grounds.heard', { name: event.proof.heard_by })
                : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {saidIn(event) && <span className="small ground-said">{saidIn(event)}</span>}
          {isProved(event) && event.proof && <ConsentProof event={event} proof={event.proof} />}
        </li>
      ))}
    </ol>
  )
}

/** A consent however it came, and what took it back where that was proved as well. */
const isProved = ({ slot, proof }: GroundEvent) =>
  slot.startsWith('consent:') && Boolean(proof?.how || proof?.wording || proof?.grade)

/** What was said is told once, where it was said: the proof of an objection goes along with what is decided about it. */
const isFirst = ({ kind }: GroundEvent) => kind === 'objection' || kind === 'consent'
const saidIn = (event: GroundEvent) =>
  [isFirst(event) ? event.proof?.evidence : '', event.reason].filter(Boolean).join(' – ')
