import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { PATHS } from '#features/notice/notice.page.ts'
import { wordings } from '#features/notice/wording.ts'
import { errorTable } from '#kernel/errors.table.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { levels, nouns, purposes } from '#register/index.ts'
import { api, openStage, panel, type Stage, seen, signIn, words } from './browser.ts'

// Who gets in and who no longer does; the register changed by its keeper; the notice as the public reads it.

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage?.close())

const PASSWORD = 'kuusi vihreää traktoria metsässä'
const refusal = (page: Page, code: keyof typeof errorTable) =>
  page.getByRole('alert').filter({ hasText: errorTable[code].says.fi })

describe('accounts', () => {
  let administrator: Page
  let newcomer: Page
  let link: string

  test('an account is granted, its link sets a password once, a common one is refused', async () => {
    administrator = await stage.visit({ level: 'administrator' })
    newcomer = await stage.visit()
    await administrator.goto('/settings/users')
    await administrator.getByRole('button', { name: words('users.new') }).click()
    const form = administrator.getByRole('dialog', { name: words('users.new') })
    await form.getByLabel(words('users.name'), { exact: true }).fill('Elli Eskola')
    await form.getByLabel(words('signin.email'), { exact: true }).fill('elli.eskola@pohjolan.example')
    await form.getByRole('checkbox', { name: levels.seller.label.fi, exact: true }).check()
    await seen(form.getByText(purposes.prospecting.label.fi, { exact: true }))
    await form.getByLabel(words('users.scope'), { exact: true }).selectOption('all')
    await form.getByRole('button', { name: words('users.grant') }).click()
    const shown = administrator
      .getByRole('status')
      .filter({ hasText: words('users.linkShown', { name: 'Elli Eskola' }) })
    const { pathname, hash } = new URL(await shown.locator('code').innerText())
    link = pathname + hash

    await newcomer.goto(link)
    await seen(newcomer.getByRole('heading', { name: words('password.welcome', { name: 'Elli Eskola' }) }))
    const set = async (password: string) => {
      await newcomer.getByLabel(words('password.new'), { exact: true }).fill(password)
      await newcomer.getByLabel(words('password.repeat'), { exact: true }).fill(password)
      await newcomer.getByRole('button', { name: words('password.set') }).click()
    }
    await set('salasana12345')
    await seen(refusal(newcomer, 'PASSWORD_COMMON'))
    await set(PASSWORD)
    await seen(newcomer.getByRole('link', { name: words('nav.people') }))
    const late = await stage.visit()
    await late.goto(link)
    await seen(refusal(late, 'LINK_INVALID'))
    await late.context().close()
  })

  test('a leaver’s work is handed over, and the open session ends at once', async () => {
    const made = await api(newcomer, 'POST', '/people?purpose=relationship', {
      given_name: 'Oma',
      family_name: 'Asiakas',
      position: 'customer',
    })
    const heir = stage.card('seller').name
    const row = administrator.getByRole('row').filter({ hasText: 'Elli Eskola' })
    await row.getByRole('button', { name: words('users.leave'), exact: true }).click()
    const dialog = administrator.getByRole('dialog', { name: words('users.leave.title', { name: 'Elli Eskola' }) })
    await dialog.getByLabel(words('users.leave.to'), { exact: true }).selectOption({ label: heir })
    await dialog.getByRole('button', { name: words('users.leave.now') }).click()
    await seen(panel(administrator, words('users.left')).getByText('Elli Eskola'))

    await newcomer.getByRole('link', { name: words('nav.companies') }).click()
    await seen(newcomer.getByRole('heading', { name: words('signin.title') }))
    await signIn(newcomer, { email: 'elli.eskola@pohjolan.example', password: PASSWORD })
    await seen(refusal(newcomer, 'SIGN_IN_WRONG'))
    const seller = await stage.visit({ level: 'seller' })
    await seller.goto(`/people/${made.id}?purpose=relationship`)
    const care = panel(seller, words('care.title')).getByLabel(nouns.people.fields.owner_id.label.fi, { exact: true })
    await care.locator('option:checked', { hasText: heir }).waitFor({ state: 'attached' })
    await Promise.all([administrator, newcomer, seller].map((page) => page.context().close()))
  })

  test('after ten wrong passwords the right one is refused too', async () => {
    const page = await stage.visit()
    const { email, password } = stage.card('support')
    await page.goto('/')
    for (let i = 0; i < 10; i++) {
      const answered = page.waitForResponse((answer) => answer.request().method() === 'POST')
      await signIn(page, { email, password: `arvaus ${i}` })
      await answered
    }
    await signIn(page, { email, password })
    await seen(refusal(page, 'LOCKED_OUT'))
    assert.equal((await api(page, 'GET', '/session')).status, 401)
    await page.context().close()
  })
})

