import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { type Problem, patch, post, remove } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeMenu } from '#web/PurposeMenu.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import type { Row } from '#web/record.ts'
import { creatableFor, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { Attending, type Invited, tellSent } from './Attending.tsx'
import { Conflicts } from './Conflicts.tsx'
import { useReloadCalendar } from './seen.tsx'
import { dayOf, localOf, plus } from './span.tsx'

export type Start = { start?: Date | undefined; end?: Date | undefined; on?: object; name?: string; noun?: string }
type Props = { meeting: Row | undefined; purpose: string; start: Start; close: (made?: boolean) => void }

/** Minutes before it begins. */
const REMIND = ['', '10', '60', '1440'] as const

/** A meeting: what, when, where and with whom; afterwards what came of it. */
export function MeetingForm({ meeting, purpose: asked, start, close }: Props) {
  const session = useSession()
  const register = useRegister()
  const reload = useReloadCalendar()
  const choices = creatableFor(register, 'meetings', session.writes)
  const [purpose, setPurpose] = useState(meeting ? asked : choices.includes(asked) ? asked : (choices[0] ?? ''))
  const [facts, setFacts] = useState(() => factsOf(meeting, start))
  const [people, setPeople] = useState<Picked[]>([])
  const [invites, setInvites] = useState(Boolean(meeting?.invited_at))
  const mayWrite = !meeting || session.writes.includes(purpose)
  const set = (changes: Partial<typeof facts>) => setFacts({ ...facts, ...changes })
  const isPast = meeting && new Date(meeting.ends_at) < new Date()
  const send = async (id: string) => {
    const { items } = await post<{ items: Invited[] }>(`/meetings/${id}/invite`, {}, { query: { purpose } })
    tellSent(items)
  }
  const save = useMutation<Row, Problem>({
    mutationFn: async () => {
      const body = bodyOf(facts)
      if (meeting) return patch<Row>(`/meetings/${meeting.id}`, body, { query: { purpose }, version: meeting.version })
      return post<Row>(
        '/meetings',
        { ...start.on, ...body, people: people.map(({ id }) => id) },
        { query: { purpose } },
      )
    },
    onSuccess: async (row) => {
      toast(t('saved'))
      close(true)
      if (invites) await send(row.id).catch(toastProblem)
      await reload()
    },
  })
  const cancel = async (cancelled: boolean) => {
    if (!meeting) return
    try {
      await post(`/meetings/${meeting.id}/cancel`, { cancelled }, { query: { purpose } })
      if (meeting.invited_at) await send(meeting.id)
      close(true)
      toast(t(cancelled ? 'meeting.cancel.done' : 'meeting.uncancel.done'), () => cancel(!cancelled))
      await reload()
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const drop = async () => {
    if (!meeting) return
    try {
      await remove(`/meetings/${meeting.id}`, { query: { purpose } })
      close(true)
      toast(t('meeting.deleted'), async () => {
        await post(`/meetings/${meeting.id}/restore`, {}, { query: { purpose } })
        await reload()
      })
      await reload()
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const wrong = (field: string) => (save.error?.field === field ? save.error.message : undefined)

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (facts.title.trim() && mayWrite) save.mutate()
      }}
    >
      {meeting?.cancelled_at && <p className="note note-warn">{t('meeting.cancelled.what')}</p>}
      {!meeting && (
        <div className="row">
          <span className="quiet">{t('create.for')}</span>
          <PurposeMenu purpose={purpose} choices={choices} choose={setPurpose} />
        </div>
      )}
      <TextInput
        data-autofocus
        label={t('meeting.title')}
        value={facts.title}
        maxLength={300}
        error={wrong('title')}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <div className="form-grid">
        <TextInput
          type={facts.whole_day ? 'date' : 'datetime-local'}
          label={t('meeting.starts')}
          value={facts.whole_day ? facts.starts.slice(0, 10) : facts.starts}
          onChange={(event) => set(moved(facts, event.currentTarget.value))}
        />
        <TextInput
          type={facts.whole_day ? 'date' : 'datetime-local'}
          label={t('meeting.ends')}
          value={facts.whole_day ? facts.ends.slice(0, 10) : facts.ends}
          error={wrong('ends_at')}
          onChange={(event) => set({ ends: whole(event.currentTarget.value, facts.ends) })}
        />
      </div>
      <Checkbox
        label={t('meeting.whole_day')}
        checked={facts.whole_day}
        onChange={(event) => set({ whole_day: event.currentTarget.checked })}
      />
      {mayWrite && !facts.whole_day && (
        <Conflicts id={meeting?.id} starts={facts.starts} ends={facts.ends} owner={meeting?.owner_id ?? undefined} />
      )}
      <TextInput
        label={t('meeting.place')}
        value={facts.place}
        onChange={(event) => set({ place: event.currentTarget.value })}
      />
      {start.name ? (
        <p className="quiet">{t('meeting.about', { name: start.name })}</p>
      ) : (
        <div className="form-grid">
          <RecordPicker
            noun="people"
            purpose={purpose}
            label={t('meeting.with')}
            value={facts.person}
            change={(person) => set({ person })}
          />
          <RecordPicker
            noun="companies"
            purpose={purpose}
            label={t('meeting.company')}
            value={facts.company}
            change={(company) => set({ company })}
          />
        </div>
      )}
      <Attending meeting={meeting} purpose={purpose} people={people} setPeople={setPeople} mayWrite={mayWrite} />
      <Textarea
        autosize
        minRows={2}
        label={t('meeting.body')}
        value={facts.body}
        onChange={(event) => set({ body: event.currentTarget.value })}
      />
      {isPast && (
        <Textarea
          autosize
          minRows={3}
          label={t('meeting.outcome')}
          description={t('meeting.outcome.what')}
          value={facts.outcome}
          onChange={(event) => set({ outcome: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        label={t('meeting.remind')}
        value={facts.remind}
        onChange={(event) => set({ remind: event.currentTarget.value as (typeof REMIND)[number] })}
        data={REMIND.map((minutes) => ({ value: minutes, label: t(`meeting.remind.${minutes || 'no'}`) }))}
      />
      {mayWrite && !isPast && !meeting?.cancelled_at && (
        <Checkbox
          label={t(meeting?.invited_at ? 'meeting.tell' : 'meeting.invite')}
          description={t('meeting.invite.what')}
          checked={invites}
          onChange={(event) => setInvites(event.currentTarget.checked)}
        />
      )}
      <ProblemNote error={save.error} />
      {mayWrite && (
        <span className="row">
          <Button type="submit" variant="filled" disabled={!facts.title.trim()} loading={save.isPending}>
            {t('save')}
          </Button>
          {meeting && !isPast && (
            <Button variant="default" onClick={() => void cancel(!meeting.cancelled_at)}>
              {t(meeting.cancelled_at ? 'meeting.uncancel' : 'meeting.cancel')}
            </Button>
          )}
          {meeting && (
            <Button variant="subtle" className="danger" onClick={() => void drop()}>
              {t('delete')}
            </Button>
          )}
        </span>
      )}
      {meeting?.person_id && meeting.person && (
        <Link href={`/people/${meeting.person_id}?purpose=${purpose}`}>{meeting.person}</Link>
      )}
      {meeting?.company_id && meeting.company && (
        <Link href={`/companies/${meeting.company_id}?purpose=${purpose}`}>{meeting.company}</Link>
      )}
    </form>
  )
}

function factsOf(meeting: Row | undefined, { start, end }: Start) {
  const next = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000)
  const starts = meeting ? new Date(meeting.starts_at) : (start ?? next)
  const ends = meeting ? new Date(meeting.ends_at) : (end ?? new Date(starts.getTime() + 3_600_000))
  const before = meeting?.remind_at ? (starts.getTime() - Date.parse(meeting.remind_at)) / 60_000 : 0
  const picked = (id: unknown, name: unknown): Picked | null =>
    id ? { id: String(id), name: String(name ?? '') } : null
  return {
    title: String(meeting?.title ?? ''),
    starts: localOf(starts),
    // A whole day ends where the next begins; people name the last day.
    ends: localOf(meeting?.whole_day ? plus(ends, -1) : ends),
    whole_day: Boolean(meeting?.whole_day),
    place: String(meeting?.place ?? ''),
    body: String(meeting?.body ?? ''),
    outcome: String(meeting?.outcome ?? ''),
    remind: REMIND.find((minutes) => Number(minutes) === before) ?? '',
    person: picked(meeting?.person_id, meeting?.person),
    company: picked(meeting?.company_id, meeting?.company),
  }
}

type Facts = ReturnType<typeof factsOf>

function bodyOf({ starts, ends, remind, person, company, whole_day, ...texts }: Facts) {
  const from = whole_day ? dayOf(new Date(starts)) : new Date(starts)
  const to = whole_day ? plus(dayOf(new Date(ends)), 1) : new Date(ends)
  const named = { ...(person && { person_id: person.id }), ...(company && { company_id: company.id }) }
  return {
    ...texts,
    ...named,
    whole_day,
    starts_at: from.toISOString(),
    ends_at: to.toISOString(),
    remind_at: remind ? new Date(from.getTime() - Number(remind) * 60_000).toISOString() : null,
  }
}

/** The end follows the beginning: what is moved stays as long as it was. */
function moved(facts: Facts, value: string): Partial<Facts> {
  const starts = whole(value, facts.starts)
  const length = new Date(facts.ends).getTime() - new Date(facts.starts).getTime()
  const moment = new Date(starts)
  if (Number.isNaN(moment.getTime())) return {}
  return { starts, ends: length > 0 ? localOf(new Date(moment.getTime() + length)) : facts.ends }
}

/** A day alone keeps the hour it had. */
const whole = (value: string, before: string): string => (value.length === 10 ? value + before.slice(10) : value)
