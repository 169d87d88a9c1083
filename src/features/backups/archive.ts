import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createZstdCompress, createZstdDecompress, constants as zlib } from 'node:zlib'
import { refuse } from '#kernel/errors.ts'

/**
 * A backup as a file: one line that anybody may read (when, by which version, for which key), then the content,
 * compressed and enciphered in pieces. Each piece is bound to its place, and the last one says that it is the last: a
 * file that was changed, put together from two, or cut at any byte does not open.
 */
export type Head = {
  format: 1
  id: string
  made_at: string
  /** Number of the last migration of the database it was made from. */
  data: number
  salt: string
  /** Tells another key from a damaged file, and nothing else. */
  check: string
}

const PIECE = 1024 * 1024
const CHUNK = 256 * 1024
const TAG = 16
const LONGEST_HEAD = 4096

/** Whole or not at all, and durable when this answers. @returns bytes of the file and its SHA-256, hex */
export async function writeArchive(input: {
  path: string
  key: Buffer
  made_at: Date
  data: number
  content: AsyncIterable<Buffer>
}): Promise<{ id: string; bytes: number; hash: string }> {
  const { path, key, content, made_at, data } = input
  const salt = randomBytes(16)
  const secret = secretOf(key, salt)
  const id = randomBytes(16).toString('hex')
  const head: Head = {
    format: 1,
    id,
    made_at: made_at.toISOString(),
    data,
    salt: salt.toString('hex'),
    check: checkOf(key, id),
  }
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(`${path}.part`, 'w', 0o600)
  try {
    const put = async (buffer: Buffer) => {
      await file.write(buffer)
      hash.update(buffer)
      bytes += buffer.length
    }
    await put(Buffer.from(`${JSON.stringify(head)}\n`))
    // In large pieces: each that the compressor is given goes by way of another thread.
    const source = Readable.from(pieces(content, CHUNK), { objectMode: false, highWaterMark: PIECE })
    const packed = source.compose(
      createZstdCompress({ chunkSize: CHUNK, params: { [zlib.ZSTD_c_compressionLevel]: 1 } }),
    )
    let index = 0
    let waiting: Buffer | undefined
    for await (const piece of pieces(packed as AsyncIterable<Buffer>)) {
      if (waiting) await put(sealed(secret, id, index++, false, waiting))
      waiting = piece
    }
    await put(sealed(secret, id, index, true, waiting ?? Buffer.alloc(0)))
    await file.sync()
  } catch (error) {
    await file.close()
    await rm(`${path}.part`, { force: true })
    throw error
  }
  await file.close()
  await rename(`${path}.part`, path)
  return { id, bytes, hash: hash.digest('hex') }
}

/** Refuses BACKUP_DAMAGED for what is no backup, and BACKUP_OTHER_KEY before a byte of the content is read. */
export async function readHead(path: string, key: Buffer): Promise<Head & { start: number }> {
  const file = await open(path).catch(() => refuse('BACKUP_UNKNOWN', { field: 'file' }))
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_HEAD), 0, LONGEST_HEAD, 0)
    const end = buffer.subarray(0, bytesRead).indexOf(10)
    if (end < 0) refuse('BACKUP_DAMAGED', { field: 'file' })
    const head = headOf(buffer.subarray(0, end).toString('utf8'))
    if (head.check !== checkOf(key, head.id)) refuse('BACKUP_OTHER_KEY', { field: 'file' })
    return { ...head, start: end + 1 }
  } finally {
    await file.close()
  }
}

/** The content, piece by piece; BACKUP_DAMAGED where it does not hold. */
export async function* readArchive(path: string, key: Buffer): AsyncGenerator<Buffer> {
  const head = await readHead(path, key)
  const secret = secretOf(key, Buffer.from(head.salt, 'hex'))
  const plain = Readable.from(unsealed(path, head, secret), { objectMode: false, highWaterMark: PIECE })
  yield* plain.compose(createZstdDecompress({ chunkSize: CHUNK })) as AsyncIterable<Buffer>
}

async function* unsealed(path: string, head: Head & { start: number }, secret: Buffer) {
  const source = createReadStream(path, { start: head.start, highWaterMark: PIECE + TAG }) as AsyncIterable<Buffer>
  let index = 0
  let waiting: Buffer | undefined
  for await (const piece of pieces(source, PIECE + TAG)) {
    if (waiting) yield opened(secret, head.id, index++, false, waiting)
    waiting = piece
  }
  if (!waiting) refuse('BACKUP_DAMAGED', { field: 'file' })
  const last = opened(secret, head.id, index, true, waiting)
  if (last.length > 0) yield last
}

async function* pieces(source: AsyncIterable<Buffer>, size = PIECE): AsyncGenerator<Buffer> {
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

// The key of an archive is its own, so place and end make the nonce: none is used twice.
function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce[0] = last ? 1 : 0
  nonce.writeUInt32BE(index, 8)
  return nonce
}

function sealed(secret: Buffer, id: string, index: number, last: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', secret, nonceOf(index, last)).setAAD(Buffer.from(id))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function opened(secret: Buffer, id: string, index: number, last: boolean, piece: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, nonceOf(index, last)).setAAD(Buffer.from(id))
    decipher.setAuthTag(piece.subarray(-TAG))
    return Buffer.concat([decipher.update(piece.subarray(0, -TAG)), decipher.final()])
  } catch {
    return refuse('BACKUP_DAMAGED', { field: 'file' })
  }
}

function headOf(text: string): Head {
  try {
    const head = JSON.parse(text) as Head
    if (head.format === 1 && head.id && head.salt && head.check) return head
  } catch {
    // falls through to the refusal
  }
  return refuse('BACKUP_DAMAGED', { field: 'file' })
}

const secretOf = (key: Buffer, salt: Buffer): Buffer => Buffer.from(hkdfSync('sha256', key, salt, 'seloste backup', 32))
const checkOf = (key: Buffer, id: string): string =>
  createHmac('sha256', key).update(`seloste backup ${id}`).digest('hex').slice(0, 32)
