import type { Action } from '#kernel/action.ts'
import { actions as answer } from './answer.ts'
import { actions as ask } from './ask.ts'
import { actions as desk } from './desk.ts'
import { actions as kept } from './kept.ts'
import { actions as naming } from './naming.ts'
import { actions as work } from './work.ts'

export const actions: Action[] = [...ask, ...desk, ...kept, ...work, ...naming, ...answer]
