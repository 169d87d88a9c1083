import type pg from 'pg'

const BATCH = 2000

/**
 * The ledger is no part of what is turned back: entries made after the backup follow with their leaves and signatures,
 * so that the chain goes on and the head outside the database still vouches for it. Both clients are the owner.
 * @returns entries carried over; -1 where the two chains are not one, and then none is
 */
export async function carryLedger(from: pg.ClientBase, to: pg.ClientBase): Promise<number> {
  const { rows: ends } = await to.query(
    `select number, encode(chain, 'hex') as chain from ledger.leaves order by number desc limit 1`,
  )
  let number = Number(ends[0]?.number ?? 0)
  if (number > 0) {
    const { rows } = await from.query(`select encode(chain, 'hex') as chain from ledger.leaves where number = $1`, [
      number,
    ])
    if (rows[0]?.chain !== ends[0].chain) return -1
  }
  let carried = 0
  for (;;) {
    const { rows } = await from.query(
      `select to_jsonb(l) as leaf, to_jsonb(e) as entry from ledger.leaves l join ledger.entries e on e.id = l.entry_id
       where l.number > $1 order by l.number limit ${BATCH}`,
      [number],
    )
    if (rows.length === 0) break
    await to.query('begin')
    try {
      await to.query(
        `insert into ledger.entries select e.* from jsonb_populate_recordset(null::ledger.entries, $1) e
         where not exists (select from ledger.entries o where o.id = e.id)`,
        [JSON.stringify(rows.map(({ entry }) => entry))],
      )
      await to.query(`insert into ledger.leaves select * from jsonb_populate_recordset(null::ledger.leaves, $1)`, [
        JSON.stringify(rows.map(({ leaf }) => leaf)),
      ])
      await to.query('delete from ledger.unsealed where id = any ($1)', [rows.map(({ leaf }) => leaf.entry_id)])
      await to.query('commit')
    } catch (error) {
      await to.query('rollback')
      throw error
    }
    carried += rows.length
    number = Number(rows.at(-1)!.leaf.number)
  }
  const { rows: points } = await from.query(
    `select to_jsonb(c) as point from ledger.checkpoints c where c.number <= $1 and c.number > $2`,
    [number, Number(ends[0]?.number ?? 0)],
  )
  await to.query(
    `insert into ledger.checkpoints select c.* from jsonb_populate_recordset(null::ledger.checkpoints, $1) c
     where not exists (select from ledger.checkpoints o where o.number = c.number)`,
    [JSON.stringify(points.map(({ point }) => point))],
  )
  return carried
}
