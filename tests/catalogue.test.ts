import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { effective, readAdditions } from '#kernel/additions.ts'
import { applyAddition } from '#kernel/apply.ts'
import { columnsOf, compile, holds, writableOf } from '#kernel/compile.ts'
import { doors } from '#kernel/doors.ts'
import { sqlTypes } from '#kernel/extend.ts'
import type { Noun } from '#kernel/vocabulary.ts'
import { base, purposeIds, type Register } from '#register/index.ts'
import type { matrix } from '#register/matrix.ts'
import { type Bed, openBed } from './bed.ts'

// The catalogue of the database against the register, both ways. What is not declared is not held.

let bed: Bed
let owner: pg.Client
before(async () => {
  bed = await openBed()
  owner = await bed.owner()
})
after(() => bed.close())

/** Tables without a fact about anyone: proofs over entries, what was built, decided and published. */
const WORKINGS = [
  'ledger.seals',
  'register.balancing_tests',
  'register.product_groups',
  'register.duties',
  'register.duty_proposals',
  'register.title_duties',
  'register.forms',
  'register.announcements',
  'register.exemptions',
  'register.informing_runs',
  'register.informing_rest',
  'register.approvals',
  'register.settings',
  'register.counters',
  'register.receipts',
  'register.reviews',
  'ledger.unsealed',
  'ledger.leaves',
  'ledger.checkpoints',
  'ledger.sequencer',
  'register.migrations',
  'register.additions',
  'register.built',
  'register.notices',
  'register.checks',
  'register.objects',
  'register.runs',
  'register.replies',
  'register.traces',
  'register.clocks',
  // which nouns hold a row about whom: written and gone with those rows, so that a mask is spread to no others
  'register.held',
  'register.audits',
]

/** Everything that stands in the tables and not in the register, or the other way round. */
async function differences(client: pg.Client, register: Register): Promise<string[]> {
  const { rows } = await client.query<{
    noun: string
    column: string
    type: string
    required: boolean
    generated: boolean
  }>(
    `select n.nspname || '.' || c.relname as noun, a.attname as column, format_type(a.atttypid, null) as type,
            a.attnotnull as required, a.attgenerated <> '' as generated
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('data', 'auth', 'ledger', 'register') and c.relkind in ('r', 'p', 'm', 'f') and not c.relispartition
       and n.nspname || '.' || c.relname <> all ($1) and a.attnum > 0 and not a.attisdropped
     order by 1, a.attnum`,
    [WORKINGS],
  )
  const found: string[] = []
  const nouns = new Map<string, Noun>()
  for (const [name, noun] of Object.entries(register.nouns)) {
    nouns.set(`${noun.schema}.${name}`, noun)
  }
  for (const { noun, column, type, required, generated } of rows) {
    // The mask is no fact about anyone: it follows from the grounds, and is what the views are made with.
    if (noun.startsWith('data.') && column === 'permitted') continue
    const field = nouns.get(noun)?.fields[column]
    if (!field) found.push(`${noun}.${column} is held but not declared`)
    else {
      const wanted = { bigint: /^(bigint|integer)$/, timestamptz: /^timestamp with time zone$/ }[sqlTypes[field.type]]
      // Outside the data the register has no word for bytes and lists; nothing there is ever in a form.
      const hidden = !noun.startsWith('data.') && /bytea|\[\]$/.test(type)
      if (!hidden && !(wanted ? wanted.test(type) : type === sqlTypes[field.type]))
        found.push(`${noun}.${column} is ${type}, declared ${field.type}`)
      if (noun.startsWith('data.') && required !== (field.required ?? false))
        found.push(`${noun}.${column} ${required ? 'needs a value' : 'may be empty'}, declared otherwise`)
      if (generated !== (field.generated !== undefined))
        found.push(`${noun}.${column} is generated in one of the two only`)
    }
  }
  const held = new Set(rows.map(({ noun, column }) => `${noun}.${column}`))
  for (const [name, noun] of nouns) {
    for (const column of Object.keys(noun.fields ?? {}))
      if (!held.has(`${name}.${column}`)) found.push(`${name}.${column} is declared but not held`)
  }
  return found
}

