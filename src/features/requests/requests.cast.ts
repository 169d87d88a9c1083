import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { clock } from '#kernel/clock.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { openServed, type Reply, type Served, type Visitor } from '../../../tests/served.ts'

// For the tests of requests: people nobody else speaks of, and who records, decides and looks on.

export let served: Served
export let house: House
export let keeper: Visitor
export let seller: Visitor
export let lead: Visitor
export let people: { id: string; address: string }[]
export let owner: Awaited<ReturnType<Served['bed']['owner']>>
export const DAY = 86_400_000
export const now = clock.now

before(async () => {
  served = await openServed()
  house = openHouse(served.bed.connection)
  await house.renew()
  ;[keeper, seller, lead] = await Promise.all([
    served.enter('privacy_owner'),
    served.enter('seller'),
    served.enter('management'),
  ])
  owner = await served.bed.owner()
  people = (
    await owner.query(
      `select p.id, min(e.address) as address from data.people p join data.emails e on e.person_id = p.id
       where (p.permitted & data.bit_of_login('purpose_relationship')) <> 0 and e.kind <> 'generic'
         and not exists (select from data.requests r where r.person_id = p.id) and not exists (select from data.involvements i where i.person_id = p.id) and not exists (select from data.canaries c where c.person_id = p.id)
       group by p.id having count(*) = 1 order by p.language <> 'fi', p.id limit 90`,
    )
  ).rows
})
after(async () => {
  clock.now = now
  await house?.close()
  await served?.close()
})

let used = 0
export const next = () => people[used++]!
export const ask = (who: Visitor, body: object, purpose = 'rights') =>
  who('POST', `/api/v1/requests?purpose=${purpose}`, { body })
export const made = async (body: object = {}): Promise<string> => {
  const { status, json } = await ask(keeper, {
    kinds: ['access'],
    channel: 'phone',
    language: 'fi',
    person: next().id,
    ...body,
  })
  assert.equal(status, 201, JSON.stringify(json))
  return json.id
}
export const work = (id: string, verb: string, body: object = {}, who = keeper): Promise<Reply> =>
  who('POST', `/api/v1/requests/${id}/${verb}?purpose=rights`, { body })
export const look = async (id: string) => (await keeper('GET', `/api/v1/requests/${id}?purpose=rights`)).json
/** Something of theirs is kept by an act and section. */
export const hold = (person: string) =>
  owner.query(
    `insert into data.grounds (person_id, slot, kind, effect, purposes, until, proof, actor)
     values ($1, 'hold:test', 'hold', 'allow', 0, now() + interval '1 year', '{"act": "Kirjanpitolaki 1336/1997", "section": "2:10"}', 'test')`,
    [person],
  )
export async function refused(answer: Promise<Reply>, code: string, field?: string) {
  const { status, json } = await answer
  assert.equal(json?.code, code, `${status} ${JSON.stringify(json)}`)
  if (field) assert.ok(json.field === field || json.detail === field, JSON.stringify(json))
}
export const ago = (days: number) => new Date(now().getTime() - days * DAY).toISOString()
