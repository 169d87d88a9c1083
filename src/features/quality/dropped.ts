import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { create } from '#kernel/nounActions.ts'
import { meet, reachOf, within } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { nouns, type PurposeId } from '#register/index.ts'

const OPEN: readonly PurposeId[] = nouns.verifications.open.filter((one) => (one as string) !== 'rights')

type Dropped = {
  id: string
  of: string
  value: string
  kind: string | null
  person_id: string
  name: string
  at: string
}

/** What the night took because it was wrong past its days: for thirty days it comes back by one press. P59. */
export const actions: Action[] = [
  action({
    name: 'quality.dropped',
    purposes: OPEN,
    verb: 'read',
    http: { method: 'GET', path: '/quality/dropped' },
    says: { fi: 'Lue, mitä yö poisti', sv: 'Läs vad natten tog bort', en: 'Read what the night took' },
    input: z.object({}),
    output: z.object({ items: z.array(z.looseObject({ id: z.string() })) }),
    async run(ctx) {
      const items = await droppedOf(ctx)
      ctx.seen(
        'people',
        items.map((one) => one.person_id),
        ['changes'],
      )
      return { items }
    },
  }),
  action({
    name: 'quality.bring_back',
    purposes: OPEN,
    verb: 'write',
    http: { method: 'POST', path: '/quality/dropped/{id}' },
    says: {
      fi: 'Palauta yön poistama tieto',
      sv: 'Hämta tillbaka vad natten tog bort',
      en: 'Bring back what the night took',
    },
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.string() }),
    async run(ctx, { id }) {
      const [one] = await droppedOf(ctx, id)
      if (!one) refuse('NOT_FOUND')
      await meet(ctx, lensOf(ctx.register.nouns, 'people', ctx.purpose), [one.person_id])
      const [noun, column] = one.of.split('.') as ['phones' | 'emails', string]
      const kind = one.kind ?? (noun === 'phones' ? 'mobile' : 'named_work')
      const made = await create(ctx, noun, { person_id: one.person_id, [column]: one.value, kind })
      return { id: made.id }
    },
  }),
]

/** Not those that stand again, however they came back. */
async function droppedOf(ctx: Context, id?: string): Promise<Dropped[]> {
  const reach = within(lensOf(ctx.register.nouns, 'people', ctx.purpose), reachOf(ctx)) ?? sql`true`
  const { rows } = await sql<Dropped>`
    select c.id, c.of, c.was as value, k.was as kind, c.person_id, concat_ws(' ', people.given_name, people.family_name) as name, c.created_at as at
    from changes c join people on people.id = c.person_id
    left join changes k on k.record_id = c.record_id and k.person_id = c.person_id and k.of = split_part(c.of, '.', 1) || '.kind' and k.actor = c.actor and k.became is null
    where c.actor = 'job:quality' and c.became is null and c.of in ('phones.number', 'emails.address') and c.was is not null
      and c.created_at > now() - interval '30 days' and ${reach} ${id ? sql`and c.id = ${id}::uuid` : sql``}
      and not exists (select from phones n where n.person_id = c.person_id and n.number = c.was)
      and not exists (select from emails e where e.person_id = c.person_id and e.address = c.was)
    order by c.created_at desc limit 200`.execute(ctx.db as Kysely<any>)
  return rows
}
