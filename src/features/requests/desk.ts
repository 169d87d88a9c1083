import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { dayIn, today } from '#kernel/clock.ts'
import { nounActions } from '#kernel/nounActions.ts'
import { listUsers } from '../access/users.ts'
import { namesOf } from '../approvals/asked.ts'
import { actions as wishes } from '../wishes/wishes.ts'
import { daysLeft, isPaused, lastDayOf } from './clock.ts'
import { authority } from './letters.ts'
import { groundsFor } from './plan.ts'
import { recipientsOf } from './recipients.ts'
import { type Asked, nameOf, requestOf, stepsOf } from './requests.row.ts'
import { candidatesOf, isConfirmedAddress } from './who.ts'
import { actions as work } from './work.ts'

const MANY = 500
const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })

const Line = z.object({
  /** A request, or a wish by its kind: objection, restriction, letter. */
  kind: z.string(),
  id: z.string(),
  number: z.string().nullable(),
  name: z.string(),
  /** What is asked: kinds of a request, the purpose of an objection. */
  about: z.array(z.string()),
  state: z.string(),
  since: z.string(),
  due: z.string().nullable(),
  days_left: z.number().nullable(),
  paused: z.boolean(),
  code: z.string().nullable(),
  owner: z.string().nullable(),
})
type Line = z.infer<typeof Line>

/** What waits for those who carry rights out: requests, and the wishes that were recorded, the first due first. */
export async function deskOf(ctx: Context, closed: boolean): Promise<Line[]> {
  const names = new Map((await listUsers(ctx.house)).map(({ id, name }) => [id, name]))
  const lines = await requestLines(ctx, names, closed)
  if (!closed) lines.push(...(await wishLines(ctx)))
  return closed ? lines : lines.toSorted((a, b) => (a.days_left ?? 999) - (b.days_left ?? 999))
}

async function requestLines(ctx: Context, names: Map<string, string>, closed: boolean): Promise<Line[]> {
  const rows = await ctx.db
    .selectFrom('requests as r')
    .leftJoin('people as p', 'p.id', 'r.person_id')
    .selectAll('r')
    .select(['p.given_name', 'p.family_name'])
    .where('r.state', closed ? '=' : '!=', 'closed')
    .orderBy(closed ? 'r.closed_at' : 'r.due_on', closed ? 'desc' : 'asc')
    .limit(MANY)
    .execute()
  return (rows as (Asked & { given_name: string | null; family_name: string | null })[]).map((row) => {
    const left = daysLeft(row, today())
    return {
      kind: 'request',
      id: row.id,
      number: row.number,
      name: [row.given_name, row.family_name].filter(Boolean).join(' ') || row.name || row.address || '–',
      about: row.kinds,
      state: row.state,
      since: row.received_at,
      due: lastDayOf(row),
      days_left: left,
      paused: isPaused(row),
      code: left !== null && left < 0 ? 'REQUEST_OVERDUE' : null,
      owner: row.owner_id ? (names.get(row.owner_id) ?? null) : null,
    }
  })
}

/** The wishes have an engine of their own: here they only stand in line. */
async function wishLines(ctx: Context): Promise<Line[]> {
  const { items } = await wishes.find(({ name }) => name === 'wishes.list')!.run(ctx, { kind: 'open' })
  return items.map((one: Record<string, any>) => ({
    kind: one.kind,
    id: one.id,
    number: null,
    name: one.name,
    about: one.scope ? [one.scope] : [],
    state: one.state,
    since: one.since,
    due: one.until,
    days_left: one.days_left,
    paused: false,
    code: null,
    owner: null,
  }))
}

