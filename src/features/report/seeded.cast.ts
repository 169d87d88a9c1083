import { createHmac } from 'node:crypto'
import pg from 'pg'
import { suppressionKey } from '#kernel/instance.ts'
import { tracesOf } from '#kernel/traces.ts'
import type { Noun } from '#kernel/vocabulary.ts'
import { base } from '#register/index.ts'
import type { Bed } from '../../../tests/bed.ts'
import { nounsHeld } from './rows.ts'

const idOf = (noun: string): string =>
  `0b000000-0000-7000-8000-${Object.keys(base.nouns).indexOf(noun).toString(16).padStart(12, '0')}`

/**
 * One row in every noun in which the person can be found, each field filled: made from the register and the catalogue
 * alone, so that a noun declared tomorrow is seeded the day it is declared. Keys and triggers are not asked.
 */
export async function seedEverywhere(bed: Bed, person: string): Promise<void> {
  const client = new pg.Client({ connectionString: bed.superUrl })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    for (const [noun, { mask }] of nounsHeld(base)) {
      if (mask === 'self') await fillSelf(client, noun, person)
      else await seed(client, noun, person)
    }
    // What is found by the hash of an address is found by one that is theirs.
    for (const { noun, column } of tracesOf(base).filter(({ how }) => how === 'hash'))
      await client.query(`update data.${noun} set ${column} = data.address_hash($1, $2) where ${column} like 'M %'`, [
        ADDRESS,
        suppressionKey(bed.connection.key),
      ])
  } finally {
    await client.end()
  }
}

/** One of ours with an address of the person: a row in every table of sign-in, each column filled. */
export async function seedAccount(bed: Bed, person: string): Promise<void> {
  const client = new pg.Client({ connectionString: bed.superUrl })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    for (const [noun, { schema, partOf }] of Object.entries<Noun>(base.nouns)) {
      if (schema !== 'auth') continue
      await letGo(client, `auth.${noun}`, 1)
      const values = await valuesOf(client, noun, person)
      for (const column of values.keys()) {
        if (column === partOf?.column || column.endsWith('_by')) values.set(column, idOf('users'))
        if (column === 'email') values.set(column, ADDRESS)
      }
      const lock = Object.keys(base.nouns[noun as 'failures']!.fields).find((one) => one === 'key')
      if (lock) values.set(lock, createHmac('sha256', bed.connection.key).update(`${noun} ${ADDRESS}`).digest())
      const columns = [...values.keys()]
      await client.query(
        `insert into auth.${noun} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')}) on conflict do nothing`,
        [...values.values()],
      )
    }
  } finally {
    await client.end()
  }
}

/** As the seed of addresses makes it. */
const ADDRESS = 'm.emails@example.org'

async function fillSelf(client: pg.Client, noun: string, person: string): Promise<void> {
  const values = await valuesOf(client, noun, person)
  const filled = [...values].filter(
    ([column]) => !['id', 'version', 'created_at', 'updated_at', 'permitted'].includes(column),
  )
  await client.query(
    `update data.${noun} set ${filled.map(([column], i) => `${column} = coalesce(${column}, $${i + 2})`).join(', ')} where id = $1`,
    [person, ...filled.map(([, value]) => value)],
  )
}

async function seed(client: pg.Client, noun: string, person: string): Promise<void> {
  await letGo(client, `data.${noun}`)
  const values = await valuesOf(client, noun, person)
  const columns = [...values.keys()]
  await client.query(
    `insert into data.${noun} (${columns.join(', ')}) overriding system value values (${columns.map((_, i) => `$${i + 1}`).join(', ')})
     on conflict do nothing`,
    [...values.values()],
  )
}

/** What columns must be to one another is let go of: the copy of the database is the test's own. */
async function letGo(client: pg.Client, table: string, least = 2): Promise<void> {
  const { rows } = await client.query<{ conname: string }>(
    `select conname from pg_constraint where conrelid = $1::regclass and contype = 'c' and array_length(conkey, 1) >= $2`,
    [table, least],
  )
  for (const { conname } of rows) await client.query(`alter table ${table} drop constraint ${conname}`)
}

