import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { letterWords } from '#features/wishes/letters.words.ts'
import { nouns, purposes } from '#register/index.ts'
import { api, flawsDayAndNight, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// What people say no to, as it is lived: somebody leaves a company; an objection is decided, both ways, by two.

let stage: Stage
let seller: Page
let keeper: Page
let second: Page
before(async () => {
  stage = await openStage()
  ;[seller, keeper, second] = await Promise.all([
    stage.visit({ level: 'seller' }),
    stage.visit({ level: 'privacy_owner' }),
    stage.visit({ level: 'management' }),
  ])
})
after(async () => {
  assert.deepEqual(stage?.complaints, [])
  await stage?.close()
})

type Known = { id: string; given_name: string; family_name: string; employments: { end_on: string | null }[] }
const taken = new Set<string>()
const nameOf = (one: Known) => `${one.given_name} ${one.family_name}`

/** A customer's contact whose name nobody shares, who speaks Finnish, and whom marketing reaches too. */
async function contact(): Promise<Known> {
  const { items } = await api(seller, 'GET', '/people?purpose=relationship&limit=200&include=employments')
  const found = (items as (Known & { language: string })[]).find(
    (one) =>
      one.language === 'fi' &&
      one.employments.length === 1 &&
      !taken.has(nameOf(one)) &&
      items.filter((other: Known) => nameOf(other) === nameOf(one)).length === 1,
  )!
  taken.add(nameOf(found))
  return found
}

const button = (page: Page, key: Parameters<typeof words>[0]) =>
  page.getByRole('button', { name: words(key), exact: true })
const line = (page: Page, purpose: keyof typeof purposes) =>
  panel(page, words('grounds.title'))
    .getByRole('listitem')
    .filter({ has: page.getByText(purposes[purpose].label.fi, { exact: true }) })
const maySend = async (id: string) => {
  const { items } = await api(keeper, 'GET', `/people/${id}/may_send?purpose=rights&channel=email&topic=products`)
  return items[0]
}

test('a contact leaves the company: the grounds close, marketing is refused, the record leaves the lists', async () => {
  const person = await contact()
  const address = `/people/${person.id}?purpose=relationship`
  await seller.goto(address)
  await seen(line(seller, 'relationship').getByText(words('grounds.permitted'), { exact: true }))
  assert.notEqual((await maySend(person.id)).code, 'DM_NO_GROUND')
  await panel(seller, words('person.employments'))
    .getByRole('button', { name: words('employments.end'), exact: true })
    .click()
  // the one ground is gone, and with it the page
  await seller.waitForFunction(
    async (path) => (await fetch(`/api/v1${path}`, { headers: { accept: 'application/json' } })).status === 404,
    address,
  )
  await seller.goto(`/people?purpose=relationship&q=${encodeURIComponent(nameOf(person))}`)
  await seen(seller.getByText(words('list.nothing'), { exact: true }))
  await seller.goto(address)
  await seen(seller.getByRole('heading', { name: words('people.one'), level: 1 }))
  assert.equal(await seller.getByText(person.family_name).count(), 0)

  const { allowed, code } = await maySend(person.id)
  assert.deepEqual([allowed, code], [false, 'DM_NO_GROUND'])
  await keeper.goto(`/people/${person.id}?purpose=rights`)
  // A panel is read when it comes into view.
  await panel(keeper, words('grounds.title')).scrollIntoViewIfNeeded()
  await seen(line(keeper, 'rights').getByText(words('grounds.permitted'), { exact: true }))
  assert.equal(await line(keeper, 'relationship').count(), 0)
  await line(keeper, 'rights')
    .getByRole('button', { name: words('grounds.why', { purpose: purposes.rights.label.fi }) })
    .click()
  await seen(keeper.getByText(words('grounds.law'), { exact: true }))
})

describe('a reasoned objection', () => {
  /** Recorded by the seller on the phone, from the person's page. */
  async function objects(person: Known, scope: 'sales' | 'delivery', reason?: string): Promise<void> {
    await seller.goto(`/people/${person.id}?purpose=relationship`)
    await button(seller, 'object.record').click()
    await seller.getByLabel(words('object.scope'), { exact: true }).selectOption(scope)
    if (reason) assert.deepEqual(await flawsDayAndNight(seller), [])
    await seller.getByText(words('channel.phone'), { exact: true }).click()
    await seller.getByLabel(words('object.evidence'), { exact: true }).fill('soitti vaihteeseen')
    if (reason) await seller.getByLabel(words('wish.reason'), { exact: true }).fill(reason)
    await button(seller, 'object.now').click()
  }
  const work = (person: Known) => keeper.getByRole('dialog', { name: nameOf(person) })
  async function opened(person: Known) {
    await keeper.goto('/privacy/wishes')
    await keeper.getByRole('button', { name: nameOf(person), exact: true }).click()
    const drawer = work(person)
    await seen(drawer)
    return drawer
  }

  test('without a reason: the person is asked, the use stops at once; upheld, and the letter posted', async () => {
    const person = await contact()
    await objects(person, 'sales')
    await seen(seller.locator('.letter').filter({ hasText: letterWords.fi.reason_asked.subject }))
    await panel(seller, words('wish.title'))
      .getByRole('button', { name: words('close'), exact: true })
      .click()
    await seen(line(seller, 'sales').getByText(words('grounds.blocked'), { exact: true }))
    await seen(line(seller, 'sales').getByText(words('grounds.undecided')))
    await seen(line(seller, 'relationship').getByText(words('grounds.permitted'), { exact: true }))

    const drawer = await opened(person)
    await seen(drawer.getByText(words('wish.state.objection.asked'), { exact: true }))
    await seen(drawer.getByText('soitti vaihteeseen'))
    await drawer.getByRole('button', { name: words('decide.uphold'), exact: true }).click()
    await seen(drawer.locator('.letter').filter({ hasText: letterWords.fi.objection_upheld.subject }))
    assert.deepEqual(await flawsDayAndNight(keeper), [])
    await drawer.getByRole('button', { name: words('decide.uphold.now') }).click()
    await drawer.getByRole('button', { name: words('letter.posted'), exact: true }).click()
    await gone(drawer)
    await keeper.goto('/privacy/wishes')
    await seen(keeper.getByRole('heading', { name: words('wishes.list') }))
    await keeper.waitForFunction(() => !document.querySelector('.skeleton'))
    assert.equal(await keeper.getByRole('button', { name: nameOf(person), exact: true }).count(), 0)
    await seller.reload()
    await seen(line(seller, 'sales').getByText(nouns.grounds.fields.kind.options.objection_upheld.fi))
  })

  test('refused: proposed by one with ground and reasons, approved by another who is shown no name', async () => {
    const person = await contact()
    await objects(person, 'delivery', 'En ole enää yhteyshenkilö.')
    await seen(line(seller, 'delivery').getByText(words('grounds.blocked'), { exact: true }))

    const drawer = await opened(person)
    await seen(drawer.getByText('En ole enää yhteyshenkilö.'))
    await drawer.getByRole('button', { name: words('decide.refuse'), exact: true }).click()
    await drawer.getByRole('button', { name: words('decide.propose'), exact: true }).click()
    await seen(drawer.getByRole('alert').filter({ hasText: 'REFUSAL_INCOMPLETE' }))
    const reasons = 'Toimitus on kesken, ja siitä sovittiin hänen kanssaan; muuta yhteyshenkilöä ei ole.'
    await drawer.getByLabel(words('decide.ground'), { exact: true }).selectOption('compelling_grounds')
    await drawer.getByLabel(words('decide.reasons'), { exact: true }).fill(reasons)
    await drawer.getByRole('button', { name: words('letter.preview'), exact: true }).click()
    await seen(drawer.locator('.letter').filter({ hasText: reasons }))
    await drawer.getByRole('button', { name: words('decide.propose'), exact: true }).click()
    await gone(drawer)
    // whoever proposed has no button to approve
    assert.equal(await keeper.getByRole('button', { name: words('approve.now') }).count(), 0)

    await second.goto('/privacy/wishes')
    await seen(second.getByText(reasons, { exact: true }))
    assert.deepEqual(await flawsDayAndNight(second), [])
    assert.equal(await second.getByText(person.family_name).count(), 0)
    assert.equal(await second.getByText('En ole enää').count(), 0)
    await second.getByRole('button', { name: words('approve.now') }).click()
    await gone(second.getByText(reasons, { exact: true }))

    const letter = await opened(person)
    await seen(letter.getByText(words('wish.state.letter.objection_refused'), { exact: true }))
    const text = await letter.locator('.letter').innerText()
    for (const part of [reasons, 'tietosuoja@om.fi', letterWords.fi.court]) assert.ok(text.includes(part), part)
    await letter.getByRole('button', { name: words('letter.posted'), exact: true }).click()
    await gone(letter)
    await seller.reload()
    await seen(line(seller, 'delivery').getByText(words('grounds.permitted'), { exact: true }))
  })

  test('against marketing there is no place for a reason, and no button to refuse', async () => {
    const person = await contact()
    await seller.goto(`/people/${person.id}?purpose=relationship`)
    await button(seller, 'object.record').click()
    assert.equal(await seller.getByLabel(words('wish.reason'), { exact: true }).count(), 0)
    await button(seller, 'object.now').click()
    await seen(line(seller, 'marketing').getByText(words('grounds.blocked'), { exact: true }))
    await keeper.goto('/privacy/wishes?kind=objection')
    await seen(keeper.getByRole('heading', { name: words('wishes.list') }))
    await keeper.waitForFunction(() => !document.querySelector('.skeleton'))
    assert.equal(await keeper.getByRole('button', { name: nameOf(person), exact: true }).count(), 0)
  })
})

test('restricted: opened for a listed use, lifted when told, and back at work', async () => {
  const person = await contact()
  const address = `/people/${person.id}?purpose=relationship`
  await seller.goto(address)
  await button(seller, 'object.record').click()
  await seller.getByLabel(words('object.scope'), { exact: true }).selectOption('restriction')
  await button(seller, 'object.now').click()
  await seller.waitForFunction(
    async (path) => (await fetch(`/api/v1${path}`, { headers: { accept: 'application/json' } })).status === 404,
    address,
  )
  await keeper.goto('/privacy/wishes?kind=restriction')
  await keeper.getByRole('button', { name: nameOf(person), exact: true }).click()
  const drawer = keeper.getByRole('dialog', { name: nameOf(person) })
  assert.equal(await drawer.getByRole('button', { name: words('restriction.lift') }).count(), 0)
  await drawer.getByRole('button', { name: words('use.open'), exact: true }).click()
  assert.deepEqual(await flawsDayAndNight(keeper), [])
  await drawer.getByText(words('use.claims'), { exact: true }).click()
  await drawer.getByLabel(words('use.line'), { exact: true }).fill('vaatimukseen vastaaminen')
  await drawer.getByRole('button', { name: words('use.now'), exact: true }).click()
  await seen(drawer.getByRole('region', { name: words('use.record') }).getByText(nameOf(person)))

  await drawer.getByRole('button', { name: words('restriction.tell'), exact: true }).click()
  await drawer.getByRole('button', { name: words('restriction.send'), exact: true }).click()
  await seen(drawer.locator('.letter').filter({ hasText: letterWords.fi.restriction_ends.subject }))
  await drawer.getByRole('button', { name: words('restriction.told'), exact: true }).click()
  await gone(drawer)
  await keeper.getByRole('button', { name: nameOf(person), exact: true }).click()
  await drawer.getByRole('button', { name: words('restriction.lift'), exact: true }).click()
  await gone(drawer)
  await seller.goto(address)
  await seen(seller.getByRole('heading', { name: nameOf(person), level: 1 }))
})

test('a company refuses for all its people, and takes it back', async () => {
  const { items } = await api(seller, 'GET', '/companies?purpose=relationship&limit=1')
  await seller.goto(`/companies/${items[0].id}?purpose=relationship`)
  // It is drawn, and read, when it comes into view.
  await panel(seller, words('wish.title')).scrollIntoViewIfNeeded()
  await button(seller, 'company.refuse').click()
  await button(seller, 'object.now').click()
  await seen(button(seller, 'company.allow'))
  await keeper.goto('/privacy/wishes?kind=company')
  await seen(keeper.getByRole('button', { name: items[0].name, exact: true }))
  await button(seller, 'company.allow').click()
  await button(seller, 'object.now').click()
  await seen(button(seller, 'company.refuse'))
})
