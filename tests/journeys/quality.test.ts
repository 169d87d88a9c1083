import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '#kernel/ledger.ts'
import { api, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// Files on a record, what was deleted, what a field said before, and what is doubtful: done from the lists, and undone.

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage?.close())

const P = 'purpose=sales'
/** What a press sets going is there when the server says so. */
async function comes(is: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; Date.now() < end; ) {
    if (await is()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.fail('it did not come')
}

const toast = (page: Page, says: string) => page.getByRole('alert').filter({ hasText: says })
const undo = (page: Page, says: string) =>
  toast(page, says)
    .getByRole('button', { name: words('undo') })
    .click()
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
}

async function person(page: Page, more: object = {}): Promise<{ id: string; name: string; email: string }> {
  const family_name = `Laatunen ${newId().slice(-6)}`
  const email = `${newId().slice(-8)}@laatu.example`
  const { status, id } = await api(page, 'POST', `/people?${P}`, {
    given_name: 'Kerttu',
    family_name,
    source: 'person',
    position: 'customer',
    emails: [{ address: email, kind: 'named_work', main: true }],
    ...more,
  })
  assert.equal(status, 201)
  return { id, name: `Kerttu ${family_name}`, email }
}

test('files: several at once, one refused, shown, renamed, deleted and brought back from the deleted', async () => {
  const page = await stage.visit({ level: 'sales_lead' })
  const who = await person(page)
  await page.goto(`/people/${who.id}?${P}`)
  const files = panel(page, words('files'))
  await seen(files.getByText(words('files.empty')))
  await files.locator('input[type=file]').setInputFiles([
    { name: 'muistio.txt', mimeType: 'text/plain', buffer: Buffer.from('Sovittiin käynnistä.') },
    { name: 'tyhjä.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    {
      name: 'kuva.png',
      mimeType: 'image/png',
      buffer: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    },
  ])
  await seen(files.getByRole('button', { name: 'muistio.txt', exact: true }))
  await seen(files.getByRole('button', { name: 'kuva.png', exact: true }))
  await seen(files.getByText('Tiedosto on tyhjä.'))
  await files.getByRole('button', { name: words('files.cancel', { name: 'tyhjä.txt' }) }).click()
  await shot(page, 'files')
  await files.getByRole('button', { name: 'muistio.txt', exact: true }).click()
  await seen(page.frameLocator('.files-text').getByText('Sovittiin käynnistä.'))
  await shot(page, 'preview')
  await page.keyboard.press('Escape')
  await files.getByRole('button', { name: 'kuva.png', exact: true }).click()
  await seen(page.getByRole('img', { name: 'kuva.png' }))
  await page.keyboard.press('Escape')

  const act = async (name: string, what: 'files.rename' | 'delete') => {
    await files.getByRole('button', { name: words('files.actions', { name }) }).click()
    await page.getByRole('menuitem', { name: words(what) }).click()
  }
  await act('muistio.txt', 'files.rename')
  await files.getByLabel(words('files.rename')).fill('käynti.txt')
  await page.keyboard.press('Enter')
  await seen(files.getByRole('button', { name: 'käynti.txt', exact: true }))
  await act('käynti.txt', 'delete')
  await gone(files.getByRole('button', { name: 'käynti.txt', exact: true }))

  await page.goto('/trash')
  await seen(page.getByText('käynti.txt').first())
  await shot(page, 'trash')
  await page.getByRole('button', { name: `${words('trash.restore')} käynti.txt` }).click()
  await gone(page.getByRole('button', { name: `${words('trash.restore')} käynti.txt` }))
  await page.goto(`/people/${who.id}?${P}`)
  await seen(files.getByRole('button', { name: 'käynti.txt', exact: true }))
  await page.context().close()
})

