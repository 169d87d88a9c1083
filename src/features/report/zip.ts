import { crc32 } from 'node:zlib'
import { refuse } from '#kernel/errors.ts'

export type Part = { name: string; body: AsyncIterable<Buffer> | Iterable<Buffer> }

/** Most bytes of a package without the wide fields of large ones: above it what is big is listed and not put in. */
export const MOST = 0xffff_0000

/** A zip written forwards only, nothing of it kept in memory: sizes and sums follow each part (APPNOTE 4.3.9). */
export async function* zipped(parts: AsyncIterable<Part> | Iterable<Part>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let offset = 0
  let count = 0
  for await (const { name, body } of parts) {
    const path = Buffer.from(name)
    const start = offset
    const head = Buffer.concat([numbers([0x04034b50], [20, FLAGS, 0, 0, DAY], [0, 0, 0], [path.length, 0]), path])
    yield head
    let sum = 0
    let size = 0
    for await (const piece of body) {
      sum = crc32(piece, sum)
      size += piece.length
      yield piece
    }
    const tail = numbers([0x08074b50], [], [sum, size, size], [])
    yield tail
    offset += head.length + size + tail.length
    if (offset > 0xffff_fff0) refuse('TOO_LARGE', { detail: '4 GB' })
    count += 1
    directory.push(
      numbers([0x02014b50], [20, 20, FLAGS, 0, 0, DAY], [sum, size, size], [path.length, 0, 0, 0, 0]),
      numbers([], [], [0, start], []),
      path,
    )
  }
  const whole = Buffer.concat(directory)
  yield Buffer.concat([whole, numbers([0x06054b50], [0, 0, count, count], [whole.length, offset], [0])])
}

/** Sums come after, and names are UTF-8. */
const FLAGS = 0x0808
/** 1 January 1980: the time of a part is told inside, not here. */
const DAY = 0x21

function numbers(magic: number[], shorts: number[], longs: number[], last: number[]): Buffer {
  const bytes = Buffer.alloc((magic.length + longs.length) * 4 + (shorts.length + last.length) * 2)
  let at = 0
  for (const value of magic) at = bytes.writeUInt32LE(value, at)
  for (const value of shorts) at = bytes.writeUInt16LE(value, at)
  for (const value of longs) at = bytes.writeUInt32LE(value >>> 0, at)
  for (const value of last) at = bytes.writeUInt16LE(value, at)
  return bytes
}
