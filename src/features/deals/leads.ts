import { sql } from 'kysely'
import { z } from 'zod'
import { actions as peopleActions } from '#features/people/people.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { create, get, nounActions, recordOutput, update } from '#kernel/nounActions.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import type { PurposeId } from '#register/index.ts'
import { usualPosition } from '#register/index.ts'
import { tell, telling } from './tell.ts'

const WRITERS: readonly PurposeId[] = ['sales', 'prospecting']

const personInput = z.object({
  given_name: z.string().max(200).nullable().optional(),
  family_name: z.string().max(200).nullable().optional(),
  email: z.string().max(300).nullable().optional(),
  phone: z.string().max(100).nullable().optional(),
  title: z.string().max(200).nullable().optional(),
})

const convertInput = z.object({
  id: z.uuid(),
  /** The one there is, by its id, or a new one; else the lead's own. */
  company: z
    .union([
      z.object({ id: z.uuid() }),
      z.object({ name: z.string().min(1).max(300), business_id: z.string().nullish() }),
    ])
    .optional(),
  person: z.union([z.object({ id: z.uuid() }), personInput]).optional(),
  deal: z.looseObject({ name: z.string().max(300).optional() }).default({}),
})

export const leadActions: Action[] = [
  ...nounActions('leads', ['list', 'get', 'delete', 'restore']),
  ...nounActions('leads', ['create']).map(
    (one): Action => ({
      ...one,
      async run(ctx, values) {
        const mine = ctx.actor.kind === 'user' ? { owner_id: ctx.actor.id, team: ctx.actor.team } : {}
        const made = await create(ctx, 'leads', { ...mine, ...values })
        await tell(ctx, 'lead', 'leads', made.id, values.owner_id)
        return made
      },
    }),
  ),
  ...nounActions('leads', ['update']).map(
    (one): Action => ({
      ...one,
      async run(ctx, { id, ...values }) {
        const changed = await update(ctx, 'leads', id, values)
        if ('owner_id' in values) await tell(ctx, 'lead', 'leads', id, values.owner_id)
        return changed
      },
    }),
  ),
  ...nounActions('leads', ['change']).map((one) => telling(one, 'lead', 'leads')),
  action({
    name: 'leads.convert',
    purposes: ['sales'],
    verb: 'write',
    says: { fi: 'Muunna liidi kaupaksi', sv: 'Gör lead till affär', en: 'Convert a lead into a deal' },
    input: convertInput,
    output: z.looseObject({ id: z.string(), deal_id: z.string() }),
    run: convert,
  }),
  action({
    name: 'leads.drop',
    purposes: WRITERS,
    verb: 'write',
    says: { fi: 'Hylkää liidi', sv: 'Avskriv lead', en: 'Drop a lead' },
    input: z.object({ id: z.uuid(), why: z.string().trim().min(1).max(300) }),
    output: recordOutput,
    async run(ctx, { id, why }) {
      if ((await held(ctx, id)).status === 'converted') refuse('LEAD_CONVERTED', { field: 'id' })
      return set(ctx, id, { status: 'dropped', dropped_why: why })
    },
  }),
  action({
    name: 'leads.reopen',
    purposes: WRITERS,
    verb: 'write',
    says: {
      fi: 'Peru liidin hylkäys tai muunto',
      sv: 'Ångra att lead avskrivits eller blivit affär',
      en: 'Undo dropping or converting a lead',
    },
    input: z.object({ id: z.uuid() }),
    output: recordOutput,
    async run(ctx, { id }) {
      const { status, deal_id } = await held(ctx, id)
      if (status === 'new' || status === 'working') refuse('NOTHING_TO_CHANGE')
      // The deal goes to the trash; company and person stay, they may have been there before.
      const reopened = await set(ctx, id, { status: 'working' })
      if (deal_id) await sql`select door.discard('deals', ${deal_id}::uuid, false)`.execute(ctx.db)
      return reopened
    },
  }),
]

async function convert(ctx: Context, { id, company, person, deal }: z.infer<typeof convertInput>) {
  const lead = await held(ctx, id)
  if (lead.status === 'converted') refuse('LEAD_CONVERTED', { field: 'id', data: { deal_id: lead.deal_id } })
  const company_id = await companyOf(ctx, company, lead)
  const contact_id = await personOf(ctx, person, lead, company_id)
  const mine = ctx.actor.kind === 'user' ? { owner_id: ctx.actor.id, team: ctx.actor.team } : {}
  const made = await create(ctx, 'deals', {
    ...(lead.owner_id ? { owner_id: lead.owner_id, team: lead.team } : mine),
    name: lead.subject,
    ...deal,
    company_id,
    contact_id,
  })
  const changed = await set(ctx, id, {
    status: 'converted',
    deal_id: made.id,
    company_id,
    // A lead stands on one person; who is hidden from us by now is left where they are.
    ...(contact_id && !lead.person_id && { person_id: contact_id }),
  })
  return { ...changed, deal_id: made.id, company_id, contact_id }
}

type Lead = {
  status: string
  subject: string
  deal_id: string | null
  company_id: string | null
  person_id: string | null
  owner_id: string | null
  team: string | null
}

/** The lead, locked: who converts it at the same moment waits, and then finds it converted. */
async function held(ctx: Context, id: string): Promise<Lead> {
  await meet(ctx, lensOf(ctx.register.nouns, 'leads', ctx.purpose), [id])
  const columns = ['status', 'subject', 'deal_id', 'company_id', 'person_id', 'owner_id', 'team'] as const
  const found = await ctx.db.selectFrom('leads').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
  return (found as Lead | undefined) ?? refuse('NOT_FOUND')
}

async function set(ctx: Context, id: string, values: Record<string, unknown>) {
  await ctx.db.updateTable('leads').set(values).where('id', '=', id).execute()
  const now = await get(ctx, 'leads', id)
  ctx.seen('leads', [id], Object.keys(values))
  return now
}

async function companyOf(
  ctx: Context,
  asked: z.infer<typeof convertInput>['company'],
  lead: Lead,
): Promise<string | null> {
  if (!asked) return lead.company_id
  if ('id' in asked) return asked.id
  const made = await create(ctx, 'companies', {
    name: asked.name,
    ...(asked.business_id && { business_id: asked.business_id }),
    roles: [usualPosition.sales],
    ...(lead.owner_id && { owner_id: lead.owner_id, team: lead.team }),
  })
  return made.id
}

const makePerson = peopleActions.find((one) => one.name === 'people.create')!

/** The person of the lead, one chosen, or a new one who comes in as anybody does. */
async function personOf(
  ctx: Context,
  asked: z.infer<typeof convertInput>['person'],
  lead: Lead,
  company_id: string | null,
): Promise<string | null> {
  if (!asked) return lead.person_id
  if ('id' in asked) return asked.id
  const { given_name, family_name, email, phone, title } = asked
  const made = await makePerson.run(
    ctx,
    makePerson.input.parse({
      given_name,
      family_name,
      source: 'person',
      emails: email ? [{ address: email }] : [],
      phones: phone ? [{ number: phone }] : [],
      ...(lead.owner_id && { owner_id: lead.owner_id, team: lead.team }),
      ...(company_id && { employment: { company_id, title } }),
    }),
  )
  return made.id
}
