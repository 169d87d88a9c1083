import { NativeSelect, TextInput } from '@mantine/core'
import { useColleagues } from '#web/colleagues.ts'
import { t } from '#web/language.ts'
import { useSession } from '#web/session.ts'
import { formatWhen, localOf, whenIn } from '#web/when.ts'

export type TaskFacts = { title: string; due: string; owner: string }

/** What is to be done, by when and by whom: "soita Maijalle huomenna klo 9" says two of the three. */
export function TaskFields({
  facts,
  set,
  focus,
}: {
  facts: TaskFacts
  set: (facts: TaskFacts) => void
  focus?: boolean
}) {
  const { user } = useSession()
  const colleagues = useColleagues().colleagues.filter((one) => !one.left)
  const heard = facts.due ? null : whenIn(facts.title, new Date())
  return (
    <>
      <TextInput
        label={t('task.title')}
        placeholder={t('task.title.example')}
        value={facts.title}
        inputWrapperOrder={['label', 'input', 'description']}
        autoFocus={focus === true}
        onChange={(event) => set({ ...facts, title: event.currentTarget.value })}
        description={heard ? t('task.heard', { title: heard.rest, when: formatWhen(heard.at) }) : undefined}
      />
      <div className="row">
        <TextInput
          type="datetime-local"
          label={t('task.due')}
          value={facts.due || (heard ? localOf(heard.at) : '')}
          onChange={(event) => set({ ...facts, due: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('task.owner')}
          value={facts.owner || user.id}
          onChange={(event) => set({ ...facts, owner: event.currentTarget.value })}
          data={colleagues.map((one) => ({ value: one.id, label: one.name }))}
        />
      </div>
    </>
  )
}

/** As the server takes it: the words that told the time are left out of the title. */
export function taskBody({ title, due, owner }: TaskFacts) {
  const heard = due ? null : whenIn(title, new Date())
  const at = due ? new Date(due) : heard?.at
  return {
    title: heard?.rest || title.trim(),
    ...(at ? { due_at: at.toISOString() } : {}),
    ...(owner ? { owner_id: owner } : {}),
  }
}
