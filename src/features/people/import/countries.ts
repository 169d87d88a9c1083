import { keyOf } from './headers.ts'

let codes: Map<string, string> | undefined

/** ISO 3166-1 alpha-2 code of a country named in Finnish, Swedish or English; null when not recognised. */
export function countryOf(name: string): string | null {
  codes ??= readCodes()
  return codes.get(keyOf(name)) ?? null
}

function readCodes(): Map<string, string> {
  const found = new Map<string, string>()
  const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  for (const language of ['en', 'sv', 'fi']) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const first of alphabet) {
      for (const second of alphabet) {
        const code = first + second
        const name = code === 'ZZ' || code === 'EU' || code === 'UN' ? undefined : names.of(code)
        if (name) found.set(keyOf(name), code).set(keyOf(code), code)
      }
    }
  }
  for (const [name, code] of [
    ['usa', 'US'],
    ['uk', 'GB'],
    ['england', 'GB'],
    ['englanti', 'GB'],
    ['fin', 'FI'],
    ['swe', 'SE'],
  ])
    found.set(name!, code!)
  return found
}
