import { type Entry, e } from './errors.entry.ts'

/** Files brought in. */
export const fileErrors = {
  IMPORT_NOT_FOUND: e(
    404,
    ['Tuontia ei ole tässä käyttötarkoituksessa.', 'Katso tuontien luettelo.'],
    ['Importen finns inte i detta ändamål.', 'Se förteckningen över importer.'],
    ['No such import under this purpose.', 'See the list of imports.'],
  ),
  SOURCE_UNKNOWN: e(
    422,
    ['Lähdettä ei ole nimetty.', 'Kirjoita, mistä tiedot saatiin: henkilölle kerrotaan se.'],
    ['Källan är inte angiven.', 'Skriv varifrån uppgifterna kommer: personen får veta det.'],
    ['The source is not named.', 'Say where the data came from: the person will be told.'],
  ),
  FILE_EMPTY: e(
    422,
    ['Tiedosto on tyhjä.', 'Valitse tiedosto, jossa on otsikkorivi ja ainakin yksi rivi.'],
    ['Filen är tom.', 'Välj en fil med en rubrikrad och minst en rad.'],
    ['The file is empty.', 'Choose a file with a header row and at least one row.'],
  ),
  FILE_HAS_NUL: e(
    422,
    [
      'Tiedostossa on merkki, jota tekstissä ei voi olla (NUL).',
      'Tallenna tiedosto uudelleen CSV-muodossa (UTF-8) ja tuo se sitten.',
    ],
    [
      'Filen innehåller ett tecken som inte kan finnas i text (NUL).',
      'Spara filen på nytt som CSV (UTF-8) och importera den sedan.',
    ],
    ['The file holds a character no text can have (NUL).', 'Save the file again as CSV (UTF-8), then import that.'],
  ),
  FILE_IS_BOMB: e(
    422,
    [
      'Tiedosto purkautuu paljon suuremmaksi kuin työkirja voi olla.',
      'Avaa se taulukko-ohjelmassa ja tallenna CSV-muodossa, jos luotat lähettäjään.',
    ],
    [
      'Filen packas upp till något mycket större än en arbetsbok.',
      'Öppna den i ett kalkylprogram och spara som CSV, om du litar på avsändaren.',
    ],
    [
      'The file unpacks to far more than a workbook would.',
      'If you trust its sender, open it in a spreadsheet and save it as CSV.',
    ],
  ),
  FILE_NOT_READABLE: e(
    422,
    ['Tiedostoa ei voi lukea.', 'Tallenna se taulukko-ohjelmassa .xlsx- tai CSV-muodossa ilman salasanaa.'],
    ['Filen kan inte läsas.', 'Spara den i ett kalkylprogram som .xlsx eller CSV, utan lösenord.'],
    ['The file cannot be read.', 'Save it from a spreadsheet as .xlsx or CSV, without a password.'],
  ),
  QUOTE_NEVER_CLOSED: e(
    422,
    [
      'Lainausmerkki avataan mutta sitä ei suljeta.',
      'Korjaa ilmoitettu rivi: lisää sulkeva lainausmerkki tai poista avaava.',
    ],
    [
      'Ett citattecken öppnas men stängs aldrig.',
      'Rätta den angivna raden: lägg till det avslutande citattecknet eller ta bort det inledande.',
    ],
    [
      'A quotation mark is opened and never closed.',
      'Correct the line given: add the closing mark, or remove the opening one.',
    ],
  ),
  RECORD_TOO_LONG: e(
    422,
    ['Rivi on pidempi kuin yhteystieto voi olla (1 Mt).', 'Korjaa ilmoitettu rivi; usein rivinvaihto puuttuu.'],
    ['Raden är längre än en kontakt kan vara (1 MB).', 'Rätta den angivna raden; ofta saknas en radbrytning.'],
    ['The row is longer than a contact can be (1 MB).', 'Correct the line given; often a line break is missing.'],
  ),
  SHEET_NOT_FOUND: e(
    422,
    ['Työkirjassa ei ole sen nimistä taulukkoa.', 'Valitse jokin työkirjan taulukoista.'],
    ['Arbetsboken har inget blad med det namnet.', 'Välj ett av arbetsbokens blad.'],
    ['The workbook has no sheet of that name.', 'Choose one of its sheets.'],
  ),
  TOO_MANY_COLUMNS: e(
    422,
    ['Tiedostossa on yli 500 saraketta.', 'Poista sarakkeet, joita et tuo, ja tallenna uudelleen.'],
    ['Filen har över 500 kolumner.', 'Ta bort kolumnerna du inte importerar och spara på nytt.'],
    ['The file has more than 500 columns.', 'Remove the columns you do not import, and save it again.'],
  ),
  IMPORT_STATE: e(
    409,
    ['Tuonti ei ole siinä vaiheessa.', 'Katso tuonnin tila ja tee se, mitä siinä voi tehdä.'],
    ['Importen är inte i det skedet.', 'Se importens status och gör det som då är möjligt.'],
    ['The import is not at that stage.', 'See its state and do what is possible there.'],
  ),
} as const satisfies Record<string, Entry>
