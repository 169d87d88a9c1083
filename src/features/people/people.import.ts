import type { House } from '#kernel/database.ts'
import type { positions } from '#register/index.ts'
import { addedTo } from './import/added.ts'
import { type Batch, type Mapping, openImport, readRows } from './import/read.ts'
import type { Counts } from './import/rows.ts'
import { type Taking, takeBatch, type Work } from './people.import.batch.ts'

/** What a person decided about a file before it is brought in. */
export type ImportPlan = {
  /** a: our own register moving house; b: got from the people; c: got elsewhere. */
  origin: 'a' | 'b' | 'c'
  position: keyof typeof positions
  /** Name of the source, for c. */
  source: string | null
  /** For a: when and how people were told; not known goes to a work list, not to a lock. */
  informed: { at?: string | null; how?: string | null; known?: boolean } | null
  blanks: 'keep' | 'clear'
  updates: 'fill' | 'overwrite' | 'skip'
  mapping?: Mapping
}

export type ImportCounts = {
  rows: number
  created: number
  matched: number
  rejected: number
  identityCodesRefused: number
  objections: number
  badEmails: number
  badPhones: number
  badBusinessIds: number
  duplicates: number
  formulas: number
  multilineNotes: number
  seconds: number
}

export type Progress = { done: number; rate: number; part: number }

export const emptyImportCounts = (): ImportCounts => ({
  rows: 0,
  created: 0,
  matched: 0,
  rejected: 0,
  identityCodesRefused: 0,
  objections: 0,
  badEmails: 0,
  badPhones: 0,
  badBusinessIds: 0,
  duplicates: 0,
  formulas: 0,
  multilineNotes: 0,
  seconds: 0,
})

type Run = Pick<Work, 'house' | 'actor' | 'purpose' | 'import' | 'patience'> & {
  path: string
  plan: ImportPlan
  /** Rows and counts of an earlier, interrupted run. */
  after?: number
  before?: ImportCounts
  signal?: AbortSignal
  /** Rows a transaction; a bulk writer locks no more people at once than this. */
  batch?: number
  /** How many batches at once: each takes a connection of the purpose. */
  lanes?: () => number
  onProgress?: (progress: Progress) => void
}

/** With two, a sixth of two processors lay idle: both waited for one another, or for their next rows. */
const LANES = 3

/**
 * Brings a file in, five hundred rows a transaction, three of them at once, reading the next rows while the database
 * takes these. The place reached is kept in the same transaction: killed at any moment, a run goes on where it stood.
 */
export async function runImport(run: Run): Promise<{ counts: ImportCounts; stopped: boolean }> {
  const file = await openImport(run.path, {
    added: addedTo(run.house.register, run.purpose),
    ...(run.plan.mapping ? { mapping: run.plan.mapping } : {}),
  })
  const owners = await ownersOf(run.house)
  const work = { ...run, file, owners }
  const begun = Date.now()
  const seconds = () => (Date.now() - begun) / 1000
  const started = run.before ?? emptyImportCounts()
  let counts = started
  const under: { taking: Taking; batch: Batch }[] = []

  const settle = async () => {
    const { taking, batch } = under[0]!
    await taking.done
    under.shift()
    run.onProgress?.({
      done: batch.row,
      rate: Math.round((counts.rows - started.rows) / Math.max(seconds(), 0.001)),
      part: file.size ? batch.bytes / file.size : 1,
    })
  }

  const batches = readRows(file, { after: run.after ?? 0, batch: run.batch ?? 500 })
  let reading = batches.next()
  let stopped = false
  try {
    while (!stopped) {
      const { value: batch, done } = await reading
      if (done || !batch) break
      reading = batches.next()
      // Looked at early so that a failure below does not leave this one unheard.
      reading.catch(() => {})
      while (under.length >= (run.lanes?.() ?? LANES)) await settle()
      const before = under.map((one) => one.taking)
      const taking = takeBatch(work, batch, before, (taken) => {
        counts = add(counts, batch.counts, taken)
        counts.seconds = started.seconds + seconds()
        return counts
      })
      under.push({ taking, batch })
      stopped = run.signal?.aborted ?? false
    }
    while (under.length) await settle()
  } finally {
    // The others know by themselves that one before them has failed.
    await Promise.allSettled(under.map((one) => one.taking.done))
    await batches.return(undefined)
  }
  stopped ||= run.signal?.aborted ?? false
  counts = { ...counts, seconds: Math.round((started.seconds + seconds()) * 1000) / 1000 }
  return { counts, stopped }
}

function add(before: ImportCounts, batch: Counts, taken: { created: number; matched: number }): ImportCounts {
  const counts = { ...before }
  counts.rows += batch.rows
  counts.created += taken.created
  counts.matched += taken.matched
  counts.rejected += batch.rejected
  counts.identityCodesRefused += batch.identityCodesRefused
  counts.objections += batch.objections
  counts.badEmails += batch.badEmails
  counts.badPhones += batch.badPhones
  counts.badBusinessIds += batch.badBusinessIds
  counts.duplicates += batch.duplicates
  counts.formulas += batch.formulas
  counts.multilineNotes += batch.multilineNotes
  return counts
}

/** Our own users by name and by address, for a file's owner column. */
async function ownersOf(house: House): Promise<Map<string, string>> {
  const { rows } = await house.auth.query('select id, name, email from auth.users')
  return new Map(
    rows.flatMap((row) => [
      [row.name.toLowerCase(), row.id],
      [row.email.toLowerCase(), row.id],
    ]),
  )
}
