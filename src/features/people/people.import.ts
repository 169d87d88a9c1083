import { sql, type Transaction } from 'kysely'
import type { Actor } from '#kernel/action.ts'
import type { House } from '#kernel/database.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { newId } from '#kernel/ledger.ts'
import { withoutIdentityCodes } from '#kernel/values.ts'
import type { PurposeId, positions } from '#register/index.ts'
import type { Problem } from './import/problems.ts'
import type { Mapping } from './import/read.ts'
import { type Batch, emptyCounts, type ImportFile, openImport, readRows } from './import/read.ts'
import type { CleanRow, Counts } from './import/rows.ts'
import { type Intake, intake, monthsFromNow } from './people.intake.ts'

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

type Run = {
  house: House
  actor: Pick<Actor, 'id'>
  purpose: PurposeId
  import: string
  path: string
  plan: ImportPlan
  /** Rows and counts of an earlier, interrupted run. */
  after?: number
  before?: ImportCounts
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
}

/**
 * Brings a file in, two thousand rows a transaction, reading the next rows while the database takes these.
 * The place reached is kept in the same transaction: killed at any moment, a run goes on where it stood.
 */
export async function runImport(run: Run): Promise<{ counts: ImportCounts; stopped: boolean }> {
  const file = await openImport(run.path, { ...(run.plan.mapping ? { mapping: run.plan.mapping } : {}) })
  const owners = await ownersOf(run.house)
  const counts = { ...(run.before ?? emptyImportCounts()) }
  const begun = Date.now()
  const earlier = counts.seconds
  let taken = 0
  let stopped = false
  const batches = readRows(file, { after: run.after ?? 0, batch: 2000 })
  let reading = batches.next()
  for (;;) {
    const { value: batch, done } = await reading
    if (done || !batch) break
    reading = batches.next()
    // Looked at early so that a failure below does not leave this one unheard.
    reading.catch(() => {})
    await takeBatch(run, file, batch, owners, (after) => {
      add(counts, batch.counts, after)
      counts.seconds = earlier + (Date.now() - begun) / 1000
      return counts
    })
    taken += batch.counts.rows
    const seconds = (Date.now() - begun) / 1000
    run.onProgress?.({
      done: batch.row,
      rate: Math.round(taken / Math.max(seconds, 0.001)),
      part: file.size ? batch.bytes / file.size : 1,
    })
    if (run.signal?.aborted) {
      stopped = true
      await batches.return(undefined)
      break
    }
  }
  counts.seconds = Math.round((earlier + (Date.now() - begun) / 1000) * 1000) / 1000
  return { counts, stopped }
}

async function takeBatch(
  run: Run,
  file: ImportFile,
  batch: Batch,
  owners: ReadonlyMap<string, string>,
  reckon: (taken: { created: number; matched: number }) => ImportCounts,
): Promise<void> {
  const { house, purpose, actor } = run
  const given = intakeOf(batch.rows, run, file, owners)
  await house
    .under(purpose)
    .transaction()
    .execute(async (tx: Transaction<any>) => {
      await sql`select set_config('seloste.actor', ${actor.id}, true)`.execute(tx)
      const rows = batch.rows.length ? await intake({ db: tx, house }, given) : []
      if (batch.rejected.length || batch.problems.length) {
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
        await sql`select door.reject_rows(${run.import}::uuid, ${JSON.stringify([...rejected, ...noted])}::json)`.execute(
          tx,
        )
      }
      const created = rows.filter((row) => row.outcome === 'created').length
      const counts = reckon({ created, matched: rows.length - created })
      await sql`select door.update_import(${run.import}::uuid, null, null, ${JSON.stringify(counts)}::jsonb, ${batch.row}, null)`.execute(
        tx,
      )
      await sql`select door.audit('people.import', 'people', ${rows.map((row) => row.id)}::uuid[], '{}', 'done',
        ${JSON.stringify({ import: run.import, rows: batch.counts.rows })}::jsonb)`.execute(tx)
    })
}

/** Why the row was left out, among all that was found in it. */
const reasonOf = (problems: readonly Problem[]): string =>
  (problems.find((found) => found.weight === 'rejected') ?? problems[0])?.code ?? 'ROW_INVALID'

/** Clean rows as intake wants them: flat lists, ids made here, people met twice in the batch pointed at their first row. */
export function intakeOf(
  rows: readonly CleanRow[],
  run: Pick<Run, 'plan' | 'import'>,
  file: ImportFile,
  owners: ReadonlyMap<string, string>,
): Intake {
  const batch: Intake = { people: [], emails: [], phones: [], companies: [], notes: [], plan: planOf(run, file) }
  const first = new Map<string, string>()
  const companies = new Map<string, string>()
  for (const row of rows) {
    const id = newId()
    const known = row.emails.find((email) => email.kind !== 'generic' && first.has(email.address))
    const same_as = known ? first.get(known.address) : undefined
    for (const email of row.emails)
      if (email.kind !== 'generic' && !first.has(email.address)) first.set(email.address, same_as ?? id)
    const company = row.company ? companyOf(row.company, companies, batch) : undefined
    batch.people.push({
      id,
      line: row.line,
      same_as,
      given_name: row.given_name,
      family_name: row.family_name,
      job_title: row.job_title,
      title: row.job_title,
      language: row.language,
      company,
      role: row.company?.sole_trader ? 'owner' : 'contact',
      objection: row.objection || undefined,
      phone_objection: row.phoneObjection || undefined,
      consent: row.consent ?? undefined,
      basis: row.legal_basis ?? undefined,
      owner_id: row.owner ? owners.get(row.owner.toLowerCase()) : undefined,
    })
    const bounced_at = row.bounced ? new Date().toISOString() : undefined
    for (const [i, email] of row.emails.entries())
      batch.emails.push({ person: id, ...email, main: i === 0, bounced_at })
    for (const [i, phone] of row.phones.entries())
      batch.phones.push({ person: id, number: phone.number, kind: phone.kind, main: i === 0 })
    if (row.notes) batch.notes.push({ person: id, body: row.notes.slice(0, 20_000) })
  }
  return batch
}

