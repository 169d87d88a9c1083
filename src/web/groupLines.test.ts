import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupLines } from './groupLines.ts'

const lines = groupLines([
  { rows: 100_000, isOpen: false },
  { rows: 3, isOpen: true },
  { rows: 0, isOpen: true },
  { rows: 2, isOpen: true },
])

test('a line past the end is nobody’s, and a closed group has no rows among any lines', () => {
  assert.equal(lines.at(-1), undefined)
  assert.equal(lines.at(lines.count), undefined)
  assert.equal(lines.among(0, 0, 100), undefined)
  assert.equal(lines.among(2, 0, 100), undefined)
  assert.equal(lines.among(1, 5, 100), undefined)
})

test('each line is a heading or a row of its group', () => {
  assert.equal(lines.count, 9)
  assert.deepEqual(
    Array.from({ length: lines.count }, (_, i) => Object.values(lines.at(i)!).join(':')),
    ['0:-1', '1:-1', '1:0', '1:1', '1:2', '2:-1', '3:-1', '3:0', '3:1'],
  )
  assert.deepEqual(lines.among(1, 3, 100), { from: 1, to: 2 })
  assert.deepEqual(lines.among(3, 0, 7), { from: 0, to: 0 })
})
