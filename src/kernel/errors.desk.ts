import { e } from './errors.entry.ts'

/** Of lists: what is changed in them all at once, and what is shared of them. */
export const deskErrors = {
  BULK_PAST_LEVEL: e(
    403,
    [
      'Tasosi ei riitä näin laajaan muutokseen kerralla.',
      'Valitse vähemmän rivejä, tai pyydä esihenkilöäsi tekemään muutos.',
    ],
    ['Din nivå räcker inte till en så omfattande ändring på en gång.', 'Välj färre rader, eller be din chef göra det.'],
    [
      'Your level does not reach a change this wide at once.',
      'Choose fewer rows, or ask your lead to make the change.',
    ],
  ),
  VIEW_PAST_LEVEL: e(
    403,
    ['Jaetut näkymät järjestää taso, jolla on siihen oikeus.', 'Tallenna näkymä omaksesi, tai pyydä esihenkilöäsi.'],
    ['Delade vyer ordnas av en nivå som har rätt till det.', 'Spara vyn som din egen, eller be din chef.'],
    ['Shared views are arranged by a level that may.', 'Save the view as your own, or ask your lead.'],
  ),
}
