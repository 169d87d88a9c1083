import type pg from 'pg'
import { OWNER } from '#kernel/migrate.ts'

/** Days within which every table that lost or changed a row has been rewritten: no bytes of what was erased outlive them. */
export const CYCLE = 30
/** What one night may take before the rest waits for the next, in ms; what has waited long is rewritten all the same. */
const NIGHT = 120_000
/** How long a rewrite waits for a table that others use, and how often it asks again. */
const PATIENCE = { lock: '2s', times: 15, rest: 2000 }

export type Rewritten = { tables: number; left: number; statistics: boolean; oldest: number }

/**
 * Rewrites the tables that have lost or changed rows since they were last rewritten, those that have waited longest
 * first: deleted rows leave the data files, and with them indexes and what is stored beside. Then what the planner
 * remembers of values is made anew, and the write-ahead log begins afresh. As the migrator, who may become the owner.
 * `night`: how long it may take, ms; everything that is due, when it is Infinity.
 */
export async function rewriteDue(client: pg.Client, night = NIGHT): Promise<Rewritten> {
  const begun = performance.now()
  const due = await dueTables(client)
  let tables = 0
  for (const table of due) {
    if (performance.now() - begun > night && table.days < CYCLE - 3) break
    if (await rewrite(client, table)) tables += 1
  }
  const statistics = tables > 0 && (await forgetValues(client))
  const left = await dueTables(client)
  return { tables, left: left.length, statistics, oldest: Math.max(0, ...left.map(({ days }) => days)) }
}

type Table = { name: string; changed: number; days: number; size: number }

/** Every table of ours with rows deleted or changed since its last receipt, by how long it has waited. */
async function dueTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query(
    `select s.relid::regclass::text as name, (s.n_tup_del + s.n_tup_upd)::float as changed, pg_total_relation_size(s.relid)::float as size,
       coalesce(extract(day from now() - last.at), extract(day from now() - first.at), 0)::int as days
     from pg_stat_all_tables s join pg_class c on c.oid = s.relid
     left join lateral (select r.at, (r.detail->>'changed')::float as changed from register.receipts r
       where r.kind = 'rewrite' and r.noun = s.relid::regclass::text order by r.at desc limit 1) last on true
     cross join (select min(m.at) as at from register.migrations m) first
     where s.schemaname in ('data', 'auth', 'ledger', 'register', 'jobs') and c.relkind = 'r'
       -- counters that were set back count from there
       and s.n_tup_del + s.n_tup_upd > case when s.n_tup_del + s.n_tup_upd < last.changed then 0 else coalesce(last.changed, 0) end
       and s.relid <> 'register.receipts'::regclass
     order by days desc, size`,
  )
  return rows
}

async function rewrite(client: pg.Client, { name, changed, days, size }: Table): Promise<boolean> {
  const begun = performance.now()
  await client.query(`set role ${OWNER}`)
  try {
    await client.query(`set lock_timeout = '${PATIENCE.lock}'`)
    if (!(await patiently(() => client.query(`vacuum (full, analyze) ${name}`)))) return false
    await client.query(
      `insert into register.receipts (kind, rule, noun, due, taken, took_ms, detail)
       values ('rewrite', 'rewrite', $1::text, 1, 1, $2, jsonb_build_object('changed', $3::float, 'waited_days', $4::int, 'bytes', $5::float, 'bytes_after', pg_total_relation_size($1::text::regclass)))`,
      [name, Math.round(performance.now() - begun), changed, days, size],
    )
    return true
  } finally {
    await client.query('reset lock_timeout')
    await client.query('reset role')
  }
}

/** Somebody else's lock is waited for a little, and again later: nobody queues behind us for long. */
async function patiently(work: () => Promise<unknown>): Promise<boolean> {
  for (let time = 1; ; time++) {
    try {
      await work()
      return true
    } catch (error) {
      const { code } = error as { code?: string }
      if (code !== '55P03' && code !== '40P01') throw error
      if (time >= PATIENCE.times) return false
      await new Promise((resolve) => setTimeout(resolve, PATIENCE.rest))
    }
  }
}

/**
 * The most common values of a column stand in the planner's own tables: those are rewritten too. A checkpoint on either
 * side of a new segment lets go of the log in which the old pages stand. On a server where we may not, verify says so.
 */
async function forgetValues(client: pg.Client): Promise<boolean> {
  try {
    for (const table of ['pg_statistic', 'pg_statistic_ext_data']) await client.query(`vacuum full pg_catalog.${table}`)
    for (const statement of ['checkpoint', 'select pg_switch_wal()', 'checkpoint']) await client.query(statement)
    return true
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    return false
  }
}
