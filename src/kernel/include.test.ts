import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Context } from '#kernel/action.ts'
import { columnsOf } from '#kernel/compile.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { newId } from '#kernel/ledger.ts'
import { get, list } from '#kernel/nounActions.ts'
import { type Reach, within } from '#kernel/reach.ts'
import { lensOf, recordOf, shown } from '#kernel/records.ts'
import { base, type NounId, type PurposeId } from '#register/index.ts'
import { type Bed, openBed } from '../../tests/bed.ts'

// One statement brings a record with its parts: byte for byte what a statement for each table would have brought.

let bed: Bed
let house: House
let owner: pg.Client
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  owner = await bed.owner()
  await owner.query('reset role; set session_replication_role = replica')
  // Moments that JSON writes otherwise, a value of every other kind, and owners to reach and not to reach.
  await owner.query(`update data.emails set created_at = '2024-02-29 23:59:59.123456+02' where main;
    update data.emails set created_at = '2024-03-01 00:00:00.5+00', updated_at = '2020-01-01 00:00:00+00' where not main;
    update data.people set owner_id = case when hashtext(id::text) % 2 = 0 then 'me' end, team = case when hashtext(id::text) % 3 = 0 then 'myynti' end;
    update data.companies set owner_id = 'me', team = 'myynti'`)
})
after(async () => {
  await house.close()
  await bed.close()
})

const EVERYBODY: Reach = { scope: 'all', user: 'me', team: null }
const SCOPES: readonly Reach[] = [
  EVERYBODY,
  { scope: 'own', user: 'me', team: 'myynti' },
  { scope: 'team', user: 'me', team: 'myynti' },
  { scope: 'team', user: 'me', team: null },
]
const NOUNS = ['people', 'companies', 'employments', 'notes'] as const
const PARTS = Object.keys(base.nouns)
const purposesOf = (noun: NounId) =>
  (Object.keys(base.purposes) as PurposeId[]).filter((purpose) => columnsOf(base.nouns[noun]!, purpose).length > 0)

type Asked = { ctx: Context; seen: string[]; statements: () => number }
function asking(purpose: PurposeId, { scope, user, team }: Reach): Asked {
  const seen = new Set<string>()
  let statements = 0
  const db: any = house.under(purpose)
  const counted = new Proxy(db, {
    get(target, name) {
      if (name === 'executeQuery') statements += 1
      const found = target[name]
      return typeof found === 'function' ? found.bind(target) : found
    },
  })
  const ctx = {
    house,
    purpose,
    db: counted,
    register: base,
    actor: { scope, id: user, team },
    seen: (noun: string, ids: string[]) => ids.map((id) => seen.add(`${noun} ${id}`)),
    note() {},
  } as unknown as Context
  return { ctx, seen: seen as never, statements: () => statements }
}

/** A table at a time, in the plainest words. */
async function byHand(purpose: PurposeId, reach: Reach, noun: NounId, id: string, parts: readonly string[]) {
  const db: any = house.under(purpose)
  const lens = lensOf(base.nouns, noun, purpose)
  const [row] = await recordOf(db, lens, id, reach).execute()
  if (!row) return null
  await names(db, purpose, noun, shown(lens), [row])
  for (const part of parts) {
    const fields: Record<string, any> = base.nouns[part]?.fields ?? {}
    const columns = base.nouns[part]
      ? columnsOf(base.nouns[part]!, purpose).filter((c) => c !== 'folded' && fields[c]!.type !== 'vector')
      : []
    const back = columns.find((column) => fields[column].refers === noun)
    if (!back) {
      row[part] = []
      continue
    }
    let query = db.selectFrom(part).select(columns).where(back, '=', id).orderBy('created_at')
    const mine = within(lensOf(base.nouns, part, purpose), reach)
    if (mine) query = query.where(mine)
    row[part] = await query.execute()
    await names(
      db,
      purpose,
      part,
      columns.filter((column) => column !== back),
      row[part],
    )
  }
  return row
}

