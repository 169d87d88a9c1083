import { hkdfSync } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createZstdDecompress } from 'node:zlib'
import { pieces } from '#kernel/cipher.ts'
import { refuse } from '#kernel/errors.ts'
import type { Record_ } from './records.ts'
import { unsealed } from './sections.ts'

const PIECE = 1024 * 1024
const TAG = 16
const KINDS = { origin: 1, table: 2, rows: 3, end: 4 } as const

/** Backups of the first format: one stream of records, enciphered in pieces of which the last says that it is the last. */
export async function* readEarlier(
  path: string,
  head: { id: string; salt?: string; start: number },
  key: Buffer,
): AsyncGenerator<Record_> {
  const secret = Buffer.from(hkdfSync('sha256', key, Buffer.from(head.salt ?? '', 'hex'), 'seloste backup', 32))
  const plain = Readable.from(pieceByPiece(path, head, secret), { objectMode: false, highWaterMark: PIECE })
  yield* recordsIn(plain.compose(createZstdDecompress({ chunkSize: 256 * 1024 })) as AsyncIterable<Buffer>)
}

async function* pieceByPiece(path: string, { id, start }: { id: string; start: number }, secret: Buffer) {
  const source = createReadStream(path, { start, highWaterMark: PIECE + TAG }) as AsyncIterable<Buffer>
  let index = 0
  let waiting: Buffer | undefined
  for await (const piece of pieces(source, PIECE + TAG)) {
    if (waiting) yield unsealed(secret, id, index++, false, waiting)
    waiting = piece
  }
  if (!waiting) refuse('BACKUP_DAMAGED', { field: 'file' })
  const last = unsealed(secret, id, index, true, waiting)
  if (last.length > 0) yield last
}

/** A kind, a length, a body; a content that ends before its end is BACKUP_DAMAGED. */
async function* recordsIn(source: AsyncIterable<Buffer>): AsyncGenerator<Record_> {
  let waiting: Buffer = Buffer.alloc(0)
  let ended = false
  for await (const part of source) {
    waiting = waiting.length === 0 ? part : Buffer.concat([waiting, part])
    while (waiting.length >= 5) {
      const length = waiting.readUInt32BE(1)
      if (waiting.length < 5 + length) break
      const record = recordOf(waiting[0]!, waiting.subarray(5, 5 + length))
      waiting = waiting.subarray(5 + length)
      ended = record.kind === 'end'
      yield record
    }
  }
  if (!ended || waiting.length > 0) refuse('BACKUP_DAMAGED', { field: 'file' })
}

function recordOf(kind: number, body: Buffer): Record_ {
  if (kind === KINDS.rows) return { kind: 'rows', data: body }
  const value = JSON.parse(body.toString('utf8'))
  if (kind === KINDS.origin) return { kind: 'origin', origin: value }
  if (kind === KINDS.table) return { kind: 'table', ...value }
  if (kind === KINDS.end) return { kind: 'end', counted: value }
  return refuse('BACKUP_DAMAGED', { field: 'file' })
}
