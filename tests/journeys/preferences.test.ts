import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { type Cast, linkIn, openPreferences, until } from '#features/preferences/preferences.cast.ts'
import { wordings } from '#features/preferences/wording.ts'
import { frame } from '#features/sending/frame.ts'
import { send } from '#features/sending/send.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { errorTable } from '#kernel/errors.table.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { controller, type topics } from '#register/index.ts'
import { flawsOf, openBrowser, seen } from './browser.ts'

// Somebody consents, changes topics, leaves in one click from a real mail, and comes back: in Finnish, in a real
// browser that runs no script and keeps no cookie.

let cast: Cast
let house: House
let browser: Browser
const fi = wordings.fi

before(async () => {
  cast = await openPreferences()
  house = openHouse(cast.served.bed.connection)
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await house?.close()
  await cast?.close()
})

async function visit({ scripts = false, width = 1280, scheme = 'light' as 'light' | 'dark' } = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: cast.served.server.url,
    locale: 'fi-FI',
    viewport: { width, height: 800 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    javaScriptEnabled: scripts,
  })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
/** The pair of a topic and a channel, as it is read aloud. */
const pair = (page: Page, name: string) => page.getByRole('group', { name, exact: true })
const choose = (page: Page, name: string, answer: string) => pair(page, name).getByText(answer, { exact: true }).click()
const stands = (page: Page, name: string, answer: string) =>
  pair(page, name).getByRole('radio', { name: answer, exact: true }).isChecked()

const NEWSLETTER = 'Tuotteet ja palvelut, sähköposti'
const EVENTS = 'Tapahtumat, sähköposti'

/** A newsletter, as the product sends it; what came of it, and what the relay took. */
async function newsletter(message: string, person: string, to: string, topic: keyof typeof topics) {
  const before = cast.mails.length
  const { state, code } = await send(house, 'test', {
    message,
    person,
    purpose: 'marketing',
    channel: 'email',
    content: 'marketing',
    topic,
    compose: (decision) => frame(decision, { subject: 'Syksyn uutuudet', body: 'Varaosat puoleen hintaan.' }),
  })
  return { state, code, mail: cast.mails.slice(before).find((one) => one.to === to)?.text }
}

describe('somebody who chooses, with no script', () => {
  let page: Page
  let who: { id: string; email: string }
  let leave: string

  test('asks for a link with their address, and consents', async () => {
    who = await cast.make()
    page = await visit()
    await page.goto('/preferences')
    await seen(heading(page, fi.ask.title))
    await page.getByLabel(fi.ask.field).fill('ei-osoite')
    await press(page, fi.ask.send)
    await seen(page.getByRole('alert').filter({ hasText: fi.ask.invalid }))
    await page.getByLabel(fi.ask.field).fill(who.email)
    await press(page, fi.ask.send)
    await seen(heading(page, fi.sent.title))
    await until(() => cast.mails.some(({ to }) => to === who.email))
    await page.goto(linkIn(cast.mails.find(({ to }) => to === who.email)!.text)!)
    await seen(heading(page, fi.choices.title))
    assert.equal(await page.locator('.pair input:checked').count(), 0, 'nothing is chosen beforehand')
    await choose(page, NEWSLETTER, fi.choices.yes)
    await press(page, fi.choices.save)
    await seen(page.getByRole('status').filter({ hasText: 'Tuotteet ja palvelut (sähköposti): kyllä' }))
    assert.equal(await stands(page, NEWSLETTER, fi.choices.yes), true)
    assert.equal((await newsletter('n1', who.id, who.email, 'products')).state, 'sent')
    assert.equal((await newsletter('n2', who.id, who.email, 'events')).state, 'refused')
  })

  test('changes topics in as many steps as it took to choose, and reads what they answered', async () => {
    await choose(page, NEWSLETTER, fi.choices.no)
    await choose(page, EVENTS, fi.choices.yes)
    await press(page, fi.choices.save)
    await seen(page.getByRole('status').filter({ hasText: 'Tapahtumat (sähköposti): kyllä' }))
    await seen(page.getByRole('status').filter({ hasText: 'Tuotteet ja palvelut (sähköposti): ei' }))
    assert.equal((await newsletter('n3', who.id, who.email, 'products')).code, 'CONSENT_WITHDRAWN')
    const row = page.getByRole('row').filter({ hasText: fi.past.kinds.consent('Tapahtumat (sähköposti)') })
    await row.getByText(fi.past.shown).click()
    await seen(row.getByText(fi.choices.consent(controller.name)))
    await page.reload()
    assert.equal(await stands(page, EVENTS, fi.choices.yes), true, 'again the same post: nothing more')
    await seen(page.getByRole('status').filter({ hasText: fi.saved.nothing }))
  })

  test('leaves in one click from a real mail', async () => {
    const { state, mail } = await newsletter('n4', who.id, who.email, 'events')
    assert.equal(state, 'sent')
    leave = /\/u\/[\w-]{108}/.exec(mail!)![0]
    await page.goto(leave)
    await seen(heading(page, fi.leave.title))
    await press(page, fi.leave.stop)
    await seen(heading(page, fi.left.title))
    assert.equal((await newsletter('n5', who.id, who.email, 'events')).code, 'DM_OBJECTED')
    await page.reload()
    await seen(heading(page, fi.left.title))
    assert.equal((await cast.events(who.id)).filter(({ kind }) => kind === 'objection').length, 1)
  })

  test('the link of the mail brings nothing back; a fresh one does, and only what is chosen then', async () => {
    await page.goto(leave.replace('/u/', '/preferences/'))
    await seen(page.getByText(errorTable.FRESH_LINK_NEEDED.next.fi))
    await page.goto(leave)
    const before = cast.mails.length
    await press(page, fi.fresh.send)
    await seen(heading(page, fi.sent.title))
    await until(() => cast.mails.slice(before).some(({ to }) => to === who.email))
    await page.goto(linkIn(cast.mails.slice(before).find(({ to }) => to === who.email)!.text)!)
    await seen(page.getByText('Olet kieltänyt kaiken markkinoinnin'))
    assert.equal(await stands(page, EVENTS, fi.choices.no), true)
    await choose(page, NEWSLETTER, fi.choices.yes)
    await press(page, fi.choices.save)
    await seen(page.getByRole('status').filter({ hasText: fi.past.kinds.objection_ended(fi.past.everything) }))
    assert.equal((await newsletter('n6', who.id, who.email, 'products')).state, 'sent')
    assert.equal((await newsletter('n7', who.id, who.email, 'events')).code, 'CONSENT_WITHDRAWN')
  })

  test('takes a break, ends it, and changes the language they are written to in', async () => {
    await page.locator('input[name=pause]').nth(2).check()
    await page.getByRole('radio', { name: 'Svenska' }).check()
    await press(page, fi.choices.save)
    await seen(heading(page, wordings.sv.choices.title))
    assert.equal((await newsletter('n8', who.id, who.email, 'products')).code, 'DM_PAUSED')
    await page.getByRole('radio', { name: wordings.sv.choices.pause.end }).check()
    await press(page, wordings.sv.choices.save)
    await seen(page.getByRole('status').filter({ hasText: wordings.sv.saved.pauseEnded }))
    assert.equal((await newsletter('n9', who.id, who.email, 'products')).state, 'sent')
    assert.equal((await page.context().cookies()).length, 0)
  })
})

