import { errorTable } from '#kernel/errors.table.ts'
import { refuse } from '#kernel/errors.ts'
import { formatDecimal, formatMoney } from '#kernel/money.ts'
import type { Field, Language, Words } from '#kernel/vocabulary.ts'
import { channels, type Register, topics } from '#register/index.ts'
import { ACTORS, CODES, KEYS, said } from './words.ts'

/** What a value refers to, by name: records of the register, and our own people. */
export type Names = {
  /** Null: not known, or none of the reader's business. */
  record(noun: string, id: string): string | null
  /** Any record of the person, whatever it is of. */
  any(id: string): string | null
  user(id: string, named: boolean): string | null
}

export type Reading = { register: Register; language: Language; person: string; names: Names }
export type Row = Readonly<Record<string, unknown>>

/** A value as its person reads it; null where there is none. Refuses REPORT_UNREADABLE_VALUE for a code without words. */
export function decoded(reading: Reading, noun: string, column: string, value: unknown, row: Row): string | null {
  if (value === null || value === undefined || value === '') return null
  const field = reading.register.nouns[noun]?.fields[column]
  return field ? worded(reading, `${noun}.${column}`, column, field, value, row) : String(value)
}

function worded(reading: Reading, at: string, column: string, field: Field, value: unknown, row: Row): string | null {
  const { language, register } = reading
  const words = said[language]
  switch (field.type) {
    case 'choice':
      return wordOf(field.options, String(value), at, language)
    case 'choices': {
      const list = (value as string[]).map((one) => wordOf(field.options, one, at, language))
      return list.length > 0 ? list.join(', ') : null
    }
    case 'boolean':
      return value ? words.yes : words.no
    case 'date':
    case 'timestamp':
      return momentIn(language, String(value))
    case 'decimal': {
      const currency = row.currency
      return field.decimals === 2 && typeof currency === 'string'
        ? formatMoney(String(value), currency, language)
        : formatDecimal(String(value), language)
    }
    case 'integer':
      return column === 'purposes'
        ? purposesIn(register, value as number, language)
        : formatDecimal(String(value), language)
    case 'uuid':
      return referenceOf(reading, field.refers, String(value))
    case 'json':
      return typeof row.noun === 'string' && Object.hasOwn(register.nouns, row.noun)
        ? recordIn(reading, row.noun, value)
        : structured(reading, value)
    case 'vector':
      return String(value).replace(/'((?:[^']|'')*)':?[\d,ABCD]*/g, '$1')
    default:
      return textOf(reading, at, column, field, String(value), row)
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Text that is a code by its column is told in words, text that names a user of ours by who they are; else it stands. */
function textOf(reading: Reading, at: string, column: string, field: Field, value: string, row: Row): string {
  const { language, register, names } = reading
  if (field.category === 'use_log' || UUID.test(value)) {
    const actor = actorOf(reading, value, field.category !== 'use_log')
    if (actor) return actor
  }
  const repeated = repeatedBy(reading, at, column)
  if (repeated) return wordOf(repeated, value, at, language)
  switch (column) {
    case 'source':
      return CODES.source![value]?.[language] ?? value
    case 'purpose':
      return CODES.purpose![value]?.[language] ?? wordOf(labelsOf(register.purposes), value, at, language)
    case 'noun':
      return wordOf(labelsOf(register.nouns), value, at, language)
    case 'of':
      return fieldNamed(register, value, language)
    case 'field':
      return fieldNamed(register, `${row.noun}.${value}`, language)
    case 'was':
    case 'became': {
      const [noun = '', kept = ''] = String(row.of ?? '').split('.')
      return keptBefore(reading, noun, kept, value, row)
    }
    case 'language':
      return LANGUAGE[value]?.[language] ?? value
    case 'topic':
      return (topics as Record<string, { label: Words }>)[value]?.label[language] ?? value
    case 'code':
      return wordOf(sentences, value, at, language)
    case 'channel':
      return (channels as Record<string, Words>)[value]?.[language] ?? wordOf(CODES.channel!, value, at, language)
    case 'slot':
      return slotOf(reading, at, value)
    case 'ground':
      return CODES.ground![value]?.[language] ?? codeOf(reading, at, column, field, value)
    default:
      return UUID.test(value) ? (names.any(value) ?? value) : codeOf(reading, at, column, field, value)
  }
}

