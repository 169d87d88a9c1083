import { newId } from '#kernel/ledger.ts'
import { groupsOf, isSettled, type Marks } from './import/overlap.ts'
import type { ImportFile } from './import/read.ts'
import type { CleanCompany, CleanRow } from './import/rows.ts'
import type { ImportPlan } from './people.import.ts'
import { type Intake, monthsFromNow } from './people.intake.ts'

/** What an import adds to every batch of it. */
export type Terms = { plan: ImportPlan; import: string; file: ImportFile; owners: ReadonlyMap<string, string> }

/** Companies of this batch that have their place: our id by the file's. */
export type Placed = ReadonlyMap<string, string>

/** Clean rows as intake wants them: flat lists, ids made here, people met twice in the batch pointed at their first row. */
export function intakeOf(rows: readonly CleanRow[], terms: Terms, placed: Placed, only?: 'new'): Intake {
  const batch: Intake = { people: [], emails: [], phones: [], companies: [], notes: [], plan: planOf(terms, only) }
  const ids = rows.map(() => newId())
  const groups = groupsOf(rows)
  const companies = new Map<string, string>()
  for (const [i, row] of rows.entries()) {
    const id = ids[i]!
    const company = row.company ? companyOf(row.company, companies, placed, batch) : undefined
    batch.people.push({
      id,
      line: row.line,
      same_as: groups[i] === i ? undefined : ids[groups[i]!],
      given_name: row.given_name ?? undefined,
      family_name: row.family_name ?? undefined,
      job_title: row.job_title ?? undefined,
      title: row.job_title ?? undefined,
      start_on: (company && row.employed_from) ?? undefined,
      language: row.language ?? undefined,
      company,
      employment: company && newId(),
      role: row.company?.sole_trader ? 'owner' : undefined,
      objection: row.objection || undefined,
      phone_objection: row.phoneObjection || undefined,
      consent: row.consent ?? undefined,
      basis: row.legal_basis ?? undefined,
      fields: row.added,
      owner_id: row.owner ? terms.owners.get(row.owner.toLowerCase()) : undefined,
    })
    const bounced_at = row.bounced ? new Date().toISOString() : undefined
    for (const [n, { address, kind }] of row.emails.entries())
      batch.emails.push({ id: newId(), person: id, address, kind, main: n === 0, bounced_at })
    for (const [n, { number, kind }] of row.phones.entries())
      batch.phones.push({ id: newId(), person: id, number, kind, main: n === 0 })
    if (row.notes) batch.notes.push({ person: id, body: row.notes.slice(0, 20_000) })
  }
  return batch
}

/** The companies of these rows alone, to be found or made ahead; not those that the batch before may yet change. */
export function companiesOf(rows: readonly CleanRow[], terms: Terms, before: Marks | undefined) {
  const keys: string[] = []
  const batch: Intake = {
    people: [],
    emails: [],
    phones: [],
    companies: [],
    notes: [],
    plan: planOf(terms, 'companies'),
  }
  const known = new Map<string, string>()
  for (const row of rows) {
    if (!row.company || !isSettled(row, before) || known.has(keyOf(row.company))) continue
    companyOf(row.company, known, new Map(), batch)
    keys.push(keyOf(row.company))
  }
  return { keys, batch }
}

const keyOf = ({ business_id, name }: CleanCompany): string => business_id ?? name.toLowerCase()

function companyOf(company: CleanCompany, met: Map<string, string>, placed: Placed, batch: Intake): string {
  const key = keyOf(company)
  const found = met.get(key)
  if (found) return found
  const place = company.sole_trader ? undefined : placed.get(key)
  const id = place ?? newId()
  met.set(key, id)
  batch.companies.push(place ? { id, known: true } : { ...company, id })
  return id
}

function planOf({ plan, import: id, file }: Terms, only?: 'companies' | 'new'): object {
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
    only,
  }
}
