import type { Action } from '#kernel/action.ts'
import { choiceActions } from './choices.ts'
import { dayActions } from './day.ts'
import { inviteActions } from './invite.ts'
import { actions as meetingActions } from './meetings.ts'

/** Meetings and whom they are with, the day of each of us, and how we are told of it. */
export const actions: Action[] = [...meetingActions, ...inviteActions, ...dayActions, ...choiceActions]
