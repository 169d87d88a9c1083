import { sql } from 'kysely'
import type { House } from '#kernel/database.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { momentIn, type Names, type Row } from './decode.ts'
import { said } from './words.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** In a smaller team, its name is the name of one of its members. */
const TEAM = 5

/**
 * What the rows of a person refer to, by name: records as the purpose of rights sees them, our own people from their
 * accounts. Other people are not named: they are nobody's but their own.
 */
export async function namesOf(
  house: House,
  register: Register,
  language: Language,
  held: ReadonlyMap<string, readonly Row[]>,
): Promise<Names> {
  const records = await referred(house, register, held)
  const mine = new Map<string, string>()
  for (const [noun, rows] of held) {
    for (const row of rows)
      if (row.id)
        mine.set(
          String(row.id),
          `${register.nouns[noun]!.label[language]}${quoted(titleOf(register, noun, row, language))}`,
        )
  }
  const users = await usersIn(house, held)
  return {
    record: (noun, id) =>
      records.get(`${noun}.${id}`) ?? titleOf(register, noun, rowWith(held.get(noun), id), language),
    any: (id) => mine.get(id) ?? null,
    user(id, named) {
      const user = users.get(id)
      if (!user) return null
      return named ? user.name : user.team ? said[language].team(user.team) : said[language].staff
    },
  }
}

/** What a record is called: the fields its noun names as its title. */
export function titleOf({ nouns }: Register, noun: string, row: Row | undefined, language: Language): string | null {
  if (!row) return null
  const { title, fields } = nouns[noun]!
  const words = title.map((column) => {
    const value = row[column]
    const field = fields[column]
    // A whole text is no name: it stands among the facts, and there alone.
    if (value === null || value === undefined || field?.type === 'longtext' || UUID.test(String(value))) return ''
    if (field?.options) return field.options[String(value)]?.[language] ?? ''
    return field?.type === 'timestamp' ? momentIn(language, String(value)) : String(value)
  })
  return words.filter(Boolean).join(' ').slice(0, 120) || null
}

const rowWith = (rows: readonly Row[] | undefined, id: string) => rows?.find((row) => row.id === id)
const quoted = (title: string | null): string => (title ? ` ${title}` : '')

/** A query for each noun that is referred to, and none of the people. */
async function referred(house: House, register: Register, held: ReadonlyMap<string, readonly Row[]>) {
  const wanted = new Map<string, Set<string>>()
  for (const [noun, rows] of held) {
    for (const [column, { refers, type }] of Object.entries(register.nouns[noun]!.fields)) {
      const target = refers && type === 'uuid' ? register.nouns[refers] : undefined
      if (!refers || !target || target.mask === 'self' || !titled(target)) continue
      const ids = wanted.get(refers) ?? new Set()
      for (const row of rows) if (row[column]) ids.add(String(row[column]))
      wanted.set(refers, ids)
    }
  }
  const found = new Map<string, string>()
  for (const [noun, ids] of wanted) {
    if (ids.size === 0) continue
    const { title } = register.nouns[noun]!
    const { rows } = await sql<{ id: string; name: string | null }>`
      select id, concat_ws(' ', ${sql.join(title.map((column) => sql.ref(column)))}) as name
      from ${sql.table(`rights.${noun}`)} where id = any(${[...ids]}::uuid[])`.execute(house.under('rights'))
    for (const { id, name } of rows) if (name) found.set(`${noun}.${id}`, name.slice(0, 120))
  }
  return found
}

const titled = ({ title, fields, schema }: Register['nouns'][string]): boolean =>
  schema === 'data' &&
  Boolean(fields.id) &&
  title.every((column) => fields[column]?.purposes.rights && fields[column]!.type === 'text')

async function usersIn(house: House, held: ReadonlyMap<string, readonly Row[]>) {
  const ids = new Set<string>()
  for (const rows of held.values())
    for (const row of rows)
      for (const value of Object.values(row)) if (typeof value === 'string' && UUID.test(value)) ids.add(value)
  const { rows } = await house.auth.query<{ id: string; name: string; team: string | null }>(
    `select u.id, u.name, case when count(m.id) >= $2 then u.team end as team
     from auth.users u left join auth.users m on m.team = u.team and m.left_at is null
     where u.id = any($1::uuid[]) group by u.id, u.name, u.team`,
    [[...ids], TEAM],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
