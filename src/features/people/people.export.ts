import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { append } from '#kernel/ledger.ts'
import { filterOf } from '#kernel/nounActions.ts'
import { reachOf } from '#kernel/reach.ts'
import { conditions, lensOf, shown } from '#kernel/records.ts'
import { csvLine } from './import/csvWriter.ts'
import { xlsxFile } from './import/xlsxWriter.ts'

const BATCH = 5000

/** People as the purpose sees them, with how to reach them and whom they represent: one line a person. */
async function* lines(ctx: Context, filter: unknown, q: string | undefined): AsyncGenerator<string[]> {
  const lens = lensOf(ctx.register.nouns, 'people', ctx.purpose)
  const columns = shown(lens).filter((column) => !['id', 'version', 'owner_id'].includes(column))
  const heads = columns.map((column) => lens.noun.fields[column]!.label[ctx.language])
  const parts = partsOf(ctx)
  yield [...heads, ...parts.map((part) => part.head)]
  const query = { ...(filter ? { filter: filterOf(filter) } : {}), ...(q ? { q } : {}) } as { q?: string }
  let next = batch(ctx, lens, query, columns, parts, null)
  for (;;) {
    const rows = await next
    const last = rows.at(-1)
    if (!last) return
    // The next rows are read while these are written; each batch is a query of its own, never one long transaction.
    if (rows.length === BATCH) {
      next = batch(ctx, lens, query, columns, parts, last.id)
      next.catch(() => {})
    }
    await append(ctx.house, [
      {
        actor: ctx.actor.id,
        purpose: ctx.purpose,
        action: 'people.export',
        noun: 'people',
        ids: rows.map((row) => row.id),
        fields: columns,
      },
    ])
    for (const row of rows) yield row.cells as string[]
    if (rows.length < BATCH) return
  }
}

type Part = { head: string; value: ReturnType<typeof sql> }

/** Columns from a person's parts, as far as the purpose holds them. */
function partsOf(ctx: Context): Part[] {
  const held = (noun: string, column: string) => {
    const use = ctx.register.nouns[noun]?.fields[column]?.purposes[ctx.purpose]
    return use === 'read' || use === 'write'
  }
  const label = (noun: string) => ctx.register.nouns[noun]!.label[ctx.language]
  const list: Part[] = []
  const first = (noun: string, column: string) =>
    sql`(select x.${sql.ref(column)} from ${sql.table(`${ctx.purpose}.${noun}`)} x where x.person_id = people.id order by x.main desc, x.created_at limit 1)`
  if (held('emails', 'address')) list.push({ head: label('emails'), value: first('emails', 'address') })
  if (held('phones', 'number')) list.push({ head: label('phones'), value: first('phones', 'number') })
  if (held('employments', 'company_id') && held('companies', 'name')) {
    for (const column of ['name', 'business_id', 'city']) {
      list.push({
        head:
          column === 'name' ? label('companies') : ctx.register.nouns.companies!.fields[column]!.label[ctx.language],
        value: sql`(select c.${sql.ref(column)} from ${sql.table(`${ctx.purpose}.employments`)} x
          join ${sql.table(`${ctx.purpose}.companies`)} c on c.id = x.company_id
          where x.person_id = people.id order by x.end_on is not null, x.created_at limit 1)`,
      })
    }
  }
  return list
}

async function batch(
  ctx: Context,
  lens: ReturnType<typeof lensOf>,
  query: object,
  columns: string[],
  parts: Part[],
  after: string | null,
) {
  const text = (value: any) => sql`coalesce((${value})::text, '')`
  let rows = conditions(ctx.house.under(ctx.purpose) as Kysely<any>, lens, query, reachOf(ctx))
  if (after) rows = rows.where('id', '>', after)
  const cells = sql`array[${sql.join([...columns.map((column) => text(sql.ref(`people.${column}`))), ...parts.map((part) => text(part.value))])}]`
  return (await rows
    .select(['people.id', cells.as('cells')])
    .orderBy('people.id')
    .limit(BATCH)
    .execute()) as { id: string; cells: string[] }[]
}

async function* csv(rows: AsyncIterable<string[]>): AsyncGenerator<string> {
  // Excel reads UTF-8 by its mark alone.
  let text = '\ufeff'
  for await (const row of rows) {
    text += csvLine(row)
    if (text.length > 64 * 1024) {
      yield text
      text = ''
    }
  }
  yield text
}

export const actions: Action[] = [
  action({
    name: 'people.export',
    purposes: ['relationship', 'sales', 'prospecting', 'marketing', 'contract', 'support', 'suppliers'],
    verb: 'export',
    // one entry for each batch, with its ids, before the batch goes out
    unlogged: true,
    http: { method: 'GET', path: '/people/export' },
    says: { fi: 'Vie henkilöt tiedostoon', sv: 'Exportera personer', en: 'Export people' },
    input: z.object({
      format: z.enum(['csv', 'xlsx']).default('csv'),
      filter: z.any().optional(),
      q: z.string().max(200).optional(),
    }),
    output: z.any(),
    async run(ctx, { format, filter, q }) {
      // A wrong filter is refused now, not in the middle of a file.
      conditions(
        ctx.db,
        lensOf(ctx.register.nouns, 'people', ctx.purpose),
        filter ? { filter: filterOf(filter) as any } : {},
      )
      const rows = lines(ctx, filter, q)
      return format === 'xlsx'
        ? {
            file: {
              name: 'people.xlsx',
              type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
              body: xlsxFile(rows),
            },
          }
        : { file: { name: 'people.csv', type: 'text/csv; charset=utf-8', body: csv(rows) } }
    },
  }),
]
