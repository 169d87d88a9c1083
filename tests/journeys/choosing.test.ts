import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { flawsOf, gone, openStage, type Stage, seen, shine, words } from './browser.ts'

// Rows of a list are chosen on a phone with a finger, and what can be done with them is in reach.

let stage: Stage
let page: Page
before(async () => {
  stage = await openStage()
  page = await stage.visit({ level: 'management', width: 390 })
})
after(async () => {
  assert.deepEqual(stage?.complaints, [])
  await stage?.close()
})

const bar = () => page.getByRole('region', { name: words('table.selection'), exact: true })
const box = (n: number) => page.getByRole('grid').getByRole('checkbox').nth(n)

test('nothing is chosen at first; chosen beside the box, counted, merged, and let go', async () => {
  await page.goto('/people?purpose=relationship')
  await seen(box(0))
  assert.equal(await bar().count(), 0)
  const target = (await page.locator('.table-touch').first().boundingBox())!
  assert.ok(target.width >= 44 && target.height >= 44, JSON.stringify(target))
  // a finger lands beside the box, and no record opens
  await page.mouse.click(target.x + 5, target.y + 8)
  await seen(bar().getByText(words('table.chosen_one', { n: 1 }), { exact: true }))
  assert.equal(await box(0).isChecked(), true)
  assert.match(page.url(), /\/people\?/)
  await box(1).check()
  await seen(bar().getByText(words('table.chosen_other', { n: 2 }), { exact: true }))
  const action = bar().getByRole('button', { name: words('merge'), exact: true })
  const place = (await action.boundingBox())!
  assert.ok(place.x >= 0 && place.x + place.width <= 390 && place.y + place.height <= 800, JSON.stringify(place))
  assert.ok(place.height >= 40, `${place.height}`)
  for (const colorScheme of ['light', 'dark'] as const) {
    await shine(page, colorScheme)
    assert.deepEqual(await flawsOf(page), [], colorScheme)
  }
  await action.click()
  await seen(page.getByRole('dialog'))
  await page.keyboard.press('Escape')
  await gone(page.getByRole('dialog'))
  await bar()
    .getByRole('button', { name: words('table.clear'), exact: true })
    .click()
  await gone(bar())
  assert.equal(await box(0).isChecked(), false)
})

test('a list with nothing to do with chosen rows keeps its room', async () => {
  const seller = await stage.visit({ level: 'seller', width: 390 })
  await seller.goto('/quotes?purpose=sales')
  await seen(seller.locator('.table-two a'))
  assert.equal(await seller.locator('.table-touch').count(), 0)
})
