import { refuse } from '#kernel/errors.ts'

/** What a backup consists of, in order: what it was made from, then each table with its rows, then the end with counts. */
export type Shape = {
  schema: string
  name: string
  /** Without generated columns: they make themselves. `type` and the rest, for those a company has added. */
  columns: { name: string; type: string; required: boolean; default: string | null; identity: boolean }[]
  constraints: { name: string; definition: string }[]
  indexes: { name: string; definition: string }[]
}
export type Origin = {
  migrations: { name: string; hash: string }[]
  partitions: { name: string; parent: string; bound: string }[]
  sequences: { name: string; value: string | null }[]
  shapes: Shape[]
}
export type Counted = Record<string, number>

export type Record_ =
  | { kind: 'origin'; origin: Origin }
  | { kind: 'table'; name: string; columns: string[] }
  | { kind: 'rows'; data: Buffer }
  | { kind: 'end'; counted: Counted }

const KINDS = { origin: 1, table: 2, rows: 3, end: 4 } as const

export function* written(record: Record_): Generator<Buffer> {
  const body =
    record.kind === 'rows'
      ? record.data
      : Buffer.from(
          JSON.stringify(
            record.kind === 'origin'
              ? record.origin
              : record.kind === 'end'
                ? record.counted
                : { name: record.name, columns: record.columns },
          ),
        )
  const head = Buffer.alloc(5)
  head[0] = KINDS[record.kind]
  head.writeUInt32BE(body.length, 1)
  yield head
  yield body
}

/** Reads them back; a content that ends before its end is BACKUP_DAMAGED. */
export async function* read(source: AsyncIterable<Buffer>): AsyncGenerator<Record_> {
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
