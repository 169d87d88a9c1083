import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { openStore } from '#kernel/store.ts'
import { type Home, keepContent, openHome, somebody } from '../../../tests/home.ts'
import { carryOutAll, eraseNow, lookAgain, queueErasure, step } from './erase.ts'
import { searchFor } from './search.ts'
import { NOBODY } from './step.ts'
import { lookInside, tellUnread } from './stored.ts'

// What is inside others' files speaks of somebody who was erased too: found, told to a human, and kept for a reason or gone.

let home: Home
let owner: pg.Client
let house: House
let one: Home['one']
const folder = mkdtempSync(join(tmpdir(), 'seloste-inside-'))
const stood = config.dataFolder
before(async () => {
  Object.assign(config, { dataFolder: folder })
  home = await openHome()
  ;({ owner, house, one } = home)
})
after(async () => {
  await home.close()
  Object.assign(config, { dataFolder: stood })
  rmSync(folder, { recursive: true, force: true })
})

async function person(family: string): Promise<{ id: string; address: string; number: string }> {
  const address = `tyyne.${family.toLowerCase().replace(/[äö]/g, 'a')}@poistuva.example`
  const number = `+35844${String(Math.floor(Math.random() * 9_000_000) + 1_000_000)}`
  const id = await somebody(home, { given: 'Tyyne', family, address, number })
  return { id, address, number }
}

/** A file of somebody's, or of a company, that says this. */
async function file(said: string | Buffer, whose: string | null = null, type = 'text/plain'): Promise<string> {
  const body = Buffer.from(said as string)
  const { id } = await one(
    `insert into data.files (person_id, company_id, name, type, bytes, hash)
     values ($1, case when $1::uuid is null then (select id from data.companies order by id limit 1) end, 'muistio.txt', $2, $3, 'x') returning id`,
    [whose, type, body.length],
  )
  await keepContent(home, id, body)
  return id
}
const mentions = async () =>
  (
    await owner.query(
      `select id, noun, record_id, field, state, reason from data.findings where kind = 'mention' and field = '(content)' order by id`,
    )
  ).rows
const unread = async () =>
  (
    await owner.query(
      `select record_id, state, person_id from data.findings where kind = 'unread' order by found_at, record_id`,
    )
  ).rows.map(({ record_id, state, person_id }) => [record_id, state, person_id])
const settle = (finding: string, state: string, more: object = {}) =>
  step(house, NOBODY, { do: 'settle', finding, state, ...more }, 'somebody')
const there = async (id: string) =>
  (await one('select exists (select from data.files where id = $1) as there', [id])).there as boolean

test('only a noun whose content stands outside is read so, and under no purpose but that of rights', async () => {
  await assert.rejects(step(house, NOBODY, { do: 'stored', noun: 'notes', most: 5 }), { message: 'NOT_FOUND' })
  const sales = await home.bed.login('purpose_sales')
  const asked = { do: 'stored', noun: 'files', most: 5 }
  await assert.rejects(sales.query('select door.erase($1, $2::jsonb)', [NOBODY, asked]), { code: '42501' })
})

