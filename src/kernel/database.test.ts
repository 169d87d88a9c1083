import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { type House, openHouse, standing } from '#kernel/database.ts'
import { newId } from '#kernel/ledger.ts'
import { lensOf, recordOf } from '#kernel/records.ts'
import { base } from '#register/index.ts'
import { type Bed, openBed } from '../../tests/bed.ts'

// Statements that stand are planned once: what they show must still follow every change of who may be seen.

let bed: Bed
let house: House
let owner: pg.Client
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  owner = await bed.owner()
  // Masks follow from grounds and are written by no hand; here they are, to see what is seen.
  await owner.query('reset role; set session_replication_role = replica')
})
after(async () => {
  await house.close()
  await bed.close()
})

const lens = lensOf(base.nouns, 'people', 'relationship')
const onOne = <T>(work: (db: Kysely<any>) => Promise<T>): Promise<T> =>
  (house.under('relationship') as Kysely<any>).connection().execute(work)
const one = (db: Kysely<any>, id: string) => standing(db, recordOf(db, lens, id)).then(([row]) => row?.id)
const someone = async (): Promise<string> =>
  (await owner.query('select id from data.people where permitted & 4 <> 0 order by id limit 1')).rows[0].id

describe('a statement that stands', () => {
  test('shows nobody who is hidden or unknown, also one who was shown a moment ago', async () => {
    const id = await someone()
    await onOne(async (db) => {
      for (let n = 0; n < 8; n++) assert.equal(await one(db, id), id)
      assert.equal(await one(db, newId()), undefined)
      const { rows } = await owner.query('select permitted from data.people where id = $1', [id])
      await owner.query('update data.people set permitted = permitted & ~4::bigint where id = $1', [id])
      assert.equal(await one(db, id), undefined)
      await owner.query('update data.people set permitted = $2 where id = $1', [id, rows[0].permitted])
      assert.equal(await one(db, id), id)
    })
  })

  test('keeps to the reach of who asks', async () => {
    const id = await someone()
    const found = (user: string) =>
      onOne((db) => standing(db, recordOf(db, lens, id, { scope: 'own', user, team: null }))).then(
        ({ length }) => length,
      )
    await owner.query(`update data.people set owner_id = 'me' where id = $1`, [id])
    assert.equal(await found('me'), 1)
    assert.equal(await found('you'), 0)
    assert.equal(await found('me'), 1)
  })

  test('is prepared once a connection and not parsed again', async () => {
    const id = await someone()
    await onOne(async (db) => {
      const prepared = async () => {
        const rows = await db.executeQuery<any>({
          ...db.selectNoFrom((is) => is.val(1).as('one')).compile(),
          sql: `select generic_plans + custom_plans as times from pg_prepared_statements where statement like '%"people" where "id" = $1'`,
          parameters: [],
        } as any)
        return rows.rows.map((row) => row.times)
      }
      await one(db, id)
      const [before] = await prepared()
      for (let n = 0; n < 5; n++) await one(db, id)
      assert.deepEqual(await prepared(), [before + 5])
    })
  })

  test('goes on when a column has become another type', async () => {
    const make = (type: string) => `
      drop view if exists relationship.standing_probe;
      create view relationship.standing_probe as select 7::${type} as id;
      grant select on relationship.standing_probe to purpose_relationship`
    await owner.query(make('int'))
    await onOne(async (db) => {
      const ask = () => standing(db, db.selectFrom('standing_probe').select('id'))
      assert.deepEqual(await ask(), [{ id: 7 }])
      await owner.query(make('text'))
      assert.deepEqual(await ask(), [{ id: '7' }])
      assert.deepEqual(await ask(), [{ id: '7' }])
    })
    await owner.query('drop view relationship.standing_probe')
  })

  test('so is every call of a door, and no other text', async () => {
    const pool = house.pool('relationship')
    const client = await pool.connect()
    try {
      const named = async () => (await client.query('select statement from pg_prepared_statements')).rows.length
      const before = await named()
      await client.query(`select set_config('seloste.actor', $1, true)`, ['probe'])
      await client.query(`select set_config('seloste.actor', $1, true)`, ['probe'])
      await client.query('select $1::text as one', ['x'])
      assert.equal(await named(), before + 1)
    } finally {
      client.release()
    }
  })
})
