import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { answersOf, askingOf, collect, marksOf, type Report, refuseIncomplete } from './collect.ts'
import { actions as corrections } from './corrections.ts'
import { keepReport, openReport, packageOf, stepOf } from './keep.ts'
import { REASONS } from './redact.ts'
import { reportJson } from './report.json.ts'
import { reportPdf } from './report.pdf.ts'
import { reportWords } from './report.words.ts'
import { othersOf } from './stores.ts'
import { suggested, textsOf } from './suggest.ts'
import { actions as transfers, transferUrl } from './transfers.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
const one = z.object({ id: z.uuid() })
const loose = z.looseObject({})

/** Both forms of a report, with what must be hidden in it hidden. */
export async function printed(ctx: Pick<Context, 'register'>, report: Report) {
  const words = reportWords[report.held.language]
  const [pdf, json] = [await reportPdf(ctx.register, report), reportJson(ctx.register, report)]
  return [
    { name: words.file, body: pdf },
    { name: words.data, body: json },
  ]
}

/** What whoever makes the report looks through first: texts with what may be others' in them, and what is missing. */
async function preview(ctx: Context, id: string) {
  const asking = await askingOf(ctx.db, id)
  const report = await collect(ctx, asking, { whole: true })
  const texts = textsOf(report.held)
  const suggestions = await suggested(ctx.db, ctx.register, report.held, texts)
  ctx.seen('reports', [asking.person_id])
  const others = await othersOf(ctx.house, asking.person_id)
  return {
    number: report.number,
    name: report.held.name,
    language: asking.language,
    as_of: report.asOf,
    categories: report.held.categories.map(({ id, label, blocks }) => ({
      id,
      label,
      count: blocks.reduce((sum, { records }) => sum + records.length, 0),
    })),
    texts,
    suggestions,
    marks: report.marks,
    stores: report.stores,
    others: others.map(({ id: store, name }) => ({
      store,
      name,
      answered: report.stores.some((each) => each.id === store && each.count !== null),
    })),
    files: report.files.map(({ name, bytes }) => ({ name, bytes })),
    reports: await listed(ctx, id),
  }
}

async function listed(ctx: Pick<Context, 'db' | 'house'>, request: string) {
  const rows = await ctx.db
    .selectFrom('reports')
    .select(['id', 'kind', 'language', 'as_of', 'created_at', 'bytes', 'ends_on'])
    .select(({ eb }) => eb('sealed', 'is not', null).as('open'))
    .where('request_id', '=', request)
    .orderBy('id', 'desc')
    .execute()
  // The link that its person gets: to be sent to an address known as theirs.
  return rows.map((row) => ({
    ...row,
    link: row.open ? transferUrl(ctx.house.connection.key, row.id, 'report') : null,
  }))
}

