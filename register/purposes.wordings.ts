import type { Words } from '../src/kernel/vocabulary.ts'

type Says = { readonly label: Words; readonly wording: Words; readonly interest?: Words }

/** What each purpose is called, what it is for, and which interest it serves — as the person reads it. */
export const says = {
  contract: {
    label: { fi: 'Sopimukset', sv: 'Avtal', en: 'Contracts' },
    wording: {
      fi: 'Teemme ja täytämme sopimuksia sinun tai edustamasi yrityksen kanssa: tilaukset, vahvistukset, toimituspaperit ja laskutus.',
      sv: 'Vi ingår och fullgör avtal med dig eller företaget du företräder: beställningar, bekräftelser, leveranshandlingar och fakturering.',
      en: 'We make and keep contracts with you or the company you represent: orders, confirmations, delivery papers and invoicing.',
    },
    interest: {
      fi: 'Sopimuksen hoitaminen edustamasi yrityksen kanssa: meidän on tiedettävä, kuka yritystä edustaa, ja tavoitettava hänet.',
      sv: 'Att sköta avtalet med företaget du företräder: vi måste veta vem som företräder företaget och kunna nå den personen.',
      en: 'Carrying out the contract with the company you represent: we need to know who acts for it and be able to reach them.',
    },
  },
  delivery: {
    label: { fi: 'Toimitukset ja palvelut', sv: 'Leveranser och tjänster', en: 'Deliveries and services' },
    wording: {
      fi: 'Toimitamme tilatut tuotteet ja palvelut ja pidämme kirjaa siitä, ketkä saavat käyttää niitä.',
      sv: 'Vi levererar de beställda produkterna och tjänsterna och håller reda på vem som får använda dem.',
      en: 'We deliver the products and services ordered and keep track of who may use them.',
    },
    interest: {
      fi: 'Sovitun tuotteen tai palvelun toimittaminen edustamallesi yritykselle oikeille ihmisille ja oikeaan paikkaan.',
      sv: 'Att leverera det som avtalats med företaget du företräder till rätt personer och rätt plats.',
      en: 'Delivering what was agreed with the company you represent to the right people and the right place.',
    },
  },
  relationship: {
    label: { fi: 'Asiakassuhde', sv: 'Kundrelation', en: 'Customer relationship' },
    wording: {
      fi: 'Hoidamme yhteistyötä sinun tai edustamasi yrityksen kanssa: pidämme yhteyttä ja muistamme, mitä on sovittu.',
      sv: 'Vi sköter samarbetet med dig eller företaget du företräder: vi håller kontakt och minns vad vi har kommit överens om.',
      en: 'We look after the cooperation with you or the company you represent: we keep in touch and remember what was agreed.',
    },
    interest: {
      fi: 'Yhteistyön jatkuvuus: tiedämme, kuka asiakasyrityksessä hoitaa asioita kanssamme, eikä sinun tarvitse kertoa samaa uudelleen.',
      sv: 'Kontinuitet i samarbetet: vi vet vem i kundföretaget som sköter ärenden med oss, och du behöver inte berätta samma sak igen.',
      en: 'Continuity of the cooperation: we know who at the customer deals with us, and you need not tell us the same things again.',
    },
  },
  sales: {
    label: { fi: 'Myynti', sv: 'Försäljning', en: 'Sales' },
    wording: {
      fi: 'Käsittelemme tarjouspyyntöjä ja viemme loppuun neuvottelut, jotka ovat kesken sinun tai edustamasi yrityksen kanssa.',
      sv: 'Vi behandlar offertförfrågningar och slutför förhandlingar som pågår med dig eller företaget du företräder.',
      en: 'We handle requests for offers and finish negotiations under way with you or the company you represent.',
    },
    interest: {
      fi: 'Vastaaminen edustamasi yrityksen tarjouspyyntöön ja aloitetun neuvottelun saattaminen päätökseen.',
      sv: 'Att svara på en offertförfrågan från företaget du företräder och att slutföra en påbörjad förhandling.',
      en: 'Answering a request for an offer from the company you represent and concluding a negotiation already begun.',
    },
  },
  prospecting: {
    label: { fi: 'Uusasiakashankinta', sv: 'Nykundsförsäljning', en: 'Prospecting' },
    wording: {
      fi: 'Otamme yhteyttä sinuun, jos tuotteemme liittyvät työtehtäviisi, vaikka et ole pyytänyt meiltä tarjousta.',
      sv: 'Vi kontaktar dig om våra produkter hör ihop med dina arbetsuppgifter, även om du inte har begärt någon offert.',
      en: 'We contact you if our products relate to your work duties, even though you have not asked us for an offer.',
    },
    interest: {
      fi: 'Uusien yritysasiakkaiden löytäminen kertomalla tuotteistamme niille, joiden työhön ne kuuluvat.',
      sv: 'Att hitta nya företagskunder genom att berätta om våra produkter för dem vars arbete de hör till.',
      en: 'Finding new business customers by telling about our products to those whose work they concern.',
    },
  },
  marketing: {
    label: { fi: 'Markkinointi', sv: 'Marknadsföring', en: 'Marketing' },
    wording: {
      fi: 'Kerromme omista tuotteistamme, palveluistamme ja tapahtumistamme esimerkiksi uutiskirjeissä ja kutsuissa.',
      sv: 'Vi berättar om våra egna produkter, tjänster och evenemang, till exempel i nyhetsbrev och inbjudningar.',
      en: 'We tell you about our own products, services and events, for example in newsletters and invitations.',
    },
    interest: {
      fi: 'Asiakkaiden ja tuotteitamme työssään tarvitsevien pitäminen ajan tasalla omasta valikoimastamme.',
      sv: 'Att hålla kunder och personer som behöver våra produkter i sitt arbete informerade om vårt eget utbud.',
      en: 'Keeping customers, and people who need our products in their work, up to date on our own range.',
    },
  },
  partner_offers: {
    label: { fi: 'Kumppanien tarjoukset', sv: 'Partnererbjudanden', en: 'Partner offers' },
    wording: {
      fi: 'Lähetämme sinulle kumppaniemme tarjouksia, jos olet antanut siihen suostumuksen. Tietojasi emme anna kumppanille.',
      sv: 'Vi sänder dig erbjudanden från våra partner om du har gett ditt samtycke. Vi lämnar inte dina uppgifter till partnern.',
      en: 'We send you offers from our partners if you have consented to it. We do not give your data to the partner.',
    },
  },
  targeting: {
    label: { fi: 'Mainonnan kohdentaminen', sv: 'Riktad annonsering', en: 'Ad targeting' },
    wording: {
      fi: 'Kohdennamme mainontaa omissa tai muiden verkkopalveluissa, jos olet antanut siihen suostumuksen.',
      sv: 'Vi riktar annonser i våra egna eller andras webbtjänster om du har gett ditt samtycke.',
      en: 'We target advertising in our own or other parties’ online services if you have consented to it.',
    },
  },
  support: {
    label: { fi: 'Asiakaspalvelu', sv: 'Kundtjänst', en: 'Support' },
    wording: {
      fi: 'Vastaamme yhteydenottoihisi ja seuraamme, että asiasi tulee hoidetuksi.',
      sv: 'Vi svarar när du kontaktar oss och följer upp att ditt ärende blir skött.',
      en: 'We answer when you contact us and see to it that your matter is dealt with.',
    },
    interest: {
      fi: 'Yhteydenottoosi vastaaminen: meidän on nähtävä, mitä olet kysynyt ja mitä asiassa on jo tehty.',
      sv: 'Att svara på din kontakt: vi måste kunna se vad du har frågat och vad som redan har gjorts.',
      en: 'Answering you: we need to see what you asked and what has already been done about it.',
    },
  },
  incidents: {
    label: { fi: 'Häiriötiedotteet', sv: 'Störningsmeddelanden', en: 'Incident notices' },
    wording: {
      fi: 'Ilmoitamme häiriöistä ja tietoturvaloukkauksista, jotka koskevat käyttämiäsi palveluja.',
      sv: 'Vi meddelar om störningar och personuppgiftsincidenter som berör de tjänster du använder.',
      en: 'We tell you about disruptions and personal data breaches that concern the services you use.',
    },
    interest: {
      fi: 'Palvelun käyttäjien varoittaminen ajoissa, jotta häiriön haitat jäävät pieniksi.',
      sv: 'Att i tid varna tjänstens användare så att störningen orsakar så liten skada som möjligt.',
      en: 'Warning the users of a service in time, so that a disruption does as little harm as possible.',
    },
  },
  development: {
    label: { fi: 'Palvelujen kehittäminen', sv: 'Utveckling av tjänster', en: 'Service development' },
    wording: {
      fi: 'Kehitämme tuotteitamme ja palvelujamme. Käytämme siihen vain pseudonymisoituja tietoja ja yhteenvetoja, emme nimeäsi tai yhteystietojasi.',
      sv: 'Vi utvecklar våra produkter och tjänster. För det använder vi bara pseudonymiserade uppgifter och sammandrag, inte ditt namn eller dina kontaktuppgifter.',
      en: 'We develop our products and services. For that we use only pseudonymised data and summaries, never your name or contact details.',
    },
    interest: {
      fi: 'Vikojen ja puutteiden löytäminen palveluistamme tiedoista, joista sinua ei suoraan tunnisteta.',
      sv: 'Att hitta fel och brister i våra tjänster med uppgifter som inte direkt identifierar dig.',
      en: 'Finding faults and gaps in our services from data that does not identify you directly.',
    },
  },
  suppliers: {
    label: { fi: 'Toimittajat ja kumppanit', sv: 'Leverantörer och partner', en: 'Suppliers and partners' },
    wording: {
      fi: 'Ostamme toimittajilta ja teemme yhteistyötä kumppanien kanssa: pyydämme tarjouksia, tilaamme, maksamme ja pidämme yhteyttä.',
      sv: 'Vi köper av leverantörer och samarbetar med partner: vi begär offerter, beställer, betalar och håller kontakt.',
      en: 'We buy from suppliers and work with partners: we ask for offers, order, pay and keep in touch.',
    },
    interest: {
      fi: 'Hankintojen ja yhteistyön hoitaminen: meidän on tavoitettava toimittajan tai kumppanin yhteyshenkilö.',
      sv: 'Att sköta inköp och samarbete: vi måste kunna nå leverantörens eller partnerns kontaktperson.',
      en: 'Managing purchases and cooperation: we need to reach the contact person of the supplier or partner.',
    },
  },
  staff: {
    label: { fi: 'Oma henkilöstö', sv: 'Egen personal', en: 'Own staff' },
    wording: {
      fi: 'Annamme työntekijöillemme käyttöoikeudet, jaamme työt ja tiedämme, kuka on hoitanut minkin asian.',
      sv: 'Vi ger våra anställda användarrättigheter, fördelar arbetet och vet vem som har skött vilket ärende.',
      en: 'We give our employees their access rights, divide the work and know who has handled which matter.',
    },
    interest: {
      fi: 'Töiden järjestäminen niin, että jokaisella asiakkaan asialla on vastuuhenkilö.',
      sv: 'Att ordna arbetet så att varje kundärende har en ansvarig person.',
      en: 'Organising work so that every customer matter has someone responsible for it.',
    },
  },
  rights: {
    label: { fi: 'Tietosuojaoikeudet', sv: 'Dataskyddsrättigheter', en: 'Privacy rights' },
    wording: {
      fi: 'Toteutamme tietosuojaoikeutesi, muistamme kieltosi ja suostumuksesi ja osoitamme, mihin käsittely perustuu.',
      sv: 'Vi tillgodoser dina dataskyddsrättigheter, minns dina förbud och samtycken och visar vad behandlingen grundar sig på.',
      en: 'We carry out your data protection rights, remember your refusals and consents, and show what the processing rests on.',
    },
  },
  security: {
    label: { fi: 'Tietoturva', sv: 'Informationssäkerhet', en: 'Security' },
    wording: {
      fi: 'Valvomme järjestelmän käyttöä ja kirjautumisia ja selvitämme väärinkäytöksiä.',
      sv: 'Vi övervakar användningen av systemet och inloggningarna och utreder missbruk.',
      en: 'We monitor the use of the system and sign-ins, and investigate misuse.',
    },
    interest: {
      fi: 'Järjestelmän ja siinä olevien tietojen suojaaminen luvattomalta käytöltä ja petoksilta.',
      sv: 'Att skydda systemet och uppgifterna i det mot obehörig användning och bedrägerier.',
      en: 'Protecting the system and the data in it from unauthorised use and fraud.',
    },
  },
  statutory: {
    label: { fi: 'Lakisääteinen säilytys', sv: 'Lagstadgad förvaring', en: 'Statutory records' },
    wording: {
      fi: 'Säilytämme sen, minkä laki määrää säilyttämään, kuten kirjanpidon tositteet, erillään muusta käytöstä.',
      sv: 'Vi bevarar det som lagen kräver att vi bevarar, till exempel bokföringens verifikat, åtskilt från annan användning.',
      en: 'We keep what the law tells us to keep, such as accounting vouchers, apart from all other use.',
    },
  },
  claims: {
    label: { fi: 'Oikeudelliset vaateet', sv: 'Rättsliga anspråk', en: 'Legal claims' },
    wording: {
      fi: 'Säilytämme erillään tiedot, joita tarvitaan riidan ratkaisemiseen tai saatavan perimiseen.',
      sv: 'Vi bevarar åtskilt de uppgifter som behövs för att lösa en tvist eller driva in en fordran.',
      en: 'We keep apart the data needed to settle a dispute or to collect a debt.',
    },
    interest: {
      fi: 'Oikeudellisen vaateen laatiminen, esittäminen tai puolustaminen.',
      sv: 'Att fastställa, göra gällande eller försvara ett rättsligt anspråk.',
      en: 'Establishing, exercising or defending a legal claim.',
    },
  },
} as const satisfies Record<string, Says>