async function names(db: any, purpose: PurposeId, noun: string, columns: readonly string[], rows: any[]) {
  for (const column of columns) {
    const target = base.nouns[noun]!.fields[column]!.refers
    if (!target || !column.endsWith('_id') || !rows.some((row) => row[column])) continue
    const titles = base.nouns[target]!.title.filter((one) => columnsOf(base.nouns[target]!, purpose).includes(one))
    if (titles.length === 0) continue
    for (const row of rows) {
      const [found] = await db.selectFrom(target).select(titles).where(sql<boolean>`id = ${row[column]}`).execute()
      const title = found && titles.map((one) => found[one]).filter(Boolean)
      row[column.slice(0, -3)] = title ? title.join(' ') : null
    }
  }
}

const some = async (noun: string, purpose: PurposeId, count: number): Promise<string[]> =>
  (await (house.under(purpose) as any).selectFrom(noun).select('id').orderBy('id').limit(count).execute()).map(
    (row: any) => row.id,
  )

describe('a record with its parts', () => {
  test('hidden, out of reach or unknown is not there, and none of its parts is seen', async () => {
    const [hidden, other] = (await some('people', 'relationship', 40)).slice(-2) as [string, string]
    await owner.query('update data.people set permitted = permitted & ~4::bigint where id = $1', [hidden])
    await owner.query(`update data.people set owner_id = 'you', team = 'muut' where id = $1`, [other])
    for (const [id, reach] of [
      [hidden, EVERYBODY],
      [newId(), EVERYBODY],
      [other, SCOPES[1]!],
      [other, SCOPES[2]!],
    ] as const) {
      const { ctx, seen } = asking('relationship', reach)
      await assert.rejects(get(ctx, 'people', id, 'emails,phones'), { code: 'PERSON_NOT_FOUND' })
      assert.deepEqual([...seen], [])
    }
  })

  test('is what a statement for each table brings, byte for byte, under every purpose and reach', async () => {
    let compared = 0
    let parts = 0
    for (const noun of NOUNS) {
      for (const purpose of purposesOf(noun)) {
        for (const reach of SCOPES) {
          for (const id of await some(noun, purpose, noun === 'companies' ? 24 : 6)) {
            const wanted = ['emails', 'employments', 'pets', ...PARTS.filter((_, i) => (i + compared) % 4 === 0)]
            const { ctx } = asking(purpose, reach)
            const expected = await byHand(purpose, reach, noun, id, wanted.slice(0, 8))
            const found = await get(ctx, noun, id, wanted.join()).catch((error) => {
              assert.match(error.code, /NOT_FOUND/)
              return null
            })
            assert.equal(JSON.stringify(found), JSON.stringify(expected), `${noun} ${id} under ${purpose}`)
            compared += found ? 1 : 0
            parts += found ? wanted.reduce((sum, part) => sum + ((found as any)[part]?.length ?? 0), 0) : 0
          }
        }
      }
    }
    assert.ok(compared > 300 && parts > 300, `${compared} records with ${parts} parts compared`)
  })

  test('comes the same in a list', async () => {
    for (const reach of SCOPES) {
      const { ctx, seen } = asking('relationship', reach)
      const wanted = 'employments,emails,pets,phones'
      const { items } = await list(ctx, 'people', { limit: 40, total: 'without', include: wanted })
      assert.ok(items.length > 0)
      for (const item of items) {
        const expected = await byHand('relationship', reach, 'people', item.id, wanted.split(','))
        // Who works nowhere has no key for a name, alone; in a list others may.
        assert.deepEqual(item, expected)
        assert.ok([...seen].includes(`people ${item.id}`))
      }
    }
  })

  test('is one statement, however many parts', async () => {
    const [id] = await some('people', 'relationship', 1)
    for (const parts of [undefined, 'emails', 'emails,phones,employments', 'employments,emails,emails,phones']) {
      const { ctx, statements } = asking('relationship', EVERYBODY)
      await get(ctx, 'people', id!, parts)
      assert.equal(statements(), 1, parts ?? 'none')
    }
  })
})
