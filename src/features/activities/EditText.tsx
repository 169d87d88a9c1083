import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { patch } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Row } from '#web/record.ts'
import { localOf } from '#web/when.ts'
import { sayUntold, useReload, WRITTEN, type WrittenKind } from './activity.tsx'
import { Sensitive, sensitiveWords } from './Sensitive.tsx'
import { Text } from './Text.tsx'

type Props = { kind: WrittenKind; row: Row; purpose: string; close: () => void }

/** What was written, changed where it stands. Escape leaves it as it was. */
export function EditText({ kind, row, purpose, close }: Props) {
  const [body, setBody] = useState<string>(row.body ?? '')
  const [title, setTitle] = useState<string>(row.title ?? '')
  const [due, setDue] = useState(row.due_at ? localOf(new Date(row.due_at)) : '')
  const [asking, setAsking] = useState(false)
  const reload = useReload()
  const edit = useMutation({
    mutationFn: () =>
      patch<Row>(
        `/${WRITTEN[kind]}/${row.id}`,
        {
          body: body.trim() || null,
          ...(kind === 'task' && title.trim() !== row.title ? { title: title.trim() } : {}),
          ...(kind === 'task' ? { due_at: due ? new Date(due).toISOString() : null } : {}),
        },
        { query: { purpose }, version: row.version },
      ),
    onSuccess: async (saved) => {
      sayUntold(saved as { untold?: [] })
      await reload()
      close()
    },
  })
  const text = `${title}\n${body}`
  const save = () => {
    if (!asking && sensitiveWords(text).length > sensitiveWords(`${row.title ?? ''}\n${row.body ?? ''}`).length)
      setAsking(true)
    else edit.mutate()
  }
  return (
    <form
      className="stack stack-tight"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        close()
      }}
    >
      {kind === 'task' && (
        <div className="row">
          <TextInput
            className="grow"
            label={t('task.title')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t('task.due')}
            value={due}
            onChange={(event) => setDue(event.currentTarget.value)}
          />
        </div>
      )}
      <Text label={t(`compose.${kind}`)} value={body} change={setBody} submit={save} focus />
      <Sensitive text={text} asking={asking} save={() => edit.mutate()} back={() => setAsking(false)} />
      <ProblemNote error={edit.error} />
      {!asking && (
        <span className="row">
          <Button type="submit" size="compact-sm" variant="filled" loading={edit.isPending}>
            {t('save')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={close}>
            {t('cancel')}
          </Button>
        </span>
      )}
    </form>
  )
}
