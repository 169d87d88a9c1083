import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { api, flawsOf, gone, openStage, type Stage, seen, words } from './browser.ts'

// Many tasks at once: put off, given to another, done; back by one press. A long list in groups that open one by one.

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage?.close())

const LIST = `/tasks/all?purpose=relationship&q=${encodeURIComponent('Niputettava')}`
const toast = (page: Page) => page.getByRole('alert').filter({ hasText: words('change.done_other', { n: '3' }) })
const bar = (page: Page) => page.getByRole('region', { name: words('table.selection') })
async function chosen(page: Page) {
  await page.goto(LIST)
  await seen(page.getByRole('row').filter({ hasText: 'Niputettava 3' }))
  await page.getByRole('columnheader').getByRole('checkbox').check()
  await seen(bar(page))
}
const facts = async (page: Page) =>
  (await api(page, 'GET', `/tasks?purpose=relationship&sort=title&q=Niputettava`)).items as any[]
const undo = async (page: Page) => {
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.url().includes('/tasks/change') && one.ok()),
    toast(page)
      .last()
      .getByRole('button', { name: words('undo') })
      .click(),
  ])
  return answer
}

test('a seller puts off and does many at once, and is not offered to give them away', async () => {
  const page = await stage.visit({ level: 'seller' })
  for (const n of [1, 2, 3]) await api(page, 'POST', '/tasks?purpose=relationship', { title: `Niputettava ${n}` })
  await chosen(page)
  assert.equal(
    await bar(page)
      .getByRole('button', { name: words('tasks.bulk.give') })
      .count(),
    0,
  )
  assert.deepEqual(await flawsOf(page), [])
  await bar(page)
    .getByRole('button', { name: words('tasks.bulk.due') })
    .click()
  await page.getByRole('menuitem', { name: words('task.week') }).click()
  await seen(toast(page))
  const days = (await facts(page)).map((one) => Math.round((Date.parse(one.due_at) - Date.now()) / 86_400_000))
  assert.ok(days.length === 3 && days.every((one) => one === 7 || one === 6), days.join())
  await undo(page)
  assert.deepEqual(
    (await facts(page)).map((one) => one.due_at),
    [null, null, null],
  )

  await page.reload()
  await chosen(page)
  await bar(page)
    .getByRole('button', { name: words('tasks.bulk.done') })
    .click()
  await seen(toast(page))
  assert.ok((await facts(page)).every((one) => one.done_at))
  await chosen(page)
  await bar(page)
    .getByRole('button', { name: words('tasks.bulk.done') })
    .click()
  await seen(page.getByText(words('tasks.bulk.none')))
  await page.context().close()
})

test('a lead gives many to a colleague at once, and takes them back', async () => {
  const page = await stage.visit({ level: 'sales_lead' })
  const before = (await facts(page)).map((one) => one.owner_id)
  const { name } = stage.card('sales_lead')
  await chosen(page)
  await bar(page)
    .getByRole('button', { name: words('tasks.bulk.give') })
    .click()
  await page.getByRole('menuitem', { name, exact: true }).click()
  await seen(toast(page))
  const now = (await facts(page)).map((one) => one.owner_id)
  assert.ok(new Set(now).size === 1 && now[0] !== before[0], now.join())
  await undo(page)
  assert.deepEqual(
    (await facts(page)).map((one) => one.owner_id),
    before,
  )
  await page.context().close()
})

test('of three thousand companies the groups are told closed; one that is opened brings its own rows alone', async () => {
  const owner = await stage.owner()
  await owner.query(
    `insert into data.companies (name, city, roles)
     select 'Ryhmitelty ' || lpad(n::text, 5, '0'), case when n % 3 = 0 then 'Aaville' else 'Beeville' end, '{customer}'
     from generate_series(1, 3000) n`,
  )
  const page = await stage.visit({ level: 'sales_lead' })
  const asked: string[] = []
  page.on('request', (one) => {
    if (/\/companies\?.*limit=/.test(one.url())) asked.push(decodeURIComponent(one.url()))
  })
  await page.goto('/companies?purpose=relationship&group=city&sort=name')
  const open = page.getByRole('button', { name: words('group.unfold', { name: 'Aaville' }) })
  await seen(open)
  assert.equal(asked.length, 0, 'no rows before a group is opened')
  const rows = page.locator('.table-row[aria-rowindex]:not(.table-group)')
  assert.equal(await rows.count(), 0)
  await open.click()
  await seen(page.getByText('Ryhmitelty 00003'))
  assert.ok(asked.length > 0 && asked.every((one) => one.includes('Aaville')), asked.join('\n'))
  assert.equal(await page.getByText('Ryhmitelty 00001').count(), 0)
  // Far down in the group, past what came first.
  await page.locator('.table').evaluate((table) => table.scrollTo(0, 700 * 34))
  await page.waitForFunction(() => /Ryhmitelty 0(19|20|21|22)\d\d/.test(document.querySelector('.table')!.textContent!))
  await page.locator('.table').evaluate((table) => table.scrollTo(0, 0))
  await page.getByRole('button', { name: words('group.fold', { name: 'Aaville' }) }).click()
  await gone(rows)
  assert.deepEqual(await flawsOf(page), [])
  await page.context().close()
})

test('as many groups as there are rows: told part by part as one goes down, and each opens to its own', async () => {
  const owner = await stage.owner()
  await owner.query(
    `insert into data.companies (name, city, roles)
     select 'Hajallaan ' || lpad(n::text, 4, '0'), 'Kylä ' || lpad(n::text, 4, '0'), '{customer}' from generate_series(1, 650) n`,
  )
  const page = await stage.visit({ level: 'sales_lead' })
  const asked: string[] = []
  page.on('request', (one) => {
    if (/\/companies\/summary/.test(one.url())) asked.push(decodeURIComponent(one.url()))
  })
  await page.goto('/companies?purpose=relationship&group=city&sort=name&q=Hajallaan')
  await seen(page.getByRole('button', { name: words('group.unfold', { name: 'Kylä 0001' }) }))
  assert.equal(asked.length, 1, 'only the first of them')
  const last = page.getByRole('button', { name: words('group.unfold', { name: 'Kylä 0650' }) })
  const table = page.locator('.table')
  for (let i = 0; i < 12 && (await last.count()) === 0; i++) {
    const height = await table.evaluate((one) => one.scrollHeight)
    await table.evaluate((one) => one.scrollTo(0, one.scrollHeight))
    await page.waitForFunction(
      ([was]) =>
        document.querySelector('.table')!.scrollHeight > was! ||
        document.querySelector('.table')!.textContent!.includes('Kylä 0650'),
      [height],
    )
  }
  await seen(last)
  await last.click()
  await seen(page.getByText('Hajallaan 0650'))
  assert.equal(asked.filter((one) => one.includes('after=')).length, 3)
  await page.context().close()
})
