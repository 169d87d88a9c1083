import { Button } from '@mantine/core'
import { IconCalendarEvent, IconMail, IconNote, IconPhone, IconSquareCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { noteTemplate } from '#register/notes.ts'
import { post } from '#web/api.ts'
import { language, t } from '#web/language.ts'
import { composers, type Composer as Other } from '#web/mounts.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { isWritable, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'
import { COLUMN, sayUntold, useReload, WRITTEN, type WrittenKind } from './activity.tsx'
import { CallFields, callBody, NO_FACTS } from './CallFields.tsx'
import { useDraft } from './drafts.tsx'
import { Sensitive, sensitiveWords } from './Sensitive.tsx'
import { TaskFields, taskBody } from './TaskFields.tsx'
import { Text } from './Text.tsx'

type Props = { noun: string; id: string; purpose: string; name: string }

const ICONS = { note: IconNote, task: IconSquareCheck, call: IconPhone, letter: IconMail, meeting: IconCalendarEvent }
const MAIN = { note: 'body', task: 'title', call: 'body' } as const

/** Above a timeline: a note, a task or a call on the spot, and what other features let one write from here. */
export function Composer({ noun, id, purpose, name }: Props) {
  const register = useRegister()
  const may = (Object.keys(WRITTEN) as WrittenKind[]).filter((kind) => {
    const fields = register.nouns[WRITTEN[kind]]?.fields
    return isWritable(fields?.[MAIN[kind]], purpose) && isWritable(fields?.[COLUMN[noun]!], purpose)
  })
  const [kind, setKind] = useState<WrittenKind>(may[0] ?? 'note')
  const [other, setOther] = useState<Other | null>(null)
  const others = composers.filter((one) => one.needs(register, noun, purpose))
  const reload = useReload()
  if (may.length === 0 && others.length === 0) return null
  const Opened = other?.component
  return (
    <div className="composer">
      <div className="composer-kinds">
        {may.map((one) => {
          const Icon = ICONS[one]
          return (
            <button key={one} type="button" aria-pressed={one === kind} onClick={() => setKind(one)}>
              <Icon size={15} aria-hidden />
              {t(`kind.${one}`)}
            </button>
          )
        })}
        {others.map((one) => {
          const Icon = ICONS[one.icon]
          return (
            <button key={one.label} type="button" onClick={() => setOther(one)}>
              <Icon size={15} aria-hidden />
              {t(one.label)}
            </button>
          )
        })}
      </div>
      {may.length > 0 && <Write key={kind} kind={kind} noun={noun} id={id} purpose={purpose} />}
      {Opened && (
        <Suspense fallback={null}>
          <Opened
            noun={noun}
            id={id}
            purpose={purpose}
            name={name}
            close={(made) => {
              setOther(null)
              if (made) void reload()
            }}
          />
        </Suspense>
      )}
    </div>
  )
}

type WriteProps = { kind: WrittenKind; noun: string; id: string; purpose: string }

function Write({ kind, noun, id, purpose }: WriteProps) {
  const [body, setBody] = useDraft(`${noun}.${id}.${kind}`)
  const [task, setTask] = useState({ title: '', due: '', owner: '' })
  const [call, setCall] = useState(NO_FACTS)
  const [asking, setAsking] = useState(false)
  // The editor is made once with its text: emptied by being made anew.
  const [round, setRound] = useState(0)
  const reload = useReload()
  const write = useMutation({
    mutationFn: () =>
      post<{ untold?: [] }>(
        `/${WRITTEN[kind]}`,
        {
          [COLUMN[noun]!]: id,
          ...(body.trim() ? { body: body.trim() } : {}),
          ...(kind === 'task' ? taskBody(task) : {}),
          ...(kind === 'call' ? callBody(call) : {}),
        },
        { query: { purpose } },
      ),
    onSuccess: async (made) => {
      setBody('')
      setTask({ title: '', due: '', owner: '' })
      setCall(NO_FACTS)
      setAsking(false)
      setRound((n) => n + 1)
      toast(t('kind.saved', { what: t(`kind.${kind}`) }))
      sayUntold(made)
      await reload()
    },
  })
  const text = kind === 'task' ? `${task.title}\n${body}` : body
  const isReady =
    kind === 'call' || (kind === 'task' ? task.title.trim() !== '' : body.trim() !== '' && !isUntouched(body))
  const submit = () => {
    if (!isReady || write.isPending) return
    if (!asking && sensitiveWords(text).length > 0) setAsking(true)
    else write.mutate()
  }
  return (
    <form
      className="stack stack-tight"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {kind === 'task' && <TaskFields facts={task} set={setTask} />}
      {kind === 'call' && <CallFields facts={call} set={setCall} />}
      <Text
        key={round}
        label={t(`compose.${kind}`)}
        value={body}
        change={(next) => {
          setBody(next)
          setAsking(false)
        }}
        submit={submit}
      />
      {kind === 'note' && body.trim() === '' && (
        <span className="row">
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              setBody(noteTemplate[language()])
              setRound(round + 1)
            }}
          >
            {t('note.template')}
          </Button>
          <span className="quiet small">{t('note.template.about')}</span>
        </span>
      )}
      <Sensitive text={text} asking={asking} save={() => write.mutate()} back={() => setAsking(false)} />
      <ProblemNote error={write.error} />
      {isReady && !asking && (
        <span className="row">
          <Button type="submit" variant="filled" loading={write.isPending}>
            {t('save')}
          </Button>
          {body && <span className="quiet small">{t('draft.kept')}</span>}
        </span>
      )}
    </form>
  )
}

/** The template alone, into which nothing has been written yet. */
const isUntouched = (text: string) => Object.values(noteTemplate).some((one) => bare(one) === bare(text))
const bare = (text: string) => text.replace(/[\s*]+/g, '')
