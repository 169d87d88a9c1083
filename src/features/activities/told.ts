import { type RawBuilder, sql } from 'kysely'
import type { Language, Words } from '#kernel/vocabulary.ts'

/** What a task says that nobody wrote: which words, and what stands in them. A day is as the database has it. */
export type Told = { key: string; name?: string; day?: string }

/** Makes the tasks of this transaction say it; each of us then reads it in their own language. */
export const telling = (told: Told): RawBuilder<unknown> =>
  sql`select set_config('seloste.told', ${JSON.stringify(told)}, true)`

export function wordsOf(told: Told, language: Language): string {
  const day = told.day
    ?.split('-')
    .reverse()
    .map(Number)
    .join(language === 'en' ? '/' : '.')
  return WORDS[told.key]![language].replaceAll('{name}', () => told.name ?? '').replaceAll('{day}', () => day ?? '')
}

/** A task as its reader's language has it. A key of a later version is left to the title. */
export function inWordsOf<T extends object>(row: T, language: Language): T {
  const { told, title } = row as { told?: Told | null; title?: unknown }
  return told && title !== undefined && Object.hasOwn(WORDS, told.key)
    ? { ...row, title: wordsOf(told, language) }
    : row
}

const WORDS: Readonly<Record<string, Words>> = {
  ends: {
    fi: '{name} päättyy {day}: sovi jatkosta',
    sv: '{name} upphör {day}: kom överens om fortsättningen',
    en: '{name} ends on {day}: agree on what follows',
  },
  ends_soon: {
    fi: '{name} päättyy jo {day}',
    sv: '{name} upphör redan {day}',
    en: '{name} ends soon, on {day}',
  },
  renewed: {
    fi: '{name} jatkui automaattisesti {day} asti',
    sv: '{name} förnyades automatiskt till {day}',
    en: '{name} renewed by itself until {day}',
  },
  bankruptcy: {
    fi: 'Kaupparekisteri: yritys on konkurssissa',
    sv: 'Handelsregistret: företaget är i konkurs',
    en: 'Trade register: the company is bankrupt',
  },
  ceased: {
    fi: 'Kaupparekisteri: yrityksen toiminta on lakannut',
    sv: 'Handelsregistret: företagets verksamhet har upphört',
    en: 'Trade register: the company has ceased its business',
  },
  bounced: {
    fi: 'Sähköposti palautuu: korjaa tai poista',
    sv: 'E-posten studsar: rätta eller ta bort',
    en: 'Mail bounces: correct or delete',
  },
  left: {
    fi: 'Lähtenyt yrityksestä: uusi työpaikka tai poista',
    sv: 'Har lämnat företaget: ny arbetsplats eller ta bort',
    en: 'Left the company: new employer or delete',
  },
  role_address: {
    fi: 'Yhteinen postilaatikko henkilön osoitteena',
    sv: 'Gemensam postlåda som persons adress',
    en: 'A shared mailbox as a person’s address',
  },
  bad_phone: {
    fi: 'Puhelinnumero ei ole numero: korjaa',
    sv: 'Telefonnumret är inget nummer: rätta',
    en: 'The phone number is none: correct',
  },
  no_company: {
    fi: 'Henkilöllä ei ole yritystä',
    sv: 'Personen har inget företag',
    en: 'The person has no company',
  },
  representation: {
    fi: 'Edustaako yhä yritystä: totea tai päätä edustus',
    sv: 'Företräder personen ännu företaget: bekräfta eller avsluta',
    en: 'Still represents the company? Confirm or end it',
  },
  stale: {
    fi: 'Tietoja ei ole todettu oikeiksi: tarkista',
    sv: 'Uppgifterna är inte bekräftade: kontrollera',
    en: 'Not verified for long: check',
  },
}
