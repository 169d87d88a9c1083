import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { addressOf } from '#kernel/address.ts'
import type { Language } from '#kernel/vocabulary.ts'

export type Meeting = {
  id: string
  title: string
  starts_at: string
  ends_at: string
  whole_day: boolean
  place: string | null
  body?: string | null
  sequence?: number
  cancelled_at?: string | null
}
export type Party = { name: string; email: string }

/** The same meeting is the same everywhere: calendars tell changes of one from another by it. RFC 5545, 3.8.4.7. */
export const uidOf = (id: string): string => `${id}@${new URL(addressOf()).hostname}`

/** An invitation for one attendee, who is told of no other. RFC 5546. `method`: request also carries a change. */
export function invitationOf(
  meeting: Meeting,
  { method, organizer, attendee }: { method: 'request' | 'cancel'; organizer: Party; attendee: Party },
): string {
  const calendar = ical({
    prodId: { company: 'Seloste', product: 'Seloste' },
    method: method === 'cancel' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  })
  calendar.createEvent({
    ...timesOf(meeting),
    id: uidOf(meeting.id),
    sequence: meeting.sequence ?? 0,
    summary: meeting.title,
    ...(meeting.place && { location: meeting.place }),
    ...(meeting.body && { description: meeting.body }),
    status: method === 'cancel' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer,
    attendees: [
      {
        ...attendee,
        rsvp: method === 'request',
        status: ICalAttendeeStatus.NEEDSACTION,
        role: ICalAttendeeRole.REQ,
      },
    ],
  })
  return calendar.toString()
}

/** One's own meetings for a calendar that subscribes: what, when and where, and of nobody who comes. */
export function feedOf(meetings: readonly (Meeting & { purpose: string })[], name: string): string {
  const calendar = ical({ prodId: { company: 'Seloste', product: 'Seloste' }, name, ttl: 60 * 60 })
  for (const meeting of meetings)
    calendar.createEvent({
      ...timesOf(meeting),
      id: uidOf(meeting.id),
      summary: meeting.title,
      ...(meeting.place && { location: meeting.place }),
      url: `${addressOf()}/calendar?meeting=${meeting.id}&purpose=${meeting.purpose}`,
      status: meeting.cancelled_at ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  return calendar.toString()
}

/** A whole day is a day in Helsinki, and not the moments at which it begins and ends elsewhere. */
function timesOf({ starts_at, ends_at, whole_day }: Meeting) {
  if (!whole_day) return { start: new Date(starts_at), end: new Date(ends_at) }
  // the library writes a whole day from the parts of a UTC date
  return { start: noonOf(starts_at), end: noonOf(ends_at), allDay: true }
}

const noonOf = (moment: string): Date =>
  new Date(
    `${new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short' }).format(new Date(moment))}T12:00:00Z`,
  )

/** When it is, in words: "to 26.11.2026 klo 9.00–10.00". */
export function whenOf({ starts_at, ends_at, whole_day }: Meeting, language: Language): string {
  const locale = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }[language]
  const words = new Intl.DateTimeFormat(locale, {
    timeZone: 'Europe/Helsinki',
    weekday: 'long',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    ...(whole_day ? {} : { hour: 'numeric', minute: '2-digit' }),
  })
  // A whole day ends where the next one begins.
  const end = new Date(Date.parse(ends_at) - (whole_day ? 1 : 0))
  return words.formatRange(new Date(starts_at), end)
}