test('a name, an address and a number in others’ files wait for a human; kept for a reason or destroyed, the erasure is done', async () => {
  const gone = await person('Tiedostonen')
  const other = await person('Muunen')
  const [named, addressed, numbered] = [
    await file('Kokous 3.4.\nPaikalla Tyyne Tiedostosen lisäksi kaksi.', other.id),
    await file(`"${gone.address}";kutsuttu`, null, 'text/csv'),
    await file(Buffer.from(`Soita ${gone.number.slice(0, 6)} ${gone.number.slice(6)} perjantaina`, 'latin1')),
  ]
  const own = await file('Tyyne Tiedostonen, oma hakemus', gone.id)
  const picture = await file(Buffer.from('\x89PNG\r\n', 'latin1'), null, 'image/png')
  await file('Tiedostonen on sukunimi. Tyyne on etunimi.')
  const { state, id: erasure } = await eraseNow(house, gone.id, 'request')
  assert.equal(state, 'incomplete')
  assert.equal(await there(own), false)
  const found = await mentions()
  assert.deepEqual(found.map(({ record_id }) => record_id).sort(), [named, addressed, numbered].sort())
  assert.ok(found.every(({ noun, field, state }) => noun === 'files' && field === '(content)' && state === 'open'))
  // What nobody could read is on the certificate: a human knows that there was a picture.
  assert.deepEqual(
    await one(`select found->>'unread' as n, found->'unsearched' as which from data.erasures where id = $1`, [erasure]),
    { n: '1', which: [{ noun: 'files', id: picture }] },
  )
  assert.deepEqual(await unread(), [[picture, 'open', null]])
  const of = (record: string) => found.find(({ record_id }) => record_id === record)!.id as string
  await assert.rejects(settle(of(named), 'masked', { text: 'x' }), { message: 'VALUE_NOT_ALLOWED' })
  await assert.rejects(settle(of(named), 'harmless'), { message: 'VALUE_MISSING' })
  await assert.rejects(settle(of(named), 'harmless', { reason: '  ok ' }), { message: 'VALUE_MISSING' })
  await settle(of(named), 'harmless', { reason: 'Kokouksen pöytäkirja on säilytettävä.' })
  await settle(of(addressed), 'destroyed')
  assert.equal((await one('select state from data.erasures where id = $1', [erasure])).state, 'incomplete')
  await settle(of(numbered), 'destroyed')
  assert.equal((await one('select state from data.erasures where id = $1', [erasure])).state, 'done')
  assert.deepEqual([await there(named), await there(addressed), await there(numbered)], [true, false, false])
  for (const id of [addressed, numbered])
    assert.equal((await one('select count(*)::int as n from data.file_keys where file_id = $1', [id])).n, 0)
  const [kept] = (await mentions()).filter(({ record_id }) => record_id === named)
  assert.deepEqual([kept.state, kept.reason], ['harmless', 'Kokouksen pöytäkirja on säilytettävä.'])
  // Their objects leave the store with the next look, and nothing is left to find.
  assert.equal(await lookAgain(house, gone.id, erasure), 'done')
  const left = await one(
    `select count(*)::int as n from register.objects where gone_at is not null and file_id = any ($1)`,
    [[addressed, numbered]],
  )
  assert.equal(left.n, 0)
  await owner.query('select data.take_rows($1, array[$2::uuid])', ['files', picture])
})

test('a file that came while they were erased is found afterwards; of a file nothing is asked a second time', async () => {
  const gone = await person('Myöhänen')
  const identity = { names: [{ given: 'Tyyne', family: 'Myöhänen' }], addresses: [], numbers: [], others: [] }
  const erasure = await queueErasure(house, gone.id, 'request')
  const search = searchFor(house, [{ id: erasure, identity }])
  const mine = await file('Tyyne Myöhänen itse', gone.id)
  const before = (await mentions()).length
  await search.mentions(new Set([gone.id]))
  assert.equal((await mentions()).length, before)
  const late = await file('Myöhäselle, Tyynelle')
  await search.mentions(new Set())
  const found = (await mentions()).slice(before).map(({ record_id }) => record_id)
  // Theirs was passed over while it was to go with them; who is not erased after all is everybody else.
  assert.deepEqual(found.sort(), [mine, late].sort())
  await search.mentions(new Set())
  assert.equal((await mentions()).length, before + 2)
})

test('of many together each is told of their own', async () => {
  const people = [await person('Joukonen'), await person('Ryhmänen')]
  const [first, both] = [await file('Tyyne Joukoselle'), await file('Tyyne Joukonen ja Tyyne Ryhmänen')]
  const waiting = []
  for (const { id } of people) waiting.push({ id: await queueErasure(house, id, 'retention'), subject: id })
  await carryOutAll(house, { singly: [], together: waiting }, (_, error) => {
    throw error
  })
  const told = async (id: string) =>
    (
      await owner.query(
        `select f.record_id from data.erasures e cross join jsonb_array_elements_text(e.found->'mentions') m
         join data.findings f on f.id = m::uuid where e.id = $1`,
        [id],
      )
    ).rows.map(({ record_id }) => record_id)
  assert.deepEqual((await told(waiting[0]!.id)).sort(), [first, both].sort())
  assert.deepEqual(await told(waiting[1]!.id), [both])
})

