import assert from 'node:assert/strict'
import { test } from 'node:test'
import { api, flawsOf, gone, panel, seen, words } from './browser.ts'
import { contact, page, sink, stage } from './mailed.cast.ts'

// A seller's day: what is to be done, whom to meet, and a letter that goes past the gate or not at all.

const undo = (says: string) =>
  page
    .getByRole('alert')
    .filter({ hasText: says })
    .getByRole('button', { name: words('undo') })
/** An hour of a day to come, by the clock of whoever looks at the screen. */
const moment = (days: number, hour: number): Promise<string> =>
  page.evaluate(
    ([days, hour]) => {
      const at = new Date()
      at.setDate(at.getDate() + days!)
      at.setHours(hour!, 0, 0, 0)
      return at.toISOString()
    },
    [days, hour],
  )

test('the day is home: a task is added with a line, done with a tick, and brought back', async () => {
  await page.goto('/')
  await page.waitForURL('**/day')
  const tasks = panel(page, words('day.tasks'))
  await tasks.first().getByLabel(words('day.add')).fill('Soita Tuulalle huollosta')
  await page.keyboard.press('Enter')
  const tick = tasks.getByLabel(words('task.done', { what: 'Soita Tuulalle huollosta' }))
  await seen(tick)
  await tick.click()
  await gone(tick)
  await undo(words('tasks.marked', { what: 'Soita Tuulalle huollosta' })).click()
  await seen(tick)
  for (const part of ['meetings', 'cases', 'endings', 'deals', 'leads'] as const)
    await seen(panel(page, words(`day.${part}`)))
  await seen(panel(page, words('day.news')))
})

test('by keys: to the calendar, a new meeting, refused while it ends before it begins, then there', async () => {
  await page.goto('/day')
  await seen(panel(page, words('day.tasks')))
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await seen(page.getByRole('heading', { name: words('nav.calendar'), exact: true }))
  await page.keyboard.press('n')
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel(words('meeting.title'), { exact: true }).fill('Koeajo Otsossa')
  const ends = drawer.getByLabel(words('meeting.ends'), { exact: true })
  const [starts, end] = [
    await drawer.getByLabel(words('meeting.starts'), { exact: true }).inputValue(),
    await ends.inputValue(),
  ]
  await ends.fill(`2020${starts.slice(4)}`)
  await drawer.getByRole('button', { name: words('save'), exact: true }).click()
  await seen(drawer.getByText('Tapaaminen päättyisi ennen kuin se alkaa.'))
  await ends.fill(end)
  await drawer.getByRole('button', { name: words('save'), exact: true }).click()
  await gone(drawer)
  await page.goto(`/calendar?view=day&on=${starts.slice(0, 10)}`)
  const box = page.locator('.meeting-box').filter({ hasText: 'Koeajo Otsossa' })
  await seen(box)
  await box.click()
  await seen(drawer.getByLabel(words('meeting.title'), { exact: true }))
  await drawer.getByRole('button', { name: words('delete'), exact: true }).click()
  await gone(box)
  await undo(words('meeting.deleted')).click()
  await seen(box)
})

test('by mouse: dragged over free time, with what else there is at the time', async () => {
  await api(page, 'POST', '/meetings?purpose=relationship', {
    title: 'Ensin sovittu',
    starts_at: await moment(200, 10),
    ends_at: await moment(200, 12),
  })
  await page.goto(`/calendar?view=day&on=${(await moment(200, 12)).slice(0, 10)}`)
  await seen(page.locator('.meeting-box').filter({ hasText: 'Ensin sovittu' }))
  const column = page.locator('.hours-column')
  await column.evaluate((one) => one.closest('.hours')!.scrollTo(0, 8 * 44))
  const at = (await column.boundingBox())!
  // From nine to half past ten: the box of ten to twelve begins below.
  await page.mouse.move(at.x + 30, at.y + 9 * 44 + 4)
  await page.mouse.down()
  await page.mouse.move(at.x + 30, at.y + 10.5 * 44, { steps: 6 })
  await page.mouse.up()
  const drawer = page.getByRole('dialog')
  await seen(drawer.getByText('Ensin sovittu'))
  assert.match(await drawer.getByLabel(words('meeting.starts'), { exact: true }).inputValue(), /T09:00$/)
  assert.match(await drawer.getByLabel(words('meeting.ends'), { exact: true }).inputValue(), /T10:30$/)
  await page.keyboard.press('Escape')
  await gone(drawer)
})

