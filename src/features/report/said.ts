import type { Noun } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import type { Row } from './decode.ts'

/** What the person says of one fact: `kind` as the noun of such words has it, `at` ISO. */
export type Said = { readonly kind: string; readonly words: string; readonly at: string }

/** By row and column, what was said of it, the first first. Told by the shape of the noun, whatever it is called. Art. 16. */
export function saidBeside(
  { nouns }: Register,
  rows: ReadonlyMap<string, readonly Row[]>,
): (row: Row, column: string) => readonly Said[] {
  const all = new Map<string, Said[]>()
  for (const [noun, list] of rows) {
    if (!isSaying(nouns[noun]!)) continue
    for (const { record_id, field, kind, words, created_at } of list) {
      if (!words) continue
      const key = `${record_id}.${field}`
      all.set(key, [...(all.get(key) ?? []), { kind: String(kind), words: String(words), at: String(created_at) }])
    }
  }
  return (row, column) => all.get(`${row.id}.${column}`) ?? []
}

const isSaying = ({ fields }: Noun): boolean =>
  ['noun', 'record_id', 'field', 'kind', 'words', 'refused'].every((column) => column in fields)
