import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { flawsOf, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// Who of us has looked is told by day and purpose; a name only when two have said so: one at the request, on a desk, the
// other on a phone, who sees whom and why and never of whom.

let stage: Stage
let asked: { id: string; number: string }
let colleague: string
const person = '019a0000-0002-7000-8000-000000000021'
const REASON = 'Pyytäjä vaatii korvausta urkinnasta eikä voi yksilöidä tekijää ilman nimeä.'

before(async () => {
  stage = await openStage()
  const owner = await stage.owner()
  colleague = stage.card('seller').name
  await owner.query(
    `insert into ledger.entries (id, actor, purpose, action, noun, ids, fields, outcome, detail, salt)
     select data.new_id(), u.id, 'relationship', 'people.get', 'people', array[$1::uuid], '{}', 'done', '{}', ext.gen_random_bytes(16)
     from auth.users u where u.name = $2`,
    [person, colleague],
  )
  const paula = await stage.visit({ level: 'privacy_owner' })
  const made = await paula.request.post('/api/v1/requests', {
    data: { kinds: ['access'], channel: 'phone', person, language: 'fi' },
  })
  asked = await made.json()
})
after(() => stage?.close())

test('one proposes with a reason, and the letter names nobody yet', async () => {
  const paula = await stage.visit({ level: 'privacy_owner' })
  await paula.goto(`/requests/${asked.id}`)
  const looks = panel(paula, words('requests.looks'))
  const line = looks.getByRole('listitem').filter({ hasText: colleague })
  await line.getByRole('button', { name: words('requests.name'), exact: true }).click()
  const propose = looks.getByRole('button', { name: words('requests.name.propose') })
  await looks.getByLabel(words('requests.name.why')).fill('pyysi')
  assert.equal(await propose.isDisabled(), true)
  await looks.getByLabel(words('requests.name.why')).fill(REASON)
  assert.deepEqual(await flawsOf(paula), [])
  await propose.click()
  await seen(line.getByText(words('requests.looks.proposed')))
  const letter = panel(paula, words('requests.letters'))
  await seen(letter)
  assert.ok(!(await letter.innerText()).includes(colleague))
  // Their own proposal is not theirs to approve.
  await paula.goto('/requests')
  const own = panel(paula, words('requests.proposals')).getByRole('listitem').filter({ hasText: colleague })
  await seen(own.getByText(words('requests.own')))
  assert.equal(await own.getByRole('button').count(), 0)
})

test('a seller has no say; the second approves on a phone by keyboard, and does not learn whose request it is', async () => {
  const seller = await stage.visit({ level: 'seller' })
  await seller.goto('/')
  await seen(seller.getByRole('navigation').first())
  assert.equal(await seller.getByRole('link', { name: words('nav.requests'), exact: true }).count(), 0)

  const second = await stage.visit({ level: 'management', width: 390 })
  await second.goto('/requests')
  const waiting = panel(second, words('requests.proposals')).getByRole('listitem').filter({ hasText: asked.number })
  await seen(waiting.getByText(REASON))
  await seen(waiting.getByText(words('requests.name.asked', { name: colleague })))
  const owner = await stage.owner()
  const { rows } = await owner.query('select family_name as family from data.people where id = $1', [person])
  assert.ok(!(await second.locator('main').innerText()).includes(rows[0].family))
  assert.deepEqual(await flawsOf(second), [])
  await waiting.getByRole('button', { name: words('requests.name.approve') }).focus()
  await second.keyboard.press('Enter')
  await seen(second.getByText(words('requests.name.approved')))
  await gone(waiting)
})

test('then the letter names them, and so the page says', async () => {
  const paula = await stage.visit({ level: 'privacy_owner', width: 390 })
  await paula.goto(`/requests/${asked.id}`)
  const looks = panel(paula, words('requests.looks'))
  // on a phone it is read when it is reached
  await looks.scrollIntoViewIfNeeded()
  const line = looks.getByRole('listitem').filter({ hasText: colleague })
  await seen(line.getByText(words('requests.looks.named')))
  const { text } = await (
    await paula.request.get(`/api/v1/requests/${asked.id}/letter?purpose=rights&kind=report`)
  ).json()
  assert.match(text, new RegExp(`${colleague}: `))
  assert.deepEqual(await flawsOf(paula), [])
  assert.deepEqual(stage.complaints, [])
})
