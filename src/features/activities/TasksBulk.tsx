import { Button, Menu, Modal, TextInput } from '@mantine/core'
import { IconCheck, IconClock, IconUser } from '@tabler/icons-react'
import { useState } from 'react'
import { get } from '#web/api.ts'
import { useColleagues } from '#web/colleagues.ts'
import type { Bulk } from '#web/ListScreen.tsx'
import { t } from '#web/language.ts'
import { useManyAtOnce } from '#web/manyAtOnce.ts'
import type { Page } from '#web/record.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { formatWhen, localOf } from '#web/when.ts'
import type { Whole } from '#web/whole.ts'
import { laters } from './laters.tsx'

/** What is done to many tasks at once: done, put off, given to another. Undone by one press. */
export function TasksBulk({ rows, whole, purpose, clear }: Bulk) {
  const session = useSession()
  const [picking, pick] = useState(false)
  const change = useManyAtOnce('tasks', purpose, clear)
  const put = (values: Record<string, unknown>) => change.mutate({ values, rows, whole }, { onError: toastProblem })
  const mayGive = session.may.includes('reassign')
  const { colleagues } = useColleagues(mayGive)
  if (!session.writes.includes(purpose)) return null
  // What was done already keeps the time at which it was.
  const finish = async () => {
    try {
      const open = rows.filter((row) => !row.done_at)
      const left = whole && (await openOf(whole))
      if ((left?.count ?? open.length) === 0) return toast(t('tasks.bulk.none'))
      change.mutate(
        { values: { done_at: new Date().toISOString() }, rows: open, whole: left },
        { onError: toastProblem },
      )
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <>
      <Button
        size="compact-sm"
        leftSection={<IconCheck size={14} aria-hidden />}
        loading={change.isPending}
        onClick={() => void finish()}
      >
        {t('tasks.bulk.done')}
      </Button>
      <Menu position="top-start">
        <Menu.Target>
          <Button size="compact-sm" leftSection={<IconClock size={14} aria-hidden />} loading={change.isPending}>
            {t('tasks.bulk.due')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {laters(new Date()).map(({ words, at }) => (
            <Menu.Item key={words} onClick={() => put({ due_at: at.toISOString() })}>
              {t(words)} <span className="quiet small">{formatWhen(at)}</span>
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => pick(true)}>{t('tasks.bulk.pick')}</Menu.Item>
          <Menu.Item onClick={() => put({ due_at: null })}>{t('tasks.bulk.undated')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {mayGive && (
        <Menu position="top-start">
          <Menu.Target>
            <Button size="compact-sm" leftSection={<IconUser size={14} aria-hidden />} loading={change.isPending}>
              {t('tasks.bulk.give')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={320} className="menu-long">
            {colleagues
              .filter((one) => !one.left)
              .map((one) => (
                <Menu.Item key={one.id} onClick={() => put({ owner_id: one.id })}>
                  {one.name}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {picking && (
        <Pick
          close={() => pick(false)}
          put={(due) => {
            pick(false)
            put({ due_at: due.toISOString() })
          }}
        />
      )}
    </>
  )
}

async function openOf(whole: Whole): Promise<Whole> {
  const isOpen = { field: 'done_at', op: 'empty' }
  const filter = whole.filter ? { and: [isOpen, whole.filter] } : isOpen
  const { purpose, q } = whole
  const { total } = await get<Page>('/tasks', { purpose, q, filter, total: 'only' })
  return { ...whole, filter, count: total.count }
}

/** Another day and clock than the usual ones. */
function Pick({ close, put }: { close: () => void; put: (due: Date) => void }) {
  const [due, setDue] = useState(localOf(laters(new Date())[1].at))
  return (
    <Modal opened onClose={close} title={t('tasks.bulk.due')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (due) put(new Date(due))
        }}
      >
        <TextInput
          type="datetime-local"
          data-autofocus
          label={t('task.due')}
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" disabled={!due}>
          {t('save')}
        </Button>
      </form>
    </Modal>
  )
}
