import { lineNet, sumsOf } from '#kernel/money.ts'
import type { Register } from '#register/index.ts'
import { type Confirmed, dayOf, wordsOf } from './confirmation.text.ts'

/** The confirmation, or our order to a supplier, as a PDF with our letterhead, in the order's language. */
export async function documentOf(order: Confirmed, sender: Register['controller']): Promise<Buffer> {
  // What draws weighs 20 MB: loaded when it is first needed.
  const { drawn } = await import('../quotes/document.ts')
  const say = wordsOf(order, order.language)
  const facts: [string, string | null][] = [
    [say.ordered, dayOf(order.ordered_on)],
    [say.orderer, order.contact],
    [say.reference, order.reference],
    [say.contract, order.contract],
    [say.wanted, dayOf(order.wanted_on)],
  ]
  return drawn(sender, {
    language: order.language,
    kind: say.title,
    number: order.number,
    to: [order.company, order.contact, order.street, [order.postcode, order.city].filter(Boolean).join(' ')].filter(
      (line): line is string => Boolean(line),
    ),
    facts: facts.filter((fact): fact is [string, string] => Boolean(fact[1])),
    lines: order.lines.map((line) => ({ ...line, net: lineNet(line) })),
    currency: order.currency,
    sums: sumsOf(order.lines),
    texts: order.delivery_address ? [{ heading: say.delivery, body: order.delivery_address }] : [],
    at: new Date(order.confirmed_at ?? `${order.ordered_on}T09:00:00Z`),
  })
}
