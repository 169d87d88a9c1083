import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { api, flawsOf, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// Every record's page is one frame: its panels are put where each wants them, on an order as on a person.

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage?.close())

const first = async (page: Page, noun: string, purpose: string): Promise<string> => {
  const { items } = await api(page, 'GET', `/${noun}?purpose=${purpose}&limit=1`)
  return `/${noun}/${items[0].id}?purpose=${purpose}`
}
async function arrange(page: Page) {
  await page.getByRole('button', { name: words('arrange.open') }).click()
  const dialog = page.getByRole('dialog', { name: words('arrange.title') })
  await seen(dialog)
  return dialog
}

/** Of each noun: a panel that is left out, and one that stays. */
const PAGES = [
  ['seller', 'leads', 'sales', 'care.title', 'leads.asked'],
  ['seller', 'quotes', 'sales', 'quotes.terms', 'quotes.lines'],
  ['seller', 'products', 'sales', 'products.about', 'prices'],
  ['contracts', 'orders', 'contract', 'orders.about', 'orders.lines'],
  ['contracts', 'services', 'contract', 'services.from', 'services.about'],
  ['support', 'cases', 'support', 'cases.who', 'cases.what'],
] as const

for (const [level, noun, purpose, hides, stays] of PAGES)
  test(`the page of ${noun}: a panel is left out, stays out, and comes back`, async () => {
    const page = await stage.visit({ level })
    await page.goto(await first(page, noun, purpose))
    await seen(panel(page, words(hides)))
    const dialog = await arrange(page)
    await Promise.all([
      page.waitForResponse((answer) => answer.url().includes('/layouts/') && answer.ok()),
      dialog.getByRole('checkbox', { name: words(hides), exact: true }).uncheck(),
    ])
    assert.deepEqual(await flawsOf(page), [])
    await page.keyboard.press('Escape')
    await gone(panel(page, words(hides)))
    await page.reload()
    await seen(panel(page, words(stays)))
    assert.equal(await panel(page, words(hides)).count(), 0)
    assert.deepEqual(await flawsOf(page), [])
    const again = await arrange(page)
    await again.getByRole('button', { name: words('arrange.reset') }).click()
    await page.keyboard.press('Escape')
    await seen(panel(page, words(hides)))
    await page.context().close()
  })

test('lines across the page go into a column, and a panel of a column across the page', async () => {
  const page = await stage.visit({ level: 'seller' })
  await page.goto(await first(page, 'quotes', 'sales'))
  const across = page.locator('.across')
  await seen(across.getByRole('heading', { name: words('quotes.lines') }))
  const dialog = await arrange(page)
  const named = (key: 'arrange.left' | 'arrange.widen', what: 'quotes.lines' | 'quotes.terms') =>
    dialog.getByRole('button', { name: words(key, { name: words(what) }), exact: true })
  await named('arrange.left', 'quotes.lines').press('Enter')
  await seen(page.locator('.columns').getByRole('heading', { name: words('quotes.lines') }))
  await named('arrange.widen', 'quotes.terms').press('Enter')
  await seen(across.getByRole('heading', { name: words('quotes.terms') }))
  await page.context().close()
})

test('an address of nothing says so and leads back; a record that is gone is on no page', async () => {
  const page = await stage.visit({ level: 'contracts' })
  await page.goto('/orders/01a206d7-4bc4-7d12-b1a1-000000000000?purpose=contract')
  await seen(page.getByRole('heading', { name: words('orders.one'), level: 1 }))
  assert.equal(await page.getByRole('button', { name: words('arrange.open') }).count(), 0)
  await page.context().close()
})

test('what the keys do here is told first: the calendar’s on the calendar, and none of them elsewhere', async () => {
  const page = await stage.visit({ level: 'seller' })
  const keys = page.getByRole('dialog', { name: words('frame.shortcuts') })
  await page.goto('/people')
  await seen(page.getByRole('grid'))
  await page.keyboard.press('?')
  await seen(keys.getByText(words('keys.everywhere')))
  assert.equal(await keys.getByText(words('keys.here')).count(), 0)
  await page.keyboard.press('Escape')
  await gone(keys)
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await seen(page.getByRole('heading', { name: words('nav.calendar'), level: 1 }))
  await page.keyboard.press('?')
  await seen(keys.getByText(words('keys.meeting.move')))
  assert.deepEqual(await flawsOf(page), [])
  await page.context().close()
})
