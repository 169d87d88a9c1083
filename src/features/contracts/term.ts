import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { today } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'
import { get, recordOutput, update } from '#kernel/nounActions.ts'
import { addMonths } from './dates.ts'

const WRITERS = ['contract', 'suppliers'] as const
const day = z.iso.date()

export const termActions: Action[] = [
  action({
    name: 'contracts.terminate',
    purposes: WRITERS,
    verb: 'write',
    says: { fi: 'Irtisano sopimus', sv: 'Säg upp avtalet', en: 'Give notice of a contract' },
    input: z.object({
      id: z.uuid(),
      why: z.string().trim().min(1).max(300),
      /** The day notice was given; today unless said. */
      noticed_on: day.optional(),
      /** The last day, where another was agreed than the notice period comes to. */
      end_on: day.optional(),
    }),
    output: recordOutput,
    run: terminate,
  }),
  action({
    name: 'contracts.keep',
    purposes: WRITERS,
    verb: 'write',
    says: {
      fi: 'Peru sopimuksen irtisanominen',
      sv: 'Återta uppsägningen av avtalet',
      en: 'Take back the notice of a contract',
    },
    input: z.object({ id: z.uuid(), end_on: day.nullable() }),
    output: recordOutput,
    run: (ctx, { id, end_on }) => seen(ctx, id, { state: 'active', end_on, ended_why: null }),
  }),
  action({
    name: 'contracts.renew',
    purposes: WRITERS,
    verb: 'write',
    says: { fi: 'Jatka sopimusta', sv: 'Förnya avtalet', en: 'Renew a contract' },
    input: z.object({
      id: z.uuid(),
      /** From the day it would end; the contract's own renewal period, or a year. */
      months: z.number().int().min(1).max(240).optional(),
      end_on: day.optional(),
      value: z.string().max(20).optional(),
    }),
    output: recordOutput,
    run: renew,
  }),
]

/** The last day is the day of notice and the notice period, and not after the day it would have ended anyway. */
async function terminate(ctx: Context, input: { id: string; why: string; noticed_on?: string; end_on?: string }) {
  const contract = await get(ctx, 'contracts', input.id)
  const reckoned = addMonths(input.noticed_on ?? today(), contract.notice_months ?? 0)
  const ends = contract.end_on && contract.end_on < reckoned ? contract.end_on : reckoned
  return seen(ctx, input.id, { state: 'notice', ended_why: input.why, end_on: input.end_on ?? ends })
}

async function renew(ctx: Context, input: { id: string; months?: number; end_on?: string; value?: string }) {
  const contract = await get(ctx, 'contracts', input.id)
  if (!['active', 'notice'].includes(contract.state) || !contract.end_on)
    refuse('CONTRACT_NOT_RENEWABLE', { field: 'state' })
  const end_on = input.end_on ?? addMonths(contract.end_on, input.months ?? contract.renewal_months ?? 12)
  if (end_on <= contract.end_on) refuse('DATES_CROSSED', { field: 'end_on' })
  const value = input.value === undefined ? {} : { value: input.value }
  return seen(ctx, input.id, { state: 'active', end_on, ended_why: null, ...value })
}

/** With the version the caller has seen, or as it stands now: these are pressed once, and say all they mean. */
async function seen(ctx: Context, id: string, values: Record<string, unknown>) {
  const version = ctx.version ?? (await get(ctx, 'contracts', id)).version
  return update({ ...ctx, version }, 'contracts', id, values)
}
