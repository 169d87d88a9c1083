import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '#kernel/ledger.ts'
import { api, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// What is done to whole records: duplicates settled, owners changed, companies deleted; and what the way back shows.

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage?.close())

const undo = (page: Page, says: string) =>
  page
    .getByRole('alert')
    .filter({ hasText: says })
    .getByRole('button', { name: words('undo') })

/** Two records with one address, the second brought in where the first could not be seen. */
async function pair(): Promise<{ name: string; address: string; ids: [string, string] }> {
  const name = `Kaksonen ${newId().slice(-8)}`
  const address = `${name.replace(' ', '.').toLowerCase()}@kaksoset.example`
  const ids: string[] = []
  for (const [level, purpose, position] of [
    ['purchasing', 'suppliers', 'supplier'],
    ['seller', 'sales', 'customer'],
  ] as const) {
    const page = await stage.visit({ level })
    const { status, id } = await api(page, 'POST', `/people?purpose=${purpose}`, {
      given_name: 'Kaisa',
      family_name: name,
      source: 'person',
      position,
      emails: [{ address }],
      phones: level === 'seller' ? [{ number: '+358 50 123 4567' }] : [],
    })
    assert.equal(status, 201)
    ids.push(id)
    await page.context().close()
  }
  const owner = await stage.owner()
  // As an import leaves it; a form asks nobody and tells nobody.
  await owner.query(`insert into data.pairs (person_id, other_id, why) values ($1, $2, 'address')`, ids)
  return { name, address, ids: ids as [string, string] }
}

test('duplicates across purposes: an empty list that teaches, two people told apart and back, two merged', async () => {
  const page = await stage.visit({ level: 'privacy_owner' })
  await page.goto('/pairs')
  await seen(page.getByRole('heading', { name: words('pairs.empty') }))
  await seen(page.getByText(words('pairs.empty.body')))

  const made = await pair()
  await page.reload()
  const both = `Kaisa ${made.name} – Kaisa ${made.name}`
  const first = panel(page, both)
  await seen(first.getByText(made.address))
  assert.equal(await first.locator('td strong', { hasText: made.address }).count(), 2)

  await first.getByRole('button', { name: words('pairs.different') }).click()
  await seen(page.getByRole('heading', { name: words('pairs.empty') }))
  await undo(page, words('pairs.different.done')).click()
  await seen(panel(page, both))

  await panel(page, both)
    .getByRole('button', { name: words('pairs.merge'), exact: true })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: words('merge'), exact: true }).click()
  await gone(dialog)
  await seen(page.getByRole('heading', { name: words('pairs.empty') }))
  // Hidden from every purpose but rights, as what is deleted is, for the day in which it can be undone.
  const owner = await stage.owner()
  const { rows } = await owner.query(
    `select count(*) filter (where permitted & ~(data.storage_mask() | data.always_mask()) <> 0)::int as open from data.people where id = any ($1)`,
    [made.ids],
  )
  assert.equal(rows[0].open, 1)
  await page.context().close()
})

test('duplicates are no business of a level that does not see both', async () => {
  const page = await stage.visit({ level: 'sales_lead' })
  await page.goto('/pairs')
  await seen(page.getByText(words('frame.nowhere'), { exact: true }))
  assert.equal((await api(page, 'GET', '/pairs?purpose=rights')).status, 403)
  await page.context().close()
})

for (const noun of ['people', 'companies'] as const) {
  test(`${noun} chosen in the list go to another owner, and back by one press`, async () => {
    const page = await stage.visit({ level: 'sales_lead' })
    const rows = async () => {
      const sort = noun === 'people' ? 'family_name' : 'name'
      const { items } = await api(page, 'GET', `/${noun}?purpose=relationship&limit=3&sort=${sort}`)
      return (items as { id: string; owner_id: string | null }[]).map(({ id, owner_id }) => ({ id, owner_id }))
    }
    const before = await rows()
    await page.goto(`/${noun}?purpose=relationship`)
    await seen(page.getByRole('grid').getByRole('link'))
    await page.getByRole('grid').focus()
    for (let row = 0; row < 3; row++) {
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('x')
    }
    const chosen = page.getByRole('region', { name: words('table.selection') })
    await chosen.getByRole('button', { name: words('reassign') }).click()
    const dialog = page.getByRole('dialog', { name: words('reassign') })
    const colleague = stage.card('management').name
    await dialog.getByLabel(words('reassign.to')).selectOption({ label: colleague })
    await dialog.getByRole('button', { name: words('reassign.move_other', { n: 3 }) }).click()
    await gone(dialog)
    const says = words('reassign.done_other', { n: 3 })
    await seen(page.getByRole('alert').filter({ hasText: says }).filter({ hasText: colleague }))
    await gone(chosen)
    const moved = await rows()
    assert.deepEqual(
      moved.map((row) => row.id),
      before.map((row) => row.id),
    )
    assert.equal(new Set(moved.map((row) => row.owner_id)).size, 1)
    await undo(page, says).click()
    await gone(page.getByRole('alert').filter({ hasText: says }))
    for (let i = 0; i < 50 && JSON.stringify(await rows()) !== JSON.stringify(before); i++)
      await page.waitForTimeout(50)
    assert.deepEqual(await rows(), before)
    await page.context().close()
  })
}

