import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { columnsOf, holds } from '#kernel/compile.ts'
import { type Login, loginOf, openHouse, urlOf } from '#kernel/database.ts'
import { doors } from '#kernel/doors.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { newId } from '#kernel/ledger.ts'
import { LOGINS } from '#kernel/migrate.ts'
import { base, type PurposeId, purposeIds } from '#register/index.ts'
import { type Bed, openBed } from './bed.ts'

// What one of our logins can do with any SQL at all: the second fence (grants) and the third (rows), tried from inside.

let bed: Bed
let owner: pg.Client
const inside = new Map<Login, pg.Client>()
before(async () => {
  bed = await openBed()
  owner = await bed.owner()
  for (const login of LOGINS as Login[]) inside.set(login, await bed.login(login))
})
after(() => bed.close())

const as = (login: Login): pg.Client => inside.get(login)!
const under = (purpose: PurposeId): pg.Client => as(loginOf(purpose))
const purposeLogins = purposeIds.map(loginOf)

type Answer = { code: string; message: string; detail?: string; hint?: string; constraint?: string; rows?: unknown[] }

/** What comes back, the way an intruder would read it; whatever was done is undone. */
async function answer(client: pg.Client, text: string, values: unknown[] = []): Promise<Answer> {
  await client.query('begin')
  try {
    const { rows } = await client.query(text, values)
    return { code: 'done', message: '', rows }
  } catch (error) {
    const { code = '', message, detail, hint, constraint } = error as Answer & { code?: string }
    return { code, message, ...(detail && { detail }), ...(hint && { hint }), ...(constraint && { constraint }) }
  } finally {
    await client.query('rollback')
  }
}

async function refused(login: Login, text: string, codes: string[]): Promise<void> {
  const { code, message } = await answer(as(login), text)
  assert.ok(codes.includes(code), `${login} may: ${text} (${code} ${message})`)
}

const DENIED = ['42501']
/** Not there, not allowed, or not its own: never done. */
const SHUT = ['42501', '42P01', '3F000', '42883']

