import { type PointerEvent, useEffect, useRef, useState } from 'react'
import type { Colleague } from '#web/colleagues.ts'
import { HOUR } from './drag.tsx'
import { MeetingBox } from './MeetingBox.tsx'
import { STEP } from './move.tsx'
import type { Hand } from './moving.tsx'
import { keyOf, onDay, placed, type Shown } from './span.tsx'
import { dateOf, hourOf, longDate, weekday } from './words.tsx'

export type Drawn = {
  days: readonly Date[]
  meetings: readonly Shown[]
  open: (meeting: Shown) => void
  make: (start?: Date, end?: Date) => void
  /** Colleagues by name, where others' meetings are among them. */
  names: readonly Colleague[]
  hand: Hand
}

/** Days side by side, hour by hour: a meeting is as high as it is long. A drag or a press on what is free makes one. */
export function Hours({ days, meetings, open, make, names, hand }: Drawn) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (box.current) box.current.scrollTop = 7 * HOUR
  }, [])
  const whole = days.map((day) => onDay(meetings, day).filter((one) => one.whole_day))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section className="hours" ref={box} tabIndex={0} aria-label={weekdays(days)}>
      <div className="hours-head">
        <span />
        {days.map((day, i) => (
          <div
            key={day.getTime()}
            className={isToday(day) ? 'hours-day hours-today' : 'hours-day'}
            data-day={keyOf(day)}
          >
            <strong>
              {weekday(day)} {dateOf(day)}
            </strong>
            {whole[i]!.map((one) => (
              <MeetingBox key={one.id} meeting={one} open={open} names={names} hand={hand} flat />
            ))}
          </div>
        ))}
      </div>
      <div className="hours-body">
        <div className="hours-scale" aria-hidden>
          {Array.from({ length: 24 }, (_, hour) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the hours of a day
            <span key={hour}>{hour > 0 && hourOf(new Date(2026, 0, 1, hour))}</span>
          ))}
        </div>
        {days.map((day) => (
          <Column
            key={day.getTime()}
            day={day}
            meetings={onDay(meetings, day)}
            open={open}
            make={make}
            names={names}
            hand={hand}
          />
        ))}
      </div>
    </section>
  )
}

type ColumnProps = Omit<Drawn, 'days'> & { day: Date }

function Column({ day, meetings, open, make, names, hand }: ColumnProps) {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const minuteAt = (event: PointerEvent<HTMLElement>) => {
    const { top } = event.currentTarget.getBoundingClientRect()
    return Math.max(0, Math.min(1440, Math.round(((event.clientY - top) / HOUR) * (60 / STEP)) * STEP))
  }
  const at = (minute: number) => {
    const moment = new Date(day)
    moment.setMinutes(minute)
    return moment
  }
  const top = drag ? Math.min(drag.from, drag.to) : 0
  const bottom = drag ? Math.max(drag.from, drag.to) : 0
  return (
    <section
      className={isToday(day) ? 'hours-column hours-today' : 'hours-column'}
      aria-label={longDate(day)}
      data-day={keyOf(day)}
      onPointerDown={(event) => {
        // A finger scrolls; a meeting that is there is pressed.
        if (event.button !== 0 || event.pointerType === 'touch' || event.target !== event.currentTarget) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const from = Math.floor(minuteAt(event) / (2 * STEP)) * 2 * STEP
        setDrag({ from, to: from })
      }}
      onPointerMove={(event) => drag && setDrag({ ...drag, to: minuteAt(event) })}
      onPointerCancel={() => setDrag(null)}
      onPointerUp={() => {
        if (!drag) return
        setDrag(null)
        make(at(top), at(bottom - top < STEP ? top + 60 : bottom))
      }}
    >
      {placed(meetings, day).map(({ meeting, from, to, lane, lanes }) => (
        <MeetingBox
          key={meeting.id}
          meeting={meeting}
          open={open}
          names={names}
          hand={hand}
          style={{
            top: `${(from / 60) * HOUR}px`,
            height: `${Math.max(22, ((to - from) / 60) * HOUR - 2)}px`,
            left: `${(lane / lanes) * 100}%`,
            width: `calc(${100 / lanes}% - 3px)`,
          }}
        />
      ))}
      {drag && (
        <div
          className="hours-drag"
          style={{ top: `${(top / 60) * HOUR}px`, height: `${Math.max(4, ((bottom - top) / 60) * HOUR)}px` }}
        >
          {hourOf(at(top))}–{hourOf(at(Math.max(bottom, top + STEP)))}
        </div>
      )}
    </section>
  )
}

export const isToday = (day: Date): boolean => day.toDateString() === new Date().toDateString()
const weekdays = (days: readonly Date[]): string =>
  days.length === 1 ? longDate(days[0]!) : `${longDate(days[0]!)} – ${longDate(days.at(-1)!)}`
