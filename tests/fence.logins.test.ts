import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { type Login, openHouse, urlOf } from '#kernel/database.ts'
import { LOGINS } from '#kernel/migrate.ts'
import { purposeIds } from '#register/index.ts'
import { type Answer, as, bed, DENIED, owner, refused, SHUT, under } from './fence.cast.ts'

// What a login may become, make or reach beside its own views: nothing.

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
