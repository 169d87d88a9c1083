import { mkdir, rename } from 'node:fs/promises'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { errorTable } from '#kernel/errors.table.ts'
import { type Code, refuse } from '#kernel/errors.ts'
import { usualPosition } from '#register/index.ts'
import { addedTo } from './import/added.ts'
import { FIELDS } from './import/columns.ts'
import { csvLine } from './import/csvWriter.ts'
import { IMPORTED, type Imported, purposesOf } from './import/nouns.ts'
import { problemTable } from './import/problems.ts'
import { type ImportFile, type Mapping, openImport } from './import/read.ts'
import { importStep, type Kept, keptOf, rowsOf } from './people.import.kept.ts'
import { openNounImport, previewNounImport } from './people.import.nouns.ts'
import { previewImport } from './people.import.preview.ts'
import { folder, nounRun, pathOf, revertRun, running, startRun, wholePlan } from './people.import.runs.ts'
import { INTAKE } from './people.intake.ts'

async function one(ctx: Context, id: string): Promise<Kept> {
  const [kept] = await keptOf(ctx.db, id)
  return kept ?? refuse('IMPORT_NOT_FOUND')
}

type Looked = Pick<ImportFile, 'encoding' | 'delimiter' | 'sample'> & {
  columns: readonly { index: number; header: string; field: string | null; confidence: number }[]
  /** What a column may become. */
  fields: readonly string[]
}

