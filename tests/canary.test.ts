import assert from 'node:assert/strict'
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { effective, readAdditions } from '#kernel/additions.ts'
import { applyAddition } from '#kernel/apply.ts'
import { config } from '#kernel/config.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { openStore } from '#kernel/store.ts'
import { tracesOf } from '#kernel/traces.ts'
import type { Field, Noun } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { eraseNow, step } from '../src/features/erasure/erase.ts'
import { rewriteDue } from '../src/features/erasure/rewrite.ts'
import { type Bed, openBed } from './bed.ts'

// One person with a marker in every place that can hold a word, by the register: what is declared tomorrow is planted
// the day it is declared. Erased, and the tables rewritten, the marker is nowhere: not in the tables, and not in the
// files beneath them, the log of writes, the planner's memory, the file store, the spool, the queue and the logs.

const FAMILY = 'Xyzzqvirtanen'
const MARK = 'xyzzqv'

let bed: Bed
let owner: pg.Client
let admin: pg.Client
let house: House
let register: Register
let home: string
/** Columns the database fills by itself. */
let defaults: Set<string>
before(async () => {
  bed = await openBed()
  owner = await bed.owner()
  admin = new pg.Client({ connectionString: bed.superUrl })
  await admin.connect()
  await applyAddition(
    admin,
    {
      kind: 'field',
      body: {
        noun: 'people',
        name: 'x_harrastus',
        type: 'text',
        label: { fi: 'Harrastus', sv: 'Hobby', en: 'Hobby' },
        category: 'title',
        retention: 'contact',
        purposes: { relationship: 'write' },
      },
    },
    'test',
  )
  register = effective(await readAdditions(owner))
  home = mkdtempSync(join(tmpdir(), 'seloste-canary-'))
  Object.assign(config, { dataFolder: home })
  house = openHouse(bed.connection)
  await house.renew()
  const { rows } = await owner.query(
    `select c.relname || '.' || a.attname as at from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace = 'data'::regnamespace and a.atthasdef`,
  )
  defaults = new Set(rows.map(({ at }) => at))
})
after(async () => {
  await house.close()
  await admin.end()
  await bed.close()
  rmSync(home, { recursive: true, force: true })
})

const one = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows[0]

/** A value with the marker for a field, as far as its kind and its limits allow; undefined where it can hold none. */
function planted(name: string, column: string, field: Field): unknown {
  if (field.generated || field.withdrawn) return undefined
  // What the machine works with, and the bare identifiers of our own users, are nobody's words.
  if (!field.personal && (field.provenance !== 'provided' || field.category === 'system')) return undefined
  if (tracesOf(register).some((at) => at.noun === name && at.column === column && at.how === 'other')) return undefined
  if (field.format === 'email') return `eeva.${MARK}.${name}@poistuva.example`
  if (field.format === 'phone') return '+358501234567'
  if (field.type === 'text' || field.type === 'longtext') {
    if (
      field.options ||
      ['purpose', 'language', 'currency', 'of', 'noun', 'channel', 'slot', 'content', 'state', 'kind'].includes(column)
    )
      return undefined
    const words = `Eeva ${FAMILY} ${name}.${column} ${MARK}`
    return field.maxLength ? words.slice(0, Math.max(field.maxLength, MARK.length)) : words
  }
  if (field.type === 'json') return JSON.stringify({ words: `Eeva ${FAMILY} ${MARK}`, of: [`${name}.${column}`] })
  return undefined
}

/**
 * A row of this noun for the person, with the marker in every column that takes one. Columns whose constraints refuse
 * the marker are left as they come; what is required and has no default is filled with what its kind allows.
 */
