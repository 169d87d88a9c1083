import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linesOf, unfolded, within } from './lines.ts'

const row = (id: string, city: string | null) => ({ id, version: 1, city })
const field = { type: 'text' } as never
const words = (lines: ReturnType<typeof linesOf>) =>
  lines.map((line) => (line.row ? line.row.id : `${line.group.value}${line.folded ? ' folded' : ''}`))

test('a group that has not all come ends what is shown: nothing stands under another’s heading', () => {
  const groups = [
    { value: 'Oulu', count: 3 },
    { value: 'Turku', count: 1 },
  ]
  const by = { column: 'city', field, groups, folded: new Set<string | null>() }
  assert.deepEqual(words(linesOf([row('a', 'Oulu'), row('b', 'Oulu')], by)), ['Oulu', 'a', 'b'])
  const all = [row('a', 'Oulu'), row('b', 'Oulu'), row('c', 'Oulu'), row('d', 'Turku')]
  assert.deepEqual(words(linesOf(all, by)), ['Oulu', 'a', 'b', 'c', 'Turku', 'd'])
})

test('a folded group is a heading alone, and its rows are not asked for', () => {
  const groups = [
    { value: 'Oulu', count: 2 },
    { value: null, count: 1 },
  ]
  const folded = new Set<string | null>(['Oulu'])
  assert.deepEqual(words(linesOf([row('x', null)], { column: 'city', field, groups, folded })), [
    'Oulu folded',
    'null',
    'x',
  ])
  assert.deepEqual(unfolded('city', field, folded), { and: [{ field: 'city', op: 'is_not', value: 'Oulu' }] })
  assert.deepEqual(unfolded('on', { type: 'date' } as never, new Set(['2028-02'])), {
    and: [
      {
        or: [
          { field: 'on', op: 'before', value: '2028-02-01' },
          { field: 'on', op: 'after', value: '2028-02-29' },
          { field: 'on', op: 'empty' },
        ],
      },
    ],
  })
})

test('until the groups are known rows stand under what they say themselves', () => {
  const by = { column: 'city', field, groups: undefined, folded: new Set<string | null>() }
  assert.deepEqual(words(linesOf([row('a', 'Oulu'), row('b', null)], by)), ['Oulu', 'a', 'null', 'b'])
})

test('the rows of one group are asked for by what they have in common: a month lies between two days', () => {
  assert.deepEqual(within('city', field, null), { field: 'city', op: 'empty' })
  assert.deepEqual(within('city', field, 'Oulu'), { field: 'city', op: 'is', value: 'Oulu' })
  assert.deepEqual(within('on', { type: 'date' } as never, '2028-12'), {
    and: [
      { field: 'on', op: 'after', value: '2028-11-30' },
      { field: 'on', op: 'before', value: '2029-01-01' },
    ],
  })
})
