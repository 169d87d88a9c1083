import { type Entry, e } from './errors.entry.ts'

/** Refusals about access reports, moving one's data, and corrections. */
export const reportErrors = {
  REPORT_UNREADABLE_VALUE: e(
    422,
    [
      'Tiedolla on koodi, jolle ei ole selkokielistä sanaa.',
      'Anna koodille nimi rekisterissä ja tee raportti uudelleen.',
    ],
    ['En uppgift har en kod som saknar ord i klartext.', 'Ge koden ett namn i registret och gör rapporten på nytt.'],
    ['A value has a code without a plain word.', 'Give the code a name in the register, then make the report again.'],
  ),
  REPORT_BLOCK_EMPTY: e(
    422,
    ['Raportista puuttuu osa.', 'Täydennä nimetty osa; vajaata raporttia ei lähetetä.'],
    ['En del av rapporten saknas.', 'Komplettera den angivna delen; en ofullständig rapport skickas inte.'],
    ['A part of the report is empty.', 'Fill in the part that is named; an incomplete report is not sent.'],
  ),
  STORE_NOT_SEARCHED: e(
    409,
    [
      'Yhtä säilytyspaikkaa ei ole vielä käyty läpi, joten raportti jäisi vajaaksi.',
      'Kirjaa, mitä säilytyspaikasta löytyi, tai ettei sieltä löytynyt mitään.',
    ],
    [
      'Ett lagringsställe har inte gåtts igenom, så rapporten vore ofullständig.',
      'Anteckna vad som fanns där, eller att inget fanns.',
    ],
    [
      'One store has not been searched, so the report would be incomplete.',
      'Record what was found there, or that nothing was.',
    ],
  ),
  REDACTION_UNREASONED: e(
    422,
    ['Peitetyltä kohdalta puuttuu syy.', 'Valitse jokaiselle peitetylle kohdalle syy.'],
    ['Ett maskerat ställe saknar skäl.', 'Välj ett skäl för varje maskerat ställe.'],
    ['A hidden passage has no reason.', 'Choose a reason for each hidden passage.'],
  ),
  REDACTION_PLACE_UNKNOWN: e(
    422,
    ['Peitettävää kohtaa ei ole tekstissä.', 'Lataa esikatselu uudelleen ja merkitse kohta siitä.'],
    ['Det markerade stället finns inte i texten.', 'Ladda förhandsvisningen på nytt och markera stället där.'],
    ['The marked passage is not in the text.', 'Load the preview again and mark it there.'],
  ),
  REPORT_NOT_ABOUT_ANYBODY: e(
    409,
    [
      'Pyynnössä ei ole henkilöä, jonka tietoja raportti koskisi.',
      'Yhdistä pyyntö henkilöön, tai vastaa, ettei tietoja ole.',
    ],
    [
      'Begäran gäller ingen person som rapporten kunde handla om.',
      'Koppla begäran till en person, eller svara att inga uppgifter finns.',
    ],
    ['The request names no person the report would be about.', 'Link it to a person, or answer that no data is held.'],
  ),
  TEXT_NUMBER_MISSING: e(
    409,
    [
      'Rekisterissä ei ole matkapuhelinnumeroa, johon koodin voisi lähettää.',
      'Numeron on oltava matkapuhelin, rekisterissä ennen pyyntöä ja vain tämän ihmisen. Soita muuhun numeroon, tai tunnista pyytäjä muuten.',
    ],
    [
      'I registret finns inget mobilnummer som koden kan sändas till.',
      'Numret ska vara ett mobilnummer som fanns där före begäran och bara är den här personens. Ring ett annat nummer, eller identifiera den sökande på annat sätt.',
    ],
    [
      'No mobile number is on record that a code could be sent to.',
      'It must be a mobile number that was there before the request and is this person’s alone. Call another number, or identify them in another way.',
    ],
  ),
  TEXT_NOT_SET: e(
    409,
    [
      'Tekstiviestejä lähettävää palvelua ei ole asetettu.',
      'Pyydä ylläpitäjää antamaan se asetusten aloitussivulla, tai soita.',
    ],
    ['Ingen tjänst för sms är inställd.', 'Be administratören ange den på inställningarnas startsida, eller ring.'],
    [
      'No gateway for text messages is set up.',
      'Ask an administrator to name one on the start page of the settings, or call.',
    ],
  ),
  TEXT_SET_OUTSIDE: e(
    409,
    ['Tekstiviestipalvelu on annettu ympäristömuuttujissa.', 'Muuta SELOSTE_SMS-asetuksia ja käynnistä uudelleen.'],
    ['Sms-tjänsten är angiven i miljövariablerna.', 'Ändra SELOSTE_SMS-inställningarna och starta om.'],
    ['The gateway for text messages is named by the environment.', 'Change the SELOSTE_SMS settings and start again.'],
  ),
  TEXT_NOT_SENT: e(
    502,
    ['Tekstiviestipalvelu ei ottanut viestiä.', 'Yritä hetken kuluttua uudelleen, tai soita.'],
    ['Sms-tjänsten tog inte emot meddelandet.', 'Försök igen om en stund, eller ring.'],
    ['The gateway did not take the text message.', 'Try again in a moment, or call.'],
  ),
  CALL_NUMBER_MISSING: e(
    409,
    [
      'Rekisterissä ei ole numeroa, josta pyytäjän voisi tunnistaa.',
      'Valitse numero, joka oli rekisterissä ennen pyyntöä ja on vain tämän ihmisen, tai tunnista pyytäjä muuten.',
    ],
    [
      'I registret finns inget nummer som den sökande kan identifieras på.',
      'Välj ett nummer som fanns där före begäran och bara är den här personens, eller identifiera den sökande på annat sätt.',
    ],
    [
      'No number is on record by which the asker could be identified.',
      'Choose one that was there before the request and is this person’s alone, or identify them in another way.',
    ],
  ),
  REPORT_DESTROYED: e(
    410,
    ['Raportti on hävitetty, koska sen 90 päivää ovat kuluneet.', 'Tee tarvittaessa uusi raportti.'],
    ['Rapporten har förstörts, eftersom dess 90 dagar har gått.', 'Gör vid behov en ny rapport.'],
    ['The report has been destroyed: its 90 days are over.', 'Make a new one if it is needed.'],
  ),
  PORTABILITY_SCOPE: e(
    422,
    [
      'Siirrettäviin tietoihin kuuluvat vain itse annetut ja asioinnissa syntyneet tiedot, joiden käsittely perustuu suostumukseen tai sopimukseen.',
      'Pyydä tietoraportti: siinä ovat kaikki tiedot.',
    ],
    [
      'Till det som flyttas hör bara uppgifter som personen har gett eller som uppstått i ärenden, och som grundar sig på samtycke eller avtal.',
      'Begär en rapport: där finns alla uppgifter.',
    ],
    [
      'What can be moved is data given by the person or observed, on consent or contract alone.',
      'Ask for the report: it has all the data.',
    ],
  ),
  EXPORT_SCHEMA_INVALID: e(
    422,
    ['Tiedosto ei ole julkaistun rakenteen mukainen.', 'Korjaa nimetty kohta; mitään ei tuotu eikä annettu ulos.'],
    [
      'Filen följer inte den publicerade strukturen.',
      'Rätta det angivna stället; inget importerades eller lämnades ut.',
    ],
    [
      'The file does not match its published schema.',
      'Mend the place that is named; nothing was taken in or given out.',
    ],
  ),
  RECEIVER_UNVERIFIED: e(
    409,
    [
      'Henkilö ei ole vahvistanut vastaanottajaa.',
      'Pyydä henkilöä vahvistamaan vastaanottaja, ja siirrä tiedot vasta sitten.',
    ],
    ['Personen har inte bekräftat mottagaren.', 'Be personen bekräfta mottagaren, och flytta uppgifterna först sedan.'],
    ['The person has not confirmed the receiver.', 'Ask them to confirm it, and move the data only then.'],
  ),
  TRANSFER_LINK_INVALID: e(
    404,
    ['Linkki ei ole voimassa, tai tiedot on jo haettu.', 'Pyydä henkilöltä uusi linkki.'],
    ['Länken gäller inte, eller så har uppgifterna redan hämtats.', 'Be personen om en ny länk.'],
    ['The link is not valid, or the data has been fetched.', 'Ask the person for a new one.'],
  ),
  RECTIFICATION_OVERWRITTEN: e(
    409,
    [
      'Arvo on henkilön oikaisema: vanhaa arvoa ei palauteta.',
      'Jätä arvo ennalleen. Jos se on nyt oikein, tietosuojasta vastaava voi kumota oikaisun.',
    ],
    [
      'Personen har rättat värdet: det gamla återställs inte.',
      'Låt värdet stå. Om det nu stämmer kan den dataskyddsansvariga häva rättelsen.',
    ],
    [
      'The person has had this value corrected: the old one is not restored.',
      'Leave it. If it is right by now, the privacy owner can lift the correction.',
    ],
  ),
} as const satisfies Record<string, Entry>
