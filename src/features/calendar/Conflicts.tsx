import { t } from '#web/language.ts'
import { useSession } from '#web/session.ts'
import { useCalendar } from './seen.tsx'
import { dayOf, plus } from './span.tsx'
import { timesOf } from './words.tsx'

type Props = { id: string | undefined; starts: string; ends: string; owner: string | undefined }

/** What else there is at the time, before it is saved. */
export function Conflicts({ id, starts, ends, owner }: Props) {
  const session = useSession()
  const from = new Date(starts)
  const to = new Date(ends)
  const isTime = from < to
  const day = dayOf(isTime ? from : new Date())
  const { meetings } = useCalendar(day, plus(day, 1), owner ?? session.user.id)
  const some = meetings.filter(
    (one) =>
      isTime &&
      one.id !== id &&
      !one.cancelled_at &&
      !one.whole_day &&
      new Date(one.starts_at) < to &&
      new Date(one.ends_at) > from,
  )
  if (some.length === 0) return null
  return (
    <p className="note note-warn" role="status">
      {t('meeting.conflict')} {some.map((one) => `${one.title} (${timesOf(one)})`).join(', ')}
    </p>
  )
}
