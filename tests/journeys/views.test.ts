import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { api, gone, openStage, type Stage, seen, words } from './browser.ts'

// A list as its reader wants it: views, groups, cells, many rows at once, one beside the list.

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage?.close())

const OULU = JSON.stringify({ field: 'city', op: 'is', value: 'Turku' })
const listOf = (more: Record<string, string> = {}) =>
  `/companies?${new URLSearchParams({ purpose: 'relationship', ...more })}`
const rowsOf = (page: Page) => page.locator('.table-row[aria-rowindex]:not(.table-group)')
const toast = (page: Page, says: string) => page.getByRole('alert').filter({ hasText: says })
const undo = (page: Page, says: string) => toast(page, says).getByRole('button', { name: words('undo') })
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: words('view.list') }).getByRole('button', { name, exact: false })
const isQuiet = (page: Page) => page.waitForFunction(() => !document.querySelector('.table-stale, .table-waiting'))
const listed = async (page: Page, path: string) => {
  await page.goto(path)
  await seen(page.getByRole('grid').getByRole('link'))
  await isQuiet(page)
}

test('a seller shares no view, and changes none of what the lead has shared', async () => {
  const lead = await stage.visit({ level: 'sales_lead' })
  await listed(lead, listOf({ filter: OULU }))
  await lead.getByRole('button', { name: words('view.save') }).click()
  const dialog = lead.getByRole('dialog')
  await dialog.getByLabel(words('view.name')).fill('Turun asiakkaat')
  await dialog.getByLabel(words('view.share')).check()
  await dialog.getByRole('button', { name: words('save') }).click()
  await gone(dialog)
  await seen(tab(lead, 'Turun asiakkaat'))
  await lead.context().close()

  const seller = await stage.visit({ level: 'seller' })
  await listed(seller, listOf())
  await tab(seller, 'Turun asiakkaat').click()
  await seen(seller.getByText('Turku').first())
  await seller.waitForURL(/view=/)
  assert.equal(await seller.getByRole('button', { name: words('view.menu', { name: 'Turun asiakkaat' }) }).count(), 0)
  const { total } = await api(
    seller,
    'GET',
    `/companies?purpose=relationship&total=only&filter=${encodeURIComponent(OULU)}`,
  )
  assert.match((await tab(seller, 'Turun asiakkaat').textContent()) ?? '', new RegExp(`${total.count}$`))
  await seller.goto(listOf({ sort: '-name' }))
  await seller.getByRole('button', { name: words('view.save') }).click()
  await seen(seller.getByRole('dialog').getByText(words('view.private')))
  assert.equal(await seller.getByLabel(words('view.share')).count(), 0)
  await seller.context().close()
})

test('a view of one’s own: saved, renamed, deleted and back by one press', async () => {
  const page = await stage.visit({ level: 'seller' })
  await listed(page, listOf({ group: 'city', calc: 'name:filled' }))
  await page.getByRole('button', { name: words('view.save') }).click()
  await page.getByRole('dialog').getByLabel(words('view.name')).fill('Kaupungeittain')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('save') })
    .click()
  await gone(page.getByRole('dialog'))
  await tab(page, words('view.all')).click()
  await page.waitForURL((url) => !url.searchParams.has('view'))
  await gone(page.locator('.table-group'))
  await tab(page, 'Kaupungeittain').click()
  await seen(page.locator('.table-group'))
  await page.getByRole('button', { name: words('view.menu', { name: 'Kaupungeittain' }) }).click()
  await page.getByRole('menuitem', { name: words('view.rename') }).click()
  await page.getByRole('dialog').getByLabel(words('view.name')).fill('Kunnittain')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('save') })
    .click()
  await seen(tab(page, 'Kunnittain'))
  await page.getByRole('button', { name: words('view.menu', { name: 'Kunnittain' }) }).click()
  await page.getByRole('menuitem', { name: words('view.delete') }).click()
  await gone(tab(page, 'Kunnittain'))
  await undo(page, words('view.deleted', { name: 'Kunnittain' })).click()
  await seen(tab(page, 'Kunnittain'))
  await page.context().close()
})

