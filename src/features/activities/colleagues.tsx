import { type Colleague, colleagueOf } from '#web/colleagues.ts'
import { t, tMaybe } from '#web/language.ts'

/** A user's name; what a program did is the house's. */
export const nameOf = (colleagues: readonly Colleague[], id: string | null | undefined): string =>
  colleagueOf(colleagues, id) || tMaybe(`actor.${id}`, t('by.house'))
