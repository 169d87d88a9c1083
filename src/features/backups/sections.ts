import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createZstdCompress, createZstdDecompress, constants as zlib } from 'node:zlib'
import { pieces } from '#kernel/cipher.ts'
import { refuse } from '#kernel/errors.ts'

/**
 * A section: rows of one part of one table, compressed and enciphered in pieces, and at its end a note of what they
 * are. It has a key of its own, so that what is written again in its place after a cut shares no nonce with what stood
 * there; each piece is bound to its place, and the note is the last: a section that was cut does not open.
 */
export type Place = { key: Buffer; id: string; at: number; end: number }

const PIECE = 1024 * 1024
const CHUNK = 256 * 1024
const TAG = 16
export const SALT = 16
/** The highest bit of a piece's length says that it is the note. */
const NOTE = 2 ** 31

/** Bytes of a section in their order; `note` is asked when the last row has gone by. */
export async function* sealing(
  { key, id }: Pick<Place, 'key' | 'id'>,
  rows: AsyncIterable<Buffer>,
  note: () => object,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT)
  const secret = secretOf(key, salt, id)
  yield salt
  // In large pieces: each that the compressor is given goes by way of another thread.
  const source = Readable.from(pieces(rows, CHUNK), { objectMode: false, highWaterMark: PIECE })
  const packed = source.compose(createZstdCompress({ chunkSize: CHUNK, params: { [zlib.ZSTD_c_compressionLevel]: 1 } }))
  let index = 0
  for await (const piece of pieces(packed as AsyncIterable<Buffer>, PIECE))
    yield* framed(sealed(secret, id, index++, false, piece), false)
  yield* framed(sealed(secret, id, index, true, Buffer.from(JSON.stringify(note()))), true)
}

/** Rows of a section as they went in; BACKUP_DAMAGED where it does not hold. */
export async function* unpacked(file: FileHandle, place: Place): AsyncGenerator<Buffer> {
  const plain = Readable.from(packedRows(file, place), { objectMode: false, highWaterMark: PIECE })
  yield* plain.compose(createZstdDecompress({ chunkSize: CHUNK })) as AsyncIterable<Buffer>
}

/** The note of the section that begins at `at`, and where it ends; every piece of it was opened. Null: it does not hold. */
export async function noteOf<T>(file: FileHandle, place: Place): Promise<{ note: T; end: number } | null> {
  try {
    for await (const piece of opened(file, place))
      if (piece.note) return { note: JSON.parse(piece.plain.toString('utf8')) as T, end: piece.end }
    return null
  } catch {
    return null
  }
}

async function* packedRows(file: FileHandle, place: Place): AsyncGenerator<Buffer> {
  let end = 0
  for await (const piece of opened(file, place)) {
    if (!piece.note) yield piece.plain
    end = piece.end
  }
  if (end !== place.end) refuse('BACKUP_DAMAGED', { field: 'file' })
}

async function* opened(file: FileHandle, { key, id, at, end }: Place) {
  const secret = secretOf(key, await exactly(file, at, SALT), id)
  let next = at + SALT
  for (let index = 0; ; index++) {
    const head = (await exactly(file, next, 4)).readUInt32BE()
    const note = head >= NOTE
    const length = note ? head - NOTE : head
    next += 4
    if (length < TAG || length > PIECE + TAG || next + length > end) refuse('BACKUP_DAMAGED', { field: 'file' })
    const plain = unsealed(secret, id, index, note, await exactly(file, next, length))
    next += length
    yield { plain, note, end: next }
    if (note) return
  }
}

/** One value, enciphered whole: the contents of an archive. */
export function sealedWhole(key: Buffer, id: string, plain: Buffer): Buffer {
  const salt = randomBytes(SALT)
  return Buffer.concat([salt, sealed(secretOf(key, salt, id), `${id} contents`, 0, true, plain)])
}

export function unsealedWhole(key: Buffer, id: string, bytes: Buffer): Buffer {
  const secret = secretOf(key, bytes.subarray(0, SALT), id)
  return unsealed(secret, `${id} contents`, 0, true, bytes.subarray(SALT))
}

export async function exactly(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, at)
  return bytesRead === length ? buffer : refuse('BACKUP_DAMAGED', { field: 'file' })
}

function* framed(body: Buffer, note: boolean): Generator<Buffer> {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(body.length + (note ? NOTE : 0))
  yield head
  yield body
}

function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce[0] = last ? 1 : 0
  nonce.writeUInt32BE(index, 8)
  return nonce
}

function sealed(secret: Buffer, bound: string, index: number, last: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', secret, nonceOf(index, last)).setAAD(Buffer.from(bound))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

export function unsealed(secret: Buffer, bound: string, index: number, last: boolean, piece: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, nonceOf(index, last)).setAAD(Buffer.from(bound))
    decipher.setAuthTag(piece.subarray(-TAG))
    return Buffer.concat([decipher.update(piece.subarray(0, -TAG)), decipher.final()])
  } catch {
    return refuse('BACKUP_DAMAGED', { field: 'file' })
  }
}

const secretOf = (key: Buffer, salt: Buffer, id: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, `seloste backup ${id}`, 32))
