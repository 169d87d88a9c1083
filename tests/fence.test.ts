import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { columnsOf, holds } from '#kernel/compile.ts'
import { type Login, loginOf, openHouse } from '#kernel/database.ts'
import { doors } from '#kernel/doors.ts'
import { LOGINS } from '#kernel/migrate.ts'
import { base, purposeIds } from '#register/index.ts'
import { answer, bed, DENIED, owner, purposeLogins, refused, SHUT, under } from './fence.cast.ts'

// What one of our logins can do with any SQL at all: the second fence (grants) and the third (rows), tried from inside.

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