async function plant(
  name: string,
  noun: Noun,
  person: string,
  more: Record<string, unknown>,
): Promise<{ id: string | null; marked: string[] }> {
  const values: Record<string, unknown> = { ...(noun.person ? { [noun.person]: person } : {}), ...more }
  const marked: string[] = []
  for (const [column, field] of Object.entries(noun.fields)) {
    if (column in values || column === 'id' || field.generated) continue
    const value = planted(name, column, field)
    if (value !== undefined) {
      values[column] = value
      marked.push(column)
    } else if (field.required && !field.default && !defaults.has(`${name}.${column}`))
      values[column] = filler(column, field)
  }
  for (;;) {
    const columns = Object.keys(values)
    try {
      await admin.query('savepoint plant')
      const { rows } = await admin.query(
        `insert into data.${name} (${columns.map((c) => `"${c}"`).join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')}) returning to_jsonb(${name})->>'id' as id`,
        Object.values(values),
      )
      await admin.query('release savepoint plant')
      return { id: rows[0].id, marked }
    } catch (error) {
      await admin.query('rollback to savepoint plant')
      const { code, constraint, message } = error as { code: string; constraint?: string; message: string }
      // A constraint of one column: that column takes no words of its own.
      const refused = marked.find((column) => constraint?.includes(column) || (code === '22001' && column in values))
      if (!refused) throw new Error(`${name}: ${message} (${constraint})`)
      marked.splice(marked.indexOf(refused), 1)
      const field = noun.fields[refused]!
      if (field.required) values[refused] = filler(refused, field)
      else delete values[refused]
    }
  }
}

/** What a rule of the table asks of a row that stands by itself; a noun without such rules needs no line here. */
const KNOWN: Record<string, Record<string, unknown>> = {
  requests: { state: 'closed' },
  services: { state: 'ended' },
  meetings: { starts_at: '2026-01-01T10:00:00Z', ends_at: '2026-01-01T11:00:00Z' },
  import_rows: { outcome: 'created' },
  subscriptions: { confirmed_at: '2026-01-01T10:00:00Z' },
}

function filler(column: string, field: Field): unknown {
  if (field.options) return field.type === 'choices' ? [Object.keys(field.options)[0]] : Object.keys(field.options)[0]
  const known: Record<string, unknown> = {
    effect: 'end',
    slot: 'canary',
    kind: 'note',
    content: 'service',
    channel: 'email',
    state: 'sent',
    outcome: 'bad',
    noun: 'notes',
    of: 'notes.body',
    language: 'fi',
    purpose: 'relationship',
    currency: 'EUR',
    business_id: '1234567-1',
  }
  if (column in known) return known[column]
  if (field.type === 'uuid') return '00000000-0000-4000-8000-000000000001'
  if (field.type === 'integer' || field.type === 'decimal') return 1
  if (field.type === 'date') return '2026-01-01'
  if (field.type === 'timestamp') return '2026-01-01T00:00:00Z'
  if (field.type === 'boolean') return false
  if (field.type === 'json') return '[]'
  return 'x'
}

