import { sql } from 'kysely'
import { z } from 'zod'
import { csvLine } from '#features/people/import/csvWriter.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { clock, today } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { lineNet } from '#kernel/money.ts'
import { addDays } from './dates.ts'
import { type Account, type Bill, finvoice, type Party } from './finvoice.ts'
import { advance } from './orders.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
const text = (most: number) => z.string().trim().max(most)

const AccountInput = z.object({
  iban: text(40)
    .transform((value) => value.replace(/\s/g, '').toUpperCase())
    .refine(isIban, 'iban'),
  bic: text(11).regex(/^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/),
  days: z.number().int().min(0).max(180),
  /** Our own e-invoice address and operator. */
  address: text(35).optional(),
  operator: text(35).optional(),
})
const Known = z.object({ account: z.object(AccountInput.shape).partial().nullable() })

export const invoicingActions: Action[] = [
  action({
    name: 'orders.invoice',
    purposes: ['contract'],
    verb: 'write',
    http: { method: 'POST', path: '/orders/invoice' },
    says: says(
      'Luovuta tilaus laskutukseen',
      'Lämna beställningen till fakturering',
      'Hand an order over to invoicing',
    ),
    input: z.object({
      ids: z.array(z.uuid()).min(1).max(200),
      /** Finvoice 3.0: one order a file. CSV: any number, a row a line. */
      format: z.enum(['finvoice', 'csv']),
    }),
    output: z.any(),
    run: handOver,
  }),
  action({
    name: 'orders.account',
    purposes: ['contract'],
    verb: 'read',
    unlogged: true,
    http: { method: 'GET', path: '/orders/account' },
    says: says('Lue laskutustiedot', 'Läs faktureringsuppgifterna', 'Read the invoicing details'),
    input: z.object({}),
    output: Known,
    run: async ({ house }) => ({ account: await accountOf(house) }),
  }),
  action({
    name: 'orders.set_account',
    purposes: ['contract'],
    verb: 'arrange',
    http: { method: 'PATCH', path: '/orders/account' },
    says: says('Muuta laskutustietoja', 'Ändra faktureringsuppgifterna', 'Change the invoicing details'),
    input: AccountInput,
    output: Known,
    async run({ house, actor }, account) {
      await house.jobs.query(
        `insert into register.settings (name, value, by, at) values ('invoicing', $1, $2, clock_timestamp())`,
        [JSON.stringify(account), actor.id],
      )
      return { account }
    },
  }),
]

/** Delivered orders as one file; each is marked, and a second time is counted. Refused whole when one may not go. */
async function handOver(ctx: Context, { ids, format }: { ids: string[]; format: 'finvoice' | 'csv' }) {
  const unique = [...new Set(ids)]
  if (format === 'finvoice' && unique.length > 1) refuse('VALUE_NOT_ALLOWED', { field: 'ids' })
  const account = await accountOf(ctx.house)
  if (format === 'finvoice' && !account) refuse('INVOICING_NOT_SET', { field: 'account' })
  for (const id of unique.toSorted()) await advance(ctx, id, 'invoice')
  const rows = await billsOf(ctx, unique)
  ctx.note({ format, orders: unique.length })
  const [first] = rows
  if (format === 'finvoice') {
    const bill = { ...first!.bill, due: addDays(today(), account!.days) }
    return file(
      `${bill.number}.xml`,
      'application/xml; charset=utf-8',
      finvoice(sellerOf(ctx), first!.buyer, bill, account!),
    )
  }
  const name = rows.length === 1 ? `${first!.bill.number}.csv` : `orders-${today()}.csv`
  return file(name, 'text/csv; charset=utf-8', csv(rows))
}

type Ready = { bill: Bill; buyer: Party }

async function billsOf(ctx: Context, ids: string[]): Promise<Ready[]> {
  const { rows } = await sql<any>`
    select o.number, o.currency, o.language, o.ordered_on, o.reference, c.name, c.business_id, a.street, a.postcode, a.city, a.country,
      c.einvoice_address, c.einvoice_operator, t.number as contract,
      (select max(d.received_on) from deliveries d where d.order_id = o.id) as delivered_on,
      (select json_agg(json_build_object('name', l.name, 'unit', l.unit, 'code', p.code, 'quantity', l.quantity::text, 'price', l.price::text,
        'discount', l.discount::text, 'vat', l.vat::text) order by l.place, l.created_at) from lines l left join products p on p.id = l.product_id
        where l.order_id = o.id) as lines
    from orders o left join companies c on c.id = o.company_id left join contracts t on t.id = o.contract_id
      left join lateral (select street, postcode, city, country from addresses where company_id = c.id
        order by array_position(array['invoicing', 'postal', 'visiting'], kind), created_at limit 1) a on true
    where o.id = any(${ids}::uuid[]) order by o.number`.execute(ctx.db)
  return rows.map((row) => ({
    buyer: {
      // a company that the purpose no longer sees is nobody to invoice
      name: row.name ?? refuse('COMPANY_NOT_FOUND', { field: 'company_id', detail: row.number }),
      businessId: row.business_id,
      street: row.street,
      postcode: row.postcode,
      town: row.city,
      country: /^[A-Z]{2}$/.test(row.country ?? '') ? row.country : null,
      address: row.einvoice_address,
      operator: row.einvoice_operator,
    },
    bill: {
      number: row.number,
      currency: row.currency,
      language: row.language,
      date: today(),
      due: today(),
      orderedOn: row.ordered_on,
      deliveredOn: row.delivered_on,
      reference: row.reference,
      contract: row.contract,
      stamp: clock.now().toISOString(),
      lines: row.lines ?? [],
    },
  }))
}

function sellerOf({ register }: Context): Party {
  const { name, businessId, address } = register.controller
  return { name, businessId, street: address.street, postcode: address.postcode, town: address.town.fi }
}

const HEADS =
  'order;ordered_on;delivered_on;contract;customer;business_id;street;postcode;city;einvoice_address;einvoice_operator;their_reference;line;code;name;quantity;unit;price;discount;vat;net;currency'

/** A row a line, with its order beside it; cells that a spreadsheet would run are neutralised. */
function csv(rows: readonly Ready[]): string {
  const lines = rows.flatMap(({ bill, buyer }) =>
    bill.lines.map((line, at) =>
      csvLine(
        [
          bill.number,
          bill.orderedOn,
          bill.deliveredOn,
          bill.contract,
          buyer.name,
          buyer.businessId,
          buyer.street,
          buyer.postcode,
          buyer.town,
          buyer.address,
          buyer.operator,
          bill.reference,
          String(at + 1),
          line.code,
          line.name,
          line.quantity,
          line.unit,
          line.price,
          line.discount,
          line.vat,
          lineNet(line),
          bill.currency,
        ].map((cell) => cell ?? ''),
      ),
    ),
  )
  return `\ufeff${csvLine(HEADS.split(';'))}${lines.join('')}`
}

const file = (name: string, type: string, body: string) => ({ file: { name, type, body: [body] } })

async function accountOf(house: House): Promise<Account | null> {
  const { rows } = await house.jobs.query<{ value: Account }>(
    `select value from register.settings where name = 'invoicing' order by at desc limit 1`,
  )
  return rows[0]?.value ?? null
}

/** ISO 13616: letters as numbers, the first four at the end, and the remainder by 97 is one. */
function isIban(value: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(value)) return false
  const digits = (value.slice(4) + value.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return BigInt(digits) % 97n === 1n
}