function companyOf(company: NonNullable<CleanRow['company']>, known: Map<string, string>, batch: Intake): string {
  const key = company.business_id ?? company.name.toLowerCase()
  let id = known.get(key)
  if (!id) {
    id = newId()
    known.set(key, id)
    batch.companies.push({ ...company, id })
  }
  return id
}

function planOf({ plan, import: id }: Pick<Run, 'plan' | 'import'>, file: ImportFile): object {
  const told = plan.origin === 'a' && plan.informed?.known !== false ? plan.informed : null
  return {
    position: plan.position,
    source: { a: 'register', b: 'person', c: 'elsewhere' }[plan.origin],
    source_name: plan.source,
    informed_at: told?.at || null,
    informed_how: told?.how || null,
    // Art. 14(3)(a): got elsewhere, told within a month. A register moving house starts no new clock.
    inform_by: plan.origin === 'c' ? monthsFromNow(1) : null,
    match: true,
    updates: plan.updates,
    blanks: plan.blanks,
    mapped: file.columns.map((column) => column.field).filter(Boolean),
    import: id,
  }
}

function add(counts: ImportCounts, batch: Counts, taken: { created: number; matched: number }): void {
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

/** What would come of it, with nothing written: the whole file is read and its addresses looked up. */
export async function previewImport(run: Omit<Run, 'import'>) {
  const file = await openImport(run.path, { ...(run.plan.mapping ? { mapping: run.plan.mapping } : {}) })
  const counts = { ...emptyCounts() }
  const reasons = new Map<string, number>()
  let matched = 0
  let objections = 0
  let suppressed = 0
  const key = run.house.connection.key
  for await (const batch of readRows(file)) {
    for (const [name, n] of Object.entries(batch.counts)) counts[name as keyof Counts] += n
    for (const { problems } of batch.rejected)
      reasons.set(reasonOf(problems), (reasons.get(reasonOf(problems)) ?? 0) + 1)
    const addresses = batch.rows.flatMap((row) => row.emails.map((email) => email.address))
    const found = await forecast(run, addresses, key)
    for (const row of batch.rows) {
      if (row.emails.some((email) => found.get(email.address)?.known)) matched += 1
      if (row.objection) objections += 1
      else if (row.emails.some((email) => found.get(email.address)?.suppressed)) suppressed += 1
    }
  }
  const created = Math.max(0, counts.accepted - matched - counts.duplicates)
  return {
    rows: counts.rows,
    created,
    matched: counts.accepted - created,
    rejected: counts.rejected,
    identityCodesRefused: counts.identityCodesRefused,
    objections: counts.objections,
    reasons: [...reasons].map(([code, count]) => ({ code, count })),
    purposes: usable(run, counts.accepted, objections, suppressed),
  }
}

async function forecast(run: Omit<Run, 'import'>, addresses: string[], key: Buffer) {
  const { rows } = await sql<{
    address: string
    known: boolean
    suppressed: boolean
  }>`select * from door.forecast_import(
    ${addresses}::text[], '{}'::text[], ${suppressionKey(key)}::bytea)`.execute(run.house.under(run.purpose) as any)
  return new Map(rows.map((row) => [row.address, row]))
}

/** For each purpose how many of these could be used, and what keeps the others out. */
function usable(run: Omit<Run, 'import'>, accepted: number, objections: number, suppressed: number) {
  const { positions: opens, purposes, masks } = run.house.register
  const open = opens[run.plan.position] as readonly string[]
  return Object.keys(purposes)
    .filter(
      (purpose) =>
        !(masks.storage as readonly string[]).includes(purpose) && purpose !== 'staff' && purpose !== 'development',
    )
    .map((purpose) => {
      const why: { reason: string; count: number }[] = []
      if (purposes[purpose]!.asleep) return { purpose, usable: 0, why: [{ reason: 'asleep', count: accepted }] }
      if (!open.includes(purpose)) return { purpose, usable: 0, why: [{ reason: 'position', count: accepted }] }
      let left = accepted
      if ((masks.marketing as readonly string[]).includes(purpose)) {
        if (objections) why.push({ reason: 'objection', count: objections })
        if (suppressed) why.push({ reason: 'suppressed', count: suppressed })
        left -= objections + suppressed
      }
      return { purpose, usable: left, why }
    })
}
