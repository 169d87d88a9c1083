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

/** Where a record's owner stands: on itself, or on what it is a part of; undefined where the noun has no owner. */
export type Owned = { on: 'self' } | { on: 'whole'; noun: string; column: string; held: boolean }

export function ownedOf(nouns: Readonly<Record<string, Noun>>, name: string, purpose: string): Owned | undefined {
  const noun = nouns[name]!
  if (noun.fields.owner_id) return { on: 'self' }
  const whole = noun.partOf && nouns[noun.partOf.noun]
  if (!whole?.fields.owner_id) return undefined
  return { on: 'whole', ...noun.partOf!, held: columnsOf(whole, purpose).includes('owner_id') }
}

/** The rows within reach; null when nothing is out of it. A purpose that holds no owners reaches nobody's own. */
export function within(lens: Lens, reach: Reach | undefined): RawBuilder<boolean> | null {
  if (!reach || reach.scope === 'all' || !lens.owned) return null
  const mine = (of: string) =>
    reach.scope === 'team' && reach.team
      ? sql<boolean>`(${sql.ref(`${of}.owner_id`)} = ${reach.user} or ${sql.ref(`${of}.team`)} = ${reach.team})`
      : sql<boolean>`${sql.ref(`${of}.owner_id`)} = ${reach.user}`
  if (lens.owned.on === 'self') return lens.columns.includes('owner_id') ? mine(lens.name) : sql<boolean>`false`
  const { noun, column, held } = lens.owned
  if (!held) return sql<boolean>`false`
  return sql<boolean>`exists (select from ${sql.table(`${lens.purpose}.${noun}`)} whole
    where whole.id = ${sql.ref(`${lens.name}.${column}`)} and ${mine('whole')})`
}

/** Before a door is used on a record: out of reach is answered as not there. */
export async function meet(ctx: Context, lens: Lens, ids: readonly string[]): Promise<void> {
  const reach = within(lens, reachOf(ctx))
  if (!reach || ids.length === 0) return
  const found = await ctx.db.selectFrom(lens.name).select('id').where('id', 'in', ids).where(reach).execute()
  if (found.length < new Set(ids).size) refuse(lens.name === 'people' ? 'PERSON_NOT_FOUND' : 'NOT_FOUND')
}
