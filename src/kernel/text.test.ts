import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import PDFDocument from 'pdfkit'
import { inter } from './inter.ts'
import { mattersIn } from './sensitive.ts'
import { type Content, held } from './text.content.ts'
import { readText } from './text.ts'
import { hasIdentityCode } from './values.ts'

// The words of a file: what a program would show, read without drawing it.

const SAID = 'Asiakas kertoi olevansa sairauslomalla, tunnus 131052-308T.'

/** A zip of some parts, as an office program packs it. */
function office(parts: Record<string, string | Buffer>): Buffer {
  const [locals, entries]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const [name, said] of Object.entries(parts)) {
    const plain = Buffer.from(said as string)
    const packed = deflateRawSync(plain)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(plain), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(plain.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const stands = Buffer.alloc(14)
    stands.writeUInt32LE(at, 10)
    locals.push(Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]))
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, stands, Buffer.from(name)]))
    at += locals.at(-1)!.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, directory, end])
}

/** `drawn`: in a font of its own, whose letters are numbers. `more`: what else is on the page. */
async function printed(
  text: string,
  {
    drawn = false,
    more,
    ...how
  }: PDFKit.PDFDocumentOptions & { drawn?: boolean; more?: (pdf: PDFKit.PDFDocument) => void } = {},
): Promise<Buffer> {
  const pdf = new PDFDocument(how)
  if (drawn) pdf.font(inter(400))
  const chunks: Buffer[] = []
  pdf.on('data', (chunk) => chunks.push(chunk))
  const ended = new Promise((resolve) => pdf.on('end', resolve))
  pdf.text(text)
  more?.(pdf)
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}

/** What is heard of a file, and whether it was all. */
async function heard(content: Buffer | Content, type: string, bounds?: { ms: number; letters: number }) {
  let text = ''
  const whole = await readText(
    Buffer.isBuffer(content) ? held(content) : content,
    type,
    (one) => (text += `|${one}`),
    bounds,
  )
  return { whole, text }
}

test('nothing is read of a picture, of what is enciphered, of a broken zip or of nothing', async () => {
  const nothing = { whole: false, text: '' }
  assert.deepEqual(await heard(Buffer.from('\x89PNG\r\n', 'latin1'), 'image/png'), nothing)
  assert.deepEqual(await heard(Buffer.alloc(0), 'application/octet-stream'), nothing)
  assert.deepEqual(await heard(Buffer.from('\xd0\xcf\x11\xe0\0\0', 'latin1'), 'application/x-cfb'), nothing)
  await assert.rejects(heard(Buffer.from('PK\x03\x04 and no more'), 'application/zip'))
  assert.deepEqual(await heard(await printed(SAID, { userPassword: 'avain' }), 'application/pdf'), nothing)
  assert.deepEqual(await heard(Buffer.from('%PDF-1.7 and no more'), 'application/pdf'), nothing)
  const document = '<manifest:encryption-data manifest:checksum="x"/>'
  const sealed = office({ 'META-INF/manifest.xml': document, 'content.xml': '\x01\x02' })
  assert.equal((await heard(sealed, 'application/vnd.oasis.opendocument.text')).whole, false)
})

