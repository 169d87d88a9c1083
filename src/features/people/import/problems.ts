import type { Language, Words } from '#kernel/vocabulary.ts'

/** rejected: the row is left out; dropped: the value is; note: kept, but somebody should look. */
export type Weight = 'rejected' | 'dropped' | 'note'

export type Problem = {
  /** Line of the file where the row begins. */
  line: number
  column: string | null
  code: ProblemCode
  weight: Weight
  says: string
  /** What stood in the cell, cut to 80 characters; an identity code is already masked. */
  value: string | null
}

export type ProblemCode = keyof typeof problemTable

export function problem(
  code: ProblemCode,
  line: number,
  column: string | null,
  value: string | null,
  language: Language,
): Problem {
  const { weight, says } = problemTable[code]
  return { line, column, code, weight, says: says[language], value: value === null ? null : value.slice(0, 80) }
}

const p = (weight: Weight, fi: string, sv: string, en: string): { weight: Weight; says: Words } => ({
  weight,
  says: { fi, sv, en },
})

export const problemTable = {
  ROW_CELLS_WRONG: p(
    'rejected',
    'Rivillä on eri määrä soluja kuin otsikkorivillä.',
    'Raden har ett annat antal celler än rubrikraden.',
    'The row has another number of cells than the header row.',
  ),
  ROW_WITHOUT_IDENTITY: p(
    'rejected',
    'Rivillä ei ole nimeä eikä kelpaavaa sähköpostiosoitetta.',
    'Raden har varken namn eller en giltig e-postadress.',
    'The row has neither a name nor a usable e-mail address.',
  ),
  FIELD_VALUE_UNREADABLE: p(
    'dropped',
    'Arvo ei ole sitä, mitä kenttään kuuluu.',
    'Värdet är inte av det slag som fältet tar.',
    'The value is not of the kind the field takes.',
  ),
  EMAIL_INVALID: p(
    'dropped',
    'Sähköpostiosoite ei kelpaa.',
    'E-postadressen är inte giltig.',
    'Not an e-mail address.',
  ),
  PHONE_INVALID: p('dropped', 'Ei ole puhelinnumero.', 'Inte ett telefonnummer.', 'Not a telephone number.'),
  PHONE_UNKNOWN_SERIES: p(
    'note',
    'Puhelinnumeron alkua ei tunneta; tarkista numero.',
    'Telefonnumrets början är okänd; kontrollera numret.',
    'The number begins in a way no operator uses; check it.',
  ),
  BUSINESS_ID_INVALID: p(
    'dropped',
    'Y-tunnuksen tarkistusnumero ei täsmää; yritys tunnistetaan nimestä.',
    'FO-numrets kontrollsiffra stämmer inte; företaget känns igen på namnet.',
    'The check digit of the Business ID does not match; the company goes by its name.',
  ),
  IDENTITY_CODE_REMOVED: p(
    'note',
    'Solussa oli henkilötunnus; se jätettiin pois.',
    'Cellen innehöll en personbeteckning; den lämnades bort.',
    'The cell held a personal identity code; it was left out.',
  ),
  FORMULA_AS_TEXT: p(
    'note',
    'Solu alkaa kuin kaava; se säilytettiin tekstinä.',
    'Cellen börjar som en formel; den sparades som text.',
    'The cell begins like a formula; it was kept as text.',
  ),
  LETTERS_LOST: p(
    'note',
    'Nimestä on kadonnut kirjaimia (?); korjaa nimi.',
    'Bokstäver har försvunnit ur namnet (?); rätta namnet.',
    'Letters of the name were lost (?); correct the name.',
  ),
  VALUE_CUT: p(
    'note',
    'Teksti oli liian pitkä ja katkaistiin.',
    'Texten var för lång och kortades.',
    'The text was too long and was cut.',
  ),
  LANGUAGE_UNKNOWN: p(
    'dropped',
    'Kieltä ei tunnistettu.',
    'Språket kändes inte igen.',
    'The language was not recognised.',
  ),
  DATE_UNREADABLE: p(
    'dropped',
    'Päivämäärää ei ymmärretty.',
    'Datumet kunde inte tolkas.',
    'The date could not be read.',
  ),
  LEGAL_BASIS_UNKNOWN: p(
    'dropped',
    'Käsittelyperustetta ei tunnistettu.',
    'Den rättsliga grunden kändes inte igen.',
    'The legal basis was not recognised.',
  ),
  LINK_UNKNOWN: p(
    'rejected',
    'Tällaista ei löydy Selosteesta tässä käyttötarkoituksessa.',
    'Något sådant finns inte i Seloste för detta ändamål.',
    'Nothing of the kind is found in Seloste for this purpose.',
  ),
  LINK_AMBIGUOUS: p(
    'rejected',
    'Sopivia on useita, eikä arvata, mitä tarkoitetaan.',
    'Det finns flera som passar, och det gissas inte vilken som avses.',
    'Several fit, and which is meant is not guessed.',
  ),
  AMOUNT_UNREADABLE: p('rejected', 'Lukua ei ymmärretty.', 'Talet kunde inte tolkas.', 'The number could not be read.'),
  CHOICE_UNKNOWN: p(
    'rejected',
    'Arvo ei ole mikään vaihtoehdoista.',
    'Värdet är inget av alternativen.',
    'The value is none of the choices.',
  ),
  PRICE_LIST_NONE: p(
    'rejected',
    'Hinnalle ei ole oletushinnastoa; tee sellainen ensin.',
    'Det finns ingen förvald prislista för priset; skapa en först.',
    'There is no usual price list for the price; make one first.',
  ),
} as const satisfies Record<string, { weight: Weight; says: Words }>

/** Why the row was left out, among all that was found in it. */
export const reasonOf = (problems: readonly Problem[]): string =>
  (problems.find((found) => found.weight === 'rejected') ?? problems[0])?.code ?? 'ROW_INVALID'
