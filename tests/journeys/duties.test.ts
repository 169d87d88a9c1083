import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import type { Page } from 'playwright-core'
import { make } from '#features/sending/sending.cast.ts'
import { nouns } from '#register/index.ts'
import { flawsOf, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// Whose work an offer concerns: the privacy owner decides at a desk, and by hand at 390 px; a seller sees what it opens.

let stage: Stage
let owner: pg.Client
let paula: Page
before(async () => {
  stage = await openStage()
  owner = await stage.owner()
  paula = await stage.visit({ level: 'privacy_owner' })
})
after(() => stage?.close())

const { duty_areas } = nouns.employments.fields
const area = (id: keyof typeof duty_areas.options) => duty_areas.options[id].fi
const place = (page: Page, duty: string, group: string) =>
  panel(page, words('duties.matrix')).getByRole('button', { name: new RegExp(`^${duty}: ${group}`) })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function mayWrite(page: Page, id: string, group: string, says: string | RegExp): Promise<void> {
  await page.goto(`/people/${id}?purpose=relationship`)
  const asked = panel(page, words('person.duties'))
  await asked.scrollIntoViewIfNeeded()
  const line = asked.getByRole('listitem').filter({ has: page.locator('strong', { hasText: group }) })
  await seen(line.getByText(says))
}

for (const width of [1280, 390]) {
  test(`approved, seen on the person, ended again (${width} px)`, async () => {
    const { id } = await make(owner, { employed: { duties: ['finance'], dutySource: 'person' } })
    const seller = await stage.visit({ level: 'seller', width })
    await mayWrite(seller, id, 'Korjaamo-ohjelmistot', /Ei tiedetä, liittyykö tarjous/)

    await paula.setViewportSize({ width, height: 844 })
    await paula.goto('/privacy/duties')
    const cell = place(paula, area('finance'), 'Korjaamo-ohjelmistot')
    await seen(cell.getByText(words('duties.state.none')))
    await seen(paula.getByText(words('duties.ours')))
    assert.deepEqual(await flawsOf(paula), [])
    await cell.focus()
    await paula.keyboard.press('ArrowDown')
    assert.match(await paula.evaluate(() => document.activeElement?.textContent ?? ''), new RegExp(`^${area('it')}`))
    await paula.keyboard.press('ArrowUp')
    await paula.keyboard.press('Enter')
    const dialog = paula.getByRole('dialog')
    const approve = dialog.getByRole('button', { name: words('duties.approve'), exact: true })
    assert.equal(await approve.isDisabled(), true)
    await dialog.getByLabel(words('duties.reasoning')).fill('Talouden johto päättää laskutusohjelmista ja maksaa ne.')
    assert.deepEqual(await flawsOf(paula), [])
    await approve.click()
    await gone(dialog)
    await seen(cell.getByText(words('duties.state.approved')))

    await mayWrite(
      seller,
      id,
      'Korjaamo-ohjelmistot',
      /Uutiskirjeitä tästä saa lähettää, koska tehtävä talous \(henkilö kertoi\)/,
    )
    await seen(seller.getByText(/Talouden johto päättää laskutusohjelmista/))
    assert.deepEqual(await flawsOf(seller), [])
    await cell.click()
    await button(paula, words('duties.end')).click()
    await seen(cell.getByText(words('duties.state.none')))
    await mayWrite(seller, id, 'Korjaamo-ohjelmistot', /Ei tiedetä, liittyykö tarjous/)
    await seller.context().close()
  })
}

test('a title is suggested, confirmed by a person, and switched off for sending by policy', async () => {
  await paula.setViewportSize({ width: 1280, height: 844 })
  const { id } = await make(owner, { employed: { title: 'Reservdelschef' } })
  const seller = await stage.visit({ level: 'seller' })
  await paula.goto('/privacy/duties')
  const titles = panel(paula, words('duties.titles'))
  await button(paula, words('duties.titles.confirmOne', { title: 'Reservdelschef' })).click()
  await seen(titles.getByText(new RegExp(`Reservdelschef → ${area('parts')}`)))
  await mayWrite(seller, id, 'Varaosat', words('duties.titles.weak'))
  await titles.getByLabel(words('duties.policy')).click()
  await seen(paula.getByText(words('duties.policy.on')))
  await mayWrite(seller, id, 'Varaosat', /Ei tiedetä, liittyykö tarjous/)
  await titles.getByLabel(words('duties.policy')).click()
  await seen(paula.getByText(words('duties.policy.off')))
  await seller.context().close()
})

test('a seller records the duty with its source, and a sale with its proof', async () => {
  const { id } = await make(owner, { employed: {}, email: 'ostaja@asiakas.example' })
  const seller = await stage.visit({ level: 'seller' })
  await seller.goto(`/people/${id}?purpose=relationship`)
  await button(seller, words('employments.edit')).click()
  const employments = panel(seller, words('person.employments'))
  await employments.getByLabel(nouns.employments.fields.duty_areas.label.fi).first().click()
  await seller.getByRole('option', { name: area('parts'), exact: true }).click()
  await seller.keyboard.press('Escape')
  await button(seller, words('save')).click()
  await seen(employments.getByText('Työtehtävältä puuttuu lähde.'))
  await employments.getByLabel(nouns.employments.fields.duty_source.label.fi).selectOption('person')
  await button(seller, words('save')).click()
  await seen(employments.getByText('varaosat (henkilö kertoi)'))
  await mayWrite(seller, id, 'Varaosat', /koska tehtävä varaosat/)

  const sales = panel(seller, words('person.duties'))
  await button(seller, words('person.sales.record')).click()
  assert.equal(await sales.getByRole('checkbox').isChecked(), false, 'nothing is ticked beforehand')
  await sales.getByLabel(words('duties.group')).selectOption('maintenance')
  await sales.getByLabel(words('person.sales.address')).selectOption({ label: 'ostaja@asiakas.example' })
  await sales.getByLabel(words('person.sales.ref')).fill('tilaus 4711')
  await sales.getByLabel(words('person.sales.form')).fill('tilauslomake v3')
  await button(seller, words('save')).click()
  await seen(sales.getByText(/Asiakasperuste ei täyty/))
  await sales.getByRole('checkbox').check()
  await button(seller, words('save')).click()
  await seen(sales.getByText(/tilaus 4711 · kielto tarjottu: tilauslomake v3/))
  await seen(sales.getByText('Osoite saatiin myynnin yhteydessä, ja tuote on samankaltainen.'))
  await sales.getByRole('button', { name: words('person.sales.end'), exact: true }).click()
  await seen(sales.getByText(/^päättyi/))
  await seller.context().close()
})

test('marketing proposes and the owner declines; a group is added, renamed and retired', async () => {
  const marketing = await stage.visit({ level: 'marketing' })
  await marketing.goto('/privacy/duties')
  await place(marketing, area('purchasing'), 'Varaosat').click()
  await marketing
    .getByRole('dialog')
    .getByLabel(words('duties.reasoning'))
    .fill('Hankinta vertailee varaosien hintoja.')
  await button(marketing, words('duties.propose')).click()
  await seen(place(marketing, area('purchasing'), 'Varaosat').getByText(words('duties.state.proposed')))
  assert.equal(await button(marketing, words('add')).count(), 0, 'groups are the owner’s')
  await marketing.context().close()

  await paula.goto('/privacy/duties')
  await place(paula, area('purchasing'), 'Varaosat').click()
  await seen(paula.getByRole('dialog').getByText(/^Esittäjä/))
  await button(paula, words('duties.decline')).click()
  await seen(place(paula, area('purchasing'), 'Varaosat').getByText(words('duties.state.none')))

  const groups = panel(paula, words('duties.groups'))
  await groups.getByRole('button', { name: words('add'), exact: true }).click()
  for (const [key, name] of [
    ['duties.groups.fi', 'Renkaat'],
    ['duties.groups.sv', 'Däck'],
    ['duties.groups.en', 'Tyres'],
  ] as const)
    await groups.getByLabel(words(key)).fill(name)
  await button(paula, words('save')).click()
  await seen(place(paula, area('it'), 'Renkaat'))
  await button(paula, words('duties.groups.edit', { name: 'Renkaat' })).click()
  await button(paula, words('duties.groups.retire')).click()
  await gone(place(paula, area('it'), 'Renkaat'))
  await seen(groups.getByText(/poistettu käytöstä/))
  assert.deepEqual(stage.complaints, [])
})