describe('each login is alone', () => {
  test('it opens with its own password and no other', async () => {
    const url = new URL(urlOf(bed.connection, 'purpose_sales'))
    const other = new URL(urlOf(bed.connection, 'purpose_support')).password
    for (const password of ['', other, 'postgres', 'purpose_sales']) {
      url.password = password
      const client = new pg.Client({ connectionString: url.href })
      await assert.rejects(client.connect())
      await client.end().catch(() => {})
    }
  })

  test('it is no superuser, member of nothing, owner of nothing', async () => {
    const { rows } = await owner.query(
      `select rolname from pg_roles r where rolname = any ($1) and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls
         or exists (select from pg_auth_members m where m.member = r.oid) or exists (select from pg_class c where c.relowner = r.oid)
         or exists (select from pg_proc p where p.proowner = r.oid) or exists (select from pg_namespace n where n.nspowner = r.oid))`,
      [LOGINS],
    )
    assert.deepEqual(rows, [])
  })

  test('it cannot become another', async () => {
    const others = [...LOGINS, 'seloste_owner', 'seloste_super', 'pg_read_all_data', 'pg_execute_server_program']
    for (const login of LOGINS as Login[]) {
      for (const other of others.filter((one) => one !== login)) {
        await refused(login, `set role ${other}`, DENIED)
        await refused(login, `set session authorization ${other}`, DENIED)
        await refused(login, `select set_config('role', '${other}', false)`, DENIED)
      }
      for (const statement of [
        'reset role',
        'reset session authorization',
        'set role none',
        'reset all',
        'discard all',
      ]) {
        await as(login).query(statement)
        const { rows } = await as(login).query('select current_user::text as c, session_user::text as s')
        assert.deepEqual(rows, [{ c: login, s: login }], statement)
      }
    }
  })

  test('it cannot make anything: temporary or lasting, table, view, function, schema, extension, role', async () => {
    const attempts = [
      'create temp table t (a int)',
      'create temp view t as select 1',
      'create temp sequence t',
      'select 1 as a into temp t',
      `create function pg_temp.f() returns int language sql as 'select 1'`,
      `do $$ begin execute 'create temp table t (a int)'; end $$`,
      'create schema mine',
      'create extension hstore',
      'create language plpython3u',
      'create role mine',
      'create database mine',
      `create tablespace mine location '/tmp'`,
      'create publication mine for all tables',
      `create foreign data wrapper mine`,
      'alter system set log_min_error_statement = debug5',
      `alter database ${'postgres'} set search_path = x`,
      'alter role current_user superuser',
      'alter role current_user bypassrls createrole',
      'alter role seloste_owner login',
      'grant seloste_owner to current_user',
    ]
    for (const login of LOGINS as Login[]) {
      for (const attempt of attempts) await refused(login, attempt, [...DENIED, '0A000', '25001', '58P01', '42704'])
      const own = login.startsWith('purpose_') ? login.slice(8) : login
      for (const schema of ['public', 'ext', 'data', 'door', 'auth', 'ledger', 'register', own]) {
        await refused(login, `create table ${schema}.t (a int)`, SHUT)
        await refused(login, `create view ${schema}.people2 as select 1`, SHUT)
        await refused(
          login,
          `create or replace function ${schema}.fold(text) returns text language sql as 'select $1'`,
          SHUT,
        )
      }
      await refused(login, `drop view ${own}.people`, SHUT)
      await refused(login, `alter view ${own}.people rename to p`, SHUT)
      await refused(login, `comment on schema ${own} is 'x'`, SHUT)
      await refused(login, `grant select on all tables in schema ${own} to public`, [...SHUT, 'done'])
    }
    const { rows } = await owner.query(
      `select count(*)::int as n from pg_class c, aclexplode(c.relacl) a where a.grantee = 0 and c.relnamespace::regnamespace::text = any ($1)`,
      [['data', ...purposeIds]],
    )
    assert.equal(rows[0].n, 0)
  })

  test('the template, which stands for an installation, lets nobody make temporary objects', async () => {
    const { rows } = await owner.query(
      `select r.rolname as login from pg_roles r where r.rolname = any ($1) and (has_database_privilege(r.oid, 'seloste_template', 'temporary')
         or has_database_privilege(r.oid, 'seloste_template', 'create'))`,
      [LOGINS],
    )
    assert.deepEqual(rows, [])
  })

  test('it finds no other database', async () => {
    for (const login of LOGINS as Login[]) {
      for (const database of ['postgres', 'template1', 'template0']) {
        const client = new pg.Client({ connectionString: urlOf({ ...bed.connection, database }, login) })
        await assert.rejects(
          client.connect(),
          (error) => ['42501', '55000'].includes((error as Answer).code),
          `${login} → ${database}`,
        )
        await client.end().catch(() => {})
      }
    }
  })

  test('it reaches no file, no program, no large object, no other session', async () => {
    const attempts = [
      `copy (select 1) to program 'id'`,
      `copy (select 1) to '/tmp/seloste-fence'`,
      `select pg_read_file('PG_VERSION')`,
      `select pg_read_binary_file('PG_VERSION')`,
      `select pg_ls_dir('.')`,
      `select pg_stat_file('PG_VERSION')`,
      `select pg_ls_logdir()`,
      `select lo_create(0)`,
      `select lo_creat(-1)`,
      `select lo_from_bytea(0, 'x')`,
      `select lo_import('/etc/passwd')`,
      `select lo_export(1, '/tmp/seloste-fence')`,
      `select lo_open(1, 131072)`,
      `select lo_unlink(1)`,
      `select * from pg_authid`,
      `select * from pg_statistic limit 1`,
      `select * from pg_hba_file_rules`,
      `select pg_reload_conf()`,
      `select pg_rotate_logfile()`,
      `load 'auto_explain'`,
      `select pg_switch_wal()`,
      `select * from pg_logical_slot_peek_changes('x', null, null)`,
      `select pg_create_logical_replication_slot('x', 'test_decoding')`,
    ]
    const { rows } = await owner.query(
      `select pid from pg_stat_activity where usename = 'auth' and datname = current_database() limit 1`,
    )
    for (const login of LOGINS as Login[]) {
      for (const attempt of attempts) await refused(login, attempt, [...DENIED, '58P01'])
      if (login !== 'auth') await refused(login, `select pg_terminate_backend(${rows[0].pid})`, DENIED)
      const others = await as(login).query(
        `select query from pg_stat_activity where usename <> current_user and query <> '<insufficient privilege>' and query <> ''`,
      )
      assert.deepEqual(others.rows, [], login)
      const stats = await as(login).query(
        `select 1 from pg_stats where schemaname in ('data', 'auth', 'ledger') and schemaname <> current_user`,
      )
      assert.equal(stats.rowCount, 0, login)
    }
  })

  test('changing its own settings helps nobody: all our SQL names its schema', async () => {
    // In this bed only: a setting of the role itself would reach the tests beside us.
    const { database } = bed.connection
    await under('sales').query(`alter role current_user in database ${database} set search_path = ext, public`)
    await under('sales').query(
      `alter role current_user in database ${database} set default_transaction_isolation = 'read committed'`,
    )
    const house = openHouse(bed.connection)
    try {
      const db = house.under('sales') as Kysely<any>
      assert.equal(
        (await sql<{ path: string }>`select current_setting('search_path') as path`.execute(db)).rows[0]!.path,
        'ext, public',
      )
      const some = await db.selectFrom('people').select(['id', 'version']).limit(1).executeTakeFirstOrThrow()
      await sql`select * from door.grounds_of(${some.id}::uuid)`.execute(db)
      await db.updateTable('people').set({ job_title: 'Kokeilija' }).where('id', '=', some.id).execute()
    } finally {
      await house.close()
    }
  })
})

