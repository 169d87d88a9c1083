import { z } from 'zod'
import { assessed, said } from '#features/notice/notice.actions.ts'
import { assess, hasNotice } from '#features/notice/notice.editions.ts'
import { printNotice } from '#features/notice/notice.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { applyAsOwner } from '#kernel/apply.child.ts'
import { differences } from '#kernel/apply.ts'
import { today } from '#kernel/clock.ts'
import { holds } from '#kernel/compile.ts'
import { type Addition, compileAdditions } from '#kernel/extend.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { type PurposeId, purposeIds, type Register } from '#register/index.ts'
import { explain } from './explain.ts'

const words = z.object({
  fi: z.string().min(1).max(300),
  sv: z.string().min(1).max(300),
  en: z.string().min(1).max(300),
})
const use = z.enum(['read', 'write', 'digest', 'pseudonym', 'consent'])

const AdditionInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('field'),
    body: z.object({
      noun: z.string(),
      name: z.string(),
      type: z.enum(['text', 'longtext', 'integer', 'date', 'timestamp', 'boolean', 'choice', 'choices']),
      label: words,
      category: z.string().default(''),
      retention: z.string().default(''),
      purposes: z.record(z.string(), use).default({}),
      options: z.record(z.string().regex(/^[a-z0-9_]{1,40}$/), words).optional(),
      sensitive: z.boolean().optional(),
    }),
  }),
  z.object({ kind: z.literal('withdrawal'), body: z.object({ noun: z.string(), name: z.string() }) }),
  z.object({
    kind: z.literal('controller'),
    body: z
      .object({
        name: z.string().min(1).max(200),
        businessId: z.string().max(20),
        address: z.object({ street: z.string(), postcode: z.string(), town: words }),
        mailbox: z.email(),
        contact: words,
        officer: words,
      })
      .partial(),
  }),
  z.object({
    kind: z.literal('recipient'),
    body: z.object({
      id: z.string().regex(/^[a-z0-9_]{1,40}$/),
      name: z.string().min(1).max(200),
      role: z.enum(['processor', 'controller', 'joint', 'authority']),
      class: z.enum([
        'hosting',
        'mail',
        'texts',
        'reseller',
        'representative',
        'subcontractor',
        'group_company',
        'authority',
      ]),
      country: z.string().regex(/^[A-Z]{2}$/),
      purposes: z.array(z.string()).min(1),
      wording: words,
    }),
  }),
  z.object({ kind: z.literal('purpose'), body: z.object({ purpose: z.string(), asleep: z.boolean() }) }),
  z.object({ kind: z.literal('retention'), body: z.object({ rule: z.string(), length: z.string(), reason: words }) }),
])

const input = z.object({ addition: AdditionInput })
const Said = z.object(said)

/** Everything the change would do, before it is done: objects, people, sentences. */
async function plan(ctx: Context, addition: Addition) {
  const before = ctx.register
  const after = compileAdditions(before, [addition])
  return {
    changes: differences(before, after),
    column:
      addition.kind === 'field' && !before.nouns[addition.body.noun]?.fields[addition.body.name]
        ? `data.${addition.body.noun}.${addition.body.name}`
        : null,
    people: await affected(ctx, addition),
    levels: seers(before, after, addition),
    notice: sentences(before, after),
  }
}

/** How many the change touches, where it touches any: people of a purpose that falls asleep or wakes, records with a value that goes. */
async function affected(ctx: Context, addition: Addition): Promise<number | null> {
  if (addition.kind === 'withdrawal') return filled(ctx, addition.body)
  if (addition.kind !== 'purpose') return null
  const purpose = addition.body.purpose
  if (!(purpose in ctx.register.purposes)) return null
  const { rows } = await ctx.house.jobs.query('select door.count_permitted($1) as n', [purpose])
  return rows[0].n
}

/** Records whose value would be hidden, as the purpose that sees most of them counts. */
async function filled({ house, register }: Context, { noun, name }: { noun: string; name: string }): Promise<number> {
  const field = register.nouns[noun]?.fields[name]
  const counts = await Promise.all(
    Object.keys(field?.purposes ?? {})
      .filter((purpose) => holds(field!, purpose) && !register.purposes[purpose]?.asleep)
      .map((purpose) =>
        house.pool(purpose as PurposeId).query(`select count(${name})::int as n from ${purpose}.${noun}`),
      ),
  )
  return Math.max(0, ...counts.map(({ rows }) => rows[0].n))
}

