import { tracesOf } from '#kernel/traces.ts'
import type { Register } from '#register/index.ts'
import type { Finder } from './finder.ts'

/** Where something is left: a table and column, or a place outside the database; `words`: found by what it says. */
export type Place = { place: string; n: number; words?: true }
/** ids: the erasures of those a field speaks of. */
export type Mention = { noun: string; record: string; field: string; ids: string[] }

/**
 * `own`: people whose own rows are no one else's. `since`: what was written since alone, where that is known. `exact`:
 * the expression that finds the addresses and numbers of some erasures in a folded text, for what is taken out.
 */
export type Looking = {
  readonly find: Finder
  readonly exact: (ids: readonly string[]) => string | null
  readonly own: ReadonlySet<string>
  readonly since: string | null
}

type Row = [at: string, id: string | null, ...said: (string | null)[]]
type Told = { next: number | null; owners: number; rows: Row[] }
type Ask = (asked: object) => Promise<any>

/**
 * Every field that may hold words about anybody, read once for all who are looked for, as the register names them. What
 * somebody works with is told, for a human to decide; what nobody has a view of is taken out where an address or a
 * number is found.
 */
export async function* lookThrough(register: Register, looking: Looking, ask: Ask): AsyncIterable<Mention> {
  for (const { noun, seen, unseen } of textsOf(register)) {
    const fields = [...seen, ...unseen]
    for await (const { owners, rows } of read({ schema: 'data', noun, fields, since: looking.since }, ask)) {
      const taken = new Map<string, { at: Set<string>; ids: Set<string> }>()
      for (const [at, id, ...said] of rows) {
        if (said.slice(0, owners).some((person) => person && looking.own.has(person))) continue
        for (const [place, field] of fields.entries()) {
          const text = said[owners + place]
          const found = text ? looking.find(text, place >= seen.length) : null
          if (!found?.size) continue
          if (place < seen.length) yield { noun, record: id!, field, ids: [...found] }
          else {
            const here = taken.get(field) ?? { at: new Set(), ids: new Set() }
            here.at.add(at)
            for (const one of found) here.ids.add(one)
            taken.set(field, here)
          }
        }
      }
      for (const [field, { at, ids }] of taken) {
        const pattern = looking.exact([...ids])
        if (pattern) await ask({ do: 'clear', noun, field, at: [...at], pattern })
      }
    }
  }
}

/** Tables of the machine, which name nobody; where one does, somebody must look. By erasure. */
export async function lookAside(
  tables: readonly { schema: string; noun: string }[],
  { find }: Looking,
  ask: Ask,
): Promise<Map<string, Place[]>> {
  const left = new Map<string, Place[]>()
  for (const { schema, noun } of tables) {
    for await (const { rows } of read({ schema, noun, fields: [], since: null }, ask)) {
      for (const [, , text] of rows) for (const id of text ? find(text) : []) tell(left, id, `${schema}.${noun}`)
    }
  }
  return left
}

export function tell(left: Map<string, Place[]>, id: string, place: string): void {
  const places = left.get(id) ?? []
  const known = places.find((one) => one.place === place)
  if (known) known.n += 1
  else places.push({ place, n: 1, words: true })
  left.set(id, places)
}

async function* read(asked: object, ask: Ask): AsyncIterable<Told> {
  for (let from: number | null = 0; from !== null; ) {
    const told: Told = await ask({ do: 'words', ...asked, from })
    yield told
    from = told.next
  }
}

type Texts = { noun: string; seen: string[]; unseen: string[] }

export function textsOf(register: Register): Texts[] {
  const found = new Map<string, Texts>()
  for (const { noun, column, how } of tracesOf(register)) {
    if (how !== 'text') continue
    const texts = found.get(noun) ?? { noun, seen: [], unseen: [] }
    const declared = register.nouns[noun]!
    // A place is told by the id of its row, to whoever may read the row.
    const readable = Object.keys(declared.fields[column]!.purposes).length > 0 && Object.hasOwn(declared.fields, 'id')
    texts[readable ? 'seen' : 'unseen'].push(column)
    found.set(noun, texts)
  }
  return [...found.values()]
}