describe('each purpose sees its own schema and nothing of the rest', () => {
  test('no login reads data, and no purpose another’s views, accounts, the ledger, the register', async () => {
    const { rows } = await owner.query<{ schema: string; name: string }>(
      `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'S') and n.nspname !~ '^(pg_|information_schema)' and n.nspname <> 'ext'`,
    )
    assert.ok(rows.length > 100)
    for (const login of LOGINS as Login[]) {
      const own = login.startsWith('purpose_')
        ? [login.slice(8)]
        : login === 'jobs'
          ? ['jobs', 'register', 'graphile_worker']
          : [login]
      // better-auth's adapter is the auth login's only other right
      if (login === 'auth') own.push('register')
      for (const { schema, name } of rows.filter((row) => !own.includes(row.schema))) {
        await refused(login, `select * from ${schema}.${pg.escapeIdentifier(name)} limit 1`, DENIED)
      }
    }
  })

  test('nothing of data is written past the views, the mask least of all', async () => {
    for (const login of LOGINS as Login[]) {
      for (const attempt of [
        'update data.people set permitted = -1',
        'delete from data.grounds',
        'truncate data.people',
        `insert into data.suppressions values ('x', 1)`,
        'alter table data.people disable trigger all',
        'lock table data.people',
        `select nextval('data.ground_numbers')`,
      ]) {
        await refused(login, attempt, DENIED)
      }
    }
    for (const purpose of purposeIds) {
      for (const noun of ['people', 'companies', 'emails', 'notes']) {
        await refused(loginOf(purpose), `update ${purpose}.${noun} set permitted = -1`, [...SHUT, '42703'])
        await refused(loginOf(purpose), `select permitted from ${purpose}.${noun}`, [...SHUT, '42703'])
      }
      await refused(loginOf(purpose), `update ${purpose}.people set id = gen_random_uuid()`, SHUT)
      await refused(loginOf(purpose), `delete from ${purpose}.people`, SHUT)
      await refused(loginOf(purpose), `insert into ${purpose}.people (given_name) values ('x')`, SHUT)
      await refused(loginOf(purpose), `update ${purpose}.emails set person_id = gen_random_uuid()`, SHUT)
    }
  })

  test('a column that is not its purpose’s does not exist for it', async () => {
    for (const purpose of purposeIds) {
      for (const [name, noun] of Object.entries(base.nouns)) {
        for (const [column, field] of Object.entries(noun.fields)) {
          if (noun.schema === 'data' && holds(field, purpose)) continue
          await refused(loginOf(purpose), `select ${column} from ${purpose}.${name}`, ['42703', '42P01'])
        }
      }
    }
  })

  test('doors not its own stay shut, and nothing in data can be called by name', async () => {
    const { rows } = await owner.query<{ schema: string; name: string; nulls: string }>(
      `select n.nspname as schema, p.proname as name,
              array_to_string(array(select 'null::' || format_type(t, null) from unnest(p.proargtypes::oid[]) as t), ', ') as nulls
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('data', 'door', 'ledger') and p.prorettype <> 'trigger'::regtype`,
    )
    for (const login of LOGINS as Login[]) {
      for (const { schema, name, nulls } of rows) {
        if (schema === 'ledger' && login === 'ledger') continue
        if (schema === 'door') {
          const { to } = doors[name]!
          if (
            to === 'every'
              ? login.startsWith('purpose_')
              : to === 'jobs'
                ? login === 'jobs'
                : to.some((one) => loginOf(one) === login)
          )
            continue
        }
        await refused(login, `select ${schema}.${name}(${nulls})`, DENIED)
      }
    }
  })

  test('it sees exactly the people, parts and companies whose mask has its bit', async () => {
    for (const purpose of purposeIds) {
      const { bit, asleep } = base.purposes[purpose]!
      for (const [name, noun] of Object.entries(base.nouns)) {
        if (noun.schema !== 'data' || !columnsOf(noun, purpose).includes('id')) continue
        const mine = await under(purpose).query(`select id from ${purpose}.${name} order by id`)
        const kept = Object.entries(noun.rows?.only ?? {})
          .filter(([, only]) => !only.includes(purpose))
          .map(([value]) => value)
        const reach = noun.mask === 'self' ? 't.permitted' : noun.person ? 'coalesce(p.permitted, -1)' : '-1'
        const truth = await owner.query(
          `select t.id from data.${name} t ${noun.mask !== 'self' && noun.person ? `left join data.people p on p.id = t.${noun.person}` : ''}
           where (${reach} & (1::bigint << $1)) <> 0 ${noun.rows ? `and t.${noun.rows.column} <> all ($2)` : 'and $2::text[] is not null'} and not $3 order by t.id`,
          [bit, kept, asleep ?? false],
        )
        assert.deepEqual(mine.rows, truth.rows, `${purpose}.${name}`)
      }
    }
    // The demo has people on both sides of the fence, so that the above compares something.
    const { rows } = await owner.query(
      'select count(*) filter (where permitted & 4 <> 0)::int as seen, count(*) filter (where permitted & 4 = 0)::int as hidden from data.people',
    )
    assert.ok(rows[0].seen > 20 && rows[0].hidden > 20, JSON.stringify(rows[0]))
  })
})

