import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useRef } from 'react'
import { formatDecimal, formatMoney, lineNet, type Priced, sumsOf, typedDecimal } from '#kernel/money.ts'
import { get } from './api.ts'
import { language, t } from './language.ts'
import { ProductPicker } from './ProductPicker.tsx'
import type { Row } from './record.ts'
import './lines.css'

/** A line as it is being typed: numbers as the typist wrote them. `key` stays while the line has no id yet. */
export type Line = {
  key: string
  id: string | null
  product_id: string | null
  name: string
  quantity: string
  unit: string
  price: string
  discount: string
  vat: string
}
export type LineWrong = { line: number; field: string | undefined; says: string } | null

type Props = {
  lines: readonly Line[]
  change: (lines: Line[]) => void
  purpose: string
  currency: string
  /** Prices come from here, by quantity; null: they are typed. */
  priceList: string | null
  readOnly?: boolean
  wrong?: LineWrong
}

const NUMBERS = [
  { id: 'quantity', places: 3, className: 'n', least: 0, most: 999_999_999 },
  { id: 'unit', places: null, className: 'n n-small', least: 0, most: 0 },
  { id: 'price', places: 4, className: 'n', least: -999_999_999, most: 999_999_999 },
  { id: 'discount', places: 2, className: 'n n-small', least: 0, most: 100 },
  { id: 'vat', places: 2, className: 'n n-small', least: 0, most: 100 },
] as const

export const emptyLine = (): Line => ({
  key: crypto.randomUUID(),
  id: null,
  product_id: null,
  name: '',
  quantity: '1',
  unit: 'kpl',
  price: '',
  discount: '0',
  vat: asTyped('25.5'),
})

/** A stored decimal as people here type it: with a comma, but in English. */
export const asTyped = (value: string): string => (language() === 'en' ? value : value.replace('.', ','))

/** What was typed, as the exact decimals that are stored; null while a number of it is none. */
export function pricedOf(line: Line): Priced | null {
  const values: Record<string, string> = {}
  for (const { id, places, least, most } of NUMBERS) {
    if (places === null) continue
    const value = typedDecimal(line[id] === '' ? '0' : line[id], places)
    if (value === null || Number(value) < least || Number(value) > most) return null
    values[id] = value
  }
  return values as Priced
}

/**
 * The lines of a quote or an order as a table of the keyboard: the arrows walk between rows, Enter in the last row opens
 * a new one, Alt with an arrow moves a row. The sums are reckoned as one types, by the rule of the database.
 */
