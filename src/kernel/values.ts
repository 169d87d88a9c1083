import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/**
 * Checks of single values, the same for forms, API and import. Each gives the value in the one form
 * we store, or null when it is not such a value.
 */

const PLAIN = /^[!-~À-ɏ]+(?: [!-~À-ɏ]+)*$/
const INVISIBLE = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** One line of text: NFC, no invisible characters, single spaces, none at the ends. */
export function oneLine(text: string): string {
  if (PLAIN.test(text)) return text
  return text.replace(/\s/g, ' ').replace(INVISIBLE, '').replace(/ {2,}/g, ' ').trim().normalize('NFC')
}

/** Text over several lines, each cleaned as oneLine; at most one blank line between paragraphs. */
export function manyLines(text: string): string {
  if (PLAIN.test(text)) return text
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).map(oneLine)
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const LOCAL = "[\\p{L}\\p{N}\\p{M}!#$%&'*+/=?^_`{|}~-]+"
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}-]{0,61}[\\p{L}\\p{N}\\p{M}])?'
const EMAIL = new RegExp(`^${LOCAL}(?:\\.${LOCAL})*@(?:${LABEL}\\.)+(?:\\p{L}[\\p{L}\\p{M}]+|xn--[a-z0-9-]+)$`, 'u')
const ASCII_EMAIL =
  /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.[a-z]{2,63}$/

/** An address as we store and match it: trimmed, case-folded, NFC (RFC 5321 lengths, RFC 6531 letters). */
export function emailAddress(text: string): string | null {
  const address = oneLine(text).toLowerCase()
  if (address.length > 254 || address.length < 6) return null
  if (!ASCII_EMAIL.test(address) && !EMAIL.test(address)) return null
  return address.indexOf('@') <= 64 ? address : null
}

export type PhoneNumber = {
  /** E.164. */
  number: string
  mobile: boolean
  /** False when only the length fits: the numbering plan we carry does not know the series. */
  known: boolean
}

const FINNISH = /^(?:(?:\+|00)3580?|0)((?:4[0-8]|50)\d{4,8}|9[1-8]\d{3,7})$/
const FINNISH_SHAPE = /^(?:\(0\d{1,2}\)|\+358 ?\(0\)|[+\d])[\d -]{5,22}$/

/**
 * A telephone number, read as one dialled in `country` when it has no country code.
 * The library takes 13 µs a number; common Finnish forms are read directly, with the same answer.
 */
export function phoneNumber(text: string, country: 'FI' | 'SE' = 'FI'): PhoneNumber | null {
  if (country === 'FI' && FINNISH_SHAPE.test(text)) {
    const national = FINNISH.exec(text.replace(/[ ()-]/g, ''))?.[1]
    if (national) return { number: `+358${national}`, mobile: national[0] !== '9', known: true }
  }
  if (!/\d.*\d.*\d/s.test(text) || text.length > 100) return null
  const phone = parsePhoneNumberFromString(text, country)
  if (!phone?.isPossible()) return null
  const known = phone.isValid()
  // Five digits and fewer are short codes and house extensions, not somebody's number.
  if (!known && phone.nationalNumber.length < 6) return null
  return { number: phone.number, mobile: phone.getType() === 'MOBILE', known }
}

const DECIMAL = /^[-−]?\d{1,15}(?:[.,]\d+)?$/

/** An exact decimal as text, `1234.50`; null when it is none or has more places than are kept. No float is ever made of it. */
export function decimalOf(value: unknown, places: number): string | null {
  const text =
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value.replace(/[\s\u00a0]/g, '') : ''
  if (!DECIMAL.test(text)) return null
  const [whole, part = ''] = text.replace('−', '-').replace(',', '.').split('.')
  return part.replace(/0+$/, '').length > places ? null : part ? `${whole}.${part}` : whole!
}

const BUSINESS_ID = /^(?:FI ?-?|0037)?(\d{6,7}) ?[-–‐‑−]? ?(\d)$/i
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2]

/** A Finnish Business ID as 1234567-1; also read from a VAT number, an OVT number, without the dash, or of six digits. */
export function businessId(text: string): string | null {
  const parts = BUSINESS_ID.exec(oneLine(text))
  if (!parts) return null
  const digits = parts[1]!.padStart(7, '0')
  let sum = 0
  for (let i = 0; i < 7; i++) sum += WEIGHTS[i]! * (digits.charCodeAt(i) - 48)
  const rest = sum % 11
  // A remainder of 1 would need the check digit 10: no digit fits, such numbers are never given.
  if (sum === 0 || (rest === 0 ? 0 : 11 - rest) !== Number(parts[2])) return null
  return `${digits}-${parts[2]}`
}

const CODE_LIKE = /(?<!\d)(\d{2})(\d{2})(\d{2}) ?([-–‐‑−+A-FU-Y]) ?(\d{3})([0-9A-FHJ-NPR-Y])(?!\d)/gi
const CHECK = '0123456789ABCDEFHJKLMNPRSTUVWXY'

/** Is there a Finnish personal identity code in the text? Old and 2023 century signs, told by date and check character. */
export function hasIdentityCode(text: string): boolean {
  return text.length >= 11 && withoutIdentityCodes(text) !== text
}

/** The text with every personal identity code masked; the same string when there is none. */
export function withoutIdentityCodes(text: string): string {
  if (text.length < 11) return text
  return text.replace(CODE_LIKE, (all, day, month, year, sign, number, check) =>
    isIdentityCode(day, month, year, sign, number, check) ? '******-****' : all,
  )
}

function isIdentityCode(
  day: string,
  month: string,
  year: string,
  sign: string,
  number: string,
  check: string,
): boolean {
  if (Number(number) < 2) return false
  if (CHECK[Number(day + month + year + number) % 31] !== check.toUpperCase()) return false
  const century = sign === '+' ? 1800 : /[A-F]/i.test(sign) ? 2000 : 1900
  const full = century + Number(year)
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
}
