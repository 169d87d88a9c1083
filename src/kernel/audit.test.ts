import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { base } from '#register/index.ts'
import { type Bed, openBed } from '../../tests/bed.ts'
import { auditJobs } from './audit.jobs.ts'
import { mendsOf } from './audit.mend.ts'
import { type Audit, audit, auditAndRecord, auditChecks, examine } from './audit.ts'
import { openHouse } from './database.ts'
import { receipted } from './jobs.ts'
import { OWNER } from './migrate.ts'

let bed: Bed
let client: pg.Client
before(async () => {
  bed = await openBed()
  client = new pg.Client({ connectionString: bed.superUrl })
  await client.connect()
  // What migrate() settles at every start; a clone does not inherit the rights on its database.
  const { database } = bed.connection
  await client.query(
    `revoke temporary, create on database "${database}" from public; grant create on database "${database}" to ${OWNER}`,
  )
})
after(async () => {
  await client.end()
  await bed.close()
})

/** The database as it is after `harm`, and again after what the findings say was run; then all is undone. */
async function auditAfter(
  harm: string,
  only?: string[],
): Promise<{ harmed: Audit; statements: string[]; mended: Audit }> {
  const look = async () => {
    await client.query(`set local role ${OWNER}`)
    const result = await examine(client, base, { owner: true, superuser: true, ...(only ? { only } : {}) })
    await client.query('reset role')
    return result
  }
  await client.query('begin')
  try {
    await client.query(harm)
    const harmed = await look()
    const statements = mendsOf(harmed.findings.filter((one) => one.severity === 'refuse'))
    for (const statement of statements) await client.query(statement)
    return { harmed, statements, mended: await look() }
  } finally {
    await client.query('rollback')
  }
}

const spy = (name: string) =>
  `create function ${name}() returns bigint language sql security definer set search_path = pg_catalog as $$ select count(*) from data.people $$`

const harms: [check: string, name: string, harm: string][] = [
  ['columns', 'a purpose reads a table', 'grant select on data.people to purpose_marketing'],
  ['columns', 'a purpose reads one column of a table', 'grant select (job_title) on data.people to purpose_marketing'],
  ['columns', 'a purpose reads the view of another', 'grant select on support.people to purpose_sales'],
  ['columns', 'a purpose writes a column it may only read', 'grant update (source) on sales.people to purpose_sales'],
  ['columns', 'everybody reads the passwords', 'grant select on auth.credentials to public'],
  ['columns', 'a purpose reads the logins’ verifiers', 'grant select on pg_authid to purpose_sales'],
  ['columns', 'a purpose loses what the register gives', 'revoke select on sales.people from purpose_sales'],
  ['columns', 'the ledger’s login may change entries', 'grant update on ledger.entries to ledger'],
  ['columns', 'the worker may rewrite a notice', 'grant update on register.notices to jobs'],
  ['schemas', 'a purpose enters the tables’ schema', 'grant usage on schema data to purpose_sales'],
  [
    'doors',
    'a purpose gets a door that is not its own',
    'grant execute on function door.merge(uuid, uuid[]) to purpose_marketing',
  ],
  ['doors', 'everybody gets large objects', 'grant execute on function lo_create(oid) to public'],
  ['doors', 'a purpose reads files', 'grant execute on function pg_read_file(text) to purpose_sales'],
  ['doors', 'a door is shut', 'revoke execute on function door.remove(uuid, boolean) from purpose_sales'],
  ['views', 'a view nobody declared', 'create view sales.everyone as select id from data.people'],
  ['views', 'a table in the schema of a purpose', 'create table sales.list (name text)'],
  ['views', 'a view shows a column more', 'create or replace view security.companies as select 1 as id'],
  ['views', 'rows may be written past the view', 'alter view sales.people reset (check_option)'],
  ['views', 'a view belongs to somebody else', 'alter view sales.people owner to current_user'],
  [
    'built',
    'another text stands in the record of what was built',
    "update register.built set sql = sql || ' ' where name = 'sales.people'",
  ],
  ['functions', 'a function with the owner’s rights', spy('data.spy')],
  ['functions', 'the same in a schema of its own', `create schema theirs; ${spy('theirs.spy')}`],
  [
    'functions',
    'a door that looks names up in the caller’s path',
    'alter function door.remove(uuid, boolean) reset search_path',
  ],
  [
    'functions',
    'another body in a door',
    'create or replace function data.meet(person uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$ begin end $$',
  ],
  ['functions', 'a function is gone', 'drop function door.hand_over(text, text)'],
  ['triggers', 'a trigger is gone', 'drop trigger _050_mask_is_derived on data.people'],
  ['triggers', 'a trigger is switched off', 'alter table data.grounds disable trigger _100_frozen'],
  ['triggers', 'a foreign key is switched off', 'alter table data.emails disable trigger all'],
  ['triggers', 'the ledger may be changed', 'drop trigger _100_append_only on ledger.entries'],
  [
    'triggers',
    'a trigger nobody declared',
    'create trigger _999_spy after insert on data.notes for each row execute function data.new_version()',
  ],
  ['no_copies', 'a materialised view', 'create materialized view public.copy as select id from data.people'],
  ['no_copies', 'a rule', 'create rule quiet as on delete to data.notes do instead nothing'],
  ['no_copies', 'a publication', 'create publication everything for all tables'],
  ['declared', 'a column nobody declared', 'alter table data.people add column hobby text'],
  ['declared', 'a column of our own users nobody declared', 'alter table auth.users add column salary int'],
  ['declared', 'a table nobody declared', 'create table data.gossip (line text)'],
  ['declared', 'a declared column is gone', 'alter table data.notes drop column body cascade'],
  ['declared', 'a column of another type', 'alter table data.suppressions alter column created_at type text'],
  ['no_unique', 'a unique address', 'create unique index one_each on data.emails (id, address)'],
  [
    'mask_unindexed',
    'an index by the mask',
    'create index by_mask on data.people (family_name) where permitted & 4 <> 0',
  ],
  [
    'masks',
    'a mask written by hand',
    'alter table data.people disable trigger user; update data.people set permitted = permitted | 32 where permitted & 32 = 0; alter table data.people enable trigger user',
  ],
  ['masks', 'a copy written by hand', 'update data.emails set permitted = 0 where permitted <> 0'],
  ['logins_humble', 'a login is superuser', 'alter role purpose_sales superuser'],
  ['logins_humble', 'a login makes roles', 'alter role jobs createrole'],
  ['logins_humble', 'the owner can sign in', `alter role ${OWNER} login`],
  ['logins_alone', 'a login reads everything', 'grant pg_read_all_data to purpose_sales'],
  ['logins_alone', 'a login may become another', 'grant purpose_support to purpose_sales'],
  ['own_nothing', 'a login owns a table', 'alter table data.pairs owner to purpose_sales'],
  ['no_making', 'a login makes objects', 'grant create on schema sales to purpose_sales'],
  ['one_database', 'a login enters another database', 'grant connect on database postgres to purpose_sales'],
  ['settings', 'a login’s path leads elsewhere', 'alter role purpose_sales set search_path = support'],
  ['settings', 'a login’s limit is gone', 'alter role purpose_sales reset statement_timeout'],
  ['server_log', 'errors write whole rows into the log', "set local log_error_verbosity = 'default'"],
]

