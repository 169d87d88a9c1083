import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { PATHS } from '#features/notice/notice.page.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { screens } from '#web/screens.ts'
import { project } from '../../src/entrypoints/child.ts'
import { api, flawsOf, openStage, type Stage, seen, shine, words } from './browser.ts'

// Every screen as somebody meets it who cannot see it, sees it at night, holds it in one hand, or waits for it.

let stage: Stage
const pages = {} as Record<Language, Page>
const ids: Record<string, string> = {}
before(async () => {
  stage = await openStage()
  for (const language of LANGUAGES) pages[language] = await stage.visit({ level: 'owner_operator', language })
  for (const noun of ['people', 'companies'])
    ids[noun] = (await api(pages.fi, 'GET', `/${noun}?purpose=relationship&limit=1`)).items[0].id
  const made = await pages.fi.context().request.post('/api/v1/imports?purpose=relationship', {
    multipart: {
      file: {
        name: 'lista.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('Nimi;Sähköposti\nAada Aalto;a@a.example\n'),
      },
    },
  })
  ids.imports = (await made.json()).id
  const company_id = ids.companies
  ids.leads = (await api(pages.fi, 'POST', '/leads?purpose=sales', { subject: 'Tarjouspyyntö', company_id })).id
  ids.deals = (await api(pages.fi, 'POST', '/deals', { name: 'Nosturi', value: '1200.50', company_id })).id
  // a form by its name: the one that is not made yet
  ids.privacy = 'new'
})
after(() => stage?.close())

const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 390, height: 844 }

const addressOf = (path: string) =>
  path.includes(':id') ? `${path.replace(':id', ids[path.split('/')[1]!]!)}?purpose=relationship` : path

async function open(page: Page, address: string): Promise<void> {
  await page.setViewportSize(WIDE)
  await shine(page, 'light')
  await page.goto(address)
  await settled(page)
}

/** Nothing is being waited for any more; a panel further down than one sees is not read yet, and waits for nobody. */
async function settled(page: Page): Promise<void> {
  await seen(page.getByRole('heading', { level: 1 }))
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.skeleton, [aria-busy="true"], .table-waiting')].every(
      (one) => one.getBoundingClientRect().top > window.innerHeight,
    ),
  )
}

/** On a desk in one light, in the hand in the other; who calls takes turns. */
async function bothWays(page: Page, wide: 'light' | 'dark'): Promise<string[]> {
  const narrow = wide === 'light' ? 'dark' : 'light'
  await shine(page, wide)
  const onDesk = await flawsOf(page)
  await shine(page, narrow)
  await page.setViewportSize(NARROW)
  await settled(page)
  const inHand = [...(await flawsOf(page)), ...(await sidewards(page))]
  return [...onDesk.map((line) => `wide, ${wide}: ${line}`), ...inHand.map((line) => `narrow, ${narrow}: ${line}`)]
}

const sidewards = async (page: Page): Promise<string[]> => {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return over > 0 ? [`the page scrolls sidewards by ${over} px`] : []
}

describe('screens', () => {
  for (const [i, { path }] of screens.entries()) {
    const language = LANGUAGES[i % 3]!
    test(`${path} (${language})`, async () => {
      await open(pages[language], addressOf(path))
      assert.deepEqual(await bothWays(pages[language], i % 4 < 2 ? 'light' : 'dark'), [])
    })
  }

  for (const language of LANGUAGES) {
    test(`sign-in, forgotten password and the public notice (${language})`, async () => {
      const page = await stage.visit({ language })
      await open(page, '/')
      assert.deepEqual(await bothWays(page, language === 'sv' ? 'dark' : 'light'), [])
      await page.getByRole('button', { name: words('signin.forgotten', {}, language) }).click()
      assert.deepEqual(await flawsOf(page), [])
      await open(page, PATHS[language])
      if (language === 'fi') assert.deepEqual(await flawsOf(page), [])
      await shine(page, 'dark')
      await page.setViewportSize(NARROW)
      assert.deepEqual([...(await flawsOf(page)), ...(await sidewards(page))], [])
      await page.context().close()
    })
  }
})

