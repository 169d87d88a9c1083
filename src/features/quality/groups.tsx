import type { Row } from '#web/record.ts'

export type Group = { noun: 'people' | 'companies'; ids: string[]; names: string[] }

/** A merge takes at most this many records. */
const MOST = 9

/** Pairs that hang together, three records or more: what is one in three places is merged at once. */
export function groupsOf(pairs: readonly Row[]): Group[] {
  const groups: Map<string, string>[] = []
  for (const row of pairs) {
    const [a, b] = row.person_id
      ? [
          [row.person_id, row.person],
          [row.other_id, row.other],
        ]
      : [
          [row.company_id, row.company],
          [row.other_company_id, row.other_company],
        ]
    const met = groups.filter((group) => group.has(a![0]) || group.has(b![0]))
    const whole = new Map([...met.flatMap((group) => [...group]), a, b] as [string, string][])
    for (const group of met) groups.splice(groups.indexOf(group), 1)
    groups.push(whole)
  }
  const people = new Set(pairs.flatMap((row) => [row.person_id, row.other_id]))
  return groups
    .filter(({ size }) => size > 2)
    .map((group) => ({
      noun: people.has([...group.keys()][0]) ? 'people' : 'companies',
      ids: [...group.keys()].slice(0, MOST),
      names: [...group.values()].slice(0, MOST).map((name) => name || '–'),
    }))
}
