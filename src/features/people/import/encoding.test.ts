import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { decoded, findEncoding } from './encoding.ts'
import { fileCodeOf } from './refusals.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seloste-encoding-'))
})
after(() => rm(folder, { recursive: true }))

async function written(bytes: Buffer): Promise<string> {
  const path = join(folder, 'file.csv')
  await writeFile(path, bytes)
  return path
}

async function textOf(path: string): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of decoded(path, await findEncoding(path))) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

const refusal = (code: string, line?: number) => (error: unknown) => {
  assert.equal(fileCodeOf(error), code)
  if (line !== undefined) assert.equal((error as { more: { line?: number } }).more.line, line)
  return true
}

const TEXT = 'Etunimi;Sukunimi\r\nÅke;Öhman\r\nNguyễn;Łukasz\r\n'
const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16()

test('a NUL is refused with its line, in any encoding', async () => {
  await assert.rejects(findEncoding(await written(Buffer.from('a;b\r\n1;2\r\n3;\0\r\n'))), refusal('FILE_HAS_NUL', 3))
  await assert.rejects(
    findEncoding(await written(Buffer.from('\ufeffa;b\r\n1;\0\r\n', 'utf16le'))),
    refusal('FILE_HAS_NUL', 2),
  )
  const latin = Buffer.concat([Buffer.from('a;b\nÄ;1\n', 'latin1'), Buffer.from('2;\0\n')])
  await assert.rejects(findEncoding(await written(latin)), refusal('FILE_HAS_NUL', 3))
  const late = Buffer.from(`${'row\n'.repeat(300_000)}\0`)
  await assert.rejects(findEncoding(await written(late)), refusal('FILE_HAS_NUL', 300_001))
})

test('UTF-8 and UTF-16 are told with a mark and without', async () => {
  const files: [Buffer, string][] = [
    [Buffer.from(TEXT), 'utf-8'],
    [Buffer.from(`\ufeff${TEXT}`), 'utf-8'],
    [Buffer.from(`\ufeff${TEXT}`, 'utf16le'), 'utf-16le'],
    [Buffer.from(TEXT, 'utf16le'), 'utf-16le'],
    [bigEndian(`\ufeff${TEXT}`), 'utf-16be'],
    [bigEndian(TEXT), 'utf-16be'],
  ]
  for (const [bytes, encoding] of files) {
    const path = await written(bytes)
    assert.equal((await findEncoding(path)).encoding, encoding)
    assert.equal(await textOf(path), TEXT)
  }
})

test('bytes that are no UTF-8 are Windows-1252, also when the first comes after much plain ASCII', async () => {
  const path = await written(
    Buffer.concat([Buffer.from('plain;row\n'.repeat(50_000)), Buffer.from([0xc4, 0x69, 0x74, 0x69, 0x80])]),
  )
  assert.equal((await findEncoding(path)).encoding, 'windows-1252')
  assert.ok((await textOf(path)).endsWith('Äiti€'))
})

test('UTF-8 with a few broken bytes stays UTF-8', async () => {
  const path = await written(Buffer.concat([Buffer.from('Mäkelä;Järvinen;Öhman\n'.repeat(20)), Buffer.from([0xe4])]))
  assert.equal((await findEncoding(path)).encoding, 'utf-8')
})

test('a letter cut by the border of two chunks is read whole', async () => {
  for (const shift of [0, 1]) {
    const text = 'x'.repeat(shift) + 'ä'.repeat(200_000)
    assert.equal(await textOf(await written(Buffer.from(text))), text)
    assert.equal(await textOf(await written(Buffer.from(`\ufeff${text}`, 'utf16le'))), text)
  }
})
