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

/** What several batches may be recognised by: a row that is free of this is free of each. */
export function together(all: readonly Marks[]): Marks | undefined {
  if (all.length < 2) return all[0]
  const union = (of: (marks: Marks) => Set<string>) => new Set(all.flatMap((marks) => [...of(marks)]))
  return { match: union((m) => m.match), refused: union((m) => m.refused), traders: union((m) => m.traders) }
}

/**
 * Rows that may come in beside the batches before theirs. The others must see what became of those: they share an
 * address, a number with a name, or a sole trader, with one or with another such row of their own batch.
 */
export function freeRows(rows: readonly CleanRow[], before: Marks): CleanRow[] {
  let free = rows.filter((row) => !overlaps(row, before))
  if (free.length === rows.length) return free
  const own = marksOf(rows)
  let found = rows.filter((row) => overlaps(row, before))
  while (found.length) {
    const tied = {
      match: new Set(found.flatMap(matchKeys)),
      refused: shared(found, own),
      traders: tradersOf(found, own),
    }
    found = free.filter((row) => overlaps(row, tied))
    const gone = new Set(found)
    free = free.filter((row) => !gone.has(row))
  }
  return free
}

/** Of the addresses that somebody in the batch refuses, those of these rows. */
const shared = (rows: readonly CleanRow[], { refused }: Marks): Set<string> =>
  new Set(rows.flatMap(addressesOf).filter((address) => refused.has(address)))

const tradersOf = (rows: readonly CleanRow[], { traders }: Marks): Set<string> =>
  new Set(rows.flatMap(companyKeys).filter((key) => traders.has(key)))

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