/** The person in every noun that can hold one, and beside them: another’s note, the queue, a reply, a file, a mail, a spool. */
async function plantAll(): Promise<{ person: string; marked: number; nouns: string[] }> {
  // Without the rules of work: what they would refuse today may have come in yesterday.
  await admin.query('begin')
  await admin.query("set local session_replication_role = 'replica'")
  const self = Object.keys(register.nouns).find((name) => register.nouns[name]!.mask === 'self')!
  const { id } = await plant(self, register.nouns[self]!, '', {
    given_name: 'Eeva',
    family_name: FAMILY,
    owner_id: null,
  })
  const person = id!
  let marked = Object.keys(register.nouns[self]!.fields).filter((column) =>
    planted(self, column, register.nouns[self]!.fields[column]!),
  ).length
  const ids = new Map<string, string>([[self, person]])
  const edges = Map.groupBy(
    tracesOf(register).filter(({ edge, schema }) => edge && schema === 'data'),
    ({ noun }) => noun,
  )
  const order = [...edges.keys()].sort((a, b) => edges.get(a)![0]!.place - edges.get(b)![0]!.place)
  const nouns: string[] = [self]
  for (const name of order) {
    const noun = register.nouns[name]!
    const mine = edges.get(name)!
    if (name === self || !mine.some(({ how }) => ['own', 'part', 'blank', 'record'].includes(how))) continue
    const more: Record<string, unknown> = {}
    for (const { column, how, of } of mine) {
      const isList = noun.fields[column]!.type === 'json'
      if (how === 'record' || how === 'names') more[column] = isList ? JSON.stringify([person]) : person
      if (how === 'part' && (noun.partOf?.column === column || !noun.person)) more[column] = ids.get(of!) ?? null
      if (how === 'blank' && of) more[column] = ids.get(of)!
    }
    Object.assign(more, KNOWN[name])
    if (name === 'lines') delete more.quote_id
    if (name === 'merges')
      Object.assign(more, { id: '00000000-0000-4000-8000-00000000000f', noun: 'people', others: '[]', moved: '{}' })
    if (name === 'import_rows')
      more.import_id = (
        await plant('imports', register.nouns.imports!, '', {
          file_name: 'a.csv',
          purpose: 'relationship',
          state: 'done',
          plan: '{}',
          counts: '{}',
          actor: 'u',
        })
      ).id
    if (name === 'labellings')
      more.label_id = (await one(`insert into data.labels (name, noun) values ('Merkki', 'people') returning id`)).id
    if (name === 'delivery_lines') more.line_id = ids.get('lines')
    for (const [column, field] of Object.entries(noun.fields)) {
      // What merely names another record of ours is left open.
      if (field.refers && column !== noun.person && !(column in more) && !field.required) more[column] = null
    }
    const made = await plant(name, noun, person, more)
    if (made.id) ids.set(name, made.id)
    marked += made.marked.length
    nouns.push(name)
  }
  await admin.query('commit')
  await owner.query(
    `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'interest', 'interest', 'allow', data.mask_of_positions(array['customer']), 'test')`,
    [person],
  )
  // A part of the history: what a field said before.
  await owner.query(`update data.people set job_title = 'entinen ${MARK}' where id = $1`, [person])
  return { person, marked, nouns }
}

