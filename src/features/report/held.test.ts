import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { House } from '#kernel/database.ts'
import { openHouse } from '#kernel/database.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { base } from '#register/index.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { decoded, type Reading } from './decode.ts'
import { heldOf } from './held.ts'

let bed: Bed
let house: House
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  await house.renew()
})
after(async () => {
  await house.close()
  await bed.close()
})

const nobody = '00000000-0000-7000-8000-000000000000'
const reading = (language: 'fi' | 'sv' | 'en'): Reading => ({
  register: base,
  language,
  person: nobody,
  names: { record: () => null, any: () => null, user: () => null },
})

test('a code without words is refused by its name', () => {
  assert.throws(() => decoded(reading('fi'), 'emails', 'kind', 'SEG_17', {}), /REPORT_UNREADABLE_VALUE: SEG_17/)
  assert.throws(() => decoded(reading('fi'), 'notes', 'purpose', 'spying', {}), /REPORT_UNREADABLE_VALUE/)
  assert.throws(() => decoded(reading('fi'), 'case_digests', 'topic', 'who_knows', {}), /REPORT_UNREADABLE_VALUE/)
})

test('every code of the register has words in every language', () => {
  for (const language of LANGUAGES)
    for (const [name, noun] of Object.entries(base.nouns))
      for (const [column, field] of Object.entries(noun.fields))
        for (const code of Object.keys(field.options ?? {})) {
          const value = field.type === 'choices' ? [code] : code
          const words = decoded(reading(language), name, column, value, {})
          assert.ok(words && words.length > 0, `${name}.${column} ${code} ${language}`)
        }
})

test('values are written as people write them', () => {
  const fi = reading('fi')
  assert.equal(decoded(fi, 'deals', 'value', '1234.5', { currency: 'EUR' }), '1\u00a0234,50\u00a0€')
  assert.equal(decoded(fi, 'employments', 'start_on', '2026-11-02', {}), '2.11.2026')
  assert.match(decoded(fi, 'notes', 'created_at', '2026-11-02T10:05:00+00:00', {})!, /^2\.11\.2026.*12\.05$/)
  assert.equal(
    decoded(fi, 'grounds', 'slot', 'objection:marketing', {}),
    `vastustus: ${base.purposes.marketing!.label.fi}`,
  )
  assert.equal(decoded(fi, 'changes', 'was', 'named_work', { of: 'emails.kind' }), 'oma työosoite')
  assert.equal(decoded(fi, 'changes', 'of', 'emails.kind', {}), 'Sähköpostiosoite: laji')
  assert.equal(decoded(fi, 'grounds', 'actor', 'person', {}), 'sinä itse')
  assert.equal(
    decoded(fi, 'case_digests', 'state', 'waiting', {}),
    base.nouns.cases!.fields.state!.options!.waiting!.fi,
  )
})

test('nobody who is not there', async () => {
  await assert.rejects(() => heldOf({ house }, nobody, 'fi'), /PERSON_NOT_FOUND/)
})

test('people of the demo company are told in words, in every language', async () => {
  const { rows } = await house.pool('rights').query('select id from rights.people order by id')
  // Every fourth: the rest differ in nothing that is decoded.
  for (const [i, { id }] of rows.filter((_, at) => at % 4 === 0).entries()) {
    const held = await heldOf({ house }, id, LANGUAGES[i % 3]!)
    assert.ok(held.name)
    assert.ok(held.categories.some(({ id: category }) => category === 'name'))
    for (const { blocks } of held.categories)
      for (const block of blocks) {
        assert.ok(block.until.length > 0 && block.sources.length > 0, block.noun)
        for (const { facts } of block.records)
          for (const fact of facts) assert.ok(fact.value, `${block.noun}.${fact.field}`)
      }
  }
})
