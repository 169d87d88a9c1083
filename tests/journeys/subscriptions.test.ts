import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { CHANGES, PATHS } from '#features/notice/notice.page.ts'
import { wordings as notice } from '#features/notice/wording.ts'
import { bodyOf, publish } from '#features/subscriptions/subscriptions.cast.ts'
import { tellRound } from '#features/subscriptions/telling.ts'
import { wordings } from '#features/subscriptions/wording.ts'
import { clock } from '#kernel/clock.ts'
import { config } from '#kernel/config.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { openServed, type Served } from '../served.ts'
import { openSink, type Sink } from '../sink.ts'
import { openBrowser, seen } from './browser.ts'

// Somebody reads the notice on a phone and asks to be told when it changes: in Finnish, in a real browser that runs no
// script and keeps no cookie; the letters are read as a relay took them.

const PHONE = 390
const READER = 'lukija@vieras.example'

let served: Served
let house: House
let sink: Sink
let browser: Browser
const now = clock.now
const { fi } = wordings
before(async () => {
  served = await openServed()
  house = openHouse(served.bed.connection)
  await house.renew()
  sink = await openSink()
  config.mailUrl = sink.url
  browser = await openBrowser()
})
after(async () => {
  clock.now = now
  delete config.mailUrl
  await browser?.close()
  await sink?.close()
  await house?.close()
  await served?.close()
})

async function visit(width = PHONE, scripts = false): Promise<Page> {
  const context = await browser.newContext({
    baseURL: served.server.url,
    locale: 'fi-FI',
    viewport: { width, height: 800 },
    reducedMotion: 'reduce',
    javaScriptEnabled: scripts,
  })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const lettersTo = (to: string) => sink.taken.filter((one) => one.to === to).map(bodyOf)
/** The way in a letter, on this server. */
const wayIn = (text: string, pattern: RegExp) => new URL(pattern.exec(text)![0]).pathname

describe('a reader of the notice, on a phone', () => {
  let page: Page

  test('asks below the notice, is told what is wrong, and asks again', async () => {
    page = await visit()
    await page.goto(PATHS.fi)
    await page.getByLabel(notice.fi.page.subscribe.field).fill('ei-osoite')
    await button(page, notice.fi.page.subscribe.send).click()
    await seen(page.getByRole('alert').filter({ hasText: fi.invalid }))
    await page.getByLabel(notice.fi.page.subscribe.field).fill(READER)
    // A person reads for longer than this browser does.
    clock.now = () => new Date(now().getTime() + 5000)
    await button(page, notice.fi.page.subscribe.send).click()
    await seen(heading(page, fi.sent.title))
    clock.now = now
  })

  test('confirms by the letter', async () => {
    const letter = bodyOf(await sink.told('taken', READER))
    await page.goto(wayIn(letter, /http\S+\/confirm\/\S+/))
    await seen(heading(page, fi.confirm.title))
    await button(page, fi.confirm.press).click()
    await seen(heading(page, fi.confirmed.title))
    assert.equal((await page.context().cookies()).length, 0)
  })

  test('is told when a new version is published: what went, what came, and where to read it', async () => {
    await publish(house, 'toinen-osoite@acme.example')
    assert.equal((await tellRound(house)).sent, 1)
    const letter = lettersTo(READER).at(-1)!
    assert.match(letter, /Tietosuojaseloste on muuttunut/)
    assert.match(letter, /Uutta: .*toinen-osoite@acme\.example/)
    const read = new URL(/http\S+\?version=\d+/.exec(letter)![0])
    await page.goto(read.pathname + read.search)
    await seen(heading(page, notice.fi.title))
    await seen(page.getByText('toinen-osoite@acme.example').first())
  })

  test('leaves by the same letter, and hears of the next change no more', async () => {
    await page.goto(wayIn(lettersTo(READER).at(-1)!, /http\S+\/muutokset\/[\w-]{108}/))
    await seen(heading(page, fi.end.title))
    await button(page, fi.end.press).click()
    await seen(heading(page, fi.ended.title))
    await publish(house, 'kolmas-osoite@acme.example')
    assert.equal((await tellRound(house)).sent, 0)
    assert.equal(lettersTo(READER).length, 2)
  })
})

test('every page of it, in three languages, fits a phone and a screen and stands up to axe', async () => {
  for (const width of [PHONE, 1280]) {
    const page = await visit(width, true)
    for (const language of LANGUAGES)
      for (const path of [PATHS[language], CHANGES[language], `${CHANGES[language]}/confirm/${'x'.repeat(43)}`]) {
        await page.goto(path)
        assert.deepEqual(await flawsOf(page), [], `${path} at ${width}`)
      }
  }
})

/** As flawsOf of the stage; the script is put in past the page's policy, which lets none run. */
async function flawsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (window as any).axe.run(document, { resultTypes: ['violations'] }))
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  return [
    ...(wide ? [`wider than the screen`] : []),
    ...violations.flatMap((rule: axe.Result) => rule.nodes.map((one) => `${rule.id}: ${one.html.slice(0, 160)}`)),
  ]
}
