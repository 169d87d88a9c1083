import type { Action } from '#kernel/action.ts'

export const actions: Action[] = []
