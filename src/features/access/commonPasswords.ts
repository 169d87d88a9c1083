import { commonWords } from './commonPasswords.words.ts'

/**
 * True when a password is made of what guessers try first. The list holds words, not passwords: since
 * twelve characters are needed anyway, what remains common are words put end to end, repeated, walked
 * along the keyboard, or padded with digits. So the password is cut into the cheapest row of pieces, and
 * it is common when at most two of them are worth anything — `Salasana2024!`, `qwertyuiop12`,
 * `kesäkesäkesä` — while a sentence of four words, or letters by chance, passes.
 */
export function isCommon(password: string, about: readonly string[]): boolean {
  const text = password.toLowerCase()
  if (new Set(text).size < 5) return true
  if (isRepetition(text)) return true
  const known = new Set(
    about.flatMap((each) => each.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((w) => w.length > 2),
  )
  return worth(text, known) <= ENOUGH
}

/** Two common words and an ornament; what is worth more is let through. */
const ENOUGH = 2.5
const WORD = 1
const RUN = 0.5
const ORNAMENT = 0.25
/** A letter nobody could guess. */
const LETTER = 1

/** The cheapest cut of a text into words, runs and odd characters; a piece seen before costs nothing. */
function worth(text: string, known: ReadonlySet<string>): number {
  type Cut = { cost: number; seen: readonly string[] }
  const best: Cut[] = [{ cost: 0, seen: [] }]
  for (let end = 1; end <= text.length; end++) {
    let chosen: Cut = { cost: Number.POSITIVE_INFINITY, seen: [] }
    for (let start = Math.max(0, end - 32); start < end; start++) {
      const before = best[start]!
      const piece = text.slice(start, end)
      const cost = before.seen.includes(piece) ? 0 : priceOf(piece, known)
      if (before.cost + cost < chosen.cost) chosen = { cost: before.cost + cost, seen: [...before.seen, piece] }
    }
    best.push(chosen)
  }
  return best[text.length]!.cost
}

function priceOf(piece: string, known: ReadonlySet<string>): number {
  const undisguised = readings(piece)
  if (undisguised.some((each) => known.has(each))) return WORD / 2
  if (undisguised.some((each) => commonWords.has(each))) return WORD
  if (new Set(piece).size === 1 && !/\p{L}/u.test(piece)) return /\d/.test(piece) ? RUN : ORNAMENT
  if (/^\d{1,3}$/.test(piece) || /^(19|20)\d\d$/.test(piece)) return RUN
  if (piece.length > 2 && (isWalk(piece) || new Set(piece).size === 1)) return piece.length > 8 ? WORD : RUN
  // A date of birth, 3112 or 311285 or 31121985.
  if (/^[0-3]?\d[01]?\d(19|20)?\d\d$/.test(piece)) return WORD
  return piece.length === 1 ? LETTER : Number.POSITIVE_INFINITY
}

/** As typed, and with the usual disguises taken off: p4ssw0rd, s@lasana, ke$a. */
function readings(piece: string): string[] {
  if (piece.length < 3) return [piece]
  const as = (one: string) => [...piece].map((c) => ('1!|'.includes(c) ? one : (DISGUISES[c] ?? c))).join('')
  return [piece, as('i'), as('l')]
}

const DISGUISES: Record<string, string> = {
  0: 'o',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  '@': 'a',
  $: 's',
  '€': 'e',
  '+': 't',
}

/** The whole is one part said over and over. */
function isRepetition(text: string): boolean {
  for (let length = 1; length <= Math.min(8, text.length / 2); length++) {
    if (text.slice(length) === text.slice(0, -length)) return true
  }
  return false
}

const WALKS = [
  '1234567890123456789012345678901234567890',
  'abcdefghijklmnopqrstuvwxyzåäö',
  'qwertyuiopå',
  'asdfghjklöä',
  'zxcvbnm,.-',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  'q1w2e3r4t5y6u7i8o9p0',
  '1q2w3e4r5t6y7u8i9o0p',
  'qwertyasdfghzxcvbn',
  'qweasdzxcrtyfghvbn',
  'azertyuiopqsdfghjklm',
  'qwertzuiopasdfghjkl',
  'poiuytrewqlkjhgfdsamnbvcxz',
  '147258369',
  '159753',
  '741852963',
  '112233445566778899',
  'aabbccddeeffgghhiijjkk',
  'a1b2c3d4e5f6g7h8i9',
  '!"#¤%&/()=',
  '!@#$%^&*()',
].flatMap((walk) => [walk, [...walk].reverse().join('')])

const isWalk = (piece: string): boolean => WALKS.some((walk) => walk.includes(piece))
