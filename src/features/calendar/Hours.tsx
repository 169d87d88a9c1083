import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { type Colleague, colleagueOf } from '#web/colleagues.ts'
import { hueStyle } from '#web/PurposeChip.tsx'
import { purposeHue, useRegister } from '#web/register.ts'
import { onDay, placed, type Shown } from './span.tsx'
import { dateOf, hourOf, longDate, spoken, timesOf, weekday } from './words.tsx'

/** Pixels of an hour, as in calendar.css; and to how many minutes a drag is rounded. */
const HOUR = 44
const STEP = 15

export type Drawn = {
  days: readonly Date[]
  meetings: readonly Shown[]
  open: (meeting: Shown) => void
  make: (start?: Date, end?: Date) => void
  /** Colleagues by name, where others' meetings are among them. */
  names: readonly Colleague[]
}

/** Days side by side, hour by hour: a meeting is as high as it is long. A drag or a press on what is free makes one. */
export function Hours({ days, meetings, open, make, names }: Drawn) {
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
          <div key={day.getTime()} className={isToday(day) ? 'hours-day hours-today' : 'hours-day'}>
            <strong>
              {weekday(day)} {dateOf(day)}
            </strong>
            {whole[i]!.map((one) => (
              <Box key={one.id} meeting={one} open={open} names={names} flat />
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
          <Column key={day.getTime()} day={day} meetings={onDay(meetings, day)} open={open} make={make} names={names} />
        ))}
      </div>
    </section>
  )
}

type ColumnProps = Omit<Drawn, 'days'> & { day: Date }

function Column({ day, meetings, open, make, names }: ColumnProps) {
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
        <Box
          key={meeting.id}
          meeting={meeting}
          open={open}
          names={names}
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

type BoxProps = {
  meeting: Shown
  open: (meeting: Shown) => void
  names: readonly Colleague[]
  flat?: boolean
  style?: Record<string, string>
}

/** One meeting, in the hue of the purpose under which it is seen. */
export function Box({ meeting, open, names, flat, style }: BoxProps) {
  const register = useRegister()
  const whose = colleagueOf(names, meeting.owner_id)
  return (
    <button
      type="button"
      className={`meeting-box hued ${meeting.cancelled_at ? 'meeting-off' : ''} ${flat ? 'meeting-flat' : ''}`}
      style={{ ...hueStyle(purposeHue(register, meeting.seen)), ...style }}
      title={spoken(meeting)}
      onClick={() => open(meeting)}
    >
      <span className="visually-hidden">{spoken(meeting)}</span>
      <span aria-hidden>
        {flat ? (!meeting.whole_day && `${hourOf(meeting.starts_at)} `) || null : `${timesOf(meeting)} `}
        <strong>{meeting.title}</strong> {meeting.company ?? meeting.person} {whose && `· ${whose}`}
      </span>
    </button>
  )
}

export const isToday = (day: Date): boolean => day.toDateString() === new Date().toDateString()
const weekdays = (days: readonly Date[]): string =>
  days.length === 1 ? longDate(days[0]!) : `${longDate(days[0]!)} – ${longDate(days.at(-1)!)}`
