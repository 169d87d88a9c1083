import type { Action } from '#kernel/action.ts'
import { actions as decisions } from './decisions.ts'
import { actions as holds } from './holds.ts'
import { actions as numbers } from './numbers.ts'
import { actions as objections } from './objections.ts'
import { actions as restrictions } from './restrictions.ts'
import { actions as list } from './wishes.list.ts'

export const actions: Action[] = [...list, ...objections, ...decisions, ...restrictions, ...holds, ...numbers]
