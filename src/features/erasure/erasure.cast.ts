import { after, before } from 'node:test'
import type pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'

// For the tests of erasure: people to be erased, and what may stand in the way.

export let bed: Bed
export let owner: pg.Client
export let house: House
before(async () => {
  bed = await openBed()
  owner = await bed.owner()
  house = openHouse(bed.connection)
  await house.renew()
})
after(async () => {
  await house.close()
  await bed.close()
})

export const one = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows[0]
export const count = async (text: string, values: unknown[] = []): Promise<number> =>
  (await one(`select count(*)::int as n from ${text}`, values)).n

let made = 0
/** A person of the company’s, with an address and a number of their own. */
export async function person(name = `Kumpu${++made}`): Promise<{ id: string; address: string; number: string }> {
  const address = `eeva.${name.toLowerCase()}@poistuva.example`
  const number = `+35850${String(1_000_000 + ++made)}`
  const { id } = await one(
    `insert into data.people (given_name, family_name, source) values ('Eeva', $1, 'person') returning id`,
    [name],
  )
  await owner.query(
    `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'interest', 'interest', 'allow', data.mask_of_positions(array['customer']), 'test')`,
    [id],
  )
  await owner.query(`insert into data.emails (person_id, address, kind) values ($1, $2, 'private')`, [id, address])
  await owner.query(`insert into data.phones (person_id, number, kind) values ($1, $2, 'mobile')`, [id, number])
  return { id, address, number }
}
export async function contractOf(state: string): Promise<{ id: string; number: string; name: string }> {
  const { id } = await one(`insert into data.companies (name, roles) values ('Sopija Oy', '{customer}') returning id`)
  return one(
    `insert into data.contracts (name, kind, state, start_on, owner_id, company_id) values ('Huoltosopimus', 'customer', $1, '2020-01-01', 'u', $2) returning id, number, name`,
    [state, id],
  )
}
