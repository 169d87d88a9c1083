import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { priceFor, type Step } from '#kernel/money.ts'
import { nounActions } from '#kernel/nounActions.ts'
import type { PurposeId } from '#register/index.ts'

/** Who sells, buys or agrees reads the lists; who arranges them for others changes them. */
const SEEN: readonly PurposeId[] = ['sales', 'relationship', 'contract', 'suppliers']

const arranged = (one: Action): Action => ({
  ...one,
  purposes: one.purposes.filter((purpose) => SEEN.includes(purpose)),
  verb: 'arrange',
})

export const actions: Action[] = [
  ...nounActions('products', ['list', 'get']),
  ...nounActions('products', ['create', 'update', 'delete', 'restore']).map(arranged),
  ...nounActions('price_lists', ['list', 'get']),
  ...nounActions('price_lists', ['create', 'update', 'delete']).map(arranged),
  ...nounActions('prices', ['list', 'get']),
  ...nounActions('prices', ['create', 'update', 'delete']).map(arranged),
  action({
    name: 'products.price',
    purposes: SEEN,
    verb: 'read',
    says: {
      fi: 'Hae tuotteen hinta hinnastosta',
      sv: 'Hämta produktens pris ur prislistan',
      en: 'Look up the price of a product on a list',
    },
    input: z.object({ id: z.uuid(), price_list_id: z.uuid(), quantity: z.string().max(20).default('1') }),
    output: z.object({
      /** At this quantity; null where the list has none. */
      amount: z.string().nullable(),
      steps: z.array(z.object({ amount: z.string(), from_quantity: z.string() })),
    }),
    run: price,
  }),
]

// prices_step finds them.
async function price(
  ctx: Context,
  { id, price_list_id, quantity }: { id: string; price_list_id: string; quantity: string },
) {
  const steps: Step[] = await ctx.db
    .selectFrom('prices')
    .select(['product_id', 'amount', 'from_quantity'])
    .where('price_list_id', '=', price_list_id)
    .where('product_id', '=', id)
    .orderBy('from_quantity')
    .execute()
  ctx.seen('products', [id], ['prices'])
  return { amount: priceFor(steps, id, quantity), steps: steps.map(({ product_id: _, ...step }) => step) }
}
