import { type Entry, e } from './errors.entry.ts'

/** Refusals about grounds: consent, objection, restriction, what may be sent, what must be told. Codes of the law as they stand. */
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
  DM_NO_GROUND: e(
    409,
    [
      'Suoramarkkinointiin ei ole perustetta: ei suostumusta, asiakassuhdetta eikä työtehtävää.',
      'Pyydä suostumus tai jätä henkilö pois.',
    ],
    [
      'Det finns ingen grund för direktmarknadsföring: inget samtycke, kundförhållande eller arbetsuppgift.',
      'Be om samtycke eller lämna bort personen.',
    ],
    [
      'No consent, customer relation or work-role ground for marketing to this person.',
      'Ask for consent, or leave them out.',
    ],
  ),
  DM_PAUSED: e(
    409,
    ['Henkilö on keskeyttänyt markkinoinnin.', 'Lähettäminen jatkuu tauon jälkeen itsestään.'],
    ['Personen har pausat marknadsföringen.', 'Utskicken fortsätter av sig själva efter pausen.'],
    ['The person has paused marketing.', 'Sending goes on by itself after the pause.'],
  ),
  DM_OBJECTION_ABSOLUTE: e(
    409,
    [
      'Suoramarkkinoinnin kieltoa ei voi hylätä eikä jättää odottamaan.',
      'Kielto on voimassa; vain henkilö itse voi sen perua.',
    ],
    [
      'Ett nej till direktmarknadsföring kan varken avslås eller skjutas upp.',
      'Det gäller; bara personen själv kan återta det.',
    ],
    [
      'A refusal of direct marketing can be neither refused nor put off.',
      'It stands; only the person can take it back.',
    ],
  ),
  COMPANY_REFUSED: e(
    409,
    [
      'Yritys on kieltänyt suoramarkkinoinnin. Kaikki sen osoitteet ovat estettyjä.',
      'Poista yrityksen edustajat jakelusta.',
    ],
    [
      'Företaget har förbjudit direktmarknadsföring. Alla dess adresser är spärrade.',
      'Ta bort företagets företrädare ur utskicket.',
    ],
    ['The company has refused direct marketing. All its addresses are blocked.', 'Leave its people out.'],
  ),
  SUPPRESSED_ADDRESS: e(
    409,
    ['Osoite on estettyjen luettelossa: sen haltija on pyytänyt, ettei siihen oteta yhteyttä.', 'Jätä osoite pois.'],
    ['Adressen är spärrad: innehavaren har bett att inte bli kontaktad.', 'Lämna bort adressen.'],
    ['The address is suppressed: its holder has asked not to be contacted.', 'Leave it out.'],
  ),
  SOFT_OPTIN_FAILS: e(
    409,
    [
      'Asiakasperuste ei täyty: osoitetta ei ole saatu myynnin yhteydessä, tai tuote ei ole samankaltainen.',
      'Pyydä suostumus.',
    ],
    [
      'Kundgrunden räcker inte: adressen har inte fåtts vid ett köp, eller produkten är inte likartad.',
      'Be om samtycke.',
    ],
    [
      'The existing-customer ground is not available: the address was not obtained in a sale, or the product is not similar.',
      'Ask for consent.',
    ],
  ),
  WORK_RELEVANCE_UNKNOWN: e(
    409,
    [
      'Ei tiedetä, liittyykö tarjous henkilön työtehtäviin.',
      'Kirjaa työtehtävä lähteineen, hyväksytä tehtävä ja tuoteryhmä, tai pyydä suostumus.',
    ],
    [
      'Det är inte känt om erbjudandet hör till personens arbetsuppgifter.',
      'Anteckna uppgiften med källa, låt godkänna uppgift och produktgrupp, eller be om samtycke.',
    ],
    [
      'Why this offer is part of this person’s duties is not known.',
      'Record the duty with its source, have duty and product group approved, or ask for consent.',
    ],
  ),
  SOURCE_UNKNOWN: e(
    409,
    ['Osoitteen lähdettä ei ole kirjattu, joten sitä ei voi käyttää markkinointiin.', 'Kirjaa, mistä tiedot saatiin.'],
    [
      'Adressens källa är inte antecknad, så den kan inte användas för marknadsföring.',
      'Anteckna varifrån uppgifterna kom.',
    ],
    ['The address source is not recorded. It cannot be used for marketing.', 'Record where the details came from.'],
  ),
  ADDRESS_MISSING: e(
    409,
    ['Henkilöllä ei ole käyttökelpoista osoitetta tähän kanavaan.', 'Valitse toinen kanava tai lisää osoite.'],
    ['Personen har ingen användbar adress för kanalen.', 'Välj en annan kanal eller lägg till en adress.'],
    ['The person has no usable address for this channel.', 'Choose another channel, or add an address.'],
  ),
  ALREADY_SENT: e(
    409,
    ['Henkilö on jo saanut tämän viestin.', 'Samaa viestiä ei lähetetä kahdesti.'],
    ['Personen har redan fått meddelandet.', 'Samma meddelande skickas inte två gånger.'],
    ['The person has had this message already.', 'The same one is not sent twice.'],
  ),
  CANARY_HIT: e(
    409,
    [
      'Markkinointi oli tavoittaa koehenkilön, joka on kieltänyt sen. Kaikki markkinointi on pysäytetty.',
      'Selvitä vika; tietosuojasta vastaava avaa lähettämisen uudelleen.',
    ],
    [
      'Marknadsföring höll på att nå en testperson som har förbjudit den. All marknadsföring är stoppad.',
      'Utred felet; den dataskyddsansvariga öppnar utskicken igen.',
    ],
    [
      'A marketing action reached a test person who has objected. All marketing is stopped.',
      'Find the fault; the privacy owner opens sending again.',
    ],
  ),
  PROMOTION_IN_SERVICE: e(
    422,
    ['Palveluviesti ei saa sisältää mainontaa.', 'Poista mainos tai lähetä se suoramarkkinointina.'],
    ['Ett servicemeddelande får inte innehålla reklam.', 'Ta bort reklamen eller skicka den som direktmarknadsföring.'],
    ['A service message may not hold promotion.', 'Take it out, or send it as direct marketing.'],
  ),
  DM_TEMPLATE_INVALID: e(
    422,
    ['Viestistä puuttuu lähettäjä, kieltolinkki tai linkki tietosuojaselosteeseen.', 'Lisää puuttuva kohta.'],
    [
      'Meddelandet saknar avsändare, länk för att säga nej eller länk till dataskyddsbeskrivningen.',
      'Lägg till det som saknas.',
    ],
    ['The message lacks the sender, the refusal link or the link to the notice.', 'Add what is missing.'],
  ),
  OBJECTION_BLOCK_MISSING: e(
    422,
    ['Ensimmäisestä viestistä puuttuu erillinen tieto kielto-oikeudesta.', 'Lisää se omana kohtanaan.'],
    ['Det första meddelandet saknar separat information om rätten att säga nej.', 'Lägg till den som en egen punkt.'],
    ['The first message lacks the separate information on the right to object.', 'Add it as a part of its own.'],
  ),
  PIXEL_WITHOUT_CONSENT: e(
    422,
    [
      'Avaamisia ja klikkauksia ei seurata ilman henkilön suostumusta mittaamiseen.',
      'Käytä tavallisia linkkejä, äläkä lisää seurantakuvaa.',
    ],
    [
      'Öppningar och klick följs inte utan personens samtycke till mätning.',
      'Använd vanliga länkar och ingen spårningsbild.',
    ],
    [
      'Opens and clicks are not tracked without the person’s consent to measuring.',
      'Use plain links, and no tracking image.',
    ],
  ),
  OBJECTION_UNDECIDED: e(
    409,
    ['Käsittely on pysäytetty, kunnes vastustus on ratkaistu.', 'Ratkaise se määräajassa; muuten se hyväksytään.'],
    ['Behandlingen står stilla tills invändningen är avgjord.', 'Avgör den i tid; annars godkänns den.'],
    ['Processing stays stopped until the objection is decided.', 'Decide it in time; otherwise it is upheld.'],
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
  LOG_USE_FORBIDDEN: e(
    403,
    ['Käyttölokia ei saa käyttää työn tulosten mittaamiseen.', 'Loki on tietoturvaa ja ihmisten oikeuksia varten.'],
    [
      'Användningsloggen får inte användas för att mäta arbetsresultat.',
      'Loggen finns för säkerheten och människors rättigheter.',
    ],
    ['The access log may not be used to measure work.', 'It serves security and people’s rights.'],
  ),
} as const satisfies Record<string, Entry>
