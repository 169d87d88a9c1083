import { type Entry, e } from './errors.entry.ts'

/** Refusals about requests for help, and about looking into them from another purpose. */
export const caseErrors = {
  CASE_ABOUT_NOBODY: e(
    422,
    ['Tapaukselta puuttuu asiakas.', 'Valitse henkilö tai yritys, jota tapaus koskee.'],
    ['Ärendet saknar kund.', 'Välj den person eller det företag som ärendet gäller.'],
    ['The case has no customer.', 'Choose the person or company it is about.'],
  ),
  STEP_IN_FIRST: e(
    403,
    ['Tämä kuuluu toiseen käyttötarkoitukseen.', 'Kerro ensin, miksi katsot tietoja; perustelu on voimassa päivän.'],
    ['Detta hör till ett annat ändamål.', 'Ange först varför du tittar; motiveringen gäller i en dag.'],
    ['This belongs to another purpose.', 'First say why you look; the reason holds for the day.'],
  ),
} as const satisfies Record<string, Entry>
