import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { after, before, test } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { dateText } from './cells.ts'
import { fileCodeOf } from './refusals.ts'
import { LIMITS } from './workbook.ts'
import { xlsxRows } from './xlsx.ts'
import { xlsxFile } from './xlsxWriter.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seloste-xlsx-'))
})
after(() => rm(folder, { recursive: true }))

type Part = {
  name: string
  data: string | Buffer /** Size the directory declares instead of the true one. */
  declared?: number
}

function zipOf(parts: Part[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, declared } of parts) {
    const plain = Buffer.from(data)
    const packed = deflateRawSync(plain)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(plain), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(declared ?? plain.length, 18)
    fields.writeUInt16LE(name.length, 22)
    files.push(Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, place, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, ...directory, end])
}

const SKELETON: Part[] = [
  {
    name: 'xl/workbook.xml',
    data: '<workbook xmlns:r="x"><sheets><sheet name="One" r:id="rId1"/><sheet name="Two" r:id="rId2"/></sheets></workbook>',
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    data: '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
  },
]
const sheet = (rows: string, name = 'xl/worksheets/sheet1.xml'): Part => ({
  name,
  data: `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
})

async function read(bytes: Buffer, options: Parameters<typeof xlsxRows>[1] = {}) {
  const path = join(folder, 'book.xlsx')
  await writeFile(path, bytes)
  const cells: string[][] = []
  const lines: number[] = []
  for await (const rows of xlsxRows(path, options)) {
    cells.push(...rows.cells)
    lines.push(...rows.lines)
  }
  return { cells, lines }
}

const refusal = (code: string) => (error: unknown) => {
  assert.equal(fileCodeOf(error), code, String(error))
  return true
}

test('a sheet that inflates a thousandfold is refused', async () => {
  const bomb = sheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>${' '.repeat(20_000_000)}</t></is></c></row>`)
  await assert.rejects(read(zipOf([...SKELETON, bomb])), refusal('FILE_IS_BOMB'))
})

test('a part that inflates to more than it declares is refused', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `<row><c><v>${(i * 7919) % 100_003}</v></c></row>`).join('')
  await assert.rejects(read(zipOf([...SKELETON, { ...sheet(rows), declared: 1000 }])), refusal('FILE_IS_BOMB'))
})

test('many parts, or parts that declare too much together, are refused before any is inflated', async () => {
  const parts = Array.from({ length: 30 }, (_, i): Part => ({ name: `xl/media/${i}`, data: 'x', declared: 3_000_000 }))
  await assert.rejects(
    read(zipOf([...SKELETON, ...parts]), { limits: { ...LIMITS, entries: 20 } }),
    refusal('FILE_IS_BOMB'),
  )
  await assert.rejects(
    read(zipOf([...SKELETON, ...parts]), { limits: { ...LIMITS, total: 50_000_000 } }),
    refusal('FILE_IS_BOMB'),
  )
})

test('shared strings are held to a sum, also where one string stands in many cells', async () => {
  const many = Array.from({ length: 5000 }, (_, i) => `<si><t>${'abcdefgh'.repeat(20)}${i}</t></si>`).join('')
  const strings: Part = { name: 'xl/sharedStrings.xml', data: `<sst>${many}</sst>` }
  await assert.rejects(
    read(zipOf([...SKELETON, strings, sheet('')]), { limits: { ...LIMITS, strings: 100_000 } }),
    refusal('FILE_IS_BOMB'),
  )
  const long: Part = { name: 'xl/sharedStrings.xml', data: `<sst><si><t>${'long '.repeat(100_000)}</t></si></sst>` }
  const cells = '<c t="s"><v>0</v></c>'.repeat(400)
  await assert.rejects(read(zipOf([...SKELETON, long, sheet(`<row>${cells}</row>`)])), refusal('RECORD_TOO_LONG'))
})

test('tricks with entities are refused', async () => {
  const lol =
    '<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'
  await assert.rejects(
    read(zipOf([...SKELETON, { name: 'xl/worksheets/sheet1.xml', data: lol }])),
    refusal('FILE_IS_BOMB'),
  )
  const outside = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet/>'
  await assert.rejects(
    read(zipOf([...SKELETON, { name: 'xl/worksheets/sheet1.xml', data: outside }])),
    refusal('FILE_IS_BOMB'),
  )
  await assert.rejects(
    read(zipOf([...SKELETON, sheet('<row><c t="str"><v>&unknown;</v></c></row>')])),
    refusal('FILE_NOT_READABLE'),
  )
})

test('too many columns, a missing sheet, a broken and a foreign zip are refused', async () => {
  await assert.rejects(
    read(zipOf([...SKELETON, sheet('<row><c r="XFD1"><v>1</v></c></row>')])),
    refusal('TOO_MANY_COLUMNS'),
  )
  await assert.rejects(read(zipOf([...SKELETON, sheet('')]), { sheet: 'Three' }), refusal('SHEET_NOT_FOUND'))
  await assert.rejects(read(zipOf([{ name: 'word/document.xml', data: '<w/>' }])), refusal('FILE_NOT_READABLE'))
  await assert.rejects(read(Buffer.from('PK\x03\x04 and nothing more')), refusal('FILE_NOT_READABLE'))
  await assert.rejects(read(zipOf([...SKELETON, sheet('<row><c></row>')])), refusal('FILE_NOT_READABLE'))
  const whole = zipOf([...SKELETON, sheet('<row><c><v>1</v></c></row>'.repeat(1000))])
  const data = whole.indexOf('sheet1.xml', whole.indexOf('sheet1.xml', 300)) + 'sheet1.xml'.length
  whole.fill(0xff, data, data + 20)
  await assert.rejects(read(whole), refusal('FILE_NOT_READABLE'))
})

