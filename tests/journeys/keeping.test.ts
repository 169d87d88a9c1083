import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { nouns, retention } from '#register/index.ts'
import type { Stage } from './browser.ts'

// How long things are kept, and that what is lost comes back: the privacy owner's and the operator's screens.

// Where backups go is read when the program is, so it is said before.
const folder = mkdtempSync(join(tmpdir(), 'seloste-keeping-'))
process.env.SELOSTE_BACKUPS = folder
const { flawsOf, openStage, panel, seen, words } = await import('./browser.ts')

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(async () => {
  await stage?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the privacy owner sees what a rule concerns, confirms it with a reason, and ends what is overdue', async () => {
  const page = await stage.visit({ level: 'privacy_owner' })
  await page.goto('/privacy/retention')
  const rule = panel(page, retention.correspondence.label.fi)
  await seen(rule.getByText(words('retention.last.none')))
  await rule.getByRole('button', { name: words('retention.show') }).click()
  await seen(rule.getByText(nouns.notes.plural.fi, { exact: true }))
  await seen(rule.getByText(/vanhentunutta, yhteensä/))

  await rule.getByRole('button', { name: words('retention.confirm') }).click()
  const save = rule.getByRole('button', { name: words('retention.confirm.save') })
  assert.equal(await save.isDisabled(), true)
  await rule.getByLabel(words('retention.confirm.reason')).fill('Kolme vuotta riittää takuuajan kysymyksiin.')
  await save.click()
  await seen(page.getByRole('alert').filter({ hasText: words('retention.confirmed') }))

  await page.getByRole('button', { name: words('retention.run') }).click()
  await seen(page.getByRole('alert').filter({ hasText: /Päättyi \d+ tietuetta, jäljellä/ }))
  await seen(rule.getByText(/poistettiin \d+, jäi 0/))
  assert.deepEqual(await flawsOf(page), [])
})

test('the administrator makes a backup, has its restore tried, and sees that it held', async () => {
  const page = await stage.visit({ level: 'administrator', width: 390 })
  await page.goto('/settings/backups')
  await seen(page.getByText(words('backups.none')))
  await page.getByRole('button', { name: words('backups.make') }).click()
  await seen(page.getByRole('alert').filter({ hasText: /Varmuuskopio on tehty ja luettu uudelleen/ }))
  await seen(page.getByText(/^seloste-\d{4}/))
  await page.getByRole('button', { name: words('backups.try') }).click()
  await seen(page.getByRole('alert').filter({ hasText: /Palautus onnistui/ }))
  await seen(panel(page, words('backups.tests')).getByText(words('backups.equal')))
  assert.deepEqual(await flawsOf(page), [])
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
})
