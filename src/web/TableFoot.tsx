import { Menu } from '@mantine/core'
import { Fragment, memo } from 'react'
import type { Column } from './columns.tsx'
import { formatDate, formatDecimal, formatNumber } from './format.ts'
import { type Key, t, tn } from './language.ts'
import type { Result } from './lines.ts'
import type { NamedField } from './register.ts'
import type { Summary } from './usePages.ts'

type Props = {
  columns: Column[]
  template: string
  width: string
  count: number | undefined
  exact: boolean
  summary: Summary | undefined
  calc: string
  change: (calc: string) => void
}

/** Below the rows: how many there are, and what each column comes to, as its reader wishes. Not drawn with every row. */
export const TableFoot = memo(function TableFoot(props: Props) {
  const { columns, template, width, count, exact, summary, calc, change } = props
  const asked = calc.split(',').filter(Boolean)
  const choose = (field: string, how: string) =>
    change([...asked.filter((one) => !one.startsWith(`${field}:`)), ...(how ? [`${field}:${how}`] : [])].join(','))
  return (
    <section
      className="table-foot"
      aria-label={t('calc.foot')}
      style={{ gridTemplateColumns: template, minWidth: width }}
    >
      <span className="pinned-check" />
      {columns.map((column, i) => {
        const { field } = column
        const key = asked.find((one) => field && one.startsWith(`${field.id}:`))
        const how = key?.split(':')[1] ?? ''
        const results = key ? summary?.values[key] : undefined
        if (i === 0 || !field)
          return (
            <span key={column.id} className={`table-cell ${i === 0 ? 'pinned' : ''}`}>
              {i === 0 && count !== undefined && `${tn('calc.rows', count)}${exact ? '' : ' +'}`}
            </span>
          )
        return (
          <span key={column.id} className={`table-cell ${column.amount ? 'amount' : ''}`}>
            <Menu position="top-start">
              <Menu.Target>
                <button
                  type="button"
                  className={key ? 'calc' : 'calc calc-none'}
                  aria-label={`${t('calc.choose', { column: column.label })}${results ? `, ${t(`calc.${how}` as Key)} ${wordsOf(field, how, results)}` : ''}`}
                >
                  {key ? (
                    <>
                      <span className="quiet">{t(`calc.${how}` as Key)}</span>{' '}
                      <strong>{results ? wordsOf(field, how, results) : '…'}</strong>
                    </>
                  ) : (
                    <span aria-hidden>{t('calc.mark')}</span>
                  )}
                </button>
              </Menu.Target>
              <Menu.Dropdown>
                {howsOf(field).map((one) => (
                  <Menu.Item key={one} onClick={() => choose(field.id, one)}>
                    {t(`calc.${one || 'none'}` as Key)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </span>
        )
      })}
    </section>
  )
})

/** What a group comes to, beside its name: the same calculations, each with the name of its column. */
export function GroupSums({ columns, calc, values }: { columns: Column[]; calc: string; values: Summary['values'] }) {
  return calc.split(',').map((key) => {
    const [id, how = ''] = key.split(':')
    const column = columns.find((one) => one.field?.id === id)
    const results = values[key]
    if (!column?.field || !results?.length) return null
    return (
      <Fragment key={key}>
        <span className="quiet group-sum">
          {column.label}, {t(`calc.${how}` as Key)}: <strong>{wordsOf(column.field, how, results)}</strong>
        </span>
      </Fragment>
    )
  })
}

function howsOf({ type }: NamedField): string[] {
  if (type === 'decimal' || type === 'integer') return ['', 'sum', 'average', 'min', 'max', 'filled']
  return type === 'date' || type === 'timestamp' ? ['', 'min', 'max', 'filled'] : ['', 'filled']
}

const wordsOf = (field: NamedField, how: string, results: Result[]): string =>
  results.length === 0 ? '–' : results.map((one) => wordOf(field, how, one)).join(' · ')

function wordOf(field: NamedField, how: string, { value, currency }: Result): string {
  if (value === null) return '–'
  if (how === 'filled') return formatNumber(Number(value))
  if (field.type === 'date' || field.type === 'timestamp') return formatDate(value)
  return `${formatDecimal(value)}${currency ? ` ${currency}` : ''}`
}
