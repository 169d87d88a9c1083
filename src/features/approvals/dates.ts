import type { Language } from '#kernel/vocabulary.ts'

const LOCALES = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }

/** A day, or the day of a moment, in Finland. */
export const dateIn = (language: Language, at: string): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'Europe/Helsinki' }).format(
    new Date(at.length === 10 ? `${at}T12:00:00Z` : at),
  )

/** Day and time in Finland. */
export const momentIn = (language: Language, at: string): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Helsinki',
  }).format(new Date(at))
