import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import type { Page } from 'playwright-core'
import { config } from '#kernel/config.ts'
import { openSink, type Sink } from '../sink.ts'
import { api, flawsOf, openBrowser, openStage, panel, type Stage, seen, words } from './browser.ts'

// A quote from a deal to its acceptance: lines by the keyboard, a letter through a real relay, and a customer whose
// browser runs no scripts.

let stage: Stage
let sink: Sink
let owner: pg.Client
before(async () => {
  sink = await openSink()
  config.mailUrl = sink.url
  stage = await openStage()
  owner = await stage.owner()
})
after(async () => {
  delete config.mailUrl
  await stage?.close()
  await sink?.close()
})

const ADDRESS = 'tilda.tilaaja@tilaajat.example'

async function dealOf(page: Page) {
  const company = await api(page, 'POST', '/companies?purpose=sales', { name: 'Tilaajat Oy', roles: ['prospect'] })
  const person = await api(page, 'POST', '/people?purpose=sales', {
    given_name: 'Tilda',
    family_name: 'Tilaaja',
    source: 'person',
    position: 'prospect',
    emails: [{ address: ADDRESS, kind: 'named_work' }],
  })
  return api(page, 'POST', '/deals?purpose=sales', {
    name: 'Nostimet uuteen halliin',
    company_id: company.id,
    contact_id: person.id,
    currency: 'EUR',
  })
}

test('from a deal: lines by the keyboard, sent by mail, accepted by the link without scripts, and the deal is won', async () => {
  const page = await stage.visit({ level: 'seller' })
  const deal = await dealOf(page)
  await page.goto(`/deals/${deal.id}?purpose=sales`)
  const quotes = panel(page, words('nav.quotes'))
  await quotes.scrollIntoViewIfNeeded()
  await quotes.getByRole('button', { name: words('quotes.new') }).click()
  await seen(page.getByText('Tilaajat Oy', { exact: false }))
  await page.getByRole('button', { name: words('create'), exact: true }).click()
  await page.waitForURL(/\/quotes\//)
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  await page.getByRole('button', { name: words('lines.add') }).click()
  await page.getByRole('textbox', { name: words('lines.name.of', { line: 1 }) }).fill('Kaksipilari')
  await page.getByRole('option', { name: /Kaksipilarinostin 4 t/ }).click()
  const price = page.getByLabel(`${words('lines.price')} 1`, { exact: true })
  await page.waitForFunction((input) => (input as HTMLInputElement).value === '3890,00', await price.elementHandle())
  const quantity = page.getByLabel(`${words('lines.quantity')} 1`, { exact: true })
  await quantity.fill('10')
  await quantity.press('Enter')
  // Ten of them cost less each, by the price list.
  await page.waitForFunction((input) => (input as HTMLInputElement).value === '3656,60', await price.elementHandle())
  await page.getByRole('textbox', { name: words('lines.name.of', { line: 2 }) }).fill('Asennus paikan päällä')
  await page.getByLabel(`${words('lines.quantity')} 2`, { exact: true }).fill('7,5')
  await page.getByLabel(`${words('lines.price')} 2`, { exact: true }).fill('86,255')
  await page.getByLabel(`${words('lines.discount')} 2`, { exact: true }).fill('10')
  // 36 566,00 + 582,22 and VAT 25.5 %
  await seen(page.locator('.doc-sums').getByText(/46\s621,02\s€/))
  await seen(page.getByText(words('lines.saved'), { exact: true }))
  const kept = await api(page, 'GET', `/quotes/${id}?purpose=sales`)
  assert.deepEqual([kept.net, kept.vat, kept.gross], ['37148.22', '9472.80', '46621.02'])
  assert.deepEqual(await flawsOf(page), [])

  await page.getByRole('button', { name: words('quotes.send') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: words('quotes.send') }).click()
  const { raw } = await sink.told('taken', ADDRESS)
  await seen(page.getByText(words('quotes.sent')))
  assert.match(raw!, /application\/pdf/)
  assert.doesNotMatch(raw!, /List-Unsubscribe/i)
  const link = linkIn(raw!)
  assert.equal((await api(page, 'GET', `/quotes/${id}?purpose=sales`)).state, 'sent')

  const browser = await openBrowser()
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } })
  const customer = await context.newPage()
  await customer.goto(link)
  await seen(customer.getByText('Kaksipilarinostin 4 t'))
  await customer.getByRole('button', { name: 'Hyväksy tarjous' }).click()
  await seen(customer.getByText('Kirjoittakaa etu- ja sukunimi.'))
  await customer.getByLabel('Nimenne').fill('Tilda Tilaaja')
  await customer.getByLabel('Viite tai syy').fill('PO-2026-77')
  await customer.getByRole('button', { name: 'Hyväksy tarjous' }).click()
  await seen(customer.getByRole('heading', { name: 'Tarjous on hyväksytty' }))
  assert.deepEqual(await context.cookies(), [])
  await customer.goto(link)
  await seen(customer.getByText('Tilda Tilaaja'))
  await browser.close()

  await page.reload()
  await seen(page.getByText(words('quotes.accepted.by', { name: 'Tilda Tilaaja' })))
  const { rows } = await owner.query('select state from data.deals where id = $1', [deal.id])
  assert.equal(rows[0].state, 'won')
  assert.deepEqual(stage.complaints, [])
  await page.context().close()
})