export const actions: Action[] = [
  ...corrections,
  ...transfers,
  action({
    name: 'reports.preview',
    purposes: ['rights'],
    verb: 'read',
    http: { method: 'GET', path: '/requests/{id}/report' },
    says: says(
      'Avaa raportti ennen kokoamista',
      'Öppna rapporten före sammanställning',
      'Read the report before it is made',
    ),
    input: one,
    output: loose,
    run: (ctx, { id }) => preview(ctx, id),
  }),
  action({
    name: 'reports.paper',
    purposes: ['rights'],
    verb: 'read',
    http: { method: 'GET', path: '/requests/{id}/report/paper' },
    says: says('Avaa raportin esikatselu', 'Öppna förhandsvisningen av rapporten', 'Read the report as it would be'),
    input: one,
    output: z.any(),
    async run(ctx, { id }) {
      const asking = await askingOf(ctx.db, id)
      const report = await collect(ctx, asking)
      ctx.seen('reports', [asking.person_id])
      const body = await reportPdf(ctx.register, report)
      return { file: { name: reportWords[asking.language].file, type: 'application/pdf', inline: true, body: [body] } }
    },
  }),
  action({
    name: 'reports.mark',
    purposes: ['rights'],
    verb: 'write',
    http: { method: 'POST', path: '/requests/{id}/report/marks', status: 201 },
    says: says('Peitä kohta raportista', 'Maskera ett ställe i rapporten', 'Hide a passage of the report'),
    input: z.object({
      id: z.uuid(),
      noun: z.string().max(40),
      record_id: z.uuid(),
      field: z.string().max(63),
      place: z.number().int().min(0),
      length: z.number().int().min(1).max(40_000),
      reason: z.enum(REASONS).optional(),
    }),
    output: one,
    async run(ctx, { id, reason, ...place }) {
      if (!reason) refuse('REDACTION_UNREASONED', { field: 'reason' })
      const asking = await askingOf(ctx.db, id)
      const texts = textsOf((await collect(ctx, asking, { whole: true })).held)
      const text = texts.find(
        (each) => each.noun === place.noun && each.record_id === place.record_id && each.field === place.field,
      )
      if (!text || place.place + place.length > text.text.length) refuse('REDACTION_PLACE_UNKNOWN', { field: 'place' })
      const overlaps = (await marksOf(ctx.db, id)).some(
        (each) =>
          each.record_id === place.record_id &&
          each.field === place.field &&
          each.place < place.place + place.length &&
          place.place < each.place + each.length,
      )
      if (overlaps) refuse('REDACTION_PLACE_UNKNOWN', { field: 'place' })
      ctx.seen('reports', [asking.person_id])
      const row = { request_id: id, person_id: asking.person_id, reason, ...place }
      return ctx.db.insertInto('redactions').values(row).returning('id').executeTakeFirstOrThrow() as Promise<{
        id: string
      }>
    },
  }),
  action({
    name: 'reports.unmark',
    purposes: ['rights'],
    verb: 'write',
    http: { method: 'DELETE', path: '/report-marks/{id}' },
    says: says(
      'Poista peite raportista',
      'Ta bort maskeringen i rapporten',
      'Show a hidden passage of the report again',
    ),
    input: one,
    output: z.any(),
    async run(ctx, { id }) {
      const { numDeletedRows } = await ctx.db.deleteFrom('redactions').where('id', '=', id).executeTakeFirst()
      if (Number(numDeletedRows) === 0) refuse('NOT_FOUND')
      return { id }
    },
  }),
  action({
    name: 'reports.answer',
    purposes: ['rights'],
    verb: 'write',
    http: { method: 'POST', path: '/requests/{id}/report/stores', status: 200 },
    says: says('Kirjaa, mitä muualta löytyi', 'Anteckna vad som fanns annanstans', 'Record what another store found'),
    input: z.object({
      id: z.uuid(),
      store: z.string().max(100),
      found: z.number().int().min(0),
      words: z.string().trim().max(2000).optional(),
    }),
    output: z.object({ answered: z.number() }),
    async run(ctx, { id, store, found, words }) {
      const { person_id } = await askingOf(ctx.db, id)
      const others = await othersOf(ctx.house, person_id)
      if (!others.some((each) => each.id === store)) refuse('NOT_FOUND', { field: 'store' })
      await stepOf(ctx.db, id, 'note', { store, found }, words)
      return { answered: (await answersOf(ctx.db, id)).length }
    },
  }),
  action({
    name: 'reports.create',
    purposes: ['rights'],
    verb: 'write',
    long: true,
    http: { method: 'POST', path: '/requests/{id}/report', status: 201 },
    says: says('Kokoa tietoraportti', 'Sammanställ rapporten', 'Make the report'),
    input: one,
    output: z.object({ id: z.string(), hash: z.string(), bytes: z.number(), ends_on: z.string() }),
    async run(ctx, { id }) {
      const asking = await askingOf(ctx.db, id)
      const report = await collect(ctx, asking)
      refuseIncomplete(report)
      ctx.seen('reports', [asking.person_id])
      return keepReport(ctx.house, ctx.actor.id, asking, {
        kind: 'access',
        language: asking.language,
        asOf: report.asOf,
        coverage: report.stores,
        parts: await printed(ctx, report),
        files: report.files,
      })
    },
  }),
  action({
    name: 'reports.content',
    purposes: ['rights'],
    verb: 'read',
    http: { method: 'GET', path: '/reports/{id}/content' },
    says: says('Lataa raportti', 'Ladda ner rapporten', 'Download a report'),
    input: z.object({ id: z.uuid(), part: z.enum(['first', 'all']).default('all') }),
    output: z.any(),
    async run(ctx, { id, part }) {
      const opened = await openReport(ctx.house, id)
      ctx.seen('reports', [opened.person])
      return { file: part === 'first' ? firstOf(opened) : wholeOf(ctx.house, opened, id) }
    },
  }),
]

const firstOf = ({ parts: [first] }: Awaited<ReturnType<typeof openReport>>) => ({
  name: first!.name,
  type: first!.name.endsWith('.pdf') ? 'application/pdf' : 'application/octet-stream',
  inline: first!.name.endsWith('.pdf'),
  body: [first!.body],
})

/** The package as a download, whoever fetches it: one of us, or the person by their own page. */
export const wholeOf = (house: Context['house'], opened: Awaited<ReturnType<typeof openReport>>, id: string) => ({
  name: `${opened.parts[0]!.name.replace(/\.\w+$/, '')}-${id.slice(-6)}.zip`,
  type: 'application/zip',
  body: packageOf(house, opened),
})
