import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { nounActions } from '#kernel/nounActions.ts'
import { lookAgain, startErasure, step } from './erase.ts'
import { actions as mentions } from './mentions.ts'
import { planOf } from './plan.ts'

const fate = z.object({
  noun: z.string(),
  does: z.enum(['erase', 'blank', 'clear']),
  n: z.number(),
  kept: z.number().optional(),
  act: z.string().optional(),
  section: z.string().optional(),
  until: z.string().optional(),
  later: z.number().optional(),
})
const law = z.looseObject({ act: z.string(), section: z.string(), found: z.boolean() })
const planned = z.object({
  subjects: z.array(z.string()),
  nouns: z.array(fate),
  needed: z.array(z.object({ noun: z.string(), id: z.string(), name: z.string() })),
  holds: z.array(law),
  broad: z.array(law),
  purposes: z.array(z.object({ purpose: z.string(), nouns: z.array(z.string()) })),
})
const started = z.object({ id: z.string(), state: z.string() })

export const actions: Action[] = [
  ...nounActions('erasures', ['list', 'get']),
  ...nounActions('holds', ['list']),
  action({
    name: 'erasures.plan',
    purposes: ['rights'],
    verb: 'read',
    says: {
      fi: 'Laske, mitä henkilön tietojen poisto tekisi',
      sv: 'Räkna ut vad raderingen av en person skulle göra',
      en: 'Work out what an erasure would do',
    },
    input: z.object({ person: z.uuid() }),
    output: planned,
    http: { method: 'GET', path: '/erasures/plan/{person}' },
    async run(ctx, { person }) {
      const plan = await planOf(ctx.house, person)
      ctx.seen('erasures', plan.subjects)
      return plan
    },
  }),
  action({
    name: 'erasures.start',
    purposes: ['rights'],
    verb: 'write',
    says: { fi: 'Poista henkilön tiedot', sv: 'Radera personens uppgifter', en: 'Erase a person’s data' },
    input: z.object({ person: z.uuid(), request: z.uuid().optional() }),
    output: started,
    http: { method: 'POST', path: '/erasures', status: 202 },
    // Each of its steps is a transaction of its own; what is refused here has changed nothing but the queue.
    long: true,
    run: start,
  }),
  action({
    name: 'erasures.again',
    purposes: ['rights'],
    verb: 'write',
    says: {
      fi: 'Etsi poistetun jäljet uudelleen',
      sv: 'Sök spår av den raderade på nytt',
      en: 'Look again for traces of a person erased',
    },
    input: z.object({ id: z.uuid() }),
    output: started,
    long: true,
    async run(ctx, { id }) {
      const { subject } = await subjectOf(ctx, id)
      ctx.seen('erasures', [subject])
      return { id, state: await lookAgain(ctx.house, subject, id) }
    },
  }),
  action({
    name: 'holds.release',
    purposes: ['rights'],
    verb: 'write',
    says: { fi: 'Päätä lain vaatima säilytys', sv: 'Avsluta lagringen som lagen kräver', en: 'End a hold by law' },
    input: z.object({ id: z.uuid(), reason: z.string().trim().min(10).max(1000) }),
    output: started,
    long: true,
    async run(ctx, { id, reason }) {
      const freed = await step(ctx.house, id, { do: 'free', hold: id, reason }, ctx.actor.id)
      ctx.seen('holds', [freed.subject])
      return { id: freed.erasure, state: await lookAgain(ctx.house, freed.subject, freed.erasure) }
    },
  }),
  ...mentions,
]

async function start(ctx: Context, { person, request }: { person: string; request?: string | undefined }) {
  const { house, actor } = ctx
  ctx.seen('erasures', [person])
  const id = await startErasure(house, person, 'request', request, actor.id)
  await house.jobs.query(`select jobs.add_job('erasure.run', job_key => 'erasure.run')`)
  return { id, state: 'running' }
}

export async function subjectOf(ctx: Context, id: string): Promise<{ subject: string; state: string }> {
  return ctx.db.selectFrom('erasures').select(['subject', 'state']).where('id', '=', id).executeTakeFirstOrThrow()
}