/** The choices of a field that a digest repeats: the same column of what the noun refers to, people apart. */
function repeatedBy({ register: { nouns } }: Reading, at: string, column: string): Field['options'] {
  const { fields } = nouns[at.split('.')[0]!]!
  const whole = Object.values(fields).find(({ refers }) => {
    const noun = nouns[refers ?? '']
    return noun?.mask !== 'self' && noun?.fields[column]?.options
  })
  return whole && nouns[whole.refers!]!.fields[column]!.options
}

const CODE = /^[a-z]+(_[a-z]+)+$/

/** What nobody typed and is written like a code must be known. */
const codeOf = ({ language }: Reading, at: string, column: string, field: Field, value: string): string =>
  CODES[column]?.[value]?.[language] ??
  (field.system && CODE.test(value) ? wordOf(CODES[column], value, at, language) : value)

const sentences: Record<string, Words> = Object.fromEntries(
  Object.entries(errorTable).map(([code, { says }]) => [code, says]),
)

const LANGUAGE: Readonly<Record<string, Words>> = {
  fi: { fi: 'suomi', sv: 'finska', en: 'Finnish' },
  sv: { fi: 'ruotsi', sv: 'svenska', en: 'Swedish' },
  en: { fi: 'englanti', sv: 'engelska', en: 'English' },
}

const labelsOf = (list: Readonly<Record<string, { readonly label: Words }>>): Record<string, Words> =>
  Object.fromEntries(Object.entries(list).map(([id, { label }]) => [id, label]))

function wordOf(words: Readonly<Record<string, Words>> | undefined, code: string, at: string, language: Language) {
  const found = words && Object.hasOwn(words, code) ? words[code] : undefined
  return found ? found[language] : refuse('REPORT_UNREADABLE_VALUE', { field: at, detail: code })
}

function fieldNamed({ nouns }: Register, path: string, language: Language): string {
  const [noun = '', column = ''] = path.split('.')
  const found = nouns[noun]
  const field = found?.fields[column]
  // A field that the register does not hold any more: its name is all there is.
  return found ? `${found.label[language]}: ${(field?.label[language] ?? column).toLocaleLowerCase(language)}` : path
}

/** What a field said before was kept as text, whatever its type. */
function keptBefore(reading: Reading, noun: string, column: string, value: string, row: Row): string {
  const field = reading.register.nouns[noun]?.fields[column]
  if (!field) return value
  if (field.type === 'choices' || field.type === 'json' || field.type === 'boolean') {
    try {
      return worded(reading, `${noun}.${column}`, column, field, JSON.parse(value), row) ?? '–'
    } catch (error) {
      if (error instanceof SyntaxError) return value
      throw error
    }
  }
  // A choice taken out of the register since: what was written then stays as it was.
  if (field.type === 'choice' && !Object.hasOwn(field.options ?? {}, value)) return value
  return worded(reading, `${noun}.${column}`, column, field, value, row) ?? ''
}

function referenceOf(reading: Reading, refers: string | undefined, id: string): string {
  const { register, person, names, language } = reading
  if (id === person) return names.record(selfOf(register), id) ?? id
  if (!refers) return names.any(id) ?? id
  const self = register.nouns[refers]?.mask === 'self'
  return names.record(refers, id) ?? (self ? said[language].other : said[language].gone)
}

/** The noun whose rows are the people. */
export const selfOf = ({ nouns }: Pick<Register, 'nouns'>): string =>
  Object.keys(nouns).find((name) => nouns[name]!.mask === 'self')!

