import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import type pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'

// For the tests of quality: a seller, who leads them, and records made for the purpose.

export let served: Served
export let house: House
export let owner: pg.Client
export let lead: Visitor
export let seller: Visitor
export const P = 'purpose=sales'

before(async () => {
  served = await openServed()
  house = openHouse(served.bed.connection)
  await house.renew()
  owner = await served.bed.owner()
  lead = await served.enter('sales_lead')
  seller = await served.enter('seller')
})
after(async () => {
  await house?.close()
  await served?.close()
})

export const make = async (values: object): Promise<any> => {
  const { status, json, text } = await lead('POST', `/api/v1/people?${P}`, {
    body: { source: 'person', position: 'customer', ...values },
  })
  assert.equal(status, 201, text)
  return json
}
export const one = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows[0]
export const call = async (method: string, path: string, body?: object, headers = {}) =>
  lead(method, `/api/v1${path}${path.includes('?') ? '&' : '?'}${P}`, { ...(body && { body }), headers })
