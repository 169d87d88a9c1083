import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQueries } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { get, post } from '#web/api.ts'
import { useColleagues } from '#web/colleagues.ts'
import { Empty } from '#web/Empty.tsx'
import { t } from '#web/language.ts'
import { Page as Screen } from '#web/Page.tsx'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Page, Row } from '#web/record.ts'
import { isWritable, purposeLabel, type Register, useRegister } from '#web/register.ts'
import { purposesHeld, useSession } from '#web/session.ts'
import { sayUntold, useReload } from './activity.tsx'
import { Sensitive, sensitiveWords } from './Sensitive.tsx'
import { TaskFields, taskBody } from './TaskFields.tsx'
import { TaskLine } from './TaskLine.tsx'
import './activities.css'

const MOST = 200
const GROUPS = ['overdue', 'today', 'later', 'undated'] as const

/** What somebody is to do: overdue, today, later, some day; and what they have got done lately. */
export default function TasksScreen() {
  const session = useSession()
  const register = useRegister()
  const colleagues = useColleagues().colleagues.filter((one) => !one.left)
  const [params, setParams] = useSearchParams()
  const whose = params.get('who') || session.user.id
  const isDone = params.get('done') === '1'
  const named = params.get('task')
  const held = coverOf(register, purposesHeld(session))
  const found = useQueries({
    queries: held.map((purpose) => ({
      queryKey: ['tasks', purpose, whose, isDone],
      queryFn: () =>
        get<Page>('/tasks', {
          purpose,
          filter: {
            and: [
              { field: 'owner_id', op: 'is', value: whose },
              { field: 'done_at', op: isDone ? 'not_empty' : 'empty' },
            ],
          },
          sort: isDone ? '-done_at' : 'due_at',
          limit: isDone ? 60 : MOST,
          total: 'without',
        }).then(({ items }) => items.map((row) => ({ ...row, seenUnder: purpose }) as Row)),
    })),
  })
  const rows = [...new Map(found.flatMap(({ data }) => data ?? []).map((row) => [row.id, row])).values()]
  const isPending = found.some((one) => one.isPending)
  const put = (name: string, value: string) =>
    setParams((now) => {
      if (value) now.set(name, value)
      else now.delete(name)
      now.delete('task')
      return now
    })
  useEffect(() => {
    if (named && !isPending) document.getElementById(`task-${named}`)?.focus()
  }, [named, isPending])
  const line = (row: Row) => (
    <TaskLine key={row.id} row={row} purpose={row.seenUnder} mayWrite={session.writes.includes(row.seenUnder)} />
  )
  const now = new Date()
  return (
    <Screen
      title={t('nav.tasks')}
      actions={
        <>
          <NativeSelect
            aria-label={t('task.owner')}
            value={whose}
            onChange={(event) =>
              put('who', event.currentTarget.value === session.user.id ? '' : event.currentTarget.value)
            }
            data={colleagues.map((one) => ({ value: one.id, label: one.name }))}
          />
          <Button component={Link} href="/tasks/all">
            {t('tasks.table')}
          </Button>
          <Button variant="default" aria-pressed={isDone} onClick={() => put('done', isDone ? '' : '1')}>
            {t('tasks.done')}
          </Button>
        </>
      }
    >
      {!isDone && <QuickAdd owner={whose} />}
      {found.map(({ error }, i) => error && <ProblemNote key={held[i]} error={error} />)}
      {isPending && <Skeleton lines={6} />}
      {!isPending && rows.length === 0 && (
        <Empty title={t(isDone ? 'tasks.none.done' : 'tasks.none')}>{t('tasks.none.body')}</Empty>
      )}
      {isDone && rows.length > 0 && <ul className="lines tasks">{rows.map(line)}</ul>}
      {!isDone &&
        GROUPS.map((group) => {
          const some = rows.filter((row) => groupOf(row, now) === group)
          if (some.length === 0) return null
          return (
            <section key={group} className={`panel tasks-${group}`} aria-label={t(`tasks.${group}`)}>
              <header>
                <h2>{t(`tasks.${group}`)}</h2>
                <span className="chip chip-plain">{some.length}</span>
              </header>
              <ul className="lines tasks">{some.map(line)}</ul>
            </section>
          )
        })}
    </Screen>
  )
}

function QuickAdd({ owner }: { owner: string }) {
  const session = useSession()
  const register = useRegister()
  const may = session.writes.filter(
    (purpose) => isWritable(register.nouns.tasks?.fields.title, purpose) && !register.purposes[purpose]?.asleep,
  )
  const [purpose, setPurpose] = useState(may[0] ?? '')
  const [facts, setFacts] = useState({ title: '', due: '', owner: '' })
  const [asking, setAsking] = useState(false)
  const reload = useReload()
  const add = useMutation({
    mutationFn: () => post<object>('/tasks', { owner_id: owner, ...taskBody(facts) }, { query: { purpose } }),
    onSuccess: async (made) => {
      setFacts({ title: '', due: '', owner: facts.owner })
      setAsking(false)
      sayUntold(made)
      await reload()
    },
  })
  if (may.length === 0) return null
  return (
    <form
      className="panel stack stack-tight"
      onSubmit={(event) => {
        event.preventDefault()
        if (!facts.title.trim()) return
        if (!asking && sensitiveWords(facts.title).length > 0) setAsking(true)
        else add.mutate()
      }}
    >
      <TaskFields facts={facts.owner ? facts : { ...facts, owner }} set={setFacts} />
      <Sensitive text={facts.title} asking={asking} save={() => add.mutate()} back={() => setAsking(false)} />
      <ProblemNote error={add.error} />
      {facts.title.trim() && !asking && (
        <span className="row">
          {may.length > 1 && (
            <NativeSelect
              aria-label={t('purpose.menu')}
              value={purpose}
              onChange={(event) => setPurpose(event.currentTarget.value)}
              data={may.map((one) => ({ value: one, label: purposeLabel(register, one) }))}
            />
          )}
          <Button type="submit" variant="filled" loading={add.isPending}>
            {t('tasks.add')}
          </Button>
        </span>
      )}
    </form>
  )
}

function groupOf({ due_at }: Row, now: Date): (typeof GROUPS)[number] {
  if (!due_at) return 'undated'
  const due = new Date(due_at)
  if (due < now) return 'overdue'
  return due.toDateString() === now.toDateString() ? 'today' : 'later'
}

/** The fewest purposes that together see every task this level may: most levels need one. */
function coverOf(register: Register, held: string[]): string[] {
  const only = register.nouns.tasks?.rows?.only ?? {}
  const sees = (purpose: string) => Object.keys(only).filter((made) => only[made]?.includes(purpose))
  const awake = held.filter((purpose) => !register.purposes[purpose]?.asleep && purpose !== 'rights')
  const left = new Set(awake.flatMap(sees))
  const cover: string[] = []
  for (const purpose of awake.toSorted((a, b) => sees(b).length - sees(a).length)) {
    const more = sees(purpose).filter((made) => left.has(made))
    if (more.length === 0) continue
    cover.push(purpose)
    for (const made of more) left.delete(made)
  }
  return cover
}
