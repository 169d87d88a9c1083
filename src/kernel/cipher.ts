import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { refuse } from './errors.ts'

/** Plain bytes of a chunk: each is enciphered and authenticated by itself, so that a part can be read alone. */
export const CHUNK = 64 * 1024
const TAG = 16
const STEP = CHUNK + TAG

export const chunksOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / CHUNK))
/** Bytes of the object that a file of so many becomes. */
export const sealedSize = (bytes: number): number => bytes + TAG * chunksOf(bytes)

/** Where the chunks that hold bytes `from`…`to` stand in the object, both ends included. */
export function placeOf(bytes: number, from: number, to: number): { first: number; start: number; end: number } {
  const first = Math.floor(from / CHUNK)
  return { first, start: first * STEP, end: Math.min(sealedSize(bytes), (Math.floor(to / CHUNK) + 1) * STEP) - 1 }
}

/** AES-256-GCM in chunks. The key is of this file alone, so place and end make the nonce: none is used twice. */
export async function* encipher(key: Buffer, id: string, bytes: number, source: AsyncIterable<Buffer>) {
  const last = chunksOf(bytes) - 1
  let index = 0
  for await (const plain of pieces(source, CHUNK)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, last)).setAAD(Buffer.from(id))
    yield Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    index += 1
  }
  if (index <= last) refuse('FILE_DAMAGED')
}

/** From chunk `first` on. A chunk that was changed, moved or left out ends it with FILE_DAMAGED. */
export async function* decipher(key: Buffer, id: string, bytes: number, source: AsyncIterable<Buffer>, first = 0) {
  const last = chunksOf(bytes) - 1
  let index = first
  for await (const sealed of pieces(source, STEP)) {
    yield opened(key, id, sealed, nonceOf(index, last))
    index += 1
  }
  if (index === first) refuse('FILE_DAMAGED')
}

function opened(key: Buffer, id: string, sealed: Buffer, nonce: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id))
    decipher.setAuthTag(sealed.subarray(-TAG))
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()])
  } catch {
    return refuse('FILE_DAMAGED')
  }
}

// The last chunk says that it is the last: an object cut at the end of a chunk does not open.
function nonceOf(index: number, last: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce[0] = index === last ? 1 : 0
  nonce.writeUInt32BE(index, 8)
  return nonce
}

/** The same bytes, so many at a time; the last is shorter. */
export async function* pieces(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const part of source) {
    waiting.push(part)
    length += part.length
    if (length < size) continue
    let all = Buffer.concat(waiting)
    for (; all.length >= size; all = all.subarray(size)) yield all.subarray(0, size)
    waiting = [all]
    length = all.length
  }
  if (length > 0) yield Buffer.concat(waiting)
}

/** A key for one file, and as it is kept: enciphered with the key of the installation, bound to the file. */
export function newKey(instance: Buffer, id: string): { key: Buffer; sealed: string } {
  const key = randomBytes(32)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secretOf(instance), nonce).setAAD(Buffer.from(id))
  return {
    key,
    sealed: Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64url'),
  }
}

/** What stands in the place of a key that was taken out until a human has decided about the file: SQL puts it there. */
export const AWAITS = 'awaits'

/** Refuses FILE_AWAITS_REVIEW, FILE_DAMAGED. */
export function openKey(instance: Buffer, id: string, sealed: string): Buffer {
  if (sealed === AWAITS) refuse('FILE_AWAITS_REVIEW')
  const bytes = Buffer.from(sealed, 'base64url')
  return opened(secretOf(instance), id, bytes.subarray(12), bytes.subarray(0, 12))
}

const secretOf = (instance: Buffer): Buffer => Buffer.from(hkdfSync('sha256', instance, '', 'file keys', 32))

/** A secret of the settings as it is kept: enciphered with the key of the installation, bound to what it is for. */
export function sealSecret(instance: Buffer, about: string, secret: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', settingsOf(instance), nonce).setAAD(Buffer.from(about))
  return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  )
}

/** Refuses FILE_DAMAGED where it was changed, or is of another key or for something else. */
export function openSecret(instance: Buffer, about: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  return opened(settingsOf(instance), about, bytes.subarray(12), bytes.subarray(0, 12)).toString('utf8')
}

const settingsOf = (instance: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', instance, '', 'secrets of settings', 32))
