import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { errorTable } from '#kernel/errors.table.ts'
import { type Code, refuse } from '#kernel/errors.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { channels, nouns, topics } from '#register/index.ts'
import { READERS } from '../grounds/grounds.ts'
import { checkAction } from './check.ts'
import { mayReach } from './reach.ts'
import { groundWords } from './words.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
const oneOf = <T extends object>(declared: T) =>
  z.enum(Object.keys(declared) as [keyof T & string, ...(keyof T & string)[]])
const { state, content } = nouns.sendings.fields

const Answer = z.object({
  channel: z.string(),
  content: z.string(),
  topic: z.string().optional(),
  allowed: z.boolean(),
  code: z.string().optional(),
  ground: z.string().optional(),
  says: z.string(),
  next: z.string().optional(),
  since: z.string().optional(),
  until: z.string().optional(),
  grade: z.string().optional(),
})

const State = z.object({
  stopped: z.boolean(),
  /** CANARY_HIT: the product did it itself; SENDING_STOPPED: somebody did, with a reason. */
  why: z.string().nullable(),
  reason: z.string().nullable(),
  /** 1 while somebody must act. */
  waiting: z.number(),
  since: z.string().nullable(),
  message: z.string().nullable(),
  resumed: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
  relay: z.boolean(),
  signed: z.boolean(),
})

export const actions: Action[] = [
  action({
    name: 'people.may_send',
    purposes: READERS,
    verb: 'read',
    says: says(
      'Kysy, saako henkilöön ottaa yhteyttä',
      'Fråga om personen får kontaktas',
      'Ask whether a person may be contacted',
    ),
    input: z.object({
      id: z.uuid(),
      /** Absent: every channel and topic. */
      channel: oneOf(channels).optional(),
      content: oneOf(content.options).optional(),
      topic: oneOf(topics).optional(),
      product_group: z.string().max(41).optional(),
    }),
    output: z.object({
      items: z.array(Answer),
      product_groups: z.array(z.object({ id: z.string(), label: z.record(z.string(), z.string()) })),
    }),
    async run(ctx, { id, ...asked }) {
      const items = await mayReach(ctx, id, asked)
      const { rows } = await ctx.house.jobs.query(
        'select id, label from register.product_groups where retired_at is null order by id',
      )
      return { items, product_groups: rows }
    },
  }),
  checkAction,
  action({
    name: 'sendings.list',
    // The register gives these rows to whoever serves people's rights, and to no one else.
    purposes: ['rights'],
    verb: 'read',
    says: says('Listaa lähetykset', 'Lista utskick', 'List sendings'),
    input: z.object({
      person: z.uuid().optional(),
      message: z.string().max(200).optional(),
      state: oneOf(state.options).optional(),
      code: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(60),
      cursor: z.uuid().optional(),
    }),
    output: z.object({ items: z.array(z.looseObject({ id: z.string() })), next: z.string().nullable() }),
    run: listed,
  }),
  action({
    name: 'sending.state',
    purposes: ['rights', 'marketing', 'partner_offers'],
    verb: 'read',
    unlogged: true,
    says: says('Kysy lähettämisen tila', 'Fråga efter utskickens status', 'Ask how sending stands'),
    input: z.object({}),
    output: State,
    run: ({ house }) => stateOf(house),
  }),
  action({
    name: 'sending.stop',
    purposes: ['rights'],
    verb: 'register',
    says: says('Pysäytä kaikki markkinointi', 'Stoppa all marknadsföring', 'Stop all marketing'),
    input: z.object({ reason: z.string().trim().min(10).max(1000) }),
    output: State,
    long: true,
    async run({ house, actor, note }, { reason }) {
      if ((await stateOf(house)).stopped) refuse('VALUE_NOT_ALLOWED', { field: 'stopped' })
      await house.jobs.query(
        `insert into register.settings (name, value, by, at) values ('sending_stopped', $1, $2, clock_timestamp())`,
        [JSON.stringify({ stopped: true, why: 'SENDING_STOPPED', reason }), actor.id],
      )
      await handedOver(house)
      note({ stopped: true })
      return stateOf(house)
    },
  }),
  action({
    name: 'sending.resume',
    purposes: ['rights'],
    verb: 'register',
    says: says('Avaa lähettäminen uudelleen', 'Öppna utskicken igen', 'Open sending again'),
    input: z.object({ reason: z.string().trim().min(10).max(1000) }),
    output: State,
    async run({ house, actor, note }, { reason }) {
      const before = await stateOf(house)
      if (!before.stopped) refuse('VALUE_NOT_ALLOWED', { field: 'stopped' })
      await house.jobs.query(
        `insert into register.settings (name, value, by, at) values ('sending_stopped', $1, $2, clock_timestamp())`,
        [JSON.stringify({ stopped: false, reason }), actor.id],
      )
      note({ stopped_since: before.since ?? '', resumed: true })
      return stateOf(house)
    },
  }),
]

