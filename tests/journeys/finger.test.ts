import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { api, fingerOn, openStage, type Stage, seen, words } from './browser.ts'

// A tablet in the hand: a meeting is carried by a finger that has lain on it, and a swipe scrolls.

let stage: Stage
let page: Page
let tablet: Page
let id = ''
before(async () => {
  stage = await openStage()
  page = await stage.visit({ level: 'seller' })
  const context = await page
    .context()
    .browser()!
    .newContext({
      baseURL: stage.url,
      locale: 'fi-FI',
      timezoneId: 'Europe/Helsinki',
      viewport: { width: 900, height: 700 },
      hasTouch: true,
      isMobile: true,
      storageState: await page.context().storageState(),
    })
  context.setDefaultTimeout(40_000)
  tablet = await context.newPage()
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const made = await api(page, 'POST', '/meetings?purpose=relationship', {
    title: 'Sormella siirrettävä',
    starts_at: `${day}T08:00:00Z`,
    ends_at: `${day}T09:00:00Z`,
  })
  id = made.id
  await tablet.goto(`/calendar?view=day&on=${day}`)
  await seen(tablet.locator(`[data-meeting="${id}"]`))
})
after(() => stage?.close())

const hours = () => tablet.locator('.hours')
const middle = async () => {
  const box = (await tablet.locator(`[data-meeting="${id}"]`).boundingBox())!
  return { x: box.x + 60, y: box.y + box.height / 2 }
}
const start = async () => (await api(page, 'GET', `/meetings/${id}?purpose=relationship`)).starts_at as string

test('a quick swipe over a meeting scrolls the hours and moves nothing', async () => {
  const finger = await fingerOn(tablet)
  const [was, top] = [await start(), await hours().evaluate((box) => box.scrollTop)]
  const from = await middle()
  await finger(from, { x: from.x, y: from.y - 150 }, 0)
  await tablet.waitForFunction((was) => document.querySelector('.hours')!.scrollTop > was, top)
  assert.equal(await start(), was)
  // A swipe goes on for a while by itself.
  await tablet.waitForTimeout(600)
})

test('held for a moment it is lifted and carried two hours on; undo takes it back', async () => {
  await seen(tablet.getByText(words('cal.hint.finger')))
  await hours().evaluate((box) => box.scrollTo(0, 7 * 44))
  const finger = await fingerOn(tablet)
  const was = await start()
  const top = await hours().evaluate((box) => box.scrollTop)
  const from = await middle()
  await Promise.all([
    tablet.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok()),
    finger(from, { x: from.x, y: from.y + 88 }, 400),
  ])
  assert.equal(Date.parse(await start()) - Date.parse(was), 2 * 3_600_000)
  assert.equal(await hours().evaluate((box) => box.scrollTop), top)
  const undo = tablet.getByRole('alert').getByRole('button', { name: words('undo') })
  await Promise.all([
    tablet.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok()),
    undo.click(),
  ])
  assert.equal(await start(), was)
})

test('held and let go where it was, it is where it was', async () => {
  const finger = await fingerOn(tablet)
  const was = await start()
  const from = await middle()
  await finger(from, from, 700)
  assert.equal(await tablet.locator('.meeting-held').count(), 0)
  assert.equal(await start(), was)
})
