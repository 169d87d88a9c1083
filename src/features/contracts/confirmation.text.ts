import { formatDecimal, formatMoney, lineNet, type Priced, sumsOf } from '#kernel/money.ts'
import type { Language } from '#kernel/vocabulary.ts'

export type Confirmed = {
  id: string
  number: string
  /** Sold to whoever is written to, or bought from them. */
  kind: 'sale' | 'purchase'
  state: string
  currency: string
  language: Language
  ordered_on: string
  wanted_on: string | null
  reference: string | null
  delivery_address: string | null
  confirmed_at: string | null
  contact_id: string | null
  company: string | null
  street: string | null
  postcode: string | null
  city: string | null
  /** Null where the purpose does not see them. */
  contact: string | null
  contract: string | null
  lines: (Priced & { name: string; unit: string })[]
}

type Words = Record<
  | 'title'
  | 'subject'
  | 'hello'
  | 'thanks'
  | 'attached'
  | 'number'
  | 'ordered'
  | 'wanted'
  | 'reference'
  | 'contract'
  | 'orderer'
  | 'delivery'
  | 'item'
  | 'quantity'
  | 'price'
  | 'discount'
  | 'vat'
  | 'net'
  | 'sum'
  | 'gross',
  string
>

/** What an order is called when it is ours, to a supplier. */
const bought: Record<Language, Partial<Words>> = {
  fi: {
    title: 'Ostotilaus',
    subject: 'Ostotilaus',
    thanks: 'tilaamme teiltä:',
    attached: 'Tilaus on liitteenä PDF-tiedostona.',
    reference: 'Viite',
    orderer: 'Yhteyshenkilö',
  },
  sv: {
    title: 'Inköpsorder',
    subject: 'Inköpsorder',
    thanks: 'vi beställer av er:',
    attached: 'Beställningen är bifogad som PDF.',
    reference: 'Referens',
    orderer: 'Kontaktperson',
  },
  en: {
    title: 'Purchase order',
    subject: 'Purchase order',
    thanks: 'we order from you:',
    attached: 'The order is attached as a PDF.',
    reference: 'Reference',
    orderer: 'Contact',
  },
}

export const wordsOf = (order: Confirmed, language: Language): Words =>
  order.kind === 'purchase' ? { ...words[language], ...bought[language] } : words[language]

/** Words of a confirmation, in the reader's language: what was ordered and nothing else, for it is a service message. */
const words: Record<Language, Words> = {
  fi: {
    title: 'Tilausvahvistus',
    subject: 'Tilausvahvistus',
    hello: 'Hei',
    thanks: 'vahvistamme tilauksesi:',
    attached: 'Vahvistus on liitteenä PDF-tiedostona.',
    number: 'Tilausnumero',
    ordered: 'Tilattu',
    wanted: 'Toivottu toimitus',
    reference: 'Viitteenne',
    contract: 'Sopimus',
    orderer: 'Tilaaja',
    delivery: 'Toimitusosoite',
    item: 'Nimike',
    quantity: 'Määrä',
    price: 'À-hinta',
    discount: 'Alennus',
    vat: 'ALV',
    net: 'Veroton',
    sum: 'Veroton yhteensä',
    gross: 'Yhteensä',
  },
  sv: {
    title: 'Orderbekräftelse',
    subject: 'Orderbekräftelse',
    hello: 'Hej',
    thanks: 'vi bekräftar din beställning:',
    attached: 'Bekräftelsen är bifogad som PDF.',
    number: 'Ordernummer',
    ordered: 'Beställd',
    wanted: 'Önskad leverans',
    reference: 'Er referens',
    contract: 'Avtal',
    orderer: 'Beställare',
    delivery: 'Leveransadress',
    item: 'Benämning',
    quantity: 'Antal',
    price: 'À-pris',
    discount: 'Rabatt',
    vat: 'Moms',
    net: 'Netto',
    sum: 'Netto totalt',
    gross: 'Totalt',
  },
  en: {
    title: 'Order confirmation',
    subject: 'Order confirmation',
    hello: 'Hello',
    thanks: 'we confirm your order:',
    attached: 'The confirmation is attached as a PDF.',
    number: 'Order number',
    ordered: 'Ordered',
    wanted: 'Wanted on',
    reference: 'Your reference',
    contract: 'Contract',
    orderer: 'Ordered by',
    delivery: 'Delivery address',
    item: 'Item',
    quantity: 'Quantity',
    price: 'Unit price',
    discount: 'Discount',
    vat: 'VAT',
    net: 'Net',
    sum: 'Net total',
    gross: 'Total',
  },
}

export function mailOf(order: Confirmed, language: Language, note?: string): { subject: string; body: string } {
  const say = wordsOf(order, language)
  const { rates, net, gross } = sumsOf(order.lines)
  const money = (amount: string) => formatMoney(amount, order.currency, language)
  const rows = order.lines.map(
    (line) => `${formatDecimal(line.quantity, language)} ${line.unit}  ${line.name}  ${money(lineNet(line))}`,
  )
  const facts = [
    [say.number, order.number],
    [say.ordered, dayOf(order.ordered_on)],
    [say.wanted, dayOf(order.wanted_on)],
    [say.reference, order.reference],
    [say.contract, order.contract],
  ].flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []))
  const vats = rates.map((one) => `${say.vat} ${formatDecimal(one.rate, language)} %: ${money(one.vat)}`)
  const parts = [
    `${say.hello} ${order.contact ?? ''},`.replace(' ,', ','),
    say.thanks,
    ...(note ? [note] : []),
    facts.join('\n'),
    rows.join('\n'),
    [`${say.sum}: ${money(net)}`, ...vats, `${say.gross}: ${money(gross)}`].join('\n'),
    say.attached,
  ]
  return { subject: `${say.subject} ${order.number}`, body: parts.join('\n\n') }
}

/** 2026-11-22 → 22.11.2026: an order is dated as its sender dates. */
export const dayOf = (day: string | null): string => (day ? day.split('-').reverse().map(Number).join('.') : '')
