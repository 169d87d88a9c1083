import type { Context } from '#kernel/action.ts'
import { type Found, keyIn, look } from './nounLinks.ts'
import type { Imported, NounColumn, Target } from './nouns.ts'
import { readCell } from './nounValues.ts'
import type { RawRecord } from './records.ts'

/** A row as it would be written, or why it is not: the code, and after a space the column where there is one. */
export type Made = { record: RawRecord; values: Record<string, unknown> } | { record: RawRecord; code: string }

/** Reads the rows and finds what they are linked to: one question a linked column and batch. */
export async function madeOf(
  ctx: Context,
  noun: Imported,
  records: readonly RawRecord[],
  columns: readonly NounColumn[],
  targets: readonly Target[],
): Promise<Made[]> {
  const used = columns.flatMap((column) => {
    const target = targets.find(({ id }) => id === column.field)
    return target ? [{ ...column, target }] : []
  })
  const found = new Map<string, Found>()
  for (const { index, target } of used) {
    if (!target.link) continue
    const keys = new Set(records.map(({ cells }) => keyIn(target.link!, cells[index] ?? '')))
    keys.delete(null)
    found.set(target.id, await look(ctx, target.link, [...keys] as string[]))
  }
  // What names a record surely comes before its name, and what others are told by before them.
  const rank = ({ target: { link, field } }: (typeof used)[number]) =>
    link ? (link.by === 'business_id' ? 0 : field === 'company_id' || field === 'pipeline_id' ? 1 : 2) : 3
  const order = used.toSorted((a, b) => rank(a) - rank(b))
  return records.map((record): Made => {
    if (!record.fits) return { record, code: 'ROW_CELLS_WRONG' }
    const values: Record<string, unknown> = {}
    for (const { index, header, target } of order) {
      const cell = record.cells[index] ?? ''
      if (cell.trim() === '') continue
      if (target.link) {
        if (values[target.field]) continue
        const key = keyIn(target.link, cell)
        const known = (key && found.get(target.id)?.get(key)) || []
        const fitting = known.length > 1 ? known.filter(({ more }) => agrees(more, values)) : known
        if (fitting.length !== 1)
          return { record, code: `${known.length > 1 ? 'LINK_AMBIGUOUS' : 'LINK_UNKNOWN'} ${header}` }
        values[target.field] = fitting[0]!.id
        if (target.field === 'owner_id') values.team = fitting[0]!.more.team
        continue
      }
      const read = readCell(ctx.register.nouns[noun]!.fields[target.field] ?? BESIDE[target.field]!, cell)
      if ('problem' in read) return { record, code: `${read.problem} ${header}` }
      if (read.value !== null) values[target.field] = read.value
    }
    return { record, values: finished(ctx, noun, values) }
  })
}

const agrees = (more: Record<string, string | null>, values: Record<string, unknown>): boolean =>
  Object.entries(more).some(([field, value]) => value !== null && values[field] === value)

/** Cells that are no field of their own: a price stands on a list, a day before its note. */
const BESIDE: Readonly<Record<string, { type: 'decimal' | 'date'; decimals?: number }>> = {
  price: { type: 'decimal', decimals: 4 },
  written_on: { type: 'date' },
}

function finished(ctx: Context, noun: Imported, values: Record<string, unknown>): Record<string, unknown> {
  if (noun === 'notes' && values.written_on && values.body) {
    const [year, month, day] = String(values.written_on).split('-').map(Number)
    values.body = `${day}.${month}.${year}\n${values.body}`
  }
  delete values.written_on
  if ((noun === 'deals' || noun === 'tasks') && !values.owner_id && ctx.actor.kind === 'user') {
    values.owner_id = ctx.actor.id
    values.team = ctx.actor.team
  }
  return values
}
