import { language } from '#web/language.ts'

/** A value of the register as people read it: an address on a line, a code by its name in their language. */
export function inOwnWords(value: any): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return String(value)
  if ('street' in value || 'postcode' in value) {
    const place = [value.postcode, value.city].filter(Boolean).join(' ')
    return [value.street, place].filter(Boolean).join(', ')
  }
  return value[language()] ?? value.fi ?? value.code ?? ''
}
