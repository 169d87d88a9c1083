import { sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { update } from '#kernel/nounActions.ts'
import { reachOf } from '#kernel/reach.ts'
import { conditions, lensOf } from '#kernel/records.ts'

/** Between two neighbours, so that a card comes between them sixteen times before the stage is numbered anew. */
const ROOM = 65_536

type Card = { id: string; rank: number | null }
type Move = { id: string; stage_id: string; pipeline_id?: string; lost_why?: string | null; after?: string | null }

/** To a stage, where it stands by its expected close; or right after another card of it, `null` for the top. */
export async function move(ctx: Context, { id, after, ...to }: Move) {
  if (after === undefined) return update(ctx, 'deals', id, to)
  const lens = lensOf(ctx.register.nouns, 'deals', ctx.purpose)
  const cards: Card[] = await conditions(ctx.db, lens, {}, reachOf(ctx))
    .select(['id', 'rank'])
    .where('stage_id', '=', to.stage_id)
    .where('id', '<>', id)
    .orderBy(sql`rank nulls last`)
    .orderBy(sql`close_on nulls last`)
    .orderBy('id')
    .execute()
  const at = after === null ? -1 : cards.findIndex((card) => card.id === after)
  if (at < 0 && after !== null) refuse('REFERENCE_UNKNOWN', { field: 'after' })
  const ranks = ranksOf(cards, id, at)
  const others = Object.keys(ranks).filter((one) => one !== id)
  // Read by the trigger of deals.sql, which alone writes ranks.
  await sql`select set_config('seloste.ranks', ${JSON.stringify(ranks)}, true)`.execute(ctx.db)
  if (others.length > 0)
    await ctx.db.updateTable('deals').set({ stage_id: to.stage_id }).where('id', 'in', others).execute()
  const moved = await update(ctx, 'deals', id, to)
  await sql`select set_config('seloste.ranks', '', true)`.execute(ctx.db)
  return moved
}

/** The rank of a card that comes after the one at `at` (-1: first), and those that others need for it to stand there. */
export function ranksOf(cards: readonly Card[], id: string, at: number): Record<string, number> {
  const before = cards[at]
  const next = cards[at + 1]
  if (before && before.rank === null) return numbered(cards.slice(0, at + 1), id, at)
  const low = before?.rank ?? (next?.rank ?? 0) - 2 * ROOM
  const high = next?.rank ?? low + 2 * ROOM
  const middle = Math.floor((low + high) / 2)
  if (middle > low && middle < high && Math.abs(middle) < 2 ** 30) return { [id]: middle }
  // No room left between them: all that have a place are numbered anew.
  return numbered(
    cards.filter((card) => card.rank !== null),
    id,
    at,
    true,
  )
}

function numbered(cards: readonly Card[], id: string, at: number, anew = false): Record<string, number> {
  const ranks: Record<string, number> = {}
  let last = 0
  cards.forEach((card, i) => {
    if (anew && i === at + 1) last = ranks[id] = last + ROOM
    if (!anew && card.rank !== null) last = card.rank
    else last = ranks[card.id] = last + ROOM
  })
  ranks[id] ??= last + ROOM
  return ranks
}
