import Big from 'big.js'

/** Amounts travel and are reckoned as exact decimals, text like '1234.50'; a number of the machine never holds one. */
export type Priced = {
  /** At most three places. */
  quantity: string
  /** A unit without VAT, at most four places. */
  price: string
  /** Percent of the price, 0–100, at most two places. */
  discount: string
  /** Percent, at most two places. */
  vat: string
}

/** What one rate of VAT comes to: reckoned on the sum of its lines, as an invoice does. */
export type Rate = { rate: string; net: string; vat: string }
export type Sums = { net: string; vat: string; gross: string; rates: Rate[] }

/** quantity × price × (1 − discount / 100), halves away from zero, to the cent. `data.line_net` says the same in SQL. */
export const lineNet = ({ quantity, price, discount }: Priced): string =>
  cents(Big(quantity).times(price).times(Big(100).minus(discount)).times('0.01'))

/** The sums of a document: `data.line_sums` says the same in SQL. Rates from the highest down. */
export function sumsOf(lines: readonly Priced[]): Sums {
  const nets = new Map<string, Big>()
  for (const line of lines) {
    const rate = Big(line.vat).toFixed()
    nets.set(rate, (nets.get(rate) ?? Big(0)).plus(lineNet(line)))
  }
  const rates = [...nets]
    .map(([rate, net]) => ({ rate, net: cents(net), vat: cents(net.times(rate).times('0.01')) }))
    .toSorted((a, b) => Big(b.rate).cmp(a.rate))
  const net = total(rates.map((one) => one.net))
  const vat = total(rates.map((one) => one.vat))
  return { net, vat, gross: cents(Big(net).plus(vat)), rates }
}

export const total = (amounts: readonly string[]): string => cents(amounts.reduce((sum, one) => sum.plus(one), Big(0)))

const cents = (amount: Big): string => {
  const text = amount.toFixed(2, Big.roundHalfUp)
  return text === '-0.00' ? '0.00' : text
}

/** What somebody has typed, as an exact decimal of at most so many places: '1 234,50' → '1234.50'; null when it is none. */
export function typedDecimal(text: string, places: number): string | null {
  const plain = text
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace('−', '-')
    .replace(',', '.')
  if (!/^-?\d{1,12}(\.\d+)?$/.test(plain)) return null
  return plain.replace(/^[^.]*\.?/, '').replace(/0+$/, '').length > places ? null : Big(plain).toFixed()
}

/** A price of a product on a list, as the list keeps it. */
export type Step = { product_id: string; amount: string; from_quantity: string }

/** The price of the highest step that the quantity reaches, less than one counted as one; null where the list has none. */
export function priceFor(steps: readonly Step[], product: string, quantity: string): string | null {
  const least = Big(quantity || '0').lt(1) ? Big(1) : Big(quantity)
  const reached = steps.filter((one) => one.product_id === product && least.gte(one.from_quantity))
  const [first] = reached.toSorted((a, b) => Big(b.from_quantity).cmp(a.from_quantity))
  return first?.amount ?? null
}

const LOCALES: Readonly<Record<string, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }

/** `1 234,50 €`, in the reader's way; a price may have up to four places. */
export const formatMoney = (amount: string, currency: string, language: string, places = 2): string =>
  written(amount, language, { style: 'currency', currency, minimumFractionDigits: 2, maximumFractionDigits: places })

/** `12,5`: a quantity or a percentage, without needless noughts. */
export const formatDecimal = (amount: string, language: string, places = 4): string =>
  written(amount, language, { maximumFractionDigits: places })

// As text: Intl then rounds nothing that we have not. The one wide space there is in every font.
const written = (amount: string, language: string, options: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(LOCALES[language] ?? 'fi-FI', options)
    .format(Big(amount).toFixed() as Intl.StringNumericLiteral)
    .replaceAll('\u202f', '\u00a0')