test('an invitation goes with it, and its cancelling too', async () => {
  const email = 'tuula.kalenteri@paivat.example'
  const id = await contact('Kalenteri', email)
  const meeting = await api(page, 'POST', '/meetings?purpose=relationship', {
    title: 'Kutsuttu katselmus',
    person_id: id,
    starts_at: await moment(1, 9),
    ends_at: await moment(1, 10),
  })
  await page.goto(`/calendar?meeting=${meeting.id}`)
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel(words('meeting.invite')).click()
  await drawer.getByRole('button', { name: words('save'), exact: true }).click()
  await seen(page.getByText(words('meeting.sent_one', { n: 1 })))
  assert.match((await sink.told('taken', email)).raw!, /method=REQUEST/)
  await page.goto(`/calendar?meeting=${meeting.id}`)
  await drawer.getByRole('button', { name: words('meeting.cancel'), exact: true }).click()
  await seen(undo(words('meeting.cancel.done')))
  assert.match(sink.taken.filter((one) => one.to === email).at(-1)!.raw!, /method=CANCEL/)
})

test('a letter from a template: filled in, refused where it promotes to one who said no, sent where it does not', async () => {
  const email = 'tuula.kirjeenvaihto@paivat.example'
  const id = await contact('Kirjeenvaihto', email)
  await api(page, 'POST', `/people/${id}/object?purpose=relationship`, { scope: 'marketing', channel: 'phone' })
  await page.goto(`/people/${id}?purpose=relationship`)
  await panel(page, words('timeline.title'))
    .getByRole('button', { name: words('kind.letter') })
    .click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel(words('letter.template'), { exact: true }).selectOption({ label: 'Kiitos tapaamisesta' })
  const body = drawer.getByLabel(words('letter.body'), { exact: true })
  assert.match(await body.inputValue(), /^Hei Tuula,/)
  await drawer.getByLabel(words('letter.promotes')).click()
  await drawer.getByRole('button', { name: words('letter.send'), exact: true }).click()
  await seen(drawer.getByRole('alert'))
  assert.equal(sink.taken.filter((one) => one.to === email).length, 0)
  await drawer.getByLabel(words('letter.promotes')).click()
  await drawer.getByRole('button', { name: words('letter.send'), exact: true }).click()
  await gone(drawer)
  await seen(panel(page, words('timeline.title')).getByText('Kiitos tapaamisesta'))
  assert.match((await sink.told('taken', email)).raw!, /Kiitos tapaamisesta/)
})

test('nothing for axe to say: day, calendar, form and templates, on a desk and in the hand', async () => {
  const found: string[] = []
  const hand = await stage.visit({ level: 'seller', width: 390, scheme: 'dark' })
  for (const on of [page, hand])
    for (const path of ['/day', '/calendar', '/calendar?view=month', '/calendar?view=agenda', '/settings/templates']) {
      await on.goto(path)
      await seen(on.getByRole('heading', { level: 1 }))
      await gone(on.locator('.skeleton'))
      found.push(...(await flawsOf(on)).map((one) => `${path}: ${one}`))
    }
  await page.goto('/calendar')
  await seen(page.getByRole('heading', { level: 1 }))
  await page.keyboard.press('n')
  await seen(page.getByRole('dialog').getByLabel(words('meeting.title'), { exact: true }))
  found.push(...(await flawsOf(page)))
  assert.deepEqual(found, [])
  assert.deepEqual(stage.complaints, [])
})