/** Every place where the marker stands, of those an erasure must reach; in tables with how many rows. */
async function inTables(): Promise<string[]> {
  const { rows } = await admin.query(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('information_schema') order by 1, 2`,
  )
  const found: string[] = []
  for (const { schema, name } of rows) {
    const { rows: hits } = await admin.query(
      `select count(*)::int as n from ${schema}."${name}" t where t::text ilike '%${MARK}%'`,
    )
    if (hits[0].n > 0) found.push(`${schema}.${name}: ${hits[0].n}`)
  }
  return found
}

/** Files with the marker below a folder; bytes, as they lie. */
async function inFiles(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    let rest = ''
    try {
      for await (const chunk of createReadStream(path)) {
        const text = rest + (chunk as Buffer).toString('latin1').toLowerCase()
        if (text.includes(MARK)) {
          found.push(path.slice(folder.length + 1))
          break
        }
        rest = text.slice(-20)
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return found
}

async function clusterFolder(): Promise<{ data: string; base: string }> {
  const { rows } = await admin.query(
    `select current_setting('data_directory') as data, (select oid from pg_database where datname = current_database()) as oid`,
  )
  return { data: rows[0].data, base: join(rows[0].data, 'base', String(rows[0].oid)) }
}

describe('a person with a marker in every place', () => {
  let person: string
  let erasure: string

  test('is planted: in the tables, the data files, the log of writes, the queue, the store, the spool', async () => {
    const made = await plantAll()
    person = made.person
    assert.ok(made.nouns.length > 35, made.nouns.join(' '))
    assert.ok(made.marked > 60, `${made.marked} columns`)
    await owner.query(
      `insert into data.emails (person_id, address, kind) values ($1, 'eeva@${MARK}.example', 'private')`,
      [person],
    )
    const other = await one(`select id from data.people where family_name is not null and id <> $1 limit 1`, [person])
    await owner.query(
      `insert into data.notes (person_id, body, purpose) values ($1, 'Tapasin Eeva ${FAMILY.replace('nen', 'sen')} kanssa', 'relationship')`,
      [other.id],
    )
    await admin.query(`select jobs.add_job('canary.none', json_build_object('person', $1::text))`, [person])
    await owner.query(`insert into register.replies (actor, key, request, record_id) values ('u', 'canary', 'r', $1)`, [
      person,
    ])
    const file = await one(`select id from data.files where person_id = $1`, [person])
    await openStore().put(
      file.id,
      (async function* () {
        yield Buffer.from('enciphered')
      })(),
      10,
    )
    mkdirSync(join(home, 'imports'), { recursive: true })
    writeFileSync(join(home, 'imports', 'upload-x'), `nimi;osoite\nEeva ${FAMILY};eeva@${MARK}.example\n`)
    await admin.query('analyze data.people')
    await admin.query('checkpoint')
    const { base, data } = await clusterFolder()
    const tables = await inTables()
    assert.ok(tables.length > 25, tables.join(', '))
    assert.ok((await inFiles(base)).length > 20)
    assert.ok((await inFiles(join(data, 'pg_wal'))).length > 0)
  })

  test('is found again where a handler is taken away, whatever kind of it; with all of them it is not', async () => {
    const last = ['emails', 'phones']
    const leftIn = async (noun: string, without: string | null): Promise<number> => {
      await owner.query('begin')
      try {
        if (without) await owner.query('delete from register.traces where noun = $1', [without])
        const ask = async (asked: object) =>
          (await one(`select door.erase($1, $2, '\\x01') as said`, [person, JSON.stringify(asked)])).said
        const { id } = await ask({ do: 'start', reason: 'request' })
        while ((await ask({ do: 'batch', id, most: 500, last })).left);
        await ask({ do: 'finish', id, last })
        const { n } = await one(
          `select count(*)::int as n from data.${noun} t where t::text ilike '%${MARK}%' or t::text like '%' || $1 || '%'`,
          [person],
        )
        return n
      } finally {
        await owner.query('rollback')
      }
    }
    // a company of their own, what stands on it, a record known by its id alone, evidence that is emptied
    for (const noun of ['companies', 'deals', 'follows', 'request_steps']) {
      assert.equal(await leftIn(noun, null), 0, noun)
      assert.ok((await leftIn(noun, noun)) > 0, `${noun} without its handler`)
    }
  })

  test('is erased: what others said of them waits for a human, and then nothing is left in any table', async () => {
    const erased = await eraseNow(house, person, 'request')
    erasure = erased.id
    const { rows: mentions } = await owner.query(
      `select id, noun, field from data.findings where kind = 'mention' and state = 'open'`,
    )
    assert.ok(mentions.some(({ noun, field }) => noun === 'notes' && field === 'body'))
    for (const { id } of mentions) await step(house, person, { do: 'settle', finding: id, state: 'destroyed' })
    const { state, found } = await one('select state, found from data.erasures where id = $1', [erasure])
    assert.deepEqual(found.traces, [])
    assert.equal(state, 'done')
    const tables = await inTables()
    assert.deepEqual(
      tables.filter((table) => !table.startsWith('pg_catalog.pg_statistic')),
      [],
    )
    assert.ok(tables.length > 0, 'the planner remembers values until the tables are rewritten')
  })

  test('and when the tables are rewritten, in no file: data, log of writes, planner, store, spool, logs', async () => {
    const { base, data } = await clusterFolder()
    assert.ok((await inFiles(base)).length > 0, 'before it is rewritten the bytes are there still')
    await house.close()
    house = openHouse(bed.connection)
    await house.renew()
    await owner.query('select pg_stat_force_next_flush()')
    await admin.query('select pg_stat_clear_snapshot()')
    const told = await rewriteDue(admin, Number.POSITIVE_INFINITY)
    assert.ok(told.tables > 20 && told.statistics, JSON.stringify(told))
    assert.equal(told.left, 0)
    assert.deepEqual(await inTables(), [])
    assert.deepEqual(await inFiles(base), [])
    assert.deepEqual(await inFiles(join(data, 'pg_wal')), [])
    assert.deepEqual(await inFiles(home), [])
    assert.deepEqual(
      (await inFiles(join(data, '..'))).filter(
        (path) => !path.startsWith('postgres/base') && !path.startsWith('postgres/pg_wal'),
      ),
      [],
    )
    assert.ok(statSync(base).isDirectory())
  })
})
