import type { Field, Noun } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import type { Row } from './decode.ts'

/**
 * Rows as they stood at a moment: what came later is left out, what was changed later says again what it said. Routine
 * endings in between are gone from both, and the coverage list says when it was read. EDPB 01/2022.
 */
export function asOf(register: Register, rows: ReadonlyMap<string, readonly Row[]>, at: Date): Map<string, Row[]> {
  const past = pastOf(register, rows, at)
  return new Map(
    [...rows].map(([noun, list]) => [
      noun,
      list
        .filter((row) => !isAfter(row.created_at, at))
        .map((row) => {
          const said = past.get(`${noun}.${row.id}`)
          return said ? { ...row, ...said } : row
        }),
    ]),
  )
}

const isAfter = (moment: unknown, at: Date): boolean => typeof moment === 'string' && new Date(moment) > at

/** What fields said at that moment, where they were changed since: the earliest change after it tells. */
function pastOf({ nouns }: Register, rows: ReadonlyMap<string, readonly Row[]>, at: Date) {
  const past = new Map<string, Record<string, unknown>>()
  for (const [name, list] of rows) {
    if (!isHistory(nouns[name]!)) continue
    const later = list.filter((row) => isAfter(row.created_at, at))
    for (const { of, record_id, was } of later.toSorted((a, b) =>
      String(b.created_at).localeCompare(String(a.created_at)),
    )) {
      const [noun = '', column = ''] = String(of).split('.')
      const field = nouns[noun]?.fields[column]
      if (!field) continue
      const key = `${noun}.${record_id}`
      past.set(key, { ...past.get(key), [column]: kept(field, was as string | null) })
    }
  }
  return past
}

/** What fields said before is told by its shape, whatever the noun is called. */
const isHistory = ({ fields }: Noun): boolean =>
  ['of', 'record_id', 'was', 'became'].every((column) => column in fields)

function kept({ type }: Field, was: string | null): unknown {
  return was !== null && ['choices', 'boolean', 'integer', 'json'].includes(type) ? JSON.parse(was) : was
}
