import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { wordings } from '#features/mydata/wording.ts'
import { type Cast, openPreferences, until } from '#features/preferences/preferences.cast.ts'
import { config } from '#kernel/config.ts'
import { flawsOf, openBrowser, panel, seen, words } from './browser.ts'

// A customer on a phone, in Finnish and with no script, asks for a report, a correction, an objection and an erasure;
// the privacy owner brings each to its letter, which a real relay takes.

let cast: Cast
let browser: Browser
let who: { id: string; email: string }
const fi = wordings.fi

before(async () => {
  cast = await openPreferences()
  browser = await openBrowser()
  who = await cast.make({ phoneKind: 'mobile' })
})
after(async () => {
  await browser?.close()
  await cast?.close()
})

async function visit(scripts: boolean, width: number, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await browser.newContext({
    baseURL: cast.served.server.url,
    locale: 'fi-FI',
    timezoneId: 'Europe/Helsinki',
    viewport: { width, height: 844 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    javaScriptEnabled: scripts,
  })
  context.setDefaultTimeout(40_000)
  return context.newPage()
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
/** Without scripts a page cannot look at itself: its text goes to one that can. */
async function clean(html: string, width: number, scheme: 'light' | 'dark') {
  const page = await visit(true, width, scheme)
  await page.setContent(html)
  assert.deepEqual(await flawsOf(page), [])
  await page.context().close()
}
/** What the page says is the number of the request. */
const numberOn = async (page: Page) => /T-\d{4}-\d{4}/.exec(await page.locator('main').innerText())![0]

const numbers: Record<string, string> = {}

describe('a customer on a phone', () => {
  let page: Page
  let own: string

  test('asks for a link in one field; the first screen says all four things to do', async () => {
    page = await visit(false, 390)
    await page.goto('/mydata')
    for (const [label] of Object.values(fi.four)) {
      const box = (await page.getByText(label, { exact: true }).first().boundingBox())!
      assert.ok(box.y + box.height <= 844, `${label} is on the first screen`)
    }
    await page.getByLabel(fi.field).fill(who.email)
    await press(page, fi.four.see[0])
    await seen(page.getByRole('heading', { level: 1, name: fi.sent.title, exact: true }))
    await until(() => cast.mails.some(({ to }) => to === who.email))
    own = /\/mydata\/[\w-]{108}/.exec(cast.mails.find(({ to }) => to === who.email)!.text)![0]
    await page.goto(own)
    await seen(page.getByRole('heading', { level: 2, name: fi.own.held, exact: true }))
    assert.ok(
      (await page.locator('main').innerText()).includes(who.email) || (await page.content()).includes(who.email),
    )
    for (const scheme of ['light', 'dark'] as const) await clean(await page.content(), 390, scheme)
    await clean((await cast.get('/mydata')).text, 390, 'light')
  })

  test('asks for the report: a number and the day it is answered by', async () => {
    await page.getByText(fi.acts.access.heading, { exact: true }).click()
    await press(page, fi.acts.access.press)
    await seen(page.getByRole('heading', { level: 1, name: fi.done.title, exact: true }))
    numbers.access = await numberOn(page)
    await clean(await page.content(), 390, 'light')
    await page.getByRole('link', { name: fi.done.back, exact: true }).click()
    await seen(page.locator('#requests').getByText(numbers.access))
  })

  test('corrects what is wrong', async () => {
    await page.getByLabel(fi.right).fill('Testaaja')
    await press(page, fi.acts.rectify.press)
    await seen(page.getByRole('heading', { level: 1, name: fi.done.title, exact: true }))
    numbers.rectify = await numberOn(page)
    await page.getByRole('link', { name: fi.done.back, exact: true }).click()
  })

  test('objects to a use, which ends at once', async () => {
    await page.getByText(fi.acts.object.heading, { exact: true }).click()
    await page.getByRole('radio', { name: 'Myynti', exact: true }).check()
    await press(page, fi.acts.object.press)
    await seen(page.getByText(/ei enää käytetä/))
    assert.equal((await cast.events(who.id)).at(-1)?.slot, 'objection:sales')
    await page.getByRole('link', { name: fi.done.back, exact: true }).click()
  })

  test('asks to be erased, with no reason', async () => {
    await page.getByText(fi.acts.erase.heading, { exact: true }).click()
    await press(page, fi.acts.erase.press)
    await seen(page.getByRole('heading', { level: 1, name: fi.done.title, exact: true }))
    numbers.erase = await numberOn(page)
  })
})

describe('the privacy owner', () => {
  let page: Page
  const mailed = () => cast.mails.filter(({ to }) => to === who.email).length
  const at = async (number: string) => {
    await page.goto('/requests')
    const line = page.getByRole('listitem').filter({ hasText: number })
    await line.getByRole('link').click()
    await seen(page.getByRole('heading', { level: 1, name: new RegExp(number) }))
  }
  const decide = async (label: string) => {
    await panel(page, words('requests.decision')).getByRole('radio', { name: label, exact: true }).check()
    await press(page, words('requests.decide'))
    await seen(panel(page, words('requests.decision')).locator('strong', { hasText: label }))
  }
  const sendAnswer = async () => {
    const before = mailed()
    await press(page, words('requests.send'))
    await until(() => mailed() > before)
    assert.ok(mailed() > before, 'the relay took the letter')
    await seen(panel(page, words('requests.letters')).getByText(/^Perillä/))
  }
  const close = async () => {
    await press(page, words('requests.close'))
    await seen(page.getByText('päätetty').first())
  }

  before(async () => {
    page = await visit(true, 1280)
    const { email, password } = cast.served.server.signIns.find(({ level }) => level === 'privacy_owner')!
    const answer = await page.context().request.post('/api/v1/session', { data: { email, password } })
    assert.ok(answer.ok(), await answer.text())
  })

  test('finds all that was asked in one list, the first due first, also the objection', async () => {
    await page.goto('/requests')
    for (const number of Object.values(numbers)) await seen(page.getByRole('listitem').filter({ hasText: number }))
    await seen(page.getByRole('listitem').filter({ hasText: words('requests.wish.objection') }))
    assert.deepEqual(await flawsOf(page), [])
  })

  test('cannot close what is unanswered', async () => {
    await at(numbers.access!)
    await press(page, words('requests.close'))
    await seen(page.getByText('REQUEST_CLOSED_WITHOUT_REPLY'))
  })

  test('answers the report with its letter, and closes', async () => {
    await decide('toteutettu')
    await seen(panel(page, words('requests.letters')).getByText(/tietoraporttisi/))
    await sendAnswer()
    await close()
  })

  test('answers the correction, and closes', async () => {
    await at(numbers.rectify!)
    await seen(page.getByText('→ Testaaja'))
    await decide('toteutettu')
    await sendAnswer()
    await close()
  })

  test('answers the erasure with what stays and why; closes when it is gone, and not before', async () => {
    await at(numbers.erase!)
    const id = page.url().split('/').pop()!.split('?')[0]!
    await decide('toteutettu')
    await page.getByLabel(words('requests.kept')).fill('Laskut, kirjanpitolaki 2:10, 31.12.2032 asti')
    await sendAnswer()
    await press(page, words('requests.close'))
    await seen(page.getByText('REQUEST_NOT_CARRIED_OUT'))
    const last = cast.mails.filter(({ to }) => to === who.email).at(-1)!.text
    assert.match(
      Buffer.from(
        last.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString(),
      /kirjanpitolaki 2:10/,
    )
    const begun = await page
      .context()
      .request.post('/api/v1/erasures?purpose=rights', { data: { person: who.id, request: id } })
    assert.ok(begun.ok(), await begun.text())
  })

  test('keeps the page on a phone', async () => {
    const phone = await visit(true, 390)
    await phone.context().addCookies(await page.context().cookies())
    for (const path of ['/requests', '/requests/new', page.url()]) {
      await phone.goto(path)
      await seen(phone.getByRole('heading', { level: 1 }))
      await phone.waitForLoadState('networkidle')
      assert.ok(await fits(phone), path)
    }
    assert.ok(config.mailUrl)
  })
})

describe('where nobody else in the house could be the second', () => {
  const OTHERS = `exists (select from auth.grants g where g.user_id = u.id and g.level in ('management', 'owner_operator'))`
  let page: Page
  let asked: string

  before(async () => {
    const owner = await cast.served.bed.owner()
    await owner.query(`update auth.users u set left_at = now(), left_by = 'test' where ${OTHERS}`)
    page = await visit(true, 390)
    const { email, password } = cast.served.server.signIns.find(({ level }) => level === 'privacy_owner')!
    await page.context().request.post('/api/v1/session', { data: { email, password } })
  })

  test('a refusal is put to somebody outside from the desk on a phone, and their link approves it', async () => {
    const { id } = await cast.make({})
    const made = await page.context().request.post('/api/v1/requests?purpose=rights', {
      data: { kinds: ['access'], channel: 'phone', person: id, language: 'fi' },
    })
    asked = (await made.json()).id
    await page.goto(`/requests/${asked}`)
    const decision = panel(page, words('requests.decision'))
    await decision.getByLabel('hylätty', { exact: true }).check()
    await decision.getByLabel(words('requests.ground')).selectOption('excessive')
    await decision.getByLabel(words('requests.reasons')).fill('Sama pyyntö on toistettu viidesti kuukauden aikana.')
    await press(page, words('requests.decide'))
    await seen(decision.getByText(words('requests.second')))
    await page.goto('/requests')
    const waiting = panel(page, words('requests.proposals'))
    await waiting.getByRole('button', { name: words('outside.ask') }).click()
    await waiting.getByLabel(words('outside.name')).fill('Liisa Laki')
    await waiting.getByLabel(words('outside.email')).fill('liisa.laki@asianajo.example')
    assert.deepEqual(await flawsOf(page), [])
    await waiting.getByRole('button', { name: words('outside.send') }).click()
    await until(() => cast.mails.some(({ to }) => to === 'liisa.laki@asianajo.example'))
    const sent = cast.mails.findLast(({ to }) => to === 'liisa.laki@asianajo.example')!.text.replace(/=\r?\n/g, '')
    const liisa = await visit(false, 390)
    await liisa.goto(/\/approve\/[\w-]+/.exec(sent)![0])
    await seen(liisa.getByRole('heading', { level: 1, name: 'Hyväksytkö tietosuojapyynnön hylkäämisen?' }))
    await clean(await liisa.content(), 390, 'dark')
    await liisa.getByLabel('Nimesi').fill('Liisa Laki')
    await liisa.getByLabel('Syy').fill('Perustelut riittävät mielestäni.')
    await press(liisa, 'Hyväksyn')
    await seen(liisa.getByText('Tämä on kuittisi. Linkki ei toimi enää.'))
    await page.goto(`/requests/${asked}`)
    await seen(decision.getByText(/Hyväksyi Liisa Laki/))
    assert.deepEqual(await flawsOf(page), [])
  })
})
