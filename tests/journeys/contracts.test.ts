import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { config } from '#kernel/config.ts'
import { openSink, type Sink } from '../sink.ts'
import { api, flawsOf, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// From a yes to what runs because of it: an accepted quote becomes a contract, then an order that its orderer is told of
// in writing, a delivery in two parts, a service, and a year more.

let stage: Stage
let sink: Sink
let clerk: Page
const MAIL = 'taina.tilaaja@kuljetus.example'
before(async () => {
  sink = await openSink()
  config.mailUrl = sink.url
  config.mailFrom = 'Pohjolan Huoltotarvike <tilaukset@pohjolan.example>'
  stage = await openStage()
  clerk = await stage.visit({ level: 'contracts' })
})
after(async () => {
  delete config.mailUrl
  delete config.mailFrom
  assert.deepEqual(stage?.complaints, [])
  await stage?.close()
  await sink?.close()
})

const button = (page: Page, key: Parameters<typeof words>[0]) =>
  page.getByRole('button', { name: words(key), exact: true })
const at = (noun: string) => new RegExp(`/${noun}/([0-9a-f-]{36})`)

/** An accepted quote of a new customer, with one line of a service and one of goods. */
async function accepted() {
  const company = await api(clerk, 'POST', '/companies?purpose=contract', {
    name: 'Tilaajan Kuljetus Oy',
    roles: ['customer'],
  })
  const person = await api(clerk, 'POST', '/people?purpose=contract', {
    given_name: 'Taina',
    family_name: 'Tilaaja',
    language: 'fi',
    source: 'person',
    position: 'customer',
    emails: [{ address: MAIL, kind: 'named_work', main: true }],
  })
  const owner = await stage.owner()
  const { rows } = await owner.query(
    `insert into data.quotes (name, company_id, contact_id, valid_until) values ('Kuljettimien valvonta', $1, $2, current_date + 30) returning id, number`,
    [company.id, person.id],
  )
  const product = (await owner.query(`select id from data.products where kind = 'service' order by code limit 1`))
    .rows[0]
  await owner.query(
    `insert into data.lines (quote_id, place, name, quantity, price, product_id) values ($1, 0, 'Etävalvonta', 2, 39.5, $2), ($1, 1, 'Anturi', 10, 24, null)`,
    [rows[0].id, product.id],
  )
  await owner.query(`update data.quotes set state = 'accepted', answered_at = now() where id = $1`, [rows[0].id])
  return { quote: rows[0].id as string, person: person.id as string }
}

test('accepted quote → contract → order → confirmation → delivery → service → renewal', async () => {
  const { quote } = await accepted()
  // From its own page what is agreed is made of it; from the list of contracts it is chosen.
  await clerk.goto(`/quotes/${quote}?purpose=contract`)
  await clerk.getByRole('button', { name: words('contracts.new') }).click()
  const drawer = clerk.getByRole('dialog', { name: words('contracts.new') })
  await clerk.waitForFunction((id) => [...document.querySelectorAll('select')].some((one) => one.value === id), quote)
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  await drawer.getByLabel('Alkaa').fill(day(-300))
  await drawer.getByLabel('Päättyy', { exact: true }).fill(day(60))
  await drawer.getByLabel('Irtisanomisaika (kk)').fill('1')
  await button(clerk, 'create').click()
  await clerk.waitForURL(at('contracts'))
  const contract = at('contracts').exec(clerk.url())![1]!
  await seen(clerk.getByRole('heading', { name: 'Kuljettimien valvonta' }))
  await button(clerk, 'contracts.activate').click()
  await seen(button(clerk, 'contracts.renew'))
  await seen(clerk.getByText(/(59|60) päivää jäljellä/))
  assert.deepEqual(await flawsOf(clerk), [])

  await clerk.goto('/orders?purpose=contract')
  await clerk
    .getByRole('button', { name: words('orders.new') })
    .first()
    .click()
  const order = clerk.getByRole('dialog', { name: words('orders.new') })
  await order.getByLabel(words('contracts.quote')).selectOption(quote)
  await order.getByLabel('Sopimus').selectOption(contract)
  await order.getByLabel('Tilaajan viite').fill('PO-2026-11')
  await button(clerk, 'create').click()
  await clerk.waitForURL(at('orders'))
  const id = at('orders').exec(clerk.url())![1]!
  await button(clerk, 'orders.confirm').click()
  const asked = clerk.getByRole('dialog', { name: words('orders.confirm') })
  await seen(asked.getByLabel(words('orders.confirm.mail', { name: 'Taina Tilaaja' })))

  // a promotion stays here; what was ordered goes out
  await asked.getByLabel(words('orders.confirm.note')).fill('Tutustu uutuuksiimme!')
  await asked.getByRole('button', { name: words('orders.confirm') }).click()
  await seen(
    clerk
      .getByText('PROMOTION_IN_SERVICE')
      .or(clerk.getByText('mainontaa', { exact: false }))
      .or(clerk.getByText('mainos', { exact: false })),
  )
  assert.equal((await api(clerk, 'GET', `/orders/${id}?purpose=contract`)).state, 'draft')
  await asked.getByLabel(words('orders.confirm.note')).fill('')
  await asked.getByRole('button', { name: words('orders.confirm') }).click()
  const { raw } = await sink.told('taken', MAIL)
  assert.match(raw!, /application\/pdf/)
  assert.ok(raw!.replace(/=\r\n/g, '').includes('PO-2026-11'))
  await gone(asked)

  const deliveries = panel(clerk, words('deliveries.title'))
  await deliveries.getByRole('button', { name: words('deliveries.part') }).click()
  await deliveries.getByLabel('Anturi').fill('11')
  await deliveries.getByRole('button', { name: words('deliveries.send') }).click()
  await seen(clerk.getByText('Anturi: 11 / 10 kpl', { exact: false }))
  await deliveries.getByLabel('Anturi').fill('4')
  await deliveries.getByRole('button', { name: words('deliveries.send') }).click()
  await seen(deliveries.getByText('4 × Anturi'))
  await deliveries.getByRole('button', { name: words('deliveries.whole') }).click()
  await seen(deliveries.getByText('6 × Anturi', { exact: false }))
  for (const left of [1, 0]) {
    await deliveries
      .getByRole('button', { name: words('deliveries.receive') })
      .first()
      .click()
    await deliveries.getByLabel('Vastaanottaja').fill('Portti 2')
    await deliveries.getByRole('button', { name: words('deliveries.received') }).click()
    await gone(deliveries.getByLabel('Vastaanottaja'))
    assert.equal(await deliveries.getByRole('button', { name: words('deliveries.receive') }).count(), left)
  }
  await seen(button(clerk, 'orders.invoice'))
  const services = panel(clerk, words('nav.services'))
  await services.getByRole('button', { name: words('services.start') }).click()
  await seen(services.getByRole('link', { name: 'Etävalvonta' }))
  assert.deepEqual(await flawsOf(clerk), [])

  // whoever sells sees the renewal coming; whoever looks after contracts renews it, and takes it back with one press
  const seller = await stage.visit({ level: 'seller' })
  await seller.goto('/renewals?purpose=relationship&months=3')
  await seen(seller.getByRole('link', { name: 'Kuljettimien valvonta' }))
  assert.deepEqual(await flawsOf(seller), [])
  await clerk.goto(`/contracts/${contract}?purpose=contract`)
  await button(clerk, 'contracts.renew').click()
  await button(clerk, 'undo').click()
  await seen(clerk.getByText(/(59|60) päivää jäljellä/))
  await button(clerk, 'contracts.renew').click()
  await gone(clerk.getByText(/(59|60) päivää jäljellä/))
  const renewed = await api(clerk, 'GET', `/contracts/${contract}?purpose=contract`)
  assert.ok(renewed.end_on > day(400), renewed.end_on)
})

test('a mere representative is not made the party, and what is needed stays', async () => {
  const { items } = await api(clerk, 'GET', '/contracts?purpose=contract&sort=-created_at&limit=50')
  const one = items.find((each: any) => each.state === 'active' && each.contact)
  await clerk.goto(`/contracts/${one.id}?purpose=contract`)
  const named = panel(clerk, words('contracts.named'))
  await named.getByRole('button', { name: words('add'), exact: true }).click()
  await named.getByRole('textbox', { name: 'Henkilö' }).fill(one.contact.split(' ').at(-1))
  await clerk.getByRole('option', { name: one.contact }).first().click()
  await named.getByLabel('Rooli').selectOption('party')
  await named
    .getByRole('button', { name: words('add'), exact: true })
    .last()
    .click()
  await seen(named.getByText('BASIS_NOT_PARTY'))
})

test('on a phone, in the dark, the suppliers’ workspace and a contract can be used', async () => {
  const buyer = await stage.visit({ level: 'purchasing', width: 390, scheme: 'dark' })
  await buyer.goto('/suppliers')
  const contracts = panel(buyer, words('nav.contracts'))
  await contracts.getByRole('listitem').first().getByRole('link').first().click()
  await seen(panel(buyer, words('contracts.term')))
  assert.ok(await buyer.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  assert.deepEqual(await flawsOf(buyer), [])
})
