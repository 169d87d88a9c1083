import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { bitsOf, carriesCopy } from '#kernel/compile.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { base } from '#register/index.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'

// A mask is spread to the nouns that are noted to hold something about the person: what is not noted, no withdrawal reaches.

let bed: Bed
let owner: pg.Client
let people: string[]
before(async () => {
  bed = await openBed()
  owner = await bed.owner()
  const { rows } = await owner.query(
    `select p.id from data.people p where p.permitted & $1 = $1 and not exists (select from data.notes n where n.person_id = p.id)
       and not exists (select from register.held h where h.person_id = p.id and h.noun = 'notes') order by p.id limit 6`,
    [String(bitOf('sales') | bitOf('relationship'))],
  )
  people = rows.map(({ id }) => id)
  assert.equal(people.length, 6)
})
after(() => bed.close())

const notesOf = async (person: string): Promise<string[]> =>
  (await owner.query(`select noun from register.held where person_id = $1 and noun = 'notes'`, [person])).rows.map(
    ({ noun }) => noun,
  )
const examined = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await owner.query("select what, number::int from door.examine('masks')")).rows.map(({ what, number }) => [
      what,
      number,
    ]),
  )
/** Whether sales is closed to the person, and whether each note carries what the mask says. */
const masksOf = async (person: string) => {
  const { rows } = await owner.query(
    `select p.permitted & ${bitOf('sales')} = 0 as closed, array_agg(n.permitted = p.permitted & ${bits}) as same
     from data.people p join data.notes n on n.person_id = p.id where p.id = $1 group by p.id`,
    [person],
  )
  return rows[0]
}
const write = (client: pg.Client, person: string, body = 'x') =>
  client.query('insert into relationship.notes (person_id, body) values ($1, $2) returning id', [person, body])
const object = async (person: string, scope: string) =>
  (await bed.login('purpose_rights')).query(`select door.object($1, $2, 'phone', null, $3)`, [
    person,
    scope,
    suppressionKey(bed.connection.key),
  ])
const bitOf = (purpose: 'sales' | 'relationship'): bigint => 1n << BigInt(base.purposes[purpose]!.bit)
const bits = bitsOf(base, base.nouns.notes!)

describe('that a noun holds something about a person', () => {
  test('is noted with the first row, and once', async () => {
    const [person] = people as [string]
    const client = await bed.login('purpose_relationship')
    assert.deepEqual(await notesOf(person), [])
    await write(client, person)
    await write(client, person)
    assert.deepEqual(await notesOf(person), ['notes'])
  })

  test('is not noted when the row is not kept', async () => {
    const client = await bed.login('purpose_relationship')
    await client.query('begin')
    await write(client, people[1]!)
    await client.query('rollback')
    assert.deepEqual(await notesOf(people[1]!), [])
  })

  test('is noted of the one to whom a row goes over', async () => {
    const client = await bed.login('purpose_relationship')
    const { rows } = await write(client, people[1]!)
    await owner.query('update data.notes set person_id = $2 where id = $1', [rows[0].id, people[2]])
    assert.deepEqual(await notesOf(people[2]!), ['notes'])
    await object(people[2]!, 'sales')
    assert.deepEqual(await masksOf(people[2]!), { closed: true, same: [true] })
  })

  test('is noted for whoever objects the moment the first row comes in', async () => {
    for (const first of ['row', 'objection']) {
      const person = people[first === 'row' ? 3 : 4]!
      const one = await bed.login('purpose_relationship')
      const two = await bed.login('purpose_rights')
      const key = suppressionKey(bed.connection.key)
      const say = () => two.query(`select door.object($1, 'sales', 'phone', null, $2)`, [person, key])
      const [begins, begun, other] =
        first === 'row' ? [one, () => write(one, person), say] : [two, say, () => write(one, person)]
      await begins.query('begin')
      await begun()
      const waiting = other()
      await new Promise((resolve) => setTimeout(resolve, 60))
      await begins.query('commit')
      await waiting
      assert.deepEqual(await masksOf(person), { closed: true, same: [true] }, first)
    }
  })

  test('is missed by the examination when a row came in past the trigger', async () => {
    assert.equal((await examined()).notes, undefined)
    const person = people[5]!
    await owner.query('alter table data.notes disable trigger _500_hold')
    await write(await bed.login('purpose_relationship'), person)
    await owner.query('alter table data.notes enable trigger _500_hold')
    assert.equal((await examined()).notes, 1)
    await owner.query(`insert into register.held (person_id, noun) values ($1, 'notes')`, [person])
    assert.equal((await examined()).notes, undefined)
  })

  test('is noted of every noun that carries the mask, but the three that are always asked', async () => {
    const { rows } = await owner.query(
      `select tgrelid::regclass::text as place from pg_trigger where tgname = '_500_hold' order by 1`,
    )
    const nouns = Object.entries(base.nouns).filter(([, noun]) => noun.schema === 'data' && carriesCopy(noun))
    assert.deepEqual(
      rows.map(({ place }) => place),
      nouns
        .map(([name]) => `data.${name}`)
        .filter((place) => !['data.emails', 'data.phones', 'data.employments'].includes(place))
        .sort(),
    )
    // the trigger reads the person under this name
    for (const [name, noun] of nouns) assert.equal(noun.person, 'person_id', name)
  })
})
