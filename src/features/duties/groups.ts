import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import type { Words } from '#kernel/vocabulary.ts'
import { fold } from '#kernel/words.ts'
import { withCells } from './cells.ts'

/** What we sell; similar_to: groups whose customers may hear of this one, 917/2014 § 200.3. */
export type Group = { id: string; label: Words; similar_to: string[]; retired_at: string | null }

export async function groupsOf(house: House): Promise<Group[]> {
  const { rows } = await house.jobs.query<Group>(
    'select id, label, similar_to, retired_at from register.product_groups order by retired_at nulls first, id',
  )
  return rows
}

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
const word = z.string().trim().min(1).max(80)
const label = z.object({ fi: word, sv: word, en: word })
const similar_to = z.array(z.string().max(41)).max(50)
/** Not `id`: that is a record's, and a repeated request is answered by it. */
const Made = z.object({ product_group: z.string() })

export const actions: Action[] = [
  action({
    name: 'product_groups.create',
    purposes: ['rights'],
    verb: 'register',
    says: says('Lisää tuoteryhmä', 'Lägg till en produktgrupp', 'Add a product group'),
    input: z.object({ label, similar_to: similar_to.default([]) }),
    output: Made,
    async run(ctx, input) {
      const id = idOf(input.label.en)
      await refuseUnknown(ctx, id, input.similar_to)
      const { rowCount } = await ctx.house.jobs.query(
        'insert into register.product_groups (id, label, similar_to) values ($1, $2, $3) on conflict (id) do nothing',
        [id, JSON.stringify(input.label), input.similar_to],
      )
      if (rowCount === 0) refuse('PRODUCT_GROUP_EXISTS', { field: 'label' })
      ctx.note({ product_group: id, similar_to: input.similar_to.join(',') })
      return { product_group: id }
    },
  }),
  action({
    name: 'product_groups.update',
    purposes: ['rights'],
    verb: 'register',
    says: says('Muuta tuoteryhmää', 'Ändra produktgruppen', 'Change a product group'),
    input: z.object({ id: z.string().max(41), label: label.optional(), similar_to: similar_to.optional() }),
    output: Made,
    async run(ctx, { id, label, similar_to }) {
      if (!label && !similar_to) refuse('NOTHING_TO_CHANGE')
      if (similar_to) await refuseUnknown(ctx, id, similar_to)
      const { rowCount } = await ctx.house.jobs.query(
        `update register.product_groups set label = coalesce($2, label), similar_to = coalesce($3, similar_to)
         where id = $1 and retired_at is null`,
        [id, label ? JSON.stringify(label) : null, similar_to ?? null],
      )
      if (rowCount === 0) refuse('NOT_FOUND', { field: 'id' })
      ctx.note({ product_group: id, renamed: Boolean(label), ...(similar_to && { similar_to: similar_to.join(',') }) })
      return { product_group: id }
    },
  }),
  action({
    name: 'product_groups.retire',
    purposes: ['rights'],
    verb: 'register',
    says: says('Poista tuoteryhmä käytöstä', 'Ta produktgruppen ur bruk', 'Retire a product group'),
    input: z.object({ id: z.string().max(41) }),
    output: Made.extend({ ended: z.number() }),
    run: (ctx, { id }) => retire(ctx, id),
  }),
]

/** What is no longer sold is offered to nobody: its approvals and proposals end with it. */
async function retire(ctx: Context, id: string) {
  return withCells(ctx.house, async (client) => {
    const retired = await client.query(
      'update register.product_groups set retired_at = now() where id = $1 and retired_at is null',
      [id],
    )
    if (retired.rowCount === 0) refuse('NOT_FOUND', { field: 'id' })
    const { rowCount } = await client.query(
      'update register.duties set ended_at = now() where product_group = $1 and ended_at is null',
      [id],
    )
    await client.query(
      'update register.duty_proposals set settled_at = now(), settled_by = $2 where product_group = $1 and settled_at is null',
      [id, ctx.actor.id],
    )
    await client.query('update register.product_groups set similar_to = array_remove(similar_to, $1)', [id])
    const ended = rowCount ?? 0
    ctx.note({ product_group: id, ended })
    return { product_group: id, ended }
  })
}

async function refuseUnknown({ house }: Context, own: string, ids: readonly string[]): Promise<void> {
  const there = (await groupsOf(house)).filter((one) => !one.retired_at).map((one) => one.id)
  if (ids.some((id) => id === own || !there.includes(id))) refuse('VALUE_NOT_ALLOWED', { field: 'similar_to' })
}

/** "Spare parts" → spare_parts: in the ledger and in addresses, the same for ever. */
function idOf(name: string): string {
  const id = fold(name)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 40)
  return id || refuse('VALUE_NOT_ALLOWED', { field: 'label' })
}
