import type { Basis, Language } from '#kernel/vocabulary.ts'
import { keyOf } from './headers.ts'

/** What people write into cells that should hold a yes, a date, a language: in Finnish, Swedish and English. */

const words = (list: string) => new Set(list.split(', ').map(keyOf))
const YES = words(
  'kyllä, k, joo, on, tosi, lupa, sallittu, annettu, ja, j, sant, sann, tillåtet, yes, y, true, t, x, xx, 1, ok, v, ✓, ✔, ☑, checked, given, granted, opted in, opt in, subscribed, active, confirmed, double opt in, single opt in',
)
const NO = words(
  'ei, e, epätosi, ei ole, ei kieltoa, nej, n, falskt, no, false, f, 0, off, none, null, n a, na, not set, unchecked, sallittu, saa markkinoida, allowed, subscribed, opted in, active, aktiivinen, tillåtet',
)
const PENDING = words(
  'pending, unconfirmed, odottaa, vahvistamatta, väntar, obekräftad, unknown, tuntematon, okänd, not specified',
)
const REFUSES =
  /\b(?:\w*kielto|kiellet\w+|kieltany\w*|peruuttanut|perunut|ei saa (?:markkinoida|ottaa yhteytta|lahettaa)|ala (?:ota yhteytta|markkinoi)|ei (?:markkinointia|mainoksia|uutiskirjetta)|\w*forbud|forbjud\w*|kontakta (?:inte|ej)|far (?:inte|ej) kontaktas|ingen (?:marknadsforing|reklam)|avregistrerad|avprenumererad|aterkallat|do ?not ?(?:contact|e ?mail|mail|market|disturb)|dnc|no (?:marketing|contact|mail|e ?mail)|unsubscribed?|opted out|opt out|refused|withdrawn|revoked|objected|blocked|blacklisted)\b/
const REFUSES_CALLS =
  /\b(?:do ?not ?(?:call|phone)|ei saa soittaa|ala soita|soittokielto|puhelinkielto|ring (?:inte|ej)|telefonforbud|no calls)\b/

export const saysYes = (value: string) => YES.has(wordOf(value)) || /^[✓✔☑]$/.test(value.trim())
export const saysNo = (value: string) => /^\W*$/.test(value) || NO.has(wordOf(value))
export const isPending = (value: string) => PENDING.has(wordOf(value))

/** In a column about refusing, anything but a no refuses: a date, a cross, a sentence. In doubt for the person. */
export const refuses = (value: string) => !saysNo(value) || /^[✓✔☑✗✘×]$/.test(value.trim())

/** A refusal spelt out, in a column of labels or of consents. */
export const saysDoNotContact = (value: string) => value.length > 2 && REFUSES.test(wordOf(value))
export const saysDoNotCall = (value: string) => value.length > 2 && REFUSES_CALLS.test(wordOf(value))
export const saysBounced = (value: string) =>
  /\b(?:bounced|hard bounce|cleaned|palautunut|studsad)\b/.test(wordOf(value))

const LANGUAGES: readonly [Language, Set<string>][] = [
  ['fi', words('fi, fin, suomi, suomeksi, finska, finnish, fi fi')],
  ['sv', words('sv, swe, se, ruotsi, ruotsiksi, svenska, swedish, sv fi, sv se')],
  ['en', words('en, eng, englanti, englanniksi, engelska, english, en us, en gb, en fi')],
]

export function languageOf(value: string): Language | null {
  const word = wordOf(value)
  return LANGUAGES.find(([, names]) => names.has(word))?.[0] ?? null
}

export function basisOf(value: string): Basis | null {
  const word = wordOf(value)
  if (/legitimate|oikeutettu etu|berattigat|intresseavvagning/.test(word)) return 'legitimate_interest'
  if (/consent|suostumus|samtycke/.test(word)) return 'consent'
  if (/employ|tyosuhde|anstallning/.test(word)) return 'employment'
  if (/legal obligation|lakisaateinen|lakisaateisen|rattslig forpliktelse/.test(word)) return 'legal_obligation'
  if (/contract|sopimu|avtal/.test(word)) return 'contract'
  return null
}

const ISO =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?)? ?(Z|[+-]\d{2}:?\d{2}|UTC)?$/i
const DAY_FIRST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:,? (?:klo |kl\.? )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?$/

/** A date as YYYY-MM-DD, or with its time as YYYY-MM-DDThh:mm:ss and the zone if one was written. Day first, as here. */
export function dateOf(value: string): string | null {
  const text = value.trim()
  const iso = ISO.exec(text)
  const day = iso ? null : DAY_FIRST.exec(text)
  const parts = iso ? iso.slice(1, 7) : day ? [day[3], day[2], day[1], ...day.slice(4, 7)] : null
  if (!parts) return null
  const [year, month, date, hour, minute, second] = parts.map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const made = new Date(Date.UTC(year, month - 1, date, hour, minute, second))
  if (year < 1900 || made.getUTCMonth() !== month - 1 || made.getUTCDate() !== date || hour > 23 || minute > 59)
    return null
  const stamp = made.toISOString()
  if (parts[3] === undefined) return stamp.slice(0, 10)
  const zone = iso?.[7]?.toUpperCase().replace('UTC', 'Z') ?? ''
  return stamp.slice(0, 19) + zone
}

function wordOf(value: string): string {
  return value === 'x' || value === 'X' ? 'x' : keyOf(value)
}
