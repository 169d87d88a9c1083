import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { api, flawsOf, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// The desk as each of us arranges it: columns, panels, what is kept at hand, many rows at once, and on a phone.

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage?.close())

const listOf = (noun: string, more: Record<string, string> = {}) =>
  `/${noun}?${new URLSearchParams({ purpose: 'relationship', ...more })}`
const rowsOf = (page: Page) => page.locator('.table-row[aria-rowindex]:not(.table-group)')
const bar = (page: Page) => page.getByRole('region', { name: words('table.selection') })
const toast = (page: Page, says: string) => page.getByRole('alert').filter({ hasText: says })
const listed = async (page: Page, path: string) => {
  await page.goto(path)
  await seen(page.getByRole('grid').getByRole('link'))
  await page.waitForFunction(() => !document.querySelector('.table-stale, .table-waiting'))
}
const columnsOf = (page: Page) =>
  page.locator('[data-column]').evaluateAll((list) => list.map((one) => (one as HTMLElement).dataset.column))
const widthOf = (page: Page, id: string) =>
  page.locator(`[data-column="${id}"]`).evaluate((one) => Math.round(one.getBoundingClientRect().width))
const columnsAre = (page: Page, ids: string[]) =>
  page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll<HTMLElement>('[data-column]')].map((one) => one.dataset.column).join() === wanted,
    ids.join(),
  )
test('columns by keyboard and by mouse: kept for their user, in the address of a view, and reset', async () => {
  const page = await stage.visit({ level: 'seller' })
  await listed(page, listOf('companies'))
  const usual = await columnsOf(page)
  const [name, second, third, ...others] = usual as string[]
  const was = await widthOf(page, second!)
  await page.locator(`[data-column="${second}"]`).focus()
  // The first stays where it is, and nothing goes before it.
  await page.keyboard.press('Alt+Shift+ArrowLeft')
  assert.deepEqual(await columnsOf(page), usual)
  await page.keyboard.press('Alt+ArrowRight')
  await seen(page.getByText(words('columns.width', { column: 'Y-tunnus', width: was + 16 })))
  assert.equal(await widthOf(page, second!), was + 16)
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await columnsAre(page, [name!, third!, second!, ...others])
  await page.waitForFunction((id) => (document.activeElement as HTMLElement).dataset.column === id, second)
  assert.deepEqual(await flawsOf(page), [])

  // Another browser of the same user has it too, once it is kept.
  await page.waitForLoadState('networkidle')
  const elsewhere = await stage.visit({ level: 'seller' })
  await elsewhere.goto(listOf('companies'))
  await columnsAre(elsewhere, [name!, third!, second!, ...others])
  assert.equal(await widthOf(elsewhere, second!), was + 16)
  await elsewhere.context().close()

  // Dragged back by its name; its border drawn.
  const box = async (id: string) => (await page.locator(`[data-column="${id}"]`).boundingBox())!
  const [from, to] = [await box(second!), await box(third!)]
  await page.mouse.move(from.x + 20, from.y + 12)
  await page.mouse.down()
  await page.mouse.move(to.x + 30, to.y + 12, { steps: 6 })
  await page.mouse.up()
  await columnsAre(page, usual as string[])
  assert.equal(new URL(page.url()).searchParams.get('sort'), null, 'a carried name does not sort')
  const edge = await box(third!)
  await page.mouse.move(edge.x + edge.width - 3, edge.y + 12)
  await page.mouse.down()
  await page.mouse.move(edge.x + edge.width + 57, edge.y + 12, { steps: 4 })
  await page.mouse.up()
  const [id, wide] = [third!, Math.round(edge.width + 60)]
  await page.waitForFunction(
    ([id, wide]) =>
      Math.abs(document.querySelector(`[data-column="${id}"]`)!.getBoundingClientRect().width - Number(wide)) < 3,
    [id, wide] as const,
  )

  await page.getByRole('button', { name: words('columns.choose') }).click()
  await page.getByRole('button', { name: words('columns.reset') }).click()
  await page.waitForFunction(
    ([id, was]) => Math.round(document.querySelector(`[data-column="${id}"]`)!.getBoundingClientRect().width) === was,
    [second!, was] as const,
  )
  await page.keyboard.press('Escape')

  // A list whose address says its columns changes its address.
  await listed(page, listOf('companies', { columns: 'city,business_id', widths: 'city:300' }))
  await columnsAre(page, [name!, 'city', 'business_id'])
  assert.equal(await widthOf(page, 'city'), 300)
  await page.locator('[data-column="city"]').focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await page.waitForURL((url) => url.searchParams.get('widths') === 'city:284')
  await page.getByRole('button', { name: words('view.save') }).click()
  await page.getByRole('dialog').getByLabel(words('view.name')).fill('Kapea')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('save') })
    .click()
  await page.waitForURL(/view=/)
  await seen(page.getByRole('button', { name: words('kept.add.view') }))
  await page.getByRole('button', { name: words('kept.add.view') }).click()
  const nav = page.getByRole('navigation', { name: words('frame.nav') })
  await seen(nav.getByRole('link', { name: 'Kapea' }))
  await listed(page, '/people?purpose=relationship')
  await page.keyboard.press('Control+k')
  await seen(page.getByRole('dialog').getByText('Kapea'))
  await page.keyboard.press('Escape')
  await nav.getByRole('link', { name: 'Kapea' }).click()
  await columnsAre(page, [name!, 'city', 'business_id'])
  assert.equal(await widthOf(page, 'city'), 284)
  await page.context().close()
})

