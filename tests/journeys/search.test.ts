import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { NOKIA, type Office, openOffice } from '#features/trade/trade.cast.ts'
import { gone, openStage, panel, type Stage, seen, words } from './browser.ts'

let stage: Stage
let office: Office
before(async () => {
  office = await openOffice()
  stage = await openStage()
})
after(async () => {
  await stage?.close()
  await office?.close()
})

const ask = async (page: Page, what: string) => {
  await seen(page.getByRole('heading', { level: 1 }))
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder(words('palette.ask')).fill(what)
}

describe('a company from the trade register', () => {
  test('two letters of a name and a press: the form is full, the addresses come along, and what differs is taken and undone', async () => {
    const page = await stage.visit({ level: 'seller' })
    await page.goto('/companies?purpose=relationship')
    await page
      .getByRole('button', { name: words('companies.new') })
      .first()
      .click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('Nimi').fill('nokia')
    await drawer.getByRole('button', { name: /Nokia Oyj/ }).click()
    await seen(drawer.getByText(words('trade.picked')))
    assert.equal(await drawer.getByLabel('Y-tunnus').inputValue(), NOKIA)
    await drawer.getByLabel('Kotipaikka').fill('Helsinki')
    await drawer.getByRole('button', { name: words('create'), exact: true }).click()
    await page.waitForURL(/\/companies\/[0-9a-f-]{36}/)
    await seen(panel(page, words('company.addresses')).getByText('Karakaari 7'))
    const register = panel(page, words('trade.panel'))
    await register.scrollIntoViewIfNeeded()
    await seen(register.getByText('Pääkonttorien toiminta'))
    await seen(register.getByText(/CC BY 4\.0/))
    await register.getByRole('button', { name: words('trade.take.what', { what: 'Kotipaikka' }) }).click()
    await gone(register.getByRole('button', { name: words('trade.take.what', { what: 'Kotipaikka' }) }))
    await seen(panel(page, words('company.about')).getByText('Espoo'))
    await page
      .getByRole('button', { name: words('undo') })
      .first()
      .click()
    await seen(register.getByRole('button', { name: words('trade.take.what', { what: 'Kotipaikka' }) }))
    await seen(panel(page, words('company.about')).getByText('Helsinki'))
    await page.context().close()
  })

  test('bankruptcy is said on the company’s page once the register says so', async () => {
    office.companies.get(NOKIA)!.companySituations = [{ type: 'KONK', registrationDate: '2026-11-20', source: '1' }]
    const { rows } = await (await stage.owner()).query('select id from data.companies where business_id = $1', [NOKIA])
    const page = await stage.visit({ level: 'seller', width: 390, scheme: 'dark' })
    await page.goto(`/companies/${rows[0].id}?purpose=relationship`)
    const register = panel(page, words('trade.panel'))
    await register.scrollIntoViewIfNeeded()
    await register.getByRole('button', { name: words('trade.again') }).click()
    await seen(register.getByText(words('trade.situation', { what: 'konkurssissa' })))
    await page.context().close()
  })
})

describe('search as it is typed', () => {
  test('a bent name finds, Enter opens; what was looked at is at hand the next time', async () => {
    const page = await stage.visit({ level: 'seller' })
    await page.goto('/companies?purpose=relationship')
    await seen(page.getByRole('table').or(page.getByRole('grid')))
    await ask(page, 'virtasen')
    const hit = page.locator('[data-action]', { hasText: 'Virtanen' }).first()
    await seen(hit)
    await seen(page.getByText(words('palette.foot')))
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/people\/[0-9a-f-]{36}\?purpose=/)
    await seen(page.getByRole('heading', { level: 1, name: /Virtanen/ }))
    await page.keyboard.press('Control+k')
    await seen(page.getByText(words('kept.recent')).last())
    await seen(page.locator('[data-action]', { hasText: 'Virtanen' }))
    await page.context().close()
  })

  test('a part, a slip and a command', async () => {
    const page = await stage.visit({ level: 'seller', language: 'fi' })
    await page.goto('/companies?purpose=relationship')
    await ask(page, 'nokai')
    await seen(page.locator('[data-action]', { hasText: 'Nokia Oyj' }))
    await page.getByPlaceholder(words('palette.ask')).fill('olematonta')
    await seen(page.getByText(words('palette.nothing')))
    await seen(page.getByText(words('palette.foot')))
    await page.getByPlaceholder(words('palette.ask')).fill(words('companies.new'))
    await page
      .locator('[data-action]', { hasText: words('companies.new') })
      .first()
      .click()
    await seen(page.getByRole('dialog').getByLabel('Y-tunnus'))
    await page.context().close()
  })

  test('the administrator sees runs and no customers', async () => {
    const page = await stage.visit({ level: 'administrator' })
    await page.goto('/settings/runs')
    await seen(page.getByText(words('runs.job.trade.refresh')))
    await page.getByRole('button', { name: words('runs.now.what', { job: words('runs.job.ledger.verify') }) }).click()
    await seen(page.locator('.runs > li', { hasText: words('runs.job.ledger.verify') }).getByText(words('runs.well')))
    await ask(page, 'virtanen')
    await seen(page.getByText(words('palette.nothing')))
    await page.context().close()
  })

  test('nothing was complained of', () => assert.deepEqual(stage.complaints, []))
})
