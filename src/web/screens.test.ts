import assert from 'node:assert/strict'
import { test } from 'node:test'
import { screens } from './screens.ts'

test('each jump is a letter, no two the same, and none that of the inbox', () => {
  const jumps = screens.flatMap(({ nav }) => nav?.jump ?? [])
  assert.deepEqual(
    jumps.filter((jump) => !/^[a-z]$/.test(jump)),
    [],
  )
  assert.equal(new Set(jumps).size, jumps.length)
  assert.ok(!jumps.includes('m'))
})
