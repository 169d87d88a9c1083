import { type RawBuilder, sql } from 'kysely'
import type { Context } from './action.ts'
import { columnsOf } from './compile.ts'
import { refuse } from './errors.ts'
import type { Lens } from './records.ts'
import type { Noun } from './vocabulary.ts'

/** How far a level reaches among records: own, team's, or all. */
export type Reach = { scope: 'own' | 'team' | 'all'; user: string; team: string | null }

export const reachOf = (ctx: Pick<Context, 'actor'>): Reach => ({
  scope: ctx.actor.scope,
  user: ctx.actor.id,
  team: ctx.actor.team,
})

type Whole = { noun: string; column: string; held: boolean }

/** Where a record's owner stands: on itself, on what it is a part of or stands on; undefined where nobody owns any. */
export type Owned = { self: boolean; wholes: readonly Whole[] }

export function ownedOf(nouns: Readonly<Record<string, Noun>>, name: string, purpose: string): Owned | undefined {
  const noun = nouns[name]!
  const self = Boolean(noun.fields.owner_id)
  // What has an owner of its own is reached by that alone, unless it says that it stands on others.
  const named = [...(self ? [] : noun.partOf ? [noun.partOf] : []), ...(noun.linked ?? [])]
  const wholes = named
    .filter(({ noun }) => nouns[noun]!.fields.owner_id)
    .map((one) => ({ ...one, held: columnsOf(nouns[one.noun]!, purpose).includes('owner_id') }))
  return self || wholes.length > 0 ? { self, wholes } : undefined
}

/** The rows within reach; null when nothing is out of it. A purpose that holds no owners reaches nobody's own. */
export function within(lens: Lens, reach: Reach | undefined): RawBuilder<boolean> | null {
  if (!reach || reach.scope === 'all' || !lens.owned) return null
  const mine = (of: string) =>
    reach.scope === 'team' && reach.team
      ? sql<boolean>`(${sql.ref(`${of}.owner_id`)} = ${reach.user} or ${sql.ref(`${of}.team`)} = ${reach.team})`
      : sql<boolean>`${sql.ref(`${of}.owner_id`)} = ${reach.user}`
  const ways = lens.owned.wholes
    .filter(({ column, held }) => held && lens.columns.includes(column))
    .map(
      ({ noun, column }) => sql<boolean>`exists (select from ${sql.table(`${lens.purpose}.${noun}`)} whole
    where whole.id = ${sql.ref(`${lens.name}.${column}`)} and ${mine('whole')})`,
    )
  if (lens.owned.self && lens.columns.includes('owner_id')) ways.unshift(mine(lens.name))
  if (ways.length === 0) return sql<boolean>`false`
  return ways.length === 1 ? ways[0]! : sql<boolean>`(${sql.join(ways, sql` or `)})`
}

/** Before a door is used on a record: out of reach is answered as not there. */
export async function meet(ctx: Context, lens: Lens, ids: readonly string[]): Promise<void> {
  const reach = within(lens, reachOf(ctx))
  if (!reach || ids.length === 0) return
  const found = await ctx.db.selectFrom(lens.name).select('id').where('id', 'in', ids).where(reach).execute()
  if (found.length < new Set(ids).size) refuse(lens.name === 'people' ? 'PERSON_NOT_FOUND' : 'NOT_FOUND')
}
