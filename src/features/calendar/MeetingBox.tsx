import type { KeyboardEvent } from 'react'
import { type Colleague, colleagueOf } from '#web/colleagues.ts'
import { t } from '#web/language.ts'
import { hueStyle } from '#web/PurposeChip.tsx'
import { purposeHue, useRegister } from '#web/register.ts'
import { grab } from './drag.tsx'
import { byKey } from './move.tsx'
import type { Hand } from './moving.tsx'
import type { Shown } from './span.tsx'
import { hourOf, spoken, timesOf } from './words.tsx'

type BoxProps = {
  meeting: Shown
  open: (meeting: Shown) => void
  names: readonly Colleague[]
  hand: Hand
  flat?: boolean
  /** In a month up and down are weeks. */
  weeks?: boolean
  style?: Record<string, string>
}

/** One meeting, in the hue of the purpose under which it is seen; dragged, and by its lower edge made longer. */
export function MeetingBox({ meeting, open, names, hand, flat, weeks, style }: BoxProps) {
  const register = useRegister()
  const whose = colleagueOf(names, meeting.owner_id)
  const moves = hand.mayMove(meeting)
  return (
    <button
      type="button"
      className={[
        'meeting-box hued',
        meeting.cancelled_at && 'meeting-off',
        flat && 'meeting-flat',
        moves && 'meeting-moves',
        hand.moved === meeting.id && 'meeting-held',
      ]
        .filter(Boolean)
        .join(' ')}
      style={{ ...hueStyle(purposeHue(register, meeting.seen)), ...style }}
      title={moves ? `${spoken(meeting)}\n${t('cal.hint.keys')}` : spoken(meeting)}
      onClick={() => open(meeting)}
      onPointerDown={(event) => grab(event, meeting, hand)}
      {...keysOf(meeting, hand, weeks)}
    >
      <span className="visually-hidden">{spoken(meeting)}</span>
      <span aria-hidden>
        {flat ? (!meeting.whole_day && `${hourOf(meeting.starts_at)} `) || null : `${timesOf(meeting)} `}
        <strong>{meeting.title}</strong> {meeting.company ?? meeting.person} {whose && `· ${whose}`}
      </span>
      {moves && !flat && (
        <span aria-hidden className="meeting-edge" onPointerDown={(event) => grab(event, meeting, hand, true)} />
      )}
    </button>
  )
}

/** What makes a meeting of any view one that Alt and the arrows move. */
export function keysOf(meeting: Shown, hand: Hand, weeks = false) {
  if (!hand.mayMove(meeting)) return {}
  return {
    'data-meeting': meeting.id,
    'aria-keyshortcuts': `Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown${weeks ? '' : ' Alt+Shift+ArrowUp Alt+Shift+ArrowDown'}`,
    onKeyDown(event: KeyboardEvent) {
      if (!event.altKey || !event.key.startsWith('Arrow')) return
      // Of the browser it would be a page back.
      event.preventDefault()
      const to = byKey(meeting, event.key, { shift: event.shiftKey, weeks })
      if (to) hand.nudge(meeting, to)
    },
  }
}
