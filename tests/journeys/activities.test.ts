import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { api, flawsOf, gone, openStage, panel, type Stage, seen, words } from './browser.ts'

// What is written about a customer, as those who write and those who read it meet it.

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage?.close())

type Person = { id: string; given_name: string; family_name: string; phones: { number: string }[] }

/** Somebody with a number; each story takes its own. */
let next = 0
async function customer(page: Page): Promise<Person> {
  const { items } = await api(page, 'GET', '/people?purpose=relationship&limit=60&include=phones')
  return (items as Person[]).filter((one) => one.phones.length > 0)[next++]!
}

const timeline = (page: Page) => panel(page, words('timeline.title'))
const open = async (page: Page, { id }: Person) => {
  await page.goto(`/people/${id}?purpose=relationship`)
  await seen(timeline(page).locator('.event'))
}
const note = (page: Page, person_id: string, body: string, more = {}) =>
  api(page, 'POST', '/notes?purpose=relationship', { person_id, body, ...more })

test('what somebody wrote is drawn as text: nothing of it runs, fetches or leads astray', async () => {
  const page = await stage.visit({ level: 'seller' })
  const person = await customer(page)
  const evil = [
    '<script>document.title = "ohi"</script><img src=x onerror="document.title = \'ohi\'">',
    '![kuva](https://evil.example/seuraa.png)',
    '[paina](javascript:document.title="ohi") [data](data:text/html,ohi) [oikea](https://pohjolan.example/)',
    '<a href="javascript:alert(1)">linkki</a><iframe src="https://evil.example/"></iframe>',
  ].join('\n\n')
  await note(page, person.id, evil)
  await open(page, person)
  const line = timeline(page).locator('.event', { hasText: 'oikea' })
  const written = line.locator('.written')
  await seen(written.getByRole('link', { name: 'oikea' }))
  assert.equal(await written.locator('img, script, iframe, style, svg').count(), 0)
  const links = await written
    .locator('a')
    .evaluateAll((all) => all.map((one) => [one.getAttribute('href')!.split(':')[0], one.getAttribute('rel')]))
  assert.deepEqual([...new Set(links.map(String))], ['https,noopener noreferrer nofollow'])
  assert.match((await written.textContent())!, /onerror=/)
  assert.doesNotMatch(await page.title(), /ohi/)
  // and in the editor, which reads the same text
  await line.getByRole('button', { name: words('edit.what', { what: words('kind.note') }) }).click()
  await seen(timeline(page).locator('.event .writing'))
  assert.equal(await timeline(page).locator('.writing :is(img:not(.ProseMirror-separator), iframe, script)').count(), 0)
  await seen(timeline(page).locator('.writing').getByText('onerror='))
  assert.doesNotMatch(await page.title(), /ohi/)
  await page.context().close()
})

describe('a note', () => {
  test('names a colleague, asks before what the law protects, survives a reload; the colleague opens it from the inbox', async () => {
    const page = await stage.visit({ level: 'seller' })
    const lead = await stage.visit({ level: 'sales_lead' })
    const person = await customer(page)
    const leader = stage.card('sales_lead').name
    await open(page, person)
    const part = timeline(page)
    await part.getByRole('button', { name: words('compose.note') }).click()
    const field = part.getByRole('textbox', { name: words('compose.note') })
    await field.pressSequentially(`Hinta **sovittu**, hän on sairauslomalla. @${leader.slice(0, 4)}`)
    await seen(part.getByRole('option', { name: leader }))
    await page.keyboard.press('Enter')
    await field.pressSequentially('katso')
    await page.reload()
    // the draft waited
    await seen(part.getByRole('textbox', { name: words('compose.note') }).getByText(`@${leader}`))
    await field.click()
    await page.keyboard.press('Control+Enter')
    await seen(part.getByRole('alert').getByText(words('sensitive.title')))
    await part.getByRole('button', { name: words('sensitive.anyway') }).click()
    await seen(part.locator('.event .mention', { hasText: `@${leader}` }))
    await seen(part.locator('.event strong', { hasText: 'sovittu' }))
    assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft')).length), 0)

    await lead.goto('/people')
    const bell = lead.getByRole('navigation', { name: words('frame.nav') }).getByRole('button', {
      name: words('inbox.unread_one', { n: 1 }),
    })
    await bell.click()
    await lead
      .getByRole('dialog')
      .getByRole('button', { name: `${person.given_name} ${person.family_name}` })
      .click()
    await seen(timeline(lead).locator('.event .mention', { hasText: `@${leader}` }))
    await gone(bell)
    await page.context().close()
    await lead.context().close()
  })

  test('is pinned, changed by another first, taken away and brought back', async () => {
    const page = await stage.visit({ level: 'seller' })
    const person = await customer(page)
    const { id } = await note(page, person.id, 'tärkeä asia')
    await note(page, person.id, 'tavallinen asia')
    await open(page, person)
    const part = timeline(page)
    const line = part.locator('.event', { hasText: 'tärkeä asia' })
    await line.getByRole('button', { name: words('pin') }).click()
    await seen(part.locator('.events-pinned .event', { hasText: 'tärkeä asia' }))
    await line.getByRole('button', { name: words('edit.what', { what: words('kind.note') }) }).click()
    await seen(line.locator('.writing'))
    const { version } = await api(page, 'GET', `/notes/${id}?purpose=relationship`)
    await api(
      page,
      'PATCH',
      `/notes/${id}?purpose=relationship`,
      { body: 'kollegan sanat' },
      { 'if-match': `"${version}"` },
    )
    await line.locator('.writing').pressSequentially(' ja lisää')
    await page.keyboard.press('Control+Enter')
    await seen(part.locator('.event').getByRole('alert'))
    await page.reload()
    const theirs = part.locator('.event', { hasText: 'kollegan sanat' })
    await theirs.getByRole('button', { name: words('remove.what', { what: words('kind.note') }) }).click()
    await gone(theirs)
    await page.getByRole('button', { name: words('undo') }).click()
    await seen(theirs)
    await page.context().close()
  })

  test('is found by its kind and its words, and the address says what was looked for', async () => {
    const page = await stage.visit({ level: 'seller' })
    const person = await customer(page)
    await note(page, person.id, 'harvinainen sana')
    await note(page, person.id, 'toinen')
    await api(page, 'POST', '/calls?purpose=relationship', { person_id: person.id, body: 'puhelu harvinainen' })
    await open(page, person)
    const part = timeline(page)
    await part.getByRole('button', { name: words('kinds.note'), exact: true }).click()
    await gone(part.locator('.event-call'))
    await part.getByRole('searchbox', { name: words('timeline.find') }).fill('harvinainen')
    await gone(part.locator('.event', { hasText: 'toinen' }))
    await seen(part.locator('.event:only-child', { hasText: 'harvinainen sana' }))
    await page.waitForURL(/show=note.*find=harvinainen|find=harvinainen.*show=note/)
    await page.reload()
    await seen(part.locator('.event:only-child', { hasText: 'harvinainen sana' }))
    await page.context().close()
  })
})