test('a field: found right today and taken back; what it said before put back and undone', async () => {
  const page = await stage.visit({ level: 'sales_lead' })
  const who = await person(page, { job_title: 'Ostaja' })
  const { version } = await api(page, 'GET', `/people/${who.id}?${P}`)
  await api(page, 'PATCH', `/people/${who.id}?${P}`, { job_title: 'Johtaja' }, { 'if-match': `"${version}"` })
  await page.goto(`/people/${who.id}?${P}`)
  const why = page.getByRole('button', { name: words('why.of', { field: 'Titteli' }) }).first()
  await why.click()
  await page.getByRole('button', { name: words('history.confirm') }).click()
  await seen(page.getByText(/Todettu oikeaksi .*meistä joku/))
  await seen(page.getByText('Ostaja'))
  await shot(page, 'why')
  await page.getByRole('button', { name: words('history.back') }).click()
  await seen(toast(page, words('history.put_back')))
  const now = async () => (await api(page, 'GET', `/people/${who.id}?${P}`)).job_title
  assert.equal(await now(), 'Ostaja')
  await undo(page, words('history.put_back'))
  await gone(toast(page, words('history.put_back')))
  await comes(async () => (await now()) === 'Johtaja')
  await page.context().close()
})

test('work lists: done by keyboard and undone; duplicates compared, merged with chosen values, and parted again', async () => {
  const page = await stage.visit({ level: 'sales_lead' })
  const who = await person(page)
  const owner = await stage.owner()
  await owner.query(`update data.emails set bounced_at = now() - interval '30 days' where person_id = $1`, [who.id])
  await page.goto(`/quality?${P}&list=bounced`)
  const line = page.getByRole('listitem').filter({ hasText: who.email })
  await seen(line)
  await shot(page, 'quality')
  await line.getByRole('button').first().focus()
  await page.keyboard.press('Enter')
  const says = words('quality.done.drop', { name: who.name })
  await seen(toast(page, says))
  await gone(line)
  await undo(page, says)
  await comes(async () => (await api(page, 'GET', `/people/${who.id}?${P}&include=emails`)).emails.length === 1)

  const [one, other] = [await person(page, { job_title: 'Ostaja' }), await person(page, { job_title: 'Johtaja' })]
  const ids = [one.id, other.id].sort()
  await owner.query(
    `insert into data.twins (person_id, other_id, score, why, purpose) values ($1, $2, 95, 'name,employer', 'sales')`,
    ids,
  )
  await page.goto(`/quality?${P}&list=twins`)
  const pair = page.getByRole('listitem').filter({ hasText: one.name })
  await pair.getByRole('button', { name: new RegExp(words('pairs.compare')) }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: one.name, exact: true }).check()
  await dialog.getByRole('radio', { name: 'Johtaja' }).check()
  await shot(page, 'merge')
  await dialog.getByRole('button', { name: words('merge'), exact: true }).click()
  await seen(toast(page, words('merge.done')))
  await gone(pair)
  const kept = await api(page, 'GET', `/people/${one.id}?${P}&include=emails`)
  assert.deepEqual([kept.job_title, kept.emails.length], ['Johtaja', 2])
  assert.equal((await api(page, 'GET', `/people/${other.id}?${P}`)).status, 404)
  await undo(page, words('merge.done'))
  await comes(async () => (await api(page, 'GET', `/people/${other.id}?${P}`)).status === 200)
  assert.equal((await api(page, 'GET', `/people/${one.id}?${P}`)).job_title, 'Ostaja')
  await page.context().close()
})

test('on a phone and in the dark nothing is wider than the screen', async () => {
  for (const path of [`/quality?${P}`, `/quality?${P}&list=stale`, '/trash']) {
    const page = await stage.visit({ level: 'sales_lead', width: 390, scheme: 'dark' })
    await page.goto(path)
    await seen(page.getByRole('heading', { level: 1 }))
    await page.waitForLoadState('networkidle')
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 390), path)
    await shot(page, `phone${path.replace(/\W/g, '-')}`)
    await page.context().close()
  }
  assert.deepEqual(stage.complaints, [])
})
