import { readBalances } from '#kernel/additions.ts'
import { compile } from '#kernel/compile.ts'
import { isUnbalanced } from '#kernel/extend.ts'
import { broken, type Check, fenced, kept, open, organisational, plural, type Scene } from './verdict.ts'

const NEXT = 'Sign or review it under Privacy → Balancing tests.'

/** P50: each use on legitimate interest names its interest and stands on a signed test in its time. */
export const interestsWeighed: Check = async (scene) => {
  const { purposes } = scene.register
  const nameless = Object.entries(purposes).filter(
    ([, { bases, interest }]) => bases.includes('legitimate_interest') && !interest,
  )
  if (nameless.length > 0)
    return broken(`No interest is named for ${names(nameless)}.`, 'Name it in register/purposes.wordings.ts.')
  const balances = await readBalances(scene.house.jobs)
  const due = balances.filter(({ state }) => state === 'review_due')
  if (due.length > 0)
    return broken(
      `The review of ${due.map(({ purpose, review_on, days }) => `${purpose} was due on ${review_on}, it falls asleep in ${plural(days ?? 0, 'day')}`).join('; ')}.`,
      NEXT,
    )
  const active = balances.filter((one) => isUnbalanced(one) && !purposes[one.purpose]?.asleep)
  if (active.length > 0)
    return broken(
      `In use without a valid test: ${active.map(({ purpose, state }) => `${purpose} (${state})`).join(', ')}.`,
      NEXT,
    )
  const valid = balances.filter(({ state }) => state === 'in_force')
  const off = balances.filter(isUnbalanced)
  const next = valid.map(({ review_on }) => review_on ?? '').sort()[0] ?? 'none'
  return fenced(
    scene,
    ['view_texts', 'views'],
    kept(
      `${plural(balances.length, 'purpose')} on legitimate interest, each with its interest; signed, positive and in time: ${valid.length}; in use without: 0; off for want of a test: ${off.map(({ purpose }) => purpose).join(', ') || 'none'}; next review ${next}.`,
    ),
  )
}

/** P51: a test may come out negative, and then nothing of the purpose can be reached. */
export const personsMayOutweigh: Check = async (scene) => {
  const { rows } = await scene.house.jobs.query<{
    signed: number
    rejected: number
    signers: string[]
    bare: number
    first: string
    last: string
  }>(
    `select count(*)::int as signed, count(*) filter (where outcome = 'negative')::int as rejected,
       array_agg(distinct signed_name) as signers, min(signed_at)::date::text as first, max(signed_at)::date::text as last,
       count(*) filter (where coalesce(length(btrim(body ->> 'conclusion')), 0) < 20)::int as bare
     from register.balancing_tests where signed_at is not null`,
  )
  const { signed, rejected, signers, bare, first, last } = rows[0]!
  if (signed === 0) return open('no balancing test has been signed on this installation yet.')
  if (bare > 0)
    return broken(`${plural(bare, 'signed test')} without a reasoned conclusion.`, 'Write and sign them again.')
  const off = (await readBalances(scene.house.jobs))
    .filter((one) => isUnbalanced(one) && !scene.register.purposes[one.purpose]?.untested)
    .map(({ purpose }) => purpose)
  const reached = await stillOpen(scene, off)
  if (reached.length > 0)
    return broken(`Off by their tests, and yet open: ${reached.join(', ')}.`, 'Start again: the views are built anew.')
  const lasting = scene.live.checks.length
  return fenced(
    scene,
    ['view_texts', 'views'],
    organisational(
      `${plural(signed, 'balancing test')} on file, signed ${first === last ? first : `${first}–${last}`} by ${signers.join(', ')}, each with its conclusion; come out negative: ${rejected}, all kept; purposes off by their test: ${off.join(', ') || 'none'}, of their views open: 0 (${lasting} parts of the fence looked at).`,
    ),
  )
}

/** Views of these purposes that let rows through: of the register of today, and as the database holds them. */
async function stillOpen({ house, register }: Scene, off: readonly string[]): Promise<string[]> {
  if (off.length === 0) return []
  const { rows } = await house.jobs.query<{ name: string; sql: string }>('select name, sql from register.built')
  const built = new Map(rows.map((row) => [row.name, row.sql]))
  return compile(register)
    .filter(({ name, kind }) => kind === 'view' && off.includes(name.split('.')[0]!))
    .filter(({ name, sql }) => built.get(name) !== sql || !/\n {2}and false\b|where false\b/.test(sql))
    .map(({ name }) => name)
}

const names = (list: [string, unknown][]): string => list.map(([id]) => id).join(', ')