test('after a number was tapped the call is logged by keys alone, or not at all; one is open at a time', async () => {
  const page = await stage.visit({ level: 'seller' })
  const person = await customer(page)
  await open(page, person)
  // The browser of the test has no telephone.
  await page.evaluate(() =>
    document.addEventListener(
      'click',
      (event) => (event.target as Element).closest('a[href^="tel:"]') && event.preventDefault(),
      true,
    ),
  )
  const number = page.locator('a[data-call]').first()
  const prompt = page.getByRole('region', {
    name: words('call.log', { name: `${person.given_name} ${person.family_name}` }),
  })
  // Who listens for it comes after the page.
  for (let i = 0; i < 10 && !(await prompt.isVisible()); i++) {
    await number.click()
    await prompt.waitFor({ timeout: 3_000 }).catch(() => undefined)
  }
  await seen(prompt)
  await page.keyboard.press('Escape')
  await gone(prompt)
  await number.click()
  await number.click()
  await seen(prompt)
  assert.equal(await page.locator('.call-prompt').count(), 1)
  await page.keyboard.press('Tab')
  await prompt.getByText('ei vastannut', { exact: true }).click()
  await prompt.getByRole('button', { name: words('call.save') }).press('Enter')
  await gone(prompt)
  await seen(timeline(page).locator('.event-call', { hasText: 'ei vastannut' }))
  await page.context().close()
})

test('a task in one’s own words: made for tomorrow, done, brought back, put off', async () => {
  const page = await stage.visit({ level: 'seller' })
  await page.goto('/tasks')
  await page.getByLabel(words('task.title')).fill('soita Maijalle huomenna klo 9')
  await seen(page.getByText(/^soita Maijalle – /))
  await page.keyboard.press('Enter')
  const later = page.getByRole('region', { name: words('tasks.later') })
  const line = later.locator('li', { hasText: 'soita Maijalle' })
  await seen(line)
  assert.doesNotMatch((await line.textContent())!, /huomenna klo/)
  await line.getByRole('checkbox').click()
  await gone(line)
  await page.getByRole('button', { name: words('undo') }).click()
  await seen(line)
  await line.getByRole('button', { name: words('task.snooze', { what: 'soita Maijalle' }) }).click()
  await page.getByRole('menuitem', { name: words('task.week') }).click()
  await seen(page.getByText(words('task.snoozed', { when: '' }).trim(), { exact: false }))
  const { items } = await api(page, 'GET', '/tasks?purpose=relationship&q=Maijalle')
  assert.ok(
    new Date((items as any[]).find(({ title }) => title === 'soita Maijalle').due_at).getTime() >
      Date.now() + 5 * 86_400_000,
  )
  await page.context().close()
})

test('nothing for axe to say: timeline, editor, call and inbox, on a desk and in the hand', async () => {
  for (const [language, width, scheme] of [
    ['sv', 1280, 'dark'],
    ['en', 390, 'light'],
  ] as const) {
    const page = await stage.visit({ level: 'seller', language, width, scheme })
    const person = await customer(page)
    await note(page, person.id, 'Lista:\n\n- yksi\n- kaksi', { pinned: true })
    await api(page, 'POST', '/tasks?purpose=relationship', {
      person_id: person.id,
      title: 'Tehtävä',
      due_at: '2020-01-01T10:00:00Z',
    })
    await page.goto(`/people/${person.id}?purpose=relationship`)
    const part = panel(page, words('timeline.title', {}, language))
    await seen(part.locator('.event'))
    await part.getByRole('button', { name: words('compose.note', {}, language) }).click()
    await seen(part.locator('.writing'))
    await part.locator('.writing').pressSequentially('Hän on sairas')
    await seen(part.getByRole('status').getByText(words('sensitive.title', {}, language)))
    assert.deepEqual(await flawsOf(page), [], `${language}: the timeline`)
    await page.goto('/tasks')
    await seen(page.locator('.tasks li'))
    assert.deepEqual(await flawsOf(page), [], `${language}: tasks`)
    await page
      .getByRole('button', { name: words(width < 500 ? 'inbox.short' : 'inbox.title', {}, language) })
      .filter({ visible: true })
      .first()
      .click()
    await seen(page.getByRole('dialog'))
    assert.deepEqual(await flawsOf(page), [], `${language}: the inbox`)
    await page.context().close()
  }
  assert.deepEqual(stage.complaints, [])
})
