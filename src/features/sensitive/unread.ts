import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import type { Register } from '#register/index.ts'

const record = z.object({ noun: z.string(), id: z.string(), name: z.string().nullable() })
const unread = z.object({
  id: z.string(),
  noun: z.string(),
  record_id: z.string(),
  found_at: z.string(),
  name: z.string().nullable(),
  on: z.array(record).describe('whose it is and what it stands on'),
})

/** Files whose words no search could read: looked at by a human one by one, and kept or destroyed. */
export const actions: Action[] = [
  action({
    name: 'findings.unread',
    purposes: ['rights'],
    verb: 'read',
    says: {
      fi: 'Lue, mitä tiedostoja ei voitu lukea',
      sv: 'Läs vilka filer som inte kunde läsas',
      en: 'Read which files could not be read',
    },
    input: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    output: z.object({
      items: z.array(unread),
      total: z.number(),
      kept: z.number().describe('looked at so far, and kept'),
      destroyed: z.number(),
      last: z.string().nullable().describe('when one was last decided'),
    }),
    http: { method: 'GET', path: '/findings/unread' },
    async run(ctx, { limit }) {
      const all = ctx.db.selectFrom('findings').where('kind', '=', 'unread')
      const open = all.where('state', '=', 'open')
      const rows = await open
        .select(['id', 'noun', 'record_id', 'found_at'])
        .orderBy('found_at')
        .orderBy('id')
        .limit(limit)
        .execute()
      const { n } = await open.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
      const decided = await all
        .where('state', '!=', 'open')
        .select((e) => ['state', e.fn.countAll<number>().as('n'), e.fn.max('decided_at').as('last')])
        .groupBy('state')
        .execute()
      const stands = await placesOf(ctx.db, ctx.register, rows as { noun: string; record_id: string }[])
      const items = rows.map((row: any) => ({ ...row, ...(stands.get(row.record_id) ?? { name: null, on: [] }) }))
      ctx.seen('findings', [
        ...new Set(items.flatMap(({ record_id, on }) => [record_id, ...on.map(({ id }: any) => id)])),
      ])
      const of = (state: string) => Number(decided.find((one: any) => one.state === state)?.n ?? 0)
      const last =
        decided
          .map((one: any) => one.last as string | null)
          .sort()
          .at(-1) ?? null
      return { items, total: Number(n), kept: of('harmless'), destroyed: of('destroyed'), last }
    },
  }),
]

type Place = { name: string | null; on: { noun: string; id: string; name: string | null }[] }

/** What each record is called, and the records it names, as whoever serves rights sees them. */
async function placesOf(db: Kysely<any>, register: Register, rows: readonly { noun: string; record_id: string }[]) {
  const found = new Map<string, Place>()
  const wanted = new Map<string, Set<string>>()
  for (const noun of new Set(rows.map((row) => row.noun))) {
    const { title, fields } = register.nouns[noun]!
    const edges = Object.entries(fields).filter(
      ([, { refers, type, purposes }]) => refers && type === 'uuid' && purposes.rights && titleOf(register, refers),
    )
    const columns = [
      ...new Set(['id', ...title.filter((one) => fields[one]?.purposes.rights), ...edges.map(([one]) => one)]),
    ]
    const ids = rows.filter((row) => row.noun === noun).map((row) => row.record_id)
    const { rows: told } = await sql<Record<string, string | null>>`
      select ${sql.join(columns.map((one) => sql.ref(one)))} from ${sql.table(noun)} where id = any (${ids}::uuid[])`.execute(
      db,
    )
    for (const row of told) {
      const on = edges.flatMap(([column, { refers }]) =>
        row[column] ? [{ noun: refers!, id: row[column], name: null }] : [],
      )
      found.set(row.id!, {
        name:
          title
            .map((one) => row[one])
            .filter(Boolean)
            .join(' ') || null,
        on,
      })
      for (const { noun, id } of on) wanted.set(noun, (wanted.get(noun) ?? new Set()).add(id))
    }
  }
  const names = new Map<string, string>()
  for (const [noun, ids] of wanted) {
    const { rows: told } = await sql<{ id: string; name: string }>`
      select id, concat_ws(' ', ${sql.join(titleOf(register, noun)!.map((one) => sql.ref(one)))}) as name
      from ${sql.table(noun)} where id = any (${[...ids]}::uuid[])`.execute(db)
    for (const { id, name } of told) names.set(id, name)
  }
  for (const place of found.values())
    place.on = place.on.map((one) => ({ ...one, name: names.get(one.id)?.slice(0, 120) || null }))
  return found
}

/** The words a record is called by; null where it has none that this purpose sees. */
function titleOf({ nouns }: Register, noun: string): string[] | null {
  const { title, fields, schema } = nouns[noun] ?? {}
  if (!title || schema !== 'data' || !fields?.id?.purposes.rights) return null
  const words = title.filter((one) => fields[one]?.purposes.rights)
  return words.length > 0 ? words : null
}
