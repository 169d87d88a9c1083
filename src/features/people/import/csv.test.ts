import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvRows, MAX_RECORD } from './csv.ts'
import { csvLine } from './csvWriter.ts'
import { type Delimiter, findDelimiter } from './delimiter.ts'
import { neutralise, plainText } from './neutralise.ts'
import { fileCodeOf } from './refusals.ts'

async function read(text: string | Buffer, delimiter: Delimiter = ',', piece = 1 << 16) {
  const bytes = Buffer.from(text)
  const chunks = (async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
  })()
  const cells: string[][] = []
  const lines: number[] = []
  for await (const rows of csvRows(chunks, { delimiter })) {
    cells.push(...rows.cells)
    lines.push(...rows.lines)
  }
  return { cells, lines }
}

const refusal = (code: string, line: number) => (error: unknown) => {
  assert.equal(fileCodeOf(error), code)
  assert.equal((error as { more: { line?: number } }).more.line, line)
  return true
}

test('a quote never closed is refused with the line it opened at', async () => {
  await assert.rejects(read('a,b\n1,2\n3,"never closed\n4,5\n'), refusal('QUOTE_NEVER_CLOSED', 3))
  await assert.rejects(read('a,b,c\n1,"two\nlines","opens here\n4,5,6\n'), refusal('QUOTE_NEVER_CLOSED', 3))
})

test('a quote never closed is refused also when a later cell closes it by accident', async () => {
  await assert.rejects(read('a,b\n1,"never closed\n2,x\n3,"a note, with comma"\n'), refusal('QUOTE_NEVER_CLOSED', 2))
})

test('a quote never closed does not swallow memory', async () => {
  let served = 0
  const endless = (async function* () {
    yield Buffer.from('a,b\n1,"')
    for (; served < 1000; served++) yield Buffer.from('x'.repeat(64 * 1024))
  })()
  await assert.rejects(
    async () => {
      for await (const _ of csvRows(endless, { delimiter: ',' }));
    },
    refusal('QUOTE_NEVER_CLOSED', 2),
  )
  assert.ok(served * 64 * 1024 <= MAX_RECORD + 2 * 64 * 1024, `${served} chunks were read`)
})

test('a record without end is refused', async () => {
  await assert.rejects(read(`a,b\n1,${'x'.repeat(MAX_RECORD + 1)}\n`), refusal('RECORD_TOO_LONG', 2))
})

test('ten thousand columns are refused, in the header and in a row', async () => {
  await assert.rejects(read(`${'a,'.repeat(9_999)}b\n1,2\n`), refusal('TOO_MANY_COLUMNS', 1))
  await assert.rejects(read(`a,b\n1,2\n${'1,'.repeat(9_999)}2\n`), refusal('TOO_MANY_COLUMNS', 3))
})

test('lines are those of the file, with cells over several lines and blank lines between', async () => {
  const file = 'a,b\r\n1,"x\r\ny\nz"\r\n\r\n\r\n2,""""\r\n3,"q ""w"" e"\r\n4,5" pipe\r\n'
  assert.deepEqual(await read(file), {
    cells: [
      ['a', 'b'],
      ['1', 'x\r\ny\nz'],
      ['2', '"'],
      ['3', 'q "w" e'],
      ['4', '5" pipe'],
    ],
    lines: [1, 2, 7, 8, 9],
  })
  assert.deepEqual(await read(file, ',', 1), await read(file))
  assert.deepEqual((await read('a,b\r1,2\r3,4')).lines, [1, 2, 3])
})

test('any text comes back as it was written', async () => {
  const cell = fc
    .oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.stringMatching(/^[",;\r\n\t|'=+@ -]{0,8}$/))
    .map((text) => text.replaceAll('\0', '').toWellFormed())
  const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.constantFrom<Delimiter>(',', ';', '\t', '|'),
      fc.integer({ min: 1, max: 40 }),
      async (given, delimiter, piece) => {
        const text = given.map((row) => csvLine(row, { delimiter, raw: true })).join('')
        assert.deepEqual((await read(text, delimiter, piece)).cells, given)
      },
    ),
    { numRuns: 300 },
  )
})

test('what is neutralised does not run, and comes back', () => {
  for (const cell of ['=1+1', '+cmd|x', '-2+3+cmd', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1"]) {
    assert.equal(neutralise(cell)[0], "'")
    assert.equal(plainText(neutralise(cell)), cell)
  }
  for (const cell of ['+358 40 123 4567', '-12,5', 'a=b', '', "O'Connor"]) assert.equal(neutralise(cell), cell)
  fc.assert(fc.property(fc.string(), (cell) => plainText(neutralise(cell)) === cell))
})

test('random bytes never crash or hang the reader', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array)),
    fc.stringMatching(/^[a",;\r\n]{0,200}$/).map((text) => Buffer.from(text)),
  )
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 50 }), async (given, piece) => {
      await read(given, ',', piece).catch((error) => assert.ok(fileCodeOf(error), String(error)))
    }),
    { numRuns: 500 },
  )
})

test('the delimiter is the one that cuts every row alike', () => {
  const found = (head: string) => findDelimiter(head).delimiter
  assert.equal(found('a;b;c\n1,5;2,5;x, y\n'), ';')
  assert.equal(found('a,b,c\n1;2;3,x,y\n'), ',')
  assert.equal(found('name\tnote\nx\ta, b, c\ny\td; e\n'), '\t')
  assert.equal(found('a|b\n1|2\n'), '|')
  assert.equal(found('"a;b","c;d"\n"1;2","3;4"\n'), ',')
  assert.equal(found('a,b\n"1\n2,3\n4",5\n'), ',')
  assert.equal(found('email\nx@y.fi\n'), ',')
  assert.deepEqual(findDelimiter('sep=|\r\na|b\r\n'), { delimiter: '|', skip: 1 })
})