test('text, table, page, mail, office document, archive and PDF say what they say', async () => {
  const runs = SAID.replace('sairaus', 'sairaus</w:t></w:r><w:r><w:t>')
  const docx = office({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<w:p><w:r><w:t>${runs}</w:t></w:r></w:p>`,
  })
  const quoted = SAID.replaceAll('o', '=6F').replace('sairaus', 'sairaus=\r\n')
  const mail = [
    'From: a@example.fi\r\nTo: b@example.fi\r\nSubject: =?utf-8?Q?P=C3=A4iv=C3=A4?=\r\nMIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="raja"\r\n\r\n--raja',
  ].join('\r\n')
  const files: [string, Buffer][] = [
    ['text/plain', Buffer.from(SAID)],
    ['text/plain', Buffer.from(`\ufeff${SAID}`, 'utf16le')],
    ['text/csv', Buffer.from(`nimi;huomio\nMeikäläinen;${SAID}`, 'latin1')],
    ['application/octet-stream', Buffer.from(`Meikäläinen;${SAID}`, 'latin1')],
    ['text/html', Buffer.from(`<p>Asiakas kertoi olevansa <b>sairaus</b>lomalla</p><p>131052&#45;308T</p>`)],
    ['text/rtf', Buffer.from(`{\\rtf1\\ansi ${SAID.replace('sairaus', '{\\b sairaus}')}}`)],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', docx],
    ['application/zip', office({ 'muistio.txt': SAID })],
    ['application/zip', office({ 'kokous.docx': docx })],
    [
      'message/rfc822',
      Buffer.from(
        `${mail}\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quoted}\r\n--raja--\r\n`,
      ),
    ],
    [
      'text/plain',
      Buffer.from(
        `${mail}\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${docx.toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n--raja--\r\n`,
      ),
    ],
    ['application/pdf', await printed(SAID)],
    ['application/pdf', await printed(SAID, { drawn: true })],
    ['application/pdf', await printed(SAID, { ownerPassword: 'avain' })],
  ]
  for (const [type, bytes] of files) {
    const { whole, text } = await heard(bytes, type)
    assert.equal(whole, true, type)
    assert.deepEqual(mattersIn(text), ['health'], `${type}: ${text}`)
    assert.ok(hasIdentityCode(text), `${type}: ${text}`)
  }
  const pictured = Buffer.from(
    `${mail}\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--raja--\r\n`,
  )
  const { whole, text } = await heard(pictured, 'message/rfc822')
  assert.equal(whole, false)
  assert.match(text, /Päivä/)
})

test('of letters that nothing explains, of a page that is a picture and of a file in a page: it was not all read', async () => {
  const drawn = (await printed(SAID, { drawn: true, compress: false })).toString('latin1')
  const unexplained = drawn.replace(/\/ToUnicode \d+ 0 R/, (said) => ' '.repeat(said.length))
  assert.notEqual(unexplained, drawn)
  const picture = (pdf: PDFKit.PDFDocument) => pdf.image(PICTURE, { width: 300 })
  const enclosed = (pdf: PDFKit.PDFDocument) => pdf.file(Buffer.from(SAID), { name: 'liite.txt' })
  for (const bytes of [
    Buffer.from(unexplained, 'latin1'),
    await printed('Sivu 1', { more: picture }),
    await printed(SAID, { more: enclosed }),
  ])
    assert.equal((await heard(bytes, 'application/pdf')).whole, false)
  assert.equal((await heard(await printed(`${SAID} `.repeat(5), { more: picture }), 'application/pdf')).whole, true)
})

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('a PDF that takes too long is left, and the next is read', async () => {
  const long = await printed('', {
    more: (pdf) => {
      for (let n = 0; n < 400; n++) pdf.addPage().text(`${SAID} `.repeat(20))
    },
  })
  const { whole, text } = await heard(long, 'application/pdf', { ms: 50, letters: 1e9 })
  assert.equal(whole, false)
  assert.ok(text.length < 400 * 20 * SAID.length)
  assert.equal((await heard(await printed(SAID), 'application/pdf')).whole, true)
})

/** So many bytes of one line after another, none of which is held. */
const lines = (line: string, bytes: number): Content => {
  const said = Buffer.from(line.repeat(Math.ceil(65_536 / line.length)))
  return {
    bytes,
    async *read(from, to) {
      for (let at = from; at <= to; at += said.length) yield said.subarray(0, Math.min(said.length, to - at + 1))
    },
  }
}

test('what is larger than is held is read to its end, nothing in it is cut in two, and little of it is held', async () => {
  const bytes = 96 * 1024 ** 2
  const marked: Content = {
    ...lines('Tilaus toimitetaan perjantaina, sopimus jatkuu. ', bytes),
    async *read(from, to) {
      yield* lines('Tilaus toimitetaan perjantaina, sopimus jatkuu. ', bytes).read(from, to)
      yield Buffer.from(` ${SAID}`)
    },
  }
  let [most, found, code] = [0, 0, false]
  global.gc?.()
  const before = process.memoryUsage().rss
  const whole = await readText(marked, 'text/plain', (piece) => {
    most = Math.max(most, process.memoryUsage().rss - before)
    assert.ok(piece.length <= 512 * 1024)
    found += mattersIn(piece.slice(-300)).length
    code ||= hasIdentityCode(piece.slice(-300))
  })
  assert.deepEqual([whole, found, code], [true, 1, true])
  assert.ok(most < bytes, `${Math.round(most / 1024 ** 2)} MB were held of ${bytes / 1024 ** 2}`)
})

test('a name at every place is heard whole once at least', async () => {
  for (const long of [262_130, 262_139, 262_144, 262_150]) {
    const said = `${'a '.repeat(long / 2).slice(0, long)} Tyyne Tiedostonen ${'b '.repeat(5000)}`
    const { text } = await heard(Buffer.from(said), 'text/plain')
    assert.match(text, /Tyyne Tiedostonen/)
  }
})

test('what takes too long or unpacks without end is left, and what was heard of it was heard', async () => {
  const bomb = office({ '[Content_Types].xml': '<x/>', 'word/document.xml': `${SAID} `.repeat(200_000) })
  assert.ok(bomb.length < 200_000, `${bomb.length}`)
  const { whole, text } = await heard(bomb, 'application/zip', { ms: 60_000, letters: 1_000_000 })
  assert.equal(whole, false)
  assert.deepEqual(mattersIn(text.slice(0, 1000)), ['health'])
  assert.ok(text.length < 3_000_000)
  const begun = performance.now()
  const late = await heard(lines('Tilaus jatkuu. ', 1024 ** 3), 'text/plain', { ms: 100, letters: 1e12 })
  assert.equal(late.whole, false)
  assert.ok(performance.now() - begun < 5000)
})
