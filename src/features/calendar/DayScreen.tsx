import { Link } from 'wouter'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { useSession } from '#web/session.ts'
import { DayPart, isPart } from './DayPart.tsx'
import { DayTasks } from './DayTasks.tsx'
import { News } from './News.tsx'
import { useParts } from './seen.tsx'
import { longDate } from './words.tsx'
import './calendar.css'

/** What a day of one's work has in it, part by part, each under the purpose it is done for. */
export default function DayScreen() {
  const session = useSession()
  const { data, error } = useParts()
  const [first = ''] = session.user.name.split(' ')
  const seen = new Set<string>()
  return (
    <Page
      title={t('nav.day')}
      subtitle={`${longDate(new Date())} · ${t('day.hello', { name: first })}`}
      actions={<Link href="/calendar">{t('nav.calendar')}</Link>}
      wide
    >
      <ProblemNote error={error} />
      {!data && !error && <Skeleton lines={8} />}
      {data && (
        <div className="day">
          {data.parts.map(({ part, purpose }) => {
            // Under the second purpose of the same part stands only what the first did not have.
            const isFirst = !seen.has(part)
            seen.add(part)
            if (part === 'tasks') return <DayTasks key={part + purpose} purpose={purpose} isFirst={isFirst} />
            return isPart(part) && <DayPart key={part + purpose} part={part} purpose={purpose} isFirst={isFirst} />
          })}
          {data.parts[0] && <News purpose={data.parts[0].purpose} />}
        </div>
      )}
    </Page>
  )
}
