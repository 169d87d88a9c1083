import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { flawsOf, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// What purchasing does in a day: an order to a supplier with its lines, placed, half received, a file beside it, the rest
// received; late ones stand out in the workspace.

let stage: Stage
let buyer: Page
before(async () => {
  stage = await openStage()
  buyer = await stage.visit({ level: 'purchasing' })
})
after(async () => {
  assert.deepEqual(stage?.complaints, [])
  await stage?.close()
})

test('an order to a supplier by keyboard, received in two parts', async () => {
  await buyer.goto('/suppliers')
  const orders = panel(buyer, words('purchases.title'))
  await seen(orders.getByText(words('purchases.late')))
  await buyer.getByRole('button', { name: words('purchases.new') }).press('Enter')
  const drawer = buyer.getByRole('dialog', { name: words('purchases.new') })
  const supplier = drawer.getByRole('textbox', { name: words('purchases.supplier'), exact: true })
  await supplier.fill('Teräsvirta')
  await seen(buyer.getByRole('option', { name: /Teräsvirta/ }))
  await supplier.press('ArrowDown')
  await supplier.press('Enter')
  await drawer.getByLabel('Luvattu toimitus').fill('2027-01-15')
  await drawer.getByRole('button', { name: words('create') }).press('Enter')
  await buyer.waitForURL(/\/orders\/[0-9a-f-]{36}/)
  const lines = panel(buyer, words('orders.lines'))
  await lines.getByRole('button', { name: words('lines.add') }).press('Enter')
  await lines.getByLabel(words('lines.name.of', { line: 1 })).fill('Hydrauliletku')
  await lines.getByLabel(`${words('lines.quantity')} 1`).fill('12')
  await lines.getByLabel(`${words('lines.price')} 1`).fill('8,3333')
  await seen(lines.getByText(words('lines.saved')))
  await seen(lines.getByText('100,00 €').first())
  await buyer.getByRole('button', { name: words('purchases.confirm'), exact: true }).click()
  const dialog = buyer.getByRole('dialog', { name: words('purchases.confirm') })
  await dialog.getByRole('button', { name: words('purchases.confirm') }).click()
  await gone(dialog)
  const received = panel(buyer, words('purchases.received'))
  await received.getByRole('button', { name: words('purchases.part') }).click()
  await received.getByLabel('Hydrauliletku').fill('5')
  await received.getByRole('button', { name: words('deliveries.received') }).click()
  await seen(received.getByText('5 × Hydrauliletku'))
  await seen(buyer.getByText('toimituksessa').first())
  await panel(buyer, words('files'))
    .locator('input[type=file]')
    .setInputFiles({ name: 'lähete.txt', mimeType: 'text/plain', buffer: Buffer.from('Lähete 1') })
  await seen(panel(buyer, words('files')).getByText('lähete.txt'))
  await received.getByRole('button', { name: words('purchases.whole') }).click()
  await seen(received.getByText('7 × Hydrauliletku'))
  await seen(buyer.getByText('toimitettu').first())
  // nothing of what belongs to a sale
  for (const key of ['orders.invoice', 'services.start'] as const)
    assert.equal(await buyer.getByRole('button', { name: words(key) }).count(), 0, key)
  assert.deepEqual(await flawsOf(buyer), [])
})

test('on a phone, in the dark and in Swedish, the list and a page fit and say what they are', async () => {
  const phone = await stage.visit({ level: 'purchasing', language: 'sv', width: 390, scheme: 'dark' })
  await phone.goto('/orders?purpose=suppliers')
  await seen(phone.getByRole('heading', { name: words('purchases.title', {}, 'sv') }))
  await phone.getByText(/^OST-/).first().click()
  await seen(panel(phone, words('orders.lines', {}, 'sv')))
  assert.deepEqual(await flawsOf(phone), [])
  await phone.context().close()
})
