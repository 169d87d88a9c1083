import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { purposes } from '#register/index.ts'
import { api, openStage, panel, type Stage, seen, words } from './browser.ts'

// A messy contact list of an old system comes in through the wizard, and goes out again whole.

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage?.close())

const PLAIN = 2400
const FAMILY = 'Sjöström-Åkerlund'
const HEADER = 'Etunimi;Sukunimi;Sähköposti;Puhelin;Yritys;Titteli;Ei saa markkinoida;Lisätieto'
/** Made up for this test; its check character is right, or it would be no identity code. */
const IDENTITY_CODE = identityCode('150375-', 912)

const PARTS = 'emails,phones,employments'
const parts = (one: any) => [
  one.given_name,
  one.job_title,
  one.emails.map((each: any) => each.address),
  one.phones.map((each: any) => each.number),
  one.employments.map((each: any) => each.company),
]

/** What the file holds, counted while it is made. */
function messyFile(known: { email: string; name: string[] }[]) {
  const lines = [HEADER]
  const name = (i: number) => [`Yrjö${i}`, FAMILY]
  const email = (i: number) => `yrjo.${i}@vanhalista.example`
  for (let i = 0; i < PLAIN; i++) {
    const objects = i >= 4 && i < 10 ? 'kyllä' : ''
    const note = i < 4 ? `asiakas itse kertoi: ${IDENTITY_CODE}` : ''
    lines.push([...name(i), email(i), `040 55${10000 + i}`, `Mäyräkoski ${i % 40} Oy`, '', objects, note].join(';'))
  }
  for (let i = 20; i < 25; i++) lines.push([...name(i), email(i).toUpperCase(), '', '', 'Päällikkö', '', ''].join(';'))
  for (const one of known) lines.push([...one.name, one.email, '', '', '', '', ''].join(';'))
  for (let i = 0; i < 3; i++) lines.push(`${name(i).join(';')};liian;monta;solua;tällä;rivillä;kaiken;kaikkiaan;ehkä`)
  for (let i = 0; i < 2; i++) lines.push(`;;;040 1234567;Mäyräkoski Oy;;;henkilötunnus ${IDENTITY_CODE}`)
  return {
    name: 'vanha lista.csv',
    mimeType: 'text/csv',
    // Windows-1252 is Latin-1 for every letter used here.
    buffer: Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1'),
  }
}

