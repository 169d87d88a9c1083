import { type Entry, e } from './errors.entry.ts'

/** Files kept outside the database. */
export const storeErrors = {
  FILE_HAS_NOTHING: e(
    422,
    ['Tiedosto on tyhjä.', 'Tarkista tiedosto ja lisää se uudelleen.'],
    ['Filen är tom.', 'Kontrollera filen och lägg till den på nytt.'],
    ['The file is empty.', 'Look at the file and add it again.'],
  ),
  FILE_LOST: e(
    410,
    [
      'Tiedoston sisältöä ei ole tallessa.',
      'Pyydä ylläpitäjää palauttamaan se varmuuskopiosta, tai lisää se uudelleen.',
    ],
    [
      'Filens innehåll finns inte kvar.',
      'Be administratören återställa det ur en säkerhetskopia, eller lägg till filen på nytt.',
    ],
    ['What the file held is not there.', 'Ask the operator to put it back from a backup, or add the file again.'],
  ),
  FILE_DAMAGED: e(
    500,
    [
      'Tiedosto on muuttunut siitä, mitä tallennettiin, eikä sitä näytetä.',
      'Pyydä ylläpitäjää palauttamaan se varmuuskopiosta.',
    ],
    [
      'Filen är inte längre den som sparades och visas inte.',
      'Be administratören återställa den ur en säkerhetskopia.',
    ],
    ['The file is no longer what was stored, and is not shown.', 'Ask the operator to put it back from a backup.'],
  ),
  FILE_AWAITS_REVIEW: e(
    423,
    [
      'Tiedostosta on löytynyt jotain arkaluonteista, eikä sitä näytetä ennen kuin se on tarkistettu.',
      'Odota tarkistusta, tai kysy tietosuojasta vastaavalta.',
    ],
    [
      'I filen har något känsligt hittats, och den visas inte förrän den har granskats.',
      'Vänta på granskningen, eller fråga den dataskyddsansvariga.',
    ],
    [
      'Something sensitive was found in the file, and it is not shown until it has been reviewed.',
      'Wait for the review, or ask the privacy owner.',
    ],
  ),
  RANGE_NOT_THERE: e(
    416,
    ['Tiedosto on lyhyempi kuin pyydetty kohta.', 'Pyydä tiedosto kokonaan.'],
    ['Filen är kortare än det ställe som begärs.', 'Begär hela filen.'],
    ['The file is shorter than the part asked for.', 'Ask for the whole file.'],
  ),
  STORE_UNREACHABLE: e(
    503,
    ['Tiedostovarasto ei vastaa.', 'Yritä hetken kuluttua uudelleen; mitään ei tallennettu.'],
    ['Fillagret svarar inte.', 'Försök igen om en stund; inget sparades.'],
    ['The file store does not answer.', 'Try again in a moment; nothing was stored.'],
  ),
} as const satisfies Record<string, Entry>
