import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type LevelId, levels, nouns, purposes } from '#register/index.ts'
import { api, panel, seen, signIn, words } from './browser.ts'
import { customers, nameOf, stage } from './working.cast.ts'

// What each level finds when it signs in: its own workspace, and nothing of the others.

/** The menu of each level, in its order: what somebody may not open is not named to them. */
const workspaces: Record<LevelId, string[]> = {
  seller: [
    'Oma päivä',
    'Tehtävät',
    'Kalenteri',
    'Henkilöt',
    'Yritykset',
    'Liidit',
    'Kaupat',
    'Tarjoukset',
    'Sopimukset',
    'Tilaukset',
    'Palvelut',
    'Uusimiset',
    'Tuotteet',
    'Myyntiennuste',
    'Tilannekuva',
    'Tietojen laatu',
    'Tuonnit',
    'Viestipohjat',
    'Rekisteri',
    'Omat asetukset',
  ],
  sales_lead: [
    'Oma päivä',
    'Tehtävät',
    'Kalenteri',
    'Henkilöt',
    'Yritykset',
    'Liidit',
    'Kaupat',
    'Tarjoukset',
    'Sopimukset',
    'Tilaukset',
    'Palvelut',
    'Uusimiset',
    'Tuotteet',
    'Myyntiennuste',
    'Tilannekuva',
    'Tietojen laatu',
    'Tuonnit',
    'Viestipohjat',
    'Myyntiputket',
    'Valuuttakurssit',
    'Tunnisteet',
    'Rekisteri',
    'Omat asetukset',
  ],
  marketing: [
    'Henkilöt',
    'Yritykset',
    'Palvelut',
    'Tuotteet',
    'Työtehtävät',
    'Suostumuslomakkeet',
    'Rekisteri',
    'Omat asetukset',
  ],
  support: [
    'Oma päivä',
    'Tehtävät',
    'Kalenteri',
    'Henkilöt',
    'Yritykset',
    'Sopimukset',
    'Tilaukset',
    'Palvelut',
    'Uusimiset',
    'Tuotteet',
    'Tapaukset',
    'Tietojen laatu',
    'Viestipohjat',
    'Rekisteri',
    'Omat asetukset',
  ],
  support_lead: [
    'Oma päivä',
    'Tehtävät',
    'Kalenteri',
    'Henkilöt',
    'Yritykset',
    'Sopimukset',
    'Tilaukset',
    'Palvelut',
    'Uusimiset',
    'Tuotteet',
    'Tapaukset',
    'Tietojen laatu',
    'Viestipohjat',
    'Rekisteri',
    'Omat asetukset',
  ],
  contracts: [
    'Oma päivä',
    'Tehtävät',
    'Kalenteri',
    'Henkilöt',
    'Yritykset',
    'Liidit',
    'Kaupat',
    'Tarjoukset',
    'Sopimukset',
    'Tilaukset',
    'Palvelut',
    'Uusimiset',
    'Tuotteet',
    'Myyntiennuste',
    'Tilannekuva',
    'Tuonnit',
    'Viestipohjat',
    'Tunnisteet',
    'Rekisteri',
    'Omat asetukset',
  ],
  purchasing: [
    'Oma päivä',
    'Tehtävät',
    'Kalenteri',
    'Henkilöt',
    'Yritykset',
    'Sopimukset',
    'Tilaukset',
    'Uusimiset',
    'Toimittajat',
    'Tuotteet',
    'Tietojen laatu',
    'Tuonnit',
    'Viestipohjat',
    'Tunnisteet',
    'Rekisteri',
    'Omat asetukset',
  ],
  management: [
    'Oma päivä',
    'Tehtävät',
    'Kalenteri',
    'Henkilöt',
    'Yritykset',
    'Liidit',
    'Kaupat',
    'Tarjoukset',
    'Sopimukset',
    'Tilaukset',
    'Palvelut',
    'Uusimiset',
    'Toimittajat',
    'Tuotteet',
    'Tapaukset',
    'Myyntiennuste',
    'Tilannekuva',
    'Tietojen laatu',
    'Tuonnit',
    'Pyynnöt',
    'Toiveet',
    'Informointi',
    'Viestipohjat',
    'Myyntiputket',
    'Valuuttakurssit',
    'Tunnisteet',
    'Rekisteri',
    'Omat asetukset',
  ],
  privacy_owner: [
    'Henkilöt',
    'Yritykset',
    'Liidit',
    'Kaupat',
    'Tarjoukset',
    'Sopimukset',
    'Tilaukset',
    'Palvelut',
    'Uusimiset',
    'Tuotteet',
    'Tietojen laatu',
    'Sisään astumiset',
    'Kaksoiskappaleet',
    'Pyynnöt',
    'Säilytys',
    'Poistot',
    'Löydökset',
    'Toiveet',
    'Informointi',
    'Tasapainotestit',
    'Työtehtävät',
    'Suostumuslomakkeet',
    'Lähetykset',
    'Käyttöönotto',
    'Rekisteri',
    'Loki',
    'Omat asetukset',
  ],
  administrator: [
    'Käyttöönotto',
    'Käyttäjät',
    'API-avaimet',
    'Rekisteri',
    'Loki',
    'Ajot',
    'Varmuuskopiot',
    'Omat asetukset',
  ],
  owner_operator: [
    'Oma päivä',
    'Tehtävät',
    'Kalenteri',
    'Henkilöt',
    'Yritykset',
    'Liidit',
    'Kaupat',
    'Tarjoukset',
    'Sopimukset',
    'Tilaukset',
    'Palvelut',
    'Uusimiset',
    'Toimittajat',
    'Tuotteet',
    'Tapaukset',
    'Myyntiennuste',
    'Tilannekuva',
    'Tietojen laatu',
    'Tuonnit',
    'Sisään astumiset',
    'Kaksoiskappaleet',
    'Pyynnöt',
    'Säilytys',
    'Poistot',
    'Löydökset',
    'Toiveet',
    'Informointi',
    'Tasapainotestit',
    'Työtehtävät',
    'Suostumuslomakkeet',
    'Lähetykset',
    'Käyttöönotto',
    'Viestipohjat',
    'Käyttäjät',
    'API-avaimet',
    'Myyntiputket',
    'Valuuttakurssit',
    'Tunnisteet',
    'Rekisteri',
    'Loki',
    'Ajot',
    'Varmuuskopiot',
    'Omat asetukset',
  ],
  reviewer: ['Rekisteri', 'Loki', 'Omat asetukset'],
}

