import type { House } from '#kernel/database.ts'
import { type StoredFile, wholeOf } from '#kernel/stored.ts'
import { textOf } from '#kernel/text.ts'
import type { Register } from '#register/index.ts'
import { NOBODY, step } from './step.ts'

/** Field of a finding that is inside a file: no column is called so. */
export const CONTENT = '(content)'

/** `owners`: of whom the row is. `text`: null where it cannot be read; a lost file is for those who look after files. */
export type StoredText = { readonly id: string; readonly owners: readonly string[]; readonly text: string | null }
type Row = StoredFile & { type: string; owners: string[] }

/** Rows asked for at once. */
const MOST = 200
/** Bytes of a file that are read: what is larger is told as unread. */
const LARGEST = 20 * 1024 ** 2

/** Nouns whose content stands outside the database, under keys that stand in a noun of their own. */
export const storedNouns = ({ nouns }: Register): string[] =>
  Object.keys(nouns).filter(
    (noun) =>
      nouns[noun]!.stored && Object.values(nouns).some((one) => one.partOf?.noun === noun && 'sealed' in one.fields),
  )

/** What every file of a noun says, one at a time. `since`: of those alone whose row has changed since, and of `also`. */
export async function* storedTexts(
  house: House,
  noun: string,
  since: string | null,
  also: readonly string[] = [],
): AsyncIterable<StoredText> {
  for (let after: string | null = null; ; ) {
    const asked = { do: 'stored', noun, after, since, also, most: MOST }
    const { rows }: { rows: Row[] } = await step(house, NOBODY, asked)
    for (const row of rows)
      yield { id: row.id, owners: row.owners, text: row.bytes > LARGEST ? null : await readable(house, row) }
    if (rows.length < MOST) return
    after = rows.at(-1)!.id
  }
}

async function readable({ connection }: House, row: Row): Promise<string | null> {
  try {
    return await textOf(await wholeOf(connection.key, row), row.type)
  } catch {
    return null
  }
}
