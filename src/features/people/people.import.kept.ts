import { sql } from 'kysely'
import type { Actor, Context } from '#kernel/action.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { PurposeId } from '#register/index.ts'
import type { Imported } from './import/nouns.ts'
import type { ImportCounts, ImportPlan } from './people.import.ts'

export type Kept = {
  id: string
  file_name: string
  purpose: PurposeId
  state: string
  plan: Partial<Omit<ImportPlan, 'mapping'>> & {
    /** What the rows are; people where it says nothing. */
    noun?: Imported
    mapping?: Readonly<Record<string, string | null>>
    /** Whoever brings it in, and how far they reach: the run goes on when they have left the page. */
    by?: Pick<Actor, 'kind' | 'scope' | 'team'> & { language: Language }
    encoding?: string | null
    delimiter?: string | null
    problem?: string
    ready?: boolean
  }
  counts: Partial<ImportCounts>
  done: number
  total: number | null
  actor: string
  created_at: string
  started_at: string | null
  ended_at: string | null
}

/** One step of an import through its door, by its own purpose; what it answers depends on the step. */
export async function importStep<Answer = object>(db: Context['db'], id: string | null, step: object): Promise<Answer> {
  const { rows } = await sql<{
    answer: Answer
  }>`select door.import_step(${id}::uuid, ${JSON.stringify(step)}::jsonb) as answer`.execute(db)
  return rows[0]!.answer
}

export async function keptOf(db: Context['db'], id: string | null): Promise<Kept[]> {
  const { rows } = await sql<Kept>`select * from door.imports_of(${id}::uuid)`.execute(db)
  return rows
}

type Row = { line: number; outcome: string; record_id: string; code: string; cells: unknown }

/** At most so many rows of an import after a line of its file, in the order of the file. */
export async function rowsOf(
  db: Context['db'],
  id: string,
  outcomes: readonly string[],
  after: number,
  most: number,
): Promise<Row[]> {
  const { rows } = await sql<{
    rows: Row[]
  }>`select rows from door.imports_of(${id}::uuid, ${outcomes}::text[], ${after}, ${most})`.execute(db)
  return rows[0]?.rows ?? []
}
