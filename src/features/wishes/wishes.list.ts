import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { dayIn, today } from '#kernel/clock.ts'
import { listUsers } from '../access/users.ts'
import { daysBetween } from '../grounds/due.ts'
import { approversOf } from './decisions.ts'
import { type Open, openObjections, untold } from './wishes.open.ts'

const MANY = 500
const KINDS = ['objection', 'restriction', 'letter', 'pause', 'company'] as const
type Kind = (typeof KINDS)[number]

const Wish = z.object({
  kind: z.enum(KINDS),
  /** Whose page it opens; a company's for a company. */
  id: z.string(),
  name: z.string(),
  scope: z.string().nullable(),
  state: z.string(),
  since: z.string(),
  /** A day, or a moment for a pause. */
  until: z.string().nullable(),
  /** Negative: late by so many. */
  days_left: z.number().nullable(),
  number: z.number().nullable(),
  ground: z.string().nullable(),
  reasons: z.string().nullable(),
  asked_at: z.string().nullable(),
  proposed_by: z.string().nullable(),
  proposed_at: z.string().nullable(),
  /** Proposed by whoever is asking. */
  own: z.boolean(),
})
type Wish = z.infer<typeof Wish>

const EMPTY = { scope: null, until: null, days_left: null, number: null, ground: null, reasons: null }
const NOBODY = { asked_at: null, proposed_by: null, proposed_at: null, own: false }

type Row = Record<string, any>
const nameOf = (row: Row) => [row.given_name, row.family_name].filter(Boolean).join(' ') || '–'

/** What waits: each kind of wish as a list, the first due first. */
const lists: Record<Kind, (ctx: Context, today: string) => Promise<Wish[]>> = {
  async objection(ctx, today) {
    const open = await openObjections(ctx.db)
    const names = await namesOf(
      ctx.db,
      open.map(({ person }) => person),
    )
    return (await Promise.all(open.slice(0, MANY).map((one) => shownObjection(ctx, one, today)))).map((wish) => ({
      ...wish,
      name: names.get(wish.id) ?? '–',
    }))
  },
  async restriction(ctx, today) {
    const { rows } =
      await sql<Row>`select g.person_id as id, g.number, g.kind, g.at, g.proof, p.given_name, p.family_name
      from rights.grounds g join rights.people p on p.id = g.person_id
      where g.kind in ('restriction', 'restriction_told')
        and not exists (select from rights.grounds l where l.person_id = g.person_id and l.slot = g.slot and l.number > g.number)
      order by g.proof->>'review_on', g.number limit ${MANY}`.execute(ctx.db)
    return rows.map((row) => ({
      ...EMPTY,
      ...NOBODY,
      kind: 'restriction',
      id: row.id,
      name: nameOf(row),
      state: row.kind === 'restriction_told' ? 'told' : 'in_force',
      since: row.at,
      until: row.proof.review_on,
      days_left: daysBetween(today, row.proof.review_on),
      number: row.number,
      ground: row.proof.ground,
    }))
  },
  async letter(ctx) {
    const rows = await untold(ctx.db, 366, ['sent'])
    const names = await namesOf(
      ctx.db,
      rows.map(({ person }) => person),
    )
    return rows.map(({ person, kind, scope, at, number }) => ({
      ...EMPTY,
      ...NOBODY,
      kind: 'letter',
      id: person,
      name: names.get(person) ?? '–',
      scope,
      state: kind,
      since: at,
      number,
    }))
  },
  async pause(ctx, today) {
    const { rows } = await sql<Row>`select g.person_id as id, g.number, g.at, g.until, p.given_name, p.family_name
      from rights.grounds g join rights.people p on p.id = g.person_id
      where g.kind = 'pause' and g.until > now()
        and not exists (select from rights.grounds l where l.person_id = g.person_id and l.slot = g.slot and l.number > g.number)
      order by g.until limit ${MANY}`.execute(ctx.db)
    return rows.map((row) => ({
      ...EMPTY,
      ...NOBODY,
      kind: 'pause',
      id: row.id,
      name: nameOf(row),
      state: 'paused',
      since: row.at,
      until: row.until,
      days_left: daysBetween(today, dayIn(new Date(row.until))),
    }))
  },
  async company(ctx) {
    const { rows } = await sql<Row>`select c.id, c.name, c.refused_at from rights.companies c
      where c.refused_at is not null order by c.refused_at desc limit ${MANY}`.execute(ctx.db)
    return rows.map(({ id, name, refused_at }) => ({
      ...EMPTY,
      ...NOBODY,
      kind: 'company',
      id,
      name,
      state: 'refused',
      since: refused_at,
    }))
  },
}

