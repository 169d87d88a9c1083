import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { personIdsOf } from '#kernel/include.ts'
import { create, get, nounActions, recordOutput, update } from '#kernel/nounActions.ts'
import { meet, reachOf, within } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { base, type PurposeId } from '#register/index.ts'
import { readersOf } from './cover.ts'

const open = base.nouns.meetings!.open as readonly PurposeId[]
const LONGEST = 93 * 86_400_000
const MOST = 2000

/** One meeting on the calendar; `name` says with whom, as far as the purpose sees it. */
const Shown = z.looseObject({ id: z.string(), version: z.number(), title: z.string(), starts_at: z.string() })

export const actions: Action[] = [
  ...nounActions('meetings', ['list', 'get', 'restore']),
  ...nounActions('meetings', ['create']).map((one): Action => ({ ...one, run: made })),
  ...nounActions('meetings', ['update']).map((one): Action => ({ ...one, run: changed })),
  ...nounActions('meetings', ['delete']).map(
    (one): Action => ({
      ...one,
      async run(ctx, input) {
        const meeting = await get(ctx, 'meetings', input.id)
        if (meeting.invited_at && !meeting.cancelled_at && Date.parse(meeting.ends_at) > Date.now())
          refuse('MEETING_INVITED')
        return one.run(ctx, input)
      },
    }),
  ),
  action({
    name: 'meetings.cancel',
    purposes: open,
    verb: 'write',
    says: { fi: 'Peru tapaaminen', sv: 'Ställ in mötet', en: 'Cancel a meeting' },
    input: z.object({ id: z.uuid(), cancelled: z.boolean().default(true) }),
    output: recordOutput,
    async run(ctx, { id, cancelled }) {
      const meeting = await get(ctx, 'meetings', id)
      return update({ ...ctx, version: meeting.version }, 'meetings', id, {
        cancelled_at: cancelled ? (meeting.cancelled_at ?? new Date().toISOString()) : null,
      })
    },
  }),
  action({
    name: 'meetings.calendar',
    purposes: readersOf(base, 'meetings'),
    verb: 'read',
    http: { method: 'GET', path: '/meetings/calendar' },
    says: { fi: 'Lue kalenterin tapaamiset', sv: 'Läs kalenderns möten', en: 'Read the meetings of a span of time' },
    input: z.object({
      from: z.iso.datetime({ offset: true }),
      to: z.iso.datetime({ offset: true }),
      users: z.string().max(4000).optional().describe('ids of whose; one’s own when absent, `all` for all in reach'),
    }),
    output: z.object({ items: z.array(Shown), purpose: z.string() }),
    run: calendar,
  }),
  ...nounActions('attendances', ['list', 'update', 'delete']),
  ...nounActions('attendances', ['create']).map((one): Action => ({ ...one, run: attend })),
]

async function made(ctx: Context, { people, ...values }: Record<string, unknown>) {
  const mine = ctx.actor.kind === 'user' ? { owner_id: ctx.actor.id, team: ctx.actor.team } : {}
  const meeting = await create(ctx, 'meetings', { ...mine, ...values })
  for (const person_id of new Set(z.array(z.uuid()).max(50).catch([]).parse(people)))
    await create(ctx, 'attendances', { meeting_id: meeting.id, person_id })
  return { ...meeting, conflicts: await conflictsOf(ctx, meeting) }
}

async function changed(ctx: Context, { id, ...values }: { id: string } & Record<string, unknown>) {
  const meeting = await update(ctx, 'meetings', id, await withReminder(ctx, id, values))
  return { ...meeting, conflicts: await conflictsOf(ctx, meeting) }
}

/** A reminder comes as long before as it did, unless something else is said of it. */
async function withReminder(ctx: Context, id: string, values: Record<string, unknown>) {
  const starts = z.iso.datetime({ offset: true }).safeParse(values.starts_at)
  if (!starts.success || 'remind_at' in values) return values
  const was = await get(ctx, 'meetings', id)
  if (!was.remind_at) return values
  const by = Date.parse(starts.data) - Date.parse(was.starts_at)
  return { ...values, remind_at: new Date(Date.parse(was.remind_at) + by).toISOString() }
}

