import type { Language } from '#kernel/vocabulary.ts'

export type Told = 'ends' | 'ends_soon' | 'renewed'

const finnish = (day: string) => day.split('-').reverse().map(Number).join('.')
const swedish = finnish
const english = (day: string) => day.split('-').reverse().map(Number).join('/')

/** Titles of the tasks that an end or a renewal makes: what, and until which day. */
export const titles: Record<Told, Record<Language, (name: string, day: string) => string>> = {
  ends: {
    fi: (name, day) => `${name} päättyy ${finnish(day)}: sovi jatkosta`,
    sv: (name, day) => `${name} upphör ${swedish(day)}: kom överens om fortsättningen`,
    en: (name, day) => `${name} ends on ${english(day)}: agree on what follows`,
  },
  ends_soon: {
    fi: (name, day) => `${name} päättyy jo ${finnish(day)}`,
    sv: (name, day) => `${name} upphör redan ${swedish(day)}`,
    en: (name, day) => `${name} ends soon, on ${english(day)}`,
  },
  renewed: {
    fi: (name, day) => `${name} jatkui automaattisesti ${finnish(day)} asti`,
    sv: (name, day) => `${name} förnyades automatiskt till ${swedish(day)}`,
    en: (name, day) => `${name} renewed by itself until ${english(day)}`,
  },
}
