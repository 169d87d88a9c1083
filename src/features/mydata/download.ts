import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { append } from '#kernel/ledger.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { portableCard, portableCsv, portableOf } from '../report/portable.ts'

/** The files a person may take at once, and what each is. */
export const FILES = {
  'data.json': 'application/json; charset=utf-8',
  'data.csv': 'text/csv; charset=utf-8',
  'data.vcf': 'text/vcard; charset=utf-8',
} as const
export type FileName = keyof typeof FILES

/**
 * What the person gave or their use brought about, in a form machines read; their taking it is on record. Refuses
 * PORTABILITY_SCOPE where nothing rests on consent or a contract: the rest is in the report.
 */
export async function downloadOf(house: House, person: string, language: Language, file: string): Promise<string> {
  if (!Object.hasOwn(FILES, file)) refuse('NOT_FOUND')
  const { portable, held } = await portableOf({ house }, person, language)
  await append(house, [
    { actor: 'person', purpose: 'rights', action: 'mydata.download', noun: 'people', ids: [person], detail: { file } },
  ])
  if (file === 'data.csv') return portableCsv(portable)
  if (file === 'data.vcf') return portableCard(house.register, portable, held.name)
  return `${JSON.stringify(portable, null, 2)}\n`
}
