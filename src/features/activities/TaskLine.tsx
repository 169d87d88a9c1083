import { ActionIcon, Checkbox, Menu } from '@mantine/core'
import { IconClock, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { post } from '#web/api.ts'
import { formatAgo, formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { PurposeChip } from '#web/PurposeChip.tsx'
import type { Row } from '#web/record.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { formatWhen } from '#web/when.ts'
import { useDone, useDrop, useReload } from './activity.tsx'
import { EditText } from './EditText.tsx'
import { laters } from './laters.tsx'

const PLACES = [
  ['person', 'person_id', '/people'],
  ['company', 'company_id', '/companies'],
  ['deal', 'deal_id', '/deals'],
  ['contract', 'contract_id', '/contracts'],
] as const

/** One task: done by a press, put off, changed or taken away, each with the way back. */
export function TaskLine({ row, purpose, mayWrite }: { row: Row; purpose: string; mayWrite: boolean }) {
  const [editing, setEditing] = useState(false)
  const reload = useReload()
  const done = useDone(() => purpose)
  const drop = useDrop(purpose)
  const put = (until: string | null) => post(`/tasks/${row.id}/snooze`, { until }, { query: { purpose } }).then(reload)
  const snooze = async (until: Date) => {
    const before = row.due_at as string | null
    try {
      await put(until.toISOString())
      toast(t('task.snoozed', { when: formatWhen(until) }), () => put(before))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  if (editing)
    return (
      <li>
        <div className="grow">
          <EditText kind="task" row={row} purpose={purpose} close={() => setEditing(false)} />
        </div>
      </li>
    )
  return (
    <li id={`task-${row.id}`} tabIndex={-1}>
      <Checkbox
        size="xs"
        checked={Boolean(row.done_at)}
        disabled={!mayWrite}
        aria-label={t('task.done', { what: row.title })}
        onChange={() => void done(row)}
      />
      <span className="main">
        <span className={row.done_at ? 'done' : ''}>{row.title}</span>
        {row.priority === 'high' && <span className="chip chip-bad">{t('task.urgent')}</span>}{' '}
        {PLACES.map(
          ([name, id, path]) =>
            row[name] && (
              <Link key={id} className="small task-place" href={`${path}/${row[id]}?purpose=${purpose}`}>
                {row[name]}
              </Link>
            ),
        )}
      </span>
      {row.due_at && (
        <time className="small quiet" dateTime={row.due_at} title={formatTime(row.due_at)}>
          {formatAgo(row.due_at)}
        </time>
      )}
      <PurposeChip purpose={row.purpose} />
      {mayWrite && (
        <span className="event-do">
          {!row.done_at && (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon size="sm" aria-label={t('task.snooze', { what: row.title })}>
                  <IconClock size={14} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {laters(new Date()).map(({ words, at }) => (
                  <Menu.Item key={words} onClick={() => void snooze(at)}>
                    {t(words)} <span className="quiet small">{formatWhen(at)}</span>
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
          <ActionIcon size="sm" aria-label={t('edit.what', { what: row.title })} onClick={() => setEditing(true)}>
            <IconPencil size={14} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            aria-label={t('remove.what', { what: row.title })}
            onClick={() => void drop('task', row)}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </span>
      )}
    </li>
  )
}
