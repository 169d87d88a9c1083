import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { config } from '#kernel/config.ts'
import { openSink, type Sink } from '../sink.ts'
import { api, flawsOf, gone, openStage, type Stage, seen, words } from './browser.ts'

// Meetings carried to another time by mouse and by keys: refused and put back, told only when asked for.

const HOUR = 44
let stage: Stage
let sink: Sink
let page: Page
before(async () => {
  sink = await openSink()
  config.mailUrl = sink.url
  stage = await openStage()
  page = await stage.visit({ level: 'seller' })
  await page.goto('/calendar')
})
after(async () => {
  delete config.mailUrl
  await stage?.close()
  await sink?.close()
})

/** An hour of a day of the week that is two hundred days from here; Monday is 0. */
const moment = (day: number, hour: number): Promise<string> =>
  page.evaluate(
    ([day, hour]) => {
      const at = new Date()
      at.setDate(at.getDate() + 200 - ((at.getDay() + 200 + 6) % 7))
      at.setDate(at.getDate() - ((at.getDay() + 6) % 7) + day!)
      at.setHours(hour!, 0, 0, 0)
      return at.toISOString()
    },
    [day, hour],
  )
async function meeting(title: string, day: number, hour: number, more = {}) {
  const made = await api(page, 'POST', '/meetings?purpose=relationship', {
    title,
    starts_at: await moment(day, hour),
    ends_at: await moment(day, hour + 1),
    ...more,
  })
  assert.equal(made.status, 201, JSON.stringify(made))
  return made.id as string
}
const stands = (id: string) => api(page, 'GET', `/meetings/${id}?purpose=relationship`)
const boxOf = (title: string, on = page) => on.locator('[data-meeting]').filter({ hasText: title })
const toast = (says: string, on = page) => on.getByRole('alert').filter({ hasText: says })
const undo = (says: string) => toast(says).getByRole('button', { name: words('undo') })
async function show(view: 'week' | 'month' | 'agenda' = 'week', on = page) {
  await on.goto(`/calendar?view=${view}&on=${(await moment(0, 12)).slice(0, 10)}`)
  await seen(on.getByRole('heading', { level: 1 }))
}
/** Dragged so many pixels from its middle, or from its lower edge. */
async function drag(box: Locator, { x = 0, y = 0 }: { x?: number; y?: number }, edge = false) {
  await box.scrollIntoViewIfNeeded()
  const at = (await box.boundingBox())!
  const [left, top] = [at.x + at.width / 2, edge ? at.y + at.height - 2 : at.y + at.height / 2]
  await page.mouse.move(left, top)
  await page.mouse.down()
  await page.mouse.move(left + x / 2, top + y / 2, { steps: 4 })
  await page.mouse.move(left + x, top + y, { steps: 4 })
  await page.mouse.up()
}
const isAt = async (id: string, from: string, to?: string) => {
  const row = await stands(id)
  assert.equal(new Date(row.starts_at).toISOString(), from)
  if (to) assert.equal(new Date(row.ends_at).toISOString(), to)
}
test('refused where somebody was here first: said, and back where it stood; and what is cancelled stays', async () => {
  const id = await meeting('Ehditty ensin', 0, 9)
  const off = await meeting('Peruttu palaveri', 0, 13)
  await api(page, 'POST', `/meetings/${off}/cancel?purpose=relationship`, {})
  await show()
  await seen(boxOf('Ehditty ensin'))
  await seen(page.locator('.meeting-off').filter({ hasText: 'Peruttu palaveri' }))
  assert.equal(await boxOf('Peruttu palaveri').count(), 0)
  const { version } = await stands(id)
  const at = await moment(1, 15)
  await api(
    page,
    'PATCH',
    `/meetings/${id}?purpose=relationship`,
    { starts_at: at, ends_at: await moment(1, 16) },
    { 'if-match': `"${version}"` },
  )
  await drag(boxOf('Ehditty ensin'), { y: HOUR })
  await seen(page.locator('.toast-bad'))
  // What the colleague wrote is what is shown.
  await seen(page.locator('.hours-column').nth(1).locator('[data-meeting]').filter({ hasText: 'Ehditty ensin' }))
  await isAt(id, at)
})

test('by mouse: to another day and hour, longer by its lower edge, undone; a press opens it as before', async () => {
  const id = await meeting('Siirrettävä', 2, 9)
  await show()
  const box = boxOf('Siirrettävä')
  await seen(box)
  const column = (await page.locator('.hours-column').first().boundingBox())!
  await drag(box, { x: column.width, y: 2 * HOUR })
  await seen(undo('Siirrettävä'))
  await isAt(id, await moment(3, 11), await moment(3, 12))
  assert.equal(await page.getByRole('dialog').count(), 0, 'what is let go is not pressed')
  await drag(box, { y: HOUR }, true)
  await seen(toast('11.00–13.00'))
  await isAt(id, await moment(3, 11), await moment(3, 13))
  await undo('11.00–13.00').click()
  await seen(toast('11.00–12.00').last())
  await page.waitForFunction(() => document.querySelectorAll('[data-meeting]').length > 0)
  await isAt(id, await moment(3, 11), await moment(3, 12))
  await box.click()
  await seen(page.getByRole('dialog').getByLabel(words('meeting.title'), { exact: true }))
  await page.keyboard.press('Escape')
  await gone(page.getByRole('dialog'))
  await show('month')
  const cell = (await page.locator('.month td').first().boundingBox())!
  await drag(boxOf('Siirrettävä'), { x: -cell.width })
  await seen(undo('Siirrettävä'))
  await isAt(id, await moment(2, 11), await moment(2, 12))
})

