import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PATHS } from '#features/notice/notice.page.ts'
import { purposes } from '#register/index.ts'
import { api, openStage, panel, type Stage, seen, words } from './browser.ts'

// A field of the company's own, asked for in plain words: used at once everywhere, and taken out of use again.

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage?.close())

const P = 'purpose=relationship'
const NAMES = { Suomi: 'Jäsenyystaso', Svenska: 'Medlemsnivå', English: 'Membership tier' }
const GOLD = ['Kultataso', 'Guldnivå', 'Gold tier']
const SILVER = ['Hopeataso', 'Silvernivå', 'Silver tier']

test('asked in plain words: nothing sensitive, who will see it, the sentence of the notice, then applied', async () => {
  const keeper = await stage.visit({ level: 'privacy_owner' })
  await keeper.goto('/settings/register?view=own')
  await keeper.getByRole('button', { name: words('own.add'), exact: true }).click()
  const form = panel(keeper, words('own.add'))
  for (const [language, name] of Object.entries(NAMES))
    await form.getByRole('textbox', { name: language, exact: true }).fill(name)
  await form.getByRole('radio', { name: words('own.type.choice'), exact: true }).check()
  for (const [i, option] of [GOLD, SILVER].entries()) {
    await form.getByRole('button', { name: words('own.option.add') }).click()
    for (const [k, language] of Object.keys(NAMES).entries())
      await form.getByLabel(words('own.option', { n: i + 1, language })).fill(option[k]!)
  }
  await form.getByLabel(purposes.relationship.label.fi, { exact: true }).selectOption('write')
  await form.getByLabel(purposes.contract.label.fi, { exact: true }).selectOption('read')
  const plan = form.getByRole('button', { name: words('register.plan') })
  assert.ok(await plan.isDisabled(), 'nobody has said whether it is sensitive')
  await form.getByRole('radio', { name: words('own.sensitive.yes'), exact: true }).check()
  await seen(form.getByText(words('own.sensitive.refused')))
  assert.ok(await plan.isDisabled())
  await form.getByRole('radio', { name: words('own.sensitive.no'), exact: true }).check()
  await plan.click()
  const difference = panel(keeper, words('register.difference'))
  await seen(difference.getByText(words('register.seers')))
  const sellers = difference.getByRole('listitem').filter({ hasText: 'Myyjä' }).first()
  assert.match((await sellers.textContent()) ?? '', new RegExp(words('use.write')))
  await seen(difference.getByRole('insertion').filter({ hasText: NAMES.Suomi.toLowerCase() }))
  if (process.env.SHOTS) await keeper.screenshot({ path: `${process.env.SHOTS}/field.png`, fullPage: true })
  await difference.getByText(words('publish.no'), { exact: true }).click()
  await difference.getByLabel(words('publish.assessment')).fill('Tieto koskee vain jäseniä, jotka itse liittyvät.')
  await difference.getByRole('button', { name: words('register.apply'), exact: true }).click()
  await seen(panel(keeper, words('register.own')).getByText(NAMES.Suomi))
  await keeper.goto(PATHS.fi)
  await seen(keeper.getByText(new RegExp(NAMES.Suomi, 'i')))
  await keeper.context().close()
})

