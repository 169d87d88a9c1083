import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { errorTable } from '#kernel/errors.table.ts'
import { type Code, refuse } from '#kernel/errors.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { listUsers } from '../access/users.ts'
import type { Event } from '../grounds/grounds.shown.ts'
import { READERS } from '../grounds/grounds.ts'
import type { Decision } from '../sending/decision.ts'
import { groundWords } from '../sending/words.ts'
import { groupsOf } from './groups.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
/** Those who sell, and so know how an address was got. */
const SELLERS = ['relationship', 'sales', 'contract'] as const
const product_group = z.string().max(41)
const done = z.object({ id: z.string() })

export const actions: Action[] = [
  action({
    name: 'people.duties',
    purposes: READERS,
    verb: 'read',
    says: says(
      'Kysy, mistä tuotteista henkilölle saa kirjoittaa',
      'Fråga vilka produkter man får skriva till personen om',
      'Ask of which products a person may be written to',
    ),
    input: z.object({ id: z.uuid() }),
    output: z.object({
      groups: z.array(z.looseObject({ product_group: z.string(), allowed: z.boolean() })),
      sales: z.array(z.looseObject({ product_group: z.string() })),
    }),
    run: (ctx, { id }) => dutiesOf(ctx, id),
  }),
  action({
    name: 'people.record_sale',
    purposes: SELLERS,
    verb: 'write',
    says: says('Kirjaa osoite saaduksi myynnissä', 'Anteckna en adress från ett köp', 'Record an address from a sale'),
    input: z.object({
      id: z.uuid(),
      product_group,
      address: z.uuid().describe('id of the e-mail address the person gave in the sale'),
      sale: z.string().trim().max(200).default('').describe('order or invoice'),
      refusal_offered: z.boolean().default(false).describe('a free refusal was offered when the address was given'),
      form: z.string().trim().max(200).default('').describe('form and version on which it was offered'),
    }),
    output: done,
    async run(ctx, { id, ...sale }) {
      // Each condition of § 200.3 has its proof, or there is no such ground.
      for (const field of ['sale', 'form'] as const) if (!sale[field]) refuse('SOFT_OPTIN_FAILS', { field })
      return say(ctx, id, { kind: 'sale', ...sale })
    },
  }),
  action({
    name: 'people.end_sale',
    purposes: SELLERS,
    verb: 'write',
    says: says('Päätä asiakasperuste', 'Avsluta kundgrunden', 'End the ground of an existing customer'),
    input: z.object({ id: z.uuid(), product_group, reason: z.string().max(2000).optional() }),
    output: done,
    async run(ctx, { id, ...event }) {
      await meet(ctx, lensOf(ctx.register.nouns, 'people', ctx.purpose), [id])
      const stands = (await salesOf(ctx, id)).some(
        ({ slot, kind }) => slot === `sale:${event.product_group}` && kind === 'sale',
      )
      if (!stands) refuse('NOT_FOUND', { field: 'product_group' })
      return say(ctx, id, { kind: 'sale_ended', ...event })
    },
  }),
]

/** In the action's own transaction, with its one entry in the ledger. */
async function say(ctx: Context, id: string, event: Record<string, unknown>): Promise<{ id: string }> {
  await meet(ctx, lensOf(ctx.register.nouns, 'people', ctx.purpose), [id])
  await sql`select door.ground(${id}::uuid, ${JSON.stringify(event)}::jsonb, ${suppressionKey(ctx.house.connection.key)}::bytea)`.execute(
    ctx.db,
  )
  ctx.seen('people', [id], ['grounds'])
  return { id }
}

/** The gate's answer for a newsletter about each product group, with the duty and the approval it stands on. */
async function dutiesOf(ctx: Context, id: string) {
  await meet(ctx, lensOf(ctx.register.nouns, 'people', ctx.purpose), [id])
  const groups = await groupsOf(ctx.house)
  const inUse = groups.filter((group) => !group.retired_at)
  const asks = inUse.map((group) => ({
    channel: 'email',
    content: 'marketing',
    topic: 'products',
    product_group: group.id,
  }))
  const { rows } = await sql<{ answer: Decision & { duty?: { duty: string } } }>`
    select door.gate('preview', ${id}::uuid, ask, ${suppressionKey(ctx.house.connection.key)}::bytea) as answer
    from jsonb_array_elements(${JSON.stringify(asks)}::jsonb) with ordinality a (ask, n) order by n`.execute(ctx.db)
  if (rows.length > 0 && rows.every(({ answer }) => answer.code === 'PERSON_NOT_FOUND')) refuse('PERSON_NOT_FOUND')
  const { rows: cells } = await ctx.house.jobs.query(
    'select id, approved_name, approved_at, until::text as until, reasoning from register.duties where id = any ($1)',
    [rows.flatMap(({ answer }) => answer.duty?.duty ?? [])],
  )
  const names = new Map((await listUsers(ctx.house)).map((user) => [user.id, user.name]))
  const sales = await salesOf(ctx, id)
  ctx.seen('people', [id], ['duty_areas', 'grounds'])
  return {
    groups: inUse.map(({ id: product_group, label }, n) => {
      const { allowed, code, ground, since, duty } = rows[n]!.answer
      return {
        product_group,
        label,
        allowed,
        code: code ?? null,
        ground: ground ?? null,
        since: since ?? null,
        says: code ? errorTable[code as Code].says[ctx.language] : (groundWords[ctx.language][ground!] ?? ground),
        next: code ? errorTable[code as Code].next[ctx.language] : null,
        duty: duty ? { area: duty.area, source: duty.source, grade: duty.grade } : null,
        cell: cells.find((cell) => cell.id === duty?.duty) ?? null,
      }
    }),
    sales: sales.map(({ slot, kind, at, by, proof, reason }) => ({
      product_group: slot.slice('sale:'.length),
      label: groups.find((group) => `sale:${group.id}` === slot)?.label ?? null,
      stands: kind === 'sale',
      since: at,
      by_name: names.get(by) ?? null,
      sale: proof?.sale ?? null,
      form: proof?.form ?? null,
      address: proof?.address ?? null,
      reason,
    })),
  }
}

async function salesOf(ctx: Context, id: string): Promise<Event[]> {
  const { rows } = await sql<Event>`select * from door.grounds_of(${id}::uuid, false)`.execute(ctx.db)
  return rows.filter(({ slot }) => slot.startsWith('sale:'))
}
