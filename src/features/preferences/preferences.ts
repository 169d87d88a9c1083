import type { Action } from '#kernel/action.ts'

/** None: people choose on pages of their own. It stands in the order of features so that later ones know those pages. */
export const actions: Action[] = []