describe('import wizard', () => {
  let seller: Page
  let marketer: Page
  let before: { people: number; companies: number; known: any[] }
  const figure = async (key: Parameters<typeof words>[0]) => {
    const box = seller.locator('dl.figures > div').filter({ has: seller.getByText(words(key), { exact: true }) })
    return Number((await box.locator('dd').innerText()).replace(/\D/g, ''))
  }
  const countOf = async (page: Page, purpose: string, q = '') =>
    (await api(page, 'GET', `/people?purpose=${purpose}&limit=1&q=${q}`)).total.count as number
  const step = (key: Parameters<typeof words>[0]) =>
    seller.getByRole('list').getByRole('button', { name: words(key), exact: false })
  const next = (key: Parameters<typeof words>[0] = 'next') =>
    seller.getByRole('button', { name: words(key), exact: true }).click()

  test('the file is read as it was written: encoding, delimiter, columns, samples without identity codes', async () => {
    seller = await stage.visit({ level: 'seller' })
    marketer = await stage.visit({ level: 'marketing' })
    const { items } = await api(seller, 'GET', `/people?purpose=relationship&limit=40&include=${PARTS}`)
    const known = items.filter((one: any) => one.emails.length > 0).slice(0, 2)
    const { total } = await api(seller, 'GET', '/companies?purpose=relationship&limit=1')
    before = { people: await countOf(seller, 'relationship'), companies: total.count, known }
    await seller.goto('/imports')
    await seller.getByRole('button', { name: words('import.new') }).click()
    await seller
      .locator('input[type=file]')
      .setInputFiles(
        messyFile(known.map((one: any) => ({ email: one.emails[0].address, name: [one.given_name, one.family_name] }))),
      )
    await seen(seller.getByRole('group', { name: words('import.origin') }))
    await seller.getByRole('radio', { name: words('import.origin.b') }).check()
    await next()
    await seen(seller.getByText('windows-1252', { exact: false }))
    await seen(seller.getByText(`${words('import.delimiter')} ;`))
    const becomes = (column: string) => seller.getByLabel(words('import.column.for', { column }), { exact: true })
    assert.equal(await becomes('Sähköposti').inputValue(), 'email')
    assert.equal(await becomes('Ei saa markkinoida').inputValue(), 'objection')
    assert.equal(await seller.getByText(IDENTITY_CODE).count(), 0)
  })

  test('the wizard is left in the middle and found again where it stood', async () => {
    await seller.getByRole('link', { name: words('nav.people') }).click()
    await seen(seller.getByRole('grid'))
    await seller.getByRole('link', { name: words('nav.imports') }).click()
    await seller.getByRole('link', { name: 'vanha lista.csv' }).click()
    await seen(seller.getByText(`${words('import.delimiter')} ;`))
    await step('import.step.origin').click()
    assert.ok(await seller.getByRole('radio', { name: words('import.origin.b') }).isChecked())
    await next()
    await seen(seller.getByText(`${words('import.delimiter')} ;`))
    await next()
    await seen(seller.getByRole('radio', { name: words('import.updates.fill') }))
  })

  test('the preview says what would happen, and how many may be used for what, and writes nothing', async () => {
    await next('import.toPreview')
    await seen(panel(seller, words('import.usable')))
    assert.deepEqual(
      await Promise.all(
        (
          [
            'import.rows',
            'import.created',
            'import.matched',
            'import.rejected',
            'import.objections',
            'import.identityCodes',
          ] as const
        ).map(figure),
      ),
      [PLAIN + 12, PLAIN, 7, 5, 6, 6],
    )
    const usable = async (purpose: keyof typeof purposes) => {
      const row = panel(seller, words('import.usable'))
        .getByRole('row')
        .filter({ has: seller.getByText(purposes[purpose].label.fi, { exact: true }) })
      return (await row.getByRole('cell').allInnerTexts()).slice(1).map((text) => text.replace(/\s+/g, ''))
    }
    assert.deepEqual(await usable('relationship'), [String(PLAIN + 7), ''])
    assert.deepEqual(await usable('marketing'), [String(PLAIN + 1), `${words('import.why.objection')}6`])
    assert.equal((await usable('prospecting'))[0], '0')
    assert.equal(await countOf(seller, 'relationship'), before.people)
  })

  test('it runs to its end, and what came in stands as the preview said', async () => {
    await seller.getByRole('button', { name: /^Tuo .*henkilöä/ }).click()
    const progress = panel(seller, words('import.progress'))
    await seen(progress.getByRole('progressbar'))
    await seen(progress.getByText(words('importState.done'), { exact: true }))
    assert.equal(await figure('import.created'), PLAIN)
    assert.equal(await figure('import.matched'), 7)
    assert.equal(await countOf(seller, 'relationship'), before.people + PLAIN)
    assert.equal(await countOf(seller, 'relationship', FAMILY), PLAIN)
    assert.equal(await countOf(marketer, 'marketing', FAMILY), PLAIN - 6)
    const { items } = await api(seller, 'GET', '/people?purpose=relationship&q=Yrj%C3%B62&include=notes,phones')
    assert.equal(items[0].family_name, FAMILY)
    assert.equal(items[0].phones[0].number, '+358405510002')
    assert.ok(!JSON.stringify(items).includes(IDENTITY_CODE))
  })

  test('the rows left out come as a file, with line and reason and no identity code', async () => {
    const [download] = await Promise.all([
      seller.waitForEvent('download'),
      seller.getByRole('link', { name: words('import.errors') }).click(),
    ])
    const text = await readFile(await download.path(), 'utf8')
    const lines = text.trim().split(/\r?\n/)
    assert.equal(lines.filter((line) => line.includes('ROW_CELLS_WRONG')).length, 3)
    assert.equal(lines.filter((line) => line.includes('ROW_WITHOUT_IDENTITY')).length, 2)
    assert.match(text, /Rivillä ei ole nimeä eikä kelpaavaa sähköpostiosoitetta/)
    assert.ok(!text.includes(IDENTITY_CODE))
  })

  test('it is reverted: those who came in are gone with their companies, those who were here are still here', async () => {
    await seller.getByRole('button', { name: words('import.revert'), exact: true }).click()
    await seen(seller.getByText(words('import.revert.sure')))
    await seller.getByRole('button', { name: words('import.revert'), exact: true }).click()
    await seen(panel(seller, words('import.progress')).getByText(words('importState.reverted'), { exact: true }))
    assert.equal(await countOf(seller, 'relationship'), before.people)
    assert.equal((await api(seller, 'GET', '/companies?purpose=relationship&limit=1')).total.count, before.companies)
    for (const one of before.known) {
      const now = await api(seller, 'GET', `/people/${one.id}?purpose=relationship&include=${PARTS}`)
      assert.deepEqual(parts(now), parts(one))
    }
  })

  test('nothing was complained of on the way', () => assert.deepEqual(stage.complaints, []))
})

function identityCode(birth: string, number: number): string {
  const check = '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(birth.slice(0, 6) + number) % 31]
  return `${birth}${number}${check}`
}
