import { type Entry, e } from './errors.entry.ts'

/** Keeping what is known right: merging, verifying, asking the person. */
export const qualityErrors = {
  MERGE_TOO_MANY: e(
    422,
    ['Kerralla voi yhdistää enintään yhdeksän tietuetta.', 'Yhdistä ne useammassa erässä.'],
    ['Högst nio poster kan slås samman på en gång.', 'Slå samman dem i flera omgångar.'],
    ['At most nine records can be merged at once.', 'Merge them in several goes.'],
  ),
  MERGE_TRADER: e(
    422,
    ['Toiminimi on henkilö, eikä sitä yhdistetä yrityksenä.', 'Yhdistä toiminimen haltijat henkilöinä.'],
    [
      'En enskild näringsidkare är en person och slås inte samman som företag.',
      'Slå samman näringsidkarna som personer.',
    ],
    ['A sole trader is a person and is not merged as a company.', 'Merge the traders as people.'],
  ),
  CHECK_LINK_INVALID: e(
    410,
    [
      'Linkki ei kelpaa: se on vanhentunut, jo käytetty tai vaillinainen.',
      'Vastaa viestiin, jossa linkki oli, niin saat uuden.',
    ],
    [
      'Länken gäller inte: den är för gammal, redan använd eller ofullständig.',
      'Svara på meddelandet där länken fanns, så får du en ny.',
    ],
    [
      'The link does not hold: it has expired, was used, or is not whole.',
      'Answer the message it came in, and you get a new one.',
    ],
  ),
  CHECK_NOT_SENT: e(
    409,
    ['Henkilölle ei voi lähettää tätä viestiä.', 'Katso Tavoitettavuus-osasta miksi, ja kysy tiedot muulla tavalla.'],
    ['Det här meddelandet kan inte skickas till personen.', 'Se varför under Nåbarhet, och fråga på annat sätt.'],
    ['This message cannot be sent to the person.', 'See why under Reachability, and ask in another way.'],
  ),
} as const satisfies Record<string, Entry>
