import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { nouns } from '#register/index.ts'
import { flawsOf, gone, openStage, type Stage, seen, words } from './browser.ts'

// Who has left: the privacy owner reads the certificate, and lets go before its day what a law was said to keep.

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage?.close())

const states = nouns.erasures.fields.state.options
const CLAIM = 'Laki velan vanhentumisesta 728/2003 4'
const VOUCHER = '1336/1997 2:10'
const item = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text }).last()
const button = (page: Page, key: string, law: string) =>
  page.getByRole('button', { name: words(key as never).replace('{law}', law), exact: true })

const holds = async () =>
  (await (await stage.owner()).query('select act from data.holds order by act')).rows.map(({ act }) => act)

test('what an act keeps by itself stays until its day; what a claim needed goes with a reason, and the rest of it is done', async () => {
  const owner = await stage.owner()
  await owner.query(
    `insert into data.holds (erasure_id, noun, record_id, said, act, section, until)
     select erasure_id, noun, data.new_id(), '{}', '1336/1997', '2:10', current_date + 400 from data.holds`,
  )
  const paula = await stage.visit({ level: 'privacy_owner', width: 390 })
  await paula.goto('/privacy/erasures')
  await seen(paula.getByText(states.held.fi).first())
  await seen(paula.getByText(states.done.fi, { exact: true }).first())

  const confirm = paula.getByRole('button', { name: words('holds.confirm') })
  const reason = paula.getByLabel(words('holds.reason'))
  await button(paula, 'holds.release', VOUCHER).click()
  assert.equal(await confirm.isDisabled(), true)
  await reason.fill('Ei tarvita enää missään.')
  await confirm.click()
  await seen(item(paula, VOUCHER).getByText(/Tieto säilytetään lain nojalla vielä/))
  assert.equal((await holds()).length, 2)
  assert.deepEqual(await flawsOf(paula), [])
  await item(paula, VOUCHER)
    .getByRole('button', { name: words('holds.keep') })
    .click()
  await gone(reason)

  await button(paula, 'holds.release', CLAIM).focus()
  await paula.keyboard.press('Enter')
  await reason.fill('Vaatimus ratkesi sovinnossa.')
  await confirm.click()
  // what is read is the certificate, and not the words just typed
  await seen(paula.getByText(/päätettiin .*: Vaatimus ratkesi sovinnossa/))
  assert.deepEqual(await holds(), ['1336/1997'])

  // its day over, the last of it goes by itself, and the erasure is done
  await owner.query('update data.holds set until = current_date - 1')
  const { rows } = await owner.query(`select id from data.erasures where state = 'held'`)
  const again = await paula.context().request.post(`/api/v1/erasures/${rows[0].id}/again?purpose=rights`, { data: {} })
  assert.equal((await again.json()).state, 'done')
  await paula.reload()
  await seen(paula.getByText(/päätettiin .*: Vaatimus ratkesi sovinnossa/))
  await gone(paula.getByText(states.held.fi))
  assert.deepEqual(await flawsOf(paula), [])
})

test('a seller lets nothing go', async () => {
  const owner = await stage.owner()
  const { rows } = await owner.query(
    `insert into data.holds (erasure_id, noun, record_id, said, act, section, until)
     select id, 'orders', data.new_id(), '{}', '728/2003', '4', current_date + 9 from data.erasures limit 1 returning id`,
  )
  const seller = await stage.visit({ level: 'seller' })
  const said = await seller
    .context()
    .request.post(`/api/v1/holds/${rows[0].id}/release?purpose=rights`, { data: { reason: 'Ei tarvita enää.' } })
  assert.equal(said.status(), 403)
  assert.ok((await holds()).includes('728/2003'))
})
