import type { CleanRow } from './rows.ts'

/** What the rows of a batch may be recognised by, or keep others from: a later batch that shares none of it is free of them. */
export type Marks = { match: Set<string>; refused: Set<string>; traders: Set<string> }

export function marksOf(rows: readonly CleanRow[]): Marks {
  const marks: Marks = { match: new Set(), refused: new Set(), traders: new Set() }
  for (const row of rows) {
    for (const key of matchKeys(row)) marks.match.add(key)
    // An objection closes the address to everybody who comes with it afterwards, whatever its kind.
    if (row.objection) for (const address of addressesOf(row)) marks.refused.add(address)
    if (row.company?.sole_trader) for (const key of companyKeys(row)) marks.traders.add(key)
  }
  return marks
}

/**
 * Parts a batch into rows that may come in beside the batch before it, and rows that must see what became of it:
 * the latter share an address, a number with a name, or a sole trader. People met twice in the batch stay together.
 */
export function partRows(rows: readonly CleanRow[], before: Marks): { free: CleanRow[]; later: CleanRow[] } {
  const groups = groupsOf(rows)
  const bound = new Set<number>()
  for (const [i, row] of rows.entries()) if (overlaps(row, before)) bound.add(groups[i]!)
  const parts = Map.groupBy(rows.entries(), ([i]) => bound.has(groups[i]!))
  const of = (later: boolean) => (parts.get(later) ?? []).map(([, row]) => row)
  return { free: of(false), later: of(true) }
}

/** For each row the place of the first row it is the same person as: by an address that belongs to one person. */
export function groupsOf(rows: readonly CleanRow[]): number[] {
  const first = new Map<string, number>()
  return rows.map((row, i) => {
    const own = row.emails.filter((email) => email.kind !== 'generic')
    const known = own.find((email) => first.has(email.address))
    const group = known ? first.get(known.address)! : i
    for (const { address } of own) if (!first.has(address)) first.set(address, group)
    return group
  })
}

/** Whether this company may be looked for while the batch before is still coming in. */
export const isSettled = (row: CleanRow, before: Marks | undefined): boolean =>
  !row.company?.sole_trader && !(before && companyKeys(row).some((key) => before.traders.has(key)))

function overlaps(row: CleanRow, { match, refused, traders }: Marks): boolean {
  return (
    matchKeys(row).some((key) => match.has(key)) ||
    (refused.size > 0 && addressesOf(row).some((address) => refused.has(address))) ||
    (traders.size > 0 && companyKeys(row).some((key) => traders.has(key)))
  )
}

/** As intake matches, or wider: by address, and by number with the name. */
function matchKeys(row: CleanRow): string[] {
  const keys = row.emails.filter((email) => email.kind !== 'generic').map((email) => email.address)
  const phones = row.phones.filter((phone) => phone.kind !== 'switchboard')
  if (!phones.length) return keys
  const name = bones(`${row.given_name ?? ''}${row.family_name ?? ''}`)
  for (const { number } of phones) keys.push(number + name)
  return keys
}

const addressesOf = (row: CleanRow): string[] => [
  ...row.emails.map((email) => email.address),
  ...row.phones.map((phone) => phone.number),
]

function companyKeys({ company }: CleanRow): string[] {
  if (!company) return []
  return company.business_id ? [company.business_id, `=${bones(company.name)}`] : [`=${bones(company.name)}`]
}

/**
 * What is left of a name whose letters may be written with marks or without: only letters that no other letter is
 * folded to. Names that data.fold makes equal have the same bones; others may have them too.
 */
const bones = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^bfghjkmpqvwx0-9]/g, '')