test('all that a filter finds: past the level not offered, within it changed in one go and back', async () => {
  const page = await stage.visit({ level: 'seller' })
  await listed(page, '/tasks/all?purpose=relationship')
  const all = (await api(page, 'GET', '/tasks?purpose=relationship&total=only')).total.count
  assert.ok(all > 200)
  await rowsOf(page).nth(0).getByRole('checkbox').click()
  await seen(bar(page).getByText(words('table.whole.past', { n: all, most: 200 })))
  assert.equal(
    await bar(page)
      .getByRole('button', { name: words('table.whole', { n: all }) })
      .count(),
    0,
  )

  const filter = JSON.stringify({ field: 'city', op: 'is', value: 'Turku' })
  const found = async () =>
    (await api(page, 'GET', `/companies?purpose=relationship&limit=200&filter=${encodeURIComponent(filter)}`)).items
  const before = await found()
  await listed(page, listOf('companies', { filter }))
  await rowsOf(page).nth(0).getByRole('checkbox').click()
  await bar(page)
    .getByRole('button', { name: words('table.whole', { n: before.length }) })
    .click()
  await seen(bar(page).getByText(words('table.chosen_other', { n: before.length }), { exact: true }))
  assert.deepEqual(await flawsOf(page), [])
  await bar(page)
    .getByRole('button', { name: words('change.many') })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(words('change.field')).selectOption({ value: 'city' })
  await dialog.getByLabel(words('change.to')).fill('Åbo')
  await dialog.getByRole('button', { name: words('change.do_other', { n: before.length }) }).click()
  await gone(dialog)
  const done = toast(page, words('change.done_other', { n: before.length }))
  await seen(done)
  assert.equal((await found()).length, 0)
  const undone = page.waitForResponse((answer) => answer.url().includes('/companies/change'))
  await done.getByRole('button', { name: words('undo') }).click()
  await undone
  assert.equal((await found()).length, before.length)
  await page.context().close()
})

test('deals, tasks, leads, contracts and services are changed many at once where the level writes them', async () => {
  const page = await stage.visit({ level: 'owner_operator' })
  for (const [path, purpose] of [
    ['/deals?shape=', 'sales'],
    ['/tasks/all?', 'relationship'],
    ['/contracts?', 'contract'],
    ['/services?', 'contract'],
    ['/cases?', 'support'],
  ]) {
    await listed(page, `${path}&purpose=${purpose}`)
    await rowsOf(page).nth(0).getByRole('checkbox').click()
    await seen(bar(page).getByRole('button', { name: words('change.many') }))
  }
  await page.context().close()
  const seller = await stage.visit({ level: 'seller' })
  await listed(seller, '/contracts?purpose=contract')
  assert.equal(await bar(seller).count(), 0)
  await seller.context().close()
})

