import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finderOf } from './finder.ts'
import { expressionOf, type Identity, marksOf, patternOf } from './words.ts'

// Whose words a text holds: one expression for one person says it, and the finder must say the same for all at once.

const people: Record<string, Identity> = {
  matti: { names: [{ given: 'Matti', family: 'Virtanen' }], addresses: [], numbers: ['+358501234567'], others: [] },
  anna: {
    names: [{ given: 'Anna-Maija', family: 'Mäki-Korpi' }],
    addresses: ['a.m@x.example'],
    numbers: [],
    others: [],
  },
  essen: {
    names: [{ given: 'Åke', family: 'von Essen' }],
    addresses: [],
    numbers: [],
    others: ['Tmi Essen', '1234567-1'],
  },
  lampi: {
    names: [{ given: 'Pekka', family: 'Lampi' }],
    addresses: ['pekka@lampi.example'],
    numbers: ['040 765432'],
    others: [],
  },
  short: { names: [{ given: 'Yo', family: 'Li' }], addresses: ['x@y'], numbers: ['123'], others: [] },
}
const find = finderOf(Object.entries(people).map(([key, identity]) => ({ key, marks: marksOf(identity) })))
const found = (text: string, exact = false) => [...find(text, exact)].sort()

test('found: a name in its cases and either order, with a word between, an address, a number however spaced', () => {
  const texts: [string, string[]][] = [
    ['Sovittiin Matti Virtasen kanssa', ['matti']],
    ['Virtaselle, Matille, kahvia', ['matti']],
    ['VIRTANEN Matti', ['matti']],
    ['Matti J. Virtaselta', ['matti']],
    ['soita 050 123 4567 tai 050-123 45 67', ['matti']],
    ['Anna-Maijan (Mäki-Korven) tilaus', ['anna']],
    ['osoite A.M@x.example.', ['anna']],
    ['Åke von Essenille', ['essen']],
    ['lasku: 1234567-1', ['essen']],
    ['tmi essen maksoi', ['essen']],
    ['Lammen Pekalta; Matti Virtanen kuuli', ['lampi', 'matti']],
    ['040765432', ['lampi']],
  ]
  for (const [text, keys] of texts) assert.deepEqual(found(text), keys, text)
})

test('not found: a part of a name, names far apart, an address within a longer one, digits of another number', () => {
  for (const text of [
    'Virtanen on joki. Sen rannalla istui Matti',
    'Matti Virta',
    'Mattila Virtanenson',
    'xa.m@x.example',
    'a.m@x.examples',
    '050 123 4568',
    'Yo Li 123 x@y',
    '91234567-12',
  ])
    assert.deepEqual(found(text), [], text)
})

test('by addresses and numbers alone where no human can judge', () => {
  assert.deepEqual(found('Matti Virtanen, a.m@x.example', true), ['anna'])
})

test('says of every text what the expression of each person says', () => {
  const words = [
    'Matti',
    'Virtasen',
    'virtanen',
    'Anna-Maijalle',
    'Mäki-Korpi',
    'von',
    'Essenin',
    'Åken',
    'Pekka',
    'Lammen',
  ]
  const more = [
    'ja',
    'Oy',
    '050 1234567',
    'a.m@x.example',
    '1234567-1',
    'K.',
    '-',
    ',',
    'Matilta',
    'Pekan',
    'Lampi-Virtanen',
  ]
  let seed = 7
  const next = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % n
  }
  const expressions = Object.entries(people).flatMap(([key, identity]) => {
    const pattern = patternOf(marksOf(identity))
    return pattern ? [[key, expressionOf(pattern)] as const] : []
  })
  let hits = 0
  for (let turn = 0; turn < 4000; turn++) {
    const text = Array.from({ length: 2 + next(6) }, () => [...words, ...more][next(words.length + more.length)]).join(
      ' ',
    )
    const folded = text.toLowerCase().replaceAll('ä', 'a').replaceAll('å', 'a')
    const said = expressions.filter(([, expression]) => expression.test(folded)).map(([key]) => key)
    assert.deepEqual(found(text), said.sort(), text)
    hits += said.length
  }
  assert.ok(hits > 1000, `${hits}`)
})
