import type pg from 'pg'
import { columnsOf } from '#kernel/compile.ts'
import { hasIdentityCode } from '#kernel/values.ts'
import type { Field, Noun } from '#kernel/vocabulary.ts'
import type { PurposeId } from '#register/index.ts'
import type { Scene } from './verdict.ts'

/** Rows looked at of each noun; beyond that a count is said to be of the first so many. */
export const MOST = 200_000

/** Nouns of the register by what they are, so that nothing here needs to know a table by name. */
export const dataNouns = ({ register }: Scene): [string, Noun][] =>
  Object.entries(register.nouns).filter(([, noun]) => noun.schema === 'data')

/** The purpose under which a column is looked at: the rights engine, which sees every person, else any awake one. */
export function eyeFor({ register }: Scene, noun: Noun, columns: readonly string[]): PurposeId | null {
  const awake = Object.keys(register.purposes).filter((id) => !register.purposes[id]!.asleep)
  const found = ['rights', ...awake].find((id) => columns.every((column) => columnsOf(noun, id).includes(column)))
  return (found as PurposeId | undefined) ?? null
}

/** One row of numbers, asked under a purpose. */
export async function numbers<T extends pg.QueryResultRow>(
  { house }: Scene,
  purpose: PurposeId,
  sql: string,
  values: unknown[] = [],
): Promise<T> {
  return (await house.pool(purpose).query<T>(sql, values)).rows[0]!
}

/** Nouns with a personal field of this format: where people's numbers or addresses stand. */
export const nounsWith = (scene: Scene, format: Field['format']): [string, Noun, string][] =>
  dataNouns(scene).flatMap(([name, noun]) => {
    const found = Object.entries(noun.fields).find(([, field]) => field.format === format && field.personal)
    return found ? [[name, noun, found[0]]] : []
  })

const LIKE_A_CODE = '[0-9]{6}[-+A-FU-Ya-fu-y][0-9]{3}[0-9A-Za-z]'

export type Scan = { columns: number; rows: number; found: string[]; unseen: string[] }

/** Looks for personal identity codes in every text the register declares, under a purpose that may read it. */
export async function scanForCodes(scene: Scene): Promise<Scan> {
  const scan: Scan = { columns: 0, rows: 0, found: [], unseen: [] }
  for (const [name, noun] of dataNouns(scene)) {
    const texts = Object.entries(noun.fields)
      .filter(([, field]) => ['text', 'longtext', 'json'].includes(field.type) && !field.generated)
      .map(([column]) => column)
    const groups = Map.groupBy(texts, (column) => eyeFor(scene, noun, [column]))
    for (const [eye, columns] of groups) {
      if (eye) await scanColumns(scene, scan, eye, name, columns)
      else
        scan.unseen.push(
          ...columns.filter((column) => noun.fields[column]!.personal).map((column) => `${name}.${column}`),
        )
    }
  }
  await scanRejected(scene, scan)
  return scan
}

async function scanColumns(
  { house }: Scene,
  scan: Scan,
  eye: PurposeId,
  name: string,
  columns: string[],
): Promise<void> {
  const list = columns.map((column) => `${column}::text as ${column}`).join(', ')
  const all = columns.map((column) => `t.${column}`).join(', ')
  const { rows } = await house.pool(eye).query<{ seen: number; found: Record<string, string | null>[] | null }>(
    `select count(*)::int as seen, (array_agg(to_jsonb(t)) filter (where concat_ws(' ', ${all}) ~ '${LIKE_A_CODE}'))[1:1000] as found
     from (select ${list} from ${eye}.${name} limit ${MOST}) t`,
  )
  const { seen, found } = rows[0]!
  scan.columns += columns.length
  scan.rows += seen
  for (const column of columns) {
    const n = (found ?? []).filter((row) => row[column] && hasIdentityCode(row[column])).length
    if (n > 0) scan.found.push(`${name}.${column} (${n})`)
  }
}

/** Rows an import did not take are read through their door, by the purpose that brought them. */
async function scanRejected({ house, register }: Scene, scan: Scan): Promise<void> {
  let seen = false
  for (const purpose of Object.keys(register.purposes) as PurposeId[]) {
    const { rows: doors } = await house.jobs.query(
      `select has_function_privilege($1, p.oid, 'execute') as may from pg_proc p
       where p.pronamespace = 'door'::regnamespace and p.proname = 'imports_of'`,
      [`purpose_${purpose}`],
    )
    if (!doors[0]?.may) continue
    seen = true
    const { rows } = await house.pool(purpose).query(
      `select concat_ws(' ', i.file_name, r->>'cells') as cells
       from door.imports_of(null, array['rejected', 'noted'], 0, 10000) i
       left join lateral jsonb_array_elements(i.rows) r on true`,
    )
    scan.rows += rows.length
    const n = rows.filter((row) => hasIdentityCode(row.cells)).length
    if (n > 0) scan.found.push(`rows an import did not take, under ${purpose} (${n})`)
  }
  if (!seen) return
  scan.columns += 1
  scan.unseen = scan.unseen.filter((one) => !one.endsWith('.cells'))
}