describe('the register and its notice', () => {
  const LANGUAGE_NAMES = { fi: 'Suomi', sv: 'Svenska', en: 'English' }
  const label = { fi: 'Messuosasto', sv: 'Mässavdelning', en: 'Fair stand' }

  test('a field is planned and applied, and then stands on the page of a person', async () => {
    const [keeper, seller] = [await stage.visit({ level: 'privacy_owner' }), await stage.visit({ level: 'seller' })]
    await keeper.goto('/settings/register?view=own')
    await keeper.getByRole('button', { name: words('own.add'), exact: true }).click()
    for (const language of LANGUAGES) {
      await keeper.getByRole('textbox', { name: LANGUAGE_NAMES[language], exact: true }).fill(label[language])
    }
    await keeper.getByLabel(purposes.relationship.label.fi, { exact: true }).selectOption('write')
    await keeper.getByRole('radio', { name: words('own.sensitive.no'), exact: true }).check()
    await keeper.getByRole('button', { name: words('register.plan'), exact: true }).click()
    const difference = panel(keeper, words('register.difference'))
    await seen(difference.getByText('data.people.x_fair_stand', { exact: true }))
    await seen(difference.getByRole('insertion').filter({ hasText: label.fi.toLowerCase() }))
    const before = await api(seller, 'GET', '/register')
    assert.equal(before.nouns.people.fields.x_fair_stand, undefined)
    // unsaid whether people must be told, nothing is done
    await difference.getByRole('button', { name: words('register.apply'), exact: true }).click()
    await seen(difference.getByRole('alert'))
    await difference.getByText(words('publish.no'), { exact: true }).click()
    await difference.getByLabel(words('publish.assessment')).fill('Tieto koskee vain sen itse kertoneita.')
    await difference.getByRole('button', { name: words('register.apply'), exact: true }).click()
    await seen(keeper.getByRole('alert').filter({ hasText: words('register.applied') }))

    const { items } = await api(seller, 'GET', '/people?purpose=relationship&limit=1')
    await seller.goto(`/people/${items[0].id}?purpose=relationship`)
    await seller.getByRole('button', { name: new RegExp(`^${label.fi}:`) }).click()
    const box = seller.getByRole('textbox', { name: label.fi, exact: true })
    await box.fill('Halli 6')
    await box.press('Enter')
    await seen(seller.getByRole('button', { name: new RegExp(`^${label.fi}: *Halli 6`) }))

    await keeper.goto('/settings/register')
    await keeper.getByRole('button', { name: label.fi, exact: true }).click()
    const explained = keeper.getByRole('dialog')
    await seen(explained.getByText(words('explain.notice'), { exact: true }))
    await seen(explained.getByText('purpose_relationship', { exact: true }))
    await seen(explained.locator('.notice-sentence'))
    await Promise.all([keeper, seller].map((page) => page.context().close()))
  })

  test('the public notice in three languages says so, runs no script and leaves no cookie; the earlier one stays', async () => {
    const reader = await stage.visit()
    const requests: string[] = []
    reader.on('request', (request) => requests.push(request.url()))
    for (const language of LANGUAGES) {
      const answer = (await reader.goto(PATHS[language]))!
      assert.equal(answer.status(), 200)
      assert.equal(answer.headers()['set-cookie'], undefined)
      assert.equal(await reader.locator('html').getAttribute('lang'), language)
      assert.equal(await reader.locator('script, iframe, object, form').count(), 0)
      assert.match((await reader.locator('main').innerText()).toLowerCase(), new RegExp(label[language].toLowerCase()))
      const current = await reader.locator('p.dated time').innerText()
      await reader.locator('footer.versions a[href$="version=1"]').click()
      await seen(reader.getByRole('link', { name: wordings[language].page.current }))
      assert.doesNotMatch(
        (await reader.locator('main').innerText()).toLowerCase(),
        new RegExp(label[language].toLowerCase()),
      )
      assert.notEqual(await reader.locator('p.dated time').innerText(), current)
    }
    assert.deepEqual(
      requests.filter((url) => !url.startsWith('data:')).map((url) => new URL(url).pathname + new URL(url).search),
      LANGUAGES.flatMap((language) => [PATHS[language], `${PATHS[language]}?version=1`]),
    )
    assert.deepEqual(await reader.context().cookies(), [])
    await reader.context().close()
  })

  test('nothing was complained of on the way', () => assert.deepEqual(stage.complaints, []))
})
