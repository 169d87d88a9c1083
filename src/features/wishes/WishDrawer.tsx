import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { formatTime } from '#web/format.ts'
import { t, tMaybe } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, purposeLabel, useRegister } from '#web/register.ts'
import { LetterWork } from './LetterWork.tsx'
import { ObjectionWork } from './ObjectionWork.tsx'
import { RestrictionWork } from './RestrictionWork.tsx'
import { clockTone, daysLeft, stateWords, type Wish } from './wish.tsx'

type Event = {
  number: number
  slot: string
  kind: string
  since: string
  by: string
  by_name: string | null
  channel: string | null
  reason: string | null
  proof: Record<string, any> | null
}

/** One wish: what has happened, and what can be done about it now. */
export function WishDrawer({ wish, close }: { wish: Wish; close: () => void }) {
  const register = useRegister()
  const slot = wish.kind === 'restriction' ? 'restriction' : wish.kind === 'pause' ? 'pause' : `objection:${wish.scope}`
  const page = wish.kind === 'company' ? `/companies/${wish.id}?purpose=rights` : `/people/${wish.id}?purpose=rights`
  return (
    <Drawer opened onClose={close} size={520} title={wish.name} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className="stack">
        <div className="row">
          <span>{wish.scope ? purposeLabel(register, wish.scope) : t(`wishes.kind.${wish.kind}`)}</span>
          <span className="chip chip-plain">{stateWords(wish)}</span>
          {wish.days_left !== null && wish.kind !== 'pause' && (
            <span className={`chip ${clockTone(wish.days_left)}`}>{daysLeft(wish.days_left)}</span>
          )}
        </div>
        {wish.kind === 'objection' && <ObjectionWork wish={wish} close={close} />}
        {wish.kind === 'restriction' && <RestrictionWork wish={wish} close={close} />}
        {wish.kind === 'letter' && <LetterWork wish={wish} close={close} />}
        {wish.kind === 'pause' && <p className="quiet">{t('wish.pause.body')}</p>}
        {wish.kind === 'company' && <p className="quiet">{t('wish.company.body')}</p>}
        {wish.kind !== 'company' && <History person={wish.id} slot={slot} />}
        {wish.kind === 'restriction' ? null : <Link href={page}>{t('wish.page')}</Link>}
      </div>
    </Drawer>
  )
}

function History({ person, slot }: { person: string; slot: string }) {
  const register = useRegister()
  const kinds = register.nouns.grounds?.fields.kind
  const found = useQuery({
    queryKey: ['grounds', person, 'rights', 'all'],
    queryFn: () => get<{ events: Event[] }>(`/people/${person}/grounds`, { purpose: 'rights', events: 'all' }),
  })
  if (found.isPending) return <Skeleton lines={3} />
  if (found.error) return <ProblemNote error={found.error} />
  return (
    <section aria-label={t('wish.history')}>
      <h3>{t('wish.history')}</h3>
      <ul className="lines history">
        {found.data.events
          .filter((event) => event.slot === slot)
          .map((event) => (
            <li key={event.number}>
              <span className="main">
                <strong>{optionLabel(kinds, event.kind)}</strong>
                <span className="small quiet">
                  {' '}
                  {[
                    formatTime((event.kind === 'objection' && event.proof?.said_at) || event.since),
                    event.channel && tMaybe(`channel.${event.channel}`, event.channel),
                    event.by_name ?? tMaybe(`actor.${event.by}`, ''),
                    event.kind === 'objection' &&
                      event.proof?.heard_by &&
                      event.proof.heard_by !== event.by_name &&
                      t('wish.heardBy', { name: event.proof.heard_by }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {saidIn(event) && <span className="said small">{saidIn(event)}</span>}
              </span>
            </li>
          ))}
      </ul>
    </section>
  )
}

/** What was said at this very event: the proof of the first goes along with all that follow it. */
const saidIn = ({ kind, reason, proof }: Event): string =>
  [kind === 'objection' || kind === 'restriction' ? proof?.evidence : '', reason].filter(Boolean).join('\n')