describe('the pages themselves', () => {
  test('three languages, two widths, two lights: nothing for axe to say, nothing sidewards, all by keyboard', async () => {
    const who = await cast.make()
    await cast.sending.consent(who.id)
    await cast.sending.object(who.id)
    const paths = [
      `/u/${cast.token('leave', who)}`,
      '/preferences',
      `/preferences/${cast.token('fresh', who)}`,
      '/u/wrong',
    ]
    const found: string[] = []
    for (const [at, language] of LANGUAGES.entries()) {
      for (const width of [390, 1280]) {
        const page = await visit({
          scripts: true,
          width,
          scheme: (width === 390) === (at % 2 === 0) ? 'dark' : 'light',
        })
        for (const path of paths)
          found.push(...(await faults(page, path, language)).map((line) => `${language} ${width} ${line}`))
        await page.context().close()
      }
    }
    assert.deepEqual(found, [])
  })

  test('by keyboard alone: yes by the arrow keys, saved by Enter', async () => {
    const page = await visit()
    await page.goto(`/preferences/${cast.token('fresh', await cast.make())}`)
    await pair(page, EVENTS).getByRole('radio', { name: fi.choices.no }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowLeft')
    assert.equal(await stands(page, EVENTS, fi.choices.yes), true)
    await page.keyboard.press('Enter')
    await seen(page.getByRole('status').filter({ hasText: 'Tapahtumat (sähköposti): kyllä' }))
  })

  test('yes and no are as large as each other, and so are stopping and pausing', async () => {
    const page = await visit({ width: 390 })
    const who = await cast.make()
    await page.goto(`/preferences/${cast.token('fresh', who)}`)
    const sizes = async (selector: string) =>
      Promise.all((await page.locator(selector).all()).map(async (one) => (await one.boundingBox())!))
    const [yes, no] = await sizes('.pair >> nth=0 >> label')
    assert.ok(Math.abs(yes!.width - no!.width) <= 12 && yes!.height === no!.height, `${yes!.width} ${no!.width}`)
    assert.ok(yes!.height >= 44)
    await page.goto(`/u/${cast.token('leave', who)}`)
    const [stop, rest] = await sizes('.deed button')
    assert.deepEqual([stop!.width, stop!.height], [rest!.width, rest!.height])
  })
})

async function faults(page: Page, path: string, language: Language): Promise<string[]> {
  await page.goto(`${path}?lang=${language}`)
  return (await flawsOf(page)).map((line) => `${path.slice(0, 14)} ${line}`)
}
