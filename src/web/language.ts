import type fi from '../../locales/fi.json'
import { speak } from './api.ts'

export type Language = 'fi' | 'sv' | 'en'
export const LANGUAGES: readonly Language[] = ['fi', 'sv', 'en']
export const LANGUAGE_NAMES: Record<Language, string> = { fi: 'Suomi', sv: 'Svenska', en: 'English' }
export type Key = keyof typeof fi
/** `many.*` keys are pairs `…_one` and `…_other`. */
export type PluralKey = Key extends infer K ? (K extends `${infer Stem}_other` ? Stem : never) : never
type Values = Record<string, string | number>

let current: Language = 'fi'
let texts: Record<string, string> = {}
let plural = new Intl.PluralRules('fi')
let counts = new Intl.NumberFormat('fi')

export const language = (): Language => current

/** This device's language: what its user chose, else what the browser asks for, else Finnish. */
export function preferredLanguage(): Language {
  const wished = [stored(), ...(navigator.languages ?? [])].map((name) => name?.slice(0, 2))
  return (wished.find((name) => LANGUAGES.includes(name as Language)) as Language) ?? 'fi'
}

export async function loadLanguage(wanted: Language): Promise<void> {
  const loaded = {
    fi: () => import('../../locales/fi.json', { with: { type: 'json' } }),
    sv: () => import('../../locales/sv.json', { with: { type: 'json' } }),
    en: () => import('../../locales/en.json', { with: { type: 'json' } }),
  }[wanted]
  texts = (await loaded()).default
  current = wanted
  plural = new Intl.PluralRules(wanted)
  counts = new Intl.NumberFormat(wanted)
  document.documentElement.lang = wanted
  nameFor(wanted)
  speak(wanted)
}

/** By which name a phone puts this on its first screen. */
function nameFor(wanted: Language) {
  const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]') ?? document.createElement('link')
  link.rel = 'manifest'
  link.href = `/${wanted}.webmanifest`
  if (!link.isConnected) document.head.append(link)
}

export function rememberLanguage(chosen: Language) {
  try {
    localStorage.setItem('seloste.language', chosen)
  } catch {
    // Storage may be closed; the choice then lasts for this visit.
  }
}

export function t(key: Key, values?: Values): string {
  return fill(texts[key] ?? key, values)
}

export function tn(stem: PluralKey, count: number, values?: Values): string {
  const form = plural.select(count) === 'one' ? 'one' : 'other'
  return fill(texts[`${stem}_${form}`] ?? stem, { n: counts.format(count), ...values })
}

/** A key put together at run time (a code from the server); the fallback stands when we have no words for it. */
export function tMaybe(key: string, fallback: string): string {
  return texts[key] ?? fallback
}

function fill(text: string, values?: Values): string {
  return values ? text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all)) : text
}

function stored(): string | null {
  try {
    return localStorage.getItem('seloste.language')
  } catch {
    return null
  }
}
