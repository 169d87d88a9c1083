import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { colleagueOf, useColleagues } from '#web/colleagues.ts'
import { formatAgo, formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Page, Row } from '#web/record.ts'
import { fieldsSeen, optionLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { AskAbout } from './AskAbout.tsx'
import { StepIn } from './StepIn.tsx'

type Props = PanelProps & { column: 'person_id' | 'company_id' }

/** What a customer has open with support: support reads the requests, others that there are some. */
export function CasesPanel({ id, purpose, column, name }: Props) {
  const register = useRegister()
  if (fieldsSeen(register, 'cases', purpose).some((field) => field.id === 'subject'))
    return (
      <Panel title={t('cases.panel')} purpose={purpose} whenSeen={() => <Whole {...{ id, purpose, column, name }} />} />
    )
  if (fieldsSeen(register, 'case_digests', purpose).length === 0) return null
  return (
    <Panel title={t('cases.panel')} purpose={purpose} whenSeen={() => <Digests {...{ id, purpose, column, name }} />} />
  )
}

const about = (column: string, id: string, purpose: string, sort: string) => ({
  purpose,
  filter: { field: column, op: 'is', value: id },
  sort,
  limit: 20,
})

function Whole({ id, purpose, column }: Props) {
  const register = useRegister()
  const found = useQuery({
    queryKey: ['list', 'cases', purpose, column, id],
    queryFn: () => get<Page>('/cases', about(column, id, purpose, '-created_at')),
  })
  if (found.isPending) return <Skeleton lines={2} />
  if (found.error) return <ProblemNote error={found.error} />
  if (found.data.items.length === 0) return <p className="quiet">{t('cases.none')}</p>
  const state = register.nouns.cases?.fields.state
  return (
    <ul className="lines">
      {found.data.items.map((row) => (
        <li key={row.id} className={row.state === 'closed' ? 'lines-past' : ''}>
          <span className="main">
            <Link href={`/cases/${row.id}?purpose=${purpose}`}>{row.subject}</Link>
            <span className="quiet"> · {optionLabel(state, row.state)}</span>
          </span>
          <Since at={row.created_at} />
        </li>
      ))}
    </ul>
  )
}

function Digests({ id, purpose, column, name }: Props) {
  const register = useRegister()
  const session = useSession()
  const found = useQuery({
    queryKey: ['list', 'case_digests', purpose, column, id],
    queryFn: () => get<Page>('/case_digests', about(column, id, purpose, '-opened_at')),
  })
  const { colleagues } = useColleagues()
  const [asking, ask] = useState<Row | null>(null)
  if (found.isPending) return <Skeleton lines={2} />
  if (found.error) return <ProblemNote error={found.error} />
  const rows = found.data.items
  if (rows.length === 0) return <p className="quiet">{t('cases.none.open')}</p>
  const { topic, severity } = register.nouns.cases?.fields ?? {}
  const who = (row: Row) => colleagueOf(colleagues, row.owner_id)
  const mayAct = session.writes.includes(purpose)
  return (
    <>
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.id}>
            <span className={row.severity === 'serious' ? 'main warn' : 'main'}>
              {[optionLabel(topic, row.topic), optionLabel(severity, row.severity), who(row)]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <Since at={row.opened_at} />
            {mayAct && (
              <Button size="compact-sm" variant="subtle" onClick={() => ask(row)}>
                {who(row) ? t('cases.ask', { name: who(row).split(' ')[0] ?? '' }) : t('cases.ask.nobody')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayAct && <StepIn entered="support" purpose={purpose} column={column} id={id} name={name} />}
      {asking && <AskAbout digest={asking} name={who(asking)} purpose={purpose} close={() => ask(null)} />}
    </>
  )
}

const Since = ({ at }: { at: string }) => (
  <time className="small quiet" dateTime={at} title={formatTime(at)}>
    {formatAgo(at)}
  </time>
)
