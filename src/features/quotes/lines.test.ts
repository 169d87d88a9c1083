import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import type pg from 'pg'
import { formatMoney, lineNet, type Priced, priceFor, sumsOf, typedDecimal } from '#kernel/money.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'

// One rule of sums in two languages: what the screen shows while one types is what the database keeps.

let bed: Bed
let owner: pg.Client
let quote: string
before(async () => {
  bed = await openBed()
  owner = await bed.owner()
  const { rows } = await owner.query(`insert into data.companies (name) values ('Rivitesti Oy') returning id`)
  quote = (await owner.query('insert into data.quotes (company_id) values ($1) returning id', [rows[0].id])).rows[0].id
})
after(() => bed.close())

const insert = (lines: readonly Priced[]) =>
  owner.query(
    `insert into data.lines (quote_id, name, place, quantity, price, discount, vat)
     select $1, 'Rivi', place, quantity::numeric, price::numeric, discount::numeric, vat::numeric
     from jsonb_to_recordset($2) as l(place int, quantity text, price text, discount text, vat text)`,
    [quote, JSON.stringify(lines.map((line, place) => ({ ...line, place })))],
  )
const kept = async () => {
  const { rows } = await owner.query('select net::text, vat::text, gross::text from data.quotes where id = $1', [quote])
  const [{ net, vat, gross }] = rows
  return {
    net: Number(net).toFixed(2),
    vat: Number(vat).toFixed(2),
    gross: Number(gross).toFixed(2),
    exact: [net, vat, gross],
  }
}

describe('what a line may not be', () => {
  test('impossible cents, half a promille, more off than there is: refused, and the sums stand', async () => {
    await owner.query('delete from data.lines where quote_id = $1', [quote])
    for (const [line, code] of [
      [{ price: '1.00001' }, '23514'],
      [{ quantity: '1.0001' }, '23514'],
      [{ quantity: '-1' }, '23514'],
      [{ discount: '100.01' }, '23514'],
      [{ discount: '-5' }, '23514'],
      [{ vat: '25.555' }, '23514'],
      [{ price: '1e15' }, '23514'],
    ] as const)
      await assert.rejects(
        insert([{ quantity: '1', price: '1', discount: '0', vat: '25.5', ...line }]),
        { code },
        JSON.stringify(line),
      )
    assert.deepEqual((await kept()).exact, ['0', '0', '0'])
  })

  test('neither on a quote and an order at once, nor on none, nor moved from one to another', async () => {
    const add = (more: string) =>
      owner.query(`insert into data.lines (name, quote_id, order_id) values ('Rivi', ${more})`)
    const { rows } = await owner.query(
      `insert into data.orders (company_id) select company_id from data.quotes where id = $1 returning id`,
      [quote],
    )
    await assert.rejects(add('null, null'), { message: 'VALUE_MISSING' })
    await assert.rejects(add(`'${quote}', '${rows[0].id}'`), { code: '23514' })
    await add(`'${quote}', null`)
    await assert.rejects(
      owner.query('update data.lines set quote_id = null, order_id = $2 where quote_id = $1', [quote, rows[0].id]),
      {
        message: 'LINE_STAYS',
      },
    )
  })

  test('sales touch no line of an order, contracts none of a quote', async () => {
    const sales = await bed.login('purpose_sales')
    const contract = await bed.login('purpose_contract')
    const { rows } = await owner.query('select id from data.orders limit 1')
    await assert.rejects(sales.query(`insert into lines (name, order_id) values ('Rivi', $1)`, [rows[0].id]), {
      message: 'PURPOSE_MISMATCH',
    })
    await assert.rejects(contract.query(`insert into lines (name, quote_id) values ('Rivi', $1)`, [quote]), {
      message: 'PURPOSE_MISMATCH',
    })
    await sales.query(`insert into lines (name, quote_id) values ('Rivi', $1)`, [quote])
    await assert.rejects(sales.query(`update lines set net = 5`), { code: '42501' })
    await assert.rejects(sales.query(`update quotes set state = 'accepted'`), { code: '42501' })
  })
})

/** An exact decimal of so many places, as text. */
const decimal = (most: number, places: number) =>
  fc.integer({ min: 0, max: most * 10 ** places }).map((value) => {
    const digits = String(value).padStart(places + 1, '0')
    return `${digits.slice(0, -places)}.${digits.slice(-places)}`
  })
const line = fc.record({
  quantity: decimal(9_999, 3),
  price: fc.oneof(
    decimal(99_999, 4),
    decimal(5, 4).map((value) => `-${value}`),
  ),
  discount: fc.oneof(fc.constant('0'), decimal(100, 2)),
  vat: fc.constantFrom('25.5', '14', '13.50', '10', '0', '7.77'),
})

