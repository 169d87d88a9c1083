import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { get, nounActions } from '#kernel/nounActions.ts'
import { reachOf } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { nouns, type PurposeId } from '#register/index.ts'
import { actions as askActions } from './ask.ts'
import { actions as droppedActions } from './dropped.ts'
import { COUNTED, count, flags, KINDS } from './flags.ts'
import { ENDS, Limits, limitsOf } from './limits.ts'
import { actions as trashActions } from './trash.ts'
import { actions as twinActions } from './twins.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
const OPEN: readonly PurposeId[] = nouns.verifications.open

const counts = z.record(z.enum(KINDS), z.object({ count: z.number(), overdue: z.number() }))

export const actions: Action[] = [
  ...nounActions('changes', ['list']),
  ...nounActions('verifications', ['list']),
  ...twinActions,
  ...trashActions,
  ...askActions,
  ...droppedActions,
  action({
    name: 'verifications.create',
    purposes: OPEN,
    verb: 'write',
    says: says('Totea tieto oikeaksi', 'Konstatera uppgiften riktig', 'Say that a value is right'),
    input: z.object({
      noun: z.enum(['people', 'companies', 'emails', 'phones', 'employments']),
      id: z.uuid(),
      field: z.string().max(60),
      source: z.enum(['person', 'company', 'register', 'colleague']).default('colleague'),
    }),
    output: z.object({ id: z.string(), created_at: z.string() }),
    async run(ctx, { noun, id, field, source }) {
      const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
      if (!lens.columns.includes(field)) refuse('FIELD_UNKNOWN', { field })
      const row = (await get(ctx, noun, id)) as Record<string, any>
      const whose =
        noun === 'companies'
          ? { company_id: id, ...(row.person_id && { person_id: row.person_id }) }
          : { person_id: noun === 'people' ? id : row.person_id }
      return ctx.db
        .insertInto('verifications')
        .values({ of: `${noun}.${field}`, record_id: id, source, ...whose })
        .returning(['id', 'created_at'])
        .executeTakeFirstOrThrow() as any
    },
  }),
  action({
    name: 'verifications.delete',
    purposes: OPEN,
    verb: 'write',
    says: says('Peru tiedon toteaminen oikeaksi', 'Ångra kontrollen av uppgiften', 'Take back that a value is right'),
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.string() }),
    async run(ctx, { id }) {
      const gone = await ctx.db
        .deleteFrom('verifications')
        .where('id', '=', id)
        .where('by_id', '=', ctx.actor.id)
        .returning(['person_id', 'company_id'])
        .executeTakeFirst()
      if (!gone) refuse('NOT_FOUND')
      ctx.seen('verifications', [gone.person_id ?? gone.company_id])
      return { id }
    },
  }),
  action({
    name: 'quality.counts',
    purposes: OPEN,
    verb: 'read',
    says: says('Laske tarkistettavat', 'Räkna vad som ska kontrolleras', 'Count what is to be checked'),
    input: z.object({}),
    output: z.object({ counts, most: z.number(), limits: Limits, past: z.array(z.looseObject({ on: z.string() })) }),
    async run(ctx) {
      const limits = await limitsOf(ctx.house)
      const { register, purpose, db } = ctx
      const asked = { db, register, purpose, limits, reach: reachOf(ctx) }
      const found = await Promise.all(KINDS.map(async (kind) => [kind, await count(asked, kind)] as const))
      const { rows } = await ctx.house.jobs.query(
        `select begun::date::text as on, outcome from register.runs where job = 'quality.count' and well order by number desc limit 90`,
      )
      ctx.note({ counted: true })
      return {
        counts: Object.fromEntries(found) as any,
        most: COUNTED,
        limits,
        past: rows.map(({ on, outcome }) => ({ ...outcome, on })).reverse(),
      }
    },
  }),
  action({
    name: 'quality.list',
    purposes: OPEN,
    verb: 'read',
    says: says('Lue tarkistettavat', 'Läs vad som ska kontrolleras', 'Read what is to be checked'),
    input: z.object({ kind: z.enum(KINDS), limit: z.coerce.number().int().min(1).max(200).default(60) }),
    output: z.object({ items: z.array(z.looseObject({ id: z.string() })) }),
    async run(ctx, { kind, limit }) {
      const limits = await limitsOf(ctx.house)
      const { register, purpose, db } = ctx
      const items = await flags({ db, register, purpose, limits, reach: reachOf(ctx) }, kind, limit)
      ctx.seen(
        items[0]?.noun ?? 'people',
        items.map(({ id }) => id),
      )
      ctx.note({ kind })
      return { items }
    },
  }),
  action({
    name: 'quality.policy',
    purposes: ['rights', ...OPEN.filter((one) => (one as string) !== 'rights')],
    verb: 'read',
    unlogged: true, // rules, and nobody in them
    http: { method: 'GET', path: '/quality/limits' },
    says: says('Lue tarkistamisen rajat', 'Läs gränserna för kontroll', 'Read the limits of checking'),
    input: z.object({}),
    output: z.object({ limits: Limits, ends: z.record(z.string(), z.array(z.string())) }),
    run: async ({ house }) => ({ limits: await limitsOf(house), ends: ENDS as any }),
  }),
  action({
    name: 'quality.limits',
    purposes: ['rights'],
    verb: 'register',
    says: says('Aseta tarkistamisen rajat', 'Ställ in gränserna för kontroll', 'Set the limits of checking'),
    input: Limits,
    output: Limits,
    async run({ house, actor }, limits) {
      await house.jobs.query(
        `insert into register.settings (name, value, by, at) values ('quality_limits', $1, $2, clock_timestamp())`,
        [JSON.stringify(limits), actor.id],
      )
      return limits
    },
  }),
]
