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

/** A table may come in several parts, one after another. */
export type Record_ =
  | { kind: 'origin'; origin: Origin }
  | { kind: 'table'; name: string; columns: string[] }
  | { kind: 'rows'; data: Buffer }
  | { kind: 'end'; counted: Counted }
