import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { today } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'
import { listUsers } from '../access/users.ts'
import { editionInForce } from '../grounds/edition.ts'
import { announcements } from './announce.ts'
import { exemptions, exemptionsBy } from './exemptions.ts'
import { informing, subjectOf } from './letter.ts'
import { counted, KINDS, listed } from './list.ts'
import { begin, runOf } from './run.ts'
import { tell } from './told.ts'

const WAYS = ['letter', 'phone', 'meeting', 'email', 'other'] as const
const chosen = z.array(z.uuid()).min(1).max(500)
const Run = z
  .object({
    total: z.int(),
    done: z.int(),
    sent: z.int(),
    no_address: z.int(),
    failed: z.int(),
    unclear: z.int(),
    begun_at: z.string(),
    ended_at: z.string().nullable(),
  })
  .nullable()
const filter = {
  source: z.enum(['person', 'company', 'register', 'elsewhere']).optional(),
  reach: z.enum(['mail', 'none']).optional(),
  q: z.string().trim().max(100).optional(),
}
/** At most so many by one press; whoever is left stays on the list. */
const MOST = 100_000

export const actions: Action[] = [
  action({
    name: 'informing.list',
    purposes: ['rights'],
    verb: 'read',
    says: { fi: 'Lue, keitä on informoitava', sv: 'Läs vilka som ska informeras', en: 'Read who has to be informed' },
    input: z.object({
      kind: z.enum(KINDS).default('due'),
      ...filter,
      limit: z.coerce.number().int().min(1).max(200).default(100),
      offset: z.coerce.number().int().min(0).max(100_000).default(0),
    }),
    output: z.object({
      items: z.array(z.looseObject({ id: z.string(), name: z.string(), days_left: z.number().nullable() })),
      counts: z.object({ due: z.int(), locked: z.int(), unknown: z.int(), late: z.int() }),
      more: z.boolean(),
    }),
    async run(ctx, { kind, limit, offset, ...wanted }) {
      const rows = await listed(ctx, kind, wanted, limit + 1, offset)
      const items = rows.slice(0, limit)
      ctx.seen(
        'people',
        items.map(({ id }) => id),
        ['source', 'informed_at', 'inform_by'],
      )
      return { items, counts: await counted(ctx), more: rows.length > limit }
    },
  }),
  action({
    name: 'informing.send',
    purposes: ['rights'],
    verb: 'write',
    says: { fi: 'Lähetä informointikirjeet', sv: 'Skicka informationsbreven', en: 'Send the informing letters' },
    input: z.object({ people: chosen.optional(), all: z.enum(KINDS).optional(), ...filter }),
    output: Run,
    long: true,
    async run(ctx, { people, all, ...wanted }) {
      if (!people === !all) refuse('VALUE_MISSING', { field: 'people' })
      const ids: string[] = people ?? (await listed(ctx, all!, wanted, MOST)).map(({ id }) => id)
      ctx.seen('people', ids.slice(0, 500), ['emails'])
      ctx.note({ people: ids.length })
      return begin(ctx.house, ctx.actor.id, [...new Set(ids)])
    },
  }),
  action({
    name: 'informing.run',
    purposes: ['rights'],
    verb: 'read',
    unlogged: true,
    says: {
      fi: 'Kysy informointikirjeiden lähetyksen tila',
      sv: 'Fråga hur utskicket av informationsbrev framskrider',
      en: 'Ask how the sending of informing letters fares',
    },
    input: z.object({}),
    output: z.object({ run: Run }),
    run: async ({ house }) => ({ run: await runOf(house) }),
  }),
  action({
    name: 'informing.letters',
    purposes: ['rights'],
    verb: 'read',
    http: { method: 'POST', path: '/informing/letters' },
    says: {
      fi: 'Lue informointikirjeet tulostettaviksi',
      sv: 'Läs informationsbreven för utskrift',
      en: 'Read the informing letters to print',
    },
    input: z.object({ people: chosen }),
    output: z.object({
      items: z.array(z.object({ id: z.string(), language: z.string(), subject: z.string(), text: z.string() })),
    }),
    async run({ house, seen }, { people }) {
      const items = []
      for (const id of people as string[]) {
        const { language, subject, body } = informing(house.register, await subjectOf(house, id))
        items.push({ id, language, subject, text: body })
      }
      seen('people', people, ['source'])
      return { items }
    },
  }),
  action({
    name: 'informing.record',
    purposes: ['rights'],
    verb: 'write',
    says: { fi: 'Kirjaa informointi', sv: 'Anteckna att personen informerats', en: 'Record that people were told' },
    input: z.object({
      people: chosen,
      how: z.enum(WAYS),
      told_on: z.iso.date().optional(),
      note: z.string().trim().max(1000).optional(),
      kind: z.enum(['obtained', 'collected']).default('obtained'),
    }),
    output: z.object({ people: z.int() }),
    long: true,
    run: recorded,
  }),
  action({
    name: 'people.informings',
    purposes: ['rights'],
    verb: 'read',
    says: {
      fi: 'Lue, mitä henkilölle on kerrottu',
      sv: 'Läs vad personen har fått veta',
      en: 'Read what a person was told',
    },
    input: z.object({ id: z.uuid() }),
    output: z.object({ items: z.array(z.looseObject({ id: z.string(), kind: z.string() })) }),
    run: toldOf,
  }),
  ...exemptions,
  ...announcements,
]

/** Told by other means, on a day that has come: the channel, the day and the note are the proof. */
async function recorded(ctx: Context, { people, how, told_on, note, kind }: any) {
  if (told_on && told_on > today()) refuse('VALUE_NOT_ALLOWED', { field: 'told_on' })
  await tell(ctx.house, ctx.actor.id, 'informing.record', people, {
    kind,
    channel: how,
    edition: await editionInForce(ctx.house, 'fi'),
    ...(told_on && told_on < today() && { at: `${told_on}T12:00:00Z` }),
    proof: { by: ctx.actor.name, ...(note && { note }) },
  })
  ctx.seen('people', people, ['informings'])
  return { people: new Set(people).size }
}

async function toldOf(ctx: Context, { id }: { id: string }) {
  const rows = await ctx.db
    .selectFrom('informings')
    .select(['id', 'kind', 'edition', 'language', 'channel', 'at', 'actor', 'proof'])
    .where('person_id', '=', id)
    .orderBy('at', 'desc')
    .limit(100)
    .execute()
  const names = new Map((await listUsers(ctx.house)).map((user) => [user.id, user.name]))
  ctx.seen('people', [id], ['informings'])
  const exemptions = await exemptionsBy(
    ctx.house,
    rows.map((row: any) => row.proof?.exemption).filter((id) => id),
  )
  return {
    items: rows.map((row: any) => ({
      ...row,
      by_name: names.get(row.actor) ?? null,
      ...(row.proof?.exemption && { exemption: exemptions.get(row.proof.exemption) }),
    })),
  }
}
