import { e } from './errors.entry.ts'

/** Of what one of us writes to one person. */
export const letterErrors = {
  MERGE_FIELD_UNKNOWN: e(
    422,
    ['Viestissä on täyttökohta, jota tässä ei ole.', 'Korjaa tai poista se viestistä.'],
    ['I meddelandet finns ett fält som inte finns här.', 'Rätta eller ta bort det.'],
    ['The message has a field that there is none of here.', 'Correct it or take it out.'],
  ),
  MERGE_FIELD_EMPTY: e(
    422,
    ['Täyttökohdalle ei ole tietoa.', 'Kirjoita se itse viestiin tai poista kohta.'],
    ['Det finns ingen uppgift för fältet.', 'Skriv den själv i meddelandet eller ta bort fältet.'],
    ['There is nothing to fill the field with.', 'Write it yourself, or take the field out.'],
  ),
  LETTER_SENT: e(
    409,
    ['Viesti on jo lähtenyt.', 'Kirjoita uusi viesti.'],
    ['Meddelandet har redan gått i väg.', 'Skriv ett nytt meddelande.'],
    ['The message has gone already.', 'Write a new one.'],
  ),
  LETTER_FILE_REFUSED: e(
    422,
    ['Tällaista tiedostoa ei lähetetä: sen voisi ajaa vastaanottajan koneella.', 'Lähetä se PDF:nä tai linkkinä.'],
    ['En sådan fil skickas inte: den kunde köras på mottagarens dator.', 'Skicka den som PDF eller länk.'],
    ['Such a file is not sent: it could be run on the receiver’s computer.', 'Send it as a PDF or a link.'],
  ),
  LETTER_FAILED: e(
    502,
    [
      'Sähköpostipalvelin ei ottanut viestiä vastaan.',
      'Viesti on tallessa luonnoksena. Yritä hetken päästä uudelleen.',
    ],
    ['E-postservern tog inte emot meddelandet.', 'Det finns kvar som utkast. Försök igen om en stund.'],
    ['The mail server did not take the message.', 'It is kept as a draft. Try again in a while.'],
  ),
  TOPIC_MISSING: e(
    422,
    ['Mainostava viesti tarvitsee aiheen.', 'Valitse, mistä viestissä kerrotaan.'],
    ['Ett meddelande med reklam behöver ett ämne.', 'Välj vad meddelandet handlar om.'],
    ['A message that promotes needs a topic.', 'Choose what it is about.'],
  ),
  TEMPLATE_PAST_LEVEL: e(
    403,
    [
      'Jaetut viestipohjat järjestää taso, jolla on siihen oikeus.',
      'Tallenna pohja omaksesi, tai pyydä esihenkilöäsi.',
    ],
    ['Delade mallar ordnas av en nivå som har rätt till det.', 'Spara mallen som din egen, eller be din chef.'],
    ['Shared templates are arranged by a level that may.', 'Save it as your own, or ask your lead.'],
  ),
}