test('random damage never crashes or hangs the reader', async () => {
  const whole = zipOf([
    ...SKELETON,
    sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>Matti</t></is></c></row>'.repeat(50)),
  ])
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.uint8Array({ minLength: 1, maxLength: 30 }), async (at, bytes) => {
      const damaged = Buffer.from(whole)
      damaged.set(bytes.subarray(0, whole.length - at), at)
      await read(damaged).catch((error) => assert.ok(fileCodeOf(error), String(error)))
    }),
    { numRuns: 150 },
  )
})

test('strings, numbers, dates, truth, gaps and line numbers', async () => {
  const styles: Part = {
    name: 'xl/styles.xml',
    data:
      '<x:styleSheet xmlns:x="m"><x:numFmts><x:numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/><x:numFmt numFmtId="165" formatCode="0.00&quot; days&quot;"/></x:numFmts>' +
      '<x:cellStyleXfs><x:xf numFmtId="14"/></x:cellStyleXfs><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="14"/><x:xf numFmtId="164"/><x:xf numFmtId="165"/><x:xf numFmtId="22"/></x:cellXfs></x:styleSheet>',
  }
  const strings: Part = {
    name: 'xl/sharedStrings.xml',
    data: '<sst><si><t>Etunimi</t></si><si><r><t>Rich </t></r><r><t>text</t></r><rPh><t>x</t></rPh></si><si><t xml:space="preserve"> Åke &amp; _x000D_Co </t></si></sst>',
  }
  const rows =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="2"/><row r="3"><c r="A3" s="1"/></row>' +
    '<row r="7"><c r="A7" t="s"><v>2</v></c><c r="B7"><v>4.01234567E+8</v></c><c r="C7" t="b"><v>1</v></c><c r="D7" s="1"><v>45292</v></c>' +
    '<c r="E7" s="2"><v>61</v></c><c r="F7" s="3"><v>2.5</v></c><c r="G7" s="4"><v>45292.5</v></c><c r="H7" t="e"><v>#REF!</v></c>' +
    '<c r="I7" t="str"><f>A1</f><v>from a formula</v></c><c r="J7" t="inlineStr"><is><t>inline</t></is></c><c r="K7"><v>0.30000000000000004</v></c></row>' +
    '<row><c><v>8</v></c><c t="b"><v>0</v></c></row>'
  const book = zipOf([
    ...SKELETON,
    styles,
    strings,
    sheet(rows),
    sheet('<row><c><v>2</v></c></row>', 'xl/worksheets/sheet2.xml'),
  ])
  assert.deepEqual(await read(book), {
    cells: [
      ['Etunimi', '', 'Rich text'],
      [
        ' Åke & \rCo ',
        '401234567',
        'TRUE',
        '2024-01-01',
        '1900-03-01',
        '2.5',
        '2024-01-01T12:00:00',
        '',
        'from a formula',
        'inline',
        '0.3',
      ],
      ['8', 'FALSE'],
    ],
    lines: [1, 7, 8],
  })
  assert.deepEqual((await read(book, { sheet: 'Two' })).cells, [['2']])
})

test('serial days', () => {
  assert.equal(dateText(1, false), '1900-01-01')
  assert.equal(dateText(0, true), '1904-01-01')
  assert.equal(dateText(-5, false), '-5')
  assert.equal(dateText(1e12, false), String(1e12))
})

test('any text comes back from a sheet we wrote', async () => {
  const cell = fc
    .oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.stringMatching(/^[<>&"'_x0-9A-F\r\n\t\u007f=+ -]{0,12}$/))
    .map((text) => text.replaceAll('\0', '').toWellFormed())
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 5 }), async (given) => {
      const rows = given.map((row) => ['x', ...row, 'end'])
      const pieces: Buffer[] = []
      for await (const piece of xlsxFile(rows)) pieces.push(piece)
      assert.deepEqual((await read(Buffer.concat(pieces))).cells, rows)
    }),
    { numRuns: 60 },
  )
})

test('a large sheet is written and read in pieces', async () => {
  const path = join(folder, 'large.xlsx')
  const rows = (function* () {
    for (let i = 0; i < 20_000; i++) yield [String(i), 'Åke', 'Öhman', `ake.${i}@firma.example`, '=1+1']
  })()
  await pipeline(Readable.from(xlsxFile(rows, { widths: [8, 20] })), createWriteStream(path))
  let count = 0
  for await (const { cells } of xlsxRows(path)) {
    for (const row of cells) assert.equal(row[0], String(count++))
  }
  assert.equal(count, 20_000)
})
