import { fold } from '#kernel/words.ts'

export type Person = {
  id: string
  given: string
  family: string
  emails: string[]
  phones: string[]
  companies: string[]
}
export type Company = {
  id: string
  name: string
  business_id: string | null
  phone: string | null
  website: string | null
}
export type Reason = 'address' | 'number' | 'name' | 'order' | 'initials' | 'part' | 'employer' | 'business_id' | 'site'
/** 0…100: how surely two records are one; below LIKELY nobody is asked. */
export type Alike = { score: number; why: Reason[] }

export const LIKELY = 60

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** Two people: what identifies counts most, a name alone only beside the same employer. */
export function alikePeople(a: Person, b: Person): Alike {
  const why: Reason[] = []
  let score = 0
  if (meet(a.emails, b.emails)) {
    why.push('address')
    score += 55
  }
  if (meet(a.phones, b.phones)) {
    why.push('number')
    score += 35
  }
  const named = nameLikeness(a, b)
  if (named) {
    why.push(named.why)
    score += named.score
  }
  // A shared mailbox or switchboard with two plainly different names is two people.
  if (!named && hasName(a) && hasName(b)) score -= 40
  if (meet(a.companies, b.companies) && why.length > 0) {
    why.push('employer')
    score += 20
  }
  return { score: Math.max(0, Math.min(100, score)), why }
}

const meet = (a: string[], b: string[]): boolean => a.some((one) => b.includes(one))
const hasName = ({ given, family }: Person): boolean => Boolean(given && family)

/** Mäki-Virtanen = Mäki, Matti J. = Matti, M. Virtanen = Matti Virtanen, Virtanen Matti = Matti Virtanen. */
function nameLikeness(a: Person, b: Person): { score: number; why: Reason } | null {
  const [ag, af, bg, bf] = [wordsOf(a.given), wordsOf(a.family), wordsOf(b.given), wordsOf(b.family)]
  if (af.length === 0 || bf.length === 0) return null
  if (same(ag, bg) && same(af, bf)) return { score: 50, why: 'name' }
  if (ag.length > 0 && same(ag, bf) && same(af, bg)) return { score: 45, why: 'order' }
  const family = same(af, bf) || af.some((one) => one.length > 2 && bf.includes(one))
  if (!family || ag.length === 0 || bg.length === 0) return null
  if (ag[0] === bg[0]) return { score: same(af, bf) ? 45 : 40, why: 'part' }
  const [short, long] = ag[0]!.length <= bg[0]!.length ? [ag[0]!, bg[0]!] : [bg[0]!, ag[0]!]
  return short.length === 1 && long.startsWith(short) ? { score: 40, why: 'initials' } : null
}

const same = (a: string[], b: string[]): boolean =>
  a.length === b.length && [...a].sort().join(' ') === [...b].sort().join(' ')

const FORMS = new Set(
  'oy,oyj,ab,abp,ay,ky,tmi,ry,rf,osk,ltd,inc,gmbh,as,aps,ou,osakeyhtio,aktiebolag,publ,kommandiittiyhtio'.split(','),
)

/** A company's name without its form and what is about it: "Oy Nordic Konehuolto Ab (publ)" → "konehuolto nordic". */
export const coreOf = (name: string): string =>
  wordsOf(name)
    .filter((word) => !FORMS.has(word))
    .sort()
    .join(' ')

export function alikeCompanies(a: Company, b: Company): Alike {
  const why: Reason[] = []
  let score = 0
  if (a.business_id && b.business_id) {
    if (a.business_id !== b.business_id) return { score: 0, why }
    why.push('business_id')
    score += 90
  }
  const [ca, cb] = [coreOf(a.name), coreOf(b.name)]
  if (ca && ca === cb) {
    why.push('name')
    score += 65
  }
  if (a.phone && a.phone === b.phone) {
    why.push('number')
    score += 25
  }
  if (siteOf(a.website) && siteOf(a.website) === siteOf(b.website)) {
    why.push('site')
    score += 25
  }
  return { score: Math.min(100, score), why }
}

const siteOf = (address: string | null): string =>
  (address ?? '')
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/?#].*$/, '')
