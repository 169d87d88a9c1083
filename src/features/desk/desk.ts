import type { Action } from '#kernel/action.ts'
import { actions as favourites } from './favourites.ts'
import { actions as labels } from './labels.ts'
import { actions as layouts } from './layouts.ts'
import { actions as views } from './views.ts'

/** How each of us arranges the work: views of lists, layouts of pages, what is kept at hand, labels. */
export const actions: Action[] = [...views, ...layouts, ...favourites, ...labels]
