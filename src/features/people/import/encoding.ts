import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { refuseFile } from './refusals.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const CHUNK = 64 * 1024
const HEAD = 64 * 1024

/**
 * Which encoding a file is in, and how many bytes of mark come first. The whole file is read once:
 * a file can be plain ASCII for a thousand rows and then hold one ä, and a NUL must be refused
 * before the first row is kept, not after half of them.
 */
export async function findEncoding(path: string): Promise<{ encoding: Encoding; mark: number }> {
  const guess = guessEncoding(await headOf(path, HEAD))
  if (guess.encoding !== 'utf-8') {
    for await (const _ of decoded(path, guess));
    return guess
  }
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let lines = 1
  try {
    for await (const bytes of createReadStream(path, { highWaterMark: CHUNK })) {
      lines = refuseNul(bytes, lines)
      utf8.decode(bytes, { stream: true })
    }
    utf8.decode()
    return guess
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
  const encoding = (await isDamagedUtf8(path)) ? 'utf-8' : 'windows-1252'
  const found = { encoding, mark: guess.mark } as const
  for await (const _ of decoded(path, found));
  return found
}

/** From the first bytes only: a byte order mark, else the pattern of NULs that UTF-16 leaves in Latin text. */
export function guessEncoding(head: Buffer): { encoding: Encoding; mark: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', mark: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', mark: 2 }
  const pairs = Math.floor(head.length / 2)
  let even = 0
  let odd = 0
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even++
    if (head[2 * i + 1] === 0) odd++
  }
  if (odd > pairs * 0.4 && even < pairs * 0.05) return { encoding: 'utf-16le', mark: 0 }
  if (even > pairs * 0.4 && odd < pairs * 0.05) return { encoding: 'utf-16be', mark: 0 }
  return { encoding: 'utf-8', mark: 0 }
}

/** The file as UTF-8 bytes without a mark, whatever it was; a NUL is refused with its line. */
export async function* decoded(
  path: string,
  { encoding, mark }: { encoding: Encoding; mark: number },
): AsyncGenerator<Buffer> {
  let lines = 1
  const decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding, { ignoreBOM: true })
  for await (const bytes of createReadStream(path, { start: mark, highWaterMark: CHUNK })) {
    const utf8 = decoder ? Buffer.from(decoder.decode(bytes, { stream: true })) : bytes
    lines = refuseNul(utf8, lines)
    yield utf8
  }
  const rest = decoder?.decode()
  if (rest) yield Buffer.from(rest)
}

export async function headOf(path: string, length: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Mostly good UTF-8 with a few broken bytes is damaged UTF-8; read as Windows-1252 every ä in it would turn to Ã¤. */
async function isDamagedUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8')
  let good = 0
  let broken = 0
  for await (const bytes of createReadStream(path, { highWaterMark: CHUNK })) {
    for (const run of decoder.decode(bytes, { stream: true }).matchAll(/[^\0-\x7f]/g)) {
      if (run[0] === '\ufffd') broken++
      else good++
    }
  }
  return good > broken * 10
}

function refuseNul(bytes: Buffer, lines: number): number {
  const nul = bytes.indexOf(0)
  let line = lines
  for (let at = bytes.indexOf(10); at !== -1 && (nul === -1 || at < nul); at = bytes.indexOf(10, at + 1)) line++
  if (nul !== -1) refuseFile('FILE_HAS_NUL', { line })
  return line
}
