import type { Kysely } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { listUsers } from '../access/users.ts'
import { dateIn } from '../approvals/dates.ts'
import { approversOf } from '../wishes/decisions.ts'
import { type Asked, move, requestOf, type Step, stepsOf } from './requests.row.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
/** Reads for these have a rule of their own: to tell of them could defeat what they are for. */
const UNTOLD = ['security', 'claims', 'statutory']

/** One of us who has read the person's data; days YYYY-MM-DD. `state`: whether telling the name is proposed, or approved by two. */
const Look = z.object({
  user: z.string(),
  name: z.string(),
  purposes: z.array(z.string()),
  times: z.number(),
  first: z.string(),
  last: z.string(),
  state: z.enum(['proposed', 'named']).nullable(),
  reason: z.string().nullable(),
})
type Look = z.infer<typeof Look>

const stood = z.object({ id: z.string(), number: z.string(), due_on: z.string() })

/**
 * Who of us has looked is told by day and purpose. A name only where the person could not use their rights without it,
 * weighed against the rights of whom it names, by two: C-579/21.
 */
export const actions: Action[] = [
  action({
    name: 'requests.looks',
    purposes: ['rights'],
    verb: 'read',
    http: { method: 'GET', path: '/requests/{id}/looks' },
    says: says(
      'Lue, ketkä meistä ovat katselleet henkilön tietoja',
      'Läs vilka av oss som har läst personens uppgifter',
      'Read who of us has looked at a person’s data',
    ),
    input: z.object({ id: z.uuid() }),
    output: z.object({ items: z.array(Look) }),
    async run(ctx, { id }) {
      const request = await requestOf(ctx.db, id)
      ctx.seen('requests', [request.person_id ?? id])
      return { items: await looksOf(ctx.house, request, await stepsOf(ctx.db, id)) }
    },
  }),
  action({
    name: 'requests.name',
    purposes: ['rights'],
    verb: 'write',
    long: true,
    http: { method: 'POST', path: '/requests/{id}/name' },
    says: says('Esitä työntekijän nimen kertomista', 'Föreslå att en anställd namnges', 'Propose to name an employee'),
    input: z.object({ id: z.uuid(), user: z.uuid(), reason: z.string().trim().max(4000).default('') }),
    output: stood,
    async run(ctx, { id, user, reason }) {
      const request = await requestOf(ctx.db, id)
      const looks = await looksOf(ctx.house, request, await stepsOf(ctx.db, id))
      if (!looks.some((one) => one.user === user)) refuse('NOT_FOUND', { field: 'user' })
      ctx.seen('requests', [request.person_id ?? id], ['name'])
      return inOwnTransaction(ctx.house, 'rights', ctx.actor.id, (db) => move(db, 'name', id, { user, reason }))
    },
  }),
  action({
    name: 'requests.approve_name',
    purposes: ['rights'],
    verb: 'approve',
    http: { method: 'POST', path: '/requests/{id}/approve_name' },
    says: says(
      'Hyväksy työntekijän nimen kertominen toisena',
      'Godkänn som andra att en anställd namnges',
      'Approve the naming of an employee as the second',
    ),
    input: z.object({
      id: z.uuid(),
      step: z.uuid(),
      alone: z.boolean().default(false).describe('nobody else may approve: after 24 hours, with the reason'),
      reason: z.string().trim().max(4000).optional(),
    }),
    output: stood,
    async run(ctx, { id, step, alone, reason }) {
      if (alone && (await approversOf(ctx, ctx.actor.id)) > 0) refuse('SECOND_APPROVER_NEEDED')
      ctx.seen('requests', [id], ['name'])
      return move(ctx.db, 'approve_name', id, { step, alone, reason })
    },
  }),
]

const is = (what: string) => (step: Step) => step.kind === 'note' && step.detail?.what === what

async function looksOf(house: House, { person_id }: Asked, steps: readonly Step[]): Promise<Look[]> {
  if (!person_id) return []
  const users = new Map((await listUsers(house)).map(({ id, name }) => [id, name]))
  const { rows } = await house.ledger.query<Pick<Look, 'user' | 'purposes' | 'times' | 'first' | 'last'>>(
    `select actor as user, array_agg(distinct purpose) as purposes, count(*)::int as times,
       to_char(min(at) at time zone 'Europe/Helsinki', 'YYYY-MM-DD') as first, to_char(max(at) at time zone 'Europe/Helsinki', 'YYYY-MM-DD') as last
     from ledger.entries where ids @> array[$1::uuid] and outcome = 'done' and actor = any ($2) and purpose is not null and purpose <> all ($3)
     group by actor order by max(at) desc`,
    [person_id, [...users.keys()], UNTOLD],
  )
  return rows.map((row) => {
    const proposed = steps.findLast((step) => is('name_proposed')(step) && step.detail?.user === row.user)
    const isNamed = steps.some((step) => is('name_approved')(step) && step.detail?.user === row.user)
    const state = isNamed ? 'named' : proposed ? 'proposed' : null
    return { ...row, name: users.get(row.user)!, state, reason: proposed?.words ?? null }
  })
}

/** Names that two have approved, a line each, for the letter: `Name: purpose, day – day`. */
export async function namedIn(house: House, request: Asked, steps: readonly Step[], language: Language) {
  const looks = (await looksOf(house, request, steps)).filter(({ state }) => state === 'named')
  const labelOf = (purpose: string) =>
    house.register.purposes[purpose as keyof typeof house.register.purposes]?.label[language] ?? purpose
  return looks
    .map(({ name, purposes, first, last }) => {
      const days = first === last ? dateIn(language, first) : `${dateIn(language, first)} – ${dateIn(language, last)}`
      return `${name}: ${purposes.map(labelOf).join(', ')}, ${days}`
    })
    .join('\n')
}

/** Namings that wait for a second: who would be named and why, and not to whom. */
export async function namingsOf(ctx: Context) {
  const users = await listUsers(ctx.house)
  const steps = await waitingNames(ctx.db)
  return steps.map(({ actor, user, ...one }) => ({
    ...one,
    name: users.find(({ id }) => id === user)?.name ?? '',
    own: actor === ctx.actor.id,
  }))
}

async function waitingNames(db: Kysely<any>) {
  const rows = await db
    .selectFrom('request_steps as s')
    .innerJoin('requests as r', 'r.id', 's.request_id')
    .select(['s.id as step', 's.actor', 's.words as reason', 's.detail', 'r.id', 'r.number', 'r.due_on'])
    .where('s.kind', '=', 'note')
    .where('r.answered_at', 'is', null)
    .where('r.state', '!=', 'closed')
    .orderBy('s.id')
    .execute()
  const what = (row: any): string => row.detail?.what ?? ''
  const done = new Set(rows.filter((row) => what(row) === 'name_approved').map((row) => row.detail.proposal))
  return rows
    .filter((row) => what(row) === 'name_proposed' && !done.has(row.step))
    .map(({ detail, ...row }) => ({ ...row, user: detail.user as string })) as {
    step: string
    actor: string
    reason: string
    id: string
    number: string
    due_on: string
    user: string
  }[]
}
