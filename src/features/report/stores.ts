import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { House } from '#kernel/database.ts'
import { recipientsWith } from '#kernel/recipients.ts'
import type { Language, Noun } from '#kernel/vocabulary.ts'
import { momentIn, type Row } from './decode.ts'
import type { Held } from './held.ts'
import { storeWords } from './report.text.ts'

/** A place that was searched: `count` of what was found; null: it has not answered. */
export type Store = { id: string; label: string; count: number | null; at: string | null; words: string | null }

/** Who has got the data from us, by name. C-154/21. */
export type Receiver = { name: string; role: string; country: string | null; how: string; last: string | null }

/** Facts of an account of ours with the person's address: a colleague or a former one. */
export type Account = {
  noun: string
  label: string
  facts: { field: string; label: string; value: string }[]
}

export async function receiversOf(house: House, person: string, language: Language): Promise<Receiver[]> {
  const { ledger, auth } = house
  const words = storeWords[language]
  const regular = await recipientsWith(house, house.register, person)
  const { rows: keys } = await auth.query<{ id: string; recipient: string }>(
    'select id::text, recipient from auth.keys',
  )
  const { rows } = await ledger.query<{ actor: string; last: string }>(
    `select actor, max(at) as last from ledger.entries
     where ids @> array[$1::uuid] and outcome = 'done' and actor = any ($2) group by 1 order by 2 desc`,
    [person, keys.map(({ id }) => id)],
  )
  const named = new Map(keys.map(({ id, recipient }) => [id, recipient]))
  const { rows: taken } = await ledger.query<{ last: string; times: number }>(
    `select max(at) as last, count(*)::int as times from ledger.entries
     where ids @> array[$1::uuid] and outcome = 'done' and action like '%.export'`,
    [person],
  )
  const out = taken[0]!
  return [
    ...regular.map(([, { name, role, country, wording }]) => ({
      name,
      role: words.roles[role],
      country,
      how: wording[language],
      last: null,
    })),
    ...rows.map(({ actor, last }) => ({
      name: named.get(actor)!,
      role: words.roles.controller,
      country: null,
      how: words.byKey,
      last,
    })),
    ...(out.times > 0
      ? [{ name: words.ourselves, role: words.inside, country: null, how: words.taken(out.times), last: out.last }]
      : []),
  ]
}

/**
 * Tables in which one of ours may be the person, by their address; and those who failed to sign in with it, of whom a
 * keyed hash of the address is kept. Secrets are no data of anybody.
 */
export async function accountsOf(
  { auth, register, connection }: House,
  addresses: readonly string[],
  language: Language,
): Promise<Account[]> {
  const small = [...new Set(addresses.map((address) => address.trim().toLowerCase()))]
  if (small.length === 0) return []
  const { rows: users } = await auth.query<{ id: string }>(
    'select id::text from auth.users where lower(email) = any ($1)',
    [small],
  )
  const ids = users.map(({ id }) => id)
  const accounts: Account[] = []
  for (const [name, noun] of Object.entries(register.nouns)) {
    if (noun.schema !== 'auth') continue
    const [where, values] = foundIn(name, noun, ids, (about) =>
      small.map((one) => createHmac('sha256', connection.key).update(`${about} ${one}`).digest()),
    )
    if (!where) continue
    const { rows } = await auth.query<Row>(`select * from auth.${name} where ${where} limit 1000`, [values])
    for (const row of rows) {
      const facts = factsIn(noun, row, language)
      if (facts.length > 0) accounts.push({ noun: name, label: noun.label[language], facts })
    }
  }
  return accounts
}

/** How the rows of one of ours are found: theirs, a part of theirs, by whom they were made, or by what stands for an address. */
function foundIn(
  name: string,
  { fields, partOf }: Noun,
  users: readonly string[],
  hashes: (about: string) => Buffer[],
): [where: string | null, values: unknown[]] {
  if (partOf) return [`${partOf.column} = any ($1::uuid[])`, [...users]]
  if ('email' in fields) return ['id = any ($1::uuid[])', [...users]]
  const makers = Object.keys(fields).filter((column) => fields[column]!.personal && column.endsWith('_by'))
  if (makers.length > 0) return [makers.map((column) => `${column} = any ($1::text[])`).join(' or '), [...users]]
  const lock = Object.keys(fields).find((column) => fields[column]!.sensitive)
  return lock ? [`${lock} = any ($1::bytea[])`, hashes(name)] : [null, []]
}

const factsIn = (noun: Noun, row: Row, language: Language): Account['facts'] =>
  Object.entries(noun.fields).flatMap(([field, { label, sensitive, personal, options, type }]) => {
    const value = row[field]
    if (sensitive || !personal || value === null || value === undefined || value === '') return []
    const words =
      options?.[String(value)]?.[language] ?? (type === 'timestamp' ? momentIn(language, String(value)) : String(value))
    return [{ field, label: label[language], value: words }]
  })

/** Jobs that wait and name the person. None of ours carries anybody: said because it was looked at. */
export async function queuedOf({ jobs }: House, person: string): Promise<number> {
  const { rows } = await jobs.query<{ n: number }>(
    `select count(*)::int as n from jobs._private_jobs where payload::text like $1`,
    [`%${person}%`],
  )
  return rows[0]!.n
}

/** Files, of anybody, whose words no search has been able to read. */
export async function unreadOf(db: Kysely<any>): Promise<number> {
  const row = await db
    .selectFrom('findings')
    .where('kind', '=', 'unread')
    .where('state', 'in', ['open', 'harmless'])
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

export type Answered = { store: string; found: number; at: string; words: string | null }

/**
 * Everywhere the person may be, whether it was searched, and what came of it. What others keep for us is searched by
 * them: their answers are recorded, and one that has not answered is not left out in silence.
 */
export function storesOf(
  others: readonly { id: string; name: string }[],
  held: Held,
  beside: { files: number; uses: number; accounts: number; queued: number; unread: number },
  answers: readonly Answered[],
): Store[] {
  const words = storeWords[held.language]
  const own = (id: string, label: string, count: number): Store => ({ id, label, count, at: held.at, words: null })
  return [
    ...held.found.map(({ noun, label, count }) => own(`table:${noun}`, label, count)),
    own('contents', words.files, beside.files),
    own('ledger', words.ledger, beside.uses),
    own('accounts', words.accounts, beside.accounts),
    own('queue', words.queue, beside.queued),
    ...(beside.unread > 0
      ? [{ id: 'unread', label: words.unread, count: beside.unread, at: held.at, words: words.unreadWhy }]
      : []),
    { id: 'log', label: words.log, count: 0, at: held.at, words: words.logHas },
    { id: 'backups', label: words.backups, count: 0, at: held.at, words: words.backupsHave },
    ...others.map(({ id, name }) => {
      const said = answers.findLast(({ store }) => store === id)
      return { id, label: name, count: said?.found ?? null, at: said?.at ?? null, words: said?.words ?? null }
    }),
  ]
}

/** Who keeps the person's data for us elsewhere and can read it: processors, each of whom is asked. */
export async function othersOf(house: House, person: string): Promise<{ id: string; name: string }[]> {
  const found = await recipientsWith(house, house.register, person)
  return found.flatMap(([id, { name, role, enciphered }]) =>
    role === 'processor' && !enciphered ? [{ id: `processor:${id}`, name }] : [],
  )
}
