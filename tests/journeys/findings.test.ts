import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { nouns } from '#register/index.ts'
import { awaiting } from '#register/sentences.ts'
import { WAITING } from '../../src/features/sensitive/said.ts'
import { api, flawsOf, gone, openStage, type Stage, seen, words } from './browser.ts'

// What may not be kept: the privacy owner sees each place, and decides it by keyboard or at 390 px.

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage?.close())

const kinds = nouns.findings.fields.kind.options
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const line = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })

async function note(body: string): Promise<void> {
  const owner = await stage.owner()
  await owner.query(
    `with said as (insert into data.notes (company_id, body) select id, $1 from data.companies order by id limit 1 returning id)
     insert into data.findings (kind, noun, record_id, field, ends_on) select 'union', 'notes', id, 'body', current_date + 14 from said`,
    [body],
  )
  await owner.query('select data.withhold_open($1)', [WAITING])
}
const bodies = async (like: string) =>
  (await (await stage.owner()).query('select body from data.notes where body like $1', [like])).rows.length

test('a seller has no such screen', async () => {
  const seller = await stage.visit({ level: 'seller' })
  await seller.goto('/')
  await seen(seller.getByRole('navigation').first())
  assert.equal(await seller.getByRole('link', { name: words('nav.findings') }).count(), 0)
})

test('until somebody has looked, a seller reads only that a text waits', async () => {
  const owner = await stage.owner()
  const { rows } = await owner.query(
    `select person_id as id from data.findings where state = 'open' and kind = 'health'`,
  )
  const seller = await stage.visit({ level: 'seller', width: 390 })
  await seller.goto(`/people/${rows[0].id}?purpose=relationship`)
  // in their own language, though it stands in three
  await seen(seller.getByText(awaiting.fi))
  assert.equal(await seller.getByText(awaiting.sv).count(), 0)
  assert.equal(await seller.getByText(/sairauslomalla/).count(), 0)
})

test('a file in which something was found is shown to nobody but whoever decides, who opens it from its line', async () => {
  const seller = await stage.visit({ level: 'seller', width: 390 })
  const people = await api(seller, 'GET', '/people?purpose=relationship&limit=1')
  const on = people.items[0].id as string
  const sent = await seller.request.post(`/api/v1/files?purpose=relationship&person_id=${on}`, {
    multipart: { file: { name: 'poissaolot.txt', mimeType: 'text/plain', buffer: Buffer.from('Jäi sairauslomalle.') } },
  })
  const { id } = await sent.json()
  const owner = await stage.owner()
  await owner.query(
    `insert into data.findings (kind, noun, record_id, field, ends_on) values ('health', 'files', $1, '(content)', current_date + 14)`,
    [id],
  )
  await owner.query('select data.withhold_open($1)', [WAITING])
  await seller.goto(`/people/${on}?purpose=relationship`)
  await button(seller, 'poissaolot.txt').click()
  const dialog = seller.getByRole('dialog')
  await seen(dialog.getByText(/eikä sitä näytetä ennen kuin se on tarkistettu/))
  assert.equal(await dialog.locator('iframe, img, a').count(), 0)
  assert.deepEqual(await flawsOf(seller), [])

  const paula = await stage.visit({ level: 'privacy_owner' })
  await paula.goto('/privacy/findings')
  const place = line(paula, words('findings.unseen'))
  const link = place.getByRole('link', { name: words('findings.open_file') })
  await seen(link)
  assert.deepEqual(await flawsOf(paula), [])
  const opened = await paula.request.get((await link.getAttribute('href'))!)
  assert.equal(await opened.text(), 'Jäi sairauslomalle.')
  await place.getByRole('button', { name: words('findings.harmless') }).click()
  await gone(place)
  await seller.reload()
  await button(seller, 'poissaolot.txt').click()
  await seen(dialog.getByRole('link', { name: words('files.save') }))
})

test('written anew without the matter, left as harmless, destroyed; then the place is empty and teaches', async () => {
  await note('Luottamusmies kertoi uudesta varastosta')
  await note('Ammattiliiton koulutustalo tilasi kassan')
  const paula = await stage.visit({ level: 'privacy_owner', width: 390 })
  await paula.goto('/privacy/findings')
  const [rep, house, sick] = ['uudesta varastosta', 'koulutustalo', 'sairauslomalla'].map((text) => line(paula, text))
  await seen(sick!.getByText(kinds.health.fi))
  assert.equal(await sick!.locator('mark').textContent(), 'sairauslomalla')
  await seen(sick!.getByText(/hävitetään 11 päivän päästä/))
  assert.deepEqual(await flawsOf(paula), [])

  await button(paula, words('findings.mask')).first().waitFor()
  await rep!.getByRole('button', { name: words('findings.mask') }).focus()
  await paula.keyboard.press('Enter')
  const anew = paula.getByLabel(words('findings.anew'))
  // what it is rewritten for is still there: refused, and nothing is changed
  await anew.fill('Luottamusmies kertoi varastosta')
  await button(paula, words('findings.save')).click()
  await seen(paula.getByText(/Tekstissä on yhä arkaluonteinen tieto/))
  await anew.fill('Kertoi uudesta varastosta')
  await button(paula, words('findings.save')).click()
  await seen(paula.getByText(words('findings.done.masked')))
  await gone(anew)
  assert.equal(await bodies('Kertoi uudesta varastosta'), 1)

  await house!.getByRole('button', { name: words('findings.harmless') }).click()
  await gone(house!)
  assert.equal(await bodies('Ammattiliiton koulutustalo%'), 1)

  await sick!.getByRole('button', { name: words('findings.destroy') }).click()
  await seen(paula.getByText(words('findings.none')))
  assert.equal(await bodies('%sairauslomalla%'), 0)
  assert.equal(await bodies('Arkaluonteinen teksti on hävitetty%'), 1)
  assert.deepEqual(await flawsOf(paula), [])
})
