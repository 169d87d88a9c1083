import type { Action } from '#kernel/action.ts'
import { actions as access } from './access/access.ts'
import { actions as companies } from './companies/companies.ts'
import { actions as grounds } from './grounds/grounds.ts'
import { actions as notice } from './notice/notice.actions.ts'
import { actions as people } from './people/people.ts'
import { actions as register } from './register/register.ts'

/** The features in order: each may know those before it. */
export const actions: readonly Action[] = [...access, ...grounds, ...companies, ...people, ...notice, ...register]
