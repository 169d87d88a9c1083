import { after, before } from 'node:test'
import type pg from 'pg'
import type { House } from '#kernel/database.ts'
import { type Home, openHome, somebody } from '../../../tests/home.ts'

// For the tests of erasure: people to be erased, and what may stand in the way.

let home: Home
export let bed: Home['bed']
export let owner: pg.Client
export let house: House
export let one: Home['one']
export let count: Home['count']
before(async () => {
  home = await openHome()
  ;({ bed, owner, house, one, count } = home)
})
after(() => home.close())

let made = 0
/** A person of the company’s, with an address and a number of their own. */
export async function person(name = `Kumpu${++made}`): Promise<{ id: string; address: string; number: string }> {
  const address = `eeva.${name.toLowerCase()}@poistuva.example`
  const number = `+35850${String(1_000_000 + ++made)}`
  const id = await somebody(home, { given: 'Eeva', family: name, address, number })
  return { id, address, number }
}
export async function contractOf(state: string): Promise<{ id: string; number: string; name: string }> {
  const { id } = await one(`insert into data.companies (name, roles) values ('Sopija Oy', '{customer}') returning id`)
  return one(
    `insert into data.contracts (name, kind, state, start_on, owner_id, company_id) values ('Huoltosopimus', 'customer', $1, '2020-01-01', 'u', $2) returning id, number, name`,
    [state, id],
  )
}