test('this and (that or that): a group of conditions in the address', async () => {
  const page = await stage.visit({ level: 'seller' })
  const or = [
    { field: 'city', op: 'is', value: 'Turku' },
    { field: 'city', op: 'is', value: 'Porvoo' },
  ]
  const filter = { and: [{ field: 'name', op: 'contains', value: 'Oy' }, { or }] }
  await listed(page, listOf({ filter: JSON.stringify(filter) }))
  const group = page.getByRole('group', { name: words('filter.group.name') })
  await seen(group.getByText('Porvoo'))
  const before = (await api(page, 'GET', listOf({ filter: JSON.stringify(filter), total: 'only' }))).total.count
  assert.ok(before > 0)
  await group
    .getByRole('button', { name: words('filter.remove') })
    .last()
    .click()
  await page.waitForURL((url) => !decodeURIComponent(url.search).includes('Porvoo'))
  await group.getByRole('button', { name: words('filter.group.add') }).click()
  await page.getByLabel(words('filter.field'), { exact: true }).selectOption({ value: 'city' })
  await page.getByLabel(words('filter.op'), { exact: true }).selectOption({ value: 'is' })
  await page.getByLabel(words('filter.value'), { exact: true }).fill('Porvoo')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('filter.apply') })
    .click()
  await page.waitForURL((url) => decodeURIComponent(url.search).includes('Porvoo'))
  const asked = JSON.parse(new URL(page.url()).searchParams.get('filter') ?? '{}')
  assert.deepEqual(asked, filter)
  await page.context().close()
})

test('groups have counts and close; the foot reckons over all rows', async () => {
  const page = await stage.visit({ level: 'seller' })
  await listed(page, listOf({ group: 'city' }))
  const first = page.locator('.table-group').first()
  await seen(first)
  const { groups, count } = await api(page, 'GET', '/companies/summary?purpose=relationship&group=city')
  assert.match((await first.textContent()) ?? '', new RegExp(`${groups[0].value} ${groups[0].count}`))
  await page.getByRole('button', { name: words('group.fold', { name: groups[0].value }) }).click()
  await seen(page.getByRole('button', { name: words('group.unfold', { name: groups[0].value }) }))
  await isQuiet(page)
  assert.equal(await rowsOf(page).filter({ hasText: groups[0].value }).count(), 0)
  const foot = page.getByRole('region', { name: words('calc.foot') })
  await seen(foot.getByText(words('calc.rows_other', { n: count.count })))
  await foot.getByRole('button', { name: words('calc.choose', { column: 'Y-tunnus' }) }).click()
  await page.getByRole('menuitem', { name: words('calc.filled') }).click()
  await seen(foot.getByText(`${words('calc.filled')} ${count.count}`))
  await page.waitForURL(/calc=business_id/)
  await page.context().close()
})

