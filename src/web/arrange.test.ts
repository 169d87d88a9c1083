import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arranged, orderOf, shifted } from './arrange.ts'

const USUAL = [
  ['about', 'reach', 'timeline'],
  ['deals', 'files'],
]

test('without an arrangement the panels stand as usual', () => {
  assert.deepEqual(arranged(USUAL, undefined), USUAL)
  assert.deepEqual(arranged(USUAL, { hidden: ['files'] }), USUAL)
})

test('as they were arranged, across columns too; one that has gone or is named twice is left out', () => {
  const order = ['timeline', 'deals', 'gone', 'timeline', '|', 'files', 'about', 'reach']
  assert.deepEqual(arranged(USUAL, { order }), [
    ['timeline', 'deals'],
    ['files', 'about', 'reach'],
  ])
  assert.deepEqual(orderOf(arranged(USUAL, { order })), ['timeline', 'deals', '|', 'files', 'about', 'reach'])
})

test('a panel that came later stands after the one it usually follows', () => {
  const order = ['timeline', '|', 'reach', 'deals']
  assert.deepEqual(arranged(USUAL, { order }), [
    ['about', 'timeline'],
    ['reach', 'deals', 'files'],
  ])
})

test('no panel is moved past an edge', () => {
  assert.equal(shifted(USUAL, 'about', 'up'), undefined)
  assert.equal(shifted(USUAL, 'timeline', 'down'), undefined)
  assert.equal(shifted(USUAL, 'about', 'left'), undefined)
  assert.equal(shifted(USUAL, 'nobody', 'up'), undefined)
  assert.deepEqual(shifted(USUAL, 'reach', 'up')?.[0], ['reach', 'about', 'timeline'])
  assert.deepEqual(shifted(USUAL, 'timeline', 'right'), [
    ['about', 'reach'],
    ['deals', 'files', 'timeline'],
  ])
})
