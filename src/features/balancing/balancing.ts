import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { readBalances } from '#kernel/additions.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { levels, type PurposeId } from '#register/index.ts'
import { PARTS, proposalOf } from './proposals.ts'
import { discardDraft, signTest, testsOf, writeDraft } from './signing.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
const purpose = z.string().max(40)
const text = z.string().max(6000)
const language = z.enum(LANGUAGES as ['fi', 'sv', 'en'])
const body = z.object({ language, ...Object.fromEntries(PARTS.map((part) => [part, text])) }).partial()
const signature = z.object({
  purpose,
  outcome: z.enum(['positive', 'negative']),
  /** Default: a year from today; at most 24 months. */
  review_on: z.iso.date().optional(),
  conclusion: text.optional(),
  /** Whose signature it is, where an operator signs on the command line. */
  name: z.string().trim().min(3).max(200).optional(),
})
const Applied = z.object({
  purpose: z.string(),
  state: z.string(),
  review_on: z.string(),
  changed: z.array(z.string()),
})

/** Levels that sign, and so also those who are told when it is time. */
const SIGNING = Object.entries(levels)
  .filter(([, { may }]) => (may as readonly string[]).includes('register'))
  .map(([id]) => id)

export const actions: Action[] = [
  action({
    name: 'balancing.list',
    purposes: ['rights'],
    verb: 'register',
    unlogged: true,
    says: says('Lue tasapainotestit', 'Läs intresseavvägningarna', 'Read the balancing tests'),
    input: z.object({}),
    output: z.object({ items: z.array(z.looseObject({ purpose: z.string(), state: z.string() })) }),
    run: async (ctx) => ({ items: await listed(ctx) }),
  }),
  action({
    name: 'balancing.get',
    purposes: ['rights'],
    verb: 'register',
    unlogged: true,
    http: { method: 'GET', path: '/balancing/{purpose}' },
    says: says('Avaa tasapainotesti', 'Öppna en intresseavvägning', 'Read a balancing test'),
    input: z.object({ purpose, language: language.optional() }),
    output: z.looseObject({ purpose: z.string(), state: z.string() }),
    async run(ctx, input) {
      const { draft, versions } = await testsOf(ctx.house, input.purpose)
      const item = (await listed(ctx)).find((one) => one.purpose === input.purpose)!
      const proposal = proposalOf(input.purpose as PurposeId, input.language ?? ctx.language)
      return { ...item, draft, versions, proposal }
    },
  }),
  action({
    name: 'balancing.signers',
    purposes: ['rights'],
    verb: 'read',
    anyone: true,
    unlogged: true,
    http: { method: 'GET', path: '/balancing-signers' },
    says: says(
      'Kysy, kuka allekirjoittaa tasapainotestit',
      'Fråga vem som undertecknar intresseavvägningarna',
      'Ask who signs the balancing tests',
    ),
    input: z.object({}),
    output: z.object({ names: z.array(z.string()) }),
    async run({ house }) {
      const { rows } = await house.auth.query<{ name: string }>(
        `select distinct u.name from auth.users u join auth.grants g on g.user_id = u.id and g.ended_at is null
         where u.left_at is null and g.level = any ($1) order by 1`,
        [SIGNING],
      )
      return { names: rows.map(({ name }) => name) }
    },
  }),
  action({
    name: 'balancing.write',
    purposes: ['rights'],
    verb: 'register',
    http: { method: 'POST', path: '/balancing/{purpose}/write' },
    says: says('Kirjoita tasapainotesti', 'Skriv en intresseavvägning', 'Write a balancing test'),
    input: z.object({
      purpose,
      body: body.optional(),
      /** The time of the draft one has seen, null for none: another’s text is not written over unseen. */
      seen: z.string().nullable().optional(),
    }),
    output: z.looseObject({ id: z.string(), written_at: z.string() }),
    async run(ctx, { purpose, body, seen }) {
      const draft = await writeDraft(ctx, purpose, body ?? {}, seen)
      ctx.note({ purpose })
      return draft
    },
  }),
  action({
    name: 'balancing.sign',
    purposes: ['rights'],
    verb: 'register',
    http: { method: 'POST', path: '/balancing/{purpose}/sign' },
    says: says('Allekirjoita tasapainotesti', 'Underteckna en intresseavvägning', 'Sign a balancing test'),
    input: signature,
    output: Applied,
    run: (ctx, input) => signTest(ctx, input, 'draft'),
  }),
  action({
    name: 'balancing.review',
    purposes: ['rights'],
    verb: 'register',
    http: { method: 'POST', path: '/balancing/{purpose}/review' },
    says: says('Tarkista tasapainotesti', 'Se över en intresseavvägning', 'Review a balancing test'),
    input: signature.extend({ conclusion: text }),
    output: Applied,
    run: (ctx, input) => signTest(ctx, input, 'signed'),
  }),
  action({
    name: 'balancing.discard',
    purposes: ['rights'],
    verb: 'register',
    http: { method: 'DELETE', path: '/balancing/{purpose}' },
    says: says(
      'Hylkää tasapainotestin luonnos',
      'Kasta utkastet till en intresseavvägning',
      'Discard the draft of a balancing test',
    ),
    input: z.object({ purpose }),
    output: z.object({ purpose: z.string() }),
    async run(ctx, { purpose }) {
      await discardDraft(ctx.house, purpose)
      ctx.note({ purpose })
      return { purpose }
    },
  }),
]

/** Every purpose that needs a test, with where it stands and who signed last. */
async function listed({ house, register }: Context) {
  const { rows } = await house.jobs.query<{
    purpose: string
    drafted_at: string | null
    signed_name: string | null
    signed_at: string | null
    outcome: string | null
    versions: number
    rejected: number
  }>(
    `select t.purpose, max(t.written_at) filter (where t.signed_at is null) as drafted_at,
       (array_agg(t.signed_name order by t.signed_at desc nulls last))[1] as signed_name,
       (array_agg(t.outcome order by t.signed_at desc nulls last))[1] as outcome,
       max(t.signed_at) as signed_at, count(t.signed_at)::int as versions,
       count(t.signed_at) filter (where t.outcome = 'negative')::int as rejected
     from register.balancing_tests t group by t.purpose`,
  )
  const tests = new Map(rows.map((row) => [row.purpose, row]))
  return (await readBalances(house.jobs)).map(({ purpose, state, review_on, days }) => {
    const found = tests.get(purpose)
    const { asleep, untested } = register.purposes[purpose]!
    return {
      purpose,
      state,
      review_on,
      /** Days until the purpose falls asleep; null where it does not wait for a day. */
      days,
      asleep: asleep ?? false,
      untested: untested ?? false,
      drafted_at: found?.drafted_at ?? null,
      signed_name: found?.signed_name ?? null,
      signed_at: found?.signed_at ?? null,
      versions: found?.versions ?? 0,
      rejected: found?.rejected ?? 0,
    }
  })
}
