import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { SMTPServer } from 'smtp-server'
import { config } from '#kernel/config.ts'
import { api, flawsOf, gone, openStage, panel, type Stage, seen, shine, words } from './browser.ts'

// Three people whose data came from elsewhere: two are told, one only after the lock has fallen.

let stage: Stage
let keeper: Page
let seller: Page
const received: string[] = []
const relay = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, session, done) {
    stream.resume()
    stream.on('end', () => {
      received.push(session.envelope.rcptTo[0]!.address)
      done()
    })
  },
})
before(async () => {
  relay.listen(0, '127.0.0.1')
  await once(relay.server, 'listening')
  config.mailUrl = `smtp://127.0.0.1:${(relay.server.address() as AddressInfo).port}`
  stage = await openStage()
  ;[keeper, seller] = await Promise.all([
    stage.visit({ level: 'privacy_owner', width: 390 }),
    stage.visit({ level: 'seller' }),
  ])
})
after(async () => {
  delete config.mailUrl
  assert.deepEqual(stage?.complaints, [])
  await stage?.close()
  await new Promise<void>((done) => relay.close(done))
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const line = (name: string) => panel(keeper, words('informing.list')).getByRole('listitem').filter({ hasText: name })
async function clean(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await shine(keeper, colorScheme)
    assert.deepEqual(await flawsOf(keeper), [], colorScheme)
  }
  await shine(keeper, 'light')
}
async function imported(family: string, address?: string): Promise<string> {
  const made = await api(seller, 'POST', '/people?purpose=relationship', {
    given_name: 'Messu',
    family_name: family,
    language: 'fi',
    position: 'customer',
    source: 'elsewhere',
    source_name: 'Messulista',
    ...(address && { emails: [{ address }] }),
  })
  assert.equal(made.status, 201)
  return made.id
}
const visible = async (id: string) => (await api(seller, 'GET', `/people/${id}?purpose=relationship`)).status

test('two by mail, one by letter, and a lock that opens when the person is told', async () => {
  const [first, , third] = [
    await imported('Ensimmäinen', 'ensi@messu.example'),
    await imported('Toinen', 'toka@messu.example'),
    await imported('Kolmas'),
  ]
  await keeper.goto('/privacy/informing')
  await seen(line('Messu Ensimmäinen').getByText('Messulista'))
  await clean()
  // by the keyboard: chosen, and sent
  for (const name of ['Messu Ensimmäinen', 'Messu Toinen']) {
    await keeper.getByRole('checkbox', { name: words('informing.choose', { name }) }).focus()
    await keeper.keyboard.press('Space')
  }
  await button(keeper, words('informing.send_other', { n: 2 })).press('Enter')
  await seen(keeper.getByText(words('informing.ended', { done: 2, total: 2 })))
  await gone(line('Messu Ensimmäinen'))
  assert.deepEqual(received.toSorted(), ['ensi@messu.example', 'toka@messu.example'])

  // the month passes
  assert.equal(await visible(third), 200)
  const owner = await stage.owner()
  await owner.query(`select door.tick((now() + interval '40 days')::date)`)
  assert.equal(await visible(third), 404)
  await keeper.getByText(words('informing.kind.locked')).click()
  await seen(line('Messu Kolmas'))
  await clean()
  await keeper.getByRole('checkbox', { name: words('informing.choose', { name: 'Messu Kolmas' }) }).check()
  await button(keeper, words('informing.print')).click()
  await seen(keeper.locator('.sheets pre').filter({ hasText: 'MISTÄ SAIMME TIEDOT' }))
  await button(keeper, words('close')).click()
  await button(keeper, words('informing.record')).click()
  await keeper.getByLabel(words('informing.note'), { exact: true }).fill('kirje postitettu tänään')
  await button(keeper, words('informing.record.now')).click()
  await gone(line('Messu Kolmas'))
  await seen(keeper.getByText(words('informing.none.locked'), { exact: true }))
  assert.equal(await visible(third), 200)

  await keeper.goto(`/people/${third}?purpose=rights`)
  await panel(keeper, words('informings.title')).scrollIntoViewIfNeeded()
  await seen(panel(keeper, words('informings.title')).getByText('kirje postitettu tänään'))
  await keeper.goto(`/people/${first}?purpose=rights`)
  await panel(keeper, words('informings.title')).scrollIntoViewIfNeeded()
  await seen(panel(keeper, words('informings.title')).getByRole('listitem'))
})

test('an exemption: proposed from the list, approved by another, on the page of the person, ended; the sending survives a reload', async () => {
  const id = await imported('Poikkeava')
  await keeper.goto('/privacy/informing')
  await keeper.getByRole('checkbox', { name: words('informing.choose', { name: 'Messu Poikkeava' }) }).check()
  await button(keeper, words('exemptions.add')).click()
  await keeper.getByLabel(words('exemptions.ground'), { exact: true }).selectOption('secrecy')
  await keeper.getByLabel(words('exemptions.reasoning')).fill('Tiedot ovat lain mukaan salassa pidettäviä.')
  await keeper.getByLabel(words('exemptions.safeguards')).fill('Käyttö on rajattu kahteen')
  await clean()
  await button(keeper, words('exemptions.propose')).click()
  const mine = panel(keeper, words('exemptions.title')).getByRole('listitem')
  await seen(mine.getByText(words('exemptions.state.waits'), { exact: true }))
  await seen(mine.getByText(words('exemptions.other'), { exact: true }))

  const boss = await stage.visit({ level: 'management' })
  await boss.goto('/privacy/informing')
  await button(boss, words('exemptions.approve')).click()
  await boss
    .getByRole('dialog')
    .getByRole('button', { name: words('exemptions.approve'), exact: true })
    .click()
  await seen(panel(boss, words('exemptions.title')).getByText(words('exemptions.state.stands'), { exact: true }))

  await keeper.goto(`/people/${id}?purpose=rights`)
  await panel(keeper, words('informings.title')).scrollIntoViewIfNeeded()
  await seen(panel(keeper, words('informings.title')).getByText('Tiedot ovat lain mukaan salassa pidettäviä.').first())

  await keeper.goto('/privacy/informing')
  await seen(keeper.getByText(words('informing.ended', { done: 2, total: 2 })))
  await clean()
  await button(keeper, words('exemptions.end')).click()
  await keeper.getByLabel(words('exemptions.why')).fill('Salassapito on päättynyt tänään.')
  await keeper
    .getByRole('dialog')
    .getByRole('button', { name: words('exemptions.end'), exact: true })
    .click()
  await seen(mine.getByText(words('exemptions.state.ended'), { exact: true }))
  await seen(line('Messu Poikkeava'))

  // a sending under way: its bar is there again after a reload
  const owner = await stage.owner()
  await owner.query(`with run as (insert into register.informing_runs (by, total) values ('test', 2) returning id)
    insert into register.informing_rest (run_id, person_id, result)
    select run.id, p.id, case when p.n = 1 then 'sent' end from run, (select id, row_number() over () as n from data.people limit 2) p`)
  for (let n = 0; n < 2; n++) {
    await keeper.reload()
    await seen(keeper.getByRole('progressbar', { name: words('informing.progress') }))
    await seen(keeper.getByText(words('informing.going', { done: 1, total: 2 })))
  }
  await owner.query(`update register.informing_runs set ended_at = now() where ended_at is null`)
})
