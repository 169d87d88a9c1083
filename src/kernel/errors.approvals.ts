import { type Entry, e } from './errors.entry.ts'

/** Refusals about outside approvers and their links. */
export const approvalErrors = {
  APPROVAL_LINK_INVALID: e(
    404,
    ['Linkki ei toimi.', 'Tarkista, että osoite kopioitui kokonaan, tai pyydä lähettäjältä uusi linkki.'],
    ['Länken fungerar inte.', 'Kontrollera att hela adressen kom med, eller be avsändaren om en ny länk.'],
    ['The link does not work.', 'Check that the whole address was copied, or ask the sender for a new link.'],
  ),
  APPROVAL_LINK_EXPIRED: e(
    410,
    ['Linkin voimassaolo on päättynyt.', 'Päätöstä ei kirjattu. Pyydä lähettäjältä uusi linkki.'],
    ['Länken har slutat gälla.', 'Inget beslut antecknades. Be avsändaren om en ny länk.'],
    ['The link has expired.', 'No decision was recorded. Ask the sender for a new link.'],
  ),
  APPROVAL_LINK_USED: e(
    409,
    ['Linkillä on jo annettu vastaus.', 'Ensimmäinen vastaus on voimassa. Sinun ei tarvitse tehdä mitään.'],
    ['Ett svar har redan getts med länken.', 'Det första svaret gäller. Du behöver inte göra något.'],
    ['The link has been answered already.', 'The first answer stands. You need do nothing.'],
  ),
  APPROVAL_LINK_WITHDRAWN: e(
    410,
    ['Pyyntö on peruttu.', 'Vastaustasi ei enää tarvita. Kysy tarvittaessa lähettäjältä.'],
    ['Förfrågan har återkallats.', 'Ditt svar behövs inte längre. Fråga avsändaren vid behov.'],
    ['The request was withdrawn.', 'Your answer is no longer needed. Ask the sender if in doubt.'],
  ),
  APPROVAL_LINK_REPLACED: e(
    410,
    ['Linkki on korvattu uudella.', 'Avaa viimeksi saamasi linkki.'],
    ['Länken har ersatts med en ny.', 'Öppna den länk som du fick senast.'],
    ['The link was replaced by a newer one.', 'Open the link you received last.'],
  ),
  APPROVAL_SUPERSEDED: e(
    409,
    [
      'Asia on muuttunut tai ratkaistu sen jälkeen, kun hyväksyntää pyydettiin.',
      'Päätöstä ei kirjattu. Jos hyväksyntä tarvitaan yhä, siitä tehdään uusi pyyntö.',
    ],
    [
      'Ärendet har ändrats eller avgjorts efter att godkännandet begärdes.',
      'Inget beslut antecknades. Om ett godkännande ännu behövs görs en ny förfrågan.',
    ],
    [
      'The matter has changed or been decided since the approval was asked for.',
      'No decision was recorded. If an approval is still needed, it is asked for anew.',
    ],
  ),
  APPROVAL_REJECTED: e(
    409,
    ['Ulkopuolinen hyväksyjä on hylännyt esityksen.', 'Korjaa esitystä hänen syynsä mukaan tai luovu siitä.'],
    ['Den utomstående godkännaren har avvisat förslaget.', 'Ändra förslaget enligt hens skäl eller avstå från det.'],
    ['The outside approver has rejected this proposal.', 'Amend it by the reason given, or give it up.'],
  ),
  APPROVAL_WAITING: e(
    409,
    ['Tästä odotetaan jo ulkopuolisen hyväksyjän vastausta.', 'Lähetä linkki uudelleen tai peru pyyntö ensin.'],
    ['En utomstående godkännares svar inväntas redan.', 'Skicka länken på nytt eller återkalla förfrågan först.'],
    ['An outside approver’s answer is awaited already.', 'Send the link again, or withdraw the request first.'],
  ),
  APPROVER_NOT_NEEDED: e(
    409,
    ['Yrityksessä on toinen, joka voi hyväksyä.', 'Pyydä hyväksyntä häneltä.'],
    ['Det finns en annan i företaget som kan godkänna.', 'Be hen om godkännandet.'],
    ['Somebody else in the company can approve.', 'Ask them for the approval.'],
  ),
  APPROVER_IS_USER: e(
    422,
    ['Osoite kuuluu yrityksen omalle käyttäjälle.', 'Nimeä joku yrityksen ulkopuolelta.'],
    ['Adressen tillhör en av företagets egna användare.', 'Utse någon utanför företaget.'],
    ['The address belongs to one of the company’s own users.', 'Name somebody from outside the company.'],
  ),
  APPROVER_NAME_DIFFERS: e(
    422,
    [
      'Nimi ei ole se, jolle linkki on tarkoitettu.',
      'Kirjoita nimesi kuten se on sivulla; jos et ole hän, sulje sivu.',
    ],
    [
      'Namnet är inte det som länken är avsedd för.',
      'Skriv ditt namn som det står på sidan; stäng sidan om det inte är du.',
    ],
    [
      'The name is not the one the link is for.',
      'Write your name as it stands on the page; if it is not yours, close the page.',
    ],
  ),
} as const satisfies Record<string, Entry>
