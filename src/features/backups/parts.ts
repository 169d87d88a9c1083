import type pg from 'pg'
import type { Shape } from './records.ts'
import { nameOf } from './shape.ts'

/** Blocks of a table that make one part: 128 MB as they lie on disk. */
export const BLOCKS = 16_384

/** One moment of one database: what it sees is seen by nobody else later, only compared. */
export type Moment = {
  /** ISO. */
  at: string
  /** Every transaction before this one had ended: what they wrote was seen. */
  xmin: string
  /** Server, its line of time, database and migrations: elsewhere the same numbers mean other rows. */
  house: string
  /** Where the ledger stood: a database that was turned back on its disk has another one. */
  leaf: { number: string; chain: string } | null
}

/** Some blocks of one table, or of one partition of it; `to` null: to its end, however far that grows. */
export type Part = { leaf: string; from: number; to: number | null; filenode: string; columns: string }
/** What is written beside the rows of a part. */
export type Note = Part & { moment: Moment; table: string; rows: number }

export async function momentOf(client: pg.ClientBase): Promise<Moment> {
  const { rows } = await client.query<Moment>(
    `select to_json(now()) #>> '{}' as at, pg_snapshot_xmin(pg_current_snapshot())::text as xmin,
       concat_ws(' ', (select system_identifier from pg_control_system()), left(pg_walfile_name(pg_current_wal_insert_lsn()), 8),
         (select oid from pg_database where datname = current_database()),
         (select md5(string_agg(name || hash, ' ' order by name)) from register.migrations)) as house,
       (select json_build_object('number', number::text, 'chain', encode(chain, 'hex')) from ledger.leaves order by number desc limit 1) as leaf`,
  )
  return { ...rows[0]!, at: new Date(rows[0]!.at).toISOString() }
}

/** A table in parts. It is locked first, as reading it would: while it is read in parts nothing may lay it anew. */
export async function partsOf(client: pg.ClientBase, shape: Shape, blocks = BLOCKS): Promise<Part[]> {
  await client.query(`lock table ${nameOf(shape)} in access share mode`)
  const { rows } = await client.query<Omit<Part, 'from' | 'to'> & { size: number }>(
    `select format('%I.%I', n.nspname, c.relname) as leaf, pg_relation_filenode(c.oid)::text as filenode,
       (pg_relation_size(c.oid) / current_setting('block_size')::int)::int as size,
       (select md5(string_agg(concat_ws(' ', a.attnum, a.attname, a.atttypid, a.atttypmod, a.attgenerated), ',' order by a.attnum))
          from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and (c.oid = $1::regclass or c.oid in (select p.relid from pg_partition_tree($1::regclass) p where p.isleaf))
     order by 1`,
    [nameOf(shape)],
  )
  return rows.flatMap(({ size, ...leaf }) =>
    Array.from({ length: Math.max(1, Math.ceil(size / blocks)) }, (_, i, of = Math.ceil(size / blocks)) => ({
      ...leaf,
      from: i * blocks,
      to: i + 1 < of ? (i + 1) * blocks : null,
    })),
  )
}

/** Condition over a row's place. */
export const within = ({ from, to }: Pick<Part, 'from' | 'to'>): string =>
  `ctid >= '(${from},0)'${to === null ? '' : ` and ctid < '(${to},0)'`}`

/** More transactions than this between two moments, and their numbers can no longer be told apart. */
const FAR = 1_000_000_000n

/**
 * Whether a part, read at an earlier moment, holds what this transaction sees, to the row. A row never changes where it
 * lies: a change is a new one, written by a later transaction. So it holds when every row seen here was written by
 * a transaction that had ended then, and there are as many as were read. When in doubt it is read again.
 */
export async function stillHolds(client: pg.ClientBase, note: Note, part: Part, now: Moment): Promise<boolean> {
  const then = note.moment
  const passed = BigInt(now.xmin) - BigInt(then.xmin)
  if (then.house !== now.house || passed < 0n || passed > FAR) return false
  if (note.filenode !== part.filenode || note.columns !== part.columns) return false
  if (then.leaf) {
    const { rows } = await client.query(`select encode(chain, 'hex') as chain from ledger.leaves where number = $1`, [
      then.leaf.number,
    ])
    if (rows[0]?.chain !== then.leaf.chain) return false
  }
  const { rows } = await client.query<{ seen: string; old: string }>(
    `select count(*) as seen, count(*) filter (where age(t.xmin) > age($1::xid8::xid)) as old
     from only ${part.leaf} t where ${within(part)}`,
    [then.xmin],
  )
  return Number(rows[0]!.seen) === note.rows && Number(rows[0]!.old) === note.rows
}
