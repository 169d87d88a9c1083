import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { api, openStage, type Stage, seen, words } from './browser.ts'

// The order of cards within a stage: by mouse, by keyboard and by finger; and a board of two thousand deals.

let stage: Stage
let page: Page
let company: string
let pipeline: string
before(async () => {
  stage = await openStage()
  page = await stage.visit({ level: 'sales_lead' })
  company = (await api(page, 'POST', '/companies?purpose=sales', { name: 'Taulutesti Oy', roles: ['customer'] })).id
  pipeline = (await api(page, 'POST', '/pipelines', { name: 'Järjestysputki' })).id
  for (const [name, day] of [
    ['Kortti yksi', '2027-01-01'],
    ['Kortti kaksi', '2027-02-01'],
    ['Kortti kolme', '2027-03-01'],
  ])
    await api(page, 'POST', '/deals', { name, company_id: company, pipeline_id: pipeline, close_on: day })
})
after(async () => {
  assert.deepEqual(stage?.complaints, [])
  await stage?.close()
})

const first = (on: Page) => on.locator('.board-column').first()
const card = (on: Page, name: string) => first(on).locator('li.board-card').filter({ hasText: name })
const shown = async (on: Page) =>
  (await first(on).locator('li.board-card .board-name a').allInnerTexts()).map((name) => name.split(' ')[1])
const kept = async () => {
  const { stages } = await api(page, 'GET', `/deals/board?purpose=sales&pipeline_id=${pipeline}`)
  return stages[0].items.map((row: any) => row.name.split(' ')[1])
}
const open = async (on: Page) => {
  await on.goto(`/deals?shape=board&purpose=sales&pipeline=${pipeline}`)
  await seen(card(on, 'yksi'))
}
const taken = (on: Page) => on.waitForResponse((answer) => answer.url().includes('/move') && answer.ok())

test('by mouse a card is put between two others and stays there; undo takes it back', async () => {
  await open(page)
  assert.deepEqual(await shown(page), ['yksi', 'kaksi', 'kolme'])
  const from = (await card(page, 'kolme').boundingBox())!
  const to = (await card(page, 'kaksi').boundingBox())!
  await page.mouse.move(from.x + 40, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(from.x + 50, from.y + from.height / 2 - 12, { steps: 4 })
  // Its middle comes above the middle of the one it is put before.
  await page.mouse.move(from.x + 50, to.y + 4, { steps: 8 })
  await seen(page.locator('.board-aim').filter({ hasText: 'yksi' }))
  await Promise.all([taken(page), page.mouse.up()])
  assert.deepEqual(await shown(page), ['yksi', 'kolme', 'kaksi'])
  assert.deepEqual(await kept(), ['yksi', 'kolme', 'kaksi'])
  await page.reload()
  await seen(card(page, 'yksi'))
  assert.deepEqual(await shown(page), ['yksi', 'kolme', 'kaksi'])
})

test('by keyboard a card goes up and down within its stage, said aloud; undo takes it back', async () => {
  const grip = page.getByRole('button', { name: words('deals.drag.grip', { name: 'Kortti kaksi' }) })
  await grip.focus()
  await Promise.all([taken(page), page.keyboard.press('Alt+ArrowUp')])
  const says = page.getByRole('alert').filter({ hasText: words('deals.placed', { name: 'Kortti kaksi', n: 2 }) })
  await seen(says)
  assert.deepEqual(await kept(), ['yksi', 'kaksi', 'kolme'])
  await Promise.all([taken(page), says.getByRole('button', { name: words('undo') }).click()])
  assert.deepEqual(await kept(), ['yksi', 'kolme', 'kaksi'])
})

test('by finger, held for a moment, a card goes to the top; a quick swipe moves nothing', async () => {
  const browser = page.context().browser()!
  const context = await browser.newContext({
    baseURL: stage.url,
    locale: 'fi-FI',
    viewport: { width: 390, height: 800 },
    hasTouch: true,
    isMobile: true,
    storageState: await page.context().storageState(),
  })
  context.setDefaultTimeout(40_000)
  const phone = await context.newPage()
  await open(phone)
  const touch = await context.newCDPSession(phone)
  const point = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
  const swipe = async (held: number) => {
    await card(phone, 'kaksi').scrollIntoViewIfNeeded()
    const from = (await card(phone, 'kaksi').boundingBox())!
    const to = (await card(phone, 'yksi').boundingBox())!
    const [x, y] = [from.x + 60, from.y + from.height / 2]
    await point('touchStart', x, y)
    await phone.waitForTimeout(held)
    for (let step = 1; step <= 10; step++) await point('touchMove', x, y + ((to.y + 2 - y) * step) / 10)
    await phone.waitForTimeout(50)
    await point('touchEnd')
  }
  await swipe(0)
  assert.deepEqual(await kept(), ['yksi', 'kolme', 'kaksi'])
  await phone.waitForTimeout(400)
  await Promise.all([taken(phone), swipe(400)])
  assert.deepEqual(await kept(), ['kaksi', 'yksi', 'kolme'])
  await context.close()
})

test('two thousand deals: the board opens and a card moves without waiting for the rest', async () => {
  const owner = await stage.owner()
  await owner.query(
    `insert into data.deals (name, company_id, pipeline_id, stage_id, value, close_on)
     select 'Paljon ' || n, $1, $2, s.id, 1000, '2027-06-01'::date + n from generate_series(1, 2000) n
     join lateral (select id from data.stages where pipeline_id = $2 and outcome = 'open' order by place limit 1 offset (n % 3)) s on true`,
    [company, pipeline],
  )
  const begun = Date.now()
  await open(page)
  const took = Date.now() - begun
  assert.ok(took < 8000, `the board took ${took} ms`)
  const cards = await page.locator('li.board-card').count()
  assert.ok(cards >= 30 && cards < 600, `${cards} cards are drawn`)
  const grip = page.getByRole('button', { name: words('deals.drag.grip', { name: 'Kortti kolme' }) })
  await grip.focus()
  const pressed = Date.now()
  await page.keyboard.press('Alt+ArrowUp')
  await page.waitForFunction(
    () => document.querySelectorAll('.board-column li.board-card .board-name a')[1]?.textContent === 'Kortti kolme',
  )
  assert.ok(Date.now() - pressed < 2000, `a card moved in ${Date.now() - pressed} ms`)

  // However far one has gone down, only what is near is whole: of the rest the name stands where it stood.
  const column = page.locator('.board-column').first()
  const before = await column.locator('li.board-card').count()
  await page.waitForFunction(() => {
    const list = document.querySelector('.board-column') as HTMLElement
    list.scrollTop = list.scrollHeight
    return list.querySelectorAll('li.board-card').length > 300
  })
  assert.ok(before < 300)
  await column.evaluate((list) => list.scrollTo(0, 0))
  await seen(column.getByRole('button', { name: words('deals.drag.grip', { name: 'Kortti kolme' }) }))
  await page.waitForFunction(() => document.querySelectorAll('.board-card .board-grip').length < 150)
  const names = await column.locator('li.board-card').allTextContents()
  assert.ok(names.filter((name) => name.startsWith('Paljon ')).length > 250, names.slice(-3).join())
})
