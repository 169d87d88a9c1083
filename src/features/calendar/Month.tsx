import { Link } from 'wouter'
import { tn } from '#web/language.ts'
import { type Drawn, isToday } from './Hours.tsx'
import { MeetingBox } from './MeetingBox.tsx'
import { keyOf, onDay } from './span.tsx'
import { longDate, weekday } from './words.tsx'

/** More on a day are behind it. */
const SHOWN = 4

/** A month of weeks; a day’s number leads to the day. */
export function Month({ days, meetings, open, names, make, month, hand }: Drawn & { month: number }) {
  return (
    <div className="scroll-x">
      <table className="month">
        <thead>
          <tr>
            {days.slice(0, 7).map((day) => (
              <th key={day.getDay()} scope="col">
                {weekday(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: days.length / 7 }, (_, week) => (
            <tr key={keyOf(days[week * 7]!)}>
              {days.slice(week * 7, week * 7 + 7).map((day) => {
                const some = onDay(meetings, day)
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: n makes a meeting too, and the button above
                  <td
                    key={keyOf(day)}
                    data-day={keyOf(day)}
                    className={`${day.getMonth() === month ? '' : 'month-other'} ${isToday(day) ? 'month-today' : ''}`}
                    onClick={(event) => {
                      if (event.target !== event.currentTarget) return
                      const start = new Date(day)
                      start.setHours(9)
                      make(start)
                    }}
                  >
                    <Link href={`/calendar?view=day&on=${keyOf(day)}`} aria-label={longDate(day)}>
                      {day.getDate()}
                    </Link>
                    {some.slice(0, SHOWN).map((one) => (
                      <MeetingBox key={one.id} meeting={one} open={open} names={names} hand={hand} flat weeks />
                    ))}
                    {some.length > SHOWN && (
                      <Link className="small" href={`/calendar?view=day&on=${keyOf(day)}`}>
                        {tn('cal.more', some.length - SHOWN)}
                      </Link>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