async function shownObjection(ctx: Context, one: Open, today: string): Promise<Wish> {
  const names = await usersOf(ctx)
  return {
    kind: 'objection',
    id: one.person,
    name: '',
    scope: one.scope,
    state:
      one.kind === 'objection_refusal_proposed'
        ? 'proposed'
        : one.reasoned
          ? 'reasoned'
          : one.asked_at
            ? 'asked'
            : 'open',
    since: one.said,
    until: one.due,
    days_left: daysBetween(today, one.due),
    number: one.number,
    ground: one.ground,
    reasons: one.reasons,
    asked_at: one.asked_at,
    proposed_by: one.proposed_by ? (names.get(one.proposed_by) ?? one.proposed_by) : null,
    proposed_at: one.proposed_at,
    own: one.proposed_by === ctx.actor.id,
  }
}

const known = new WeakMap<Context, Promise<Map<string, string>>>()
function usersOf(ctx: Context): Promise<Map<string, string>> {
  const found = known.get(ctx) ?? listUsers(ctx.house).then((users) => new Map(users.map(({ id, name }) => [id, name])))
  known.set(ctx, found)
  return found
}

async function namesOf(db: Kysely<any>, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } =
    await sql<Row>`select id, given_name, family_name from rights.people where id = any (${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, nameOf(row)]))
}

export const actions: Action[] = [
  action({
    name: 'wishes.list',
    purposes: ['rights'],
    verb: 'read',
    says: { fi: 'Lue toiveiden työluettelo', sv: 'Läs arbetslistan för önskemål', en: 'Read the work list of wishes' },
    input: z.object({ kind: z.enum(['open', ...KINDS]).default('open') }),
    output: z.object({ items: z.array(Wish), today: z.string() }),
    async run(ctx, { kind }) {
      const asked: readonly Kind[] = kind === 'open' ? ['objection', 'letter', 'restriction'] : [kind]
      const items: Wish[] = []
      for (const one of asked) items.push(...(await lists[one](ctx, today())))
      const people = items.filter((item) => item.kind !== 'company').map(({ id }) => id)
      ctx.seen('people', people, ['grounds'])
      return { items: items.toSorted((a, b) => (a.days_left ?? 0) - (b.days_left ?? 0)), today: today() }
    },
  }),
  action({
    name: 'wishes.proposals',
    purposes: ['rights'],
    verb: 'approve',
    http: { method: 'GET', path: '/wishes/proposals' },
    says: {
      fi: 'Lue hyväksyttäväksi esitetyt hylkäykset',
      sv: 'Läs de föreslagna avslagen',
      en: 'Read the refusals proposed for approval',
    },
    input: z.object({}),
    // Ground, reasons, scope and dates: whose objection it is, the second approver is not told.
    output: z.object({ items: z.array(Wish.omit({ name: true, asked_at: true, state: true })), today: z.string() }),
    long: true,
    async run(ctx) {
      const open = (await openObjections(ctx.db)).filter(({ kind }) => kind === 'objection_refusal_proposed')
      const items = await Promise.all(open.map((one) => shownObjection(ctx, one, today())))
      ctx.seen(
        'people',
        items.map(({ id }) => id),
        ['grounds'],
      )
      return { items: items.map(({ name, asked_at, state, ...item }) => item), today: today() }
    },
  }),
  action({
    name: 'wishes.counts',
    purposes: ['rights'],
    verb: 'approve',
    http: { method: 'GET', path: '/wishes/counts' },
    says: { fi: 'Laske avoimet toiveet', sv: 'Räkna öppna önskemål', en: 'Count the open wishes' },
    input: z.object({}),
    output: z.object({ waiting: z.number(), late: z.number(), proposals: z.number(), approvers: z.number() }),
    unlogged: true,
    long: true,
    async run(ctx) {
      const open = await openObjections(ctx.db)
      const proposed = open.filter((one) => one.kind === 'objection_refusal_proposed')
      const serves = ctx.actor.writes.has('rights')
      const reviews = serves
        ? (await lists.restriction(ctx, today())).filter(({ days_left }) => days_left! <= 0).length
        : 0
      return {
        waiting: serves ? open.length + reviews : proposed.filter((one) => one.proposed_by !== ctx.actor.id).length,
        late: open.filter((one) => daysBetween(today(), one.due) < 0).length + reviews,
        proposals: proposed.length,
        approvers: await approversOf(ctx, ctx.actor.id),
      }
    },
  }),
]
