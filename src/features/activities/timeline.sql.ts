import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { columnsOf } from '#kernel/compile.ts'
import { standing } from '#kernel/database.ts'
import { footing } from '#register/standing.ts'

/** Where in time something stands; of the same moment the greater id is the later. */
export type Place = { at: string; id: string }
export type Keyed = Place & { kind: Kind; ground?: Record<string, any> }
export type Kind =
  | 'note'
  | 'task'
  | 'call'
  | 'meeting'
  | 'letter'
  | 'quote'
  | 'requote'
  | 'sending'
  | 'change'
  | 'stage'
  | 'ground'

type Source = {
  /** Of the register; a ground is read through its door. */
  noun?: 'notes' | 'tasks' | 'calls' | 'meetings' | 'letters' | 'quotes' | 'sendings' | 'changes'
  at: string
  by: string
  words: readonly string[]
}

export const KINDS: Readonly<Record<Kind, Source>> = {
  note: { noun: 'notes', at: 'created_at', by: 'author_id', words: ['body'] },
  task: { noun: 'tasks', at: 'created_at', by: 'author_id', words: ['title', 'body'] },
  call: { noun: 'calls', at: 'at', by: 'author_id', words: ['body'] },
  meeting: { noun: 'meetings', at: 'starts_at', by: 'author_id', words: ['title', 'body', 'outcome'] },
  letter: { noun: 'letters', at: 'sent_at', by: 'author_id', words: ['subject', 'body'] },
  quote: { noun: 'quotes', at: 'sent_at', by: 'owner_id', words: ['number', 'name'] },
  requote: { noun: 'quotes', at: 'resent_at', by: 'owner_id', words: ['number', 'name'] },
  sending: { noun: 'sendings', at: 'decided_at', by: '', words: ['message'] },
  change: { noun: 'changes', at: 'created_at', by: 'actor', words: ['was', 'became'] },
  stage: { noun: 'changes', at: 'created_at', by: 'actor', words: [] },
  ground: { at: 'at', by: 'by', words: [] },
}

export type Sought = {
  noun: string
  id: string
  kinds: readonly Kind[]
  by: string | null
  q: string | null
  after: Place | null
  limit: number
}

/** Deals of a company whose stages are looked at: those that moved last. */
const DEALS = 300
/** How a quote names what it stands on. */
const QUOTED: Readonly<Record<string, string>> = { people: 'contact_id', companies: 'company_id', deals: 'deal_id' }
/** More on top than this is no top. */
const PINNED = 20

/**
 * The newest of every kind, each by a walk along its own index, merged: the work is the same for a company with
 * a hundred rows and one with a million. What was made for other purposes is not stepped over but never met: the
 * purpose stands in the index before the moment.
 */
export async function keysOf(ctx: Context, sought: Sought): Promise<Keyed[]> {
  const walks = sought.kinds.flatMap((kind) => walksOf(ctx, kind, sought))
  if (walks.length === 0) return []
  const merged = sql<Keyed>`select kind, id, at from (${sql.join(
    walks.map((walk) => sql`(${walk})`),
    sql` union all `,
  )}) merged order by at desc, id desc limit ${sql.lit(sought.limit)}`.compile(ctx.db)
  // Planned once a connection, as it is mostly asked: so many walks take longer to plan than to take.
  const isUsual = sought.kinds.length === Object.keys(KINDS).length && !sought.by && !sought.q
  const rows = (isUsual ? await standing(ctx.db, merged) : (await ctx.db.executeQuery(merged)).rows) as Keyed[]
  return rows.map((row) => ({ ...row, at: fine(row.at) }))
}

/** What stands on top of a record of its own, not of a company's people or deals. */
export async function pinnedOf(ctx: Context, { noun, id, by, q }: Sought): Promise<Keyed[]> {
  const column = footing.find((one) => one.noun === noun)!.column
  if (!holds(ctx, 'notes', column)) return []
  const { rows } = await sql<Keyed>`select 'note' as kind, id, created_at as at from ${view(ctx, 'notes')} t
    where ${sql.join(
      [onTop(ctx, noun), sql`${sql.ref(`t.${column}`)} = ${id}::uuid`, ...narrowed('note', by, q)],
      sql` and `,
    )} order by created_at desc, id desc limit ${PINNED}`.execute(ctx.db)
  return rows.map((row) => ({ ...row, at: fine(row.at) }))
}

function onTop(ctx: Context, noun: string): RawBuilder<unknown> {
  const others = ['person_id', 'deal_id', 'contract_id'].filter((column) => holds(ctx, 'notes', column))
  const alone = noun === 'companies' ? others.map((column) => sql`${sql.ref(`t.${column}`)} is null`) : []
  return sql.join([sql`t.pinned`, ...alone], sql` and `)
}