test('by keys: Alt and the arrows, said aloud, one save for many steps; the keys stay with it', async () => {
  const id = await meeting('Näppäimin', 4, 9)
  await show()
  const box = boxOf('Näppäimin')
  await box.focus()
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Shift+ArrowDown'])
    await page.keyboard.press(`Alt+${key}`)
  await seen(page.getByRole('status').filter({ hasText: 'Näppäimin: la' }))
  await seen(undo('Näppäimin'))
  const { version } = await stands(id)
  assert.equal(version, 2)
  await isAt(id, await moment(5, 10))
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-meeting')), id)
  // Past the edge of the week, which follows.
  await page.keyboard.press('Alt+ArrowRight')
  await page.keyboard.press('Alt+ArrowRight')
  await seen(box)
  await seen(toast('ma '))
  await isAt(id, await moment(7, 10))
})

test('people who were invited are told only when the mover says so; their calendars get a higher number', async () => {
  const email = 'tuula.siirto@paivat.example'
  const person = await api(page, 'POST', '/people?purpose=relationship', {
    given_name: 'Tuula',
    family_name: 'Siirto',
    source: 'person',
    position: 'customer',
    emails: [{ address: email }],
  })
  const id = await meeting('Kutsuttu siirto', 1, 9, { person_id: person.id })
  await api(page, 'POST', `/meetings/${id}/invite?purpose=relationship`)
  const sent = () => sink.taken.filter((one) => one.to === email)
  assert.equal(sent().length, 1)
  await show()
  const box = boxOf('Kutsuttu siirto')
  const question = page.getByRole('dialog')
  await drag(box, { y: HOUR })
  await seen(question.getByText(words('meeting.move.ask')))
  assert.deepEqual(await flawsOf(page), [])
  await page.keyboard.press('Escape')
  await gone(question)
  await isAt(id, await moment(1, 9))
  await drag(box, { y: HOUR })
  await question.getByRole('button', { name: words('meeting.move.quiet') }).click()
  await seen(undo('Kutsuttu siirto'))
  await isAt(id, await moment(1, 10))
  assert.equal(sent().length, 1, 'nobody was told')
  await box.focus()
  await page.keyboard.press('Alt+ArrowDown')
  await question.getByRole('button', { name: words('meeting.move.tell') }).click()
  await seen(page.getByText(words('meeting.sent_one', { n: 1 })))
  assert.equal(sent().length, 2)
  const { rows } = await (await stage.owner()).query('select sequence from data.meetings where id = $1', [id])
  assert.equal(rows[0].sequence, 2, 'one for each move')
})

test('what one may read and not write is not carried', async () => {
  const maker = await stage.visit({ level: 'contracts' })
  const made = await api(maker, 'POST', '/meetings?purpose=contract', {
    title: 'Vain luettava',
    starts_at: await moment(0, 14),
    ends_at: await moment(0, 15),
  })
  assert.equal(made.status, 201, JSON.stringify(made))
  const reader = await stage.visit({ level: 'management' })
  await reader.goto(`/calendar?who=all&on=${(await moment(0, 12)).slice(0, 10)}`)
  const box = reader.locator('.meeting-box').filter({ hasText: 'Vain luettava' })
  await seen(box)
  assert.equal(await box.getAttribute('data-meeting'), null)
  assert.equal(await box.locator('.meeting-edge').count(), 0)
  await box.focus()
  await reader.keyboard.press('Alt+ArrowDown')
  await box.scrollIntoViewIfNeeded()
  const at = (await box.boundingBox())!
  await reader.mouse.move(at.x + 20, at.y + 10)
  await reader.mouse.down()
  await reader.mouse.move(at.x + 20, at.y + 10 + HOUR, { steps: 4 })
  await reader.mouse.up()
  await reader.waitForTimeout(1200)
  const { version } = await api(maker, 'GET', `/meetings/${made.id}?purpose=contract`)
  assert.equal(version, made.version)
})

test('in the hand the list is moved by keys, and axe has nothing to say of any of it', async () => {
  const id = await meeting('Kädessä', 2, 14)
  const hand = await stage.visit({ level: 'seller', width: 390, scheme: 'dark' })
  await hand.goto('/calendar')
  await show('agenda', hand)
  await boxOf('Kädessä', hand).focus()
  await hand.keyboard.press('Alt+ArrowDown')
  await seen(toast('Kädessä', hand))
  await isAt(id, new Date(Date.parse(await moment(2, 14)) + 15 * 60_000).toISOString())
  const found = await flawsOf(hand)
  for (const view of ['week', 'month', 'agenda'] as const) {
    await show(view)
    await seen(boxOf('Kädessä'))
    found.push(...(await flawsOf(page)))
  }
  assert.deepEqual(found, [])
  assert.deepEqual(stage.complaints, [])
})
