import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { checkedValue } from '#kernel/check.ts'
import { refuse } from '#kernel/errors.ts'
import { nounActions } from '#kernel/nounActions.ts'
import { tracesOf } from '#kernel/traces.ts'
import type { Field, Words } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { askingOf } from './collect.ts'
import { heldOf } from './held.ts'

const says = (fi: string, sv: string, en: string): Words => ({ fi, sv, en })

/** Facts that somebody may have wrong: what people enter, in rows that are the person's own. */
function correctable({ nouns }: Register, noun: string, field: Field | undefined): boolean {
  const owned = tracesOf({ nouns }).some(
    (one) => one.noun === noun && one.edge && (one.how === 'self' || one.how === 'own'),
  )
  return Boolean(
    owned && field?.personal && !field.system && !field.generated && field.type !== 'uuid' && field.type !== 'json',
  )
}

/** The person's facts as they stand, each with what may be written in its place and what was said of it before. */
async function factsOf(ctx: Context, id: string) {
  const asking = await askingOf(ctx.db, id)
  const held = await heldOf(ctx, asking.person_id, ctx.language)
  const statements = (await ctx.db
    .selectFrom('statements')
    .select(['id', 'kind', 'noun', 'record_id', 'field', 'words', 'created_at'])
    .where('person_id', '=', asking.person_id)
    .execute()) as {
    id: string
    kind: string
    noun: string
    record_id: string
    field: string
    words: string | null
    created_at: string
  }[]
  ctx.seen('statements', [asking.person_id])
  const { nouns } = ctx.register
  const facts = held.categories.flatMap(({ label: category, blocks }) =>
    blocks.flatMap(({ noun, label, records }) =>
      records.flatMap(({ id: record_id, title, facts }) =>
        facts
          .filter(({ field }) => correctable(ctx.register, noun, nouns[noun]?.fields[field]))
          .map(({ field, label: name, value, raw }) => ({
            category,
            noun,
            kind: label,
            title,
            record_id,
            field,
            label: name,
            value,
            raw,
            type: nouns[noun]!.fields[field]!.type,
            options: nouns[noun]!.fields[field]!.options ?? null,
            said: statements.filter((one) => one.record_id === record_id && one.field === field),
          })),
      ),
    ),
  )
  return { facts }
}

const correction = z.object({
  id: z.uuid(),
  kind: z.enum(['corrected', 'disputed']),
  noun: z.string().max(40),
  record_id: z.uuid(),
  field: z.string().max(63),
  value: z.unknown().optional().describe('what is right; left out, the fact is only disputed'),
  words: z.string().trim().max(4000).optional().describe('what the person says of it'),
})

async function correct(ctx: Context, { id, kind, noun, record_id, field, value, words }: z.infer<typeof correction>) {
  const declared = ctx.register.nouns[noun]?.fields[field]
  if (!correctable(ctx.register, noun, declared)) refuse('FIELD_READ_ONLY', { field })
  const asking = await askingOf(ctx.db, id)
  const right = kind === 'corrected' ? checkedValue(field, declared!, value) : undefined
  const said = {
    kind,
    noun,
    record: record_id,
    field,
    words,
    ...(kind === 'corrected' ? { value: right ?? null } : {}),
  }
  await stepOf(ctx.db, id, said)
  ctx.seen('statements', [asking.person_id], [field])
  return { corrected: kind === 'corrected' }
}

const stepOf = (db: Kysely<any>, request: string, said: object) =>
  sql`select door.ask_right('correct', ${request}::uuid, ${JSON.stringify(said)}::jsonb)`.execute(db)

export const actions: Action[] = [
  ...nounActions('statements', ['list']),
  action({
    name: 'statements.facts',
    purposes: ['rights'],
    verb: 'read',
    http: { method: 'GET', path: '/requests/{id}/facts' },
    says: says(
      'Lue tiedot, jotka voi oikaista',
      'Läs uppgifterna som kan rättas',
      'Read the facts that can be corrected',
    ),
    input: z.object({ id: z.uuid() }),
    output: z.object({ facts: z.array(z.looseObject({})) }),
    run: (ctx, { id }) => factsOf(ctx, id),
  }),
  action({
    name: 'statements.correct',
    purposes: ['rights'],
    verb: 'write',
    http: { method: 'POST', path: '/requests/{id}/corrections', status: 201 },
    says: says(
      'Kirjaa oikaisu tai kiistäminen',
      'Anteckna en rättelse eller invändning',
      'Record that a fact is corrected or disputed',
    ),
    input: correction,
    output: z.object({ corrected: z.boolean() }),
    run: correct,
  }),
  action({
    name: 'statements.lift',
    purposes: ['rights'],
    verb: 'write',
    http: { method: 'DELETE', path: '/statements/{id}' },
    says: says('Kumoa oikaisu', 'Häv en rättelse', 'Lift a correction'),
    input: z.object({ id: z.uuid() }),
    output: z.any(),
    async run(ctx, { id }) {
      const row = await ctx.db.deleteFrom('statements').where('id', '=', id).returning('person_id').executeTakeFirst()
      if (!row) refuse('NOT_FOUND')
      ctx.seen('statements', [String((row as { person_id: string }).person_id)])
      return { id }
    },
  }),
]
