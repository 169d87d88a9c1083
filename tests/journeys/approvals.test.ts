import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { words as said } from '#features/approvals/approvals.text.ts'
import { letterWords } from '#features/wishes/letters.words.ts'
import { purposes } from '#register/index.ts'
import { api, flawsDayAndNight, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// The company has one who may approve. A named outside person is the second, by a link.

let stage: Stage
let seller: Page
let keeper: Page
before(async () => {
  stage = await openStage()
  ;[seller, keeper] = await Promise.all([stage.visit({ level: 'seller' }), stage.visit({ level: 'privacy_owner' })])
  const owner = await stage.owner()
  await owner.query(`update auth.users u set left_at = now(), left_by = 'test' where exists
    (select from auth.grants g where g.user_id = u.id and g.level in ('management', 'owner_operator'))`)
})
after(async () => {
  await stage?.close()
  // A page that says what is missing is an answer; the browser writes every one of them to its console.
  const answers = /\/approve\/[\w-]+.* status of 422/
  assert.deepEqual(
    stage?.complaints.filter((one) => !answers.test(one)),
    [],
  )
})

const WHO = { name: 'Liisa Laki', email: 'liisa.laki@asianajo.example' }
const REASONS = 'Toimitus on kesken, ja siitä sovittiin hänen kanssaan; muuta yhteyshenkilöä ei ole.'
const button = (page: Page, key: Parameters<typeof words>[0]) =>
  page.getByRole('button', { name: words(key), exact: true })
const outside = (page: Page) => page.getByRole('region', { name: words('outside.title'), exact: true })

type Known = { id: string; given_name: string; family_name: string }
const nameOf = (one: Known) => `${one.given_name} ${one.family_name}`
const taken = new Set<string>()

/** A customer’s contact who has objected to the delivery, and the refusal that the privacy owner proposes. */
async function proposed(): Promise<Known> {
  const { items } = await api(seller, 'GET', '/people?purpose=relationship&limit=200')
  const person = (items as (Known & { language: string })[]).find(
    (one) =>
      one.language === 'fi' &&
      !taken.has(nameOf(one)) &&
      items.filter((other: Known) => nameOf(other) === nameOf(one)).length === 1,
  )!
  taken.add(nameOf(person))
  const objected = await api(seller, 'POST', `/people/${person.id}/object`, {
    scope: 'delivery',
    channel: 'phone',
    reason: 'En ole enää yhteyshenkilö.',
  })
  assert.equal(objected.status, 200, JSON.stringify(objected))
  await keeper.goto('/privacy/wishes')
  await keeper.getByRole('button', { name: nameOf(person), exact: true }).click()
  const drawer = keeper.getByRole('dialog', { name: nameOf(person) })
  await drawer.getByRole('button', { name: words('decide.refuse'), exact: true }).click()
  await drawer.getByLabel(words('decide.ground'), { exact: true }).selectOption('compelling_grounds')
  await drawer.getByLabel(words('decide.reasons'), { exact: true }).fill(REASONS)
  await seen(drawer.getByText(words('decide.alone'), { exact: true }))
  await drawer.getByRole('button', { name: words('decide.propose'), exact: true }).click()
  await gone(drawer)
  await seen(panel(keeper, words('approve.title')).getByText(REASONS, { exact: true }))
  return person
}

/** Asked on the keyboard alone; the link that is shown, because there is no relay. */
async function asked(): Promise<string> {
  await button(keeper, 'outside.ask').press('Enter')
  await keeper.keyboard.type(WHO.name)
  await keeper.keyboard.press('Tab')
  await keeper.keyboard.press('Tab')
  await keeper.keyboard.type(WHO.email)
  await keeper.keyboard.press('Enter')
  await seen(outside(keeper).getByText(words('outside.state.waiting'), { exact: true }))
  const link = outside(keeper).locator('code')
  await seen(link)
  return link.innerText()
}

describe('a reasoned objection, with nobody else inside', () => {
  test('refusal proposed, an outside approver named, the page opened and approved, the letter', async () => {
    const person = await proposed()
    const link = await asked()
    assert.deepEqual(await flawsDayAndNight(keeper), [])
    await seen(outside(keeper).getByText(words('outside.unopened')))

    const lawyer = await stage.visit({ language: 'fi' })
    await lawyer.goto(link)
    await seen(lawyer.getByRole('heading', { level: 1, name: said.fi.title.objection }))
    for (const part of [REASONS, purposes.delivery.label.fi, said.fi.grounds.compelling_grounds!])
      await seen(lawyer.getByText(part))
    for (const hidden of [person.family_name, 'En ole enää'])
      assert.equal(await lawyer.getByText(hidden).count(), 0, hidden)
    assert.deepEqual(await flawsDayAndNight(lawyer), [])
    // nothing but a name: the page says which field, and keeps what was written
    await lawyer.getByLabel(said.fi.name, { exact: true }).fill('Lasse Laki')
    await lawyer.getByRole('button', { name: said.fi.approve, exact: true }).click()
    await seen(lawyer.getByRole('alert').getByText(said.fi.wrong.reason))
    assert.equal(await lawyer.getByLabel(said.fi.name, { exact: true }).inputValue(), 'Lasse Laki')
    await lawyer.getByLabel(said.fi.reason, { exact: true }).fill('Perustelut riittävät mielestäni.')
    await lawyer.getByRole('button', { name: said.fi.approve, exact: true }).click()
    await seen(lawyer.getByRole('alert').getByText(said.fi.wrong.name))
    assert.deepEqual(await flawsDayAndNight(lawyer), [])
    for (const language of ['sv', 'en'] as const) {
      await lawyer.goto(`${link}?lang=${language}`)
      await seen(lawyer.getByRole('heading', { level: 1, name: said[language].title.objection }))
      assert.deepEqual(await flawsDayAndNight(lawyer), [])
    }
    await keeper.reload()
    await seen(outside(keeper).getByText(/avattiin/))

    await lawyer.goto(link)
    await lawyer.getByLabel(said.fi.name, { exact: true }).fill(WHO.name)
    await lawyer.getByLabel(said.fi.reason, { exact: true }).fill('Perustelut riittävät mielestäni.')
    await lawyer.getByRole('button', { name: said.fi.approve, exact: true }).press('Enter')
    await seen(lawyer.getByRole('heading', { level: 1, name: said.fi.done.approved }))
    assert.deepEqual(await flawsDayAndNight(lawyer), [])
    assert.deepEqual(await lawyer.context().cookies(), [])

    await keeper.goto('/privacy/wishes')
    await keeper.getByRole('button', { name: nameOf(person), exact: true }).click()
    const letter = keeper.getByRole('dialog', { name: nameOf(person) })
    await seen(letter.getByText(words('wish.state.letter.objection_refused'), { exact: true }))
    await seen(letter.locator('.letter').filter({ hasText: REASONS }))
    assert.ok((await letter.locator('.letter').innerText()).includes(letterWords.fi.court))
  })

  test('sent again, withdrawn, and rejected: what the keeper sees, and that nobody goes past a no', async () => {
    await proposed()
    const first = await asked()
    await button(keeper, 'outside.resend').click()
    await keeper.waitForFunction((old) => {
      const code = document.querySelector('code.secret')?.textContent
      return code && code !== old
    }, first)
    await button(keeper, 'outside.withdraw').click()
    await seen(outside(keeper).getByText(words('outside.state.withdrawn'), { exact: true }))
    await gone(outside(keeper).locator('code'))
    const link = await asked()

    const lawyer = await stage.visit({ language: 'sv', width: 390 })
    await lawyer.goto(link)
    await lawyer.getByLabel(said.fi.name, { exact: true }).fill(WHO.name)
    await lawyer.getByLabel(said.fi.reason, { exact: true }).fill('Toinen yhteyshenkilö löytyy kyllä.')
    await lawyer.getByRole('button', { name: said.fi.reject, exact: true }).click()
    await seen(lawyer.getByRole('heading', { level: 1, name: said.fi.done.rejected }))

    await keeper.reload()
    await seen(outside(keeper).getByText(words('outside.state.rejected'), { exact: true }))
    await seen(outside(keeper).getByText('Toinen yhteyshenkilö löytyy kyllä.', { exact: true }))
    assert.deepEqual(await flawsDayAndNight(keeper), [])
    await button(keeper, 'outside.ask').click()
    await keeper.getByLabel(words('outside.name'), { exact: true }).fill('Asko Arvio')
    await keeper.getByLabel(words('outside.email'), { exact: true }).fill('asko@tarkastus.example')
    await button(keeper, 'outside.send').click()
    await seen(outside(keeper).getByRole('alert').filter({ hasText: 'APPROVAL_REJECTED' }))
  })
})

describe('an exemption from informing, with nobody else inside', () => {
  test('an outside person is asked from its line, and their yes makes it stand', async () => {
    const { items } = await api(seller, 'GET', '/people?purpose=relationship&limit=1')
    const reasoning = 'Henkilö sai ilmoituksen sopimuksen liitteenä keväällä.'
    const made = await api(keeper, 'POST', '/informing/exempt', {
      people: [items[0].id],
      ground: 'has_it',
      reasoning,
      safeguards: 'Ilmoitus on julkisesti saatavilla.',
    })
    assert.equal(made.status, 200, JSON.stringify(made))
    await keeper.goto('/privacy/informing')
    const line = keeper.getByRole('listitem').filter({ hasText: reasoning })
    await seen(line)
    const link = await asked()
    assert.deepEqual(await flawsDayAndNight(keeper), [])
    const lawyer = await stage.visit({ language: 'en' })
    await lawyer.goto(link)
    await seen(lawyer.getByText(reasoning))
    await lawyer.getByLabel(said.fi.name, { exact: true }).fill(WHO.name)
    await lawyer.getByLabel(said.fi.reason, { exact: true }).fill('Ilmoitus on liitteessä, jonka näin.')
    await lawyer.getByRole('button', { name: said.fi.approve, exact: true }).click()
    await seen(lawyer.getByRole('heading', { level: 1, name: said.fi.done.approved }))
    await keeper.reload()
    await seen(line.getByText(words('exemptions.state.stands'), { exact: true }))
  })
})
