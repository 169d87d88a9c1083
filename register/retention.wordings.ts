import type { Words } from '../src/kernel/vocabulary.ts'

type Says = { readonly label: Words; readonly what: Words; readonly from: Words; readonly reason: Words }

/** What each rule covers, which event starts its clock (read after "from"), and why that long. */
export const says = {
  prospect: {
    label: { fi: 'Mahdollinen asiakas', sv: 'Möjlig kund', en: 'Prospect' },
    what: {
      fi: 'Mahdollisen asiakkaan yhteyshenkilö ja päättyneet myyntineuvottelut',
      sv: 'En möjlig kunds kontaktperson och avslutade säljförhandlingar',
      en: 'A prospect’s contact person and sales talks that have ended',
    },
    from: {
      fi: 'viimeisestä yhteydestä, johon olet vastannut, tai jos et ole vastannut, tietojen saamisesta',
      sv: 'den senaste kontakten som du har besvarat eller, om du inte har svarat, den dag vi fick uppgifterna',
      en: 'the last contact that you answered or, if you have answered none, the day we got the data',
    },
    reason: {
      fi: 'Yritysostoissa päätös tehdään usein vasta seuraavana budjettivuonna.',
      sv: 'Företag fattar ofta köpbeslut först följande budgetår.',
      en: 'Companies often decide to buy only in the next budget year.',
    },
  },
  contact: {
    label: { fi: 'Yhteyshenkilö', sv: 'Kontaktperson', en: 'Contact person' },
    what: {
      fi: 'Asiakkaan, toimittajan tai kumppanin yhteyshenkilön tiedot',
      sv: 'Uppgifter om en kunds, leverantörs eller partners kontaktperson',
      en: 'Data on a contact person of a customer, supplier or partner',
    },
    from: {
      fi: 'siitä, kun jätät tehtävän tai sopimus päättyy',
      sv: 'att du lämnar uppgiften eller avtalet upphör',
      en: 'the day you leave the role or the contract ends',
    },
    reason: {
      fi: 'Kesken jääneet asiat ja viimeinen lasku ehditään hoitaa.',
      sv: 'Oavslutade ärenden och den sista fakturan hinner skötas.',
      en: 'Open matters and the last invoice can be settled.',
    },
  },
  company: {
    label: { fi: 'Yritys', sv: 'Företag', en: 'Company' },
    what: {
      fi: 'Yrityksen perustiedot, jotka toiminimellä toimivasta ovat henkilötietoja',
      sv: 'Företagets basuppgifter, som för en enskild näringsidkare är personuppgifter',
      en: 'Basic facts of a company, which for a sole trader are personal data',
    },
    from: {
      fi: 'siitä, kun asiakas- tai toimittajasuhde päättyy',
      sv: 'att kund- eller leverantörsrelationen upphör',
      en: 'the end of the customer or supplier relationship',
    },
    reason: {
      fi: 'Tunnistamme yrityksen, jos se palaa; tarve arvioidaan määräajan jälkeen uudelleen.',
      sv: 'Vi känner igen företaget om det återvänder; behovet bedöms på nytt efter tiden.',
      en: 'We recognise the company if it comes back; the need is then assessed again.',
    },
  },
  case: {
    label: { fi: 'Asiakaspalvelun asia', sv: 'Kundtjänstärende', en: 'Support case' },
    what: {
      fi: 'Yhteydenottosi ja niihin annetut vastaukset',
      sv: 'Dina kontakter och svaren på dem',
      en: 'Your requests and our answers to them',
    },
    from: {
      fi: 'asian päättämisestä',
      sv: 'att ärendet avslutades',
      en: 'the closing of the case',
    },
    reason: {
      fi: 'Sama vika tai kysymys palaa usein takuuajan kuluessa.',
      sv: 'Samma fel eller fråga återkommer ofta under garantitiden.',
      en: 'The same fault or question often returns during the warranty period.',
    },
  },
  correspondence: {
    label: { fi: 'Muistiinpanot ja viestit', sv: 'Anteckningar och meddelanden', en: 'Notes and messages' },
    what: {
      fi: 'Omat viestimme ja muistiinpanomme, kuitenkin enintään asiakassuhteen tietojen ajan',
      sv: 'Våra egna meddelanden och anteckningar, dock högst lika länge som uppgifterna om kundrelationen',
      en: 'Our own messages and notes, but never longer than the data on the relationship',
    },
    from: { fi: 'viestistä tai muistiinpanosta', sv: 'meddelandet eller anteckningen', en: 'the message or note' },
    reason: {
      fi: 'Sovittu on voitava tarkistaa yleisen vanhentumisajan kuluessa.',
      sv: 'Det som avtalats ska kunna kontrolleras under den allmänna preskriptionstiden.',
      en: 'What was agreed must be checkable within the general limitation period.',
    },
  },
  raw_use: {
    label: { fi: 'Palvelun käyttötapahtumat', sv: 'Användningshändelser', en: 'Events of use' },
    what: {
      fi: 'Yksittäiset merkinnät palvelun käytöstä',
      sv: 'Enskilda anteckningar om användningen av en tjänst',
      en: 'Single entries on the use of a service',
    },
    from: { fi: 'tapahtumasta', sv: 'händelsen', en: 'the event' },
    reason: {
      fi: 'Vian selvittämiseen riittää lähimenneisyys.',
      sv: 'För att utreda ett fel räcker den närmaste tiden.',
      en: 'The recent past is enough to trace a fault.',
    },
  },
  use_rollup: {
    label: { fi: 'Käytön yhteenvedot', sv: 'Sammandrag av användningen', en: 'Summaries of use' },
    what: {
      fi: 'Yrityskohtaiset yhteenvedot palvelun käytöstä',
      sv: 'Sammandrag per företag om användningen av en tjänst',
      en: 'Summaries of the use of a service, per company',
    },
    from: {
      fi: 'kuukaudesta, jota yhteenveto koskee',
      sv: 'månaden som sammandraget gäller',
      en: 'the month the summary covers',
    },
    reason: {
      fi: 'Samoja kuukausia voidaan verrata kahtena vuonna.',
      sv: 'Samma månad kan jämföras två år i rad.',
      en: 'The same month can be compared over two years.',
    },
  },
  diet: {
    label: { fi: 'Ruokavalio ja muu arkaluonteinen', sv: 'Specialkost och annat känsligt', en: 'Diet and the like' },
    what: {
      fi: 'Tilaisuutta varten antamasi ruokavalio tai esteettömyystarve',
      sv: 'Specialkost eller tillgänglighetsbehov som du uppgett för ett evenemang',
      en: 'A diet or accessibility need you gave for an event',
    },
    from: { fi: 'tilaisuudesta', sv: 'evenemanget', en: 'the event' },
    reason: {
      fi: 'Tietoa ei tarvita tilaisuuden jälkeen; se poistetaan samana päivänä.',
      sv: 'Uppgiften behövs inte efter evenemanget; den raderas samma dag.',
      en: 'It is not needed after the event; it is erased the same day.',
    },
  },
  signed_contract: {
    label: { fi: 'Allekirjoitettu sopimus', sv: 'Undertecknat avtal', en: 'Signed contract' },
    what: {
      fi: 'Sopimus allekirjoituksineen',
      sv: 'Avtalet med underskrifter',
      en: 'The contract with its signatures',
    },
    from: { fi: 'sopimuksen päättymisestä', sv: 'att avtalet upphörde', en: 'the end of the contract' },
    reason: {
      fi: 'Saatavat vanhentuvat yleensä kolmessa vuodessa (laki velan vanhentumisesta 728/2003).',
      sv: 'Fordringar preskriberas i regel på tre år (lagen om preskription av skulder 728/2003).',
      en: 'Debts as a rule lapse in three years (Act on Limitation of Debts 728/2003).',
    },
  },
  consent_proof: {
    label: { fi: 'Suostumuksen todiste', sv: 'Bevis på samtycke', en: 'Proof of consent' },
    what: {
      fi: 'Merkinnät suostumuksistasi, kielloistasi ja vastustuksistasi',
      sv: 'Anteckningar om dina samtycken, förbud och invändningar',
      en: 'Records of your consents, refusals and objections',
    },
    from: {
      fi: 'siitä, kun merkintään ei enää nojata',
      sv: 'att anteckningen inte längre åberopas',
      en: 'the day the record is no longer relied on',
    },
    reason: {
      fi: 'Meidän on pystyttävä osoittamaan, että käsittely oli luvallista.',
      sv: 'Vi måste kunna visa att behandlingen var tillåten.',
      en: 'We must be able to show that the processing was permitted.',
    },
  },
  subscription: {
    label: { fi: 'Muutosilmoitusten tilaus', sv: 'Prenumeration på ändringar', en: 'Subscription to changes' },
    what: {
      fi: 'Osoite, johon pyysit ilmoituksia tämän selosteen muutoksista',
      sv: 'Adressen dit du bad om besked om ändringar i den här beskrivningen',
      en: 'The address to which you asked to be told of changes to this notice',
    },
    from: {
      fi: 'pyynnöstäsi, jos et vahvista sitä; vahvistettu tilaus säilyy, kunnes lopetat sen',
      sv: 'din begäran, om du inte bekräftar den; en bekräftad prenumeration finns kvar tills du avslutar den',
      en: 'your request, if you do not confirm it; a confirmed subscription is kept until you end it',
    },
    reason: {
      fi: 'Vahvistukselle on annettava aikaa; sen jälkeen osoitetta tarvitaan vain niin kauan kuin haluat ilmoituksia.',
      sv: 'Bekräftelsen behöver tid; därefter behövs adressen bara så länge du vill ha besked.',
      en: 'Confirming takes time; after that the address is needed only as long as you want to be told.',
    },
  },
  suppression: {
    label: { fi: 'Kieltotunniste', sv: 'Spärrmärke', en: 'Refusal mark' },
    what: {
      fi: 'Osoitteestasi laskettu tunniste, jonka avulla kieltosi muistetaan',
      sv: 'Ett märke som beräknats av din adress och med vilket ditt förbud blir ihågkommet',
      en: 'A mark computed from your address, by which your refusal is remembered',
    },
    from: {
      fi: 'kiellosta tai edellisestä arvioinnista',
      sv: 'förbudet eller den föregående bedömningen',
      en: 'the refusal or the previous review',
    },
    reason: {
      fi: 'Ilman tunnistetta kieltosi unohtuisi tietojen poistamisen jälkeen; tarve arvioidaan viiden vuoden välein.',
      sv: 'Utan märket skulle ditt förbud glömmas när uppgifterna raderas; behovet bedöms vart femte år.',
      en: 'Without the mark your refusal would be forgotten once your data is erased; the need is reviewed every five years.',
    },
  },
  request: {
    label: { fi: 'Tietosuojapyyntö', sv: 'Dataskyddsbegäran', en: 'Rights request' },
    what: {
      fi: 'Tietosuojapyynnöt, vastauksemme niihin ja tieto tehdyistä poistoista',
      sv: 'Dataskyddsbegäranden, våra svar på dem och uppgift om utförda raderingar',
      en: 'Rights requests, our answers to them and the record of what was erased',
    },
    from: {
      fi: 'siitä, kun pyyntö on päätetty',
      sv: 'att begäran har avslutats',
      en: 'the day the request was closed',
    },
    reason: {
      fi: 'Osoitamme, että pyyntöön vastattiin ajallaan; vaatimus siitä vanhenee yleensä kolmessa vuodessa.',
      sv: 'Vi visar att begäran besvarades i tid; ett krav preskriberas i regel på tre år.',
      en: 'We can show that a request was answered in time; a claim usually lapses in three years.',
    },
  },
  account: {
    label: { fi: 'Käyttäjätili', sv: 'Användarkonto', en: 'User account' },
    what: {
      fi: 'Oman työntekijämme käyttäjätunnus ja käyttöoikeudet',
      sv: 'Våra egna anställdas användarkonton och rättigheter',
      en: 'Our own employee’s account and access rights',
    },
    from: { fi: 'työsuhteen päättymisestä', sv: 'att anställningen upphörde', en: 'the end of employment' },
    reason: {
      fi: 'Lokimerkinnöistä on voitava nähdä, kuka asian hoiti.',
      sv: 'Av loggen måste framgå vem som skötte ärendet.',
      en: 'Log entries must show who handled a matter.',
    },
  },
  pending_consent: {
    label: { fi: 'Vahvistamaton suostumus', sv: 'Obekräftat samtycke', en: 'Unconfirmed consent' },
    what: {
      fi: 'Lomakkeella annettu suostumus, jota osoitteen haltija ei ole vielä vahvistanut',
      sv: 'Ett samtycke från ett formulär som adressens innehavare ännu inte har bekräftat',
      en: 'A consent given on a form that the holder of the address has not yet confirmed',
    },
    from: { fi: 'lomakkeen lähettämisestä', sv: 'att formuläret skickades', en: 'the sending of the form' },
    reason: {
      fi: 'Vahvistukselle on annettava aikaa; vahvistamaton tieto voi olla jonkun muun antama.',
      sv: 'Bekräftelsen behöver tid; en obekräftad uppgift kan vara given av någon annan.',
      en: 'Confirming takes time; what is not confirmed may have been entered by somebody else.',
    },
  },
  sign_in_log: {
    label: { fi: 'Kirjautumisloki', sv: 'Inloggningslogg', en: 'Sign-in log' },
    what: {
      fi: 'Merkinnät kirjautumisista ja niiden yrityksistä',
      sv: 'Anteckningar om inloggningar och inloggningsförsök',
      en: 'Entries of sign-ins and attempts to sign in',
    },
    from: { fi: 'kirjautumisesta', sv: 'inloggningen', en: 'the sign-in' },
    reason: {
      fi: 'Luvaton käyttö huomataan usein vasta kuukausien päästä.',
      sv: 'Obehörig användning upptäcks ofta först efter månader.',
      en: 'Unauthorised use is often noticed only months later.',
    },
  },
  access_ledger: {
    label: { fi: 'Käyttöloki', sv: 'Användningslogg', en: 'Access log' },
    what: {
      fi: 'Merkinnät siitä, kuka on katsonut tai muuttanut tietoja ja missä tarkoituksessa',
      sv: 'Anteckningar om vem som har läst eller ändrat uppgifter och för vilket ändamål',
      en: 'Entries of who has viewed or changed data and for which purpose',
    },
    from: { fi: 'merkinnästä', sv: 'anteckningen', en: 'the entry' },
    reason: {
      fi: 'Väärinkäyttö on voitava selvittää ja sinulle kerrottava, milloin tietojasi on katsottu.',
      sv: 'Missbruk måste kunna utredas, och du ska kunna få veta när dina uppgifter har lästs.',
      en: 'Misuse must be traceable, and you must be able to learn when your data was viewed.',
    },
  },
  trash: {
    label: { fi: 'Roskakori', sv: 'Papperskorg', en: 'Trash' },
    what: {
      fi: 'Käsin poistetut merkinnät, jotka poistaja voi vielä palauttaa',
      sv: 'Anteckningar som raderats för hand och som den som raderade ännu kan återställa',
      en: 'Records deleted by hand that whoever deleted them can still bring back',
    },
    from: { fi: 'poistamisesta', sv: 'raderingen', en: 'the day it was deleted' },
    reason: {
      fi: 'Vahingossa poistetun saa takaisin.',
      sv: 'Det som raderats av misstag kan återställas.',
      en: 'What was deleted by mistake can be brought back.',
    },
  },
  import: {
    label: { fi: 'Tuotu tiedosto', sv: 'Importerad fil', en: 'Imported file' },
    what: {
      fi: 'Järjestelmään tuodun tiedoston rivit, joita ei voitu ottaa käyttöön, ja merkintä siitä, mitä kustakin rivistä tuli',
      sv: 'Rader i en importerad fil som inte kunde tas i bruk och en anteckning om vad som blev av varje rad',
      en: 'Rows of an imported file that could not be used, and a note of what became of each row',
    },
    from: { fi: 'tuonnin päättymisestä', sv: 'att importen avslutades', en: 'the end of the import' },
    reason: {
      fi: 'Virheelliset rivit ehditään korjata ja väärä tuonti perua.',
      sv: 'Felaktiga rader hinner rättas och en felaktig import återtas.',
      en: 'Faulty rows can be corrected and a wrong import undone.',
    },
  },
  vouchers: {
    label: { fi: 'Kirjanpito', sv: 'Bokföring', en: 'Accounting' },
    what: {
      fi: 'Tositteet ja kirjanpitokirjat niihin kuuluvine tietoineen',
      sv: 'Verifikat och bokföringsböcker med de uppgifter som hör till dem',
      en: 'Vouchers and account books with the data that belongs in them',
    },
    from: {
      fi: 'tositteet 6 vuotta sen kalenterivuoden lopusta, jona tilikausi päättyi; kirjanpitokirjat 10 vuotta tilikauden päättymisestä',
      sv: 'verifikat 6 år från utgången av det kalenderår då räkenskapsperioden upphörde; bokföringsböcker 10 år från räkenskapsperiodens slut',
      en: 'vouchers 6 years from the end of the calendar year in which the financial year ended; account books 10 years from the end of the financial year',
    },
    reason: {
      fi: 'Kirjanpitolaki määrää säilytysajan.',
      sv: 'Bokföringslagen bestämmer förvaringstiden.',
      en: 'The Accounting Act sets the period.',
    },
  },
  rewrite: {
    label: { fi: 'Poistetun jäljet levyllä', sv: 'Spår av raderat på disken', en: 'Traces of the erased on disk' },
    what: {
      fi: 'Tietokannan tiedostoihin poiston jälkeen jäävät tavut; vapautuneet levylohkot suojaa levyn salaus',
      sv: 'Det som efter en radering blir kvar i databasens filer; frigjorda diskblock skyddas av diskens kryptering',
      en: 'Bytes that stay in the files of the database after an erasure; freed blocks are covered by the encryption of the disk',
    },
    from: { fi: 'poistosta', sv: 'raderingen', en: 'the erasure' },
    reason: {
      fi: 'Taulut kirjoitetaan uudelleen öisin vuorollaan, jotta työ ei seiso.',
      sv: 'Tabellerna skrivs om nattetid i tur och ordning så att arbetet inte stannar.',
      en: 'Tables are rewritten at night in turn, so that work does not stand still.',
    },
  },
  backups: {
    label: { fi: 'Varmuuskopiot', sv: 'Säkerhetskopior', en: 'Backups' },
    what: {
      fi: 'Järjestelmän varmuuskopiot',
      sv: 'Säkerhetskopior av systemet',
      en: 'Backup copies of the system',
    },
    from: { fi: 'kopion ottamisesta', sv: 'att kopian togs', en: 'the taking of the copy' },
    reason: {
      fi: 'Vahinko on ehdittävä huomata ja korjata ennen kuin ehjä kopio poistuu.',
      sv: 'En skada måste hinna upptäckas och rättas innan den hela kopian försvinner.',
      en: 'Damage must be noticed and repaired before the last sound copy goes.',
    },
  },
} as const satisfies Record<string, Says>
