import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { make } from '#features/sending/sending.cast.ts'
import { api, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// May we contact this person, what became of what was sent, and the stop that only the privacy owner lifts.

let stage: Stage
let owner: pg.Client
before(async () => {
  stage = await openStage()
  owner = await stage.owner()
})
after(() => stage?.close())

/** The gate as a campaign asks it. */
async function ask(person: string, message: string): Promise<string> {
  const { rows } = await owner.query(`select door.gate('ask', $1, $2, 'key') as answer`, [
    person,
    JSON.stringify({ channel: 'email', content: 'marketing', topic: 'products', message }),
  ])
  return rows[0].answer.code ?? rows[0].answer.ground
}

test('before a call a seller sees what may be said by which way, and after a no that nothing may', async () => {
  const { id } = await make(owner, { phoneKind: 'mobile', emailKind: 'private' })
  const page = await stage.visit({ level: 'seller' })
  await page.goto(`/people/${id}?purpose=sales`)
  const asked = panel(page, words('reachable.title'))
  await asked.scrollIntoViewIfNeeded()
  await seen(asked.getByText(words('reachable.yes'), { exact: true }))
  await asked.locator('summary', { hasText: 'puhelu' }).click()
  await seen(asked.locator('details[open]').getByText('Oikeutettu etu; henkilö ei ole kieltänyt.').first())
  await api(page, 'POST', `/people/${id}/object?purpose=sales`, { scope: 'marketing', channel: 'phone' })
  await page.reload()
  await asked.scrollIntoViewIfNeeded()
  await asked.locator('summary', { hasText: 'puhelu' }).click()
  await seen(
    asked
      .locator('details[open]')
      .getByText(/kieltänyt suoramarkkinoinnin/)
      .first(),
  )
  const [yes, no] = await Promise.all(
    (['reachable.yes', 'reachable.no'] as const).map((key) => asked.getByText(words(key), { exact: true }).count()),
  )
  assert.equal(no, 4, 'each channel says no')
  assert.equal(yes, 1, 'service messages go on')
  await page.context().close()
})

test('a canary stops everything: seen above the log, and opened again by the privacy owner with a reason', async () => {
  const canary = await make(owner, { emailKind: 'generic', employed: {} })
  const other = await make(owner, { emailKind: 'generic', employed: {} })
  await owner.query('insert into data.canaries values ($1)', [canary.id])
  assert.equal(await ask(canary.id, 'syyskampanja'), 'CANARY_HIT')
  assert.equal(await ask(other.id, 'syyskampanja'), 'CANARY_HIT')

  const page = await stage.visit({ level: 'privacy_owner' })
  await page.goto('/privacy/sending')
  const alert = page.getByRole('alert')
  await seen(alert.getByText(words('sending.stopped')))
  const log = panel(page, words('sending.log'))
  await log.getByRole('button', { name: 'syyskampanja' }).first().click()
  await page.waitForURL(/message=syyskampanja/)
  await seen(log.getByText('CANARY_HIT').first())
  assert.equal(await log.getByRole('row').count(), 3)
  await log.getByText('lähetetty', { exact: true }).first().click()
  await seen(log.getByText(words('sending.none')))

  const open = alert.getByRole('button', { name: words('sending.resume') })
  assert.equal(await open.isDisabled(), true)
  await alert.getByLabel(words('sending.resume.reason')).fill('Testihenkilö oli väärässä yrityksessä; korjattu.')
  await open.click()
  await gone(page.getByText(words('sending.stopped')))
  await seen(page.getByText(/Testihenkilö oli väärässä yrityksessä/))
  assert.equal(await ask(other.id, 'talvikampanja'), 'company_address')
  assert.deepEqual(stage.complaints, [])
  await page.context().close()
})
