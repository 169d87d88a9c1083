import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { TODAY } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'
import { create, nounActions, recordOutput } from '#kernel/nounActions.ts'

/** From which purposes one may look into which: sellers into requests for help, support into what was agreed. */
const WAYS = {
  support: ['relationship', 'sales', 'contract', 'delivery'],
  relationship: ['support'],
} as const
type Entered = keyof typeof WAYS
const FROM = ['relationship', 'sales', 'contract', 'delivery', 'support'] as const

/** What is shown of the other purpose: the requests themselves, or the notes about the relationship. */
const SHOWN = {
  support: {
    noun: 'cases',
    columns: ['id', 'number', 'subject', 'body', 'state', 'severity', 'outcome', 'created_at'],
  },
  relationship: { noun: 'notes', columns: ['id', 'body', 'author_id', 'created_at'] },
} as const satisfies Record<Entered, { noun: string; columns: readonly string[] }>

const about = {
  entered: z.enum(['support', 'relationship']),
  person_id: z.uuid().optional(),
  company_id: z.uuid().optional(),
}
type About = { entered: Entered; person_id?: string | undefined; company_id?: string | undefined }

export const stepinActions: Action[] = [
  ...nounActions('stepins', ['list']),
  action({
    name: 'stepins.create',
    purposes: FROM,
    verb: 'write',
    says: { fi: 'Perustele katsominen', sv: 'Motivera insteget', en: 'Say why one steps in' },
    input: z.object({
      ...about,
      reason: z.enum(['asked', 'meeting', 'handling', 'covering']),
      why: z.string().trim().min(3).max(300),
    }),
    output: recordOutput,
    run: stepIn,
  }),
  action({
    name: 'stepins.look',
    purposes: FROM,
    verb: 'read',
    says: {
      fi: 'Avaa toisen käyttötarkoituksen asia',
      sv: 'Öppna ett annat ändamåls ärende',
      en: 'Look into another purpose',
    },
    input: z.object(about),
    output: z.object({ items: z.array(z.looseObject({})), noun: z.string() }),
    http: { method: 'GET', path: '/stepins/look' },
    run: look,
  }),
]

async function stepIn(ctx: Context, input: About & { reason: string; why: string }) {
  refuseWay(ctx, input)
  const { entered, reason, why, ...whom } = input
  const made = await create(ctx, 'stepins', { entered, reason, why, ...whom })
  for (const owner of await ownersOf(ctx, input))
    await ctx.db
      .insertInto('notifications')
      .values({
        user_id: owner,
        kind: 'stepped_in',
        noun: input.person_id ? 'people' : 'companies',
        record_id: (input.person_id ?? input.company_id)!,
      })
      .execute()
  return made
}

/** Told to whoever looks after what is looked into: those who have the open cases, or the customer. */
async function ownersOf(ctx: Context, input: About): Promise<string[]> {
  const [noun, column] =
    input.entered === 'support'
      ? (['case_digests', input.person_id ? 'person_id' : 'company_id'] as const)
      : ([input.person_id ? 'people' : 'companies', 'id'] as const)
  const rows = await ctx.db
    .selectFrom(noun)
    .select('owner_id')
    .distinct()
    .where(column, '=', input.person_id ?? input.company_id)
    .where('owner_id', 'is not', null)
    .limit(20)
    .execute()
  return rows.map((row) => row.owner_id as string).filter((owner) => owner !== ctx.actor.id)
}

async function look(ctx: Context, input: About) {
  refuseWay(ctx, input)
  const { entered } = input
  const column = input.person_id ? 'person_id' : 'company_id'
  const whom = (input.person_id ?? input.company_id)!
  if (!ctx.actor.writes.has(entered) && !ctx.actor.reads.has(entered)) {
    const today = await ctx.db
      .selectFrom('stepins')
      .select('id')
      .where('user_id', '=', ctx.actor.id)
      .where('entered', '=', entered)
      .where(column, '=', whom)
      .where(sql<boolean>`(created_at at time zone 'Europe/Helsinki')::date = ${sql.raw(TODAY)}`)
      .limit(1)
      .executeTakeFirst()
    if (!today) refuse('STEP_IN_FIRST')
  }
  const { noun, columns } = SHOWN[entered]
  const items = await (ctx.house.under(entered) as Kysely<any>)
    .selectFrom(noun)
    .select([...columns])
    .where(column, '=', whom)
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute()
  ctx.seen(noun, [whom], columns)
  ctx.note({ stepped_into: entered })
  return { items, noun }
}

function refuseWay(ctx: Context, { entered, person_id, company_id }: About) {
  if (!(WAYS[entered] as readonly string[]).includes(ctx.purpose)) refuse('PURPOSE_MISMATCH', { field: 'entered' })
  if (Boolean(person_id) === Boolean(company_id)) refuse('VALUE_MISSING', { field: 'company_id' })
}
