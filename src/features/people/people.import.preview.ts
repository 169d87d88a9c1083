import type { House } from '#kernel/database.ts'
import { suppressionKey } from '#kernel/instance.ts'
import type { PurposeId } from '#register/index.ts'
import { addedTo } from './import/added.ts'
import { reasonOf } from './import/problems.ts'
import { emptyCounts, openImport, readRows } from './import/read.ts'
import type { Counts } from './import/rows.ts'
import { importStep } from './people.import.kept.ts'
import type { ImportPlan } from './people.import.ts'

type Look = { house: House; purpose: PurposeId; import: string; path: string; plan: ImportPlan }

/** What would come of it, with nothing written: the whole file is read and its addresses looked up. */
export async function previewImport(run: Look) {
  const file = await openImport(run.path, {
    added: addedTo(run.house.register, run.purpose),
    ...(run.plan.mapping ? { mapping: run.plan.mapping } : {}),
  })
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

async function forecast(run: Look, addresses: string[], key: Buffer) {
  const found = await importStep<{ address: string; known: boolean; suppressed: boolean }[]>(
    run.house.under(run.purpose) as any,
    run.import,
    { forecast: addresses, key: suppressionKey(key).toString('hex') },
  )
  return new Map(found.map((one) => [one.address, one]))
}

/** For each purpose how many of these could be used, and what keeps the others out. */
function usable(run: Look, accepted: number, objections: number, suppressed: number) {
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
