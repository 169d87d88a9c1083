import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { create, get, nounActions } from '#kernel/nounActions.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'

export const serviceActions: Action[] = [
  ...nounActions('services', ['list', 'get', 'update', 'change', 'delete', 'restore']),
  ...nounActions('services', ['create']).map((one): Action => ({ ...one, run: serve })),
  action({
    name: 'services.start',
    purposes: ['contract', 'delivery'],
    verb: 'write',
    says: { fi: 'Aloita toimitetut palvelut', sv: 'Börja levererade tjänster', en: 'Start the services delivered' },
    input: z.object({
      order_id: z.uuid(),
      start_on: z.iso.date().optional(),
      end_on: z.iso.date().nullish(),
      technical_id: z.uuid().nullish(),
      site_id: z.uuid().nullish(),
    }),
    output: z.object({ ids: z.array(z.string()) }),
    run: start,
  }),
]

/** In the care of whoever answers for its contract, unless it is said otherwise. */
async function serve(ctx: Context, values: Record<string, unknown>) {
  const { contract_id } = values
  if (typeof contract_id !== 'string') return create(ctx, 'services', values)
  const contract = await get(ctx, 'contracts', contract_id)
  const care = contract.owner_id ? { owner_id: contract.owner_id, team: contract.team } : {}
  return create(ctx, 'services', { company_id: contract.company_id, ...care, ...values })
}

type Line = { product_id: string; name: string; quantity: string }

/** Of every received line of a service that runs nowhere yet, one service; pressed twice, it finds nothing the second time. */
async function start(ctx: Context, { order_id, ...said }: { order_id: string; start_on?: string }) {
  await meet(ctx, lensOf(ctx.register.nouns, 'orders', ctx.purpose), [order_id])
  const order = await get(ctx, 'orders', order_id)
  await sql`select pg_advisory_xact_lock(hashtext('services.start'), hashtext(${order_id}))`.execute(ctx.db)
  const { rows } = await sql<Line>`
    select l.product_id, l.name, sum(d.quantity)::text as quantity
    from lines l join products p on p.id = l.product_id and p.kind = 'service'
    join delivery_lines d on d.line_id = l.id join deliveries v on v.id = d.delivery_id and v.state = 'received'
    where l.order_id = ${order_id}::uuid
      and not exists (select from services s where s.order_id = l.order_id and s.product_id = l.product_id and s.name = l.name)
    group by l.id, l.product_id, l.name, l.place order by l.place`.execute(ctx.db)
  if (rows.length === 0) refuse('SERVICE_NOT_DELIVERED', { field: 'order_id' })
  const { company_id, contract_id, owner_id, team } = order
  const ids: string[] = []
  for (const line of rows) {
    const values = { ...line, order_id, company_id, contract_id, ...(owner_id && { owner_id, team }), ...said }
    ids.push((await create(ctx, 'services', values)).id)
  }
  return { ids }
}
