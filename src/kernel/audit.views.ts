import { createHash } from 'node:crypto'
import type pg from 'pg'

/** One hash over the live text of every view a purpose can name; any login may take it. */
export async function viewsHash(client: Pick<pg.Client, 'query'>): Promise<string> {
  const { rows } = await client.query(
    `select n.nspname || '.' || c.relname || ' ' || pg_get_viewdef(c.oid) as text
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'v' and exists (select from pg_roles r where r.rolname = 'purpose_' || n.nspname)
     order by 1`,
  )
  return createHash('sha256')
    .update(rows.map((row) => row.text).join('\n'))
    .digest('hex')
}
