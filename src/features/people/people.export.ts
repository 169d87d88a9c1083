import { type Kysely, type RawBuilder, sql } from 'kysely'
import type pg from 'pg'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { holds } from '#kernel/compile.ts'
import { append } from '#kernel/ledger.ts'
import { filterOf } from '#kernel/nounActions.ts'
import { reachOf } from '#kernel/reach.ts'
import { conditions, type Lens, lensOf, shown } from '#kernel/records.ts'
import { csvLine } from './import/csvWriter.ts'
import { xlsxFile } from './import/xlsxWriter.ts'

const BATCH = 5000

/** People as the purpose sees them, with how to reach them and whom they represent: one line a person. */
async function* lines(ctx: Context, filter: unknown, q: string | undefined): AsyncGenerator<string[]> {
  const lens = lensOf(ctx.register.nouns, 'people', ctx.purpose)
  const columns = shown(lens).filter((column) => !['id', 'version', 'owner_id'].includes(column))
  const heads = columns.map((column) => lens.noun.fields[column]!.label[ctx.language])
  const parts = partsOf(ctx)
  yield [...heads, ...parts.flatMap((part) => part.columns.map(({ head }) => head))]
  const query = { ...(filter ? { filter: filterOf(filter) } : {}), ...(q ? { q } : {}) } as { q?: string }
  let next = batch(ctx, lens, query, columns, parts, null)
  for (;;) {
    const rows = await next
    const last = rows.at(-1)
    if (!last) return
    // The next rows are read while these are written; each batch is a query of its own, never one long transaction.
    if (rows.length === BATCH) {
      next = batch(ctx, lens, query, columns, parts, last.at(-1)!)
      next.catch(() => {})
    }
    await append(ctx.house, [
      {
        actor: ctx.actor.id,
        purpose: ctx.purpose,
        action: 'people.export',
        noun: 'people',
        ids: rows.map((row) => row.pop()!),
        fields: columns,
      },
    ])
    yield* rows
    if (rows.length < BATCH) return
  }
}

/** What a person's part adds to a line: its columns, and the rows they are of, one a person. */
type Part = { columns: { head: string; column: string }[]; row: RawBuilder<unknown> }

/** Columns from a person's parts, as far as the purpose holds them. */
function partsOf(ctx: Context): Part[] {
  const { nouns } = ctx.register
  const held = (noun: string, column: string) => holds(nouns[noun]!.fields[column]!, ctx.purpose)
  const table = (noun: string) => sql.table(`${ctx.purpose}.${noun}`)
  const reach = (noun: string, column: string): Part => ({
    columns: [{ head: nouns[noun]!.label[ctx.language], column }],
    row: sql`select x.${sql.ref(column)} from ${table(noun)} x
      where x.person_id = people.id order by x.main desc, x.created_at limit 1`,
  })
  const list: Part[] = []
  if (held('emails', 'address')) list.push(reach('emails', 'address'))
  if (held('phones', 'number')) list.push(reach('phones', 'number'))
  if (held('employments', 'company_id') && held('companies', 'name')) {
    const { label, fields } = nouns.companies!
    list.push({
      columns: ['name', 'business_id', 'city'].map((column) => ({
        head: (column === 'name' ? label : fields[column]!.label)[ctx.language],
        column,
      })),
      row: sql`select c.name, c.business_id, c.city from ${table('employments')} x
        join ${table('companies')} c on c.id = x.company_id
        where x.person_id = people.id order by x.end_on is not null, x.created_at limit 1`,
    })
  }
  return list
}

/** The next people by id, each as its cells, and the id as the last of them. */
async function batch(
  ctx: Context,
  lens: Lens,
  query: object,
  columns: string[],
  parts: Part[],
  after: string | null,
): Promise<string[][]> {
  const db = ctx.house.under(ctx.purpose) as Kysely<any>
  let people = conditions(db, lens, query, reachOf(ctx)).select(['id', ...columns])
  if (after) people = people.where('id', '>', after)
  const cells = [
    ...columns.map((column) => sql.ref(`people.${column}`)),
    ...parts.flatMap((part, i) => part.columns.map(({ column }) => sql.ref(`part${i}.${column}`))),
  ]
  const joins = parts.map((part, i) => sql`left join lateral (${part.row}) ${sql.id(`part${i}`)} on true`)
  const { sql: text, parameters } = sql`
    select ${sql.join(cells.map((cell) => sql`coalesce(${cell}::text, '')`))}, people.id
    from (${people.orderBy('id').limit(BATCH)}) people ${sql.join(joins, sql` `)}
    order by people.id`.compile(db)
  // Past the query builder: a cell is the text as it came, in its place, and nothing is made of it and thrown away.
  const { rows } = await ctx.house.pool(ctx.purpose).query<string[]>({
    text,
    values: [...parameters],
    rowMode: 'array',
    types: AS_TEXT,
  })
  return rows
}

const AS_TEXT = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig

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
