import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { ranksOf } from './rank.ts'

const card = (id: string, rank: number | null) => ({ id, rank })
/** The order that comes of it: those with a rank by it, the others as they stood. */
const order = (cards: { id: string; rank: number | null }[], id: string, at: number) => {
  const ranks = ranksOf(cards, id, at)
  const all = [...cards, card(id, null)].map((one) => ({ ...one, rank: ranks[one.id] ?? one.rank }))
  const place = (one: { rank: number | null }) => one.rank ?? Number.POSITIVE_INFINITY
  return all
    .toSorted((a, b) => place(a) - place(b) || 0)
    .map((one) => one.id)
    .join('')
}

describe('ranks', () => {
  test('first, between, last; among those that have none; where no room is left all are numbered anew', () => {
    const none = [card('a', null), card('b', null), card('c', null)]
    assert.deepEqual(
      [-1, 0, 1, 2].map((at) => order(none, 'x', at)),
      ['xabc', 'axbc', 'abxc', 'abcx'],
    )
    const some = [card('a', 5), card('b', 6), card('c', null)]
    assert.deepEqual(
      [-1, 0, 1, 2].map((at) => order(some, 'x', at)),
      ['xabc', 'axbc', 'abxc', 'abcx'],
    )
    assert.deepEqual(Object.keys(ranksOf(some, 'x', 0)).sort(), ['a', 'b', 'x'])
    assert.deepEqual(Object.keys(ranksOf([card('a', 0), card('b', 65_536)], 'x', 0)), ['x'])
    assert.equal(order([], 'x', -1), 'x')
  })
})

describe('the board', () => {
  let served: Served
  let owner: pg.Client
  let seller: Visitor
  let company: string
  let pipeline: string
  let stages: string[]
  before(async () => {
    served = await openServed()
    owner = await served.bed.owner()
    seller = await served.enter('sales_lead')
    company = (await call('POST', '/companies', { name: 'Sijatesti Oy', roles: ['customer'] })).json.id
    pipeline = (await call('POST', '/pipelines', { name: 'Sijaputki' })).json.id
    stages = (await board()).map((one: any) => one.id)
  })
  after(() => served?.close())
  const call = (method: string, path: string, body?: object, version?: number) =>
    seller(method, `/api/v1${path}${path.includes('?') ? '&' : '?'}purpose=sales`, {
      ...(body ? { body } : {}),
      headers: version ? { 'if-match': `"${version}"` } : {},
    })
  const board = async () => (await call('GET', `/deals/board?pipeline_id=${pipeline}`)).json.stages
  const names = async (at = 0) => (await board())[at].items.map((row: any) => row.name).join('')
  const make = async (name: string, close_on?: string) =>
    (await call('POST', '/deals', { name, company_id: company, pipeline_id: pipeline, ...(close_on && { close_on }) }))
      .json
  const move = async (deal: any, to: object) => {
    const { version } = (await call('GET', `/deals/${deal.id}`)).json
    return call('POST', `/deals/${deal.id}/move`, { stage_id: stages[0], ...to }, version)
  }

  test('after a card of another stage or none it does not go, and nothing moves', async () => {
    const [a, b] = [await make('E', '2027-01-01'), await make('F', '2027-01-02')]
    const elsewhere = await make('G')
    await move(elsewhere, { stage_id: stages[1] })
    for (const after of [elsewhere.id, a.id.replace(/.{6}$/, 'ffffff')]) {
      const { status, json } = await move(b, { after })
      assert.deepEqual([status >= 400, json.code], [true, 'REFERENCE_UNKNOWN'])
    }
    assert.equal(await names(), 'EF')
    const ranked = await owner.query(
      'select count(*)::int as n from data.deals where pipeline_id = $1 and rank is not null',
      [pipeline],
    )
    assert.equal(ranked.rows[0].n, 0)
    for (const one of [a, b, elsewhere]) await call('DELETE', `/deals/${one.id}`)
  })

  test('cards stand where they were put, the others by their day; no history of it; another stage forgets the place', async () => {
    const [a, b, c] = [await make('A', '2027-01-01'), await make('B', '2027-02-01'), await make('C', '2027-03-01')]
    assert.equal(await names(), 'ABC')
    assert.equal((await move(c, { after: null })).status, 200)
    assert.equal(await names(), 'CAB')
    await move(a, { after: b.id })
    assert.equal(await names(), 'CBA')
    await make('D', '2026-12-01')
    assert.equal(await names(), 'CBAD')
    const { rows } = await owner.query(`select count(*)::int as n from data.changes where record_id = $1`, [c.id])
    assert.equal(rows[0].n, 0)
    await move(c, { stage_id: stages[1] })
    await move(c, {})
    assert.equal(await names(), 'BADC')
    const paged = await call(
      'GET',
      `/deals?sort=rank,close_on&limit=2&filter=${encodeURIComponent(JSON.stringify({ field: 'stage_id', op: 'is', value: stages[0] }))}`,
    )
    assert.equal(paged.json.items.map((row: any) => row.name).join(''), 'BA')
  })
})
