import type pg from 'pg'
import type { Afterwards } from './afterwards.ts'

export type Replayed = { grounds: number; suppressions: number; erased: string[]; ended: number }

/**
 * Into a restored database, before anybody can sign in: what was withdrawn, objected to, erased and ended since.
 * People whom the backup does not know are passed over. Run as the owner.
 */
export async function replay(client: pg.ClientBase, past: Afterwards): Promise<Replayed> {
  const rows = (list: readonly object[]) => JSON.stringify(list)
  await client.query('begin')
  try {
    const suppressions = await client.query(
      `insert into data.suppressions (hash, purposes, created_at)
       select s.hash, bit_or(s.purposes), min(s.created_at)
       from jsonb_populate_recordset(null::data.suppressions, $1) s group by s.hash
       on conflict (hash) do update set purposes = suppressions.purposes | excluded.purposes
         where suppressions.purposes | excluded.purposes <> suppressions.purposes`,
      [rows(past.suppressions)],
    )
    // In their order, each with its own number: within a slot the latest decides, as it did then.
    const grounds = await client.query(
      `insert into data.grounds select g.* from jsonb_populate_recordset(null::data.grounds, $1) g
       where exists (select from data.people p where p.id = g.person_id)
         and not exists (select from data.grounds o where o.number = g.number)
       order by g.number`,
      [rows(past.grounds)],
    )
    await client.query(
      `select setval('data.ground_numbers', greatest((select max(number) from data.grounds), (select last_value from data.ground_numbers)))`,
    )
    // Who asked to be told no more is not told again by an older word.
    await client.query('delete from data.subscriptions where id = any ($1)', [past.left])
    let ended = 0
    for (const [table, at, by, list] of [
      ['auth.users', 'left_at', 'left_by', past.users],
      ['auth.grants', 'ended_at', 'ended_by', past.grants],
      ['auth.keys', 'ended_at', 'ended_by', past.keys],
    ] as const) {
      const { rowCount } = await client.query(
        `update ${table} t set ${at} = s.${at}, ${by} = s.${by} from jsonb_populate_recordset(null::${table}, $1) s
         where t.id = s.id and t.${at} is null`,
        [rows(list)],
      )
      ended += rowCount ?? 0
    }
    const { rows: there } = await client.query<{ id: string }>('select id from data.people where id = any ($1)', [
      past.erased,
    ])
    // Hidden from every purpose in this same transaction, whatever needed them then; the eraser takes them before
    // anybody is let in.
    for (const { id } of there) {
      await client.query(
        `insert into data.grounds (person_id, slot, kind, effect, purposes, actor)
         values ($1, 'restored', 'restriction', 'block', ~(data.storage_mask() | data.always_mask()), 'restore')`,
        [id],
      )
      await client.query(
        `insert into data.erasures (subject, reason, state, actor) values ($1, 'restored', 'queued', 'restore')`,
        [id],
      )
    }
    await client.query('commit')
    return {
      grounds: grounds.rowCount ?? 0,
      suppressions: suppressions.rowCount ?? 0,
      erased: there.map(({ id }) => id),
      ended,
    }
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