describe('a hidden person is as unknown as one who never was', () => {
  /** A person the purpose does not see, with the rows that lead to them, and ids nobody has. */
  async function pairFor(purpose: PurposeId) {
    const { bit } = base.purposes[purpose]!
    const one = async (text: string) => (await owner.query(text, [bit])).rows[0]?.id as string | undefined
    return {
      hidden: (await one('select id from data.people where permitted & (1::bigint << $1) = 0 order by id limit 1'))!,
      hiddenEmployment: await one(
        'select e.id from data.employments e join data.people p on p.id = e.person_id where p.permitted & (1::bigint << $1) = 0 order by 1 limit 1',
      ),
      hiddenCompany: await one(
        'select id from data.companies where permitted & (1::bigint << $1) = 0 order by 1 limit 1',
      ),
      seen: await one('select id from data.people where permitted & (1::bigint << $1) <> 0 order by id limit 1'),
      seenCompany: await one(
        'select id from data.companies where permitted & (1::bigint << $1) <> 0 order by 1 limit 1',
      ),
    }
  }

  /** Both answers, word for word, once the id itself is blotted out. */
  async function same(
    purpose: PurposeId,
    text: string,
    hidden: string,
    unknown: string,
    more: unknown[] = [],
  ): Promise<Answer> {
    const blot = (id: string, given: Answer): Answer => JSON.parse(JSON.stringify(given).replaceAll(id, 'ID'))
    const first = blot(hidden, await answer(under(purpose), text, [hidden, ...more]))
    const second = blot(unknown, await answer(under(purpose), text, [unknown, ...more]))
    assert.deepEqual(first, second, `${purpose}: ${text}`)
    return first
  }

  const key = () => suppressionKey(bed.connection.key)
  const CHILDREN: Record<string, string> = {
    emails: `(person_id, address, kind) values ($1, 'a@b.example', 'named_work')`,
    phones: `(person_id, number, kind) values ($1, '+358401234567', 'mobile')`,
    notes: `(person_id, body) values ($1, 'x')`,
  }

  test('child rows: the same code, the same words, and nothing inserted', async () => {
    let tried = 0
    for (const purpose of purposeIds) {
      const { hidden, seen } = await pairFor(purpose)
      for (const [noun, rest] of Object.entries(CHILDREN)) {
        if (!base.nouns[noun]!.open?.includes(purpose)) {
          assert.notEqual(
            (await answer(under(purpose), `insert into ${purpose}.${noun} ${rest}`, [seen ?? hidden])).code,
            'done',
          )
          continue
        }
        tried += 1
        const said = await same(purpose, `insert into ${purpose}.${noun} ${rest}`, hidden, newId())
        assert.deepEqual({ code: said.code, message: said.message }, { code: 'SEL01', message: 'PERSON_NOT_FOUND' })
        await same(
          purpose,
          `insert into ${purpose}.${noun} ${rest} on conflict do nothing returning id`,
          hidden,
          newId(),
        )
        await same(
          purpose,
          `insert into ${purpose}.${noun} ${rest.replace('values ($1', 'select $1::uuid').replace(/\)$/, '')}`,
          hidden,
          newId(),
        )
        await same(
          purpose,
          `with i as (insert into ${purpose}.${noun} ${rest} returning id) select * from i`,
          hidden,
          newId(),
        )
        if (seen)
          assert.equal((await answer(under(purpose), `insert into ${purpose}.${noun} ${rest}`, [seen])).code, 'done')
      }
    }
    assert.ok(tried >= 12)
  })

  test('doors', async () => {
    for (const purpose of purposeIds) {
      const ids = await pairFor(purpose)
      const may = (door: string) =>
        doors[door]!.to === 'every' || (doors[door]!.to as readonly string[]).includes(purpose)
      const employ = (person: string, company: string) =>
        `select * from door.employment(null, jsonb_build_object('person', ${person}::uuid, 'company', ${company}::uuid))`
      const calls: [door: string, text: string, hidden: string | undefined, more?: unknown[]][] = [
        ['object', `select door.object($1, 'marketing', 'phone', null, $2)`, ids.hidden, [key()]],
        ['object', `select door.object($1, 'sales', 'phone', null, $2)`, ids.hidden, [key()]],
        ['grounds_of', 'select * from door.grounds_of($1)', ids.hidden],
        ['remove', 'select door.remove($1)', ids.hidden],
        ['remove', 'select door.remove($1, true)', ids.hidden],
        ['ground', `select door.ground($1, '{"kind": "restriction", "ground": "claims"}', null)`, ids.hidden],
        ['ground', `select door.ground($1, '{"kind": "hold", "act": "a", "section": "1"}', null)`, ids.hidden],
        ['inform', `select door.inform($1, '{"channel": "letter"}')`, ids.hidden],
        ['employment', `select * from door.employment($1, '{}')`, ids.hiddenEmployment],
        ['employment', employ('$1', '$2'), ids.hidden, [ids.seenCompany ?? newId()]],
        ['employment', employ('$2', '$1'), ids.hiddenCompany, [ids.seen ?? newId()]],
        ['merge', 'select door.merge($1, array[$2]::uuid[])', ids.hidden, [ids.seen ?? newId()]],
        ['merge', 'select door.merge($2, array[$1]::uuid[])', ids.hidden, [ids.seen ?? newId()]],
      ]
      for (const [door, text, hidden, more] of calls) {
        if (!may(door) || !hidden) continue
        const said = await same(purpose, text, hidden, newId(), more)
        assert.equal(said.code, 'SEL01', `${purpose}: ${text} ${JSON.stringify(said)}`)
        assert.match(said.message, /_NOT_FOUND$/)
      }
    }
  })

  test('companies: a hidden sole trader’s company is no parent, no place for an address, and the trader no owner', async () => {
    const tried = new Set<string>()
    for (const purpose of base.nouns.companies!.open as PurposeId[]) {
      const { hidden, hiddenCompany, seenCompany } = await pairFor(purpose)
      await same(purpose, `insert into ${purpose}.companies (name, person_id) values ('x', $1)`, hidden, newId())
      await same(purpose, `update ${purpose}.companies set person_id = $1 where id = $2`, hidden, newId(), [
        seenCompany,
      ])
      if (!hiddenCompany) continue
      tried.add(purpose)
      await same(
        purpose,
        `insert into ${purpose}.addresses (company_id, kind) values ($1, 'postal')`,
        hiddenCompany,
        newId(),
      )
      await same(purpose, `insert into ${purpose}.companies (name, parent_id) values ('x', $1)`, hiddenCompany, newId())
      await same(purpose, `update ${purpose}.companies set parent_id = $1 where id = $2`, hiddenCompany, newId(), [
        seenCompany,
      ])
    }
    assert.ok(tried.size >= 2, 'the demo has hidden sole traders')
  })

  test('values: what a hidden person has, another may be given, with the same answer', async () => {
    const { rows } = await owner.query(
      `select e.address from data.emails e join data.people p on p.id = e.person_id where p.permitted & 8 = 0 limit 1`,
    )
    const { seen } = await pairFor('sales')
    const text = `insert into sales.emails (person_id, address, kind) values ($2, $1, 'named_work')`
    assert.equal((await same('sales', text, rows[0].address, 'nobody@nowhere.example', [seen])).code, 'done')
    assert.equal(
      (
        await same(
          'sales',
          `${text} on conflict do nothing returning kind`,
          rows[0].address,
          'nobody@nowhere.example',
          [seen],
        )
      ).rows!.length,
      1,
    )
    assert.equal(
      (
        await same('sales', `${text} on conflict (address) do nothing`, rows[0].address, 'nobody@nowhere.example', [
          seen,
        ])
      ).code,
      '42P10',
    )
  })

  test('reading, changing and locking find nothing, whichever it is', async () => {
    for (const purpose of purposeIds) {
      const { hidden } = await pairFor(purpose)
      if (columnsOf(base.nouns.people!, purpose).length === 0) continue
      for (const text of [
        `select * from ${purpose}.people where id = $1`,
        `select id from ${purpose}.emails where person_id = $1`,
      ]) {
        const said = await same(purpose, text, hidden, newId())
        assert.deepEqual(said.rows ?? [], [])
      }
    }
    const { hidden } = await pairFor('sales')
    for (const text of [
      'update sales.people set job_title = null where id = $1 returning id',
      'select id from sales.people where id = $1 for update',
      'delete from sales.emails where person_id = $1 returning id',
    ]) {
      assert.deepEqual((await same('sales', text, hidden, newId())).rows, [])
    }
  })

  test('intake: a row cannot speak for somebody outside its own batch', async () => {
    const call = 'select * from door.intake($2, $3, $4, $5, $6, $7, $8)'
    const plan = { position: 'customer', source: 'person', match: false, updates: 'overwrite' }
    for (const more of [{}, { objection: true }]) {
      const { hidden } = await pairFor('relationship')
      const ask = async (who: string) => {
        const people = [{ id: newId(), line: 1, same_as: who, given_name: 'Viety', family_name: 'Nimi', ...more }]
        const emails = [{ person: people[0]!.id, address: 'vieras@toinen.example', kind: 'named_work', main: true }]
        return answer(under('relationship'), `${call} where $1::text is not null`, [
          'x',
          JSON.stringify(people),
          JSON.stringify(emails),
          '[]',
          '[]',
          JSON.stringify([{ person: people[0]!.id, body: 'kuka' }]),
          JSON.stringify(plan),
          key(),
        ])
      }
      const [first, second] = [await ask(hidden), await ask(newId())]
      assert.deepEqual(first, second)
      assert.notEqual(first.code, 'done', 'a hidden person was written to')
    }
  })

  test('intake and imports: another purpose’s import is not there', async () => {
    const { rows } = await under('sales').query(
      `select door.import_step(null, '{"file": "fair.csv", "plan": {}}')->>'id' as id`,
    )
    const theirs = rows[0].id
    const people = JSON.stringify([{ id: newId(), line: 1, given_name: 'A', family_name: 'B' }])
    const plan = (id: string) => JSON.stringify({ position: 'customer', source: 'person', import: id })
    const ask = (id: string) =>
      answer(under('relationship'), `select * from door.intake($1, '[]', '[]', '[]', '[]', $2, $3)`, [
        people,
        plan(id),
        key(),
      ])
    const [first, second] = [await ask(theirs), await ask(newId())]
    assert.deepEqual(first, second)
    assert.notEqual(first.code, 'done')
    for (const text of [
      'select * from door.imports_of($1)',
      `select * from door.imports_of($1, '{created,rejected}', 0, 10)`,
    ]) {
      assert.deepEqual((await same('relationship', text, theirs, newId())).rows, [])
      assert.equal((await answer(under('sales'), text, [theirs])).rows!.length, 1)
    }
    for (const step of [
      { state: 'running' },
      { rows: [{ line: 1, code: 'X' }] },
      { forecast: ['a@b.example'], key: '00' },
      { take_back: 10 },
    ]) {
      const text = `select door.import_step($1, '${JSON.stringify(step)}')`
      assert.equal((await same('relationship', text, theirs, newId())).message, 'IMPORT_NOT_FOUND', text)
      assert.equal((await answer(under('sales'), text, [theirs])).code, 'done', text)
    }
  })
})

