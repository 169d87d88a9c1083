import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { create, get, nounActions, recordOutput } from '#kernel/nounActions.ts'

const quantity = z.string().regex(/^\d{1,12}(\.\d{1,3})?$/)

const Delivery = z.object({
  order_id: z.uuid(),
  state: z.enum(['planned', 'sent', 'received']).default('sent'),
  planned_on: z.iso.date().nullish(),
  sent_on: z.iso.date().nullish(),
  received_on: z.iso.date().nullish(),
  received_by: z.string().trim().max(200).nullish(),
  note: z.string().trim().max(500).nullish(),
  /** What goes out; all that is left of every line, if not said. */
  lines: z
    .array(z.object({ line_id: z.uuid(), quantity }))
    .max(500)
    .optional(),
})

export const deliveryActions: Action[] = [
  ...nounActions('deliveries', ['list', 'get', 'update', 'delete']),
  ...nounActions('delivery_lines', ['list', 'update', 'delete']),
  action({
    name: 'deliveries.create',
    purposes: ['contract', 'delivery', 'suppliers'],
    verb: 'write',
    says: {
      fi: 'Kirjaa toimitus tai vastaanotto',
      sv: 'Anteckna en leverans eller mottagning',
      en: 'Record what was delivered or received',
    },
    input: Delivery,
    output: recordOutput,
    run: deliver,
  }),
]

/** One delivery of an order: the whole of what is left, or a part. */
async function deliver(ctx: Context, { lines, ...values }: z.infer<typeof Delivery>) {
  // Made first: the order is then locked, and what is left is counted when it is ours.
  const made = await create(ctx, 'deliveries', values)
  const given = lines ?? (await left(ctx, values.order_id))
  if (given.length === 0) refuse('DELIVERY_EMPTY', { field: 'lines' })
  for (const one of given) {
    if (Number(one.quantity) === 0) continue
    await ctx.db
      .insertInto('delivery_lines')
      .values({ delivery_id: made.id, ...one })
      .execute()
  }
  return get(ctx, 'deliveries', made.id, 'delivery_lines')
}

async function left(ctx: Context, order: string): Promise<{ line_id: string; quantity: string }[]> {
  const { rows } = await sql<{ line_id: string; quantity: string }>`
    select l.id as line_id, (l.quantity - coalesce(sum(d.quantity), 0))::text as quantity
    from lines l left join delivery_lines d on d.line_id = l.id
    where l.order_id = ${order}::uuid group by l.id, l.quantity, l.place
    having l.quantity > coalesce(sum(d.quantity), 0) order by l.place`.execute(ctx.db)
  return rows
}
