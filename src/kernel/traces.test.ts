import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { effective, readAdditions } from '#kernel/additions.ts'
import { applyAddition } from '#kernel/apply.ts'
import { type Trace, tracesOf, untraced } from '#kernel/traces.ts'
import { base, type Register } from '#register/index.ts'
import { type Bed, openBed } from '../../tests/bed.ts'

// Everywhere a person can be: computed from the register and from the catalogue of the database, and compared.

let bed: Bed
let owner: pg.Client
before(async () => {
  bed = await openBed()
  owner = await bed.owner()
})
after(() => bed.close())

/** Personal columns as the tables stand, and foreign keys to the person: each with what reaches it, or told. */
async function gaps(client: pg.Client, register: Register, traces: readonly Trace[]): Promise<string[]> {
  const found = untraced(register, traces)
  const { rows: columns } = await client.query(
    `select n.nspname as schema, c.relname as noun, a.attname as column
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'data' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and a.attname <> 'permitted'`,
  )
  for (const { noun, column } of columns) {
    const field = register.nouns[noun]?.fields[column]
    // What the register says of it is what decides; what it does not say counts as personal.
    if (field && !field.personal) continue
    if (!traces.some((one) => one.noun === noun && one.column === column)) found.push(`${noun}.${column}`)
  }
  const { rows: keys } = await client.query(
    `select c.conrelid::regclass::text as place, a.attname as column, c.confdeltype as falls
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = 'data.people'::regclass`,
  )
  for (const { place, column, falls } of keys) {
    const edges = traces.filter((one) => one.table === place && one.edge)
    const edge = edges.some((one) => one.column === column)
    // A row that falls with a person is a person's.
    const own = falls !== 'c' || edges.some(({ how }) => how === 'own')
    if (place.startsWith('data.') ? !edge || !own : falls !== 'c') found.push(`${place}.${column}`)
  }
  return [...new Set(found.map((one) => one.replace(/^data\./, '')))].sort()
}

describe('every personal column is in a trace', () => {
  test('one that is taken out is told by its name, whatever kind it is', async () => {
    const traces = tracesOf(base)
    const personal = traces.filter(({ noun, column }) => base.nouns[noun]!.fields[column]?.personal)
    assert.ok(personal.length > 200)
    const unseen: string[] = []
    for (const one of personal) {
      const left = traces.filter((each) => each !== one)
      if (untraced(base, left).length === 0) unseen.push(`${one.noun}.${one.column} ${one.how}`)
    }
    // A link between two kinds of rows may stand beside another; what it holds is reached by the other.
    assert.deepEqual(
      unseen.filter((one) => !/ (own|part|names|record)$/.test(one)),
      [],
    )
    const one = traces.filter((each) => !(each.noun === 'notes' && each.column === 'body'))
    assert.deepEqual(await gaps(owner, base, one), ['notes.body'])
    const key = traces.filter((each) => !(each.noun === 'quotes' && each.column === 'contact_id'))
    assert.deepEqual(await gaps(owner, base, key), ['quotes.contact_id'])
  })

  test('a noun that says no longer whose it is leaves gaps', async () => {
    const { person: _, linked: __, ...notes } = base.nouns.notes!
    const register = { ...base, nouns: { ...base.nouns, notes: { ...notes, mask: 'none' as const } } }
    const traces = tracesOf(register)
    assert.ok(!traces.some(({ noun, how }) => noun === 'notes' && how === 'own'))
    assert.ok((await gaps(owner, base, traces)).includes('notes.person_id'))
  })

  test('a table and a column made by hand are told', async () => {
    await owner.query('begin')
    try {
      await owner.query('create table data.gossip (id uuid, heard text, about uuid references data.people (id))')
      await owner.query('alter table data.people add column shoe_size int')
      assert.deepEqual(await gaps(owner, base, tracesOf(base)), [
        'gossip.about',
        'gossip.heard',
        'gossip.id',
        'people.shoe_size',
      ])
    } finally {
      await owner.query('rollback')
    }
  })

  test('100 %: none is left out', async () => {
    const register = effective(await readAdditions(owner))
    assert.deepEqual(await gaps(owner, register, tracesOf(register)), [])
  })
})

describe('what is whose', () => {
  const of = (noun: string) =>
    tracesOf(base)
      .filter((one) => one.noun === noun && one.edge)
      .map(({ how, column, of }) => `${how} ${column}${of ? ` ${of}` : ''}`)

  test('a person’s own, its parts, what a sole trader’s company has, what merely names them', () => {
    assert.deepEqual(of('people'), ['self id'])
    assert.deepEqual(of('emails'), ['own person_id'])
    assert.deepEqual(of('file_keys'), ['part file_id files'])
    assert.ok(of('files').includes('stored id'))
    assert.deepEqual(of('deals'), ['names contact_id', 'part company_id companies'])
    assert.deepEqual(of('request_steps'), ['blank request_id requests'])
    assert.deepEqual(of('follows'), ['record record_id'])
    assert.deepEqual(of('products'), [])
  })

  test('what stands on others comes after them', () => {
    const traces = tracesOf(base)
    const place = (noun: string) => traces.find((one) => one.noun === noun)!.place
    for (const one of traces) if (one.of) assert.ok(place(one.of) < one.place, `${one.noun} after ${one.of}`)
  })
})

test('the table the database iterates over says the same, and follows an addition at once', async () => {
  const held = async () =>
    (
      await owner.query(
        `select noun, schema, "column", how, edge, of, place from register.traces order by noun, "column", how, of nulls first`,
      )
    ).rows.map((row) => JSON.stringify(row))
  const said = (register: Register) =>
    tracesOf(register).map(({ noun, schema, column, how, edge, of, place }) =>
      JSON.stringify({ noun, schema, column, how, edge, of, place }),
    )
  assert.deepEqual((await held()).sort(), said(base).sort())
  const admin = await bed.owner()
  await admin.query('reset role')
  await applyAddition(
    admin,
    {
      kind: 'field',
      body: {
        noun: 'people',
        name: 'x_shoe',
        type: 'text',
        label: { fi: 'Kenkä', sv: 'Sko', en: 'Shoe' },
        category: 'title',
        retention: 'contact',
        purposes: { relationship: 'write' },
      },
    },
    'test',
  )
  const register = effective(await readAdditions(owner))
  assert.deepEqual((await held()).sort(), said(register).sort())
  assert.ok((await held()).some((row) => row.includes('x_shoe') && row.includes('"text"')))
  assert.deepEqual(await gaps(owner, register, tracesOf(register)), [])
})
