import { sql, type Transaction } from 'kysely'
import type { Actor, Context } from '#kernel/action.ts'
import { checked } from '#kernel/check.ts'
import { writableOf } from '#kernel/compile.ts'
import type { House } from '#kernel/database.ts'
import { refuse, toRefusal } from '#kernel/errors.ts'
import { create } from '#kernel/nounActions.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { PurposeId } from '#register/index.ts'
import { madeOf } from './import/nounRows.ts'
import { type Imported, recogniseFor, targetsOf } from './import/nouns.ts'
import { openImport } from './import/read.ts'
import { readRecords } from './import/records.ts'
import { importStep } from './people.import.kept.ts'
import { emptyImportCounts, type ImportCounts, type Progress } from './people.import.ts'

export type NounRun = {
  house: House
  /** Whose hands, and how far they reach. */
  actor: Pick<Actor, 'id' | 'kind' | 'scope' | 'team'>
  purpose: PurposeId
  import: string
  path: string
  noun: Imported
  mapping?: Readonly<Record<string, string | null>>
  language: Language
  after?: number
  before?: ImportCounts
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
}

/** Five hundred rows a transaction, each with its place in the file: killed at any moment, a run goes on where it stood. */
export async function runNounImport(run: NounRun): Promise<{ counts: ImportCounts; stopped: boolean }> {
  const begun = Date.now()
  const { file, targets, columns } = await openNounImport(run)
  const counts = { ...(run.before ?? emptyImportCounts()) }
  const earlier = counts.seconds
  const first = counts.rows
  for await (const { records, row, bytes } of readRecords(file, { after: run.after ?? 0 })) {
    const next = { ...counts }
    await inOwnTransaction(run.house, run.purpose, run.actor.id, async (tx) => {
      const ctx = contextOf(run, tx)
      const rows: object[] = []
      const ids: string[] = []
      for (const made of await madeOf(ctx, run.noun, records, columns, targets)) {
        const outcome = 'code' in made ? made.code : await write(ctx, run.noun, made.values)
        if (typeof outcome === 'string') {
          rows.push({ line: made.record.line, outcome: 'rejected', code: outcome, cells: made.record.cells })
        } else {
          rows.push({ line: made.record.line, outcome: 'created', record: outcome.id })
          ids.push(outcome.id)
        }
        if (made.record.masked) next.identityCodesRefused += 1
      }
      next.rows += records.length
      next.created += ids.length
      next.rejected += records.length - ids.length
      next.seconds = earlier + (Date.now() - begun) / 1000
      await importStep(tx, run.import, { counts: next, done: row, rows })
      const detail = JSON.stringify({ import: run.import, rows: records.length })
      await sql`select door.audit(${`${run.noun}.import`}, ${run.noun}, ${ids}::uuid[], '{}', 'done', ${detail}::jsonb)`.execute(
        tx,
      )
    })
    Object.assign(counts, next)
    const rate = Math.round((counts.rows - first) / Math.max((Date.now() - begun) / 1000, 0.001))
    run.onProgress?.({ done: row, rate, part: file.size ? bytes / file.size : 1 })
    if (run.signal?.aborted) return { counts, stopped: true }
  }
  return { counts, stopped: false }
}

/** What would come of it, with nothing written. */
export async function previewNounImport(run: NounRun) {
  const { file, targets, columns } = await openNounImport(run)
  const counts = { rows: 0, created: 0, matched: 0, rejected: 0, identityCodesRefused: 0 }
  const reasons = new Map<string, number>()
  const ctx = contextOf(run, run.house.under(run.purpose) as any)
  const writable = writableOf(ctx.register.nouns[run.noun]!, run.purpose)
  for await (const { records } of readRecords(file)) {
    counts.rows += records.length
    for (const made of await madeOf(ctx, run.noun, records, columns, targets)) {
      if (made.record.masked) counts.identityCodesRefused += 1
      const code = 'code' in made ? made.code : missing(ctx, run.noun, writable, made.values)
      if (code) reasons.set(code, (reasons.get(code) ?? 0) + 1)
      counts[code ? 'rejected' : 'created'] += 1
    }
  }
  return { ...counts, reasons: [...reasons].map(([code, count]) => ({ code, count })) }
}

