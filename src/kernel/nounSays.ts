import type { Noun, Words } from './vocabulary.ts'

const LANGUAGES = ['fi', 'sv', 'en'] as const

/** What each verb of a noun says: a verb that gives an order, then the noun. All take the noun as the register has it. */
export function nounSays({ label, plural }: Pick<Noun, 'label' | 'plural'>) {
  const one: Words = { ...lower(label), en: withArticle(lower(label).en) }
  const all = lower(plural)
  return {
    list: { fi: `Listaa ${all.fi}`, sv: `Lista ${all.sv}`, en: `List ${all.en}` },
    summary: { fi: `Laske yhteen ${all.fi}`, sv: `Räkna ihop ${all.sv}`, en: `Sum up ${all.en}` },
    get: { fi: `Avaa ${one.fi}`, sv: `Öppna ${one.sv}`, en: `Read ${one.en}` },
    create: { fi: `Lisää ${one.fi}`, sv: `Lägg till ${one.sv}`, en: `Add ${one.en}` },
    update: { fi: `Päivitä ${one.fi}`, sv: `Ändra ${one.sv}`, en: `Change ${one.en}` },
    change: {
      fi: `Päivitä ${all.fi} kerralla`,
      sv: `Ändra ${all.sv} på en gång`,
      en: `Change many ${all.en} at once`,
    },
    delete: { fi: `Poista ${one.fi}`, sv: `Ta bort ${one.sv}`, en: `Delete ${one.en}` },
    restore: { fi: `Palauta ${one.fi}`, sv: `Återställ ${one.sv}`, en: `Restore ${one.en}` },
  } satisfies Record<string, Words>
}

const lower = (words: Words): Words =>
  Object.fromEntries(LANGUAGES.map((language) => [language, words[language].toLocaleLowerCase(language)])) as Words

const withArticle = (noun: string): string => `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`