test('used at once: form, API, column, filter, import, export', async () => {
  const page = await stage.visit({ level: 'sales_lead' })
  await page.goto(`/people?${P}`)
  await page.getByRole('button', { name: words('people.new'), exact: true }).click()
  const form = page.getByRole('dialog')
  // Once open it takes the focus to its first field: what was being typed elsewhere would go there.
  await seen(form.locator('input:focus'))
  await form.getByLabel('Etunimi').fill('Kultti')
  await form.getByLabel('Sukunimi').fill('Jäsenlä')
  await form.getByLabel(NAMES.Suomi).selectOption({ label: GOLD[0]! })
  await form.getByRole('button', { name: words('create'), exact: true }).click()
  await seen(page.getByRole('button', { name: new RegExp(`^${NAMES.Suomi}: *${GOLD[0]}`) }))

  const id = new URL(page.url()).pathname.split('/').at(-1)
  const kept = await api(page, 'GET', `/people/${id}?${P}`)
  assert.deepEqual([kept.given_name, kept.family_name, kept.x_membership_tier], ['Kultti', 'Jäsenlä', 'gold_tier'])
  const wrong = await api(page, 'POST', `/people?${P}`, { family_name: 'Väärä', x_membership_tier: 'iron' })
  assert.deepEqual([wrong.code, wrong.field], ['VALUE_NOT_ALLOWED', 'x_membership_tier'])

  const begun = await page.context().request.post(`/api/v1/imports?${P}`, {
    multipart: {
      file: {
        name: 'jasenet.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          `Etunimi;Sukunimi;Sähköposti;${NAMES.Suomi}\nHopea;Jäsenlä;hopea@jasenla.example;Silvernivå\nKumma;Jäsenlä;kumma@jasenla.example;Rauta\n`,
        ),
      },
    },
  })
  const made = await begun.json()
  assert.deepEqual(
    made.columns.map((one: { field: string }) => one.field),
    ['given_name', 'family_name', 'email', 'x_membership_tier'],
  )
  await page.goto(`/imports/${made.id}`)
  await page.getByRole('radio', { name: words('import.origin.b') }).check()
  await page.getByRole('button', { name: words('next'), exact: true }).click()
  const column = page.getByLabel(words('import.column.for', { column: NAMES.Suomi }), { exact: true })
  await seen(column)
  assert.equal(await column.locator('option:checked').textContent(), NAMES.Suomi)
  await api(page, 'PATCH', `/imports/${made.id}?${P}`, { origin: 'b', position: 'customer' })
  const run = await api(page, 'POST', `/imports/${made.id}/run?${P}`, {})
  assert.equal(run.state, 'running', JSON.stringify(run).slice(0, 300))
  for (const end = Date.now() + 30_000; (await api(page, 'GET', `/imports/${made.id}?${P}`)).state !== 'done'; ) {
    assert.ok(Date.now() < end, 'the import does not end')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }

  await page.goto(`/people?${P}&q=J%C3%A4senl%C3%A4`)
  await page.getByRole('button', { name: words('columns.choose') }).click()
  await page.getByRole('checkbox', { name: NAMES.Suomi, exact: true }).click()
  await page.keyboard.press('Escape')
  await seen(page.getByRole('gridcell', { name: new RegExp(SILVER[0]!) }))
  await page.getByRole('button', { name: words('filter.add'), exact: true }).click()
  await page.getByLabel(words('filter.field'), { exact: true }).selectOption({ label: NAMES.Suomi })
  await page.getByRole('dialog').getByLabel(words('filter.value'), { exact: true }).selectOption({ label: SILVER[0]! })
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('filter.apply') })
    .click()
  await page.waitForURL(/x_membership_tier/)
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await row('Kumma').waitFor({ state: 'detached' })
  await seen(row('Hopea'))

  const file = await page.context().request.get(`/api/v1/people/export?format=csv&${P}&q=J%C3%A4senl%C3%A4`)
  const [head = '', ...lines] = (await file.text()).split(/\r?\n/)
  const place = head.split(/[;,]/).findIndex((cell) => cell.replaceAll('"', '') === NAMES.Suomi)
  assert.ok(place > 0, head)
  assert.deepEqual(
    lines
      .filter(Boolean)
      .map((line) => line.split(/[;,]/)[place]!.replaceAll('"', ''))
      .sort(),
    ['', 'gold_tier', 'silver_tier'],
  )
  await page.context().close()
})

test('taken out of use: nobody sees it, and it can be brought back as it was', async () => {
  const [keeper, seller] = [await stage.visit({ level: 'privacy_owner' }), await stage.visit({ level: 'seller' })]
  const gold = async () => {
    const filter = encodeURIComponent(JSON.stringify({ field: 'family_name', op: 'is', value: 'Jäsenlä' }))
    const { items } = await api(seller, 'GET', `/people?${P}&sort=created_at&filter=${filter}`)
    return items[0].x_membership_tier
  }
  const apply = async () => {
    const difference = panel(keeper, words('register.difference'))
    await seen(difference)
    // Held until it is erased, the field stays in the notice: there is nothing to assess yet.
    assert.equal(await difference.getByLabel(words('publish.assessment')).count(), 0)
    await difference.getByRole('button', { name: words('register.apply'), exact: true }).click()
  }
  await keeper.goto('/settings/register?view=own')
  await keeper.getByRole('button', { name: `${words('own.withdraw')} ${NAMES.Suomi}` }).click()
  await seen(panel(keeper, words('register.difference')).getByText(words('own.values', { n: 2 })))
  await apply()
  const back = keeper.getByRole('button', { name: `${words('own.back')} ${NAMES.Suomi}` })
  await seen(back)
  assert.equal(await gold(), undefined)
  await back.click()
  await apply()
  await seen(keeper.getByRole('button', { name: `${words('own.withdraw')} ${NAMES.Suomi}` }))
  assert.equal(await gold(), 'gold_tier')
  assert.deepEqual(stage.complaints, [])
  await Promise.all([keeper, seller].map((page) => page.context().close()))
})

test('on a phone in the dark, in Swedish, nothing is wider than the screen', async () => {
  const page = await stage.visit({ level: 'privacy_owner', language: 'sv', width: 390, scheme: 'dark' })
  await page.goto('/settings/register?view=own')
  await page.getByRole('button', { name: words('own.add', {}, 'sv'), exact: true }).click()
  await seen(panel(page, words('own.add', {}, 'sv')))
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 390))
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/field-phone.png`, fullPage: true })
  await page.context().close()
})
