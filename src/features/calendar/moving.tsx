import { useEffect, useRef, useState } from 'react'
import { type Problem, patch, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { isWritable, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { type Invited, tellSent } from './Attending.tsx'
import { isSame, type Times } from './move.tsx'
import { useReloadCalendar } from './seen.tsx'
import type { Shown } from './span.tsx'
import { whenOf } from './words.tsx'

/** How long the arrows may pause before the move is kept. */
const PAUSE = 800

export type Hand = {
  /** Only who may change the meeting under the purpose by which it is seen. */
  mayMove: (meeting: Shown) => boolean
  /** Id of what is being moved. */
  moved: string | undefined
  /** Shown there, not kept; null puts it back. */
  carry: (meeting: Shown, to: Times | null) => void
  /** Kept at once, after one question where people have been invited. */
  drop: (meeting: Shown, to: Times) => void
  /** A step by key: said aloud, and kept when no other follows. */
  nudge: (meeting: Shown, to: Times) => void
}

/** Meetings carried to another time: shown there at once, put back when refused, undone by one press. */
export function useMoving(found: readonly Shown[], follow: (meeting: Shown) => void) {
  const session = useSession()
  const register = useRegister()
  const reload = useReloadCalendar()
  const [carried, setCarried] = useState<Shown | null>(null)
  const [asking, setAsking] = useState<{ meeting: Shown; to: Times } | null>(null)
  const [said, say] = useState('')
  const waiting = useRef<{ timer: number; keep: () => void } | null>(null)
  const held = useRef<string | null>(null)
  // What was kept last, until the list that is fetched knows it.
  const kept = useRef(new Map<string, Shown>())
  const origin = (meeting: Shown) => {
    const [one, own] = [found.find(({ id }) => id === meeting.id) ?? meeting, kept.current.get(meeting.id)]
    return own && own.version > one.version ? own : one
  }

  // A meeting that came to another day is drawn anew: the keys stay with it.
  useEffect(() => {
    if (!held.current || asking) return
    const box = document.querySelector<HTMLElement>(`[data-meeting="${held.current}"]`)
    if (box && document.activeElement === document.body) box.focus()
  })
  // Who leaves in the pause has moved it; but nobody is asked on a screen that is gone, and nobody is told.
  useEffect(() => () => waiting.current?.keep(), [])

  const stop = () => {
    clearTimeout(waiting.current?.timer)
    waiting.current = null
  }
  const back = () => {
    stop()
    setCarried(null)
    setAsking(null)
  }
  const save = async (meeting: Shown, to: Times, tells: boolean): Promise<void> => {
    setAsking(null)
    setCarried({ ...meeting, ...to })
    const { id, seen: purpose, version, starts_at, ends_at } = meeting
    try {
      const saved = await patch<{ version: number }>(`/meetings/${id}`, to, { query: { purpose }, version })
      const stands = { ...meeting, ...to, version: saved.version }
      kept.current.set(id, stands)
      toast(t('meeting.moved', { what: meeting.title, when: whenOf({ ...meeting, ...to }) }), () =>
        // Whoever was told of the move is told that it did not happen.
        save(stands, { starts_at, ends_at }, tells),
      )
      if (tells) {
        const { items } = await post<{ items: Invited[] }>(`/meetings/${id}/invite`, {}, { query: { purpose } })
        tellSent(items)
      }
    } catch (problem) {
      say(t('meeting.stays', { what: meeting.title, when: whenOf(meeting) }))
      toastProblem(problem as Problem)
    }
    held.current = null
    await reload()
    setCarried((now) => (now?.id === id && isSame(now, to) ? null : now))
  }
  const drop = (meeting: Shown, to: Times) => {
    stop()
    const was = origin(meeting)
    if (isSame(was, to)) return setCarried(null)
    setCarried({ ...was, ...to })
    if (was.invited_at && new Date(to.ends_at) > new Date()) setAsking({ meeting: was, to })
    else void save(was, to, false)
  }
  const hand: Hand = {
    moved: carried?.id,
    mayMove: (meeting) =>
      !meeting.cancelled_at &&
      session.writes.includes(meeting.seen) &&
      isWritable(register.nouns.meetings?.fields.starts_at, meeting.seen),
    carry: (meeting, to) => setCarried(to && { ...origin(meeting), ...to }),
    drop,
    nudge(meeting, to) {
      stop()
      const was = origin(meeting)
      held.current = meeting.id
      setCarried({ ...was, ...to })
      follow({ ...was, ...to })
      say(t('meeting.carried', { what: meeting.title, when: whenOf({ ...meeting, ...to }) }))
      waiting.current = {
        timer: window.setTimeout(() => drop(was, to), PAUSE),
        keep: () => {
          stop()
          if (!was.invited_at) void save(was, to, false)
        },
      }
    },
  }
  return {
    meetings: carried ? [...found.filter((one) => one.id !== carried.id), carried] : found,
    hand,
    /** What is read aloud. */
    said,
    /** The one question: whether those invited are told. */
    asking: asking && {
      what: asking.meeting.title,
      when: whenOf({ ...asking.meeting, ...asking.to }),
      answer: (tells: boolean) => void save(asking.meeting, asking.to, tells),
      back,
    },
    back,
  }
}
