import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { today } from '#kernel/clock.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { base } from '#register/index.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { type HeldRecord, heldOf } from './held.ts'
import { later } from './until.ts'

// Until when each thing is kept, as its clock runs on this installation; and what is found by an address alone.

let bed: Bed
let house: House
let owner: pg.Client
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  await house.renew()
  owner = await bed.owner()
})
after(async () => {
  await house?.close()
  await bed?.close()
})

const one = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows[0]
const all = Object.fromEntries(Object.entries(base.retention).map(([rule, { length }]) => [rule, length]))
const adopt = (rules: Record<string, string | null>) =>
  owner.query(
    `insert into register.settings (name, value, by, at) values ('retention_adopted', $1, 'test', clock_timestamp())`,
    [JSON.stringify({ reason: 'kokeillaan', by_name: 'Testi', rules })],
  )
let made = 0
/** Somebody of a customer: in the role, or out of it since so many days ago. */
async function contact(left: number | null): Promise<{ id: string; address: string; number: string }> {
  const address = `säilyvä.${++made}@kellot.example`
  const number = `+35850${String(7_000_000 + made)}`
  const { id } = await one(
    `insert into data.people (given_name, family_name, source, permitted) values ('Säilyvä', 'Kello${made}', 'person', -1) returning id`,
  )
  const { id: company } = await one(
    `insert into data.companies (name, roles) values ('Kelloyhtiö Oy', '{customer}') returning id`,
  )
  await owner.query(
    `insert into data.employments (person_id, company_id, start_on, end_on, permitted) values ($1, $2, '2000-01-01', current_date - $3::int, -1)`,
    [id, company, left],
  )
  await owner.query(
    `insert into data.contracts (name, kind, state, start_on, owner_id, company_id) values ('Huolto', 'customer', 'active', '2020-01-01', 'u', $1)`,
    [company],
  )
  await owner.query(`insert into data.emails (person_id, address, kind, permitted) values ($1, $2, 'private', -1)`, [
    id,
    address,
  ])
  await owner.query(`insert into data.phones (person_id, number, kind, permitted) values ($1, $2, 'mobile', -1)`, [
    id,
    number,
  ])
  return { id, address, number }
}
const records = async (person: string, noun: string, language: 'fi' | 'sv' | 'en' = 'fi'): Promise<HeldRecord[]> =>
  (await heldOf({ house }, person, language)).categories.flatMap(({ blocks }) =>
    blocks.filter((block) => block.noun === noun).flatMap(({ records }) => records),
  )
const endOf = async (person: string, noun: string) => (await records(person, noun))[0]!.until
const plus = async (days: number, length: string): Promise<string> =>
  (await one(`select ((current_date + $1::int) + $2::interval)::date::text as day`, [days, length])).day

