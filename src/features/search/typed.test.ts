import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Context } from '#kernel/action.ts'
import { wordsOf } from '#kernel/words.ts'
import { askedOf, withSlips } from './typed.ts'
import { WHOLE } from './weigh.ts'

const ctx = { actor: { id: 'somebody', team: null } } as unknown as Context
const of = (q: string, begins: Record<string, number> = {}, stands = begins) =>
  askedOf(
    ctx,
    q,
    wordsOf(q),
    new Map([
      ['people', new Map(wordsOf(q).map(({ typed }) => [typed, begins[typed] ?? 0]))],
      [WHOLE, new Map(wordsOf(q).map(({ typed }) => [typed, stands[typed] ?? 0]))],
    ]),
  )

describe('how people are looked for', () => {
  test('a short word has no parts; two common ones are looked for whole before their beginnings are gathered', () => {
    assert.deepEqual(of('ek').ways, ['words'])
    assert.deepEqual(of('Virtanen').ways, ['words', 'parts', 'guesses'])
    assert.deepEqual(of('Aino Virtanen', { aino: 25_000, virtanen: 900 }).ways, ['words', 'together'])
    assert.deepEqual(of('Aino Virta', { aino: 25_000, virta: 25_000 }).ways, ['whole', 'together', 'words'])
  })

  test('the rare name leads; the common one stands beside it only where it is known to be a whole word', () => {
    assert.equal(of('Aino Lindberg', { aino: 25_000, lindberg: 900 }).values.one, 'lindberg:* & (aino)')
    assert.equal(of('Aino Lindberg', { aino: 25_000, lindberg: 900 }, { aino: 9000 }).values.one, 'lindberg:*')
  })

  test('guesses are apart from what was typed, so that they are looked for when it is not found', () => {
    const { values } = of('Virtasen')
    assert.equal(values.one, 'virtasen:*')
    assert.match(values.guessed, /\bvirtanen:\*/)
    assert.doesNotMatch(values.guessed, /virtasen/)
    assert.deepEqual(values.longParts, ['%virtasen%'])
    assert.ok(values.guessedParts.includes('%virtanen%'))
  })

  test('of a long word the index of parts is asked for its middle, and the row for the whole', () => {
    const { values } = of('Aino Uusiström')
    assert.deepEqual([values.first, values.second], ['aino', 'sistr'])
    assert.deepEqual(values.every, ['aino', 'uusistrom'])
  })

  test('slips are made only when asked for: of either word, beside the other as it stands where many have it', () => {
    const known = of('Aino Lindberg', { aino: 25_000, lindberg: 900 })
    assert.deepEqual(known.values.near, [])
    const near = withSlips(known).values.near
    assert.ok(near.some((one) => one.startsWith('(lindberg') && one.includes('& (') && one.includes('eino')))
    assert.ok(near.some((one) => !one.includes('&') && one.includes('lindbreg')))
    assert.ok(!near.some((one) => one.includes(':*')))
    assert.ok(withSlips(of('Aino Lindberg')).values.near.some((one) => one.includes(':*')))
    assert.deepEqual(withSlips(of('050 1234567')).values.near, [])
  })
})
