import type { Language } from '#kernel/vocabulary.ts'

type Kind = 'invited' | 'changed' | 'cancelled'
type Texts = {
  greeting: string
  place: string
  subject: Record<Kind, string>
} & Record<Kind, (who: string) => string>

/** Of an invitation, in the reader's language; calendars read the rest. */
export const invitations: Record<Language, Texts> = {
  fi: {
    greeting: 'Hei,',
    place: 'Paikka',
    subject: { invited: 'Kutsu', changed: 'Muuttunut kutsu', cancelled: 'Peruttu' },
    invited: (who) => `${who} kutsuu sinut tapaamiseen:`,
    changed: (who) => `${who} muutti tapaamista. Nyt pätee tämä:`,
    cancelled: (who) => `${who} perui tapaamisen:`,
  },
  sv: {
    greeting: 'Hej,',
    place: 'Plats',
    subject: { invited: 'Inbjudan', changed: 'Ändrad inbjudan', cancelled: 'Inställt' },
    invited: (who) => `${who} bjuder in dig till ett möte:`,
    changed: (who) => `${who} har ändrat mötet. Nu gäller detta:`,
    cancelled: (who) => `${who} har ställt in mötet:`,
  },
  en: {
    greeting: 'Hello,',
    place: 'Place',
    subject: { invited: 'Invitation', changed: 'Changed invitation', cancelled: 'Cancelled' },
    invited: (who) => `${who} invites you to a meeting:`,
    changed: (who) => `${who} has changed the meeting. This holds now:`,
    cancelled: (who) => `${who} has cancelled the meeting:`,
  },
}
