import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { type Bed, openBed } from '../../tests/bed.ts'
import { effective, readAdditions } from './additions.ts'
import { applyAddition } from './apply.ts'
import { type Audit, auditAndRecord, auditChange, auditChecks } from './audit.ts'
import { viewsHash } from './audit.views.ts'
import type { Addition } from './extend.ts'
import { OWNER } from './migrate.ts'

let bed: Bed
let client: pg.Client
before(async () => {
  bed = await openBed()
  client = await connected()
  await client.query(`grant create on database "${bed.connection.database}" to ${OWNER}`)
  await auditAndRecord(client, effective(await readAdditions(client)))
})
after(async () => {
  await client.end()
  await bed.close()
})

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: bed.superUrl })
  await client.connect()
  return client
}

const field = (name: `x_${string}`): Addition => ({
  kind: 'field',
  body: {
    noun: 'people',
    name,
    type: 'text',
    label: { fi: name, sv: name, en: name },
    category: 'name',
    retention: 'contact',
    purposes: { relationship: 'write', sales: 'read' },
  },
})

/** A change as the child makes it, with `harm` done between the building and the looking. */
async function changed(name: `x_${string}`, harm?: string): Promise<Audit> {
  const before = await viewsHash(client)
  const { register, changed } = await applyAddition(client, field(name), 'test')
  if (harm) await client.query(harm)
  return auditChange(client, register, { before, changed })
}

const open = ({ findings }: Audit) => findings.filter((one) => one.severity === 'refuse').map((one) => one.check)

/** The view under its own columns, with all rows. */
async function opened(view: string): Promise<{ harm: string; mend: string }> {
  const { rows } = await client.query('select pg_get_viewdef($1::regclass) as text', [view])
  const make = (text: string) => `create or replace view ${view} as ${text.replace(';', '')} with local check option`
  return { harm: make(rows[0].text.replace(/WHERE[\s\S]*;/, 'WHERE true;')), mend: make(rows[0].text) }
}

test('a new column has its limit from the first value on, and is added without a look at the rows', async () => {
  const options = { a: { fi: 'a', sv: 'a', en: 'a' } }
  const limits = [
    { name: 'x_short', type: 'text', wrong: 'x'.repeat(2001), right: 'x'.repeat(2000) },
    { name: 'x_long', type: 'longtext', wrong: 'x'.repeat(20_001), right: 'x'.repeat(20_000) },
    { name: 'x_one', type: 'choice', options, wrong: 'b', right: 'a' },
    { name: 'x_many', type: 'choices', options, wrong: ['a', 'b'], right: ['a'] },
  ] as const
  for (const { name, wrong, right, ...rest } of limits) {
    const { kind, body } = field(name) as Addition & { kind: 'field' }
    await applyAddition(client, { kind, body: { ...body, ...rest } }, 'test')
    const put = (value: unknown) =>
      client.query(`update data.people set ${name} = $1 where id = (select id from data.people limit 1)`, [value])
    await assert.rejects(put(wrong), { code: '23514' }, name)
    await put(right)
  }
  // A check that is validated was held against every row, all of them locked meanwhile.
  const { rows } = await client.query(
    `select convalidated from pg_constraint where conrelid = 'data.people'::regclass and conname like 'people_x_%_check'`,
  )
  assert.deepEqual(
    rows.map((row) => row.convalidated),
    [false, false, false, false],
  )
})

test('a view that the change made anew and somebody opened is found', async () => {
  // Made anew without the grounds' condition: the columns are right, the rows are not.
  const { rows } = await client.query(`select pg_get_viewdef('sales.people'::regclass) as text`)
  const text = rows[0].text.replace(/WHERE[\s\S]*;/, 'WHERE true')
  const harm = `create or replace view sales.people as ${text.replace(/\n\s+FROM/, ',\n x_opened\n FROM')} with local check option`
  assert.deepEqual(open(await changed('x_opened', harm)), ['view_texts'])
})

test('what was found open is found again, also by a change that has nothing to do with it', async () => {
  assert.deepEqual(new Set(open(await changed('x_again'))), new Set())
  const { harm, mend } = await opened('marketing.people')
  await client.query(harm)
  assert.deepEqual(open(await changed('x_beside')), ['view_texts'])
  assert.deepEqual(open(await changed('x_and_again')), ['view_texts'])
  await client.query(mend)
  assert.deepEqual(open(await changed('x_mended')), [])
})

test('the record names every check, and the masks as they were last found', async () => {
  await client.query(
    `insert into register.audits (findings, checks, views, milliseconds)
     select '[{"check": "masks", "severity": "refuse", "what": "stale", "next": "mend"}]', checks, views, 1
     from register.audits order by number desc limit 1`,
  )
  assert.deepEqual(open(await changed('x_recorded')), ['masks'])
  const { rows } = await client.query('select checks, views from register.audits order by number desc limit 1')
  assert.equal(rows[0].views, await viewsHash(client))
  assert.deepEqual(
    new Set(rows[0].checks.map((one: { id: string }) => one.id)),
    new Set(auditChecks.map((one) => one.id)),
  )
})

test('two changes at once: both are in the views', async () => {
  const others = await Promise.all([connected(), connected()])
  await client.query('select pg_advisory_unlock_all()')
  await Promise.all(
    others.map(async (other, i) => {
      await applyAddition(other, field(`x_at_once_${i}`), 'test')
      await other.end()
    }),
  )
  const { rows } = await client.query(
    `select attname::text as name from pg_attribute where attrelid = 'relationship.people'::regclass and attname like 'x_at_once%' order by 1`,
  )
  assert.deepEqual(
    rows.map((row) => row.name),
    ['x_at_once_0', 'x_at_once_1'],
  )
})