test('the panels of a page: put elsewhere, folded, left out, for everybody by the lead alone, and reset', async () => {
  const lead = await stage.visit({ level: 'sales_lead' })
  const { id } = (await api(lead, 'GET', '/companies?purpose=relationship&limit=1&sort=name')).items[0]
  const path = `/companies/${id}?purpose=relationship`
  const arrange = async (page: Page) => {
    await page.getByRole('button', { name: words('arrange.open') }).click()
    await seen(page.getByRole('dialog', { name: words('arrange.title') }))
    return page.getByRole('dialog', { name: words('arrange.title') })
  }
  const seller = await stage.visit({ level: 'seller' })
  await seller.goto(path)
  await seen(panel(seller, words('company.addresses')))
  const dialog = await arrange(seller)
  assert.equal(await dialog.getByRole('button', { name: words('arrange.share') }).count(), 0)
  assert.deepEqual(await flawsOf(seller), [])
  const right = dialog.getByRole('button', { name: words('arrange.right', { name: words('company.addresses') }) })
  await right.press('Enter')
  await seen(
    dialog
      .getByRole('list', { name: words('arrange.second') })
      .getByRole('checkbox', { name: words('company.addresses') }),
  )
  await dialog.getByRole('checkbox', { name: words('company.group') }).uncheck()
  await seller.keyboard.press('Escape')
  await gone(dialog)
  await gone(panel(seller, words('company.group')))
  const fold = seller.getByRole('button', { name: words('arrange.fold', { name: words('company.about') }) })
  await fold.click()
  await gone(panel(seller, words('company.about')).getByText('Y-tunnus'))
  const kept = seller.waitForResponse((answer) => answer.url().includes('/layouts?') && answer.ok())
  await seller.reload()
  await kept
  await seen(
    seller
      .locator('.columns > div')
      .nth(1)
      .getByRole('heading', { name: words('company.addresses') }),
  )
  assert.equal(await fold.getAttribute('aria-expanded'), 'false')
  assert.equal(await panel(seller, words('company.group')).count(), 0)

  await lead.goto(path)
  await seen(panel(lead, words('company.group')))
  const own = await arrange(lead)
  await own.getByRole('checkbox', { name: words('company.group') }).uncheck()
  await own.getByRole('button', { name: words('arrange.share') }).click()
  await seen(toast(lead, words('arrange.shared')))
  await lead.context().close()

  const again = await arrange(seller)
  await again.getByRole('button', { name: words('arrange.reset') }).click()
  await seller.keyboard.press('Escape')
  await gone(again)
  await seen(panel(seller, words('company.about')).getByText('Y-tunnus'))
  await seller.reload()
  await seen(
    seller
      .locator('.columns > div')
      .nth(0)
      .getByRole('heading', { name: words('company.addresses') }),
  )
  assert.equal(await panel(seller, words('company.group')).count(), 0)
  await seller.context().close()
})

test('two changes to a page, while what was asked for before them is still on its way: both stay', async () => {
  const seller = await stage.visit({ level: 'seller' })
  const { id } = (await api(seller, 'GET', '/companies?purpose=relationship&limit=1&sort=name')).items[0]
  let asked = 0
  await seller.route('**/api/v1/layouts**', async (route) => {
    if (route.request().method() !== 'GET') await sleep(400)
    // The first question is never answered: the first change breaks it off.
    else if (++asked === 1) return
    await route.continue()
  })
  await seller.goto(`/companies/${id}?purpose=relationship`)
  await seller.getByRole('button', { name: words('arrange.open') }).click()
  const dialog = seller.getByRole('dialog', { name: words('arrange.title') })
  const group = dialog.getByRole('checkbox', { name: words('company.group') })
  const about = dialog.getByRole('checkbox', { name: words('company.about') })
  const answer = seller.waitForResponse((one) => one.request().method() === 'GET' && one.url().includes('/layouts?'))
  await group.uncheck()
  await about.uncheck()
  await (await answer).finished()
  await seller.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  assert.deepEqual([await group.isChecked(), await about.isChecked()], [false, false])
  const reset = seller.waitForResponse((one) => one.request().method() === 'DELETE')
  await dialog.getByRole('button', { name: words('arrange.reset') }).click()
  await reset
  await seller.context().close()
})

