import { e } from './errors.entry.ts'

/** Refusals about requests by the law, their clocks, letters and decisions. */
export const requestErrors = {
  EXTENSION_TOO_LATE: e(
    409,
    ['Määräaikaa ei voi enää jatkaa.', 'Vastaa pyyntöön. Jatkaa voi kerran, ensimmäisen kuukauden aikana.'],
    ['Tiden kan inte längre förlängas.', 'Besvara begäran. Tiden förlängs en gång, under den första månaden.'],
    ['The time can no longer be extended.', 'Answer the request. It is extended once, within the first month.'],
  ),
  REQUEST_OVERDUE: e(
    409,
    ['Pyyntöön vastaaminen on myöhässä.', 'Vastaa heti ja kerro kirjeessä, miksi vastaus viipyi.'],
    ['Svaret på begäran är försenat.', 'Svara genast och berätta i brevet varför svaret dröjde.'],
    ['The answer to the request is late.', 'Answer now, and say in the letter why it took so long.'],
  ),
  FEE_NOT_ALLOWED: e(
    422,
    ['Pyynnöstä ei peritä maksua.', 'Jätä maksu pois. Oikeuksien käyttö on maksutonta.'],
    ['Ingen avgift tas ut för begäran.', 'Lämna bort avgiften. Att utöva sina rättigheter är avgiftsfritt.'],
    ['No fee is charged for a request.', 'Leave the fee out. Using one’s rights is free of charge.'],
  ),
  REQUEST_CLOSED_WITHOUT_REPLY: e(
    409,
    [
      'Pyyntöä ei voi päättää vastaamatta.',
      'Ratkaise pyyntö, lähetä vastauskirje ja merkitse, miten se on toimitettu.',
    ],
    ['Begäran kan inte avslutas obesvarad.', 'Fatta beslutet, skicka svaret och anteckna hur det har levererats.'],
    ['A request cannot be closed unanswered.', 'Decide it, send the letter, and note how it was delivered.'],
  ),
  RECIPIENTS_NOT_TOLD: e(
    409,
    ['Kaikille tietoja saaneille ei ole ilmoitettu.', 'Ilmoita jokaiselle tai kirjaa, miksi se ei ole mahdollista.'],
    ['Alla mottagare har inte underrättats.', 'Underrätta var och en, eller anteckna varför det inte är möjligt.'],
    ['Not every recipient has been told.', 'Tell each of them, or note why that is not possible.'],
  ),
  REQUEST_NOT_CARRIED_OUT: e(
    409,
    ['Pyydettyä ei ole vielä tehty.', 'Toteuta pyyntö sen omalla sivulla ja päätä pyyntö sitten.'],
    ['Det som begärs har inte gjorts än.', 'Utför det på begärans sida och avsluta den sedan.'],
    ['What was asked has not been done yet.', 'Carry it out on the page of the request, then close it.'],
  ),
  FROZEN_BY_REQUEST: e(
    409,
    [
      'Henkilö on pyytänyt nähdä tietonsa, joten niitä ei nyt poisteta käsin.',
      'Poista, kun pyyntöön on vastattu. Säilytysajan mukaan poistuva poistuu itsestään.',
    ],
    [
      'Personen har begärt att få se sina uppgifter, så de raderas inte nu för hand.',
      'Radera när begäran har besvarats. Det som löper ut enligt lagringstiden raderas av sig självt.',
    ],
    [
      'The person has asked to see their data, so it is not deleted by hand now.',
      'Delete it when the request has been answered. What is due by its retention rule goes by itself.',
    ],
  ),
  IDENTITY_PROOF_EXCESSIVE: e(
    409,
    [
      'Henkilöllisyyttä ei kysytä: pyyntö tuli vahvistetusta osoitteesta.',
      'Jatka pyynnön käsittelyä. Henkilötodistusta ei pyydetä.',
    ],
    ['Identiteten frågas inte: begäran kom från en bekräftad adress.', 'Fortsätt. En identitetshandling begärs inte.'],
    [
      'Identity is not asked: the request came from a confirmed address.',
      'Go on with it. No identity document is asked for.',
    ],
  ),
  REQUEST_UNDECIDED: e(
    409,
    ['Pyyntöä ei ole ratkaistu.', 'Valitse ensin ratkaisu.'],
    ['Begäran har inte avgjorts.', 'Välj först beslutet.'],
    ['The request has not been decided.', 'Choose the outcome first.'],
  ),
  REQUEST_IS_ANSWERED: e(
    409,
    ['Pyyntöön on jo vastattu.', 'Vastausta ei muuteta. Kirjaa uusi pyyntö, jos henkilö ottaa asian esiin uudelleen.'],
    ['Begäran är redan besvarad.', 'Svaret ändras inte. Anteckna en ny begäran om personen återkommer.'],
    [
      'The request has been answered.',
      'The answer is not changed. Record a new request if the person comes back to it.',
    ],
  ),
  REQUEST_IS_CLOSED: e(
    409,
    ['Pyyntö on päätetty.', 'Kirjaa uusi pyyntö, jos henkilö ottaa asian esiin uudelleen.'],
    ['Begäran är avslutad.', 'Anteckna en ny begäran om personen återkommer.'],
    ['The request is closed.', 'Record a new one if the person comes back to it.'],
  ),
  REQUEST_STEPS_STAND: e(
    409,
    ['Pyyntöä ja sen vaiheita ei muuteta eikä poisteta käsin.', 'Lisää uusi merkintä.'],
    ['En begäran och dess steg ändras eller raderas inte för hand.', 'Lägg till en ny anteckning.'],
    ['A request and its steps are not changed or deleted by hand.', 'Add a new note.'],
  ),
  FORM_USED: e(
    409,
    ['Lomake on jo käytetty.', 'Edellinen lähetyksesi on voimassa. Avaa sivu uudelleen, jos haluat tehdä muuta.'],
    ['Formuläret har redan använts.', 'Din förra sändning gäller. Öppna sidan på nytt om du vill göra något mer.'],
    ['The form has been used already.', 'What you sent before stands. Open the page again to do something else.'],
  ),
}