describe('no day is told', () => {
  test('of a rule that nobody has adopted, nor of one of another length than was adopted', async () => {
    const { id } = await contact(30)
    for (const rules of [{}, { ...all, contact: 'P99M' }]) {
      await adopt(rules)
      const { on, words } = await endOf(id, 'emails')
      assert.equal(on, null)
      assert.match(words, /Säilytysaikaa ei ole vielä vahvistettu/)
    }
    await adopt(all)
    assert.ok((await endOf(id, 'emails')).on)
  })

  test('while the clock has not begun: what starts it is told, in every language', async () => {
    await adopt(all)
    const { id } = await contact(null)
    for (const language of LANGUAGES) {
      const { on, words, rule } = (await records(id, 'emails', language))[0]!.until
      assert.deepEqual([on, rule], [null, 'contact'])
      assert.ok(words.includes(base.retention.contact!.from[language]), words)
      assert.match(words, /\b12\b/)
    }
    assert.match(
      (await endOf(id, 'emails')).words,
      /^Kunnes on kulunut 12 kuukautta siitä, kun .*; sitten tiedot poistetaan\. Aika ei ole vielä alkanut\.$/,
    )
  })

  test('of what something living needs, nor while the use is restricted', async () => {
    const { id } = await contact(30)
    await owner.query(
      `insert into data.requests (kinds, channel, person_id, permitted) values ('{other}', 'mail', $1, -1)`,
      [id],
    )
    assert.equal((await endOf(id, 'requests')).on, null)
    const { id: note } = await one(
      `insert into data.notes (person_id, body, purpose, permitted) values ($1, 'Soitto', 'relationship', -1) returning id`,
      [id],
    )
    assert.ok((await endOf(id, 'notes')).on)
    await owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'restriction', 'restriction', 'block', 0, 'test')`,
      [id],
    )
    const until = (await records(id, 'notes')).find((record) => record.id === note)!.until
    assert.equal(until.on, null)
    assert.match(until.words, /rajoitettu/)
  })
})

describe('the day', () => {
  before(() => adopt(all))

  test('is the row’s own clock or its person’s, whichever ends first, as the nightly run reckons it', async () => {
    const { id } = await contact(30)
    const left = await plus(-30, '12 months')
    assert.deepEqual(await endOf(id, 'people'), { ...(await endOf(id, 'people')), rule: 'contact', on: left })
    assert.equal((await endOf(id, 'emails')).on, left, 'what is a part of them goes with them')
    await owner.query(
      `insert into data.notes (person_id, body, purpose, permitted, created_at) values
         ($1, 'Vanha', 'relationship', -1, now() - interval '30 months'), ($1, 'Uusi', 'relationship', -1, now())`,
      [id],
    )
    const notes = await records(id, 'notes')
    const rows = await owner.query(
      `select id, least((created_at + interval '36 months')::date, $2::date)::text as day from data.notes where person_id = $1`,
      [id, left],
    )
    assert.deepEqual(
      new Map(notes.map((record) => [record.id, record.until.on])),
      new Map(rows.rows.map((row) => [row.id, row.day])),
    )
    assert.equal(new Set(notes.map(({ until }) => until.rule)).size, 2)
    const { words } = notes.find(({ until }) => until.rule === 'correspondence')!.until
    assert.match(words, /^\d+\.\d+\.\d{4} asti; sitten tiedot poistetaan\.$/)
  })

  test('is never one that is past: what is overdue goes in the next run', async () => {
    const { id } = await contact(3000)
    assert.equal((await endOf(id, 'people')).on, today())
  })

  test('is the law’s, where a law keeps it longer', async () => {
    const { id } = await contact(null)
    const { id: company } = await one(
      `insert into data.companies (name, business_id, person_id, roles, permitted) values ('Tmi Kello', '1234567-1', $1, '{customer}', -1) returning id`,
      [id],
    )
    await owner.query(
      `insert into data.orders (company_id, contact_id, state, ordered_on, invoiced_at) values ($1, $2, 'invoiced', '2026-02-01', '2026-03-15')`,
      [company, id],
    )
    const { on, words } = await endOf(id, 'orders')
    assert.equal(on, '2032-12-31')
    assert.match(words, /31\.12\.2032 asti, koska laki \(1336\/1997, 2:10\) vaatii sen/)
  })

  test('months end where they end', () => {
    assert.equal(later('2026-11-30', 'P3M'), '2027-02-28')
    assert.equal(later('2024-02-29', 'P1Y'), '2025-02-28')
    assert.equal(later('2026-12-31', 'P1D'), '2027-01-01')
    assert.equal(later('2026-01-31', 'P24M'), '2028-01-31')
  })
})

describe('found though it names nobody', () => {
  test('the line of a file that was not let in, the file it stood in, a merge, and an address never to be used again', async () => {
    const [who, other] = [await contact(null), await contact(null)]
    const { id: file } = await one(
      `insert into data.imports (file_name, purpose, actor) values ('vanha.csv', 'sales', 'test') returning id`,
    )
    const { id: stranger } = await one(
      `insert into data.imports (file_name, purpose, actor) values ('muu.csv', 'sales', 'test') returning id`,
    )
    await owner.query(
      `insert into data.import_rows (import_id, line, outcome, record_id, code, cells) values
         ($1, 1, 'created', $2, null, null), ($1, 2, 'rejected', null, 'EMAIL_INVALID', $3), ($1, 3, 'rejected', null, 'EMAIL_INVALID', $4),
         ($5, 1, 'created', $6, null, null)`,
      [
        file,
        who.id,
        JSON.stringify({ name: 'Säilyvä', phone: who.number.replace('+358', '0').replace(/(\d{3})(\d{3})/, '$1 $2 ') }),
        JSON.stringify({ name: 'Toinen', email: other.address }),
        stranger,
        other.id,
      ],
    )
    await owner.query(
      `insert into data.merges (id, noun, kept, others, moved, was, last_ground, actor) values (data.new_id(), 'people', $1, $2, '{}', $3, 0, 'test')`,
      [who.id, JSON.stringify([]), JSON.stringify({ given_name: 'Entinen', source: 'person' })],
    )
    await owner.query(`insert into data.suppressions (hash, purposes) values (data.address_hash($1, $2), 4)`, [
      who.address.toUpperCase(),
      suppressionKey(bed.connection.key),
    ])
    const { found, categories } = await heldOf({ house }, who.id, 'fi')
    const count = (noun: string) => found.find((each) => each.noun === noun)?.count
    assert.deepEqual(
      ['import_rows', 'imports', 'merges', 'suppressions'].map(count),
      [2, 1, 1, 1],
      'their own, and not the line with somebody else’s address',
    )
    const text = JSON.stringify(categories)
    assert.ok(
      text.includes('Etunimi: Entinen') && text.includes('henkilöltä itseltään'),
      'a record kept whole, in words',
    )
    assert.ok(!text.includes(other.address))
    const facts = categories.flatMap(({ blocks }) =>
      blocks.flatMap(({ records }) => records.flatMap(({ facts }) => facts)),
    )
    for (const field of ['cells', 'was'])
      assert.equal(facts.find((fact) => fact.field === field)!.free, true, 'looked through for others before it leaves')
    const ends = (await records(who.id, 'suppressions'))[0]!.until
    assert.equal(ends.rule, 'suppression')
    assert.equal(ends.on, await plus(0, '5 years'), 'it outlives its person, and is looked at again')
    assert.match(ends.words, /tarve arvioidaan uudelleen/)
    assert.equal((await records(who.id, 'import_rows'))[0]!.until.on, await plus(0, '30 days'), 'as its file')
  })
})