describe('the catalogue test itself', () => {
  const withChange = async (change: string, expected: RegExp) => {
    await owner.query('begin')
    try {
      await owner.query(change)
      const found = await differences(owner, base)
      assert.equal(found.length, 1, found.join('\n'))
      assert.match(found[0]!, expected)
    } finally {
      await owner.query('rollback')
    }
  }
  test('an undeclared column is found', () =>
    withChange('alter table data.people add column shoe_size int', /people\.shoe_size is held but not declared/))
  test('an undeclared table is found', () =>
    withChange('create table data.gossip (body text)', /gossip\.body is held but not declared/))
  test('a materialised view is found', () =>
    withChange(
      'create materialized view data.copied as select given_name from data.people',
      /copied\.given_name is held/,
    ))
  test('an undeclared column of our own users is found', () =>
    withChange('alter table auth.users add column mood text', /users\.mood is held/))
  test('a declared field that is gone is found', () =>
    withChange('alter table data.phones drop column main cascade', /phones\.main is declared but not held/))
  test('another type is found', () =>
    withChange(
      'alter table data.people alter column informed_at type text cascade',
      /informed_at is text, declared timestamp/,
    ).catch(async () => {
      // a view stands on the column: PostgreSQL itself refuses, which is as good
      await assert.rejects(owner.query('alter table data.people alter column informed_at type text'), { code: '0A000' })
    }))
})

test('every column is declared, and every declared field is a column of its type', async () => {
  assert.deepEqual(await differences(owner, effective(await readAdditions(owner))), [])
})

test('nothing else of ours holds rows: no table outside the known schemas, no materialised view, no foreign table', async () => {
  const { rows } = await owner.query(
    `select n.nspname || '.' || c.relname as name, c.relkind as kind from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'data', 'auth', 'ledger', 'register', 'jobs')
       and c.relkind in ('r', 'p', 'm', 'f')`,
  )
  assert.deepEqual(rows, [])
})

test('every field has a purpose or is read through doors only; retention, category and purposes exist', () => {
  const faults: string[] = []
  for (const [name, noun] of Object.entries(base.nouns)) {
    if (noun.person && !noun.fields[noun.person])
      faults.push(`${name} reaches its person by ${noun.person}, which is no field`)
    if (noun.partOf && !noun.fields[noun.partOf.column])
      faults.push(`${name} is part of ${noun.partOf.noun} by an unknown column`)
    if (noun.rows && !noun.fields[noun.rows.column]) faults.push(`${name} keeps rows apart by an unknown column`)
    for (const title of noun.title)
      if (!noun.fields[title]) faults.push(`${name} is called by ${title}, which is no field`)
    for (const [column, field] of Object.entries(noun.fields)) {
      const at = `${name}.${column}`
      const { group } = field as unknown as { group: keyof typeof matrix }
      if (Object.keys(field.purposes).length === 0 && group !== 'doors_only') faults.push(`${at} has no purpose`)
      for (const purpose of Object.keys(field.purposes))
        if (!(purpose in base.purposes)) faults.push(`${at} is for ${purpose}, which is no purpose`)
      if (!(field.retention in base.retention)) faults.push(`${at} is kept by ${field.retention}, which is no rule`)
      if (!(field.category in base.categories)) faults.push(`${at} belongs to ${field.category}, which is no category`)
      if (field.refers && !(field.refers in base.nouns)) faults.push(`${at} names a ${field.refers}, which is no noun`)
      for (const language of ['fi', 'sv', 'en'] as const)
        if (!field.label[language]) faults.push(`${at} has no name in ${language}`)
      if ((field.type === 'choice' || field.type === 'choices') && Object.keys(field.options ?? {}).length === 0)
        faults.push(`${at} has nothing to choose from`)
    }
    const open = noun.open ?? []
    for (const purpose of open)
      if (writableOf(noun, purpose).length === 0)
        faults.push(`${name} is open to ${purpose}, which may write nothing of it`)
  }
  assert.deepEqual(faults, [])
})

