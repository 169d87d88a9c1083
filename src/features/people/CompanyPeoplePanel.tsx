import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { useFrame } from '#web/frame.ts'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Page, Row } from '#web/record.ts'
import { creatableFor, fieldsSeen, optionLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'

/** Who represents a company, of the people the purpose sees. */
export default function CompanyPeoplePanel({ id, purpose }: PanelProps) {
  const register = useRegister()
  const { writes } = useSession()
  const frame = useFrame()
  if (fieldsSeen(register, 'employments', purpose).length < 3) return null
  return (
    <Panel
      title={t('company.people')}
      purpose={purpose}
      actions={
        creatableFor(register, 'people', writes).includes(purpose) && (
          <Button size="compact-sm" variant="subtle" onClick={() => frame.create('people')}>
            {t('people.new')}
          </Button>
        )
      }
      whenSeen={() => <People id={id} purpose={purpose} />}
    />
  )
}

function People({ id, purpose }: { id: string; purpose: string }) {
  const register = useRegister()
  const found = useQuery({
    queryKey: ['list', 'employments', purpose, id],
    queryFn: () =>
      get<Page>('/employments', {
        purpose,
        filter: { field: 'company_id', op: 'is', value: id },
        limit: 60,
      }),
  })
  if (found.isPending) return <Skeleton lines={3} />
  if (found.error) return <ProblemNote error={found.error} />
  const rows = found.data.items
  if (rows.length === 0) return <p className="quiet">{t('company.people.none')}</p>
  const role = register.nouns.employments?.fields.role
  return (
    <ul className="lines">
      {rows.map((row: Row) => (
        <li key={row.id} className={row.end_on ? 'lines-past' : ''}>
          <span className="main">
            <Link href={`/people/${row.person_id}?purpose=${purpose}`}>{row.person}</Link>
            <span className="quiet"> · {[optionLabel(role, row.role), row.title].filter(Boolean).join(' · ')}</span>
          </span>
          {row.end_on && <span className="small">{t('employments.until', { date: formatDate(row.end_on) })}</span>}
        </li>
      ))}
    </ul>
  )
}