test('a seller may not move owners: it is not offered', async () => {
  const page = await stage.visit({ level: 'seller' })
  await page.goto('/people?purpose=relationship')
  await seen(page.getByRole('grid').getByRole('link'))
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  await seen(page.getByRole('region', { name: words('table.selection') }))
  assert.equal(await page.getByRole('button', { name: words('reassign') }).count(), 0)
  await page.context().close()
})

test('a company in use stays and says why; an unused one goes at once and comes back by one press', async () => {
  const page = await stage.visit({ level: 'seller' })
  const { items } = await api(page, 'GET', '/employments?purpose=relationship&limit=20')
  const used = items.find((one: { end_on: string | null }) => !one.end_on)
  const forget = async (id: string) => {
    await page.goto(`/companies/${id}?purpose=relationship`)
    await page.getByRole('button', { name: words('actions'), exact: true }).click()
    await page.getByRole('menuitem', { name: words('delete'), exact: true }).click()
  }
  await forget(used.company_id)
  await seen(page.getByRole('alert').filter({ hasText: 'Yritystä tarvitaan vielä.' }))
  assert.equal((await api(page, 'GET', `/companies/${used.company_id}?purpose=relationship`)).status, 200)

  const name = `Tyhjä ${newId().slice(-8)} Oy`
  const { id } = await api(page, 'POST', '/companies?purpose=relationship', { name })
  await forget(id)
  await seen(page.getByRole('alert').filter({ hasText: words('deleted', { name }) }))
  assert.equal((await api(page, 'GET', `/companies/${id}?purpose=relationship`)).status, 404)
  const restored = page.waitForResponse((one) => one.url().includes(id) && one.request().method() === 'POST')
  await undo(page, words('deleted', { name })).click()
  assert.ok((await restored).ok())
  await gone(page.getByRole('alert').filter({ hasText: words('deleted', { name }) }))
  await page.goto(`/companies/${id}?purpose=relationship`)
  await seen(page.getByRole('heading', { name, level: 1 }))
  await page.context().close()
})

test('after signing out the way back shows no record', async () => {
  const page = await stage.visit({ level: 'seller' })
  await page.goto('/people?purpose=relationship')
  const link = page.getByRole('grid').getByRole('link').first()
  await seen(link)
  await link.click()
  await seen(page.getByRole('heading', { level: 1 }))
  const name = await page.getByRole('heading', { level: 1 }).textContent()
  await page.getByRole('button', { name: stage.card('seller').name }).click()
  await page.getByRole('menuitem', { name: words('frame.leave') }).click()
  await seen(page.getByRole('heading', { name: words('signin.title') }))
  for (let step = 0; step < 2; step++) {
    await page.goBack()
    await seen(page.getByRole('heading', { name: words('signin.title') }))
    assert.ok(!(await page.content()).includes(name!))
  }
  await page.context().close()
})

test('a page that the browser had put aside is fetched again, and kept by nobody', async () => {
  const page = await stage.visit({ level: 'seller' })
  for (const path of ['/', '/people', '/index.html'])
    assert.equal((await page.context().request.get(path)).headers()['cache-control'], 'no-store', path)
  await page.goto('/people?purpose=relationship')
  await seen(page.getByRole('grid').getByRole('link'))
  // Signed out in another window; then this one comes back from where the browser keeps whole pages.
  await page.context().clearCookies()
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await seen(page.getByRole('heading', { name: words('signin.title') }))
  assert.equal(await page.getByRole('grid').count(), 0)
  await page.context().close()
})

test('no page complained', () => assert.deepEqual(stage.complaints, []))