function walksOf(ctx: Context, kind: Kind, sought: Sought): RawBuilder<unknown>[] {
  const { noun } = KINDS[kind]
  const { id, by, q } = sought
  if (!noun || columnsOf(ctx.register.nouns[noun]!, ctx.purpose).length === 0) return []
  if ((by && !KINDS[kind].by) || (q && KINDS[kind].words.length === 0)) return []
  if (noun === 'sendings')
    return sought.noun === 'people' ? [walk(ctx, kind, sought, [sql`t.person_id = ${id}::uuid`])] : []
  if (noun === 'quotes') {
    // a draft has not happened
    const named = QUOTED[sought.noun]
    const sent = sql`${sql.ref(`t.${KINDS[kind].at}`)} is not null`
    return named ? [walk(ctx, kind, sought, [sql`${sql.ref(`t.${named}`)} = ${id}::uuid`, sent])] : []
  }
  if (kind === 'stage') return stagesOf(ctx, sought)
  if (noun === 'changes') {
    const whose = sought.noun === 'people' ? sql`t.person_id = ${id}::uuid` : sql`t.record_id = ${id}::uuid`
    return [walk(ctx, kind, sought, [whose, sql`t.of <> 'deals.stage_id'`])]
  }
  const column = footing.find((one) => one.noun === sought.noun)!.column
  if (!holds(ctx, noun, column)) return []
  return madeForSeenBy(ctx, noun).map((purpose) =>
    walk(ctx, kind, sought, [
      sql`${sql.ref(`t.${column}`)} = ${id}::uuid`,
      sql`t.purpose = ${purpose}`,
      ...(noun === 'notes' ? [sql`not (${onTop(ctx, sought.noun)})`] : []),
      // a draft has not happened
      ...(noun === 'letters' ? [sql`t.sent_at is not null`] : []),
    ]),
  )
}

function walk(ctx: Context, kind: Kind, sought: Sought, where: RawBuilder<unknown>[]): RawBuilder<unknown> {
  const { noun, at } = KINDS[kind]
  const moment = sql.ref(`t.${at}`)
  const past = sought.after ? [before(moment, sought.after)] : []
  return sql`select ${kind}::text as kind, t.id, ${moment} as at from ${view(ctx, noun!)} t
    where ${sql.join([...where, ...past, ...narrowed(kind, sought.by, sought.q)], sql` and `)}
    order by ${moment} desc, t.id desc limit ${sql.lit(sought.limit)}`
}

/** A deal's own stages; of a company, those of its deals: each deal's newest by the index of a record's history. */
function stagesOf(ctx: Context, sought: Sought): RawBuilder<unknown>[] {
  if (sought.noun === 'deals')
    return [walk(ctx, 'stage', sought, [sql`t.record_id = ${sought.id}::uuid`, sql`t.of = 'deals.stage_id'`])]
  if (sought.noun !== 'companies' || !holds(ctx, 'deals', 'stage_since')) return []
  const each = walk(ctx, 'stage', sought, [sql`t.record_id = d.id`, sql`t.of = 'deals.stage_id'`])
  return [
    sql`select s.kind, s.id, s.at from (select id from ${view(ctx, 'deals')} where company_id = ${sought.id}::uuid
      order by stage_since desc limit ${sql.lit(DEALS)}) d cross join lateral (${each}) s`,
  ]
}

/** What grounds a person's mask rests on, as far as this purpose may know: few, and through their door. */
export async function groundsOf(ctx: Context, { noun, id, kinds, by, q, after, limit }: Sought): Promise<Keyed[]> {
  if (noun !== 'people' || !kinds.includes('ground') || q) return []
  const { rows } = await sql<Record<string, any>>`select number, slot, kind, effect, at, until, by, channel
    from door.grounds_of(${id}::uuid, true)`.execute(ctx.db)
  return rows
    .filter((row) => !by || row.by === by)
    .map((row) => ({ kind: 'ground' as const, id: numbered(row.number), at: fine(row.at), ground: row }))
    .filter((one) => !after || isBefore(one, after))
    .slice(0, limit)
}

/** The earlier of two places. */
export const isBefore = (a: Place, b: Place): boolean => a.at < b.at || (a.at === b.at && a.id < b.id)

const before = (moment: RawBuilder<unknown>, { at, id }: Place) =>
  sql`(${moment}, t.id) < (${at}::timestamptz, ${id}::uuid)`

function narrowed(kind: Kind, by: string | null, q: string | null): RawBuilder<unknown>[] {
  const { by: author, words } = KINDS[kind]
  const like = q ? `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` : ''
  return [
    ...(by ? [sql`${sql.ref(`t.${author}`)} = ${by}`] : []),
    ...(q
      ? [
          sql`(${sql.join(
            words.map((column) => sql`${sql.ref(`t.${column}`)} ilike ${like}`),
            sql` or `,
          )})`,
        ]
      : []),
  ]
}

/** The purposes whose rows the one at hand reads. */
function madeForSeenBy(ctx: Context, noun: string): string[] {
  const only = ctx.register.nouns[noun]?.rows?.only ?? {}
  return Object.keys(only).filter((made) => only[made]!.includes(ctx.purpose))
}

const holds = (ctx: Context, noun: string, column: string): boolean =>
  columnsOf(ctx.register.nouns[noun]!, ctx.purpose).includes(column)

const view = (ctx: Context, noun: string) => sql.table(`${ctx.purpose}.${noun}`)

/** To the microsecond, always: places are compared as text. */
const fine = (at: string): string => at.replace(/(?:\.(\d{1,6}))?Z$/, (_, part = '') => `.${part.padEnd(6, '0')}Z`)

const numbered = (n: number): string => `00000000-0000-0000-0000-${Number(n).toString(16).padStart(12, '0')}`