function actorOf({ names, language }: Reading, value: string, named: boolean): string | null {
  if (UUID.test(value)) return names.user(value, named)
  const known = ACTORS[value.split(':')[0]!]
  return known ? known[language] : ACTOR_CODE.test(value) ? ACTORS.system![language] : null
}

const ACTOR_CODE = /^(job|clock|operator|purpose_\w+|seloste\w*|import|system|nobody|auth|jobs)\b/

/** `objection:marketing`, `contract:<id>` */
function slotOf(reading: Reading, at: string, value: string): string {
  const { register, language, names } = reading
  const [what = '', ...rest] = value.split(':')
  const head = wordOf(CODES.slot!, what, at, language)
  const about = rest
    .map(
      (part) =>
        register.purposes[part]?.label[language] ??
        (topics as Record<string, { label: Words }>)[part]?.label[language] ??
        (channels as Record<string, Words>)[part]?.[language] ??
        (UUID.test(part) ? names.any(part) : (CODES.slot![part]?.[language] ?? part)),
    )
    .filter(Boolean)
  return about.length > 0 ? `${head}: ${about.join(', ')}` : head
}

function purposesIn({ purposes }: Register, mask: number, language: Language): string {
  const held = Object.values(purposes).filter(({ bit }) => (BigInt(mask) >> BigInt(bit)) & 1n)
  return held.map(({ label }) => label[language]).join(', ') || '–'
}

const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/
const DAY = /^\d{4}-\d\d-\d\d$/

function structured(reading: Reading, value: unknown): string | null {
  const { language, register, names } = reading
  const words = said[language]
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (Array.isArray(value)) {
    const list = value.map((one) => structured(reading, one)).filter(Boolean)
    return list.length > 0 ? list.join(', ') : null
  }
  if (typeof value === 'object') {
    const list = Object.entries(value).flatMap(([key, one]) => {
      const told =
        key === 'purpose' && typeof one === 'string'
          ? register.purposes[one]?.label[language]
          : structured(reading, one)
      return told ? [`${KEYS[key]?.[language] ?? key}: ${told}`] : []
    })
    return list.length > 0 ? list.join('; ') : null
  }
  const text = String(value)
  if (MOMENT.test(text) || DAY.test(text)) return momentIn(language, text)
  return UUID.test(text) ? (names.any(text) ?? names.user(text, false) ?? text) : text
}

/** A record kept whole in another's field: each of its own fields by its name, without the machinery. */
function recordIn(reading: Reading, noun: string, value: unknown): string | null {
  const { fields } = reading.register.nouns[noun]!
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return structured(reading, value)
  const list = Object.entries(value).flatMap(([key, one]) => {
    const field = Object.hasOwn(fields, key) ? fields[key]! : null
    if (field?.category === 'system') return []
    const told = field ? decoded(reading, noun, key, one, value as Row) : structured(reading, one)
    const name = field?.label[reading.language] ?? KEYS[key]?.[reading.language] ?? key
    return told ? [`${name}: ${told}`] : []
  })
  return list.length > 0 ? list.join('; ') : null
}

const LOCALES: Readonly<Record<Language, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }
const days = new Map<Language, Intl.DateTimeFormat>()
const moments = new Map<Language, Intl.DateTimeFormat>()
const formatOf = (kept: typeof days, language: Language, more: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const found =
    kept.get(language) ?? new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'Europe/Helsinki', ...more })
  kept.set(language, found)
  return found
}

/** `20.11.2026` of a day, `20.11.2026 klo 14.05` of a moment, as people there write them. */
export function momentIn(language: Language, text: string): string {
  if (DAY.test(text)) return formatOf(days, language, { dateStyle: 'medium' }).format(new Date(`${text}T12:00:00Z`))
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) return text
  return formatOf(moments, language, { dateStyle: 'medium', timeStyle: 'short' })
    .format(at)
    .replaceAll('\u202f', '\u00a0')
}
