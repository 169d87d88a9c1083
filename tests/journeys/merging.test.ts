import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '#kernel/ledger.ts'
import { api, flawsOf, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// What the company has decided of doubtful data, and three records that are one person.

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage?.close())

const P = 'purpose=sales'
const toast = (page: Page, says: string) => page.getByRole('alert').filter({ hasText: says })
const P_RIGHTS = 'purpose=rights'
const cell = (page: Page, what: 'quality.limit.days' | 'quality.limit.end') =>
  page.getByLabel(`${words('quality.bounced')}: ${words(what)}`, { exact: true })
async function person(page: Page, family: string, more: object = {}): Promise<string> {
  const { status, id } = await api(page, 'POST', `/people?${P}`, {
    given_name: 'Kerttu',
    family_name: family,
    source: 'person',
    position: 'customer',
    emails: [{ address: `${newId().slice(-8)}@rajat.example`, kind: 'named_work', main: true }],
    ...more,
  })
  assert.equal(status, 201)
  return id
}

test('the limits: no seller sets them, and what is set is done by the night and read in one’s own language', async () => {
  const seller = await stage.visit({ level: 'seller', language: 'sv' })
  const limits = (await api(seller, 'GET', `/quality/limits?${P}`)).limits
  assert.equal((await api(seller, 'POST', `/quality/limits?${P_RIGHTS}`, limits)).status, 403)
  await seller.goto(`/quality?${P}`)
  await seen(seller.getByRole('heading', { name: words('nav.quality', {}, 'sv'), level: 1 }))
  assert.equal(await panel(seller, words('quality.limits', {}, 'sv')).count(), 0)

  const id = await person(seller, 'Rajattu')
  const owner = await stage.owner()
  const { user } = await api(seller, 'GET', '/session')
  await owner.query('update data.people set owner_id = $2 where id = $1', [id, user.id])
  await owner.query(`update data.emails set bounced_at = now() - interval '4 days' where person_id = $1`, [id])

  const keeper = await stage.visit({ level: 'owner_operator' })
  await keeper.goto(`/quality?${P}&list=bounced`)
  await seen(cell(keeper, 'quality.limit.days'))
  assert.deepEqual(await flawsOf(keeper), [])
  await cell(keeper, 'quality.limit.days').fill('3')
  await cell(keeper, 'quality.limit.end').selectOption('task')
  await panel(keeper, words('quality.limits'))
    .getByRole('button', { name: words('save'), exact: true })
    .click()
  await seen(toast(keeper, words('saved')))
  assert.deepEqual((await api(keeper, 'GET', `/quality/limits?${P_RIGHTS}`)).limits.flags.bounced, {
    days: 3,
    end: 'task',
  })
  await keeper.reload()
  await seen(keeper.getByText(words('quality.ends.task')))
  assert.equal(await cell(keeper, 'quality.limit.days').inputValue(), '3')

  const started = await api(keeper, 'POST', '/runs/start', { job: 'quality.end' })
  assert.ok(started.status < 300, JSON.stringify(started))
  const task = async () =>
    (await owner.query('select told from data.tasks where person_id = $1 and removed_at is null', [id])).rows[0]
  for (const end = Date.now() + 20_000; !(await task()) && Date.now() < end; ) await keeper.waitForTimeout(200)
  assert.deepEqual((await task())?.told, { key: 'bounced' })
  await seller.goto(`/people/${id}?${P}`)
  await seen(seller.getByText('E-posten studsar: rätta eller ta bort'))
  await seller.context().close()
  await keeper.context().close()
})

test('three records are merged in one go, each value as chosen, and parted again', async () => {
  const page = await stage.visit({ level: 'sales_lead' })
  const family = `Kolminkertainen ${newId().slice(-6)}`
  const ids = [
    await person(page, family, { job_title: 'Ostaja' }),
    await person(page, family, { job_title: 'Johtaja' }),
    await person(page, family, { job_title: 'Toimittaja' }),
  ].sort()
  const [one, two, three] = ids as [string, string, string]
  const owner = await stage.owner()
  for (const [a, b] of [
    [one, two],
    [two, three],
  ])
    await owner.query(
      `insert into data.twins (person_id, other_id, score, why, purpose) values ($1, $2, 95, 'name', 'sales')`,
      [a, b],
    )
  await page.goto(`/quality?${P}&list=twins`)
  const group = page.getByRole('listitem').filter({ hasText: words('quality.group', { n: 3 }) })
  await group
    .filter({ hasText: family })
    .getByRole('button', { name: words('quality.group.compare', { n: 3 }) })
    .click()
  const dialog = page.getByRole('dialog')
  await seen(dialog.getByRole('radio', { name: 'Toimittaja' }))
  assert.equal(await dialog.locator('input[name="keep"]').count(), 3)
  assert.deepEqual(await flawsOf(page), [])
  await dialog.getByRole('radio', { name: 'Toimittaja' }).check()
  await dialog.getByRole('button', { name: words('merge'), exact: true }).click()
  await seen(toast(page, words('merge.done')))
  await gone(group.filter({ hasText: family }))
  const statuses = async () =>
    Promise.all(ids.map(async (id) => (await api(page, 'GET', `/people/${id}?${P}`)).status as number))
  const left = (await statuses()).flatMap((status, i) => (status === 200 ? [ids[i]!] : []))
  assert.equal(left.length, 1)
  const kept = await api(page, 'GET', `/people/${left[0]}?${P}&include=emails`)
  assert.deepEqual([kept.job_title, kept.emails.length], ['Toimittaja', 3])
  await Promise.all([
    page.waitForResponse((answer) => answer.url().includes('/unmerge') && answer.ok()),
    toast(page, words('merge.done'))
      .getByRole('button', { name: words('undo') })
      .click(),
  ])
  assert.deepEqual(await statuses(), [200, 200, 200])
  await page.context().close()
})
