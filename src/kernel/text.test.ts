import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import PDFDocument from 'pdfkit'
import { mattersIn } from './sensitive.ts'
import { textOf } from './text.ts'
import { hasIdentityCode } from './values.ts'

// The words of a file: what a program would show, read without drawing it.

const SAID = 'Asiakas kertoi olevansa sairauslomalla, tunnus 131052-308T.'

/** A zip of one part, as an office program packs it. */
function office(name: string, text: string): Buffer {
  const plain = Buffer.from(text)
  const packed = deflateRawSync(plain)
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt32LE(crc32(plain), 10)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(plain.length, 18)
  fields.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed])
  const directory = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\0', 'latin1'),
    fields,
    Buffer.alloc(14),
    Buffer.from(name),
  ])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, directory, end])
}

async function printed(text: string): Promise<Buffer> {
  const pdf = new PDFDocument()
  const chunks: Buffer[] = []
  pdf.on('data', (chunk) => chunks.push(chunk))
  const ended = new Promise((resolve) => pdf.on('end', resolve))
  pdf.text(text)
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}

test('nothing is read of a picture, of a broken zip or of nothing', async () => {
  assert.equal(await textOf(Buffer.from('\x89PNG\r\n'), 'image/png'), null)
  assert.equal(await textOf(Buffer.alloc(0), 'application/octet-stream'), null)
  await assert.rejects(textOf(Buffer.from('PK\x03\x04 and no more'), 'application/zip'))
})

test('text, table, page, office document and PDF say what they say', async () => {
  const runs = SAID.replace('sairaus', 'sairaus</w:t></w:r><w:r><w:t>')
  const files: [string, Buffer][] = [
    ['text/plain', Buffer.from(SAID)],
    ['text/plain', Buffer.from(`\ufeff${SAID}`, 'utf16le')],
    ['text/csv', Buffer.from(`nimi;huomio\nMeikäläinen;${SAID}`, 'latin1')],
    ['text/html', Buffer.from(`<p>Asiakas kertoi olevansa <b>sairaus</b>lomalla</p><p>131052&#45;308T</p>`)],
    [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      office('word/document.xml', `<w:p><w:r><w:t>${runs}</w:t></w:r></w:p>`),
    ],
    ['application/pdf', await printed(SAID)],
  ]
  for (const [type, bytes] of files) {
    const text = (await textOf(bytes, type)) ?? ''
    assert.deepEqual(mattersIn(text), ['health'], `${type}: ${text}`)
    assert.ok(hasIdentityCode(text), `${type}: ${text}`)
  }
})
