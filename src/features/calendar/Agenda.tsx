import { colleagueOf } from '#web/colleagues.ts'
import { Empty } from '#web/Empty.tsx'
import { t } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { hueStyle } from '#web/PurposeChip.tsx'
import { purposeHue, useRegister } from '#web/register.ts'
import { type Drawn, isToday } from './Hours.tsx'
import { keysOf } from './MeetingBox.tsx'
import { keyOf, onDay } from './span.tsx'
import { longDate, timesOf } from './words.tsx'

/** Day after day, those that have something: for reading, and for the hand. */
export function Agenda({ days, meetings, open, names, isPending, hand }: Drawn & { isPending: boolean }) {
  const register = useRegister()
  const full = days.map((day) => ({ day, some: onDay(meetings, day) })).filter(({ some }) => some.length > 0)
  if (isPending && full.length === 0) return <Skeleton lines={6} />
  if (full.length === 0) return <Empty title={t('cal.empty')}>{t('cal.empty.body')}</Empty>
  return (
    <div className="agenda">
      {full.map(({ day, some }) => (
        <section key={keyOf(day)} aria-label={longDate(day)}>
          <h2 className={isToday(day) ? 'agenda-today' : ''}>{longDate(day)}</h2>
          <ul className="plain">
            {some.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  className={`agenda-line hued ${one.cancelled_at ? 'meeting-off' : ''}`}
                  style={hueStyle(purposeHue(register, one.seen))}
                  onClick={() => open(one)}
                  {...keysOf(one, hand)}
                >
                  <span className="agenda-time">{timesOf(one)}</span>
                  <span className="grow">
                    <strong>{one.title}</strong>
                    <span className="quiet small">
                      {[one.company ?? one.person, one.place, colleagueOf(names, one.owner_id)]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </span>
                  {one.cancelled_at && <span className="chip chip-plain">{t('meeting.cancelled')}</span>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