test('a file that waits for its own review is read all the same', async () => {
  const id = await file('Tyyne Odottava jäi sairauslomalle')
  await owner.query(
    `insert into data.findings (kind, noun, record_id, field) values ('health', 'files', $1, '(content)')`,
    [id],
  )
  await step(house, NOBODY, { do: 'sensitive', what: 'withhold', sentence: 'x' })
  const texts = []
  for await (const { id: here, found } of lookInside(house, 'files', (text) => [text]))
    if (here === id) texts.push(...found)
  assert.deepEqual(texts, ['Tyyne Odottava jäi sairauslomalle'])
})

test('a file of more than can be held is read to its end, and speaks of them at its end', async () => {
  const gone = await person('Pitkänen')
  const line = Buffer.from('Tilaus toimitetaan perjantaina, sopimus jatkuu ennallaan. ')
  const bytes = 24 * 1024 ** 2
  const said = Buffer.alloc(bytes, line)
  said.write(`Tyyne Pitkäselle, ${gone.address}`, bytes - 200)
  const large = await file(said, null, 'text/csv')
  const { id: erasure, state } = await eraseNow(house, gone.id, 'request')
  assert.equal(state, 'incomplete')
  const [found] = (await mentions()).filter(({ record_id }) => record_id === large)
  assert.equal(found?.state, 'open')
  await settle(found.id, 'destroyed')
  assert.equal((await one('select state from data.erasures where id = $1', [erasure])).state, 'done')
})

test('a file that nobody could read is asked about once; what can be read after all, or is gone, waits no longer', async () => {
  await owner.query(`delete from data.findings where kind = 'unread'`)
  const whose = await person('Kuvanen')
  const first = await file(Buffer.from('\x89PNG one', 'latin1'), whose.id, 'image/png')
  const second = await file(Buffer.from('\x89PNG two', 'latin1'), null, 'image/png')
  await tellUnread(house, 'files', [first, second])
  await tellUnread(house, 'files', [first, second])
  assert.deepEqual(
    (await unread()).sort(),
    [
      [first, 'open', whose.id],
      [second, 'open', null],
    ].sort(),
  )
  await assert.rejects(tellUnread(house, 'notes', [first]), { message: 'NOT_FOUND' })
  const { id } = await one(`select id from data.findings where kind = 'unread' and record_id = $1`, [first])
  const asked = { do: 'sensitive', what: 'settle', finding: id, state: 'harmless', text: null, sentence: 'x' }
  await assert.rejects(settle(id, 'destroyed'), { message: 'NOT_FOUND' })
  await assert.rejects(step(house, NOBODY, { ...asked, state: 'masked', text: 'x' }), { message: 'VALUE_NOT_ALLOWED' })
  await step(house, NOBODY, asked, 'somebody')
  await tellUnread(house, 'files', [first, second])
  assert.deepEqual((await unread()).map(([, state]) => state).sort(), ['harmless', 'open'])
  // Nothing takes it away but a human: no key is withheld, no day comes.
  const stands = await one(`select sealed from data.file_keys where file_id = $1`, [second])
  assert.notEqual(stands.sealed, 'awaits')
  const { now } = await one('select clock_timestamp() as now')
  await tellUnread(house, 'files', [], now.toISOString())
  assert.deepEqual(await unread(), [[first, 'harmless', whose.id]])
  await tellUnread(house, 'files', [second])
  await owner.query('select data.take_rows($1, array[$2::uuid])', ['files', second])
  await tellUnread(house, 'files', [])
  assert.deepEqual(await unread(), [[first, 'harmless', whose.id]])
})

test('whose content is lost is told to nobody here: it is for those who look after files', async () => {
  const id = await file('Tyyne Kadonnut')
  await openStore().drop(id)
  for await (const told of lookInside(house, 'files', (text) => [text])) {
    if (told.id === id) assert.deepEqual([told.read, told.lost, told.found.size], [false, true, 0])
  }
})
