import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { config } from '#kernel/config.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { LevelId } from '#register/index.ts'
import en from '../../locales/en.json' with { type: 'json' }
import fi from '../../locales/fi.json' with { type: 'json' }
import sv from '../../locales/sv.json' with { type: 'json' }
import { startServer } from '../../src/entrypoints/server.ts'
import { type Bed, openBed } from '../bed.ts'

/** The product running on a database of its own, and a real browser before it. */
export type Stage = {
  url: string
  card(level: LevelId): { name: string; email: string; password: string }
  /** A browser of its own for somebody: signed in when a level is given. */
  visit(who?: { level?: LevelId; language?: Language; width?: number; scheme?: 'light' | 'dark' }): Promise<Page>
  /** What no user could do: the owner of everything, to set a scene with. */
  owner: Bed['owner']
  /** What no page may ever do: errors in the console, a request elsewhere, a breach of the content security policy. */
  complaints: string[]
  close(): Promise<void>
}

const texts: Record<Language, Record<string, string>> = { fi, sv, en }
const LOCALES = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }

export async function openStage(): Promise<Stage> {
  const bed = await openBed()
  const dataFolder = mkdtempSync(join(tmpdir(), 'seloste-journeys-'))
  const server = await startServer({ connection: bed.connection, config: { ...config, port: 0, dataFolder } })
  const browser = await openBrowser()
  const complaints: string[] = []
  const card = (level: LevelId) => server.signIns.find((each) => each.level === level)!
  let visits = 0

  return {
    url: server.url,
    owner: bed.owner,
    complaints,
    card,
    async visit({ level, language = 'fi', width = 1280, scheme = 'light' } = {}) {
      visits += 1
      const context = await browser.newContext({
        baseURL: server.url,
        locale: LOCALES[language],
        timezoneId: 'Europe/Helsinki',
        viewport: { width, height: 800 },
        colorScheme: scheme,
        reducedMotion: 'reduce',
        // An address each, so that one story's wrong passwords do not make the next one wait.
        extraHTTPHeaders: { 'x-forwarded-for': `198.51.100.${visits}` },
      })
      context.setDefaultTimeout(40_000)
      watch(context, server.url, complaints)
      const page = await context.newPage()
      if (level) {
        const { email, password } = card(level)
        const answer = await context.request.post('/api/v1/session', { data: { email, password } })
        if (!answer.ok()) throw new Error(`${email} could not sign in: ${await answer.text()}`)
      }
      return page
    },
    async close() {
      await browser.close()
      await server.close()
      await bed.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

function watch(context: BrowserContext, url: string, complaints: string[]): void {
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== url && !['data:', 'blob:'].includes(protocol)) complaints.push(`a request to ${request.url()}`)
  })
  context.on('weberror', (error) => complaints.push(`${error.page()?.url()}: ${error.error().stack}`))
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    // A refusal of the API is an answer; the browser writes every one of them to its console.
    const refused = /^Failed to load resource: .* status of 4\d\d/.test(message.text())
    if (refused && message.location().url.startsWith(`${url}/api/`)) return
    complaints.push(`${message.page()?.url()}: ${message.text()} (${message.location().url})`)
  })
}

/** The words of a screen, by their key: the stories follow the wording, not the other way round. */
export function words(key: keyof typeof fi, values: Record<string, string | number> = {}, language: Language = 'fi') {
  return texts[language][key]!.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all))
}

export const seen = (locator: Locator) => locator.first().waitFor({ state: 'visible' })
export const gone = (locator: Locator) => locator.first().waitFor({ state: 'hidden' })

/** One part of a page, by its heading. */
export const panel = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true })

export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel(words('signin.email'), { exact: true }).fill(email)
  await page.getByLabel(words('signin.password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: words('signin.enter'), exact: true }).click()
}

/** The API as this page's user calls it: to see what truly stands, or to be a colleague in another room. */
export async function api(page: Page, method: string, path: string, body?: object, headers = {}): Promise<any> {
  const answer = await page.context().request.fetch(`/api/v1${path}`, {
    method,
    headers,
    ...(body ? { data: body } : {}),
  })
  const text = await answer.text()
  return { status: answer.status(), ...(text ? JSON.parse(text) : {}) }
}

/** Day or night, once the frame has heard of it and the colours have got there. */
export async function shine(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme })
  await page.waitForFunction((wanted) => {
    const { mantineColorScheme = wanted } = document.documentElement.dataset
    return mantineColorScheme === wanted
  }, scheme)
  await still(page)
}

/** Between two colours, or half drawn, a page has flaws that nobody will see. */
const still = (page: Page) =>
  page.waitForFunction(
    () => !document.getAnimations().some((one) => one.effect?.getComputedTiming().endTime !== Infinity),
  )

/** What axe has against the page as it stands, by all its rules or some, and whether it fits the screen. */
export async function flawsOf(page: Page, asked: { rules?: string[]; iframes?: false } = {}): Promise<string[]> {
  await still(page)
  await page.evaluate(`window.axe || (() => { ${axe.source} })()`)
  const { violations } = await page.evaluate(
    ({ rules, ...frames }) =>
      (window as any).axe.run(document, {
        resultTypes: ['violations'],
        ...frames,
        ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}),
      }),
    asked,
  )
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  return [
    ...(wide ? [`${page.url()} is wider than the screen`] : []),
    ...violations.flatMap((rule: axe.Result) => rule.nodes.map((one) => `${rule.id}: ${one.html.slice(0, 160)}`)),
  ]
}

/** The flaws on a desk by day and in the hand at night; the page is left by day, as wide as it was. */
export async function flawsDayAndNight(page: Page): Promise<string[]> {
  const size = page.viewportSize()!
  const found: string[] = []
  for (const [scheme, width] of [
    ['light', size.width],
    ['dark', 390],
  ] as const) {
    await page.setViewportSize({ ...size, width })
    await shine(page, scheme)
    found.push(...(await flawsOf(page)).map((line) => `${scheme}, ${width} px: ${line}`))
  }
  await page.setViewportSize(size)
  await shine(page, 'light')
  return found
}

/** A finger on a page of a context that has touch: laid down, held for so long, drawn to another place, lifted. */
export async function fingerOn(page: Page) {
  const touch = await page.context().newCDPSession(page)
  const point = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
  return async (from: { x: number; y: number }, to: { x: number; y: number }, held: number) => {
    await point('touchStart', from.x, from.y)
    await page.waitForTimeout(held)
    for (let step = 1; step <= 10; step++)
      await point('touchMove', from.x + ((to.x - from.x) * step) / 10, from.y + ((to.y - from.y) * step) / 10)
    await page.waitForTimeout(50)
    await point('touchEnd')
  }
}
