import type { House } from '#kernel/database.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { editionsOf } from '../notice/notice.editions.ts'

/** The version of the notice in force in a language; null while it is a draft. Evidence names it. */
export async function editionInForce(house: Pick<House, 'jobs'>, language: Language): Promise<number | null> {
  return (await editionsOf(house.jobs, language))[0]?.version ?? null
}
