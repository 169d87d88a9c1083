import type { Context } from '#kernel/action.ts'
import { beginnings } from '#kernel/words.ts'
import type { PurposeId } from '#register/index.ts'
import { asked, type Found } from './asked.ts'
import { type Branch, soughtBy, type Way } from './statements.ts'
import { type Asked, SHORTEST } from './typed.ts'

/** ms that the newest rows are looked through: under a purpose that sees few of them the way may be long. */
const BUDGET = 25

/** One purpose's answer, as one statement over every noun it holds: beginnings of words first, and numbers. */
export async function first(
  ctx: Context,
  purpose: PurposeId,
  { words, values, numbers, common, inParts, areApart, ways }: Asked,
  earlier: readonly PurposeId[],
): Promise<Found[]> {
  const isSaid = words.some((word) => beginnings(word))
  const isLong = words.some((word) => word.typed.length >= SHORTEST)
  const branches: Branch[] = []
  const newest: Branch[] = []
  for (const one of soughtBy(ctx.register, purpose)) {
    const { noun } = one
    if (earlier.some((other) => isTheSame(ctx, noun, purpose, other))) continue
    const isVector = Boolean(one.words || ctx.register.nouns[noun]!.fields.search)
    if (!(isVector ? isSaid : isLong)) continue
    // A telephone number is nobody's name.
    if (noun === 'people' && numbers.phones.length > 0) continue
    if (!common.has(noun))
      branches.push([noun, noun === 'people' ? ways[0]! : areApart && !isVector ? 'together' : 'words'])
    // Of so many rows nobody misses those that one purpose alone sees; but people.
    else if (noun === 'people' || !earlier.some((other) => seesAll(ctx, noun, purpose, other)))
      newest.push([noun, 'newest'])
    if (noun === 'companies' && inParts) branches.push([noun, 'parts'], [noun, 'guesses'])
  }
  if (numbers.businessIds.length > 0) branches.push(['companies', 'number'])
  if (numbers.phones.length > 0) branches.push(['people', 'phone'])
  if (numbers.email) branches.push(['people', 'email'])
  const found = await Promise.all([
    asked(ctx, purpose, branches, { values }),
    ...newest.map((branch) => asked(ctx, purpose, [branch], { values, budget: BUDGET })),
  ])
  return found.flat()
}

/** People of whom the questions before found few, in another way. */
export async function more(ctx: Context, purpose: PurposeId, way: Way, { words, values }: Asked): Promise<Found[]> {
  if (!soughtBy(ctx.register, purpose).some(({ noun }) => noun === 'people')) return []
  if (way === 'guesses' && !values.guessedBegin && values.guessedParts.length === 0) return []
  // Of several words one may be in very many rows.
  return asked(ctx, purpose, [['people', way]], {
    values,
    ...(way !== 'together' && words.length > 1 && { budget: BUDGET }),
  })
}

/** Names of which each word is one slip of the finger from what was typed, when nothing else was found. */
export async function slipped(ctx: Context, purpose: PurposeId, { values }: Asked): Promise<Found[]> {
  if (values.near.length === 0) return []
  const held = soughtBy(ctx.register, purpose).filter(({ noun }) => ['people', 'companies'].includes(noun))
  return asked(
    ctx,
    purpose,
    held.map(({ noun }) => [noun, 'slip']),
    { values },
  )
}

/** Facts that carry nobody's mask, of which both purposes see the same rows. */
function isTheSame(ctx: Context, name: string, purpose: string, other: string): boolean {
  const noun = ctx.register.nouns[name]!
  if (noun.mask !== 'none' || noun.person || noun.linked || ctx.actor.scope !== 'all') return false
  if (!soughtBy(ctx.register, other).some((one) => one.noun === name)) return false
  return Object.values(noun.rows?.only ?? {}).every((list) => list.includes(purpose) === list.includes(other))
}

/** Whether the other sees every kind of rows that this one does; whose masks stand on them aside. */
function seesAll(ctx: Context, name: string, purpose: string, other: string): boolean {
  if (!soughtBy(ctx.register, other).some((one) => one.noun === name)) return false
  return Object.values(ctx.register.nouns[name]!.rows?.only ?? {}).every(
    (list) => !list.includes(purpose) || list.includes(other),
  )
}
