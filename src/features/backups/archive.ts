import { createHmac } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { zstdDecompressSync } from 'node:zlib'
import { refuse } from '#kernel/errors.ts'
import { readEarlier } from './earlier.ts'
import type { Counted, Origin, Record_ } from './records.ts'
import { exactly, unpacked, unsealedWhole } from './sections.ts'

/**
 * A backup as a file: one line that anybody may read (when, by which version, for which key), then sections of rows, at
 * its end the contents, which say which sections belong to it and in which order, and their length. A file that was
 * changed, put together from two, or cut at any byte does not open.
 */
export type Head = {
  /** 1: one stream without sections, as the first versions made them. */
  format: 1 | 2
  id: string
  made_at: string
  /** Number of the last migration of the database it was made from. */
  data: number
  salt?: string
  /** Tells another key from a damaged file, and nothing else. */
  check: string
}

export type Contents = {
  made_at: string
  data: number
  origin: Origin
  sections: { at: number; end: number; table: string; columns: string[]; rows: number }[]
}

/** The line at the beginning has always this length, and is written last. */
export const HEAD = 512
/** How long the contents are: the last bytes of the file. */
export const TAIL = 8
const LONGEST_HEAD = 4096
/** Rows are told apart by it: in COPY's text it stands nowhere else. */
const LINE = 10

/** Refuses BACKUP_DAMAGED for what is no backup, and BACKUP_OTHER_KEY before a byte of the content is read. */
export async function readHead(path: string, key: Buffer): Promise<Head & { start: number }> {
  const file = await open(path).catch(() => refuse('BACKUP_UNKNOWN', { field: 'file' }))
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_HEAD), 0, LONGEST_HEAD, 0)
    return headOf(buffer.subarray(0, bytesRead), key)
  } finally {
    await file.close()
  }
}

export function headOf(bytes: Buffer, key: Buffer): Head & { start: number } {
  const end = bytes.indexOf(LINE)
  if (end < 0) refuse('BACKUP_DAMAGED', { field: 'file' })
  const head = parsed(bytes.subarray(0, end).toString('utf8'))
  if (head.check !== checkOf(key, head.id)) refuse('BACKUP_OTHER_KEY', { field: 'file' })
  return { ...head, start: end + 1 }
}

/** What is in it, in order; BACKUP_DAMAGED where it does not hold, or where there are other than the rows it tells of. */
export async function* readArchive(path: string, key: Buffer): AsyncGenerator<Record_> {
  const head = await readHead(path, key)
  if (head.format === 1) return yield* readEarlier(path, head, key)
  const file = await open(path)
  try {
    const { origin, sections } = await contentsOf(file, head, key)
    const counted: Counted = Object.fromEntries(sections.map(({ table }) => [table, 0]))
    yield { kind: 'origin', origin }
    for (const { table, columns, rows, ...place } of sections) {
      yield { kind: 'table', name: table, columns }
      let found = 0
      for await (const data of unpacked(file, { key, id: head.id, ...place })) {
        found += linesIn(data)
        yield { kind: 'rows', data }
      }
      if (found !== rows) refuse('BACKUP_DAMAGED', { field: 'file', detail: table })
      counted[table]! += rows
    }
    yield { kind: 'end', counted }
  } finally {
    await file.close()
  }
}

async function contentsOf(file: FileHandle, head: Head, key: Buffer): Promise<Contents> {
  const { size } = await file.stat()
  const length = size < HEAD + TAIL ? 0 : Number((await exactly(file, size - TAIL, TAIL)).readBigUInt64BE())
  if (length < 32 || length > size - HEAD - TAIL) refuse('BACKUP_DAMAGED', { field: 'file' })
  const sealed = await exactly(file, size - TAIL - length, length)
  const contents = JSON.parse(zstdDecompressSync(unsealedWhole(key, head.id, sealed)).toString('utf8')) as Contents
  // The line that anybody can read anybody could have changed.
  if (contents.made_at !== head.made_at || contents.data !== head.data) refuse('BACKUP_DAMAGED', { field: 'file' })
  return contents
}

function linesIn(data: Buffer): number {
  let found = 0
  for (let at = data.indexOf(LINE); at >= 0; at = data.indexOf(LINE, at + 1)) found += 1
  return found
}

function parsed(text: string): Head {
  try {
    const head = JSON.parse(text) as Head
    if ((head.format === 2 || (head.format === 1 && head.salt)) && head.id && head.made_at && head.check) return head
  } catch {
    // falls through to the refusal
  }
  return refuse('BACKUP_DAMAGED', { field: 'file' })
}

export const checkOf = (key: Buffer, id: string): string =>
  createHmac('sha256', key).update(`seloste backup ${id}`).digest('hex').slice(0, 32)
