import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { READERS } from '#features/grounds/grounds.ts'
import { SEEKING, urlOf } from '#kernel/database.ts'
import { base } from '#register/index.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { type Branch, soughtBy, statementOf, type Way } from './statements.ts'

let bed: Bed
const pools: pg.Pool[] = []
before(async () => {
  bed = await openBed()
})
after(async () => {
  await Promise.all(pools.map((pool) => pool.end()))
  await bed?.close()
})

// From the newest on is the one way that reads on along an index; it has a time to end by.
const WAYS: readonly Way[] = ['words', 'whole', 'parts', 'guesses', 'together', 'slip', 'number', 'phone', 'email']

type Plan = { 'Node Type': string; 'Index Name'?: string; Disabled?: boolean; Plans?: Plan[] }
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

describe('each branch of a search stands on an index', () => {
  for (const purpose of READERS)
    test(`under ${purpose}, for every noun and way, alone and among others, whatever one reaches`, async () => {
      const pool = new pg.Pool({ connectionString: urlOf(bed.connection, `purpose_${purpose}`), max: 1 })
      pools.push(pool)
      // A connection that the database takes away at the end is no failure of the test.
      pool.on('error', () => {})
      const db = new Kysely<any>({ dialect: new PostgresDialect({ pool }) })
      for (const [name, value] of Object.entries(SEEKING)) await pool.query(`set ${name} = ${value}`)
      // On so little data all plans cost the same. What is left is a list of rows made from an index by a condition,
      // and whatever has none is told apart: it is planned all the same, and marked as disabled.
      await pool.query('set enable_indexscan = off; set enable_indexonlyscan = off; set enable_tidscan = off')
      const planOf = async (branches: readonly Branch[], scope: 'all' | 'own' | 'team' = 'all') => {
        const statement = statementOf(db, base, { purpose, scope, branches })
        if (!statement) return null
        const { rows } = await pool.query(`explain (generic_plan, format json) ${statement.sql}`)
        return nodes(rows[0]['QUERY PLAN'][0].Plan)
      }
      const every: Branch[] = []
      for (const { noun } of soughtBy(base, purpose))
        for (const way of WAYS) {
          const plan = await planOf([[noun, way]])
          if (!plan) continue
          assert.deepEqual(
            plan.filter((node) => node.Disabled),
            [],
            `${purpose}.${noun} ${way}`,
          )
          every.push([noun, way])
        }
      assert.ok(every.length > 3, `${purpose}: ${every.join(' ')}`)
      for (const scope of ['all', 'own', 'team'] as const)
        assert.deepEqual(
          (await planOf(every, scope))!.filter((node) => node.Disabled),
          [],
          scope,
        )
    })

  test('the text is the same whatever is typed, and one only', () => {
    const db = new Kysely<any>({ dialect: new PostgresDialect({ pool: new pg.Pool() }) })
    const of = () => statementOf(db, base, { purpose: 'relationship', scope: 'all', branches: [['people', 'words']] })!
    assert.equal(of(), of())
    assert.deepEqual([...new Set(of().slots)], ['one', 'all', 'guessed'])
    assert.doesNotMatch(of().sql, /like '|to_tsquery\('simple', '/)
  })
})