export const actions: Action[] = [
  ...nounActions('requests', ['list']),
  ...nounActions('request_steps', ['list']),
  ...nounActions('request_digests', ['list']),
  action({
    name: 'requests.desk',
    purposes: ['rights'],
    verb: 'read',
    http: { method: 'GET', path: '/requests/desk' },
    says: says('Avaa pyyntöjen työpöytä', 'Öppna arbetsbordet för begäranden', 'Read the desk of rights requests'),
    input: z.object({ closed: z.stringbool().default(false) }),
    output: z.object({
      items: z.array(Line),
      today: z.string(),
      weeks: z.array(z.looseObject({})),
      intime: z.looseObject({}),
    }),
    async run(ctx, { closed }) {
      const items = await deskOf(ctx, closed)
      ctx.seen(
        'requests',
        items.map(({ id }) => id),
      )
      return { items, today: today(), weeks: weeksOf(items), intime: await inTime(ctx) }
    },
  }),
  action({
    name: 'requests.counts',
    purposes: ['rights'],
    verb: 'approve',
    unlogged: true,
    long: true,
    http: { method: 'GET', path: '/requests/counts' },
    says: says('Laske avoimet pyynnöt', 'Räkna öppna begäranden', 'Count the open rights requests'),
    input: z.object({}),
    output: z.object({ waiting: z.number(), late: z.number() }),
    async run(ctx) {
      const open = ctx.db.selectFrom('requests').selectAll().where('state', '!=', 'closed')
      const rows = (await open.limit(MANY).execute()) as Asked[]
      const late = rows.filter((row) => (daysLeft(row, today()) ?? 0) < 0).length
      if (ctx.actor.writes.has('rights')) return { waiting: rows.length, late }
      const { items, namings } = await work.find(({ name }) => name === 'requests.proposals')!.run(ctx, {})
      return { waiting: [...items, ...namings].filter(({ own }: { own: boolean }) => !own).length, late: 0 }
    },
  }),
  action({
    name: 'requests.get',
    purposes: ['rights'],
    verb: 'read',
    says: says('Avaa tietosuojapyyntö', 'Öppna en dataskyddsbegäran', 'Read a rights request'),
    input: z.object({ id: z.uuid(), include: z.string().max(200).optional() }),
    output: z.looseObject({ id: z.string(), version: z.number() }),
    run: (ctx, { id }) => whole(ctx, id),
  }),
]

/** All that its page shows: the request, who it may be, what happened, and who else must hear of it. */
async function whole(ctx: Context, id: string) {
  const request = await requestOf(ctx.db, id)
  const steps = await stepsOf(ctx.db, id)
  const outside = await namesOf(
    ctx.house,
    steps.map(({ actor }) => actor),
  )
  const names = new Map([...(await listUsers(ctx.house)).map(({ id, name }) => [id, name] as const), ...outside])
  const { person_id } = request
  const earlier = person_id
    ? await ctx.db
        .selectFrom('requests')
        .select(['id', 'number', 'kinds', 'received_at', 'state'])
        .where('person_id', '=', person_id)
        .where('id', '!=', id)
        .orderBy('received_at', 'desc')
        .limit(20)
        .execute()
    : []
  ctx.seen('requests', [person_id ?? id])
  return {
    ...request,
    person: await nameOf(ctx.db, person_id),
    candidates: await candidatesOf(ctx.db, request.address),
    sure: await isConfirmedAddress(ctx.db, request),
    last_day: lastDayOf(request),
    days_left: daysLeft(request, today()),
    today: today(),
    steps: steps.map((step) => ({ ...step, actor_name: names.get(step.actor) ?? null })),
    recipients: await recipientsOf(ctx, person_id, steps),
    earlier,
    // What a no may stand on today: of an erasure, what its plan bears out.
    grounds: request.answered_at || request.state === 'closed' ? [] : await groundsFor(ctx.house, request),
    authority: authority(ctx.register, ctx.language),
    owner: request.owner_id ? (names.get(request.owner_id) ?? null) : null,
    approved_name: request.approved_by ? (names.get(request.approved_by) ?? request.approved_by) : null,
  }
}

/** Open by the week in which they are due: late, this week, and so on. */
function weeksOf(items: readonly Line[]): { week: string; open: number }[] {
  const weeks = new Map<string, number>()
  for (const { due, days_left } of items) {
    if (!due || days_left === null) continue
    const monday = new Date(`${due.slice(0, 10)}T00:00:00Z`)
    monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7))
    const week = days_left < 0 ? 'late' : monday.toISOString().slice(0, 10)
    weeks.set(week, (weeks.get(week) ?? 0) + 1)
  }
  return [...weeks]
    .map(([week, open]) => ({ week, open }))
    .toSorted((a, b) => (a.week === 'late' ? '' : a.week).localeCompare(b.week === 'late' ? '' : b.week))
}

/** Of those answered in the last twelve months, how many in time; the day of delivery against the last day. */
async function inTime(ctx: Context): Promise<{ answered: number; in_time: number }> {
  const rows = (await ctx.db
    .selectFrom('requests')
    .select(['due_on', 'extended_to', 'delivered_at'])
    .where('delivered_at', '>', new Date(Date.now() - 366 * 86_400_000))
    .execute()) as Pick<Asked, 'due_on' | 'extended_to' | 'delivered_at'>[]
  return {
    answered: rows.length,
    in_time: rows.filter((row) => dayIn(new Date(row.delivered_at!)) <= lastDayOf(row)).length,
  }
}