test('on a phone: installable in its language, a note in two presses, and without a connection a page that says so', async () => {
  const page = await stage.visit({ level: 'seller', language: 'sv', width: 390 })
  await page.goto('/people?purpose=relationship')
  await seen(page.getByRole('grid').getByRole('link'))
  const link = await page.locator('link[rel="manifest"]').getAttribute('href')
  assert.equal(link, '/sv.webmanifest')
  const manifest = await (await page.request.get(link)).json()
  assert.equal(manifest.name, words('app.name', {}, 'sv'))
  for (const { src } of manifest.icons) {
    const icon = await page.request.get(src)
    assert.equal(icon.headers()['content-type'], 'image/png', src)
  }
  assert.ok(manifest.icons.some((icon: any) => icon.purpose === 'maskable'))
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  // From here on the worker stands between; what it keeps is the program alone.
  await page.reload()
  await seen(page.getByRole('grid').getByRole('link'))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.goto(manifest.shortcuts[0].url)
  const [person] = (await api(page, 'GET', '/people?purpose=relationship&limit=1&sort=family_name')).items
  const name = `${person.given_name} ${person.family_name}`
  await page.getByRole('textbox', { name: words('note.about', {}, 'sv') }).fill(name)
  await page.getByRole('option', { name }).first().click()
  await seen(page.getByText(words('compose.note', {}, 'sv')))
  assert.deepEqual(await flawsOf(page), [])
  const held = await page.evaluate(async () => {
    const paths: string[] = []
    for (const key of await caches.keys())
      for (const one of await (await caches.open(key)).keys()) paths.push(new URL(one.url).pathname)
    return paths
  })
  assert.ok(held.some((path) => path.startsWith('/assets/')))
  assert.deepEqual(
    held.filter((path) => !/^\/(assets\/[^/]+|offline\.(html|css)|icon-192\.png)$/.test(path)),
    [],
  )
  await page.context().setOffline(true)
  await page.goto('/companies').catch(() => {})
  await seen(page.getByRole('heading', { name: 'Ei yhteyttä' }))
  await seen(page.getByRole('heading', { name: 'Ingen förbindelse' }))
  assert.deepEqual(await flawsOf(page), [])
  await page.context().setOffline(false)
  await page.getByRole('link').click()
  await page.waitForURL(/companies/)
  await seen(page.getByRole('grid').getByRole('link'))
  await page.context().close()
})

test('End leads to the last row of a list whose pages have not come, and Home back', async () => {
  const page = await stage.visit({ level: 'seller' })
  const path = '/tasks/all?purpose=relationship&sort=title'
  const at = async (sort: string) =>
    (await api(page, 'GET', `/tasks?purpose=relationship&limit=1&sort=${sort}`)).items[0] as { id: string }
  const [first, last] = [await at('title'), await at('-title')]
  await listed(page, path)
  await seen(page.locator(`#row-${first.id}`))
  assert.equal(await page.locator(`#row-${last.id}`).count(), 0)
  await page.getByRole('grid').focus()
  await page.keyboard.press('End')
  await seen(page.locator(`#row-${last.id}`))
  assert.ok((await rowsOf(page).count()) < 60, 'no more rows are drawn than are seen')
  await page.keyboard.press('Home')
  await seen(page.locator(`#row-${first.id}`))
  await page.context().close()
})

test('nothing was complained of on the way', () =>
  assert.deepEqual(
    stage.complaints.filter((line) => !/ERR_INTERNET_DISCONNECTED/.test(line)),
    [],
  ))
