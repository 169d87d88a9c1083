import { after, before } from 'node:test'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'

// For the tests of the desk: a seller, who leads them, and rows as a list shows them.

export let served: Served
export let seller: Visitor
export let lead: Visitor
before(async () => {
  served = await openServed()
  seller = await served.enter('seller')
  lead = await served.enter('sales_lead')
})
after(() => served.close())

export const ask = async (
  who: Visitor,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => who(method, `/api/v1${path}`, { ...(body === undefined ? {} : { body }), ...(headers ? { headers } : {}) })
export const some = async (noun: string, count: number) =>
  (await ask(lead, 'GET', `/${noun}?purpose=relationship&limit=${count}`)).json.items as any[]
export const seenRows = (rows: any[]) => rows.map(({ id, version }) => ({ id, version }))
