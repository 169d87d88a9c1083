import { type Entry, e } from './errors.entry.ts'

/** Refusals about erasing people; `detail` names the law or the place it is about. */
export const erasureErrors = {
  ERASE_GROUND_PRESENT: e(
    409,
    [
      'Poistosta ei voi kieltäytyä: mikään ei vaadi tietojen säilyttämistä.',
      'Poista tiedot, tai kirjaa laki ja pykälä, jonka nojalla jokin osa säilytetään.',
    ],
    [
      'Raderingen kan inte avslås: ingenting kräver att uppgifterna bevaras.',
      'Radera uppgifterna, eller ange lag och paragraf som kräver att en del bevaras.',
    ],
    [
      'The erasure cannot be refused: nothing requires the data to be kept.',
      'Erase the data, or record the act and section that keep a part of it.',
    ],
  ),
  HOLD_TOO_BROAD: e(
    409,
    [
      'Säilytysperuste kattaa enemmän kuin laki vaatii: tositteista säilytetään vain tositteen tiedot, muu poistetaan.',
      'Kirjaa, mitä tietuetta peruste koskee, tai päätä se.',
    ],
    [
      'Lagringsgrunden omfattar mer än lagen kräver: av verifikat bevaras bara verifikatets uppgifter, resten raderas.',
      'Ange vilken post grunden gäller, eller avsluta den.',
    ],
    [
      'The hold covers more than the law asks for: of vouchers only the voucher is kept, the rest is erased.',
      'Name the record that the hold is about, or end the hold.',
    ],
  ),
  HOLD_NOT_EXPIRED: e(
    409,
    [
      'Tieto säilytetään lain nojalla vielä, eikä sitä voi poistaa.',
      'Muut tiedot on poistettu. Tämä poistuu itsestään, kun aika päättyy.',
    ],
    [
      'Uppgiften bevaras ännu med stöd av lag och kan inte raderas.',
      'Övriga uppgifter har raderats. Denna försvinner av sig själv när tiden är slut.',
    ],
    [
      'The data is still kept by law and cannot be erased.',
      'Other data was erased. This goes by itself when its time is over.',
    ],
  ),
  ERASURE_INCOMPLETE: e(
    409,
    [
      'Poistetusta on vielä jälkiä; asia pysyy avoinna.',
      'Käy läpi maininnat ja nimetyt paikat, ja aja poisto uudelleen.',
    ],
    [
      'Spår av den raderade finns kvar; ärendet förblir öppet.',
      'Gå igenom omnämnandena och de nämnda platserna, och kör raderingen igen.',
    ],
    ['Traces remain; the case stays open.', 'Settle the mentions and the places named, and run the erasure again.'],
  ),
  ERASURE_UNDER_WAY: e(
    409,
    ['Henkilöä poistetaan parhaillaan: uutta perustetta ei enää kirjata.', 'Kieltoja ja vastustuksia voi yhä kirjata.'],
    ['Personen raderas just nu: ingen ny grund antecknas.', 'Förbud och invändningar kan fortfarande antecknas.'],
    ['The person is being erased: no new ground is recorded.', 'Refusals and objections can still be recorded.'],
  ),
} satisfies Record<string, Entry>
