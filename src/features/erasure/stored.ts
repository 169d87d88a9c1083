import { CHUNK } from '#kernel/cipher.ts'
import type { House } from '#kernel/database.ts'
import { toRefusal } from '#kernel/errors.ts'
import { plainOf, type StoredFile } from '#kernel/stored.ts'
import type { Content } from '#kernel/text.content.ts'
import { readText } from '#kernel/text.ts'
import type { Register } from '#register/index.ts'
import { NOBODY, step } from './step.ts'

/** Field of a finding that is inside a file: no column is called so. */
export const CONTENT = '(content)'

/**
 * `owners`: of whom the row is. `found`: what was found in it, as far as it was read. `read`: whether all of it was.
 * `lost`: its content is not there or not whole, which is for those who look after files.
 */
export type Looked<T> = {
  readonly id: string
  readonly owners: readonly string[]
  readonly found: ReadonlySet<T>
  readonly read: boolean
  readonly lost: boolean
}
type Row = StoredFile & { type: string; owners: string[] }

/** Rows asked for at once, and files told at once. */
const MOST = 200

/** Nouns whose content stands outside the database, under keys that stand in a noun of their own. */
export const storedNouns = ({ nouns }: Register): string[] =>
  Object.keys(nouns).filter(
    (noun) =>
      nouns[noun]!.stored && Object.values(nouns).some((one) => one.partOf?.noun === noun && 'sealed' in one.fields),
  )

/**
 * Looks through what every file of a noun says, one at a time and a piece at a time. `since`: those alone whose row has
 * changed since, and `also`. `passes`: whose files are left unread. Refuses STORE_UNREACHABLE: then nothing is known of any.
 */
export async function* lookInside<T>(
  house: House,
  noun: string,
  look: (text: string) => Iterable<T>,
  {
    since = null,
    also = [],
    passes = () => false,
  }: {
    since?: string | null
    also?: readonly string[]
    passes?: (owners: readonly string[]) => boolean
  } = {},
): AsyncGenerator<Looked<T>> {
  for (let after: string | null = null; ; ) {
    const asked = { do: 'stored', noun, after, since, also, most: MOST }
    const { rows }: { rows: Row[] } = await step(house, NOBODY, asked)
    for (const row of rows) {
      const found = new Set<T>()
      const hear = (text: string) => {
        for (const one of look(text)) found.add(one)
      }
      const how = passes(row.owners) ? 'whole' : await hearAll(house, row, hear)
      yield { id: row.id, owners: row.owners, found, read: how === 'whole', lost: how === 'lost' }
    }
    if (rows.length < MOST) return
    after = rows.at(-1)!.id
  }
}

/**
 * Puts before a human what could not be read, once: what has been looked at is not asked about again. `whole`: since
 * then these are all there are, so that what could be read after all waits no longer.
 */
export async function tellUnread(house: House, noun: string, ids: readonly string[], whole?: string): Promise<void> {
  await step(house, NOBODY, { do: 'unread', noun, field: CONTENT, ids, whole: whole ?? null })
}

async function hearAll({ connection }: House, row: Row, hear: (text: string) => void) {
  const content: Content = { bytes: row.bytes, read: (from, to) => between(connection.key, row, from, to) }
  try {
    return (await readText(content, row.type, hear)) ? 'whole' : 'part'
  } catch (error) {
    const { code } = toRefusal(error)
    if (code === 'STORE_UNREACHABLE') throw error
    return code === 'FILE_LOST' || code === 'FILE_DAMAGED' ? 'lost' : 'part'
  }
}

/** These bytes alone: what is deciphered begins with the chunk that holds the first of them. */
async function* between(key: Buffer, row: Row, from: number, to: number): AsyncGenerator<Buffer> {
  let skip = from % CHUNK
  let left = to - from + 1
  for await (const piece of plainOf(key, row, from, to)) {
    const here = piece.subarray(skip, skip + left)
    skip = Math.max(0, skip - piece.length)
    left -= here.length
    if (here.length > 0) yield here
    if (left <= 0) return
  }
}