export function LinesEditor({ lines, change, purpose, currency, priceList, readOnly, wrong }: Props) {
  const table = useRef<HTMLTableElement>(null)
  const set = (at: number, more: Partial<Line>) =>
    change(lines.map((line, i) => (i === at ? { ...line, ...more } : line)))
  // Prices come while one types on: what has been typed meanwhile stays.
  const latest = useRef(lines)
  latest.current = lines
  const later = (key: string, more: Partial<Line>, still: (line: Line) => boolean = () => true) =>
    change(latest.current.map((line) => (line.key === key && still(line) ? { ...line, ...more } : line)))
  const focus = (row: number, column: string) =>
    requestAnimationFrame(() => {
      const input = table.current?.querySelector<HTMLInputElement>(
        `tr[data-row="${row}"] [data-column="${column}"] input`,
      )
      input?.focus()
      input?.select()
    })
  const add = () => {
    change([...lines, { ...emptyLine(), vat: lines.at(-1)?.vat ?? asTyped('25.5') }])
    focus(lines.length, 'name')
  }
  const pick = async (at: number, product: Row) => {
    const { key, quantity } = lines[at]!
    const taken = { product_id: product.id, name: product.name, unit: product.unit, vat: asTyped(product.vat) }
    set(at, taken)
    focus(at, 'quantity')
    const amount = await priceOf(product.id, quantity)
    if (amount !== null) later(key, { price: asTyped(amount) })
  }
  const priceOf = async (product: string, quantity: string): Promise<string | null> => {
    const asked = typedDecimal(quantity, 3)
    if (!priceList || asked === null) return null
    const query = { purpose, price_list_id: priceList, quantity: asked }
    return (await get<{ amount: string | null }>(`/products/${product}/price`, query)).amount
  }
  /** Another step of the list may have been reached. A price that somebody has typed over stays. */
  const reprice = async (at: number, before: string) => {
    const line = lines[at]!
    if (!line.product_id || before === line.quantity) return
    const [was, now] = await Promise.all([priceOf(line.product_id, before), priceOf(line.product_id, line.quantity)])
    if (now !== null && was !== null)
      later(line.key, { price: asTyped(now) }, (one) => typedDecimal(one.price, 4) === typedDecimal(was, 4))
  }
  const walk = (event: KeyboardEvent, at: number, column: string) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step && event.altKey) {
      event.preventDefault()
      const to = at + step
      if (to < 0 || to >= lines.length) return
      const moved = [...lines]
      moved.splice(to, 0, ...moved.splice(at, 1))
      change(moved)
      focus(to, column)
    } else if (step && column !== 'name') {
      event.preventDefault()
      focus(at + step, column)
    } else if (event.key === 'Enter' && column !== 'name') {
      event.preventDefault()
      if (at === lines.length - 1) add()
      else focus(at + 1, column)
    }
  }
  const priced = lines.map(pricedOf)
  const whole = priced.every((one) => one !== null) ? sumsOf(priced as Priced[]) : null
  const money = (amount: string, places = 2) => formatMoney(amount, currency, language(), places)
  const label = (id: string) => t(`lines.${id}` as 'lines.name')
  return (
    <div className="scroll-x">
      <table className="doc-lines" ref={table}>
        <thead>
          <tr>
            <th scope="col">{label('name')}</th>
            {NUMBERS.map(({ id }) => (
              <th key={id} scope="col">
                {label(id)}
              </th>
            ))}
            <th scope="col">{label('net')}</th>
            {!readOnly && <td />}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <tr key={line.key} data-row={at}>
              <td className="item" data-column="name">
                {readOnly ? (
                  line.name
                ) : (
                  <ProductPicker
                    purpose={purpose}
                    label={t('lines.name.of', { line: at + 1 })}
                    value={line.name}
                    error={wrong?.line === at + 1 && (wrong.field === 'name' || !wrong.field) ? wrong.says : undefined}
                    change={(name) => set(at, { name, product_id: name === line.name ? line.product_id : null })}
                    pick={(product) => void pick(at, product)}
                  />
                )}
              </td>
              {NUMBERS.map(({ id, places, className, least, most }) => (
                <td key={id} className={className} data-column={id} data-label={label(id)}>
                  {readOnly ? (
                    shown(line, id, money)
                  ) : (
                    <TextInput
                      aria-label={`${label(id)} ${at + 1}`}
                      value={line[id]}
                      error={
                        wrong?.line === at + 1 && wrong.field === id
                          ? wrong.says
                          : places !== null && isWrong(line[id], places, least, most)
                      }
                      {...(places !== null && { inputMode: 'decimal' as const })}
                      onFocus={(event) => {
                        event.currentTarget.dataset.before = line[id]
                      }}
                      onChange={(event) => set(at, { [id]: event.currentTarget.value })}
                      onBlur={(event) =>
                        id === 'quantity' && void reprice(at, event.currentTarget.dataset.before ?? '')
                      }
                      onKeyDown={(event) => walk(event, at, id)}
                    />
                  )}
                </td>
              ))}
              <td className="net" data-label={label('net')}>
                {priced[at] ? money(lineNet(priced[at])) : '–'}
              </td>
              {!readOnly && (
                <td className="end">
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('lines.remove', { line: at + 1 })}
                    onClick={() => change(lines.filter((_, i) => i !== at))}
                  >
                    <IconX size={15} />
                  </ActionIcon>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {!readOnly && (
        <div className="doc-foot">
          <Button size="compact-sm" variant="light" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
            {t('lines.add')}
          </Button>
          <span className="quiet small">{t('lines.keys')}</span>
        </div>
      )}
      {whole && lines.length > 0 && (
        <dl className="doc-sums" aria-live="polite">
          <dt>{t('lines.sum.net')}</dt>
          <dd>{money(whole.net)}</dd>
          {whole.rates.map(({ rate, vat }) => (
            <Pair key={rate} label={`${t('lines.sum.vat')} ${formatDecimal(rate, language())} %`} value={money(vat)} />
          ))}
          <dt className="whole">{t('lines.sum.gross')}</dt>
          <dd className="whole">{money(whole.gross)}</dd>
        </dl>
      )}
    </div>
  )
}

const Pair = ({ label, value }: { label: string; value: string }) => (
  <>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </>
)

const isWrong = (text: string, places: number, least: number, most: number): boolean => {
  const value = typedDecimal(text === '' ? '0' : text, places)
  return value === null || Number(value) < least || Number(value) > most
}

function shown(
  line: Line,
  id: 'quantity' | 'unit' | 'price' | 'discount' | 'vat',
  money: (amount: string, places: number) => string,
) {
  if (id === 'unit') return line.unit
  const value = typedDecimal(line[id], 4) ?? '0'
  if (id === 'price') return money(value, 4)
  const text = formatDecimal(value, language())
  if (id === 'discount' && Number(value) === 0) return ''
  return id === 'quantity' ? text : `${text} %`
}
