import { type Entry, e } from './errors.entry.ts'

/** Refusals about products, price lists, quotes and the lines of documents. */
export const quoteErrors = {
  PRICE_LIST_MIXED: e(
    422,
    ['Hinnasto on toisessa valuutassa.', 'Valitse saman valuutan hinnasto, tai tee uusi hinnasto toiselle valuutalle.'],
    ['Prislistan är i en annan valuta.', 'Välj en prislista i samma valuta, eller gör en ny lista för den andra.'],
    ['The price list is in another currency.', 'Choose one of the same currency, or make a list for the other one.'],
  ),
  PRICE_TWICE: e(
    409,
    ['Tuotteella on jo hinta tästä määrästä alkaen.', 'Muuta olemassa olevaa hintaa tai valitse toinen määrä.'],
    ['Produkten har redan ett pris från detta antal.', 'Ändra det pris som finns, eller välj ett annat antal.'],
    ['The product has a price from that quantity already.', 'Change the one there is, or choose another quantity.'],
  ),
  PRODUCT_CODE_TAKEN: e(
    409,
    ['Tuotekoodi on jo toisella tuotteella.', 'Valitse toinen koodi.'],
    ['En annan produkt har redan koden.', 'Välj en annan kod.'],
    ['Another product has that code.', 'Choose another one.'],
  ),
  CURRENCY_OF_LINES: e(
    409,
    ['Rivien hinnat ovat toisessa valuutassa.', 'Poista rivit ensin, tai tee uusi tarjous uudella valuutalla.'],
    ['Radernas priser är i en annan valuta.', 'Ta först bort raderna, eller gör en ny offert i den nya valutan.'],
    ['The prices of the lines are in another currency.', 'Remove the lines first, or make a new quote.'],
  ),
  LINE_STAYS: e(
    422,
    ['Riviä ei voi siirtää toiselle asiakirjalle.', 'Lisää rivi toiselle asiakirjalle ja poista se tästä.'],
    ['Raden kan inte flyttas till ett annat dokument.', 'Lägg till raden där och ta bort den här.'],
    ['A line cannot be moved to another document.', 'Add it there and remove it here.'],
  ),
  DOCUMENT_FIXED: e(
    409,
    ['Lähetettyä ei enää muuteta.', 'Tee uusi versio ja muuta sitä.'],
    ['Det som har sänts ändras inte längre.', 'Gör en ny version och ändra den.'],
    ['What has been sent is not changed any more.', 'Make a new version and change that.'],
  ),
  QUOTE_IN_FORCE: e(
    409,
    ['Lähetettyä tai hyväksyttyä tarjousta ei voi poistaa.', 'Peru lähetetty tarjous ensin.'],
    ['En sänd eller godkänd offert kan inte tas bort.', 'Återkalla först den sända offerten.'],
    ['A sent or accepted quote cannot be deleted.', 'Withdraw the sent quote first.'],
  ),
  QUOTE_OF_NOBODY: e(
    422,
    ['Tarjoukselta puuttuu yritys ja yhteyshenkilö.', 'Valitse jompikumpi.'],
    ['Offerten saknar både företag och kontaktperson.', 'Välj någondera.'],
    ['The quote has neither a company nor a contact.', 'Choose one of them.'],
  ),
  QUOTE_EMPTY: e(
    422,
    ['Tarjouksessa ei ole rivejä.', 'Lisää ainakin yksi rivi.'],
    ['Offerten har inga rader.', 'Lägg till minst en rad.'],
    ['The quote has no lines.', 'Add at least one line.'],
  ),
  QUOTE_RUN_OUT: e(
    409,
    ['Tarjous ei ole enää voimassa.', 'Pyydä uusi tarjous, tai anna tarjoukselle uusi voimassaoloaika.'],
    ['Offerten gäller inte längre.', 'Be om en ny offert, eller ge offerten en ny giltighetstid.'],
    ['The quote is no longer valid.', 'Ask for a new one, or give it a new period of validity.'],
  ),
  QUOTE_NOT_SENT: e(
    409,
    ['Tarjousta ei ole lähetetty.', 'Lähetä tarjous ensin.'],
    ['Offerten har inte sänts.', 'Sänd offerten först.'],
    ['The quote has not been sent.', 'Send it first.'],
  ),
  QUOTE_ANSWERED: e(
    409,
    ['Tarjoukseen on jo vastattu.', 'Vastausta ei voi muuttaa linkistä; ota yhteyttä tarjouksen lähettäjään.'],
    ['Offerten har redan besvarats.', 'Svaret kan inte ändras via länken; kontakta avsändaren.'],
    ['The quote has been answered already.', 'The link cannot change the answer; contact the sender.'],
  ),
  QUOTE_LINK_INVALID: e(
    404,
    ['Linkki ei ole voimassa.', 'Tarkista, että osoite on kokonainen, tai pyydä tarjous uudelleen.'],
    ['Länken gäller inte.', 'Kontrollera att adressen är hel, eller be om offerten på nytt.'],
    ['The link is not valid.', 'Check that the address is whole, or ask for the quote again.'],
  ),
  QUOTE_DOCUMENT_CHANGED: e(
    409,
    ['Asiakirjaa ei voi enää tehdä samanlaisena kuin se lähetettiin.', 'Käytä tarjousviestin liitettä.'],
    ['Dokumentet kan inte längre göras likadant som när det sändes.', 'Använd bilagan i offertmeddelandet.'],
    ['The document can no longer be made as it was sent.', 'Use the one attached to the message.'],
  ),
  MAIL_NOT_TAKEN: e(
    502,
    ['Postipalvelin ei ottanut viestiä vastaan.', 'Tarjous on yhä luonnos. Tarkista osoite ja lähetä uudelleen.'],
    [
      'E-postservern tog inte emot meddelandet.',
      'Offerten är fortfarande ett utkast. Kontrollera adressen och sänd igen.',
    ],
    ['The mail server did not take the message.', 'The quote is still a draft. Check the address and send again.'],
  ),
  CONTACT_NOT_USABLE: e(
    422,
    ['Tätä yhteyshenkilöä ei voi käyttää.', 'Valitse toinen, tai merkitse tarjous itse lähetetyksi.'],
    ['Den här kontakten kan inte användas.', 'Välj en annan, eller märk offerten själv som sänd.'],
    ['This contact cannot be used.', 'Choose another one, or mark the quote as sent yourself.'],
  ),
} as const satisfies Record<string, Entry>
