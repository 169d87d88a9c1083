import { type Entry, e } from './errors.entry.ts'

/** Refusals of a form that anybody may fill in. */
export const formErrors = {
  FORM_TOO_FAST: e(
    422,
    ['Lomake lähetettiin nopeammin kuin sen ehtii lukea.', 'Odota muutama sekunti ja lähetä uudelleen.'],
    ['Formuläret skickades snabbare än man hinner läsa det.', 'Vänta några sekunder och skicka på nytt.'],
    ['The form was sent faster than it can be read.', 'Wait a few seconds and send it again.'],
  ),
  FORM_STALE: e(
    422,
    ['Lomake on vanhentunut tai se on jo lähetetty.', 'Tarkista tiedot ja lähetä uudelleen.'],
    ['Formuläret är för gammalt eller redan skickat.', 'Kontrollera uppgifterna och skicka på nytt.'],
    ['The form is out of date or has been sent already.', 'Check what you wrote and send it again.'],
  ),
  FORM_CLOSED: e(
    410,
    ['Lomake ei ole käytössä.', 'Tarkista osoite tai ota meihin yhteyttä.'],
    ['Formuläret är inte i bruk.', 'Kontrollera adressen eller ta kontakt med oss.'],
    ['The form is not in use.', 'Check the address, or contact us.'],
  ),
} as const satisfies Record<string, Entry>
