import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterAttempt } from './failures.ts'

const none = { count: 0, locks: 0, lastAt: 0, notBefore: 0 }

/** Attempts at once each time waiting is over: what each led to, and how long the next must wait. */
function wrongInARow(kind: 'account' | 'address', times: number) {
  let state = none
  let now = 1_000_000
  return Array.from({ length: times }, () => {
    const { state: next, verdict } = afterAttempt(kind, state, now)
    const wait = Math.max(0, next.notBefore - now) / 1000
    state = next
    now = Math.max(now, next.notBefore)
    return { outcome: verdict.outcome, wait }
  })
}

test('waiting grows: nothing for three, then 1, 2, 4 … seconds, at the tenth a quarter of an hour, then the double', () => {
  const story = wrongInARow('account', 13)
  assert.deepEqual(
    story.map((each) => each.wait),
    [0, 0, 0, 1, 2, 4, 8, 16, 32, 900, 1800, 3600, 7200],
  )
  assert.ok(story.every((each) => each.outcome === 'try'))
})

test('who does not wait is not let in sooner: eleven in one second end locked', () => {
  let state = none
  const outcomes = Array.from({ length: 12 }, (_, i) => {
    const { state: next, verdict } = afterAttempt('account', state, 1_000_000 + i)
    state = next
    return verdict.outcome
  })
  assert.deepEqual(outcomes, [
    'try',
    'try',
    'try',
    'try',
    'wait',
    'wait',
    'wait',
    'wait',
    'wait',
    'locked',
    'locked',
    'locked',
  ])
})

test('a lock is not lengthened by knocking, and says how long is left', () => {
  const locked = { count: 10, locks: 1, lastAt: 1_000_000, notBefore: 1_900_000 }
  const { state, verdict } = afterAttempt('account', locked, 1_600_000)
  assert.deepEqual(state, locked)
  assert.deepEqual(verdict, { outcome: 'locked', seconds: 300 })
})

test('an office behind one address has more room, and colleagues do not lock each other', () => {
  const story = wrongInARow('address', 100)
  assert.equal(story[29]!.wait, 0)
  assert.equal(story[30]!.wait, 1)
  assert.equal(story[99]!.wait, 900)
  const waiting = { count: 40, locks: 0, lastAt: 1_000_000, notBefore: 1_060_000 }
  assert.deepEqual(afterAttempt('address', waiting, 1_001_000).state, waiting)
})

test('a day without an attempt forgets', () => {
  const old = { count: 9, locks: 3, lastAt: 0, notBefore: 0 }
  assert.equal(afterAttempt('account', old, 25 * 60 * 60 * 1000).state.count, 1)
})
