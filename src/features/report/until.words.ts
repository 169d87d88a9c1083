import type { Language, RetentionRule } from '#kernel/vocabulary.ts'

type End = RetentionRule['end']
type UntilWords = {
  /** A day that is known. */
  on: (day: string, end: End) => string
  /** A length from an event that has not come. `long`: as the rule says it, "12 months from …". */
  notYet: (long: string, end: End) => string
  law: (day: string, act: string, section: string) => string
  waits: string
  proposed: string
}

const fi: Record<End, string> = {
  erase: 'sitten tiedot poistetaan',
  anonymise: 'sitten tunnisteet poistetaan',
  review: 'sitten tarve arvioidaan uudelleen',
}
const sv: Record<End, string> = {
  erase: 'sedan raderas uppgifterna',
  anonymise: 'sedan tas identifierarna bort',
  review: 'sedan bedöms behovet på nytt',
}
const en: Record<End, string> = {
  erase: 'then the data is erased',
  anonymise: 'then the identifiers are removed',
  review: 'then the need is assessed again',
}

/** Until when a record is kept, to the person it is about. */
export const untilWords: Readonly<Record<Language, UntilWords>> = {
  fi: {
    on: (day, end) => `${day} asti; ${fi[end]}.`,
    notYet: (long, end) => `Kunnes on kulunut ${long}; ${fi[end]}. Aika ei ole vielä alkanut.`,
    law: (day, act, section) => `${day} asti, koska laki (${act}, ${section}) vaatii sen.`,
    waits: 'Mitään ei poisteta niin kauan kuin käsittelyä on rajoitettu tai jokin laki vaatii tiedot säilytettäviksi.',
    proposed: 'Säilytysaikaa ei ole vielä vahvistettu.',
  },
  sv: {
    on: (day, end) => `Till ${day}; ${sv[end]}.`,
    notYet: (long, end) => `Tills det har gått ${long}; ${sv[end]}. Tiden har inte börjat löpa.`,
    law: (day, act, section) => `Till ${day}, eftersom lagen (${act}, ${section}) kräver det.`,
    waits: 'Ingenting raderas så länge behandlingen är begränsad eller en lag kräver att uppgifterna bevaras.',
    proposed: 'Tiden är ännu inte fastställd.',
  },
  en: {
    on: (day, end) => `Until ${day}; ${en[end]}.`,
    notYet: (long, end) => `For ${long}; ${en[end]}. The time has not begun to run.`,
    law: (day, act, section) => `Until ${day}, because the law (${act}, ${section}) requires it.`,
    waits: 'Nothing is erased for as long as the use is restricted or a law requires the data to be kept.',
    proposed: 'The period has not been confirmed yet.',
  },
}
