import { sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { columnsOf } from '#kernel/compile.ts'
import { reachOf } from '#kernel/reach.ts'
import { conditions, lensOf } from '#kernel/records.ts'
import { businessId, emailAddress, oneLine } from '#kernel/values.ts'
import type { Target } from './nouns.ts'

type Link = NonNullable<Target['link']>

/** Whom the keys of one column stand for; `more` are values by which one of several can be told. */
export type Found = Map<string, { id: string; more: Record<string, string | null> }[]>

/** The key by which a cell is looked for; null where it can be none. */
export function keyIn({ by }: Link, cell: string): string | null {
  const text = oneLine(cell)
  if (by === 'business_id') return businessId(text)
  if (by === 'email') return emailAddress(text)
  return text.toLowerCase() || null
}

/** Looks the keys up among what this purpose sees and this user reaches: one question a column and batch. */
export async function look(ctx: Context, { noun, by }: Link, keys: readonly string[]): Promise<Found> {
  const found: Found = new Map()
  if (keys.length === 0) return found
  const take = (key: string, id: string, more: Record<string, string | null> = {}) => {
    const list = found.get(key) ?? []
    if (!list.some((one) => one.id === id)) list.push({ id, more })
    found.set(key, list)
  }
  if (noun === 'users') {
    for (const user of await usersOf(ctx)) {
      for (const key of new Set([user.name.toLowerCase(), user.email.toLowerCase()]))
        take(key, user.id, { team: user.team })
    }
    return found
  }
  // What the purpose does not hold cannot be told from what is not there.
  const declared = ctx.register.nouns[noun]
  if (!declared || columnsOf(declared, ctx.purpose).length === 0) return found
  const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
  if (by === 'email') {
    if (!columnsOf(ctx.register.nouns.emails!, ctx.purpose).includes('address')) return found
    const rows: { id: string; address: string }[] = await conditions(ctx.db, lens, {}, reachOf(ctx))
      .innerJoin('emails', 'emails.person_id', 'people.id')
      .select(['people.id', 'emails.address'])
      .where('emails.address', 'in', keys)
      .execute()
    for (const row of rows) take(row.address, row.id)
    return found
  }
  if (!lens.columns.includes(by)) return found
  const more = noun === 'stages' ? ['pipeline_id'] : noun === 'deals' ? ['company_id'] : []
  const rows: Record<string, string>[] = await conditions(ctx.db, lens, {}, reachOf(ctx))
    .select(['id', by, ...more])
    .where(sql`lower(${sql.ref(by)})`, 'in', keys)
    .execute()
  for (const { id, [by]: told, ...rest } of rows) take(by === 'business_id' ? told! : told!.toLowerCase(), id!, rest)
  return found
}

async function usersOf({
  house,
}: Context): Promise<{ id: string; name: string; email: string; team: string | null }[]> {
  const { rows } = await house.auth.query('select id, name, email, team from auth.users where left_at is null')
  return rows
}
