import type { House } from '#kernel/database.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { storeWords } from './report.text.ts'

/**
 * Use of the person's data on one day for one purpose. `who`: the company, a team of five or more, or a recipient with
 * an access of its own; nobody by name. C-579/21.
 */
export type Look = {
  readonly day: string
  readonly purpose: string
  readonly action: string
  readonly who: string
  readonly team: string | null
  readonly times: number
}

/** A team smaller than this would point at somebody. */
const FEWEST = 5
/** By themselves, on their own page. */
const THEMSELVES = ['person', 'nobody']

/**
 * Who looked, from the ledger of use, the latest day first: told the same on a person's page and in their report. What
 * security, claims and authorities read has a rule of its own, and the person's own looks are not told back to them.
 */
export async function looksOf(house: House, person: string, language: Language): Promise<Look[]> {
  const { ledger, auth, register } = house
  const [{ rows }, { rows: teams }, { rows: keys }] = await Promise.all([
    ledger.query<{ day: string; purpose: string | null; action: string; actor: string; times: number }>(
      `select to_char(at at time zone 'Europe/Helsinki', 'YYYY-MM-DD') as day, purpose, action, actor, count(*)::int as times
       from ledger.entries
       where ids @> array[$1::uuid] and outcome = 'done' and actor <> all ($2) and coalesce(purpose, '') <> all ($3)
       group by 1, 2, 3, 4 order by 1 desc, 2, 3`,
      [person, THEMSELVES, untold(register)],
    ),
    auth.query<{ id: string; team: string | null }>(
      `select u.id::text, case when (select count(*) from auth.users m where m.team = u.team and m.left_at is null) >= $1 then u.team end as team
       from auth.users u`,
      [FEWEST],
    ),
    auth.query<{ id: string; recipient: string }>('select id::text, recipient from auth.keys'),
  ])
  const words = storeWords[language]
  const teamOf = new Map(teams.map(({ id, team }) => [id, team]))
  const outside = new Map(keys.map(({ id, recipient }) => [id, recipient]))
  const looks = new Map<string, Look>()
  for (const { day, purpose, action, actor, times } of rows) {
    const team = teamOf.get(actor) ?? null
    const ours = teamOf.has(actor) ? register.controller.name : words.itself
    const who = outside.get(actor) ?? team ?? ours
    const kind = words.use[doneBy(house, action)]
    const label = register.purposes[purpose ?? '']?.label[language] ?? words.upkeep
    const key = [day, label, kind, who].join('|')
    looks.set(key, { day, purpose: label, action: kind, who, team, times: times + (looks.get(key)?.times ?? 0) })
  }
  return [...looks.values()]
}

/** Purposes that a restriction leaves open, but for what serves the person's own rights. */
const untold = ({ masks }: Register): string[] =>
  masks.storage.filter((purpose) => !(masks.always as readonly string[]).includes(purpose))

/** Whether an action reads its declaration says; what takes out and what sends, and what jobs and doors record, their names do. */
function doneBy({ actions }: House, name: string): 'seen' | 'changed' | 'out' | 'sent' {
  const said = name.split('.')[1] ?? ''
  if (/export|download|content|save/.test(said)) return 'out'
  if (/send|mail|hand/.test(said)) return 'sent'
  const verb = actions?.find((one) => one.name === name)?.verb
  return verb === 'read' || (!verb && /list|get|show|read|search/.test(said)) ? 'seen' : 'changed'
}
