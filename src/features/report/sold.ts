import { type Kysely, sql } from 'kysely'
import type { House } from '#kernel/database.ts'
import type { Field, Language, Noun } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { momentIn, type Row } from './decode.ts'
import type { Account } from './stores.ts'

const MOST = 2000

/** What somebody of ours sells is what has an owner, a customer and money: told by its shape, whatever it is called. */
export const soldNouns = ({ nouns }: Register): [string, Noun][] =>
  Object.entries(nouns).filter(
    ([, { schema, fields }]) =>
      schema === 'data' && fields.owner_id && fields.company_id && fields.currency && fields.state,
  )

/**
 * What a person who is one of our users answers for as its seller: contracts, deals, quotes and orders, by number, state
 * and days. Nothing that could name a customer: that is somebody else's. P42.
 */
export async function soldBy(
  house: House,
  db: Kysely<any>,
  addresses: readonly string[],
  language: Language,
): Promise<Account[]> {
  const small = [...new Set(addresses.map((address) => address.trim().toLowerCase()))]
  if (small.length === 0) return []
  const { rows: users } = await house.auth.query<{ id: string }>(
    'select id::text from auth.users where lower(email) = any ($1)',
    [small],
  )
  if (users.length === 0) return []
  const ids = users.map(({ id }) => id)
  const sold: Account[] = []
  for (const [name, noun] of soldNouns(house.register)) {
    const told = Object.entries(noun.fields).filter(([column, field]) => isPlain(column, field))
    const { rows } =
      await sql<Row>`select * from ${sql.table(name)} where owner_id = any (${ids}::text[]) and removed_at is null
      order by created_at, id limit ${MOST}`.execute(db)
    for (const row of rows) {
      const facts = told.flatMap(([column, field]) => {
        const value = row[column]
        if (value === null || value === undefined || value === '') return []
        return [{ field: column, label: field.label[language], value: inWords(field, value, language) }]
      })
      sold.push({ noun: name, label: noun.label[language], facts })
    }
  }
  return sold
}

/** Numbers, choices and days; no words that somebody wrote. */
const isPlain = (column: string, { type }: Field): boolean =>
  column === 'number' ||
  (['choice', 'date', 'timestamp'].includes(type) && !['updated_at', 'removed_at'].includes(column))

const inWords = ({ options, type }: Field, value: unknown, language: Language): string =>
  options?.[String(value)]?.[language] ?? (type === 'timestamp' ? momentIn(language, String(value)) : String(value))
