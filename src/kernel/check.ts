import { refuse } from './errors.ts'
import { businessId, decimalOf, emailAddress, hasIdentityCode, oneLine, phoneNumber } from './values.ts'
import type { Field, Noun } from './vocabulary.ts'

/** Values as they are stored, each checked by its declaration; the first bad one is refused by its name. */
export function checked(
  noun: Noun,
  writable: readonly string[],
  values: Record<string, unknown>,
  whole: boolean,
): Record<string, any> {
  const row: Record<string, any> = {}
  for (const [name, value] of Object.entries(values)) {
    if (!writable.includes(name)) {
      const known = noun.fields[name]
      refuse(known && !known.system ? 'FIELD_READ_ONLY' : 'FIELD_UNKNOWN', { field: name })
    }
    row[name] = checkedValue(name, noun.fields[name]!, value)
  }
  if (whole) {
    for (const name of writable) {
      const field = noun.fields[name]!
      if (field.required && field.default === undefined && (row[name] === undefined || row[name] === null)) {
        refuse('VALUE_MISSING', { field: name })
      }
    }
  }
  return row
}

export function checkedValue(name: string, field: Field, value: unknown): any {
  if (value === null || value === undefined || value === '') {
    if (field.required && field.default === undefined) refuse('VALUE_MISSING', { field: name })
    return field.required ? undefined : null
  }
  switch (field.type) {
    case 'text':
    case 'longtext':
      return textOf(name, field, value)
    case 'choice':
      if (typeof value !== 'string' || !Object.hasOwn(field.options ?? {}, value))
        refuse('VALUE_NOT_ALLOWED', { field: name })
      return value
    case 'choices': {
      const list = Array.isArray(value) ? value : [value]
      if (!list.every((one) => typeof one === 'string' && Object.hasOwn(field.options ?? {}, one))) {
        refuse('VALUE_NOT_ALLOWED', { field: name })
      }
      return [...new Set(list)]
    }
    case 'integer':
      if (!Number.isSafeInteger(value)) refuse('VALUE_NOT_ALLOWED', { field: name })
      return value
    case 'decimal':
      return decimalOf(value, field.decimals ?? 2) ?? refuse('VALUE_NOT_ALLOWED', { field: name })
    case 'boolean':
      if (typeof value !== 'boolean') refuse('VALUE_NOT_ALLOWED', { field: name })
      return value
    case 'date':
      if (typeof value !== 'string' || !isDate(value)) refuse('VALUE_NOT_ALLOWED', { field: name })
      return value
    case 'timestamp':
      if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) refuse('VALUE_NOT_ALLOWED', { field: name })
      return value
    case 'uuid':
      if (typeof value !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value))
        refuse('VALUE_NOT_ALLOWED', { field: name })
      return value
    default:
      return refuse('FIELD_READ_ONLY', { field: name })
  }
}

function textOf(name: string, field: Field, value: unknown): string | null {
  if (typeof value !== 'string') refuse('VALUE_NOT_ALLOWED', { field: name })
  if (value.includes('\0')) refuse('VALUE_NOT_ALLOWED', { field: name })
  if (hasIdentityCode(value)) refuse('IDENTITY_CODE_BLOCKED', { field: name })
  const text = field.type === 'longtext' ? value.trim() : oneLine(value)
  if (text.length > (field.maxLength ?? 2000)) refuse('VALUE_TOO_LONG', { field: name })
  if (text === '') return field.required ? refuse('VALUE_MISSING', { field: name }) : null
  switch (field.format) {
    case 'email':
      return emailAddress(text) ?? refuse('EMAIL_INVALID', { field: name })
    case 'phone':
      return phoneNumber(text)?.number ?? refuse('PHONE_INVALID', { field: name })
    case 'business_id':
      return businessId(text) ?? refuse('BUSINESS_ID_INVALID', { field: name })
    default:
      return text
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
