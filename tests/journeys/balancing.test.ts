import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { purposes } from '#register/index.ts'
import { api, flawsDayAndNight, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// A privacy owner weighs, says no, thinks again; those who work see it at once. A late review, and staff who were not told.

let stage: Stage
let paula: Page
before(async () => {
  stage = await openStage()
  paula = await stage.visit({ level: 'privacy_owner' })
})
after(() => stage?.close())

const CONCLUSION = 'Yhteydenotot loppuivat, eikä vanhoja tietoja enää tarvita. Henkilön etu painaa enemmän.'
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const sleepingPage = (page: Page) => page.getByRole('heading', { level: 1, name: words('balancing.sleeping.title') })

/** All that a seller works for, closed by hand; what opens again is what the test signs. */
const SALES = ['relationship', 'sales', 'prospecting', 'contract', 'delivery']

async function sign(page: Page, outcome: 'positive' | 'negative'): Promise<void> {
  await button(page, words('balancing.toSign')).click()
  const dialog = page.getByRole('dialog')
  const now = dialog.getByRole('button', { name: words('balancing.sign'), exact: true })
  await seen(dialog)
  assert.ok(await now.isDisabled(), 'no outcome is chosen beforehand')
  const radios = dialog.getByRole('radio')
  assert.deepEqual([await radios.nth(0).isChecked(), await radios.nth(1).isChecked()], [false, false])
  const [yes, no] = await Promise.all([0, 1].map((place) => dialog.locator('.choice').nth(place).boundingBox()))
  assert.equal(yes!.width, no!.width, 'both weigh the same')
  if (outcome === 'negative') assert.deepEqual(await flawsDayAndNight(page), [])
  await dialog.getByRole('radio', { name: words(`balancing.outcome.${outcome}`) }).check()
  await now.click()
  await gone(dialog)
}

test('a test is read, written anew and signed negative; its purpose closes and the rejected stays on record', async () => {
  await paula.goto('/privacy/balancing')
  const rows = paula.getByRole('row')
  await seen(rows.nth(1))
  assert.equal(await rows.count(), 14)
  const support = purposes.support.label.fi
  assert.deepEqual(await flawsDayAndNight(paula), [])
  await paula.getByRole('link', { name: support, exact: true }).click()
  await seen(panel(paula, words('balancing.latest')).getByText(purposes.support.interest.fi))
  assert.deepEqual(await flawsDayAndNight(paula), [])

  await button(paula, words('balancing.rewrite')).click()
  const draft = panel(paula, words('balancing.draft'))
  await seen(draft)
  const conclusion = draft.getByLabel(words('balancing.part.conclusion'), { exact: true })
  assert.equal(await conclusion.inputValue(), '', 'the conclusion is weighed anew')
  assert.ok(await button(paula, words('balancing.toSign')).isDisabled())
  const impact = draft.getByLabel(words('balancing.part.impact'), { exact: true })
  await impact.fill('Omin sanoin kirjoitettu vaikutus henkilöön.')
  await seen(button(paula, `${words('balancing.take')}: ${words('balancing.part.impact')}`))
  await conclusion.fill(CONCLUSION)
  assert.deepEqual(await flawsDayAndNight(paula), [])
  await button(paula, words('balancing.save')).click()
  await seen(paula.getByText(words('balancing.saved')))
  await sign(paula, 'negative')

  await seen(panel(paula, words('balancing.latest')).getByText(CONCLUSION))
  await seen(paula.getByText(words('balance.negative'), { exact: true }))
  await seen(paula.getByText(words('balancing.means.negative')))
  const history = panel(paula, words('balancing.history'))
  await seen(history.getByText(words('balancing.outcome.positive'), { exact: true }))
})

test('whoever works for nothing else is told what is missing and who signs; a signature brings the work back', async () => {
  const maija = await stage.visit({ level: 'support' })
  const conclusion = 'Kokeillaan, mitä tapahtuu, kun punninta päätyy kieltävään tulokseen.'
  for (const purpose of ['delivery', 'incidents']) {
    const answer = await api(paula, 'POST', `/balancing/${purpose}/sign`, { outcome: 'negative', conclusion })
    assert.equal(answer.status, 200)
  }
  await maija.goto('/people')
  await seen(sleepingPage(maija))
  await seen(maija.getByText(stage.card('privacy_owner').name))
  assert.equal(await maija.getByRole('link', { name: words('balancing.first.go') }).count(), 0)
  assert.deepEqual(await flawsDayAndNight(maija), [])
  assert.equal((await api(maija, 'GET', '/people?purpose=support')).code, 'LIA_MISSING_OR_EXPIRED')

  await paula.goto('/privacy/balancing?purpose=support')
  await button(paula, words('balancing.rewrite')).click()
  const draft = panel(paula, words('balancing.draft'))
  await draft
    .getByLabel(words('balancing.part.conclusion'), { exact: true })
    .fill('Asiakas itse pyytää apua: etu painaa enemmän.')
  await sign(paula, 'positive')
  await seen(paula.getByText(words('balance.in_force'), { exact: true }))
  // The open page looks by itself.
  await gone(sleepingPage(maija))
  await maija.goto('/people')
  await seen(maija.getByRole('row').nth(1))
  await maija.context().close()
})

test('a seller whose work waits may still bring a list in', async () => {
  const conclusion = 'Etua ei ole vielä punnittu loppuun, joten käyttö odottaa.'
  for (const purpose of SALES)
    await api(paula, 'POST', `/balancing/${purpose}/sign`, { outcome: 'negative', conclusion })
  const sanna = await stage.visit({ level: 'seller' })
  await sanna.goto('/')
  await seen(sleepingPage(sanna))
  await sanna
    .getByRole('link', { name: words('nav.imports') })
    .first()
    .click()
  await sanna
    .getByRole('button', { name: words('import.new') })
    .first()
    .click()
  await seen(sanna.getByRole('region', { name: words('import.drop') }))
  await sanna.locator('input[type=file]').setInputFiles({
    name: 'muutto.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Nimi;Sähköposti\nMuutto Vahinen;muutto@vahinen.example\n'),
  })
  await gone(sanna.getByRole('region', { name: words('import.drop') }))
  assert.equal(await sanna.getByRole('alert').count(), 0)
  for (const purpose of SALES)
    await api(paula, 'POST', `/balancing/${purpose}/sign`, { outcome: 'positive', conclusion })
  await sanna.context().close()
})

