import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { Refusal, toRefusal } from '#kernel/errors.ts'
import { type Filter, lensOf, page, type Query } from '#kernel/records.ts'
import { base, type PurposeId } from '#register/index.ts'
import { type Bed, openBed } from '../../tests/bed.ts'

// For the tests of lists: asked as a purpose asks, without a server between.

let bed: Bed
export let house: House
export let owner: pg.Client
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  owner = await bed.owner()
})
after(async () => {
  await house.close()
  await bed.close()
})

export const list = (query: Partial<Query>, noun = 'people', purpose: PurposeId = 'relationship') =>
  page(house.under(purpose) as Kysely<any>, lensOf(base.nouns, noun, purpose), { limit: 50, ...query })

/** The code and field of the refusal; anything that is no refusal of ours is a defect. */
export const said = (query: Partial<Query>, noun?: string, purpose?: PurposeId): Promise<string> =>
  Promise.resolve()
    .then(() => list(query, noun, purpose))
    .then(
      () => 'done',
      (error) => {
        const refusal = error instanceof Refusal ? error : toRefusal(error)
        assert.notEqual(refusal.code, 'UNEXPECTED', `${error} ${JSON.stringify(query)}`)
        return `${refusal.code} ${refusal.more.field ?? ''}`.trim()
      },
    )

export const filter = (field: unknown, op: unknown, value?: unknown): Filter => ({ field, op, value }) as Filter
