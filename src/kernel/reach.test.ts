import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actions } from '#features/index.ts'
import { type Bed, openBed } from '../../tests/bed.ts'
import type { Actor } from './action.ts'
import { type House, openHouse } from './database.ts'
import { perform } from './perform.ts'

const actor = (id: string, scope: Actor['scope'], team: string | null): Actor => ({
  kind: 'user',
  id,
  name: id,
  language: 'fi',
  levels: ['seller'],
  writes: new Set(['relationship', 'sales']),
  reads: new Set(['relationship', 'sales']),
  may: new Set(['read', 'write', 'merge']),
  scope,
  team,
})

const everyone = actor('maija', 'all', null)
const sanna = actor('sanna', 'own', 'myynti')
const lauri = actor('lauri', 'team', 'myynti')

describe('own, team and all', () => {
  let bed: Bed
  let house: House
  const call = (name: string, who: Actor, input: object, version?: number) =>
    perform(house, named(name), who, { input, purpose: 'relationship', ...(version ? { version } : {}) })
  const make = (who: Actor, name: string) =>
    call('people.create', who, {
      given_name: name,
      family_name: 'Ulottuva',
      emails: [{ address: `${name.toLowerCase()}@ulottuva.example` }],
    })

  before(async () => {
    bed = await openBed()
    house = openHouse(bed.connection)
    house.actions = actions
  })
  after(async () => {
    await house.close()
    await bed.close()
  })

  test('what is out of reach is not there, by whatever way it is asked for', async () => {
    const other = await make(everyone, 'Muiden')
    const mine = await make(sanna, 'Oma')
    const gone = { code: 'PERSON_NOT_FOUND' }
    const email = other.emails[0].id
    await assert.rejects(call('people.get', sanna, { id: other.id }), gone)
    await assert.rejects(call('people.update', sanna, { id: other.id, job_title: 'x' }, 1), gone)
    await assert.rejects(call('people.delete', sanna, { id: other.id }), gone)
    await assert.rejects(call('people.merge', sanna, { id: mine.id, others: [other.id] }), gone)
    const address = { person_id: other.id, address: 'x@y.example', kind: 'private' }
    await assert.rejects(call('emails.create', sanna, address), gone)
    await assert.rejects(call('emails.update', sanna, { id: email, main: false }, 1), { code: 'NOT_FOUND' })
    await assert.rejects(call('emails.delete', sanna, { id: email }), { code: 'NOT_FOUND' })
    const emails = await call('emails.list', sanna, { filter: { field: 'address', op: 'contains', value: 'ulottuva' } })
    assert.deepEqual(
      emails.items.map((one: any) => one.address),
      ['oma@ulottuva.example'],
    )
    const { hits } = await call('search.list', sanna, { q: 'ulottuva' })
    assert.deepEqual(
      hits.map((hit: any) => hit.id),
      [mine.id],
    )
    const { items } = await call('people.duplicates', sanna, { given_name: 'Muiden', family_name: 'Ulottuva' })
    assert.deepEqual(items, [])
  })

  test('own, the team’s and all are three lists of the same people', async () => {
    const names = async (who: Actor) => {
      const { items } = await call('people.list', who, { q: 'ulottuva' })
      return items.map((one: any) => one.given_name).sort()
    }
    assert.deepEqual(await names(sanna), ['Oma'])
    assert.deepEqual(await names(lauri), ['Oma'])
    assert.deepEqual(await names(everyone), ['Muiden', 'Oma'])
    assert.deepEqual(await names(actor('lauri', 'own', 'myynti')), [])
  })

  test('a wish may be recorded by anyone who works for the purpose, whoever owns the record', async () => {
    const { id } = await make(everyone, 'Toivova')
    await call('people.object', sanna, { id, scope: 'marketing' })
    const { purposes } = await call('people.grounds', everyone, { id })
    assert.equal(purposes.find((one: any) => one.purpose === 'marketing').blocked.kind, 'objection')
  })
})

function named(name: string) {
  const found = actions.find((one) => one.name === name)
  assert.ok(found, name)
  return found
}