describe('what a refusal tells', () => {
  test('a row that would leave the view is refused, and the refusal shows only what the caller gave', async () => {
    const { rows } = await owner.query(
      `select e.person_id, e.id from data.emails e where e.permitted & 16 <> 0 limit 1`,
    )
    const secret = { address: 'oma@koti.example', kind: 'private' }
    const inserted = await answer(
      under('prospecting'),
      `insert into prospecting.emails (person_id, address, kind) values ($1, $2, $3)`,
      [rows[0].person_id, secret.address, secret.kind],
    )
    assert.equal(inserted.code, '44000')
    const updated = await answer(under('prospecting'), `update prospecting.emails set kind = 'private' where id = $1`, [
      rows[0].id,
    ])
    assert.equal(updated.code, '44000')
    assert.doesNotMatch(`${updated.detail}`, /@/, 'the address was not given in the update, and is shown')
  })

  test('a broken limit does not read the row out', async () => {
    const { rows } = await owner.query(
      `select id, family_name, permitted from data.people where permitted & 256 <> 0 limit 1`,
    )
    const said = await answer(
      under('support'),
      `update support.people set given_name = repeat('x', 201) where id = $1`,
      [rows[0].id],
    )
    assert.equal(said.code, '23514')
    assert.ok(!`${said.detail}`.includes(rows[0].permitted), `${said.detail}`)
    assert.doesNotMatch(said.detail ?? '', /pohjan|informed|person/i)
  })

  test('the server log keeps no values', async () => {
    const { rows } = await owner.query(
      `select name, setting from pg_settings where name in ('log_error_verbosity', 'log_min_error_statement', 'log_parameter_max_length_on_error', 'log_statement')`,
    )
    assert.deepEqual(Object.fromEntries(rows.map(({ name, setting }) => [name, setting])), {
      log_error_verbosity: 'terse',
      log_min_error_statement: 'panic',
      log_parameter_max_length_on_error: '0',
      log_statement: 'none',
    })
  })
})

test('an injected statement inside one purpose stays inside it', async () => {
  const house = openHouse(bed.connection)
  try {
    // As if a value had been pasted into the text of a query.
    const injected = `x' union all select number from sales.phones --`
    await assert.rejects(
      sql.raw(`select address from marketing.emails where address = '${injected}'`).execute(house.under('marketing')),
      { code: '42501' },
    )
    await assert.rejects(
      sql.raw(`select 1; set role purpose_sales; select * from sales.people`).execute(house.under('marketing')),
      { code: '42501' },
    )
  } finally {
    await house.close()
  }
})

test('every purpose login was tried', () => assert.equal(purposeLogins.length, 17))
