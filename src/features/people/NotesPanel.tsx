import { ActionIcon, Button, Textarea } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post, remove } from '#web/api.ts'
import { formatAgo, formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Page, Row } from '#web/record.ts'
import { fieldsSeen, isWritable, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'

type Props = { person: Row; purpose: string; mayWrite: boolean }

/** What was written about looking after the relationship: newest first, read when it comes into view. */
export function NotesPanel({ person, purpose, mayWrite }: Props) {
  const register = useRegister()
  if (!fieldsSeen(register, 'notes', purpose).some((field) => field.id === 'body')) return null
  const mayAdd = mayWrite && isWritable(register.nouns.notes?.fields.body, purpose)
  return (
    <Panel
      title={t('notes.title')}
      purpose={purpose}
      whenSeen={() => <Notes person={person.id} purpose={purpose} mayAdd={mayAdd} />}
    />
  )
}

function Notes({ person, purpose, mayAdd }: { person: string; purpose: string; mayAdd: boolean }) {
  const client = useQueryClient()
  const key = ['notes', person, purpose]
  const found = useQuery({
    queryKey: key,
    queryFn: () =>
      get<Page>('/notes', {
        purpose,
        filter: { field: 'person_id', op: 'is', value: person },
        sort: '-created_at',
        limit: 60,
      }),
  })
  const [body, setBody] = useState('')
  const reload = () => client.invalidateQueries({ queryKey: key })
  const write = (text: string) => post('/notes', { person_id: person, body: text }, { query: { purpose } })
  const add = useMutation({
    mutationFn: () => write(body.trim()),
    onSuccess: () => {
      setBody('')
      void reload()
    },
  })
  const drop = async (note: Row) => {
    try {
      await remove(`/notes/${note.id}`, { query: { purpose }, version: note.version })
      await reload()
      toast(t('removed', { what: t('notes.title') }), async () => {
        await write(note.body)
        await reload()
      })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <>
      {mayAdd && (
        <form
          className="stack stack-tight"
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate()
          }}
        >
          <Textarea
            autosize
            minRows={2}
            aria-label={t('notes.new')}
            placeholder={t('notes.new')}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
          {body.trim() && (
            <Button type="submit" variant="filled" loading={add.isPending}>
              {t('save')}
            </Button>
          )}
          <ProblemNote error={add.error} />
        </form>
      )}
      {found.isPending && <Skeleton lines={2} />}
      <ProblemNote error={found.error} />
      {found.data?.items.length === 0 && !mayAdd && <p className="quiet">{t('notes.none')}</p>}
      <ul className="lines notes">
        {found.data?.items.map((note) => (
          <li key={note.id}>
            <span className="main">{note.body}</span>
            <time className="small quiet" dateTime={note.created_at} title={formatTime(note.created_at)}>
              {formatAgo(note.created_at)}
            </time>
            {mayAdd && (
              <ActionIcon
                size="sm"
                aria-label={t('remove.what', { what: t('notes.title') })}
                onClick={() => void drop(note)}
              >
                <IconX size={14} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
