import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { clock, today } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'
import { get, recordOutput } from '#kernel/nounActions.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { deliver, posted, record } from './deliver.ts'
import { hashOf, letterTo } from './letters.ts'
import { CHANNELS, delivered } from './objections.ts'

export const RESTRICTION_GROUNDS = ['accuracy_contested', 'unlawful', 'claims', 'objection_pending'] as const
/** Art. 18(2): all that restricted data may be used for. */
export const PERMITTED_USES = ['consent', 'claims', 'others_rights', 'public_interest'] as const

/** The restriction in force; NOT_RESTRICTED when there is none. */
async function restrictionOf(ctx: Context, person: string): Promise<{ number: number; kind: string; since: string }> {
  const { rows } = await sql<any>`select l.number, l.kind, l.effect,
      (select max(b.at) from rights.grounds b where b.person_id = ${person}::uuid and b.slot = 'restriction' and b.kind = 'restriction') as since
    from rights.grounds l where l.person_id = ${person}::uuid and l.slot = 'restriction' order by l.number desc limit 1`.execute(
    ctx.db,
  )
  if (rows[0]?.effect !== 'block') refuse('NOT_RESTRICTED')
  return rows[0]
}

/** Art. 18(3): by mail, or by paper and then told here how and when; recorded only when it has been delivered. */
async function tell(
  ctx: Context,
  {
    id,
    reason,
    told_by,
    told_on,
  }: { id: string; reason?: string | undefined; told_by?: string | undefined; told_on?: string | undefined },
) {
  const { number, since } = await restrictionOf(ctx, id)
  if (told_on && told_on > today()) refuse('VALUE_NOT_ALLOWED', { field: 'told_on' })
  const letter = await letterTo(ctx.house, id, 'restriction_ends', {
    restricted: since,
    ...(reason ? { reasons: reason } : {}),
  })
  const message = `restriction:${number}:ends`
  const delivery = told_by ? { sent: true } : await deliver(ctx.house, ctx.actor.id, { person: id, message, letter })
  ctx.seen('people', [id], ['grounds'])
  if (!delivery.sent) return { id, told: false, ...delivery }
  if (told_by === 'letter') await posted(ctx, id, message)
  const how = told_by ?? 'email'
  const proof = { letter: hashOf(letter), delivered: how, delivered_at: told_on ?? clock.now().toISOString(), message }
  await record(ctx, 'people.tell_restriction_end', id, { kind: 'restriction_told', via: how, reason, proof })
  return { id, told: true, ...delivery }
}

export const actions: Action[] = [
  action({
    name: 'people.restrict',
    purposes: ['rights', 'support', 'relationship'],
    verb: 'write',
    says: { fi: 'Rajoita käsittelyä', sv: 'Begränsa behandlingen', en: 'Restrict processing' },
    input: z.object({
      id: z.uuid(),
      // Left out or unknown, the law's own refusal: RESTRICTION_GROUND_MISSING.
      ground: z.string().max(40).optional().describe(RESTRICTION_GROUNDS.join(' | ')),
      review_on: z.iso.date().optional(),
      channel: z.enum(CHANNELS).default('other'),
      evidence: z.string().max(2000).optional(),
    }),
    output: z.object({ id: z.string() }),
    long: true,
    async run(ctx, { id, ground, review_on, channel, evidence }) {
      await meet(ctx, lensOf(ctx.register.nouns, 'people', ctx.purpose), [id])
      if (review_on && review_on <= today()) refuse('VALUE_NOT_ALLOWED', { field: 'review_on' })
      const event = { kind: 'restriction', ground, review_on, via: channel, reason: evidence }
      await record(ctx, 'people.restrict', id, event, ground ? { ground } : {})
      ctx.seen('people', [id], ['grounds'])
      return { id }
    },
  }),
  action({
    name: 'people.tell_restriction_end',
    purposes: ['rights'],
    verb: 'write',
    says: {
      fi: 'Kerro henkilölle rajoituksen päättymisestä',
      sv: 'Underrätta personen om att begränsningen upphör',
      en: 'Tell a person that a restriction ends',
    },
    input: z.object({
      id: z.uuid(),
      reason: z.string().max(2000).optional(),
      told_by: z
        .enum(['letter', 'phone', 'meeting', 'email'])
        .optional()
        .describe('how it was told, where not by our mail'),
      told_on: z.iso.date().optional(),
    }),
    output: z.object({ id: z.string(), told: z.boolean(), ...delivered }),
    long: true,
    run: tell,
  }),
  action({
    name: 'people.lift_restriction',
    purposes: ['rights'],
    verb: 'write',
    says: { fi: 'Pura rajoitus', sv: 'Häv begränsningen', en: 'Lift a restriction' },
    input: z.object({ id: z.uuid(), reason: z.string().max(2000).optional() }),
    output: z.object({ id: z.string() }),
    long: true,
    async run(ctx, { id, reason }) {
      await record(ctx, 'people.lift_restriction', id, { kind: 'restriction_ended', reason })
      ctx.seen('people', [id], ['grounds'])
      return { id }
    },
  }),
  action({
    name: 'people.use_restricted',
    purposes: ['rights'],
    verb: 'read',
    http: { method: 'POST', path: '/people/{id}/use_restricted' },
    says: {
      fi: 'Avaa rajoitetut tiedot sallittuun käyttöön',
      sv: 'Öppna begränsade uppgifter för tillåten användning',
      en: 'Open restricted data for a permitted use',
    },
    input: z.object({
      id: z.uuid(),
      reason: z.enum(PERMITTED_USES),
      line: z.string().trim().min(5).max(300).describe('what for, without names: it stands in the ledger'),
    }),
    output: recordOutput,
    async run(ctx, { id, reason, line }) {
      await restrictionOf(ctx, id)
      ctx.note({ reason, line })
      return get(ctx, 'people', id, 'emails,phones,employments')
    },
  }),
]
