import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import type pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'

// For the tests of wishes: who hears them, who decides, who is the second.

export let served: Served
export let owner: pg.Client
export let seller: Visitor
export let keeper: Visitor
export let second: Visitor
export let house: House
before(async () => {
  served = await openServed()
  owner = await served.bed.owner()
  house = openHouse(served.bed.connection)
  ;[seller, keeper, second] = await Promise.all([
    served.enter('seller'),
    served.enter('privacy_owner'),
    served.enter('management'),
  ])
})
after(async () => {
  await house?.close()
  await served?.close()
})

export const code = (reply: { status: number; json: any }) =>
  [reply.status, reply.json?.code, reply.json?.field].join(' ').trim()
let made = 0
export async function customer(): Promise<string> {
  made += 1
  const { status, json, text } = await seller('POST', '/api/v1/people?purpose=relationship', {
    body: { given_name: 'Toivo', family_name: `Toive${made}`, position: 'customer' },
  })
  assert.equal(status, 201, text)
  return json.id
}
export const act = (who: Visitor, id: string, verb: string, body: object = {}) =>
  who('POST', `/api/v1/people/${id}/${verb}`, { body })
export const lines = async (id: string) => {
  const { json } = await keeper('GET', `/api/v1/people/${id}/grounds?purpose=rights`)
  return Object.fromEntries(json.purposes.map((line: any) => [line.purpose, line]))
}
export const REASONS = 'Sopimuksen toteuttaminen edellyttää yhteyshenkilöä, eikä toista ole.'
/** The evidence was written that much earlier: seals and locks stay as they are, only this database's clock moves. */
export async function age(id: string, interval: string): Promise<void> {
  await owner.query('alter table data.grounds disable trigger _100_frozen')
  await owner.query(
    `update data.grounds set at = at - $2::interval,
    proof = case when proof ? 'due' then proof || jsonb_build_object('due', ((proof->>'due')::date - $2::interval)::date) else proof end where person_id = $1`,
    [id, interval],
  )
  await owner.query('alter table data.grounds enable trigger _100_frozen')
}