describe('workspaces', () => {
  test('the administrator reaches no customer row: not by a screen, an address, the search or the API', async () => {
    const page = await stage.visit({ level: 'administrator' })
    await page.goto('/people?purpose=relationship')
    await seen(page.getByText(words('frame.nowhere'), { exact: true }))
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder(words('palette.ask')).fill('virtanen')
    await seen(page.getByText(words('palette.nothing')))
    for (const purpose of Object.keys(purposes)) {
      const { status, items } = await api(page, 'GET', `/people?purpose=${purpose}`)
      assert.ok(status === 403 || (status === 200 && items.length === 0), `${purpose} answers ${status}`)
    }
    await page.context().close()
  })

  test('each level signs in and finds its own workspace, no more', async () => {
    const page = await stage.visit()
    await page.goto('/')
    for (const level of Object.keys(workspaces) as LevelId[]) {
      await signIn(page, stage.card(level))
      const menu = page.getByRole('navigation', { name: words('frame.nav') })
      await seen(menu)
      const shown = await menu.locator('ul.side-group a > span:first-of-type').allTextContents()
      assert.deepEqual(shown, workspaces[level], level)
      const own = menu.getByRole('button', { name: levels[level].label.fi })
      await own.click()
      await page.getByRole('menuitem', { name: words('frame.leave') }).click()
      await seen(page.getByRole('heading', { name: words('signin.title') }))
    }
    await page.context().close()
  })

  test('marketing sees who may be written to, and nowhere a phone number', async () => {
    const [seller, marketer] = [await stage.visit({ level: 'seller' }), await stage.visit({ level: 'marketing' })]
    const person = await customers(seller, marketer)
    const answers: string[] = []
    marketer.on('response', async (answer) => {
      if (answer.url().includes('/api/')) answers.push(await answer.text().catch(() => ''))
    })
    await marketer.goto('/people?purpose=marketing')
    await seen(marketer.getByRole('columnheader', { name: nouns.emails.label.fi }))
    assert.equal(await marketer.getByRole('columnheader', { name: nouns.phones.label.fi }).count(), 0)
    await Promise.all([
      marketer.waitForResponse((answer) => /\/api\/v1\/people\?.*\bq=/.test(answer.url())),
      marketer.getByRole('searchbox').fill(nameOf(person)),
    ])
    // What was found is shown: the row stays where it is when it is clicked.
    await seen(marketer.locator('[role="grid"][aria-busy="false"]'))
    await marketer
      .getByRole('row')
      .filter({ hasText: `${person.family_name} ${person.given_name}` })
      .getByRole('link')
      .first()
      .click()
    await seen(marketer.getByRole('heading', { name: nameOf(person), level: 1 }))
    await seen(panel(marketer, words('person.reach')).getByRole('link', { name: /@/ }))
    assert.equal(await marketer.locator('a[href^="tel:"]').count(), 0)
    assert.ok(answers.length > 3)
    assert.equal(answers.filter((text) => text.includes(person.phones[0]!.number)).length, 0)
    await seller.goto(`/people/${person.id}?purpose=relationship`)
    await seen(seller.locator(`a[href="tel:${person.phones[0]!.number}"]`))
    await Promise.all([seller, marketer].map((page) => page.context().close()))
  })

  test('nothing was complained of on the way', () => assert.deepEqual(stage.complaints, []))
})
