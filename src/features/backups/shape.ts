import type pg from 'pg'
import type { Origin, Shape } from './records.ts'

/** Whose rows a backup leaves out: what the next start makes anew, and what nobody should find again. */
const LEFT_OUT = ['register.built', 'register.migrations', 'register.replies', 'auth.sessions', 'auth.links']

const SCHEMAS = ['register', 'auth', 'data', 'ledger']

/** The database as the catalogue has it: its tables, parts of them, sequences, and what it was made by. */
export async function originOf(client: pg.ClientBase): Promise<Origin> {
  const { rows: migrations } = await client.query('select name, hash from register.migrations order by name')
  const { rows: partitions } = await client.query(
    `select c.oid::regclass::text as name, i.inhparent::regclass::text as parent, pg_get_expr(c.relpartbound, c.oid) as bound
     from pg_class c join pg_inherits i on i.inhrelid = c.oid
     where c.relispartition and c.relkind = 'r' and c.relnamespace::regnamespace::text = any ($1) order by 1`,
    [SCHEMAS],
  )
  const { rows: sequences } = await client.query(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as value
     from pg_sequences where schemaname = any ($1) order by 1`,
    [SCHEMAS],
  )
  return { migrations, partitions, sequences, shapes: await shapesOf(client) }
}

/** Tables with their columns, constraints and indexes; a partitioned one as a whole, without its parts. */
export async function shapesOf(client: pg.ClientBase, leftOut: readonly string[] = LEFT_OUT): Promise<Shape[]> {
  const { rows } = await client.query<Shape & { full: string }>(
    `select n.nspname as schema, c.relname as name, n.nspname || '.' || c.relname as full,
       (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
            'required', a.attnotnull, 'default', pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity <> '') order by a.attnum), '[]')
          from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       (select coalesce(json_agg(json_build_object('name', x.conname, 'definition', pg_get_constraintdef(x.oid)) order by x.contype = 'f', x.conname), '[]')
          from pg_constraint x where x.conrelid = c.oid and x.contype in ('c', 'f', 'u', 'p', 'x')) as constraints,
       (select coalesce(json_agg(json_build_object('name', i.relname, 'definition', pg_get_indexdef(x.indexrelid)) order by i.relname), '[]')
          from pg_index x join pg_class i on i.oid = x.indexrelid
          where x.indrelid = c.oid and not exists (select from pg_constraint o where o.conindid = x.indexrelid)) as indexes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any ($1)
     order by array_position($1, n.nspname::text), c.relname`,
    [SCHEMAS],
  )
  return rows.filter(({ full }) => !leftOut.includes(full)).map(({ full: _, ...shape }) => shape)
}

export const nameOf = ({ schema, name }: Pick<Shape, 'schema' | 'name'>): string => `${schema}.${quoted(name)}`

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
