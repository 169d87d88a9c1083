import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moved, placeOf, shownOf, widthsOf, withWidth } from './columnState.ts'

const columns = ['name', 'city', 'phone', 'class'].map((id) => ({
  id,
  label: id,
  width: 100,
  usual: id !== 'class',
  render: () => null,
}))
const ids = (list: { id: string }[]) => list.map(({ id }) => id).join()

test('a width that is no width, or too narrow to be read, is not taken', () => {
  assert.deepEqual(
    [...widthsOf('city:90,phone:x,name:3,:80,class:99999')],
    [
      ['city', 90],
      ['class', 900],
    ],
  )
  assert.equal(withWidth('city:90', 'phone', 200), 'city:90,phone:200')
  assert.equal(withWidth('city:90,phone:200', 'city', null), 'phone:200')
})

test('columns stand as they are named, after the first; without names the usual ones', () => {
  assert.equal(ids(shownOf(columns, [], '')), 'name,city,phone')
  assert.equal(ids(shownOf(columns, ['class', 'name', 'gone', 'city'], '')), 'name,class,city')
  assert.equal(shownOf(columns, [], 'city:240')[1]?.width, 240)
})

test('a column is moved to a place, and never before the first', () => {
  assert.deepEqual(moved(['name', 'city', 'phone'], 'phone', 1), ['name', 'phone', 'city'])
  const cells = [0, 100, 200].map((left) => ({ left, right: left + 100 }))
  assert.deepEqual(
    [-50, 50, 150, 250, 900].map((x) => placeOf(cells, x)),
    [1, 1, 1, 2, 2],
  )
})
