import assert from 'node:assert/strict'
import { test } from 'node:test'
import { follow, HIGHEST, heightOf, type Place, placeAt, reveal, spanOf } from './span.ts'

const million = { rows: 1_000_000, row: 34, view: 700 }
const START: Place = { y: 0, top: 0 }
const end = HIGHEST - million.view

test('no element is higher than browsers draw, and a short list is as high as its rows', () => {
  assert.equal(heightOf(million), HIGHEST)
  assert.equal(heightOf({ ...million, rows: 1000 }), 34_000)
})

test('a list that fits is where its bar is', () => {
  const short = { ...million, rows: 100_000 }
  assert.deepEqual(follow(short, START, 1_234_567), { y: 1_234_567, top: 1_234_567 })
})

test('the bar at its end shows the millionth row, at its start the first', () => {
  const last = follow(million, START, end)
  assert.equal(spanOf(million, last.y).last, 999_999)
  assert.equal(last.y, 34_000_000 - 700)
  assert.equal(spanOf(million, follow(million, last, 0).y).first, 0)
})

test('the bar dragged to its middle shows the middle', () => {
  const half = follow(million, START, end / 2)
  assert.ok(Math.abs(half.y / 34 - 500_000) < 50, String(half.y / 34))
})

/** A browser: the bar moves by so much and no further than its edges, and is set where the answer says. */
function wheel(from: Place, by: number, times: number, look: (was: Place, now: Place) => void): Place {
  let now = from
  for (let i = 0; i < times; i++) {
    const top = Math.round(Math.max(0, Math.min(end, now.top + by)))
    const next = follow(million, now, top)
    look(now, next)
    now = next
  }
  return now
}

test('a small move goes past no row, however far down one is', () => {
  for (const from of [START, placeAt(million, 17_000_000), placeAt(million, 33_900_000)]) {
    const by = from.y > 33_000_000 ? -120 : 120
    wheel(from, by, 5000, (was, now) => {
      assert.ok(Math.abs(now.y - was.y) <= 3 * million.view, `${was.y} → ${now.y}`)
      assert.ok(now.top >= 0 && now.top <= end)
    })
  }
})

test('by the wheel alone one comes back to the first row, and down to the last, without a leap at the end', () => {
  const steady = (was: Place, now: Place, way: number) => {
    const by = (now.y - was.y) * way
    assert.ok(by >= -1 && by <= 3 * million.view, `${was.y} → ${now.y}`)
  }
  const up = wheel(placeAt(million, 400_000), -120, 5000, (was, now) => steady(was, now, -1))
  assert.equal(up.y, 0)
  const down = wheel(placeAt(million, 33_600_000), 120, 5000, (was, now) => steady(was, now, 1))
  assert.equal(down.y, 34_000_000 - 700)
})

test('a row is brought into view by the shortest way, and only when it is out of it', () => {
  const few = { rows: 1000, row: 34, view: 680 }
  assert.equal(reveal(few, 340, 15), 340)
  assert.equal(reveal(few, 340, 2), 34)
  assert.equal(reveal(few, 340, 40), 42 * 34 - 680)
  assert.equal(reveal(few, 340, 0), 0)
})