test('bits are one each, stable, and below the sign of a bigint', () => {
  const bits = Object.values(base.purposes).map(({ bit }) => bit)
  assert.equal(new Set(bits).size, bits.length)
  assert.ok(bits.every((bit) => Number.isInteger(bit) && bit >= 0 && bit < 62))
  // Frozen: stored masks mean these.
  assert.deepEqual(
    purposeIds.map((id) => `${id} ${base.purposes[id]!.bit}`),
    [
      'contract 0',
      'delivery 1',
      'relationship 2',
      'sales 3',
      'prospecting 4',
      'marketing 5',
      'partner_offers 6',
      'targeting 7',
      'support 8',
      'incidents 9',
      'development 10',
      'suppliers 11',
      'staff 12',
      'rights 13',
      'security 14',
      'statutory 15',
      'claims 16',
    ],
  )
})

test('what a purpose can select, update, insert and delete is what the register says, column by column', async () => {
  const register = effective(await readAdditions(owner))
  const { rows } = await owner.query<{
    schema: string
    view: string
    column: string
    login: string
    s: boolean
    u: boolean
    i: boolean
    d: boolean
  }>(
    `select n.nspname as schema, c.relname as view, a.attname as column, l.rolname as login,
            has_column_privilege(l.oid, c.oid, a.attnum, 'select') as s, has_column_privilege(l.oid, c.oid, a.attnum, 'update') as u,
            has_column_privilege(l.oid, c.oid, a.attnum, 'insert') as i, has_table_privilege(l.oid, c.oid, 'delete') as d
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     cross join pg_roles l
     where l.rolname like 'purpose\\_%' and c.relkind in ('r', 'p', 'v', 'm', 'f')
       and n.nspname !~ '^pg_' and n.nspname not in ('information_schema')`,
  )
  const actual = new Set<string>()
  for (const row of rows) {
    const at = `${row.login} ${row.schema}.${row.view}.${row.column}`
    if (row.s) actual.add(`${at} select`)
    if (row.u) actual.add(`${at} update`)
    if (row.i) actual.add(`${at} insert`)
    if (row.d) actual.add(`${row.login} ${row.schema}.${row.view} delete`)
  }
  const wanted = new Set<string>()
  for (const purpose of purposeIds) {
    for (const [name, noun] of Object.entries(register.nouns)) {
      if (noun.schema !== 'data') continue
      const at = `purpose_${purpose} ${purpose}.${name}`
      const open = noun.open?.includes(purpose) ?? false
      for (const column of columnsOf(noun, purpose)) wanted.add(`${at}.${column} select`)
      for (const column of writableOf(noun, purpose)) wanted.add(`${at}.${column} update`)
      if (!open) continue
      if (!noun.trash) wanted.add(`${at} delete`)
      for (const column of [...writableOf(noun, purpose), ...(noun.partOf ? [noun.partOf.column] : [])])
        wanted.add(`${at}.${column} insert`)
    }
  }
  assert.ok(wanted.size > 500)
  assert.deepEqual([...actual].filter((one) => !wanted.has(one)).sort(), [], 'held without being declared')
  assert.deepEqual([...wanted].filter((one) => !actual.has(one)).sort(), [], 'declared without being held')
})

