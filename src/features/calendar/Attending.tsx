import { CloseButton } from '@mantine/core'
import { useState } from 'react'
import { post } from '#web/api.ts'
import { t, tn } from '#web/language.ts'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import type { Row } from '#web/record.ts'
import { optionLabel, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { useReloadCalendar } from './seen.tsx'

export type Invited = { person_id: string; name: string; state: string; says: string | null }

/** How many got it, and who did not and why: a refusal is told by its name. */
export function tellSent(items: readonly Invited[]) {
  const sent = items.filter((one) => one.state === 'sent').length
  if (sent) toast(tn('meeting.sent', sent))
  for (const { name, says, state } of items)
    if (state !== 'sent') toast(t('meeting.unsent', { name, why: says ?? t('meeting.unsent.later') }))
}

type Props = {
  meeting: Row | undefined
  purpose: string
  people: Picked[]
  setPeople: (people: Picked[]) => void
  mayWrite: boolean
}

/** Who else comes; of a meeting that stands, each is added and taken out at once. */
export function Attending({ meeting, purpose, people, setPeople, mayWrite }: Props) {
  const register = useRegister()
  const reload = useReloadCalendar()
  const [round, setRound] = useState(0)
  const there: Row[] = meeting?.attendances ?? []
  const answer = register.nouns.attendances?.fields.answer
  const add = async (picked: Picked | null) => {
    if (!picked) return
    setRound(round + 1)
    if (!meeting) return setPeople([...people.filter((one) => one.id !== picked.id), picked])
    try {
      await post('/attendances', { meeting_id: meeting.id, person_id: picked.id }, { query: { purpose } })
      await reload()
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const takeOut = async (person_id: string) => {
    if (!meeting) return setPeople(people.filter((one) => one.id !== person_id))
    try {
      const body = { person_id }
      const { items } = await post<{ items: Invited[] }>(`/meetings/${meeting.id}/withdraw`, body, {
        query: { purpose },
      })
      tellSent(items)
      await reload()
      toast(t('meeting.withdrawn'), () => add({ id: person_id, name: '' }))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const shown = meeting
    ? there.map((one) => ({ id: one.person_id as string, name: (one.person as string) || '–', answer: one.answer }))
    : people.map((one) => ({ ...one, answer: null }))
  return (
    <div className="stack stack-tight">
      {shown.length > 0 && (
        <ul className="lines" aria-label={t('meeting.others')}>
          {shown.map((one) => (
            <li key={one.id}>
              <span className="grow">{one.name}</span>
              {one.answer && <span className="chip chip-plain">{optionLabel(answer, one.answer)}</span>}
              {mayWrite && (
                <CloseButton
                  size="sm"
                  aria-label={t('meeting.withdraw', { name: one.name })}
                  onClick={() => void takeOut(one.id)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <RecordPicker
          key={round}
          noun="people"
          purpose={purpose}
          label={t('meeting.others')}
          value={null}
          change={(picked) => void add(picked)}
        />
      )}
    </div>
  )
}
