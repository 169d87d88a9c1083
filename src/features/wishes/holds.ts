import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import type { PurposeId } from '#register/index.ts'
import { READERS } from '../grounds/grounds.ts'
import { audit } from './deliver.ts'
import { CHANNELS } from './objections.ts'

/** What a contract with the person may carry; each only as far as the contract needs it. */
const CONTRACTUAL = ['contract', 'delivery', 'support', 'incidents'] as const satisfies readonly PurposeId[]
const until = z.iso.datetime({ offset: true }).optional()
const done = z.object({ id: z.string() })

/** In the action's own transaction, with its one entry in the ledger. */
async function say(ctx: Context, id: string, event: Record<string, unknown>): Promise<{ id: string }> {
  await meet(ctx, lensOf(ctx.register.nouns, 'people', ctx.purpose), [id])
  await sql`select door.ground(${id}::uuid, ${JSON.stringify(event)}::jsonb, ${suppressionKey(ctx.house.connection.key)}::bytea)`.execute(
    ctx.db,
  )
  ctx.seen('people', [id], ['grounds'])
  return { id }
}

const CONTRACTORS = ['contract', 'relationship', 'sales', 'suppliers', 'rights'] as const
const HOLDERS = ['rights', 'contract'] as const

/** Who sees companies may record a company’s refusal, also one who may only read. */
async function refuseCompany(ctx: Context, id: string, refused: boolean, channel: string) {
  if (!refused) await meet(ctx, lensOf(ctx.register.nouns, 'companies', ctx.purpose), [id])
  const name = refused ? 'companies.refuse_marketing' : 'companies.allow_marketing'
  const refused_at = await inOwnTransaction(ctx.house, ctx.purpose, ctx.actor.id, async (db) => {
    const { rows } = await sql<{
      at: string | null
    }>`select door.refuse_company(${id}::uuid, ${refused}) as at`.execute(db)
    await audit(db, name, id, { channel }, 'companies')
    return rows[0]!.at
  })
  ctx.seen('companies', [], ['refused_at'])
  return { id, refused_at }
}
const refusal = z.object({ id: z.string(), refused_at: z.string().nullable() })
const companyInput = z.object({ id: z.uuid(), channel: z.enum(CHANNELS).default('other') })

export const actions: Action[] = [
  action({
    name: 'people.contract',
    purposes: CONTRACTORS,
    verb: 'write',
    says: {
      fi: 'Kirjaa sopimus perusteeksi',
      sv: 'Anteckna ett avtal som grund',
      en: 'Record a contract as the ground',
    },
    input: z.object({
      id: z.uuid(),
      ref: z.uuid().optional(),
      purposes: z.array(z.enum(CONTRACTUAL)).min(1).optional(),
      until,
    }),
    output: done,
    run: (ctx, { id, ...event }) => say(ctx, id, { ...event, kind: 'contract' }),
  }),
  action({
    name: 'people.end_contract',
    purposes: CONTRACTORS,
    verb: 'write',
    says: { fi: 'Päätä sopimusperuste', sv: 'Avsluta avtalsgrunden', en: 'End the ground of a contract' },
    input: z.object({ id: z.uuid(), ref: z.uuid().optional(), reason: z.string().max(2000).optional() }),
    output: done,
    run: (ctx, { id, ...event }) => say(ctx, id, { ...event, kind: 'contract_ended' }),
  }),
  action({
    name: 'people.hold',
    purposes: HOLDERS,
    verb: 'write',
    says: {
      fi: 'Säilytä henkilön tiedot lain nojalla',
      sv: 'Bevara personens uppgifter med stöd av lag',
      en: 'Keep a person’s data by law',
    },
    input: z.object({
      id: z.uuid(),
      act: z.string().trim().max(200).default('').describe('Accounting Act 1336/1997'),
      section: z.string().trim().max(100).default('').describe('2:10'),
      ref: z.uuid().optional(),
      until,
      reason: z.string().max(2000).optional(),
    }),
    output: done,
    run: (ctx, { id, ...event }) => say(ctx, id, { ...event, kind: 'hold' }),
  }),
  action({
    name: 'people.release_hold',
    purposes: HOLDERS,
    verb: 'write',
    says: { fi: 'Päätä lakisääteinen säilytys', sv: 'Avsluta den lagstadgade lagringen', en: 'End a statutory hold' },
    input: z.object({
      id: z.uuid(),
      act: z.string().trim().max(200).optional(),
      ref: z.uuid().optional(),
      reason: z.string().max(2000).optional(),
    }),
    output: done,
    run: (ctx, { id, ...event }) => say(ctx, id, { ...event, kind: 'hold_ended' }),
  }),
  action({
    name: 'companies.refuse_marketing',
    purposes: READERS,
    verb: 'read',
    http: { method: 'POST', path: '/companies/{id}/refuse_marketing' },
    says: {
      fi: 'Kirjaa yrityksen kielto suoramarkkinoinnille',
      sv: 'Anteckna företagets förbud mot direktmarknadsföring',
      en: 'Record that a company refuses direct marketing',
    },
    input: companyInput,
    output: refusal,
    run: (ctx, { id, channel }) => refuseCompany(ctx, id, true, channel),
  }),
  action({
    name: 'companies.allow_marketing',
    purposes: READERS,
    // Taking it back opens what was closed, so it asks for more than reading.
    verb: 'write',
    says: {
      fi: 'Kirjaa, että yritys peruu kieltonsa',
      sv: 'Anteckna att företaget återtar sitt förbud',
      en: 'Record that a company takes its refusal back',
    },
    input: companyInput,
    output: refusal,
    long: true,
    run: (ctx, { id, channel }) => refuseCompany(ctx, id, false, channel),
  }),
]