/** An opened file with what its columns are for the noun. */
export async function openNounImport({
  path,
  noun,
  purpose,
  mapping,
  house,
}: Pick<NounRun, 'path' | 'noun' | 'purpose' | 'mapping' | 'house'>) {
  const file = await openImport(path)
  const declared = house.register.nouns[noun]!
  const targets = targetsOf(noun, declared, purpose)
  const headers = file.columns.map((column) => column.header)
  return { file, targets, columns: recogniseFor(noun, declared, targets, headers, mapping) }
}

/** Why a row would be refused by its own values; what only the database knows shows when it is run. */
function missing(
  ctx: Context,
  noun: Imported,
  writable: readonly string[],
  { price: _, ...row }: Record<string, unknown>,
): string | null {
  try {
    refuseFootless(noun, row)
    checked(ctx.register.nouns[noun]!, writable, row, true)
    return null
  } catch (error) {
    return saidOf(ctx, noun, error)
  }
}

/** What nobody could find again is not written. */
function refuseFootless(noun: Imported, row: Record<string, unknown>): void {
  if (noun === 'notes' && !row.person_id && !row.company_id && !row.deal_id && !row.contract_id)
    refuse('VALUE_MISSING', { field: 'company_id' })
  if (noun === 'deals' && !row.company_id && !row.contact_id) refuse('DEAL_OF_NOBODY', { field: 'company_id' })
}

/** Writes one row with what stands beside it; what the database refuses leaves the rows around it as they are. */
async function write(ctx: Context, noun: Imported, values: Record<string, unknown>): Promise<{ id: string } | string> {
  await sql`savepoint row`.execute(ctx.db)
  try {
    const { price, ...row } = values
    refuseFootless(noun, row)
    const made = await create(ctx, noun, row)
    if (price !== undefined) {
      const list = await ctx.db
        .selectFrom('price_lists')
        .select('id')
        .where('usual', '=', true)
        .where('currency', '=', 'EUR')
        .executeTakeFirst()
      if (!list) return await undo(ctx, 'PRICE_LIST_NONE')
      await create(ctx, 'prices', { price_list_id: list.id, product_id: made.id, amount: price })
    }
    await sql`release savepoint row`.execute(ctx.db)
    return made
  } catch (error) {
    if (toRefusal(error).status >= 500) throw error
    return undo(ctx, saidOf(ctx, noun, error))
  }
}

async function undo(ctx: Context, code: string): Promise<string> {
  await sql`rollback to savepoint row`.execute(ctx.db)
  return code
}

/** The refusal of a row as its code and, where it speaks of a field, the field's name. */
function saidOf(ctx: Context, noun: Imported, error: unknown): string {
  const {
    code,
    more: { field },
  } = toRefusal(error)
  return field ? `${code} ${ctx.register.nouns[noun]!.fields[field]?.label[ctx.language] ?? field}` : code
}

/** As an action sees it, for work that goes on after its answer. */
function contextOf(run: NounRun, db: Transaction<any>): Context {
  return {
    house: run.house,
    actor: {
      ...run.actor,
      name: '',
      language: run.language,
      levels: [],
      writes: new Set([run.purpose]),
      reads: new Set(),
      may: new Set(),
    },
    purpose: run.purpose,
    language: run.language,
    db,
    register: run.house.register,
    version: null,
    seen: () => {},
    note: () => {},
  }
}

/** Takes records of an import to the trash: whoever did it can bring any of them back. */
export async function takeBackRecords(tx: Transaction<any>, noun: Imported, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await sql`savepoint row`.execute(tx)
    try {
      await sql`select door.discard(${noun}, ${id}::uuid, false)`.execute(tx)
      await sql`release savepoint row`.execute(tx)
    } catch (error) {
      // Deleted meanwhile, or moved to where this purpose sees it no more: nothing is left to take back.
      if (toRefusal(error).code !== 'NOT_FOUND') throw error
      await sql`rollback to savepoint row`.execute(tx)
    }
  }
}