/** Asked a second time about the same person, it answers what stands. */
async function attend(ctx: Context, values: Record<string, unknown>) {
  const there = z.uuid().safeParse(values.meeting_id).success && z.uuid().safeParse(values.person_id).success
  const found = there
    ? await ctx.db
        .selectFrom('attendances')
        .selectAll()
        .where('meeting_id', '=', values.meeting_id)
        .where('person_id', '=', values.person_id)
        .executeTakeFirst()
    : undefined
  return (found as { id: string; version: number } | undefined) ?? create(ctx, 'attendances', values)
}

/** What else its owner has at the time, as far as this purpose sees; served by meetings_starts. */
async function conflictsOf(ctx: Context, meeting: Record<string, any>) {
  if (!meeting.owner_id || meeting.cancelled_at || meeting.whole_day) return []
  return ctx.db
    .selectFrom('meetings')
    .select(['id', 'title', 'starts_at', 'ends_at'])
    .where('owner_id', '=', meeting.owner_id)
    .where('id', '<>', meeting.id)
    .where('starts_at', '<', meeting.ends_at)
    .where('starts_at', '>', sql<string>`${meeting.starts_at}::timestamptz - interval '31 days'`)
    .where('ends_at', '>', meeting.starts_at)
    .where('cancelled_at', 'is', null)
    .where('whole_day', '=', false)
    .limit(5)
    .execute()
}

type Span = { from: string; to: string; users?: string | undefined }

/** Served by meetings_starts, a walk for each whose calendar it is; a meeting is at most a month long. */
async function calendar(ctx: Context, { from, to, users }: Span) {
  if (Date.parse(to) - Date.parse(from) > LONGEST) refuse('MEETING_TOO_LONG', { field: 'to' })
  const lens = lensOf(ctx.register.nouns, 'meetings', ctx.purpose)
  const reach = within(lens, reachOf(ctx))
  let found = withNames(ctx)
    .where('meetings.starts_at', '<', to)
    .where('meetings.starts_at', '>', sql<string>`${from}::timestamptz - interval '31 days'`)
    .where('meetings.ends_at', '>', from)
    .orderBy('meetings.starts_at')
    .limit(MOST)
  if (users !== 'all')
    found = found.where('meetings.owner_id', 'in', users ? users.split(',').slice(0, 100) : [ctx.actor.id])
  if (reach) found = found.where(reach)
  const items = await found.execute()
  ctx.seen('meetings', personIdsOf(lens, items))
  return { items: items as any, purpose: ctx.purpose }
}

/** Meetings with whom and where; a person hidden from the purpose leaves the name empty. */
export const withNames = (ctx: Pick<Context, 'db'>) =>
  ctx.db
    .selectFrom('meetings')
    .leftJoin('people', 'people.id', 'meetings.person_id')
    .leftJoin('companies', 'companies.id', 'meetings.company_id')
    .select([
      'meetings.id',
      'meetings.version',
      'meetings.title',
      'meetings.starts_at',
      'meetings.ends_at',
      'meetings.whole_day',
      'meetings.place',
      'meetings.owner_id',
      'meetings.cancelled_at',
      'meetings.invited_at',
      'meetings.outcome',
      'meetings.person_id',
      'meetings.company_id',
      'meetings.deal_id',
      'meetings.contract_id',
      'meetings.purpose',
      sql<string | null>`nullif(concat_ws(' ', people.given_name, people.family_name), '')`.as('person'),
      'companies.name as company',
    ])

/** Before something is sent in a meeting's name: it is seen and within reach. */
export async function meetMeeting(ctx: Context, id: string) {
  await meet(ctx, lensOf(ctx.register.nouns, 'meetings', ctx.purpose), [id])
  return get(ctx, 'meetings', id)
}
