import { type Entry, e } from './errors.entry.ts'

/** Refusals about grounds: consent, objection, restriction, what must be told. */
export const groundErrors = {
  CONSENT_UNPROVEN: e(
    422,
    [
      'Suostumusta ei voi kirjata ilman näyttöä.',
      'Pyydä henkilöltä vahvistus, tai kirjaa suullisesta suostumuksesta käytetty teksti, aika ja kuulija.',
    ],
    [
      'Ett samtycke kan inte antecknas utan bevis.',
      'Be personen bekräfta, eller anteckna texten som lästes, tiden och vem som hörde samtycket.',
    ],
    [
      'A consent cannot be recorded without proof.',
      'Ask the person to confirm, or record the script, the time and who heard it.',
    ],
  ),
  CONSENT_WITHDRAWN: e(
    409,
    [
      'Henkilö on perunut suostumuksensa tai kieltänyt tämän aiheen.',
      'Viestiä ei voi lähettää; vain henkilö itse voi tilata uudelleen.',
    ],
    [
      'Personen har återkallat sitt samtycke eller sagt nej till ämnet.',
      'Meddelandet kan inte skickas; bara personen själv kan beställa på nytt.',
    ],
    [
      'The person has withdrawn the consent or refused this topic.',
      'It cannot be sent; only the person can subscribe again.',
    ],
  ),
  CONSENT_AGED: e(
    409,
    ['Suostumus on vanhentunut.', 'Pyydä uusi suostumus ennen lähetystä.'],
    ['Samtycket har blivit för gammalt.', 'Be om ett nytt samtycke före utskicket.'],
    ['The consent is too old.', 'Ask again before sending.'],
  ),
  BASIS_SWAP_BLOCKED: e(
    409,
    [
      'Suostumus on peruttu. Samaa käsittelyä ei voi jatkaa toisella perusteella.',
      'Pyydä uusi suostumus tai luovu käsittelystä.',
    ],
    [
      'Samtycket är återkallat. Samma behandling kan inte fortsätta på en annan grund.',
      'Be om ett nytt samtycke eller avstå.',
    ],
    ['Consent was withdrawn. The same processing cannot continue on another basis.', 'Ask for a new consent, or stop.'],
  ),
  BASIS_NOT_PARTY: e(
    422,
    [
      'Sopimus ei voi olla peruste: henkilö ei ole sopimuksen osapuoli vaan edustaa sitä.',
      'Yrityksen edustajan peruste on oikeutettu etu; osapuoli on toiminimen haltija itse.',
    ],
    [
      'Avtalet kan inte vara grund: personen är inte part utan företräder en part.',
      'Grunden för ett företags företrädare är berättigat intresse; part är den som själv driver firman.',
    ],
    [
      '“Contract” cannot be the basis: this person is not a party, only a representative of one.',
      'A company’s representative stands on legitimate interest; the party is the sole trader in person.',
    ],
  ),
  LEGAL_HOLD_UNCITED: e(
    422,
    ['Lakisääteiseen säilytykseen tarvitaan laki ja pykälä.', 'Anna ne, esimerkiksi kirjanpitolaki 1336/1997 2:10.'],
    ['En lagstadgad lagring behöver lag och paragraf.', 'Ange dem, till exempel bokföringslagen 1336/1997 2:10.'],
    ['A statutory hold needs an act and section.', 'Name them, e.g. Accounting Act 1336/1997 2:10.'],
  ),
  LIA_MISSING_OR_EXPIRED: e(
    409,
    [
      'Käyttötarkoitus ei ole käytössä: sen tasapainotesti puuttuu, on kielteinen tai sen tarkistus on myöhässä.',
      'Tietosuojasta vastaava allekirjoittaa tai tarkistaa testin.',
    ],
    [
      'Ändamålet är inte i bruk: dess intresseavvägning saknas, är negativ eller behöver ses över.',
      'Den dataskyddsansvariga undertecknar eller ser över avvägningen.',
    ],
    [
      'The purpose is off: its balancing test is missing, negative or overdue for review.',
      'The privacy owner signs or reviews the test.',
    ],
  ),
  BALANCING_TEST_SIGNED: e(
    409,
    [
      'Allekirjoitettua tasapainotestiä ei muuteta.',
      'Kirjoita uusi testi; se korvaa tämän, kun se on allekirjoitettu.',
    ],
    ['En undertecknad intresseavvägning ändras inte.', 'Skriv en ny; den ersätter denna när den är undertecknad.'],
    ['A signed balancing test is not changed.', 'Write a new one; it replaces this when signed.'],
  ),
  BALANCING_TEST_INCOMPLETE: e(
    422,
    ['Tasapainotestistä puuttuu kohta.', 'Täydennä kohta omin sanoin ja allekirjoita sitten.'],
    ['Intresseavvägningen saknar en punkt.', 'Fyll i punkten med egna ord och underteckna sedan.'],
    ['The balancing test lacks a part.', 'Fill it in, in your own words, then sign.'],
  ),
  REFUSAL_INCOMPLETE: e(
    422,
    [
      'Vastustuksen hylkäämiseen tarvitaan lain mukainen peruste ja kirjalliset perustelut.',
      'Valitse peruste ja kirjoita perustelut.',
    ],
    ['För att avslå en invändning behövs en laglig grund och skriftliga skäl.', 'Välj grunden och skriv skälen.'],
    ['A refusal needs its legal ground and written reasons.', 'Choose the ground and write the reasons.'],
  ),
  SECOND_APPROVER_NEEDED: e(
    409,
    [
      'Hylkäämiseen tarvitaan toinen hyväksyjä.',
      'Pyydä toista hyväksymään; jos olet ainoa, kirjoita miksi ja odota vuorokausi.',
    ],
    ['För avslaget behövs en andra godkännare.', 'Be en annan godkänna; är du ensam, skriv varför och vänta ett dygn.'],
    ['A refusal needs a second approver.', 'Ask another to approve; if you are alone, write why and wait a day.'],
  ),
  RESTRICTION_GROUND_MISSING: e(
    422,
    ['Rajoittamisen peruste puuttuu.', 'Valitse, mikä neljästä perusteesta on kyseessä.'],
    ['Grunden för begränsningen saknas.', 'Välj vilken av de fyra grunderna som gäller.'],
    ['The ground of the restriction is missing.', 'Choose which of the four grounds applies.'],
  ),
  RECORD_RESTRICTED: e(
    409,
    [
      'Henkilön tietojen käsittely on rajoitettu: vain säilytys ja neljä laissa lueteltua käyttöä ovat mahdollisia.',
      'Valitse toinen yhteyshenkilö, tai avaa tiedot sallittua käyttöä varten.',
    ],
    [
      'Behandlingen av personens uppgifter är begränsad: bara lagring och fyra användningar är möjliga.',
      'Välj en annan kontaktperson, eller öppna uppgifterna för en tillåten användning.',
    ],
    [
      'Processing of this person’s data is restricted. Only storage and four listed uses are possible.',
      'Choose another contact, or open the record for a permitted use.',
    ],
  ),
  NOT_RESTRICTED: e(
    409,
    ['Henkilön tietojen käsittelyä ei ole rajoitettu.', 'Rajoituksia ovat vain luettelossa olevat.'],
    ['Behandlingen av personens uppgifter är inte begränsad.', 'Begränsningarna finns i förteckningen.'],
    ['Processing of this person’s data is not restricted.', 'Restrictions are those in the list.'],
  ),
  LIFT_WITHOUT_NOTICE: e(
    409,
    ['Rajoitusta ei pureta ennen kuin siitä on kerrottu henkilölle.', 'Kerro ensin, ja kirjaa miten ja milloin.'],
    ['Begränsningen hävs inte innan personen har underrättats.', 'Berätta först, och anteckna hur och när.'],
    ['A restriction is not lifted before the person is told.', 'Tell them first, and record how and when.'],
  ),
  ART14_NOTICE_DUE: e(
    409,
    [
      'Henkilöä ei ole informoitu kuukaudessa tietojen saamisesta. Tiedot ovat lukossa.',
      'Informoi henkilö tai poista tiedot.',
    ],
    [
      'Personen har inte informerats inom en månad. Uppgifterna är låsta.',
      'Informera personen eller radera uppgifterna.',
    ],
    ['The person was not informed within one month. Their data is locked.', 'Inform them, or delete the data.'],
  ),
  ART14_EXEMPTION_UNFOUNDED: e(
    422,
    ['Informoinnista ei voi poiketa: henkilöillä on osoite, joten se ei ole kohtuutonta.', 'Lähetä ilmoitus.'],
    [
      'Undantag från informationen beviljas inte: personerna har en adress, så det är inte oskäligt.',
      'Skicka informationen.',
    ],
    ['Exemption refused: the contacts have addresses, so informing is not disproportionate.', 'Send the notice.'],
  ),
  NOTICE_CHANGE_UNANNOUNCED: e(
    409,
    ['Olennaisesta muutoksesta on kerrottava ihmisille ennen kuin se tulee voimaan.', 'Lähetä ilmoitus ensin.'],
    ['Om en väsentlig ändring ska människor underrättas innan den träder i kraft.', 'Skicka meddelandet först.'],
    ['A material change must be told to people before it takes effect.', 'Send the message first.'],
  ),
  NOTICE_NOT_SHOWN: e(
    422,
    ['Lomaketta ei julkaista ilman tietosuojatietoa.', 'Liitä lyhyt tieto ja linkki selosteeseen.'],
    [
      'Formuläret publiceras inte utan dataskyddsinformation.',
      'Lägg till en kort information och en länk till beskrivningen.',
    ],
    ['The form cannot go live: no privacy layer is attached.', 'Attach the short notice and its link.'],
  ),
  CONSENT_INVALID_FORM: e(
    422,
    [
      'Lomaketta ei julkaista: suostumus on valittu valmiiksi, koskee useaa asiaa tai siitä puuttuu pakollinen tieto.',
      'Korjaa mainittu kohta.',
    ],
    [
      'Formuläret publiceras inte: ett samtycke är förifyllt, gäller flera saker eller saknar något obligatoriskt.',
      'Rätta punkten som nämns.',
    ],
    [
      'The form cannot be published: a consent is pre-ticked, mixes things or lacks what it must say.',
      'Correct the part that is named.',
    ],
  ),
  CONSENT_BUNDLED_WITH_TERMS: e(
    422,
    ['Suostumusta ei saa sitoa ehtojen hyväksymiseen.', 'Erota suostumus omaksi kohdakseen.'],
    ['Samtycket får inte knytas till godkännande av villkor.', 'Gör samtycket till en egen punkt.'],
    ['Consent may not be tied to accepting terms.', 'Split the consent from the terms.'],
  ),
  CONSENT_REQUIRED_FOR_SERVICE: e(
    422,
    ['Lomake ei saa vaatia suostumusta markkinointiin.', 'Tee suostumuksesta vapaaehtoinen.'],
    ['Formuläret får inte kräva samtycke till marknadsföring.', 'Gör samtycket frivilligt.'],
    ['The form may not require consent to marketing.', 'Make the consent optional.'],
  ),
  CHOICE_NOT_EQUAL: e(
    422,
    [
      'Lomaketta ei julkaista: kieltäytyminen on vaikeampaa kuin suostuminen.',
      'Tee vaihtoehdoista yhtä helpot ja yhtä näkyvät.',
    ],
    ['Formuläret publiceras inte: det är svårare att säga nej än ja.', 'Gör alternativen lika lätta och lika synliga.'],
    [
      'The form cannot be published: refusing is harder than accepting.',
      'Make the choices equally easy and equally visible.',
    ],
  ),
  FORM_PUBLISHED: e(
    409,
    ['Julkaistun lomakkeen sanoja ei muuteta.', 'Tee uusi versio ja julkaise se.'],
    ['Ett publicerat formulärs ord ändras inte.', 'Gör en ny version och publicera den.'],
    ['The words of a published form are not changed.', 'Make a new version and publish it.'],
  ),
  CONFIRMATION_INVALID: e(
    410,
    ['Linkki on käytetty, vanhentunut tai virheellinen.', 'Tilaa uudelleen, niin saat uuden linkin.'],
    ['Länken är använd, för gammal eller felaktig.', 'Beställ på nytt, så får du en ny länk.'],
    ['The link has been used, is out of date or is not valid.', 'Subscribe again to get a new one.'],
  ),
  PREFERENCE_LINK_INVALID: e(
    404,
    ['Linkki ei kelpaa.', 'Pyydä uusi linkki omaan osoitteeseesi.'],
    ['Länken duger inte.', 'Be om en ny länk till din egen adress.'],
    ['The link is not valid.', 'Ask for a new one to your own address.'],
  ),
  FRESH_LINK_NEEDED: e(
    403,
    [
      'Tällä linkillä voi vain peruuttaa tai pitää tauon.',
      'Pyydä tuore linkki omaan osoitteeseesi, niin voit muuttaa valintoja.',
    ],
    [
      'Med den här länken kan du bara avsluta eller pausa.',
      'Be om en ny länk till din egen adress för att ändra dina val.',
    ],
    ['This link can only leave or pause.', 'Ask for a fresh link to your own address to change your choices.'],
  ),
  STAFF_NOT_INFORMED: e(
    409,
    ['Henkilöstölle ei ole kerrottu käytön kirjaamisesta.', 'Kirjaa asetuksiin, milloin ja miten siitä kerrottiin.'],
    [
      'Personalen har inte informerats om användningsloggen.',
      'Anteckna i inställningarna när och hur den informerades.',
    ],
    ['Staff have not been told that use is logged.', 'Record in the settings when and how they were told.'],
  ),
} as const satisfies Record<string, Entry>
