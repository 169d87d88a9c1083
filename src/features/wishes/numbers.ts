import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { columnsOf } from '#kernel/compile.ts'
import { problemOf, Refusal, refuse } from '#kernel/errors.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { READERS } from '../grounds/grounds.ts'
import type { Decision } from '../sending/decision.ts'
import { record } from './deliver.ts'
import { CHANNELS } from './objections.ts'

const Numbers = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      /** Sales calls to this number are refused. */
      refused: z.boolean(),
      since: z.string().nullable(),
      says: z.string().nullable(),
      next: z.string().nullable(),
      /** Whether the gate lets one call in a matter of service, under the purpose that asks. */
      service: z.boolean(),
    }),
  ),
})

/** A person's numbers, each by itself: the gate that sends is asked before one is called. */
export const actions: Action[] = [
  action({
    name: 'people.may_call',
    purposes: READERS,
    verb: 'read',
    says: {
      fi: 'Kysy, saako numeroon soittaa',
      sv: 'Fråga om numret får ringas',
      en: 'Ask whether a number may be called',
    },
    input: z.object({ id: z.uuid() }),
    output: Numbers,
    async run(ctx, { id }) {
      const there = await ctx.db.selectFrom('people').select('id').where('id', '=', id).executeTakeFirst()
      if (!there) refuse('PERSON_NOT_FOUND')
      // Who does not see the numbers is told of none.
      if (!columnsOf(ctx.register.nouns.phones!, ctx.purpose).includes('number')) return { items: [] }
      const phones = await ctx.db.selectFrom('phones').select('id').where('person_id', '=', id).execute()
      const { rows } = await sql<{ id: string; sale: Decision; service: Decision }>`
        select n.id, door.gate('preview', ${id}::uuid, ask || '{"content": "marketing", "topic": "products"}', key) as sale,
          door.gate('preview', ${id}::uuid, ask || '{"content": "service"}', key) as service
        from unnest(${phones.map((one) => one.id)}::uuid[]) n (id)
        cross join lateral (select jsonb_build_object('channel', 'phone', 'address', n.id) as ask, ${suppressionKey(ctx.house.connection.key)}::bytea as key) a`.execute(
        ctx.db,
      )
      ctx.seen('people', [id], ['phones', 'sendings'])
      return {
        items: rows.map(({ id: number, sale, service }) => {
          const refused = sale.code === 'NUMBER_REFUSED'
          const told = refused ? problemOf(new Refusal('NUMBER_REFUSED'), ctx.language) : null
          return {
            id: number,
            refused,
            since: (refused && sale.since) || null,
            says: told?.title ?? null,
            next: told?.next ?? null,
            service: service.allowed,
          }
        }),
      }
    },
  }),
  action({
    name: 'people.refuse_number',
    purposes: READERS,
    verb: 'read',
    http: { method: 'POST', path: '/people/{id}/refuse_number' },
    says: { fi: 'Kirjaa numeron kielto', sv: 'Anteckna ett nej för numret', en: 'Record a refusal of a number' },
    input: z.object({
      id: z.uuid(),
      number: z.uuid().describe('the row of the number among phones'),
      channel: z.enum(CHANNELS).default('other'),
      evidence: z.string().max(2000).nullable().optional().describe('what was said, and where it is kept'),
    }),
    output: z.object({ id: z.string(), number: z.string() }),
    async run(ctx, { id, number, channel, evidence }) {
      const event = { kind: 'number_refused', number, via: channel, evidence, proof: { heard_by: ctx.actor.name } }
      await record(ctx, 'people.refuse_number', id, event)
      ctx.seen('people', [id], ['grounds', 'phones'])
      return { id, number }
    },
  }),
]