/** Which levels see the field, before or after: `write` where one of their purposes may change it. */
function seers(before: Register, after: Register, addition: Addition) {
  if (addition.kind !== 'field' && addition.kind !== 'withdrawal') return []
  const { noun, name } = addition.body
  const seen = (register: Register, purposes: readonly string[], ...uses: string[]) =>
    purposes.some((one) => uses.includes(register.nouns[noun]?.fields[name]?.purposes[one] ?? ''))
  const register = addition.kind === 'field' ? after : before
  return Object.entries(register.levels).flatMap(([level, { writes, reads }]) => {
    if (seen(register, writes, 'write')) return [{ level, use: 'write' }]
    return seen(register, [...writes, ...reads], 'read', 'write') ? [{ level, use: 'read' }] : []
  })
}

function sentences(before: Register, after: Register) {
  return LANGUAGES.map((language) => {
    const old = new Set(printNotice(before, before.controller, language).text.split('\n'))
    const fresh = new Set(printNotice(after, after.controller, language).text.split('\n'))
    return {
      language,
      gone: [...old].filter((line) => line.trim() && !fresh.has(line)),
      added: [...fresh].filter((line) => line.trim() && !old.has(line)),
    }
  })
}

/** Done, and where the notice says something new by it, what was thought of that: material is announced to people. */
async function apply(ctx: Context, addition: Addition, change: z.infer<typeof Said>) {
  const after = compileAdditions(ctx.register, [addition])
  const asked = (await hasNotice(ctx.house.jobs)) && isSaid(sentences(ctx.register, after))
  const thought = asked ? assessed(change) : null
  const result = await applyAsOwner(ctx.house, addition, ctx.actor.id)
  if (thought && result.notice) await assess(ctx.house.jobs, result.notice.version, { ...thought, by: ctx.actor.id })
  ctx.note({ kind: addition.kind, changed: result.changed.length, ...(thought && { material: thought.material }) })
  return { ...result, announce: Boolean(thought?.material && result.notice) }
}

/** The day is ours to say. */
const dated = (addition: Addition): Addition =>
  addition.kind === 'withdrawal' ? { ...addition, body: { ...addition.body, on: today() } } : addition

const isSaid = (changes: ReturnType<typeof sentences>) => changes.some(({ gone, added }) => gone.length + added.length)

/** Purposes under which the register itself is looked after. */
const STEWARD = ['rights'] as const

export const actions: Action[] = [
  action({
    name: 'register.get',
    purposes: purposeIds,
    verb: 'read',
    anyone: true,
    unlogged: true,
    http: { method: 'GET', path: '/register' },
    says: { fi: 'Lue rekisteri', sv: 'Läs registret', en: 'Read the register' },
    input: z.object({}),
    output: z.looseObject({}),
    run: async (ctx) => ctx.register as any,
  }),
  action({
    name: 'register.explain',
    purposes: purposeIds,
    verb: 'read',
    anyone: true,
    unlogged: true,
    says: { fi: 'Lue kentän selitys', sv: 'Läs förklaringen till ett fält', en: 'Explain a field' },
    input: z.object({ field: z.string() }),
    output: z.looseObject({}),
    run: async (ctx, { field }) => explain(ctx.register, field, ctx.language),
  }),
  action({
    name: 'register.plan',
    purposes: STEWARD,
    verb: 'register',
    unlogged: true,
    says: {
      fi: 'Laske, mitä rekisterin muutos tekisi',
      sv: 'Räkna ut vad en ändring av registret skulle göra',
      en: 'Work out what a change of the register would do',
    },
    input,
    output: z.looseObject({}),
    run: (ctx, { addition }) => plan(ctx, dated(addition as Addition)),
  }),
  action({
    name: 'register.apply',
    purposes: STEWARD,
    verb: 'register',
    says: { fi: 'Muuta rekisteriä', sv: 'Ändra registret', en: 'Change the register' },
    input: input.extend(said),
    output: z.looseObject({}),
    run: (ctx, { addition, ...change }) => apply(ctx, dated(addition as Addition), change),
  }),
]
