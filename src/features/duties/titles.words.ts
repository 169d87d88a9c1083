/** Beginnings and parts of job titles as folded (no dots or rings), the narrowest area first. */
const WORDS: readonly [area: string, pattern: RegExp][] = [
  ['parts', /varaosa|reservdel|(^|[^a-z])(spare )?parts/],
  ['workshop', /korjaamo|huolto|mekaanik|asentaja|verkstad|mekanik|montor|workshop|mechanic|service (manager|advisor)/],
  ['purchasing', /hankinta|osto(?!s)|ostaja|inkop|purchas|procure|buyer/],
  ['finance', /talous|kirjanpit|laskutus|ekonomi|bokfor|financ|account|cfo|controller/],
  ['it', /(^|[^a-z])it([^a-z]|$)|tietohallin|tietojarjest|jarjestelma|system(administrat|ansvar)|(^|[^a-z])(cio|cto)/],
  ['sales', /myynti|myyja|forsalj|saljare|sales/],
  [
    'management',
    /toimitusjohta|yrittaja|omistaja|verkstallande|(^|[^a-z])(vd|ceo|md)([^a-z]|$)|agare|owner|managing director/,
  ],
]

/** The area that a folded title speaks of, as a suggestion for a person to confirm; null when its words say nothing. */
export function suggestedArea(title: string): string | null {
  return WORDS.find(([, pattern]) => pattern.test(title))?.[0] ?? null
}
