import { decimalOf, manyLines, oneLine } from '#kernel/values.ts'
import { type Field, LANGUAGES } from '#kernel/vocabulary.ts'
import { dateOf, saysNo, saysYes } from './answers.ts'
import { keyOf } from './headers.ts'
import { plainText } from './neutralise.ts'
import type { ProblemCode } from './problems.ts'

/** A cell as the field takes it, or why it cannot be: nothing is guessed. */
export type Read = { value: string | number | boolean | null } | { problem: ProblemCode }

/** Reads one cell by the type of its field; checking lengths and limits is left to whoever writes it. */
export function readCell(field: Pick<Field, 'type' | 'options' | 'decimals'>, cell: string): Read {
  const text = field.type === 'longtext' ? manyLines(plainText(cell)) : oneLine(plainText(cell))
  if (text === '') return { value: null }
  switch (field.type) {
    case 'decimal':
      return orElse(amountOf(text, field.decimals ?? 2), 'AMOUNT_UNREADABLE')
    case 'integer': {
      const number = /^-?\d{1,9}$/.exec(text.replace(/[\s%]/g, ''))
      return orElse(number && Number(number[0]), 'AMOUNT_UNREADABLE')
    }
    case 'date':
      return orElse(dateOf(text)?.slice(0, 10) ?? null, 'DATE_UNREADABLE')
    case 'timestamp': {
      const date = dateOf(text)
      return orElse(date && momentOf(date), 'DATE_UNREADABLE')
    }
    case 'boolean':
      return saysYes(text) ? { value: true } : saysNo(text) ? { value: false } : { problem: 'CHOICE_UNKNOWN' }
    case 'choice':
      return orElse(choiceOf(field, text), 'CHOICE_UNKNOWN')
    default:
      return { value: text }
  }
}

const orElse = (value: string | number | null, problem: ProblemCode): Read => (value === null ? { problem } : { value })

/** By its key or by its label in any of our languages. */
function choiceOf({ options = {} }: Pick<Field, 'options'>, text: string): string | null {
  const key = keyOf(text)
  const found = Object.entries(options).find(
    ([id, label]) => keyOf(id) === key || LANGUAGES.some((language) => keyOf(label[language]) === key),
  )
  return found?.[0] ?? null
}

/**
 * An amount as text, `1234.50`. Of a comma and a point the later one is the decimal mark; one mark alone before
 * three digits could be either, and is not guessed at.
 */
export function amountOf(text: string, places: number): string | null {
  const bare = text.replace(/[\s\u00a0\u202f']|€|\$|£|%|\b(?:eur|euroa?|sek|nok|dkk|usd|gbp|kr)\b/gi, '')
  const comma = bare.lastIndexOf(',')
  const point = bare.lastIndexOf('.')
  if (comma >= 0 && point >= 0) {
    const [mark, other] = comma > point ? [',', '.'] : ['.', ',']
    const [whole, part] = [bare.slice(0, bare.lastIndexOf(mark)), bare.slice(bare.lastIndexOf(mark) + 1)]
    const groups = whole.split(other)
    if (groups.some((group, i) => (i === 0 ? !/^[-−]?\d{1,3}$/.test(group) : !/^\d{3}$/.test(group)))) return null
    return decimalOf(`${groups.join('')}.${part}`, places)
  }
  const marks = bare.match(/[.,]/g) ?? []
  if (marks.length > 1) return /^[-−]?\d{1,3}([.,])\d{3}(?:\1\d{3})+$/.test(bare) ? bare.replace(/[.,]/g, '') : null
  if (marks.length === 1 && /[.,]\d{3}$/.test(bare) && !/^[-−]?0[.,]/.test(bare)) return null
  return decimalOf(bare, places)
}

/** A day without a time is its afternoon at four: by then the work of a day is done. Without a zone it is Helsinki's. */
function momentOf(date: string): string {
  if (/(?:Z|[+-]\d{2}:?\d{2})$/.test(date) && date.includes('T')) return new Date(date).toISOString()
  const wall = Date.parse(`${date.includes('T') ? date : `${date}T16:00:00`}Z`)
  return new Date(wall - aheadAt(wall)).toISOString()
}

function aheadAt(moment: number): number {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Helsinki',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(moment - 3 * 3_600_000)
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - (moment - 3 * 3_600_000)
}