test('cells by keyboard: Escape leaves them, Enter saves, and undo brings back; refused, the old value returns', async () => {
  const page = await stage.visit({ level: 'seller' })
  await listed(page, listOf({ sort: 'name' }))
  const row = async () => (await api(page, 'GET', '/companies?purpose=relationship&limit=1&sort=name')).items[0]
  const was = await row()
  const cell = page.locator(`#cell-${was.id}-city`)
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  const reach = async () => {
    for (let i = 0; i < 12 && !(await cell.getAttribute('class'))?.includes('cell-at'); i++)
      await page.keyboard.press('ArrowRight')
  }
  await reach()
  await page.keyboard.press('Enter')
  await seen(cell.locator('input'))
  await page.keyboard.type('Unohdus')
  await page.keyboard.press('Escape')
  await gone(cell.locator('input'))
  assert.equal((await row()).city, was.city)
  await page.keyboard.press('Enter')
  await page.keyboard.type('Naantali')
  await page.keyboard.press('Enter')
  const label = 'Kotipaikka'
  await seen(toast(page, words('cell.saved', { field: label })))
  assert.equal((await row()).city, 'Naantali')
  await undo(page, words('cell.saved', { field: label })).click()
  await seen(cell.filter({ hasText: was.city }))
  await page.waitForFunction(
    (id) => !document.querySelector(`#cell-${id}-city`)?.textContent?.includes('Naantali'),
    was.id,
  )

  // An empty cell is pressed like any other.
  const empty = page.locator(`#cell-${was.id}-phone`)
  await empty.click()
  await seen(empty.locator('input'))
  await page.keyboard.press('Escape')
  await gone(empty.locator('input'))

  // A colleague is quicker: what was typed is taken back, and theirs is shown.
  await seen(toast(page, words('cell.saved', { field: label })))
  const now = await row()
  const other = await stage.visit({ level: 'sales_lead' })
  await api(
    other,
    'PATCH',
    `/companies/${was.id}?purpose=relationship`,
    { city: 'Hamina' },
    { 'if-match': `"${now.version}"` },
  )
  await cell.click()
  await cell.locator('input').fill('Loviisa')
  await page.keyboard.press('Enter')
  await seen(page.locator('.toast-bad'))
  await seen(cell.filter({ hasText: 'Hamina' }))
  assert.equal((await row()).city, 'Hamina')
  await other.context().close()
  await page.context().close()
})

test('rows from one to another by Shift, changed in one go, and back in one press', async () => {
  const page = await stage.visit({ level: 'seller' })
  await listed(page, listOf({ sort: 'name' }))
  const cities = async () =>
    (await api(page, 'GET', '/companies?purpose=relationship&limit=5&sort=name')).items.map((row: any) => row.city)
  const was = await cities()
  await rowsOf(page).nth(0).getByRole('checkbox').click()
  await rowsOf(page)
    .nth(3)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] })
  const bar = page.getByRole('region', { name: words('table.selection') })
  await seen(bar.getByText(words('table.chosen_other', { n: 4 })))
  await bar.getByRole('button', { name: words('change.many') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(words('change.field')).selectOption({ value: 'city' })
  await dialog.getByLabel(words('change.to')).fill('Kerava')
  await dialog.getByRole('button', { name: words('change.do_other', { n: 4 }) }).click()
  await gone(dialog)
  await seen(toast(page, words('change.done_other', { n: 4 })))
  assert.deepEqual(await cities(), ['Kerava', 'Kerava', 'Kerava', 'Kerava', was[4]])
  const undone = page.waitForResponse((answer) => answer.url().includes('/companies/change'))
  await undo(page, words('change.done_other', { n: 4 })).click()
  await undone
  assert.deepEqual(await cities(), was)
  await page.context().close()
})

test('a row beside its list: j moves on, Escape closes, back finds the place', async () => {
  const page = await stage.visit({ level: 'seller' })
  await listed(page, listOf({ sort: 'name' }))
  const names = (await api(page, 'GET', '/companies?purpose=relationship&limit=40&sort=name')).items.map(
    (row: any) => row.name,
  )
  await rowsOf(page).nth(0).hover()
  await page.getByRole('button', { name: words('table.preview', { name: names[0] }) }).click()
  const beside = page.getByRole('complementary', { name: names[0] })
  await seen(beside)
  await page.keyboard.press('j')
  await seen(page.getByRole('complementary', { name: names[1] }))
  await page.keyboard.press('Escape')
  await gone(page.getByRole('complementary'))
  assert.equal(new URL(page.url()).searchParams.get('open'), null)

  await page.locator('.table').evaluate((table) => table.scrollTo(0, 600))
  const low = rowsOf(page).filter({ hasText: names[25] })
  await seen(low)
  await low.hover()
  await page.getByRole('button', { name: words('table.preview', { name: names[25] }), exact: true }).click()
  await page
    .getByRole('complementary', { name: names[25] })
    .getByRole('button', { name: words('preview.open') })
    .click()
  await seen(page.getByRole('heading', { level: 1, name: names[25] }))
  await page.goBack()
  await seen(page.getByRole('complementary', { name: names[25] }))
  await seen(rowsOf(page).filter({ hasText: names[25] }))
  assert.ok((await page.locator('.table').evaluate((table) => table.scrollTop)) > 400)
  await page.context().close()

  const phone = await stage.visit({ level: 'seller', width: 390 })
  await phone.goto(listOf({ sort: 'name' }))
  await phone.getByRole('grid').getByText(names[0], { exact: true }).click()
  await seen(phone.getByRole('heading', { level: 1, name: names[0] }))
  await phone.context().close()
})

