import type pg from 'pg'
import type { Finding } from './audit.ts'

/** The statements that findings carry or name: what an operator may have run for him, once he has read them. */
export function mendsOf(findings: readonly Finding[]): string[] {
  const found = findings.flatMap(
    ({ next, sql }) => sql ?? /\b[Rr]un(?: there)?: (.+); then start again/.exec(next)?.[1] ?? [],
  )
  return [...new Set(found)]
}

/** As the migrator. Each by itself: that one cannot be run is told, and stops none of the others. */
export async function mend(client: pg.Client, findings: readonly Finding[]): Promise<string[]> {
  const done: string[] = []
  for (const statement of mendsOf(findings)) {
    try {
      await client.query(statement)
      done.push(statement)
    } catch (error) {
      console.error(`This could not be run: ${statement} (${(error as Error).message})`)
    }
  }
  return done
}
