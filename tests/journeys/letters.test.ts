import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator } from 'playwright-core'
import { flawsOf, gone, panel, seen, words } from './browser.ts'
import { contact, page, sink } from './mailed.cast.ts'

// A letter takes files along: chosen on the screen, seen in the message that arrives, refused past the limit.

async function writing(name: string, email: string): Promise<Locator> {
  const id = await contact(name, email)
  await page.goto(`/people/${id}?purpose=relationship`)
  await panel(page, words('timeline.title'))
    .getByRole('button', { name: words('kind.letter') })
    .click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel(words('letter.subject'), { exact: true }).fill('Mittausten tulokset')
  await drawer.getByLabel(words('letter.body'), { exact: true }).fill('Hei, tässä tulokset.')
  return drawer
}
const choose = (drawer: Locator, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  drawer.getByLabel(words('letter.attach'), { exact: true }).and(drawer.locator('input')).setInputFiles(files)
const send = (drawer: Locator) => drawer.getByRole('button', { name: words('letter.send'), exact: true }).click()
const text = (name: string, words: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) })

test('refused over the limit, and what a computer could run: nothing leaves; the rest goes once it is off', async () => {
  const email = 'tuula.raja@liitteet.example'
  const drawer = await writing('Raja', email)
  const big = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.alloc(6 * 1024 * 1024, 'mittaus ') })
  await choose(drawer, big('ensimmainen.txt'), big('toinen.txt'))
  await seen(drawer.getByText('toinen.txt'))
  await send(drawer)
  await seen(drawer.getByRole('alert'))
  assert.equal(sink.taken.filter((one) => one.to === email).length, 0)
  await drawer.getByRole('button', { name: words('remove.what', { what: 'toinen.txt' }) }).click()
  await gone(drawer.getByText('toinen.txt'))

  await choose(drawer, text('asennus.bat', 'del *.*'))
  await send(drawer)
  await seen(drawer.getByRole('alert').filter({ hasText: /\.|liite/i }))
  assert.equal(sink.taken.filter((one) => one.to === email).length, 0)
  await drawer.getByRole('button', { name: words('remove.what', { what: 'asennus.bat' }) }).click()
  await gone(drawer.getByText('asennus.bat'))
  assert.deepEqual(await flawsOf(page), [])
  await send(drawer)
  await gone(drawer)
  const { raw } = await sink.told('taken', email)
  assert.match(raw!, /ensimmainen\.txt/)
  assert.doesNotMatch(raw!, /toinen\.txt|asennus\.bat/)
  assert.equal(sink.taken.filter((one) => one.to === email).length, 1)
})

test('two files are sent with the message, whole and by their names', async () => {
  const email = 'tuula.liite@liitteet.example'
  const drawer = await writing('Liite', email)
  await choose(drawer, text('tulokset.txt', 'paine 2,4 bar\n'), text('ohje.txt', 'Lue tämä ensin.\n'))
  await seen(drawer.getByText('ohje.txt'))
  await send(drawer)
  await gone(drawer)
  const { raw } = await sink.told('taken', email)
  for (const [name, said] of [
    ['tulokset.txt', 'paine 2,4 bar\n'],
    ['ohje.txt', 'Lue tämä ensin.\n'],
  ]) {
    assert.match(raw!, new RegExp(`filename="?${name}`))
    const base64 = Buffer.from(said!).toString('base64')
    assert.ok(raw!.replace(/\r?\n/g, '').includes(base64) || raw!.includes(said!.trim()), `${name} arrived whole`)
  }
  await seen(panel(page, words('timeline.title')).getByText('Mittausten tulokset'))
})
