import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import { get } from '#web/api.ts'
import { colleagueOf, useColleagues } from '#web/colleagues.ts'
import { formatAgo, formatDate, formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Page } from '#web/record.ts'
import { fieldsSeen, optionLabel, useRegister } from '#web/register.ts'

/** Whoever looks at a person may record what they ask by the law; what is asked is read by those who carry it out, others learn that it is open. */
export default function PersonRequests({ id, purpose, name }: PanelProps) {
  const [, go] = useLocation()
  const register = useRegister()
  const isTold = fieldsSeen(register, 'request_digests', purpose).length > 0
  const query = new URLSearchParams({ person: id, name, purpose })
  return (
    <Panel
      title={t('requests.panel')}
      {...(purpose === 'rights' && { purpose, wordless: true })}
      actions={
        <Button size="compact-sm" onClick={() => go(`/requests/new?${query}`)}>
          {t('requests.record')}
        </Button>
      }
      {...(purpose === 'rights'
        ? { whenSeen: () => <Open person={id} /> }
        : isTold && { whenSeen: () => <Told person={id} purpose={purpose} /> })}
    >
      <p className="small quiet">{t('requests.panel.body')}</p>
    </Panel>
  )
}

/** That one is open, since when and who has it: never what is asked. */
function Told({ person, purpose }: { person: string; purpose: string }) {
  const { colleagues } = useColleagues()
  const found = useQuery({
    queryKey: ['list', 'request_digests', purpose, person],
    queryFn: () =>
      get<Page>('/request_digests', {
        purpose,
        filter: { field: 'person_id', op: 'is', value: person },
        sort: '-received_at',
        limit: 20,
      }),
  })
  if (found.isPending) return <Skeleton lines={1} />
  if (found.error) return <ProblemNote error={found.error} />
  if (found.data.items.length === 0) return <p className="small quiet">{t('requests.panel.body')}</p>
  return (
    <ul className="lines">
      {found.data.items.map((row) => (
        <li key={row.id}>
          <span className="main">
            {[t('requests.digest'), colleagueOf(colleagues, row.owner_id)].filter(Boolean).join(' · ')}
          </span>
          <time className="small quiet" dateTime={row.received_at} title={formatTime(row.received_at)}>
            {formatAgo(row.received_at)}
          </time>
        </li>
      ))}
    </ul>
  )
}

function Open({ person }: { person: string }) {
  const register = useRegister()
  const fields = register.nouns.requests?.fields
  const found = useQuery({
    queryKey: ['list', 'requests', 'person', person],
    queryFn: () =>
      get<Page>('/requests', {
        purpose: 'rights',
        filter: { field: 'person_id', op: 'is', value: person },
        sort: '-received_at',
        limit: 20,
      }),
  })
  if (found.isPending) return <Skeleton lines={2} />
  if (found.error) return <ProblemNote error={found.error} />
  if (found.data.items.length === 0) return <p className="quiet">{t('requests.panel.none')}</p>
  return (
    <ul className="lines">
      {found.data.items.map((row) => (
        <li key={row.id} className={row.state === 'closed' ? 'lines-past' : ''}>
          <span className="main">
            <Link href={`/requests/${row.id}`}>{row.number}</Link>{' '}
            {(row.kinds as string[]).map((kind) => optionLabel(fields?.kinds, kind)).join(', ')}
          </span>
          <span className="small quiet">
            {optionLabel(fields?.state, row.state)} ·{' '}
            {t('requests.by', { date: formatDate(row.extended_to ?? row.due_on) })}
          </span>
        </li>
      ))}
    </ul>
  )
}
