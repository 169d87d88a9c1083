import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { clock, dayIn } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { type PurposeId, purposes } from '#register/index.ts'
import { dueOf } from '../grounds/due.ts'
import { isAbsolute } from '../grounds/grounds.shown.ts'
import { GroundOutput, groundsOf, READERS } from '../grounds/grounds.ts'
import { audit, deliver, record } from './deliver.ts'
import { hashOf, letterTo } from './letters.ts'

export const CHANNELS = ['email', 'phone', 'letter', 'meeting', 'web', 'other'] as const
export const delivered = { sent: z.boolean(), letter: z.string().optional() }

const ObjectInput = z.object({
  id: z.uuid(),
  scope: z.string().default('marketing').describe('marketing, or the purpose objected to'),
  channel: z.enum(CHANNELS).default('other'),
  evidence: z.string().max(2000).nullable().optional().describe('what was said, and where it is kept'),
  reason: z.string().max(4000).nullable().optional().describe('the person’s own; never for marketing'),
  said_at: z.iso.datetime({ offset: true }).optional().describe('when it was said; now, unless told'),
  heard_by: z.string().max(200).optional(),
})

/**
 * Art. 21. Marketing: stands at once, needs no reason and takes none (DM_OBJECTION_ABSOLUTE). Any other purpose: it
 * is not used while a decision is made within the month; who gave no reason is asked for it once, by letter.
 */
async function object(
  ctx: Context,
  { id, scope, channel, evidence, reason, said_at, heard_by }: z.infer<typeof ObjectInput>,
) {
  const given = reason?.trim() || null
  if (scope !== 'marketing' && !Object.hasOwn(purposes, scope)) refuse('PURPOSE_UNKNOWN', { field: 'scope' })
  const absolute = isAbsolute(ctx.register, scope)
  if (absolute && given) refuse('DM_OBJECTION_ABSOLUTE', { field: 'reason' })
  if (!absolute && purposes[scope as PurposeId].objection !== 'reasoned')
    refuse('OBJECTION_NOT_OPEN', { field: 'scope' })
  const now = clock.now()
  const said = said_at ?? now.toISOString()
  if (Date.parse(said) > now.getTime() + 60_000) refuse('VALUE_NOT_ALLOWED', { field: 'said_at' })
  const reached = await meet(ctx, lensOf(ctx.register.nouns, 'people', ctx.purpose), [id]).then(
    () => true,
    () => false,
  )
  const due = absolute ? null : dueOf(dayIn(new Date(said)))
  const letter = !absolute && !given ? await letterTo(ctx.house, id, 'reason_asked', { scope, said, due: due! }) : null
  const proof = {
    said_at: said,
    heard_by: heard_by?.trim() || ctx.actor.name,
    ...(letter ? { asked_at: now.toISOString(), asked_letter: hashOf(letter) } : {}),
  }
  const number = await inOwnTransaction(ctx.house, ctx.purpose, ctx.actor.id, async (db) => {
    const { rows } = await sql<{
      number: number
    }>`select door.object(${id}::uuid, ${scope}, ${channel}, ${evidence ?? null},
      ${suppressionKey(ctx.house.connection.key)}::bytea, ${given}, ${due}::date, ${JSON.stringify(proof)}::jsonb) as number`.execute(
      db,
    )
    await audit(db, 'people.object', id, { scope })
    return rows[0]!.number
  })
  const asked = letter
    ? await deliver(ctx.house, ctx.actor.id, { person: id, message: `objection:${number}:reason`, letter })
    : null
  // What was blocked may have been the purpose one looks from: then there is nothing left to show.
  const shown = await groundsOf(ctx, id).catch(() => ({ purposes: [], events: [], source: null, informed: null }))
  // Whoever records a wish about a record out of their reach is not shown its name by the way of a letter.
  return { ...shown, due, asked: asked && (reached ? asked : { sent: asked.sent }) }
}

export const actions: Action[] = [
  action({
    name: 'people.object',
    purposes: READERS,
    verb: 'read',
    http: { method: 'POST', path: '/people/{id}/object' },
    says: { fi: 'Kirjaa vastustus', sv: 'Anteckna en invändning', en: 'Record an objection' },
    input: ObjectInput,
    output: GroundOutput.extend({ due: z.string().nullable(), asked: z.object(delivered).nullable() }),
    run: object,
  }),
  action({
    name: 'people.give_reason',
    purposes: READERS,
    verb: 'read',
    http: { method: 'POST', path: '/people/{id}/give_reason' },
    says: {
      fi: 'Kirjaa vastustuksen perustelu',
      sv: 'Anteckna motiveringen till en invändning',
      en: 'Record the reason for an objection',
    },
    input: z.object({
      id: z.uuid(),
      scope: z.string(),
      reason: z.string().trim().min(1).max(4000),
      channel: z.enum(CHANNELS).default('other'),
    }),
    output: z.object({ id: z.string() }),
    async run(ctx, { id, scope, reason, channel }) {
      await record(ctx, 'people.give_reason', id, { kind: 'objection_reason', scope, reason, via: channel }, { scope })
      ctx.seen('people', [id], ['grounds'])
      return { id }
    },
  }),
]
