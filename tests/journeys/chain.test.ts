import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { XMLValidator } from 'fast-xml-parser'
import type { Page } from 'playwright-core'
import { api, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// What the contract chain is worked with from day to day: which services run out, what was granted and used, what goes
// to invoicing; and deals that another system had, brought in with their companies.

let stage: Stage
let clerk: Page
let company: string
before(async () => {
  stage = await openStage()
  clerk = await stage.visit({ level: 'contracts' })
  company = (await api(clerk, 'POST', '/companies?purpose=contract', { name: 'Ketjutesti Oy', roles: ['customer'] })).id
})
after(async () => {
  assert.deepEqual(stage?.complaints, [])
  await stage?.close()
})

const button = (page: Page, key: Parameters<typeof words>[0]) =>
  page.getByRole('button', { name: words(key), exact: true })
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const rowsOf = (page: Page) => page.getByRole('grid').getByRole('row')
const undo = (page: Page, says: string) =>
  page
    .getByRole('alert')
    .filter({ hasText: says })
    .getByRole('button', { name: words('undo') })

test('services: those that end soon by one press, and any other by the filter; what is not asked for is not shown', async () => {
  const make = (name: string, end: string) =>
    api(clerk, 'POST', '/services?purpose=contract', {
      name,
      company_id: company,
      quantity: '3',
      state: 'active',
      start_on: day(-100),
      end_on: end,
    })
  await make('Ketju pian', day(30))
  await make('Ketju myöhemmin', day(300))
  await clerk.goto('/services?purpose=contract')
  await seen(clerk.getByRole('grid'))
  await clerk.getByRole('link', { name: words('services.ending') }).click()
  await seen(rowsOf(clerk).filter({ hasText: 'Ketju pian' }))
  await gone(rowsOf(clerk).filter({ hasText: 'Ketju myöhemmin' }))

  await clerk.goto('/services?purpose=contract')
  await clerk.getByRole('button', { name: words('filter.add') }).click()
  await clerk.getByLabel(words('filter.field'), { exact: true }).selectOption({ value: 'name' })
  await clerk.getByLabel(words('filter.op'), { exact: true }).selectOption({ value: 'contains' })
  await clerk.getByLabel(words('filter.value'), { exact: true }).fill('Ketju')
  await clerk
    .getByRole('dialog')
    .getByRole('button', { name: words('filter.apply') })
    .click()
  await seen(rowsOf(clerk).filter({ hasText: 'Ketju myöhemmin' }))
  const filter = new URL(clerk.url()).searchParams.get('filter')
  const { total } = await api(clerk, 'GET', `/services?purpose=contract&filter=${encodeURIComponent(filter!)}`)
  assert.equal(total.count, 2)
})

test('benefits: granted, used, each taken back; more than is left is refused', async () => {
  const { id } = await api(clerk, 'POST', '/contracts?purpose=contract', { name: 'Etusopimus', company_id: company })
  await clerk.goto(`/contracts/${id}?purpose=contract`)
  const benefits = panel(clerk, words('benefits.title'))
  await benefits.getByRole('button', { name: words('benefits.grant') }).click()
  await benefits.getByRole('textbox', { name: /^Etu/ }).fill('Koulutuspäivä')
  await benefits.getByLabel('Myönnetty määrä').fill('5')
  await benefits
    .locator('form')
    .getByRole('button', { name: words('benefits.grant') })
    .click()
  await seen(benefits.getByText('5 kpl jäljellä'))

  await benefits.getByRole('button', { name: words('benefits.use') }).click()
  const use = benefits.locator('li form')
  await use.locator('input').first().fill('6')
  await use.getByRole('button', { name: words('benefits.use') }).click()
  await seen(clerk.getByRole('alert'))
  assert.equal(await benefits.getByText('5 kpl jäljellä').count(), 1)
  await use.locator('input').first().fill('2')
  await use.getByRole('button', { name: words('benefits.use') }).click()
  await seen(benefits.getByText('3 kpl jäljellä'))
  await undo(clerk, words('benefits.taken')).click()
  await seen(benefits.getByText('5 kpl jäljellä'))
  await undo(clerk, words('benefits.granted')).click()
  await seen(benefits.getByText(words('benefits.none')))
})

test('a delivered order goes to invoicing as Finvoice and as CSV, and comes back by one press', async () => {
  const { id } = await api(clerk, 'POST', '/orders?purpose=contract', { company_id: company })
  const owner = await stage.owner()
  await owner.query(`insert into data.lines (order_id, name, quantity, price) values ($1, 'Letku', 2, 10)`, [id])
  await api(clerk, 'POST', `/orders/${id}/confirm`, { mail: false })
  await api(clerk, 'POST', '/deliveries?purpose=contract', { order_id: id, state: 'received' })
  await clerk.goto(`/orders/${id}?purpose=contract`)
  await button(clerk, 'orders.invoice').click()
  // without an account there is nothing to pay to
  await seen(clerk.getByRole('alert'))
  assert.equal((await api(clerk, 'GET', `/orders/${id}?purpose=contract`)).state, 'delivered')
  const account = panel(clerk, words('orders.account'))
  await account.getByLabel('IBAN').fill('FI21 1234 5600 0007 85')
  await account.getByLabel('BIC').fill('ndeafihh')
  await account.getByRole('button', { name: words('save') }).click()
  await gone(account.getByRole('button', { name: words('save') }))

  const [xml] = await Promise.all([clerk.waitForEvent('download'), button(clerk, 'orders.invoice').click()])
  assert.match(xml.suggestedFilename(), /^[A-Z]+-\d{4}-\d+\.xml$/)
  const text = await readFile(await xml.path(), 'utf8')
  assert.equal(XMLValidator.validate(text), true)
  assert.match(text, /<InvoiceTotalVatExcludedAmount AmountCurrencyIdentifier="EUR">20,00</)
  await seen(button(clerk, 'orders.invoice.again'))
  await undo(clerk, words('orders.invoiced_one')).click()
  await seen(button(clerk, 'orders.invoice'))

  await clerk
    .getByRole('button', { name: words('actions') })
    .last()
    .click()
  const [csv] = await Promise.all([
    clerk.waitForEvent('download'),
    clerk.getByRole('menuitem', { name: words('orders.invoice.csv') }).click(),
  ])
  assert.match(await readFile(await csv.path(), 'utf8'), /Letku;2;kpl;10/)
})

test('deals of another system come in by their headers, what fits nothing is told, and all of it goes back', async () => {
  const seller = await stage.visit({ level: 'sales_lead' })
  await api(seller, 'POST', '/companies?purpose=sales', { name: 'Tuojan Ketju Oy', roles: ['customer'] })
  await seller.goto('/imports/new')
  await seller.getByLabel(words('import.noun')).selectOption('deals')
  await seen(seller.getByText(words('import.drop.rows')))
  await seller.locator('input[type=file]').setInputFiles({
    name: 'vanhat kaupat.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'Kaupan nimi;Yritys;Arvo;Horoskooppi\r\nKetjukauppa;tuojan ketju oy;1 200,50;leijona\r\nOrpo;Ei Ole Oy;5,00;\r\n',
    ),
  })
  const becomes = (column: string) => seller.getByLabel(words('import.column.for', { column }), { exact: true })
  await seen(becomes('Yritys'))
  assert.deepEqual(
    [
      await becomes('Kaupan nimi').inputValue(),
      await becomes('Yritys').inputValue(),
      await becomes('Horoskooppi').inputValue(),
    ],
    ['name', 'company_id', ''],
  )
  await seller.getByRole('button', { name: words('import.toPreview') }).click()
  await seen(panel(seller, words('import.reasons')).getByText(/^Yritys: /))
  await seller.getByRole('button', { name: words('import.runRows_one', { n: 1 }) }).click()
  await seen(panel(seller, words('import.progress')).getByText(words('importState.done'), { exact: true }))
  const count = async () => (await api(seller, 'GET', '/deals?purpose=sales&q=Ketjukauppa')).total.count
  assert.equal(await count(), 1)
  const [download] = await Promise.all([
    seller.waitForEvent('download'),
    seller.getByRole('link', { name: words('import.errors') }).click(),
  ])
  assert.match(await readFile(await download.path(), 'utf8'), /3;LINK_UNKNOWN;Yritys: [^;]+;Orpo;Ei Ole Oy/)
  await button(seller, 'import.revert').click()
  await seen(seller.getByText(words('import.revert.rows')))
  await button(seller, 'import.revert').click()
  await seen(panel(seller, words('import.progress')).getByText(words('importState.reverted'), { exact: true }))
  assert.equal(await count(), 0)
  await seller.context().close()
})
