/** What a search may be other than words: parts of a Business ID, beginnings of telephone numbers, of an address or a domain. */
export type Numbers = { businessIds: string[]; phones: string[]; email: string | null }

export function numbersIn(q: string): Numbers {
  const typed = q.trim()
  return { businessIds: businessIdsIn(typed), phones: phonesIn(typed), email: emailIn(typed) }
}

/** 0112038-9, 01120389, FI01120389 and pieces of them, from four signs on. */
function businessIdsIn(typed: string): string[] {
  const bare = typed
    .toUpperCase()
    .replace(/^FI[ -]?/, '')
    .replace(/\s/g, '')
  if (!/^\d{1,7}-?\d?$/.test(bare) || bare.length < 4) return []
  if (bare.includes('-') || bare.length < 5) return [bare]
  // Without its dash the last digit may be the check digit, or not have come yet.
  const dashed = `${bare.slice(0, -1)}-${bare.slice(-1)}`
  return bare.length === 8 ? [dashed] : [bare, dashed]
}

/** 0401234, 040 123 4, +358 40 1234, 00358401234: beginnings in E.164, Finnish unless a country is said. */
function phonesIn(typed: string): string[] {
  if (!/^(\+|\()?[\d\s()/-]{5,}$/.test(typed)) return []
  const digits = typed.replace(/\(0\)/, '').replace(/\D/g, '')
  if (digits.length < 5 || digits.length > 15) return []
  if (typed.startsWith('+')) return [`+${digits}`]
  if (digits.startsWith('00')) return [`+${digits.slice(2)}`]
  if (digits.startsWith('0')) return [`+358${digits.slice(1)}`]
  return [`+358${digits}`, `+${digits}`]
}

/** matti.virt, matti@, @firma, firma.fi: one word with a sign of an address in it. */
function emailIn(typed: string): string | null {
  const word = typed.toLowerCase()
  return /^[^\s@]*@?[^\s@]*$/.test(word) && /[@._]/.test(word) && word.length >= 4 && word.length <= 254 ? word : null
}
