import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Cast, openPreferences } from './preferences.cast.ts'
import { wordings } from './wording.ts'

// One number of several: what the gate says of each, whoever refused it and wherever it turns up again.

let cast: Cast
before(async () => {
  cast = await openPreferences()
})
after(() => cast?.close())

let n = 0
/** Somebody with two numbers, of which the first is the main one. */
async function withTwo() {
  const someone = await cast.make({ phoneKind: 'mobile' })
  const { owner } = cast.sending
  const other = `+35840555${String(++n).padStart(4, '0')}`
  await owner.query(
    `insert into data.phones (person_id, permitted, number, kind, main)
     select id, permitted & data.phones_bits(), $2, 'work', false from data.people where id = $1`,
    [someone.id, other],
  )
  const { rows } = await owner.query('select id, number from data.phones where person_id = $1 order by main desc', [
    someone.id,
  ])
  return { ...someone, first: rows[0], second: rows[1] }
}
const call = (person: string, address?: string, content = 'marketing') =>
  cast.sending.gate(content === 'service' ? 'relationship' : 'marketing', 'preview', person, {
    channel: 'phone',
    content,
    ...(content === 'marketing' && { topic: 'products' }),
    ...(address && { address }),
  })
const refuse = (person: string, number: string) =>
  cast.sending.ground(person, { kind: 'number_refused', number, via: 'phone' })

test('nobody’s number but their own, and only they take it back', async () => {
  const [one, other] = [await withTwo(), await withTwo()]
  await assert.rejects(refuse(one.id, other.first.id), /VALUE_NOT_ALLOWED/)
  await refuse(one.id, one.first.id)
  await assert.rejects(cast.sending.ground(one.id, { kind: 'number_opened', number: one.first.id }), /CONSENT_UNPROVEN/)
  assert.equal((await call(one.id, one.first.id)).code, 'NUMBER_REFUSED')
})

test('no sales call to the number; another number, a letter and a service call are as before', async () => {
  const one = await withTwo()
  assert.equal((await call(one.id, one.first.id)).allowed, true)
  await refuse(one.id, one.first.id)
  await refuse(one.id, one.first.id)
  assert.equal((await call(one.id, one.first.id)).code, 'NUMBER_REFUSED')
  assert.equal((await call(one.id, one.second.id)).allowed, true)
  // named none, the gate takes the one that is open
  assert.equal((await call(one.id)).allowed, true)
  assert.equal((await call(one.id, one.first.id, 'service')).allowed, true)
  const post = { channel: 'post', content: 'marketing', topic: 'products' }
  assert.equal((await cast.sending.gate('marketing', 'preview', one.id, post)).allowed, true)
  const said = (await cast.events(one.id)).filter(({ slot }) => slot.startsWith('number:'))
  assert.equal(said.length, 1)
  // the ledger of grounds holds which row it was, and never the number
  assert.equal(JSON.stringify(said).includes(one.first.number.slice(1)), false)
})

test('taken away and written again, the number is still refused; a switchboard is refused for one alone', async () => {
  const one = await withTwo()
  const { owner } = cast.sending
  await refuse(one.id, one.first.id)
  await owner.query('delete from data.phones where id = $1', [one.first.id])
  const { rows } = await owner.query(
    `insert into data.phones (person_id, permitted, number, kind, main)
     select id, permitted & data.phones_bits(), $2, 'mobile', true from data.people where id = $1 returning id`,
    [one.id, one.first.number],
  )
  assert.equal((await call(one.id, rows[0].id)).code, 'NUMBER_REFUSED')
  const [two, three] = [await withTwo(), await withTwo()]
  const boards: string[] = []
  for (const { id } of [two, three]) {
    const made = await owner.query(
      `insert into data.phones (person_id, permitted, number, kind, main)
       select id, permitted & data.phones_bits(), '+358941234567', 'switchboard', false from data.people where id = $1 returning id`,
      [id],
    )
    boards.push(made.rows[0].id)
  }
  await refuse(two.id, boards[0]!)
  assert.equal((await call(two.id, boards[0])).code, 'NUMBER_REFUSED')
  assert.equal((await call(three.id, boards[1])).allowed, true)
})

test('on the page of one’s own choices: refused and allowed again, each on record and told', async () => {
  const one = await withTwo()
  const path = `/preferences/${cast.token('fresh', one)}`
  const shown = await cast.get(`${path}?lang=fi`)
  assert.equal(shown.status, 200)
  assert.ok(shown.text.includes(wordings.fi.choices.numbers.heading))
  assert.equal(shown.text.includes(one.first.number), false)
  const refused = await cast.post(`${path}?lang=fi`, { act: `refuse:${one.first.id}` })
  assert.ok(refused.text.includes('Kielsit myyntipuhelut'))
  assert.equal((await call(one.id, one.first.id)).code, 'NUMBER_REFUSED')
  const again = await cast.post(`${path}?lang=fi`, { act: `open:${one.first.id}` })
  assert.ok(again.text.includes('Sallit taas myyntipuhelut'))
  assert.equal((await call(one.id, one.first.id)).allowed, true)
  const other = await withTwo()
  assert.equal((await cast.post(`${path}?lang=fi`, { act: `refuse:${other.first.id}` })).status, 404)
})