test('kept at hand, just seen, and labelled: by the lead’s list alone', async () => {
  const seller = await stage.visit({ level: 'seller' })
  await seller.goto('/settings/labels')
  await seen(seller.getByText(words('frame.nowhere'), { exact: true }))

  const lead = await stage.visit({ level: 'sales_lead' })
  await lead.goto('/settings/labels')
  await seen(lead.getByRole('heading', { name: words('labels.empty') }))
  await lead.getByLabel(words('labels.name'), { exact: true }).fill('Avaintili')
  await lead.getByLabel(words('labels.noun')).selectOption('companies')
  await lead.getByLabel(words('labels.meaning')).fill('Vuosimyynti yli 50 000 €')
  await lead.getByRole('button', { name: words('labels.new') }).click()
  await seen(lead.getByRole('listitem').filter({ hasText: 'Vuosimyynti' }))
  await lead.context().close()

  await listed(seller, listOf({ sort: 'name' }))
  const { name, id } = (await api(seller, 'GET', '/companies?purpose=relationship&limit=1&sort=name')).items[0]
  await rowsOf(seller).nth(0).getByRole('checkbox').click()
  await rowsOf(seller).nth(1).getByRole('checkbox').click()
  await seller
    .getByRole('region', { name: words('table.selection') })
    .getByRole('button', { name: words('labels.put'), exact: true })
    .click()
  await seller.getByRole('menuitem', { name: 'Avaintili' }).click()
  await seen(toast(seller, words('labels.done_other', { name: 'Avaintili', n: 2 })))
  await seen(rowsOf(seller).nth(0).getByText('Avaintili'))
  await seller.getByRole('button', { name: words('filter.add') }).click()
  await seller.getByLabel(words('filter.field'), { exact: true }).selectOption({ value: 'labellings.label_id' })
  await seller.getByLabel(words('filter.value'), { exact: true }).selectOption({ label: 'Avaintili' })
  await seller
    .getByRole('dialog')
    .getByRole('button', { name: words('filter.apply') })
    .click()
  await seen(seller.getByRole('region', { name: words('calc.foot') }).getByText(words('calc.rows_other', { n: 2 })))

  await seller.goto(`/companies/${id}?purpose=relationship`)
  await seen(seller.getByRole('button', { name: words('labels.remove', { name: 'Avaintili' }) }))
  const star = seller.getByRole('button', { name: words('kept.add') })
  await star.click()
  const nav = seller.getByRole('navigation', { name: words('frame.nav') })
  await seen(nav.getByRole('link', { name }))
  await nav.getByRole('button', { name: words('kept.recent') }).click()
  await seller.waitForFunction(
    (name) => [...document.querySelectorAll('.kept a')].filter((a) => a.textContent === name).length === 2,
    name,
  )
  await star.click()
  await undo(seller, words('kept.dropped')).click()
  await seen(seller.getByRole('button', { name: words('kept.add'), pressed: true }))
  await seller.context().close()
})

test('nothing was complained of on the way', () => assert.deepEqual(stage.complaints, []))
