import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askOf, learn, newChain, pageAt, reached, stepTo } from './chain.ts'

const page = (rows: number, next: string | null) =>
  ({ items: Array.from({ length: rows }, () => ({})), next, total: { count: -1, exact: false }, purpose: '' }) as never

function walked() {
  const chain = newChain()
  learn(chain, [page(60, 'b'), page(500, 'c'), page(60, 'd')], [{ cursor: null, limit: 60 }])
  return chain
}

test('a page let go of is asked for by its cursor, for as many rows as it had', () => {
  const chain = walked()
  assert.equal(reached(chain), 620)
  assert.deepEqual(askOf(chain, 1, 60), { cursor: 'b', limit: 500 })
  assert.deepEqual(askOf(chain, 3, 60), { cursor: 'd', limit: 60 })
  assert.equal(askOf(chain, 4, 60), undefined)
  assert.deepEqual(
    [0, 59, 60, 559, 560, 5000].map((line) => pageAt(chain, line)),
    [0, 0, 1, 1, 2, 3],
  )
})

test('pages that follow a known one stand where it says, and the last tells the end', () => {
  const chain = walked()
  assert.equal(learn(chain, [page(60, 'd'), page(7, null)], [{ cursor: 'c', limit: 60 }]), 2)
  assert.equal(chain.end, 627)
  assert.equal(reached(chain), 627)
})

test('rows added or taken away: what was known of the pages after is let go of', () => {
  const chain = walked()
  learn(chain, [page(59, 'b')], [{ cursor: null, limit: 60 }])
  assert.equal(reached(chain), 59)
  assert.equal(chain.places.has('c'), false)
  learn(chain, [page(12, null)], [{ cursor: null, limit: 60 }])
  assert.equal(reached(chain), 12)
  learn(chain, [page(60, 'x')], [{ cursor: null, limit: 60 }])
  assert.equal(chain.end, undefined)
})

test('what is near is fetched next, what is far at once, what is here not at all', () => {
  const chain = walked()
  const held = { first: 2, last: 2 }
  assert.equal(stepTo(chain, held, { from: 570, to: 610 }), undefined)
  assert.equal(stepTo(chain, held, { from: 590, to: 640 }), 'next')
  assert.equal(stepTo(chain, held, { from: 540, to: 580 }), 'before')
  assert.deepEqual(stepTo(chain, held, { from: -20, to: 40 }), { to: 0 })
  assert.deepEqual(stepTo(chain, { first: 0, last: 0 }, { from: 9000, to: 9040 }), { to: 3 })
  assert.equal(stepTo(chain, { first: 0, last: 2 }, { from: 9000, to: 9040 }), 'next')
})

test('past the end nothing is asked for', () => {
  const chain = newChain()
  learn(chain, [page(5, null)], [{ cursor: null, limit: 60 }])
  assert.equal(stepTo(chain, { first: 0, last: 0 }, { from: 0, to: 40 }), undefined)
})