describe('the law of sums', () => {
  test('SQL and TypeScript come to the same cents, line by line and rate by rate', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
        await owner.query('delete from data.lines where quote_id = $1', [quote])
        await insert(lines)
        const { rows } = await owner.query('select net::text from data.lines where quote_id = $1 order by place', [
          quote,
        ])
        assert.deepEqual(
          rows.map((row) => Number(row.net).toFixed(2)),
          lines.map((one) => Number(lineNet(one)).toFixed(2)),
        )
        const { net, vat, gross } = sumsOf(lines)
        const { exact, ...stands } = await kept()
        assert.deepEqual(stands, { net, vat, gross })
      }),
      { numRuns: 80 },
    )
  })

  test('a change and a removal are summed too; the document that goes takes its lines along', async () => {
    await owner.query('delete from data.lines where quote_id = $1', [quote])
    await insert([
      { quantity: '3', price: '0.3333', discount: '0', vat: '25.5' },
      { quantity: '1', price: '0.005', discount: '0', vat: '14' },
    ])
    assert.deepEqual((await kept()).exact, ['1.01', '0.26', '1.27'])
    await owner.query(`update data.lines set quantity = 6 where quote_id = $1 and vat = 25.5`, [quote])
    assert.equal((await kept()).net, '2.01')
    await owner.query(`delete from data.lines where quote_id = $1 and vat = 14`, [quote])
    assert.deepEqual((await kept()).exact, ['2.00', '0.51', '2.51'])
    const { rows } = await owner.query(
      `insert into data.quotes (company_id) select company_id from data.quotes where id = $1 returning id`,
      [quote],
    )
    await owner.query(`insert into data.lines (quote_id, name) values ($1, 'Rivi')`, [rows[0].id])
    await owner.query('delete from data.quotes where id = $1', [rows[0].id])
    assert.equal((await owner.query('select from data.lines where quote_id is null and order_id is null')).rowCount, 0)
  })

  test('numbers run without gaps, also where an insert comes to nothing and many insert at once', async () => {
    const make = (client: pg.Client) =>
      client.query(
        `insert into data.quotes (company_id) select company_id from data.quotes where id = $1 returning number`,
        [quote],
      )
    const [first] = (await make(owner)).rows
    await owner.query('begin')
    await make(owner)
    await owner.query('rollback')
    const others = await Promise.all(Array.from({ length: 4 }, () => bed.owner()))
    const made = await Promise.all(others.map(make))
    const last = (number: string) => Number(number.split('-')[2])
    assert.match(first.number, /^T-20\d\d-\d{4}$/)
    assert.deepEqual(
      made.map(({ rows }) => last(rows[0].number)).toSorted((a, b) => a - b),
      [1, 2, 3, 4].map((more) => last(first.number) + more),
    )
    await owner.query(`update register.counters set last = 9999 where name = 'quotes'`)
    assert.match((await make(owner)).rows[0].number, /-10000$/)
    assert.match((await make(owner)).rows[0].number, /-10001$/)
  })
})

describe('money as people type and read it', () => {
  test('typed with a comma, spaces or a real minus; what is no amount is none', () => {
    assert.deepEqual(
      ['1 234,50', '1234.5', '−2', '0,125', '1,2345', '1e3', 'abc', '', '--1', '1.2.3'].map((text) =>
        typedDecimal(text, 3),
      ),
      ['1234.5', '1234.5', '-2', '0.125', null, null, null, null, null, null],
    )
  })

  test('in the language and currency of the reader, exact beyond what a float holds', () => {
    assert.equal(formatMoney('1234567890123.45', 'EUR', 'fi'), '1 234 567 890 123,45 €'.replaceAll(' ', '\u00a0'))
    assert.equal(formatMoney('1234.5', 'SEK', 'sv').replaceAll('\u00a0', ' '), '1 234,50 kr')
    assert.equal(formatMoney('0.1234', 'EUR', 'en', 4), '€0.1234')
  })

  test('the price is that of the highest step reached', () => {
    const steps = [
      { product_id: 'a', amount: '10', from_quantity: '1' },
      { product_id: 'a', amount: '8', from_quantity: '10' },
      { product_id: 'b', amount: '1', from_quantity: '5' },
    ]
    assert.deepEqual(
      ['0.5', '1', '9.999', '10', '2000'].map((quantity) => priceFor(steps, 'a', quantity)),
      ['10', '10', '10', '8', '8'],
    )
    assert.equal(priceFor(steps, 'b', '1'), null)
  })
})