test('what the relay refuses stays a draft, and says so', async () => {
  const page = await stage.visit({ level: 'seller' })
  const person = await api(page, 'POST', '/people?purpose=sales', {
    family_name: 'Kadonnut',
    source: 'person',
    position: 'prospect',
    emails: [{ address: 'refuse-kadonnut@tilaajat.example', kind: 'named_work' }],
  })
  const quote = await api(page, 'POST', '/quotes?purpose=sales', { contact_id: person.id })
  const written = await api(
    page,
    'PUT',
    `/quotes/${quote.id}/lines?purpose=sales`,
    { lines: [{ name: 'Rivi', price: '10' }] },
    { 'if-match': `"${quote.version}"` },
  )
  await page.goto(`/quotes/${quote.id}?purpose=sales`)
  await page.getByRole('button', { name: words('quotes.send') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('quotes.send') })
    .click()
  await seen(page.getByText('Postipalvelin ei ottanut viestiä vastaan.'))
  const now = await api(page, 'GET', `/quotes/${quote.id}?purpose=sales`)
  assert.deepEqual([now.state, now.document_hash, written.net], ['draft', null, '10.00'])
  await page.context().close()
})

test('nothing for axe to say in the dark and in the hand: quotes, products, price lists', async () => {
  for (const [path, language, width] of [
    ['/quotes?purpose=sales', 'sv', 1280],
    ['/products?purpose=sales', 'fi', 390],
    ['/price-lists?purpose=sales', 'en', 390],
  ] as const) {
    const page = await stage.visit({ level: 'sales_lead', language, width, scheme: 'dark' })
    await page.goto(path)
    await seen(
      page.getByRole('link').filter({
        hasText: path.startsWith('/quotes') ? /^T-/ : path.startsWith('/products') ? /Asennustyö/ : /Perushinnasto/,
      }),
    )
    assert.deepEqual(await flawsOf(page), [], path)
    if (!path.startsWith('/products')) {
      await page
        .getByRole('link')
        .filter({ hasText: path.startsWith('/quotes') ? /^T-/ : /Perushinnasto/ })
        .first()
        .click()
      await page.waitForURL(/\/[0-9a-f-]{36}/)
      await seen(page.getByRole('heading', { level: 1 }))
      await seen(page.getByRole('heading', { level: 2 }))
      await page.waitForLoadState('networkidle')
      assert.deepEqual(await flawsOf(page), [], `a record of ${path}`)
    }
    await page.context().close()
  }
})

/** The link of a message as it came, whatever its encoding. */
function linkIn(raw: string): string {
  const plain = raw.replace(/=\r?\n/g, '').replace(/=3D/g, '=')
  const found = /https?:\/\/[^\s"<>]+\/quote\/[\w-]{60,}/.exec(plain)?.[0]
  assert.ok(found, 'no link in the message')
  return found
}
