import { sql } from 'kysely'
import type { Context } from '#kernel/action.ts'

type Begun = {
  person: string
  company: string
  role?: string | null | undefined
  title?: string | null | undefined
  start_on?: string | null | undefined
  evidence?: string | null | undefined
}

/**
 * An employment begins, or the one of this id ends, today if no day is said: with the grounds that it opens or
 * closes. Refuses PERSON_NOT_FOUND and COMPANY_NOT_FOUND for whoever and whatever the purpose does not see.
 */
export async function employment(
  db: Context['db'],
  which: string | null,
  given: Begun | { end_on?: string | undefined },
): Promise<{ id: string; person: string }> {
  const { rows } = await sql<{
    id: string
    person: string
  }>`select * from door.employment(${which}::uuid, ${JSON.stringify(given)}::jsonb)`.execute(db)
  return rows[0]!
}
