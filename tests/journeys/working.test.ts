import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { nouns, purposes } from '#register/index.ts'
import { api, gone, panel, seen, words } from './browser.ts'
import { customer, customers, nameOf, stage, title } from './working.cast.ts'

// The working day of each level, as its own eyes see it.

describe('a seller’s day', () => {
  test('a colleague’s change made meanwhile is not overwritten: both are shown, the seller decides', async () => {
    const [seller, lead] = [await stage.visit({ level: 'seller' }), await stage.visit({ level: 'sales_lead' })]
    const marketer = await stage.visit({ level: 'marketing' })
    const person = await customers(seller, marketer)
    await seller.goto('/people')
    await seen(seller.getByRole('grid'))
    await seller.keyboard.press('Control+k')
    await seller.getByPlaceholder(words('palette.ask')).fill(nameOf(person))
    await seller
      .getByRole('option')
      .or(seller.getByRole('button'))
      .filter({ hasText: nameOf(person) })
      .filter({ hasText: customer })
      .first()
      .click()
    await seen(seller.getByRole('heading', { name: nameOf(person), level: 1 }))

    await change(seller, title, 'Korjaamon johtaja')
    await seen(fact(seller, title, 'Korjaamon johtaja'))
    const now = await stored(seller, person.id, (one) => one.job_title === 'Korjaamon johtaja')

    const path = `/people/${person.id}?purpose=relationship`
    const theirs = await api(lead, 'PATCH', path, { job_title: 'Huoltojohtaja' }, { 'if-match': `"${now.version}"` })
    assert.equal(theirs.status, 200)
    await change(seller, title, 'Aluejohtaja')
    const alert = seller.getByRole('alert').filter({ hasText: words('conflict.title') })
    await seen(alert.getByText('Huoltojohtaja'))
    await seen(alert.getByText('Aluejohtaja'))
    assert.equal((await api(lead, 'GET', path)).job_title, 'Huoltojohtaja')
    await alert.getByRole('button', { name: words('conflict.keep') }).click()
    await seen(fact(seller, title, 'Huoltojohtaja'))
    await Promise.all([seller, lead, marketer].map((page) => page.context().close()))
  })

  test('a marketing objection in two presses: gone from marketing at once, the relationship goes on', async () => {
    const [seller, marketer] = [await stage.visit({ level: 'seller' }), await stage.visit({ level: 'marketing' })]
    const person = await customers(seller, marketer)
    await marketer.goto(`/people?purpose=marketing&q=${encodeURIComponent(nameOf(person))}`)
    await seen(marketer.getByRole('row', { name: person.family_name }))

    await seller.goto(`/people/${person.id}?purpose=relationship`)
    const grounds = panel(seller, words('grounds.title'))
    const line = (purpose: keyof typeof purposes) =>
      grounds.getByRole('listitem').filter({ has: seller.getByText(purposes[purpose].label.fi, { exact: true }) })
    await seen(line('marketing').getByText(words('grounds.permitted'), { exact: true }))
    await seller.getByRole('button', { name: words('object.record') }).click()
    await seller.getByRole('button', { name: words('object.now') }).click()
    await seen(line('marketing').getByText(words('grounds.blocked'), { exact: true }))
    await seen(line('relationship').getByText(words('grounds.permitted'), { exact: true }))

    await marketer.reload()
    await seen(marketer.getByText(words('list.nothing'), { exact: true }))
    await marketer.goto(`/people/${person.id}?purpose=marketing`)
    await seen(marketer.getByRole('heading', { name: words('people.one'), level: 1 }))
    assert.equal(await marketer.getByText(person.family_name).count(), 0)
    await seller.reload()
    await seen(seller.getByRole('heading', { name: nameOf(person), level: 1 }))
    await Promise.all([seller, marketer].map((page) => page.context().close()))
  })

  test('a deletion takes effect at once and is undone by one press', async () => {
    const [seller, marketer] = [await stage.visit({ level: 'seller' }), await stage.visit({ level: 'marketing' })]
    const person = await customers(seller, marketer)
    const path = `/people/${person.id}?purpose=relationship`
    await seller.goto(path)
    await seller.getByRole('button', { name: words('actions'), exact: true }).click()
    await seller.getByRole('menuitem', { name: words('delete'), exact: true }).click()
    const toast = seller.getByRole('alert').filter({ hasText: words('deleted', { name: nameOf(person) }) })
    await seen(toast)
    assert.equal((await api(seller, 'GET', path)).status, 404)
    assert.equal((await api(marketer, 'GET', `/people/${person.id}?purpose=marketing`)).status, 404)
    await toast.getByRole('button', { name: words('undo') }).click()
    await gone(toast)
    await stored(seller, person.id, ({ status }) => status === 200)
    await seller.getByRole('searchbox').fill(nameOf(person))
    await seen(seller.getByRole('row', { name: person.family_name }))
    await Promise.all([seller, marketer].map((page) => page.context().close()))
  })

  test('a new person: who is here already is shown while typing; an employment opens and its end closes', async () => {
    const [seller, marketer] = [await stage.visit({ level: 'seller' }), await stage.visit({ level: 'marketing' })]
    const person = await customers(seller, marketer)
    const company = person.employments[0]!.company
    await seller.goto('/people?purpose=prospecting')
    await seen(seller.getByRole('grid'))
    await seller.keyboard.press('c')
    const form = seller.getByRole('dialog', { name: words('people.new') })
    await form.getByLabel(nouns.people.fields.given_name.label.fi, { exact: true }).fill('Ilona')
    await form.getByLabel(nouns.people.fields.family_name.label.fi, { exact: true }).fill('Uusitalo')
    await form.getByLabel(words('create.email'), { exact: true }).fill('ilona.uusitalo@jossain.example')
    await form.getByRole('button', { name: words('create'), exact: true }).click()
    await seen(seller.getByRole('heading', { name: 'Ilona Uusitalo', level: 1 }))

    const grounds = panel(seller, words('grounds.title'))
    const relationship = grounds.getByRole('listitem').filter({ has: seller.getByText(customer, { exact: true }) })
    await seen(grounds.getByRole('listitem').filter({ hasText: purposes.prospecting.label.fi }))
    assert.equal(await relationship.count(), 0)
    const employments = panel(seller, words('person.employments'))
    await employments.getByRole('button', { name: words('add'), exact: true }).click()
    await employments.getByLabel(words('employments.company'), { exact: true }).fill(company)
    await seller.getByRole('option', { name: new RegExp(`^${company}`) }).click()
    await employments
      .getByRole('button', { name: words('add'), exact: true })
      .last()
      .click()
    await seen(employments.getByRole('link', { name: company }))
    await seen(relationship.getByText(words('grounds.permitted'), { exact: true }))
    await employments.getByRole('button', { name: words('employments.end'), exact: true }).click()
    await gone(relationship)

    await seller.keyboard.press('c')
    await form.getByLabel(nouns.people.fields.given_name.label.fi, { exact: true }).fill('Ilona')
    await form.getByLabel(nouns.people.fields.family_name.label.fi, { exact: true }).fill('Uusitalo')
    await seen(form.getByText(words('duplicates.title')))
    await form.getByRole('link', { name: 'Ilona Uusitalo' }).click()
    await gone(form)
    await Promise.all([seller, marketer].map((page) => page.context().close()))
  })

  test('without a mouse: sign in, list, j and k, Enter, edit, save', async () => {
    const page = await stage.visit()
    const { email, password } = stage.card('seller')
    const { keyboard } = page
    await page.goto('/')
    await seen(page.getByRole('heading', { name: words('signin.title') }))
    await keyboard.type(email)
    await keyboard.press('Tab')
    await keyboard.type(password)
    await keyboard.press('Enter')
    await seen(page.getByRole('heading', { name: words('nav.day'), level: 1 }))
    await keyboard.press('g')
    await keyboard.press('p')
    const rows = page.getByRole('row').filter({ has: page.getByRole('link') })
    await seen(rows)
    const chosen = async () => {
      const id = await page.getByRole('grid').getAttribute('aria-activedescendant')
      return rows.evaluateAll((all, wanted) => all.findIndex((row) => row.id === wanted), id)
    }
    for (const key of ['j', 'j', 'j', 'k']) await keyboard.press(key)
    assert.equal(await chosen(), 1)
    await keyboard.press('Enter')
    const value = page.getByRole('button', { name: new RegExp(`^${title}:`) })
    await seen(value)
    for (let i = 0; i < 60 && !(await value.evaluate((button) => button === document.activeElement)); i++)
      await keyboard.press('Tab')
    await keyboard.press('Enter')
    await seen(page.getByRole('textbox', { name: title, exact: true }))
    await keyboard.press('Control+a')
    await keyboard.type('Näppäimistön kuningatar')
    await keyboard.press('Enter')
    await seen(fact(page, title, 'Näppäimistön kuningatar'))
    const id = new URL(page.url()).pathname.split('/').at(-1)!
    await stored(page, id, (one) => one.job_title === 'Näppäimistön kuningatar')
    await keyboard.press('Escape')
    await seen(page.getByRole('grid'))
    await page.context().close()
  })

  test('nothing was complained of on the way', () => assert.deepEqual(stage.complaints, []))
})

const fact = (page: Page, label: string, value: string) =>
  page.getByRole('button', { name: new RegExp(`^${label}: *${value}`) })

async function change(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${label}:`) }).click()
  const box = page.getByRole('textbox', { name: label, exact: true })
  await box.fill(value)
  await box.press('Enter')
}

/** Waits until the record stands so on the server: the screen shows a change before it is answered. */
async function stored(page: Page, id: string, isSo: (record: any) => boolean): Promise<any> {
  const until = Date.now() + 15_000
  for (;;) {
    const found = await api(page, 'GET', `/people/${id}?purpose=relationship`)
    if (isSo(found)) return found
    assert.ok(Date.now() < until, `It still stands: ${JSON.stringify(found)}`)
  }
}