let mendable = 0
for (const [check, name, harm] of harms) {
  test(`${check}: ${name}`, async () => {
    const { harmed, statements, mended } = await auditAfter(harm, [check])
    const found = harmed.findings.filter((one) => one.severity === 'refuse')
    assert.ok(found.length > 0, 'not found')
    assert.equal(harmed.checks[0]?.passed, false)
    for (const one of found) assert.ok(one.next.length > 10, `no advice with: ${one.what}`)
    // What is made anew at the next start is mended by that start.
    if (statements.length === 0 || statements.some((one) => one.includes('register.built'))) return
    assert.deepEqual(
      mended.findings.filter((one) => one.severity === 'refuse'),
      [],
    )
    mendable++
  })
}

test('where a finding names a statement, the statement mends it', () => assert.ok(mendable >= 30, `only ${mendable}`))

test('a view that selects more rows, under the same columns', async () => {
  const { rows } = await client.query("select pg_get_viewdef('marketing.people'::regclass) as text")
  const open = rows[0].text.replace(/WHERE[\s\S]*;/, 'WHERE true;')
  const {
    harmed: { findings },
  } = await auditAfter(`create or replace view marketing.people as ${open.replace(';', '')} with local check option`)
  assert.deepEqual(
    new Set(findings.filter((one) => one.severity === 'refuse').map((one) => one.check)),
    new Set(['view_texts']),
  )
})

test('what is not ours to mend is broken, not a refusal to serve', async () => {
  await client.query('begin')
  await client.query("set local log_min_error_statement = 'error'")
  await client.query(`set local role ${OWNER}`)
  const { findings } = await examine(client, base, { owner: true, superuser: false })
  await client.query('rollback')
  assert.deepEqual(
    findings.filter((one) => one.check === 'server_log').map((one) => one.severity),
    ['broken'],
  )
})

test('an untouched database passes, and the result is on record', async () => {
  const { findings } = await auditAndRecord(client, base)
  assert.deepEqual(
    findings.filter((one) => one.severity === 'refuse'),
    [],
  )
  const { rows } = await client.query('select * from register.audits order by number desc limit 1')
  assert.equal(rows[0].checks.length, auditChecks.length)
  assert.match(rows[0].views, /^[0-9a-f]{64}$/)
  await assert.rejects(client.query("update register.audits set findings = '[]'"), { code: 'SEL01' })
})

test('an audit leaves nothing behind', async () => {
  const count = async () => (await client.query('select count(*)::int as n from pg_class')).rows[0].n
  const before = await count()
  await audit(client, base)
  assert.equal(await count(), before)
})

test('what is opened while we serve shows within the hour, with the worker’s own login', async (t) => {
  t.mock.method(console, 'error', () => {})
  const house = openHouse(bed.connection)
  try {
    await receipted(house, auditJobs[0]!)
    await client.query('grant select on data.people to purpose_sales')
    await assert.rejects(receipted(house, auditJobs[0]!), { code: 'FENCE_OPEN_1' })
  } finally {
    await client.query('revoke select on data.people from purpose_sales')
    await house.close()
  }
  const { rows } = await client.query('select well, outcome from register.runs order by number desc limit 2')
  assert.deepEqual(rows[0], { well: false, outcome: { error: 'FENCE_OPEN_1' } })
  assert.equal(rows[1].well, true)
})