async function listed(
  ctx: Context,
  input: { person?: string; message?: string; state?: string; code?: string; limit: number; cursor?: string },
) {
  let query = ctx.db
    .selectFrom('sendings')
    .leftJoin('people', 'people.id', 'sendings.person_id')
    .select([
      'sendings.id',
      'person_id',
      'given_name',
      'family_name',
      'purpose',
      'message',
      'channel',
      'content',
      'topic',
      'product_group',
      'allowed',
      'ground',
      'code',
      'state',
      'decided_at',
      'sent_at',
      'reply',
    ])
    // ids are made in the order of time
    .orderBy('sendings.id', 'desc')
    .limit(input.limit + 1)
  for (const [column, value] of [
    ['person_id', input.person],
    ['message', input.message],
    ['state', input.state],
    ['code', input.code],
  ] as const)
    if (value) query = query.where(column, '=', value)
  if (input.cursor) query = query.where('sendings.id', '<', input.cursor)
  const rows = await query.execute()
  const items = (rows.slice(0, input.limit) as Row[]).map((row) => ({ ...row, says: whyOf(row, ctx.language) }))
  ctx.seen('people', [...new Set(items.map((one) => one.person_id))], ['sendings'])
  return { items, next: rows.length > input.limit ? items.at(-1)!.id : null }
}

type Row = { id: string; person_id: string; code: string | null; ground: string | null }

/** Why it went, or why not, in words. */
function whyOf({ code, ground }: Row, language: Language): string {
  if (code) return code in errorTable ? errorTable[code as Code].says[language] : code
  return groundWords[language][ground ?? ''] ?? ''
}

/** Returns when no marketing that was being handed over can still leave: answered by the relay, or its lease is over. */
async function handedOver(house: House): Promise<void> {
  for (;;) {
    const { rows } = await house
      .pool('rights')
      .query(
        `select from rights.sendings where content = 'marketing' and state = 'handing' and decided_at > now() - interval '6 seconds' limit 1`,
      )
    if (rows.length === 0) return
    await pause(50)
  }
}

/** Whether all marketing stands still, since when, and how it went on the last time. */
async function stateOf(house: House): Promise<z.infer<typeof State>> {
  const { rows } = await house.jobs.query<{
    value: { stopped: boolean; why?: string; message?: string; reason?: string }
    by: string
    at: string
  }>(`select value, by, at from register.settings where name = 'sending_stopped' order by at desc limit 1`)
  const [last] = rows
  const stopped = last?.value.stopped ?? false
  return {
    stopped,
    why: stopped ? (last!.value.why ?? 'CANARY_HIT') : null,
    reason: stopped ? (last!.value.reason ?? null) : null,
    waiting: stopped ? 1 : 0,
    since: stopped ? last!.at : null,
    message: stopped ? (last!.value.message ?? null) : null,
    resumed: last && !stopped ? { by: last.by, at: last.at, reason: last.value.reason ?? '' } : null,
    relay: Boolean(config.mailUrl),
    signed: Boolean(config.dkim),
  }
}