async function valuesOf(client: pg.Client, noun: string, person: string): Promise<Map<string, unknown>> {
  const { rows } = await client.query<{ name: string; type: string; checks: string | null }>(
    `select a.attname as name, format_type(a.atttypid, null) as type,
       (select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
        where k.conrelid = a.attrelid and k.contype = 'c' and a.attnum = any (k.conkey)) as checks
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`,
    [`${base.nouns[noun as 'notes']!.schema}.${noun}`],
  )
  const declared = base.nouns[noun as keyof typeof base.nouns]!
  const values = new Map<string, unknown>()
  for (const { name, type, checks } of rows) {
    const field = declared.fields[name]
    const repeated = Object.values(declared.fields).flatMap(({ refers }) =>
      refers && refers !== 'people'
        ? Object.keys(base.nouns[refers as 'cases']?.fields[name as 'topic']?.options ?? {})
        : [],
    )
    const code =
      repeated[0] && !field?.options
        ? repeated[0]
        : field?.options
          ? Object.keys(field.options)[0]
          : /ARRAY\['([^']+)'::text/.exec(checks ?? '')?.[1]
    values.set(name, name === 'id' ? idOf(noun) : valueFor(name, type, field, code, person, noun))
  }
  return values
}

/** Whether a noun that says of nobody whose it is tells it by this column: of the person, or of one of our users. */
function bareOf(noun: string, name: string, type: string): 'person' | 'user' | null {
  const traces = tracesOf(base).filter((one) => one.noun === noun && one.schema === 'data')
  const found = traces.find((one) => one.column === name && (one.edge || one.how === 'other'))
  if (!found || traces.some(({ edge, how }) => edge && how !== 'record')) return null
  if (found.how === 'record') return 'person'
  return type === 'uuid' ? 'person' : type === 'text' ? 'user' : null
}

function valueFor(
  name: string,
  type: string,
  field: any,
  code: string | undefined,
  person: string,
  noun: string,
): unknown {
  if (name === 'permitted') return -1
  const { partOf } = base.nouns[noun as 'notes'] as Noun
  const barely = bareOf(noun, name, type)
  if (barely === 'user') return idOf('users')
  if (barely) return type === 'jsonb' ? JSON.stringify([person]) : person
  if (name === partOf?.column && partOf.noun !== 'people') return idOf(partOf.noun)
  if (type === 'uuid') {
    if (name === base.nouns[noun as 'notes']?.person || field?.refers === 'people' || name === 'subject') return person
    return field?.refers ? idOf(field.refers) : idOf(noun)
  }
  if (field?.type === 'choices') return [code]
  if (code) return code
  if (type === 'boolean') return true
  if (type === 'bytea') return Buffer.from(`M ${noun} ${name}`)
  if (type === 'date') return '2026-01-05'
  if (type.startsWith('timestamp')) return '2026-01-05T08:00:00Z'
  if (type === 'jsonb') return JSON.stringify({ evidence: `M-${noun}-${name}` })
  // A number of its own, where rows are told apart by it.
  if (/^(bigint|integer|smallint|numeric)/.test(type))
    return name === 'purposes' ? 4 : name === 'number' ? 9_000_000 : 1
  if (field?.format === 'email') return `m.${noun.replace('_', '')}@example.org`
  if (field?.format === 'phone') return '+358401234567'
  if (name === 'purpose') return 'relationship'
  if (name === 'noun') return 'people'
  if (name === 'field') return 'job_title'
  if (name === 'of') return 'people.job_title'
  if (name === 'slot') return 'objection:marketing'
  if (name === 'code') return 'DM_OBJECTED'
  if (name === 'language') return 'fi'
  if (name === 'channel') return 'email'
  if (name === 'topic') return 'events'
  return `M ${noun} ${name}`.slice(0, field?.maxLength ?? 40)
}
