import type { Field, FieldType, Words } from '../src/kernel/vocabulary.ts'
import { type Group, matrix } from './matrix.ts'

type Rest = Partial<Omit<Field, 'type' | 'purposes' | 'label'>>

// A spread of a default and of what replaces it would be typed as both at once, which is never; so said here.
type Declared<T, G extends Group, R> = {
  readonly type: T
  readonly group: G
  readonly category: string
  readonly purposes: (typeof matrix)[G]
  readonly retention: string
  readonly label: Words
} & Omit<{ readonly provenance: 'provided'; readonly personal: true }, keyof R> &
  R

/** One field: its type, its row of the matrix, its category and retention rule, its name in three languages. */
export function field<const T extends FieldType, const G extends Group, const R extends Rest>(
  type: T,
  group: G,
  category: string,
  retention: string,
  [fi, sv, en]: readonly [string, string, string],
  rest: R = {} as R,
): Declared<T, G, R> {
  const label: Words = { fi, sv, en }
  return {
    type,
    group,
    category,
    purposes: matrix[group],
    retention,
    provenance: 'provided',
    personal: true,
    label,
    ...rest,
  } as unknown as Declared<T, G, R>
}

/** Columns every record has. */
export function record<const G extends Group>(group: G, retention: string) {
  const system = { system: true, provenance: 'system', personal: false } as const
  return {
    id: field('uuid', group, 'system', retention, ['Tunniste', 'Beteckning', 'Identifier'], {
      ...system,
      required: true,
    }),
    version: field('integer', group, 'system', retention, ['Versio', 'Version', 'Version'], {
      ...system,
      required: true,
      default: '1',
    }),
    created_at: field('timestamp', group, 'system', retention, ['Luotu', 'Skapad', 'Created'], {
      ...system,
      required: true,
      default: 'now()',
    }),
    updated_at: field('timestamp', group, 'system', retention, ['Muutettu', 'Ändrad', 'Changed'], {
      ...system,
      required: true,
      default: 'now()',
    }),
  }
}
