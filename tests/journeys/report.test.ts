import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { flawsOf, openStage, type Stage, seen, words } from './browser.ts'

// The privacy owner looks through what is held of somebody, hides what is another's, previews, makes and hands over
// the report, and corrects a fact; whoever reads the fact afterwards sees what was said of it.

let stage: Stage
let paula: Page
let number: string
const person = '019a0000-0002-7000-8000-000000000021'

before(async () => {
  stage = await openStage()
  const owner = await stage.owner()
  await owner.query(
    `insert into data.notes (person_id, body, purpose) values ($1, 'Soitti ja kertoi, että Eero Korhonen hoitaa tilaukset, eero.korhonen@toinen.example.', 'relationship')`,
    [person],
  )
  paula = await stage.visit({ level: 'privacy_owner' })
  const asked = await paula.request.post('/api/v1/requests', {
    data: { kinds: ['access', 'rectify'], channel: 'phone', person, language: 'fi', words: 'Haluan nähdä tietoni.' },
  })
  number = (await asked.json()).id
})
after(() => stage.close())

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
test('the report is looked through, a stranger’s address hidden, and made', async () => {
  await paula.goto(`/requests/${number}`)
  await press(paula, words('report.look'))
  const proposal = paula.getByRole('button', { name: words('report.hide', { words: 'eero.korhonen@toinen.example' }) })
  await seen(proposal)
  assert.deepEqual(await flawsOf(paula), [])
  await proposal.focus()
  await paula.keyboard.press('Enter')
  await seen(paula.getByRole('button', { name: words('report.show', { words: 'eero.korhonen@toinen.example' }) }))
  const preview = await paula.request.get(`/api/v1/requests/${number}/report/paper?purpose=rights`)
  assert.equal(preview.headers()['content-type'], 'application/pdf')
  await press(paula, words('report.make'))
  await seen(paula.getByRole('link', { name: words('report.download') }))
  const { reports } = await (await paula.request.get(`/api/v1/requests/${number}/report?purpose=rights`)).json()
  const link = new URL(reports[0].link).pathname
  const stranger = await stage.visit({})
  const packed = await stranger.request.get(link)
  assert.equal(packed.headers()['content-type'], 'application/zip')
  const text = (await packed.body()).toString('latin1')
  assert.ok(!text.includes('eero.korhonen@toinen.example'), 'what was hidden is not in the package')
  assert.ok(text.includes('tiedot.json'))
  assert.equal((await stranger.request.get(`${link.slice(0, -2)}xx`)).status(), 404)
})

test('a fact is corrected, another disputed, and both show where the fact stands', async () => {
  await press(paula, words('correct.look'))
  await paula.getByRole('searchbox').last().fill('Laine')
  await paula.getByRole('button', { name: /Laine/ }).first().click()
  await paula.getByRole('textbox', { name: words('correct.words') }).fill('Nimeni on vaihtunut.')
  await press(paula, words('correct.dispute'))
  await seen(paula.getByText('Nimeni on vaihtunut.'))
  assert.deepEqual(await flawsOf(paula), [])
  const outi = await stage.visit({ level: 'owner_operator' })
  await outi.goto(`/people/${person}?purpose=relationship`)
  await seen(outi.getByText(`${words('facts.disputed')}: Nimeni on vaihtunut.`))
})

test('a code is made for a call, and opens the page of whoever heard it, on a phone', async () => {
  await paula.goto(`/requests/${number}`)
  await press(paula, words('call.make'))
  const code = await paula.locator('.call-code').innerText()
  assert.deepEqual(await flawsOf(paula), [])
  const asked = await (await paula.request.get(`/api/v1/requests/${number}?purpose=rights`)).json()
  const phone = await stage.visit({ width: 390 })
  await phone.goto('/mydata?lang=fi')
  const section = phone.locator('#call')
  await section.locator('summary').click()
  await section.locator('input[name=number]').fill(asked.number)
  await section.locator('input[name=code]').fill(code)
  await section.getByRole('button').click()
  await seen(phone.getByRole('heading', { level: 1, name: /Tietosi/ }))
  assert.ok(
    await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    'nothing hangs over the edge',
  )
  await paula.reload()
  await seen(paula.getByText(/koodi tunnettuun numeroon/))
})

test('on a phone, in Swedish', async () => {
  const page = await stage.visit({ level: 'privacy_owner', language: 'sv', width: 390 })
  await page.goto(`/requests/${number}`)
  await press(page, words('report.look', {}, 'sv'))
  await seen(page.getByRole('link', { name: words('report.download', {}, 'sv') }))
  assert.deepEqual(await flawsOf(page), [])
  assert.deepEqual(stage.complaints, [])
})
