import assert from 'node:assert/strict'
import { after } from 'node:test'
import { openHome } from '../../../tests/home.ts'
import { openServed } from '../../../tests/served.ts'
import { sweep } from './sweep.ts'

// For the tests of what was found: who writes it, who decides, and nothing waiting from before.

export const served = await openServed()
export const { owner, house, one } = await openHome(served.bed)
export const [seller, keeper] = await Promise.all([served.enter('seller'), served.enter('privacy_owner')])
// What the demo company has found by itself stands apart.
await sweep(house, { whole: true })
after(async () => {
  await house.close()
  await served.close()
})

/** A customer’s contact, as a seller records one. */
export async function contact(given_name: string, family_name: string): Promise<string> {
  const { json } = await seller('POST', '/api/v1/people?purpose=relationship', {
    body: { given_name, family_name, position: 'customer' },
  })
  return json.id
}

/** What waits for a decision in a record. */
export async function found(record: string): Promise<{ id: string; kind: string; text: string | null }[]> {
  const { json } = await keeper('GET', '/api/v1/findings/open?purpose=rights&limit=200')
  return json.items.filter((item: any) => item.record_id === record)
}

export async function settle(id: string, decision: object): Promise<void> {
  const { status, text } = await keeper('POST', `/api/v1/findings/${id}/settle?purpose=rights`, { body: decision })
  assert.equal(status, 200, text)
}
