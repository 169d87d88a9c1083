import type { Language } from '#kernel/vocabulary.ts'

/** What every document of ours has in its frame; its own words are with its noun. */
export const words: Record<
  Language,
  Record<'businessId' | 'to' | 'net' | 'vat' | 'vatInAll' | 'gross', string> & { page(of: number, all: number): string }
> = {
  fi: {
    businessId: 'Y-tunnus',
    to: 'Vastaanottaja',
    net: 'Veroton summa',
    vat: 'ALV',
    vatInAll: 'ALV yhteensä',
    gross: 'Yhteensä',
    page: (of, all) => `sivu ${of}/${all}`,
  },
  sv: {
    businessId: 'FO-nummer',
    to: 'Mottagare',
    net: 'Summa utan moms',
    vat: 'Moms',
    vatInAll: 'Moms totalt',
    gross: 'Totalt',
    page: (of, all) => `sida ${of}/${all}`,
  },
  en: {
    businessId: 'Business ID',
    to: 'To',
    net: 'Net',
    vat: 'VAT',
    vatInAll: 'VAT in all',
    gross: 'Total',
    page: (of, all) => `page ${of} of ${all}`,
  },
}

const HEADS: Record<Language, Record<'name' | 'quantity' | 'price' | 'discount' | 'vat' | 'net', string>> = {
  fi: { name: 'Nimike', quantity: 'Määrä', price: 'À-hinta', discount: 'Alennus', vat: 'ALV', net: 'Veroton' },
  sv: { name: 'Benämning', quantity: 'Antal', price: 'À-pris', discount: 'Rabatt', vat: 'Moms', net: 'Netto' },
  en: { name: 'Item', quantity: 'Quantity', price: 'Unit price', discount: 'Discount', vat: 'VAT', net: 'Net' },
}

const WIDTHS = { quantity: 62, price: 84, discount: 48, vat: 48, net: 84 } as const

/** The columns of the table from the left edge to the right one, points. */
export function columns(language: Language, priced: boolean, left: number, right: number) {
  const numbers = (priced ? ['quantity', 'price', 'discount', 'vat', 'net'] : ['quantity']) as (keyof typeof WIDTHS)[]
  const taken = numbers.reduce((sum, id) => sum + WIDTHS[id], 0)
  let x = left
  const placed: { id: keyof (typeof HEADS)['fi']; label: string; x: number; width: number; align: 'left' | 'right' }[] =
    []
  for (const id of ['name', ...numbers] as const) {
    const width = id === 'name' ? right - left - taken : WIDTHS[id]
    const gap = id === 'name' ? 10 : 0
    placed.push({ id, label: HEADS[language][id], x, width: width - gap, align: id === 'name' ? 'left' : 'right' })
    x += width
  }
  return placed
}
