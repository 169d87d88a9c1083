import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { create, get, update } from '#kernel/nounActions.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { businessId } from '#kernel/values.ts'
import { ask, isAsking } from './ask.ts'
import { compare, FIELDS, KINDS } from './compare.ts'
import { keep, verify } from './keep.ts'
import type { Entry } from './said.ts'

const KEEPERS = ['relationship', 'sales', 'prospecting', 'contract', 'suppliers'] as const
const SHOWN = 8

const one = z.object({ id: z.uuid() })
const Line = z.object({
  field: z.string(),
  says: z.any(),
  since: z.string().nullable(),
  ours: z.any(),
  same: z.boolean(),
})
const Comparison = z.object({
  on: z.boolean(),
  fetched_at: z.string().nullable(),
  situation: z.string(),
  business_id: z.string().nullable(),
  lines: z.array(Line),
  facts: z.array(z.object({ field: z.string(), says: z.any(), since: z.string().nullable() })),
})
const Found = z.object({
  on: z.boolean(),
  items: z.array(z.looseObject({ business_id: z.string(), name: z.string() })),
})

/** While typing: companies of this name or Business ID. Fewer than three letters ask nothing. */
async function find({ house }: Context, q: string): Promise<z.infer<typeof Found>> {
  if (!(await isAsking(house))) return { on: false, items: [] }
  const id = businessId(q)
  if (!id && (q.trim().length < 3 || /^[\d -]+$/.test(q.trim()))) return { on: true, items: [] }
  const found = await ask(house, id ? { businessId: id } : { name: q.trim() })
  const begins = (entry: Entry) =>
    entry.name.toLocaleLowerCase('fi').startsWith(q.trim().toLocaleLowerCase('fi')) ? 0 : 1
  const items = found.toSorted((a, b) => begins(a) - begins(b) || a.name.localeCompare(b.name, 'fi')).slice(0, SHOWN)
  return { on: true, items }
}

/** Asks the register anew and keeps what it says; the question is over before a transaction begins. */
async function fetchOne(ctx: Context, id: string) {
  const company = await get(ctx, 'companies', id)
  const asked = businessId(company.business_id ?? '') ?? refuse('TRADE_WITHOUT_ID', { field: 'business_id' })
  const [entry] = await ask(ctx.house, { businessId: asked }, true)
  if (!entry) refuse('TRADE_NOT_THERE', { field: 'business_id' })
  await inOwnTransaction(ctx.house, ctx.purpose, ctx.actor.id, (tx) => keep(tx, company as any, entry))
  const { seen } = await compare(ctx, id)
  const same = seen.lines.filter((line) => line.same && FIELDS.includes(line.field as any)).map(({ field }) => field)
  await inOwnTransaction(ctx.house, ctx.purpose, ctx.actor.id, (tx) => verify(tx, id, [...same, 'business_id']))
  return { on: true, ...seen }
}

/** Takes the register's word over ours; answers what ours was, so that it can be put back. */
async function take(ctx: Context, id: string, fields: readonly string[]) {
  const { company, seen } = await compare(ctx, id)
  const lines = seen.lines.filter(({ field, same }) => fields.includes(field) && !same)
  if (lines.length === 0) refuse('NOTHING_TO_CHANGE')
  const values: Record<string, unknown> = {}
  const was: Record<string, unknown> = {}
  const made: string[] = []
  const addresses: Record<string, unknown>[] = []
  for (const { field, says, ours } of lines) {
    if (FIELDS.includes(field as any)) {
      values[field] = says
      was[field] = ours
    } else if (ours) {
      const { id: address, ...before } = ours
      addresses.push({ id: address, ...before })
      const { version } = await get(ctx, 'addresses', address)
      await update({ ...ctx, version }, 'addresses', address, says)
    } else made.push((await create(ctx, 'addresses', { company_id: id, kind: field, ...says })).id)
  }
  if (Object.keys(values).length > 0) await update({ ...ctx, version: company.version }, 'companies', id, values)
  await verify(ctx.db as any, id, Object.keys(values))
  return { id, was, made, addresses }
}

export const actions: Action[] = [
  action({
    name: 'trade.find',
    purposes: KEEPERS,
    verb: 'read',
    // Nobody of ours is in the answer: it is the register of others.
    unlogged: true,
    says: {
      fi: 'Hae yritys kaupparekisteristä',
      sv: 'Sök ett företag i handelsregistret',
      en: 'Find a company in the trade register',
    },
    input: z.object({ q: z.string().min(1).max(200) }),
    output: Found,
    run: (ctx, { q }) => find(ctx, q),
  }),
  action({
    name: 'trade.get',
    purposes: KEEPERS,
    verb: 'read',
    says: {
      fi: 'Vertaa kaupparekisterin tietoja omiin',
      sv: 'Jämför handelsregistrets uppgifter med våra',
      en: 'Read the trade register’s word beside ours',
    },
    input: one,
    output: Comparison,
    run: async (ctx, { id }) => ({ on: await isAsking(ctx.house), ...(await compare(ctx, id)).seen }),
  }),
  action({
    name: 'trade.fetch',
    purposes: KEEPERS,
    verb: 'write',
    long: true,
    says: {
      fi: 'Hae yrityksen tiedot kaupparekisteristä',
      sv: 'Hämta företagets uppgifter ur handelsregistret',
      en: 'Fetch a company from the trade register',
    },
    input: one,
    output: Comparison,
    run: (ctx, { id }) => fetchOne(ctx, id),
  }),
  action({
    name: 'trade.take',
    purposes: KEEPERS,
    verb: 'write',
    says: {
      fi: 'Ota kaupparekisterin tiedot',
      sv: 'Ta över handelsregistrets uppgifter',
      en: 'Take the trade register’s word',
    },
    input: one.extend({
      fields: z
        .array(z.enum([...FIELDS, ...KINDS]))
        .min(1)
        .max(10),
    }),
    output: z.object({
      id: z.string(),
      was: z.record(z.string(), z.any()).describe('what the company’s fields were'),
      made: z.array(z.string()).describe('addresses that are new'),
      addresses: z.array(z.looseObject({})).describe('addresses as they were'),
    }),
    run: (ctx, { id, fields }) => take(ctx, id, fields),
  }),
  action({
    name: 'trade.asking',
    purposes: ['security'],
    verb: 'operate',
    says: {
      fi: 'Kytke kaupparekisterin kyselyt',
      sv: 'Slå på eller av frågorna till handelsregistret',
      en: 'Switch the questions to the trade register',
    },
    input: z.object({ on: z.boolean() }),
    output: z.object({ on: z.boolean() }),
    async run({ house, actor, note }, { on }) {
      await house.jobs.query(
        `insert into register.settings (name, value, by, at) values ('trade_asked', to_jsonb($1::boolean), $2, clock_timestamp())`,
        [on, actor.id],
      )
      note({ on })
      return { on }
    },
  }),
]
