import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import { post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { useKeys } from '#web/keys.ts'
import { t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { isWritable, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { type Item, usePart } from './DayPart.tsx'
import { dayOf } from './span.tsx'
import { hourOf } from './words.tsx'

/** Today’s tasks and those that are late: done with a tick, added with a line. */
export function DayTasks({ purpose, isFirst }: { purpose: string; isFirst: boolean }) {
  const session = useSession()
  const register = useRegister()
  const client = useQueryClient()
  const list = useRef<HTMLUListElement>(null)
  const { data, error, isPending } = usePart('tasks', purpose)
  const items = data?.items ?? []
  const mayWrite = session.writes.includes(purpose) && isWritable(register.nouns.tasks?.fields.title, purpose)
  const reload = () =>
    Promise.all(['day', 'tasks', 'timeline'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const done = async (item: Item) => {
    const send = (verb: 'done' | 'reopen') => post(`/tasks/${item.id}/${verb}`, {}, { query: { purpose } }).then(reload)
    try {
      await send('done')
      toast(t('tasks.marked', { what: item.title }), () => send('reopen'))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  // j and k walk the ticks as they walk the rows of a list; a space ticks the one in focus.
  const walk = (by: number) => {
    const ticks = [...(list.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])]
    const at = ticks.indexOf(document.activeElement as HTMLInputElement)
    ticks[Math.max(0, Math.min(ticks.length - 1, at + by))]?.focus()
  }
  useKeys(isFirst ? { j: () => walk(1), k: () => walk(-1) } : {})
  if (!isFirst && items.length === 0) return null
  return (
    <Panel
      title={t('day.tasks')}
      purpose={purpose}
      actions={
        <Link className="small" href="/tasks">
          {t('day.tasks.all')}
        </Link>
      }
    >
      {mayWrite && isFirst && <QuickTask purpose={purpose} reload={reload} />}
      {isPending && <Skeleton lines={4} />}
      <ProblemNote error={error} />
      {data && items.length === 0 && <p className="quiet">{t('day.tasks.none')}</p>}
      {items.length > 0 && (
        <ul className="lines day-lines" ref={list}>
          {items.map((item) => (
            <li key={item.id}>
              <Checkbox
                size="xs"
                checked={false}
                disabled={!mayWrite}
                aria-label={t('task.done', { what: item.title })}
                onChange={() => void done(item)}
              />
              <span className="grow">
                <Link href={`/tasks?task=${item.id}`}>{item.title}</Link>{' '}
                {placeOf(item, purpose) && (
                  <Link className="small" href={placeOf(item, purpose)!}>
                    {item.person ?? item.company}
                  </Link>
                )}
              </span>
              <span className="row">
                {item.priority === 'high' && <span className="chip chip-bad">{t('task.urgent')}</span>}
                <Due item={item} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

const placeOf = (item: Item, purpose: string): string | null =>
  item.person
    ? `/people/${item.person_id}?purpose=${purpose}`
    : item.company
      ? `/companies/${item.company_id}?purpose=${purpose}`
      : null

function Due({ item }: { item: Item }) {
  if (!item.due_at) return null
  const due = new Date(item.due_at)
  if (due < dayOf(new Date())) return <span className="chip chip-warn">{formatDate(item.due_at)}</span>
  return <span className="quiet small">{hourOf(due)}</span>
}

function QuickTask({ purpose, reload }: { purpose: string; reload: () => Promise<unknown> }) {
  const session = useSession()
  const [title, setTitle] = useState('')
  const add = useMutation({
    mutationFn: () => {
      const due = new Date()
      due.setHours(16, 0, 0, 0)
      // After four it is for the rest of the day.
      if (due < new Date()) due.setHours(23, 59)
      const body = { title: title.trim(), due_at: due.toISOString(), owner_id: session.user.id }
      return post('/tasks', body, { query: { purpose } })
    },
    onSuccess: () => {
      setTitle('')
      return reload()
    },
  })
  return (
    <form
      className="row day-add"
      onSubmit={(event) => {
        event.preventDefault()
        if (title.trim()) add.mutate()
      }}
    >
      <TextInput
        className="grow"
        aria-label={t('day.add')}
        placeholder={t('day.add')}
        value={title}
        maxLength={300}
        error={add.error?.message}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!title.trim()} loading={add.isPending}>
        {t('add')}
      </Button>
    </form>
  )
}
