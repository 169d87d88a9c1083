import { setTimeout as wait } from 'node:timers/promises'
import { sql, type Transaction } from 'kysely'
import type { Actor } from '#kernel/action.ts'
import type { House } from '#kernel/database.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { withoutIdentityCodes } from '#kernel/values.ts'
import type { PurposeId } from '#register/index.ts'
import { freeRows, type Marks, marksOf, together } from './import/overlap.ts'
import { reasonOf } from './import/problems.ts'
import type { Batch } from './import/read.ts'
import { companiesOf, intakeOf, type Placed, type Terms } from './people.import.intake.ts'
import { importStep } from './people.import.kept.ts'
import { intake } from './people.intake.ts'

export type Work = Terms & {
  house: House
  actor: Pick<Actor, 'id'>
  purpose: PurposeId
  /** Milliseconds that a batch holding locks waits for the one before it. */
  patience?: number
}

/** A batch on its way in. */
export type Taking = {
  marks: Marks
  /** Its companies have their place. */
  placed: Promise<void>
  /** It is committed; fails when it is not going to be. */
  done: Promise<void>
  ended: boolean
}

/** Counts what came of a batch; called once, in the order of the file. Answers the counts to keep. */
export type Reckon = (taken: { created: number; matched: number }) => object

type Answer = { line: number; outcome: string; id: string }

/**
 * Begins a batch beside those before it, oldest first: what they could touch too waits for their end, and nothing is
 * committed before them. So the file is taken as if row by row, and what is done is always its beginning.
 */
export function takeBatch(work: Work, batch: Batch, before: readonly Taking[], reckon: Reckon): Taking {
  const placed = Promise.withResolvers<void>()
  const taking: Taking = { marks: marksOf(batch.rows), placed: placed.promise, done: Promise.resolve(), ended: false }
  taking.done = take(work, batch, before, reckon, placed.resolve).finally(() => {
    taking.ended = true
    placed.resolve()
  })
  // Looked at when its turn comes; until then it is not unheard of.
  taking.done.catch(() => {})
  return taking
}

async function take(work: Work, batch: Batch, before: readonly Taking[], reckon: Reckon, placed: () => void) {
  // Each waits for the one before it: when the last of them has ended well, all have.
  const last = before.at(-1)
  for (let attempt = 1; ; attempt++) {
    // Only the first time beside others: a batch that must be done again is done alone.
    const marks = together(attempt === 1 ? before.filter((one) => !one.ended).map((one) => one.marks) : [])
    try {
      // What failed before us ends us too: nothing is left out in the middle.
      if (!marks) await last?.done
      await last?.placed
      const companies = await place(work, batch, marks)
      placed()
      const beside = marks && last ? { marks, last } : undefined
      return await within(work, (tx) => bring(tx, work, batch, companies, beside, reckon))
    } catch (error) {
      if (attempt >= 4 || !isPassing(error)) throw error
    }
  }
}

/** Companies first and by themselves: two batches at once would each make the same one. */
async function place(work: Work, batch: Batch, before: Marks | undefined): Promise<Placed> {
  const { keys, batch: companies } = companiesOf(batch.rows, work, before)
  if (!keys.length) return new Map()
  return within(work, async (tx) => {
    const answers: Answer[] = await intake({ db: tx, house: work.house }, companies)
    const changed = answers.filter((one) => one.outcome !== 'found').map((one) => one.id)
    if (changed.length) await audit(tx, 'companies', changed, { import: work.import })
    return new Map(answers.map((one) => [keys[one.line - 1]!, one.id]))
  })
}

async function bring(
  tx: Transaction<any>,
  work: Work,
  batch: Batch,
  companies: Placed,
  beside: { marks: Marks; last: Taking } | undefined,
  reckon: Reckon,
): Promise<void> {
  const ctx = { db: tx, house: work.house }
  const answers: Answer[] = []
  if (beside) {
    const free = freeRows(batch.rows, beside.marks)
    if (free.length) answers.push(...(await intake(ctx, intakeOf(free, work, companies, 'new'))))
    await turnOf(beside.last, work.patience ?? 10_000)
  }
  const answered = new Set(answers.map((one) => one.line))
  const rest = answered.size ? batch.rows.filter((row) => !answered.has(row.line)) : batch.rows
  if (rest.length) answers.push(...(await intake(ctx, intakeOf(rest, work, companies))))
  const created = answers.filter((row) => row.outcome === 'created').length
  const counts = reckon({ created, matched: answers.length - created })
  const rows = othersOf(batch)
  await importStep(tx, work.import, { counts, done: batch.row, ...(rows.length && { rows }) })
  const ids = answers.map((row) => row.id)
  await audit(tx, 'people', ids, { import: work.import, rows: batch.counts.rows })
}

/** Rows that were not taken, and what was noted about those that were. */
function othersOf(batch: Batch): object[] {
  const rejected = batch.rejected.map(({ line, cells, problems }) => ({
    line,
    outcome: 'rejected',
    code: reasonOf(problems),
    cells,
  }))
  const noted = batch.problems
    .filter((found) => found.weight !== 'note')
    .map((found) => ({
      line: found.line,
      outcome: 'noted',
      code: found.code,
      cells: { column: found.column, value: found.value && withoutIdentityCodes(found.value) },
    }))
  return [...rejected, ...noted]
}

const audit = (tx: Transaction<any>, noun: string, ids: string[], detail: object) =>
  sql`select door.audit('people.import', ${noun}, ${ids}::uuid[], '{}', 'done', ${JSON.stringify(detail)}::jsonb)`.execute(
    tx,
  )

const within = <T>({ house, purpose, actor }: Work, run: (tx: Transaction<any>) => Promise<T>): Promise<T> =>
  inOwnTransaction(house, purpose, actor.id, run)

class Overdue extends Error {}

/** The database does not see that we wait here: were the one before waiting for our locks, neither would ever end. */
async function turnOf(before: Taking, patience: number): Promise<void> {
  const late = new AbortController()
  const overdue = wait(patience, undefined, { signal: late.signal }).then(
    () => {
      throw new Overdue()
    },
    () => {},
  )
  try {
    await Promise.race([before.done, overdue])
  } finally {
    late.abort()
  }
}

/** Deadlock, serialisation, our own impatience, a company that went meanwhile: done again, it may well succeed. */
function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return error instanceof Overdue || code === '40P01' || code === '40001' || message === 'COMPANY_NOT_FOUND'
}
