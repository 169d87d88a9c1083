import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { colleagueOf, useColleagues } from '#web/colleagues.ts'
import { type Column, fieldColumns } from '#web/columns.tsx'
import { ListScreen } from '#web/ListScreen.tsx'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'
import { fieldLabel, type Register } from '#web/register.ts'
import { formatWhen } from '#web/when.ts'
import { TasksBulk } from './TasksBulk.tsx'

const USUAL = ['priority', 'due_at', 'done_at']

/** Everybody's tasks as a list: filtered, grouped, kept as views and changed many at once. */
export default function TasksTable() {
  return (
    <ListScreen
      noun="tasks"
      heading={t('nav.tasks')}
      sort="-due_at"
      columns={columnsOf}
      title={(row) => row.title}
      subtitle={(row) =>
        [row.due_at && formatWhen(new Date(row.due_at)), row.company ?? row.person].filter(Boolean).join(' · ')
      }
      empty={{ title: t('tasks.none'), body: t('tasks.none.body') }}
      href={(row) => `/tasks?${new URLSearchParams({ who: row.owner_id ?? '', task: row.id })}`}
      many
      bulk={(chosen) => <TasksBulk {...chosen} />}
      tools={() => (
        <Button component={Link} href="/tasks">
          {t('tasks.days')}
        </Button>
      )}
    />
  )
}

function columnsOf(register: Register, purpose: string): Column[] {
  const fields = fieldColumns(register, 'tasks', purpose, USUAL)
  const named = (id: 'person' | 'company'): Column => ({
    id,
    label: fieldLabel(register, 'tasks', `${id}_id`),
    width: 190,
    usual: true,
    render: (row: Row) => row[id] ?? '',
  })
  return [
    ...fields.filter((one) => one.id === 'title').map((one) => ({ ...one, width: 300, usual: true })),
    {
      id: 'owner',
      label: fieldLabel(register, 'tasks', 'owner_id'),
      width: 160,
      usual: true,
      render: (row: Row) => <Owner id={row.owner_id} />,
    },
    named('company'),
    named('person'),
    ...fields.filter((one) => !['title', 'removed_at', 'team', 'purpose'].includes(one.id)),
  ]
}

function Owner({ id }: { id: string | null }) {
  const { colleagues } = useColleagues()
  return <>{colleagueOf(colleagues, id)}</>
}
