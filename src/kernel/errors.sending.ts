import { type Entry, e } from './errors.entry.ts'

/** Why a message does not leave, and why it may not be written so. Source: 917/2014 §§ 200–203, GDPR Arts. 21(2)–(4). */
export const sendingErrors = {
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
  NUMBER_REFUSED: e(
    409,
    [
      'Tähän numeroon ei soiteta myyntipuheluja: henkilö on kieltänyt ne.',
      'Soita toiseen numeroon, jos hän on antanut sellaisen. Palveluasiassa saat soittaa.',
    ],
    [
      'Inga säljsamtal till det här numret: personen har förbjudit dem.',
      'Ring ett annat nummer, om personen har gett ett. I ett serviceärende får du ringa.',
    ],
    [
      'No sales calls to this number: the person has refused them.',
      'Call another number if they gave one. In a service matter you may call.',
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
  SENDING_STOPPED: e(
    409,
    ['Kaikki markkinointi on pysäytetty.', 'Tietosuojasta vastaava avaa lähettämisen uudelleen.'],
    ['All marknadsföring är stoppad.', 'Den dataskyddsansvariga öppnar utskicken igen.'],
    ['All marketing is stopped.', 'The privacy owner opens sending again.'],
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
} as const satisfies Record<string, Entry>