describe('what lies on top', () => {
  const dialog = (page: Page) => page.getByRole('dialog')
  const button = (page: Page, key: Parameters<typeof words>[0], language: Language) =>
    page.getByRole('button', { name: words(key, {}, language), exact: true })

  test('palette, shortcuts, quick create, menus and the filter', async () => {
    const page = pages.fi
    await open(page, '/people?purpose=relationship')
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder(words('palette.ask')).fill('laine')
    await seen(dialog(page).getByRole('button', { name: /Helmi Laine/ }))
    assert.deepEqual(await flawsOf(page), [])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+?')
    await seen(page.getByRole('dialog', { name: words('frame.shortcuts') }))
    assert.deepEqual(await flawsOf(page), [])
    await page.keyboard.press('Escape')
    await button(page, 'filter.add', 'fi').click()
    await seen(page.getByLabel(words('filter.field'), { exact: true }))
    assert.deepEqual(await flawsOf(page), [])
    await page.keyboard.press('Escape')
    await shine(page, 'dark')
    await page.getByRole('button', { name: words('people.new') }).click()
    await seen(dialog(page))
    assert.deepEqual(await flawsOf(page), [])
    await page.setViewportSize(NARROW)
    assert.deepEqual(await sidewards(page), [])
  })

  test('an objection being recorded, why, and the phone’s own menu', async () => {
    const page = pages.sv
    await open(page, addressOf('/people/:id'))
    await button(page, 'object.record', 'sv').click()
    await seen(button(page, 'object.now', 'sv'))
    assert.deepEqual(await flawsOf(page), [])
    await page.setViewportSize(NARROW)
    await button(page, 'frame.more', 'sv').click()
    await seen(dialog(page))
    assert.deepEqual([...(await flawsOf(page)), ...(await sidewards(page))], [])
  })

  test('the register, view by view, and a field explained', async () => {
    const page = pages.en
    for (const view of ['purposes', 'retention', 'levels', 'change']) {
      await open(page, `/settings/register?view=${view}`)
      assert.deepEqual(await flawsOf(page), [], view)
      await page.setViewportSize(NARROW)
      assert.deepEqual(
        [...(await flawsOf(page, { rules: ['scrollable-region-focusable'] })), ...(await sidewards(page))],
        [],
        view,
      )
    }
    await open(page, '/settings/register?view=matrix&field=people.given_name')
    await seen(dialog(page))
    assert.deepEqual(await flawsOf(page), [])
  })

  test('the import wizard, step by step', async () => {
    const page = pages.fi
    const look = async (step: string) => {
      await settled(page)
      assert.deepEqual([...(await flawsOf(page)), ...(await sidewards(page))], [], step)
    }
    await open(page, addressOf('/imports/:id'))
    await page.setViewportSize(NARROW)
    await page.getByRole('radio', { name: words('import.origin.a') }).check()
    await look('origin')
    await page.getByRole('radio', { name: words('import.informed.unknown') }).check()
    await button(page, 'next', 'fi').click()
    await seen(page.getByText(words('import.column.becomes'), { exact: true }))
    await look('columns')
    await button(page, 'next', 'fi').click()
    await seen(page.getByRole('radio', { name: words('import.updates.fill') }))
    await look('rules')
    await button(page, 'import.toPreview', 'fi').click()
    await seen(page.getByText(words('import.usable'), { exact: true }))
    await look('preview')
  })

  test('granting an account and a colleague leaving', async () => {
    const page = pages.fi
    await open(page, '/settings/users')
    await page
      .getByRole('button', { name: words('users.leave'), exact: true })
      .first()
      .click()
    await seen(dialog(page))
    assert.deepEqual(await flawsOf(page), [])
    await page.keyboard.press('Escape')
    await button(page, 'users.new', 'fi').click()
    await seen(page.getByRole('dialog', { name: words('users.new') }))
    assert.deepEqual(await flawsOf(page), [])
  })
})

describe('weight', () => {
  test('the first load of the list is at most 300 kB of JavaScript, as it travels compressed', async (t) => {
    const page = await stage.visit({ level: 'seller' })
    const loaded = new Set<string>()
    page.on('request', (request) => {
      if (request.resourceType() === 'script') loaded.add(new URL(request.url()).pathname)
    })
    await page.goto('/people')
    await settled(page)
    const weight = [...loaded].reduce(
      (sum, path) => sum + gzipSync(readFileSync(join(project, 'dist', path))).length,
      0,
    )
    t.diagnostic(`${Math.round(weight / 1000)} kB in ${loaded.size} files`)
    assert.ok(loaded.size > 1 && weight > 50_000, `only ${loaded.size} files were seen, ${weight} bytes`)
    assert.ok(weight <= 300_000, `${weight} bytes in ${loaded.size} files`)
    await page.context().close()
  })

  test('the register is on its way with the page, asked for once; a stranger is not told to ask', async () => {
    const page = await stage.visit({ level: 'seller' })
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto('/people')
    await settled(page)
    for (const path of ['/api/v1/session', '/api/v1/register']) {
      assert.equal(asked.filter((each) => each === path).length, 1, path)
      const program = asked.findIndex((each) => each.includes('PeopleScreen'))
      assert.ok(asked.indexOf(path) < program, `${path} waited for the program`)
    }
    const stranger = await fetch(stage.url, { headers: { accept: 'text/html', 'accept-language': 'sv' } })
    assert.match(stranger.headers.get('link') ?? '', /^<\/assets\/sv-[^>]+>; rel=modulepreload$/)
  })
  test('nothing was complained of on the way', () => assert.deepEqual(stage.complaints, []))
})