/** The file while it is kept; a run that ends at this moment takes it away. */
async function fileOf({ house, register }: Pick<Context, 'house' | 'register'>, kept: Kept): Promise<Looked | null> {
  const { noun, mapping } = kept.plan
  try {
    if (noun) {
      const { file, columns, targets } = await openNounImport(nounRun(house, kept, noun))
      return { ...file, columns, fields: targets.map((target) => target.id) }
    }
    const added = addedTo(register, kept.purpose)
    const file = await openImport(pathOf(kept.id), { added, ...(mapping ? { mapping: mapping as Mapping } : {}) })
    return { ...file, fields: [...FIELDS, ...Object.keys(added)] }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** As the wizard reads it: columns are read from the file again, so that nothing of it is kept twice. */
async function shown(ctx: Pick<Context, 'language' | 'house' | 'register'>, kept: Kept, whole: boolean) {
  const live = running.get(kept.id)
  const { plan } = kept
  const file = whole ? await fileOf(ctx, kept) : null
  const problem = plan.problem && plan.problem in errorTable ? errorTable[plan.problem as Code] : null
  return {
    id: kept.id,
    file: kept.file_name,
    purpose: kept.purpose,
    noun: plan.noun ?? 'people',
    state: kept.state === 'draft' && (plan.origin || plan.noun) ? 'ready' : kept.state,
    encoding: file?.encoding ?? plan.encoding ?? null,
    delimiter: file?.delimiter ?? plan.delimiter ?? null,
    columns: (file?.columns ?? []).map(({ index, header, field, confidence }) => ({
      index,
      header,
      field,
      confidence,
      sample: (file?.sample ?? []).map((cells) => cells[index] ?? ''),
    })),
    fields: file?.fields ?? [],
    rows: kept.total,
    done: kept.done,
    rate: live?.rate ?? null,
    left:
      live && live.part > 0 && live.part < 1 && live.rate > 0
        ? Math.round((kept.done / live.part - kept.done) / live.rate)
        : null,
    part: live?.part ?? (kept.state === 'done' ? 1 : null),
    origin: plan.origin ?? null,
    position: plan.position ?? null,
    source: plan.source ?? null,
    informed: plan.informed ?? null,
    blanks: plan.blanks ?? 'keep',
    updates: plan.updates ?? 'fill',
    counts: kept.counts,
    created_at: kept.created_at,
    ended_at: kept.ended_at,
    problem: problem
      ? { title: problem.says[ctx.language], next: problem.next[ctx.language], code: plan.problem }
      : null,
  }
}

/** A file begins an import; the bytes stay in the data folder until it is done. */
export async function beginImport(ctx: Context, upload: { path: string; name: string }, noun?: Imported) {
  if (noun) refuseNoun(ctx, noun)
  const file = await openImport(upload.path, { name: upload.name })
  const headers = file.columns.map((column) => column.header)
  const { kind, scope, team } = ctx.actor
  const plan = {
    encoding: file.encoding,
    delimiter: file.delimiter,
    ...(noun
      ? { noun, by: { kind, scope, team, language: ctx.language } }
      : { position: usualPosition[ctx.purpose as (typeof INTAKE)[number]] }),
    ...(await remembered(ctx, headers, noun)),
  }
  const { id } = await importStep<{ id: string }>(ctx.db, null, { file: upload.name.slice(0, 200), plan })
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  await rename(upload.path, pathOf(id))
  ctx.seen('imports', [id])
  return shown(ctx, (await keptOf(ctx.db, id))[0]!, true)
}

/** A noun comes in where it is made by hand, and by whoever may make it. */
function refuseNoun(ctx: Context, noun: Imported): void {
  if (!purposesOf(noun).includes(ctx.purpose)) refuse('PURPOSE_MISMATCH', { field: 'purpose' })
  // Lists that others sell from are arranged, not written.
  if (noun === 'products' && !ctx.actor.may.has('arrange')) refuse('PURPOSE_MISMATCH', { field: 'noun' })
  if (ctx.register.purposes[ctx.purpose]?.asleep) refuse('PURPOSE_ASLEEP', { field: 'purpose' })
}

/** The mapping of the last file with the same columns: nobody matches the same export twice. */
async function remembered(
  ctx: Context,
  headers: string[],
  noun: Imported | undefined,
): Promise<Pick<Kept['plan'], 'mapping'>> {
  const key = headers.join('\u0001')
  for (const kept of await keptOf(ctx.db, null)) {
    const { mapping, headers: then } = kept.plan as Kept['plan'] & { headers?: string[] }
    if (mapping && kept.plan.noun === noun && then?.join('\u0001') === key) return { mapping }
  }
  return {}
}

const id = z.object({ id: z.uuid() })
const anything = z.looseObject({})
const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
// A house is moved before or while its balancing tests are signed: what comes in is stored, and closed until then.
const common = { purposes: INTAKE, verb: 'import' as const, asleep: 'stores' as const }

export const actions: Action[] = [
  action({
    name: 'imports.list',
    ...common,
    unlogged: true,
    http: { method: 'GET', path: '/imports' },
    says: says('Lue tuonnit', 'Läs importerna', 'Read the imports'),
    input: z.object({}),
    output: anything,
    run: async (ctx) => ({
      items: await Promise.all((await keptOf(ctx.db, null)).map((kept) => shown(ctx, kept, false))),
    }),
  }),
  action({
    name: 'imports.create',
    ...common,
    file: true,
    says: says('Tuo tiedosto', 'Importera en fil', 'Import a file'),
    input: z.object({
      upload: z.object({ path: z.string(), name: z.string() }),
      noun: z.enum(['people', ...IMPORTED]).default('people'),
    }),
    output: anything,
    run: (ctx, { upload, noun }) => beginImport(ctx, upload, noun === 'people' ? undefined : noun),
  }),
  action({
    name: 'imports.get',
    ...common,
    unlogged: true,
    http: { method: 'GET', path: '/imports/{id}' },
    says: says('Avaa tuonnin tila', 'Öppna importens status', 'Read the state of an import'),
    input: id,
    output: anything,
    run: async (ctx, input) => shown(ctx, await one(ctx, input.id), true),
  }),
  action({
    name: 'imports.plan',
    ...common,
    http: { method: 'PATCH', path: '/imports/{id}' },
    says: says('Päätä, miten tiedosto tuodaan', 'Bestäm hur filen importeras', 'Decide how a file is brought in'),
    input: z.object({
      id: z.uuid(),
      origin: z.enum(['a', 'b', 'c']).optional(),
      position: z.enum(['customer', 'prospect', 'supplier', 'partner', 'reseller', 'group_company']).optional(),
      source: z.string().max(300).nullable().optional(),
      informed: z
        .object({
          at: z.string().nullable().optional(),
          how: z.string().max(300).nullable().optional(),
          known: z.boolean().optional(),
        })
        .nullable()
        .optional(),
      blanks: z.enum(['keep', 'clear']).optional(),
      updates: z.enum(['fill', 'overwrite', 'skip']).optional(),
      columns: z.array(z.looseObject({ index: z.number(), field: z.string().nullable() })).optional(),
      mapping: z.record(z.string(), z.string().nullable()).optional(),
    }),
    output: anything,
    async run(ctx, { id, columns, mapping, ...change }) {
      const kept = await one(ctx, id)
      if (kept.state !== 'draft') refuse('IMPORT_STATE')
      const chosen = columns
        ? Object.fromEntries(columns.map((column) => [String(column.index), column.field]))
        : mapping
      const file = (await fileOf(ctx, kept)) ?? refuse('IMPORT_STATE')
      for (const field of Object.values(chosen ?? {}))
        if (field !== null && !file.fields.includes(field)) refuse('VALUE_NOT_ALLOWED', { field: 'columns' })
      const plan = {
        ...kept.plan,
        ...change,
        ...(chosen ? { mapping: { ...kept.plan.mapping, ...chosen } } : {}),
        headers: file.columns.map((column) => column.header),
      }
      await importStep(ctx.db, id, { plan })
      return shown(ctx, await one(ctx, id), true)
    },
  }),
  action({
    name: 'imports.preview',
    ...common,
    unlogged: true,
    // a large file takes minutes: a transaction around it would be ended for idleness, four would hold every connection
    long: true,
    says: says('Esikatsele tuonti', 'Förhandsgranska importen', 'Preview an import'),
    input: id,
    output: anything,
    async run(ctx, input) {
      const kept = await one(ctx, input.id)
      const { noun } = kept.plan
      const found = noun
        ? await previewNounImport(nounRun(ctx.house, kept, noun))
        : await previewImport({
            house: ctx.house,
            purpose: ctx.purpose,
            import: kept.id,
            path: pathOf(kept.id),
            plan: wholePlan(kept),
          })
      const reasons = found.reasons.map(({ code, count }) => ({ code, count, says: sayProblem(code, ctx.language) }))
      await importStep(ctx.db, kept.id, { total: found.rows })
      return { ...found, reasons }
    },
  }),
  ...(['run', 'resume'] as const).map((verb) =>
    action({
      name: `imports.${verb}`,
      ...common,
      says:
        verb === 'run'
          ? says('Aja tuonti', 'Kör importen', 'Run an import')
          : says('Jatka tuontia', 'Fortsätt importen', 'Resume an import'),
      input: id,
      output: anything,
      async run(ctx, input) {
        const kept = await one(ctx, input.id)
        const from = verb === 'run' ? ['draft'] : ['stopped', 'failed']
        if (!from.includes(kept.state) || running.has(kept.id)) refuse('IMPORT_STATE')
        if (!kept.plan.noun) wholePlan(kept)
        await importStep(ctx.db, kept.id, { state: 'running' })
        ctx.seen('imports', [kept.id])
        const started = await one(ctx, kept.id)
        // After this transaction is through: the run reads what it committed.
        setTimeout(() => void startRun(ctx.house, started), 20)
        return shown(ctx, started, true)
      },
    }),
  ),
  action({
    name: 'imports.stop',
    ...common,
    says: says('Pysäytä tuonti', 'Stoppa importen', 'Stop an import'),
    input: id,
    output: anything,
    async run(ctx, input) {
      const kept = await one(ctx, input.id)
      running.get(kept.id)?.stop.abort()
      ctx.seen('imports', [kept.id])
      return shown(ctx, kept, true)
    },
  }),
  action({
    name: 'imports.revert',
    ...common,
    says: says('Peru koko tuonti', 'Ångra hela importen', 'Revert an import'),
    input: id,
    output: anything,
    async run(ctx, input) {
      const kept = await one(ctx, input.id)
      if (!['done', 'stopped', 'failed'].includes(kept.state)) refuse('IMPORT_STATE')
      await importStep(ctx.db, kept.id, { state: 'reverting' })
      ctx.seen('imports', [kept.id])
      setTimeout(() => void revertRun(ctx.house, kept).catch(() => {}), 20)
      return shown(ctx, { ...kept, state: 'reverting' }, true)
    },
  }),
  action({
    name: 'imports.matches',
    ...common,
    http: { method: 'GET', path: '/imports/{id}/matches' },
    says: says(
      'Lue tuonnin ennestään tunnetut',
      'Läs de personer i importen som redan fanns',
      'Read whom of an import we knew already',
    ),
    input: id,
    output: anything,
    run: async (ctx, input) => matchedRows(ctx, await one(ctx, input.id)),
  }),
  action({
    name: 'imports.errors',
    ...common,
    http: { method: 'GET', path: '/imports/{id}/errors' },
    says: says('Lue tuonnin hylätyt rivit', 'Läs importens avvisade rader', 'Read the rejected rows of an import'),
    input: id,
    output: z.any(),
    async run(ctx, input) {
      const kept = await one(ctx, input.id)
      ctx.seen('imports', [kept.id])
      return {
        file: {
          name: `${kept.file_name.replace(/\.\w+$/, '')}-rejected.csv`,
          type: 'text/csv; charset=utf-8',
          body: rejectedRows(ctx, kept),
        },
      }
    },
  }),
]

/** Rows that were somebody already, and who: a wrong match is seen, not guessed. */
async function matchedRows(ctx: Context, kept: Kept) {
  const rows = await rowsOf(ctx.db, kept.id, ['matched'], -1, 200)
  const ids = [...new Set(rows.map((row) => row.record_id))]
  const people: { id: string; given_name: string | null; family_name: string | null }[] = ids.length
    ? await ctx.db.selectFrom('people').select(['id', 'given_name', 'family_name']).where('id', 'in', ids).execute()
    : []
  const named = new Map(people.map((one) => [one.id, [one.given_name, one.family_name].filter(Boolean).join(' ')]))
  ctx.seen('people', [...named.keys()], ['given_name', 'family_name'])
  const items = rows
    .filter((row) => named.has(row.record_id))
    .map((row) => ({ line: row.line, id: row.record_id, title: named.get(row.record_id) || '–' }))
  return { items, total: kept.counts.matched ?? items.length }
}

async function* rejectedRows(ctx: Context, kept: Kept): AsyncGenerator<string> {
  yield `\ufeff${csvLine(['line', 'code', 'reason', 'cells'])}`
  const db = ctx.house.under(ctx.purpose) as any
  for (let after = -1; ; ) {
    const rows = await rowsOf(db, kept.id, ['rejected', 'noted'], after, 1000)
    if (rows.length === 0) return
    // A line may have several rows; the last line of a full page is read whole with the next one.
    const last = rows.at(-1)!.line
    const whole = rows.length === 1000 && rows[0]!.line < last ? rows.filter((row) => row.line < last) : rows
    for (const row of whole) {
      const cells = Array.isArray(row.cells)
        ? row.cells.map(String)
        : Object.values((row.cells ?? {}) as object).map(String)
      yield csvLine([String(row.line), row.code.split(' ')[0]!, sayProblem(row.code, ctx.language), ...cells])
    }
    after = whole.at(-1)!.line
  }
}

/** A code, after a space the column it speaks of. */
function sayProblem(said: string, language: Context['language']): string {
  const [code = '', ...column] = said.split(' ')
  const found = (problemTable as Record<string, any>)[code] ?? (errorTable as Record<string, any>)[code]
  return [column.join(' '), found?.says?.[language] ?? code].filter(Boolean).join(': ')
}