test('functions with their owner’s rights are the doors and the triggers, each with its search path pinned', async () => {
  const { rows } = await owner.query<{
    schema: string
    name: string
    trigger: boolean
    definer: boolean
    pinned: boolean
    open: boolean
    callers: string[]
  }>(
    `select n.nspname as schema, p.proname as name, p.prorettype = 'trigger'::regtype as trigger, p.prosecdef as definer,
            coalesce(p.proconfig::text like '%search_path=pg_catalog%', false) as pinned,
            coalesce(has_function_privilege('public', p.oid, 'execute'), false) as open,
            array(select r.rolname::text from pg_roles r where r.rolcanlogin and not r.rolsuper and has_function_privilege(r.oid, p.oid, 'execute') order by 1) as callers
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('data', 'door', 'ledger', 'register', 'auth', 'public') or n.nspname = any ($1)`,
    [purposeIds],
  )
  const faults: string[] = []
  for (const { schema, name, trigger, definer, pinned, open, callers } of rows) {
    const at = `${schema}.${name}`
    if (definer && !pinned) faults.push(`${at}: search path not pinned`)
    if (definer && !trigger && !['door', 'data', 'ledger'].includes(schema))
      faults.push(`${at}: a door in an unknown place`)
    if (trigger && !definer) faults.push(`${at}: a trigger with the caller’s rights`)
    if (open && definer) faults.push(`${at}: anyone may call it`)
    if (open && schema !== 'data') faults.push(`${at}: open to all`)
    if (schema === 'door') {
      const door = doors[name]
      if (!door) {
        faults.push(`${at}: not on the list of doors`)
        continue
      }
      const to =
        door.to === 'jobs'
          ? ['jobs']
          : (door.to === 'every' ? purposeIds : door.to).map((purpose) => `purpose_${purpose}`)
      assert.deepEqual(callers, [...to].sort(), at)
    }
    if (schema === 'data' && definer && callers.length > 0) faults.push(`${at}: ${callers} may call it`)
  }
  assert.deepEqual(faults, [])
  assert.deepEqual(
    Object.keys(doors).filter((name) => !rows.some((row) => row.schema === 'door' && row.name === name)),
    [],
  )
  assert.ok(Object.keys(doors).length <= 30)
})

test('no unique constraint stands on what people tell us', async () => {
  const { rows } = await owner.query<{ noun: string; columns: string[] }>(
    `select c.relname as noun, array(select a.attname::text from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey)) as columns
     from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'data' and (i.indisunique or i.indisexclusion)`,
  )
  const spoken = rows.filter(({ noun, columns }) =>
    columns.some((column) => {
      const declared = base.nouns[noun] as Noun | undefined
      const field = declared?.fields[column]
      // Where nobody's rows stand, in a price list say, nobody can be hidden.
      if (declared?.mask === 'none' && !declared.person && field && !field.personal) return false
      return !field?.system || field.provenance !== 'system'
    }),
  )
  assert.deepEqual(spoken, [])
})

test('a custom field is a column of its own: declared, shown to its purposes alone, and last', async () => {
  const admin = await bed.owner()
  await admin.query('reset role')
  const { changed } = await applyAddition(
    admin,
    {
      kind: 'field',
      body: {
        noun: 'people',
        name: 'x_workshop_bay',
        type: 'text',
        label: { fi: 'Paikka', sv: 'Plats', en: 'Bay' },
        category: 'title',
        retention: 'contact',
        purposes: { relationship: 'write', support: 'read' },
      },
    },
    'test',
  )
  assert.deepEqual(changed.sort(), ['data.people corrected', 'relationship.people', 'rights.people', 'support.people'])
  const register = effective(await readAdditions(owner))
  assert.deepEqual(await differences(owner, register), [])
  assert.equal((await differences(owner, base)).length, 1)
  const sales = await bed.login('purpose_sales')
  await assert.rejects(sales.query('select x_workshop_bay from sales.people'), { code: '42703' })
  const relationship = await bed.login('purpose_relationship')
  const { fields } = await relationship.query('select * from relationship.people limit 0')
  assert.equal(fields.at(-1)!.name, 'x_workshop_bay')
  await relationship.query(`update relationship.people set x_workshop_bay = '7'`)
  const support = await bed.login('purpose_support')
  assert.ok((await support.query(`select from support.people where x_workshop_bay = '7'`)).rowCount! > 0)
  await assert.rejects(support.query(`update support.people set x_workshop_bay = '8'`), { code: '42501' })
  // What the database was built from is what the compiler would say again.
  const { rows } = await owner.query('select name, sql from register.built')
  const built = new Map(rows.map(({ name, sql }) => [name, sql]))
  assert.deepEqual(
    compile(register)
      .filter(({ name, sql }) => built.get(name) !== sql)
      .map(({ name }) => name),
    [],
  )
  assert.ok(holds(register.nouns.people!.fields.x_workshop_bay!, 'support'))
})
