import type { House } from '#kernel/database.ts'
import type { Language } from '#kernel/vocabulary.ts'

/** The version of the notice in force in a language; null while it is a draft. Evidence names it. */
export async function editionInForce(house: Pick<House, 'jobs'>, language: Language): Promise<number | null> {
  const { rows } = await house.jobs.query<{ version: number | null }>(
    'select max(version) as version from register.notices where language = $1 and valid_from <= now()',
    [language],
  )
  return rows[0]!.version
}
