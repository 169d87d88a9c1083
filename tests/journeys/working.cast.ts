import { after, before } from 'node:test'
import type { Page } from 'playwright-core'
import { nouns, purposes } from '#register/index.ts'
import { api, openStage, type Stage } from './browser.ts'

// For the journeys of a working day: customers of whom each story takes its own.

export let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage?.close())

export const customer = purposes.relationship.label.fi
export const title = nouns.people.fields.job_title.label.fi

type Known = { id: string; version: number; given_name: string; family_name: string; job_title: string } & {
  phones: { number: string }[]
  employments: { company: string; company_id: string }[]
  involvements: unknown[]
}
export const nameOf = (person: Known) => `${person.given_name} ${person.family_name}`

/** Customers whom marketing may write to, whose name nobody shares; each story takes its own. */
const taken = new Set<string>()
export async function customers(seller: Page, marketer: Page): Promise<Known> {
  const [all, reachable] = [
    (await api(seller, 'GET', '/people?purpose=relationship&limit=200&include=phones,employments,involvements'))
      .items as Known[],
    (await api(marketer, 'GET', '/people?purpose=marketing&limit=200')).items as Known[],
  ]
  const found = all.find(
    (one) =>
      !taken.has(nameOf(one)) &&
      one.phones.length > 0 &&
      // Whom a contract names is not deleted.
      one.involvements.length === 0 &&
      reachable.some(({ id }) => id === one.id) &&
      [...all, ...reachable].every((other) => other.id === one.id || nameOf(other) !== nameOf(one)),
  )!
  taken.add(nameOf(found))
  return found
}
