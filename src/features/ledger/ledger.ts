import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { config } from '#kernel/config.ts'
import { errorTable } from '#kernel/errors.table.ts'
import { refuse } from '#kernel/errors.ts'
import { verifyLedger } from '#kernel/ledger.ts'
import type { Language, Words } from '#kernel/vocabulary.ts'
import { didOf } from './ledger.did.ts'

const KEEPERS = ['security', 'rights'] as const

const listInput = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(60),
  actor: z.string().max(100).optional(),
  /** Whom it concerned. */
  person: z.uuid().optional(),
  action: z.string().max(60).optional(),
})

/** Newest first. Ids and names of fields, and what was done in the reader's words; what was read stands nowhere here. */
async function list(
  ctx: Context,
  did: ReturnType<typeof didOf>,
  { cursor, limit, actor, person, action }: z.infer<typeof listInput>,
) {
  const before = cursor ? place(cursor) : null
  const { rows } = await ctx.house.ledger.query(
    `select id, at, actor, purpose, action, noun, ids, fields, outcome, detail from ledger.entries
     where ($1::timestamptz is null or (at, id) < ($1, $2::uuid))
       and ($3::text is null or actor = $3) and ($4::uuid is null or ids @> array[$4::uuid]) and ($5::text is null or action = $5)
     order by at desc, id desc limit $6`,
    [before?.at ?? null, before?.id ?? null, actor ?? null, person ?? null, action ?? null, limit + 1],
  )
  const more = rows.length > limit
  const shown = more ? rows.slice(0, limit) : rows
  const last = shown.at(-1)
  const names = await namesOf(
    ctx,
    shown.map((row) => row.actor),
  )
  ctx.note({ entries: shown.length })
  return {
    items: shown.map(({ ids, ...row }) => ({
      ...row,
      did: did(row.action, ctx.language, row.outcome),
      why: row.outcome === 'refused' ? whyOf(row.detail, ctx.language) : null,
      actor_name: names.get(row.actor) ?? row.actor,
      people: ids.length,
    })),
    next: more && last ? `${last.at}~${last.id}` : null,
  }
}

function place(cursor: string): { at: string; id: string } {
  const [at, id] = cursor.split('~')
  if (!at || Number.isNaN(Date.parse(at)) || !z.uuid().safeParse(id).success)
    refuse('INPUT_INVALID', { field: 'cursor' })
  return { at, id: id! }
}

/** Users by name, for the one reading; the ledger itself knows ids. */
async function namesOf(ctx: Context, actors: string[]): Promise<Map<string, string>> {
  const ids = [...new Set(actors)].filter((actor) => z.uuid().safeParse(actor).success)
  if (ids.length === 0) return new Map()
  const { rows } = await ctx.house.auth.query('select id, name from auth.users where id = any($1::uuid[])', [ids])
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Why it was refused, as whoever tried was told. */
function whyOf({ code }: { code?: string }, language: Language): string | null {
  const known: { says: Words } | undefined = code ? (errorTable as Record<string, { says: Words }>)[code] : undefined
  return known?.says[language] ?? null
}

/** `actions`: all there are, asked when the log is read, for the log's own are among them. */
export const ledgerOf = (actions: () => readonly Action[]): Action[] => [
  action({
    name: 'ledger.list',
    purposes: KEEPERS,
    verb: 'ledger',
    http: { method: 'GET', path: '/ledger' },
    says: { fi: 'Lue käyttöloki', sv: 'Läs användningsloggen', en: 'Read the ledger of use' },
    input: listInput,
    output: z.object({ items: z.array(z.looseObject({})), next: z.string().nullable() }),
    run: (ctx, input) => list(ctx, didOf(actions()), input),
  }),
  action({
    name: 'ledger.verify',
    purposes: KEEPERS,
    verb: 'ledger',
    http: { method: 'POST', path: '/ledger/verify', status: 200 },
    says: {
      fi: 'Tarkista käyttölokin eheys',
      sv: 'Kontrollera användningsloggens integritet',
      en: 'Verify the ledger of use',
    },
    input: z.object({}),
    output: z.looseObject({}),
    async run(ctx) {
      const { intact, leaves, problems, ...rest } = await verifyLedger(ctx.house, config.dataFolder)
      ctx.note({ intact, leaves })
      return { ok: intact, entries: leaves, broken: problems, ...rest }
    },
  }),
]
