import { tracesOf } from '#kernel/traces.ts'
import type { Register } from '#register/index.ts'

/** Where something is left: a table and column, or a place outside the database; `words`: found by what it says. */
export type Place = { place: string; n: number; words?: true }
export type Mention = { noun: string; record: string; field: string }

/** Pages of a table read in one statement: some tens of megabytes, well within the time a purpose has for one. */
const PAGES = 4000

/** `pattern`: names, addresses and numbers. `exact`: these without names, for where no human can judge. */
export type Wanted = { pattern: string; exact: string | null }

/**
 * Every field that may hold words about anybody, looked through as the register names them. What somebody works with is
 * told, for a human to decide; what nobody has a view of is taken out where an address or a number is found.
 */
export async function* lookThrough(
  register: Register,
  { pattern, exact }: Wanted,
  own: readonly string[],
  ask: (asked: object) => Promise<any>,
): AsyncIterable<Mention> {
  for (const { noun, seen, unseen } of textsOf(register)) {
    for (const [fields, clear] of [
      [seen, false],
      [unseen, true],
    ] as const) {
      const words = clear ? exact : pattern
      if (fields.length === 0 || !words) continue
      for (let from: number | null = 0; from !== null; ) {
        const asked: object = { do: 'look', noun, from, pages: PAGES, pattern: words, own, clear, fields }
        const { next, hits } = await ask(asked)
        for (const { id, field } of hits) yield { noun, record: id, field }
        from = next
      }
    }
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
