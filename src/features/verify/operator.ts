import type { Actor } from '#kernel/action.ts'
import type { PurposeId } from '#register/index.ts'

/** verify itself, where it asks what whoever operates may ask: intervals and rules, nobody's data. */
export const OPERATOR: Actor = {
  kind: 'operator',
  id: 'verify',
  name: 'verify',
  language: 'en',
  levels: [],
  writes: new Set<PurposeId>(['security', 'rights']),
  reads: new Set<PurposeId>(['security', 'rights']),
  may: new Set(['operate', 'read']),
  scope: 'all',
  team: null,
}