test('a late review stands above everything for who signs it, and presses when little time is left', async () => {
  const owner = await stage.owner()
  const late = async (days: number) => {
    await owner.query('alter table register.balancing_tests disable trigger _100_signed')
    await owner.query(
      `update register.balancing_tests set review_on = (now() at time zone 'Europe/Helsinki')::date - $1::int where purpose = 'sales'`,
      [days],
    )
    await owner.query('alter table register.balancing_tests enable trigger _100_signed')
    // The server looks every two seconds.
    for (let i = 0; i < 60; i++) {
      const { purposes: found } = await api(paula, 'GET', '/register')
      if (found.sales.balance.days === 90 - days) return
      await paula.waitForTimeout(100)
    }
    assert.fail('the server has not looked')
  }
  const banner = paula.getByRole('region', { name: words('balancing.due.title') })
  await late(20)
  await paula.goto('/settings')
  await seen(banner.getByText(words('balancing.daysLeft_other', { n: 70 })))
  assert.match((await banner.getAttribute('class')) ?? '', /note-warn/)
  assert.deepEqual(await flawsDayAndNight(paula), [])
  const lauri = await stage.visit({ level: 'sales_lead' })
  await lauri.goto('/people?purpose=sales')
  await seen(lauri.getByRole('row').nth(1))
  assert.equal(await lauri.getByRole('region', { name: words('balancing.due.title') }).count(), 0)
  await lauri.context().close()

  await late(80)
  await paula.goto('/settings')
  await seen(banner)
  assert.match((await banner.getAttribute('class')) ?? '', /note-bad/)
  await banner.getByRole('link').click()
  await seen(paula.getByText(words('balancing.means.review_due')))
  const body = { outcome: 'positive', conclusion: 'Tarkistettu: punninnassa ei ole muuttunut mitään.' }
  await api(paula, 'POST', '/balancing/sales/review', body)
  await paula.reload()
  await seen(paula.getByText(words('balance.in_force'), { exact: true }))
  await gone(banner)
})

test('staff who were not told: a banner, a form, and then no banner', async () => {
  const owner = await stage.owner()
  await owner.query(`delete from register.settings where name = 'staff_informed'`)
  const antti = await stage.visit({ level: 'administrator' })
  await antti.goto('/settings/users')
  const banner = antti.getByRole('region', { name: words('staffNotice.missing') })
  await seen(banner)
  await banner.getByRole('link').click()
  const form = panel(antti, words('staffNotice.title'))
  await form.getByLabel(words('staffNotice.headcount'), { exact: true }).fill('24')
  await seen(form.getByText(words('staffNotice.act.cooperation', { n: 20 })))
  await form.getByLabel(words('staffNotice.day'), { exact: true }).fill('2026-10-01')
  await form.getByLabel(words('staffNotice.how'), { exact: true }).selectOption('letter')
  await button(antti, words('staffNotice.file')).click()
  await seen(form.getByRole('alert'))
  assert.deepEqual(await flawsDayAndNight(antti), [])
  await form.getByLabel(words('staffNotice.how'), { exact: true }).selectOption('negotiation')
  await button(antti, words('staffNotice.file')).click()
  await seen(form.getByText(/1333\/2021/).first())
  await gone(banner)
  assert.deepEqual(stage.complaints, [])
})
