import type { Category } from '../src/kernel/vocabulary.ts'

/** The closed list of the kinds of data we may hold. Every field belongs to one; the notice prints them in this order. */
export const categories = {
  name: {
    label: { fi: 'Nimi ja asiointikieli', sv: 'Namn och språk', en: 'Name and language' },
    wording: {
      fi: 'Etu- ja sukunimesi ja kieli, jolla asioit. Emme tallenna henkilötunnusta emmekä sukupuolta.',
      sv: 'Ditt för- och efternamn och språket du använder med oss. Vi sparar varken personbeteckning eller kön.',
      en: 'Your first and last name and the language you use with us. We store neither a personal identity code nor gender.',
    },
  },
  phone: {
    label: { fi: 'Puhelinnumero', sv: 'Telefonnummer', en: 'Phone number' },
    wording: {
      fi: 'Työnumerosi sekä yksityinen numerosi, jos olet itse antanut sen.',
      sv: 'Ditt arbetsnummer och ditt privata nummer, om du själv har gett det.',
      en: 'Your work number, and your private number if you gave it yourself.',
    },
  },
  title: {
    label: { fi: 'Titteli ja työtehtävät', sv: 'Titel och arbetsuppgifter', en: 'Job title and duties' },
    wording: {
      fi: 'Ammattinimikkeesi ja tehtävät, joita työssäsi hoidat, sekä mistä tehtävät tiedetään.',
      sv: 'Din yrkestitel och de uppgifter du sköter i ditt arbete samt varifrån vi vet det.',
      en: 'Your job title and the duties you have at work, and how we know of them.',
    },
  },
  email: {
    label: { fi: 'Sähköpostiosoite', sv: 'E-postadress', en: 'E-mail address' },
    wording: {
      fi: 'Työosoitteesi sekä yksityinen osoitteesi, jos olet itse antanut sen.',
      sv: 'Din arbetsadress och din privata adress, om du själv har gett den.',
      en: 'Your work address, and your private address if you gave it yourself.',
    },
  },
  company: {
    label: {
      fi: 'Yrityksen nimi ja yhteystiedot',
      sv: 'Företagets namn och kontaktuppgifter',
      en: 'Company name and contact details',
    },
    wording: {
      fi: 'Yrityksen tiedot ovat henkilötietojasi silloin, kun toimit toiminimellä.',
      sv: 'Företagets uppgifter är dina personuppgifter när du är enskild näringsidkare.',
      en: 'Facts about a company are your personal data when you are a sole trader.',
    },
  },
  signature: {
    label: { fi: 'Sähköinen allekirjoitus', sv: 'Elektronisk underskrift', en: 'Electronic signature' },
    wording: {
      fi: 'Kuka allekirjoitti, minkä asiakirjan, milloin ja millä tavalla.',
      sv: 'Vem som undertecknade, vilken handling, när och på vilket sätt.',
      en: 'Who signed, which document, when and in what way.',
    },
  },
  feedback: {
    label: { fi: 'Palaute ja viestintä', sv: 'Respons och kommunikation', en: 'Feedback and communication' },
    wording: {
      fi: 'Meille lähettämäsi viestit, kysymykset ja palaute sekä vastauksemme niihin.',
      sv: 'Meddelanden, frågor och respons som du har sänt oss samt våra svar på dem.',
      en: 'Messages, questions and feedback you have sent us, with our answers to them.',
    },
  },
  events: {
    label: {
      fi: 'Tapahtumat ja palvelun käyttö',
      sv: 'Evenemang och användning av tjänster',
      en: 'Events and use of services',
    },
    wording: {
      fi: 'Tilaisuudet, joihin olet ilmoittautunut, ja se, miten palvelujamme käytetään.',
      sv: 'Evenemang du har anmält dig till och hur våra tjänster används.',
      en: 'Events you have signed up for, and how our services are used.',
    },
  },
  sign_in: {
    label: { fi: 'Kirjautumistiedot', sv: 'Inloggningsuppgifter', en: 'Sign-in data' },
    wording: {
      fi: 'Milloin kirjauduttiin, millä tavalla ja onnistuiko se.',
      sv: 'När inloggningen skedde, på vilket sätt och om den lyckades.',
      en: 'When someone signed in, in what way, and whether it succeeded.',
    },
  },
  relationship: {
    label: { fi: 'Asiakkuus ja sopimukset', sv: 'Kundrelation och avtal', en: 'Customer relationship and contracts' },
    wording: {
      fi: 'Asiakkuuden alku ja luokka, hankitut palvelut ja toimitukset, kuka meillä vastaa asioistasi sekä muistiinpanomme yhteydenpidosta.',
      sv: 'Kundrelationens början och klass, anskaffade tjänster och leveranser, vem hos oss som ansvarar för dina ärenden samt våra anteckningar om kontakterna.',
      en: 'When the relationship began and its class, services acquired and deliveries, who among us looks after your matters, and our notes about our contacts.',
    },
  },
  targeting: {
    label: { fi: 'Kohdentamistiedot', sv: 'Uppgifter för riktning', en: 'Targeting data' },
    wording: {
      fi: 'Kaupparekisterin ja muiden julkisten yritysrekisterien tiedoista muodostetut luokat, kuten toimiala ja kokoluokka.',
      sv: 'Klasser som bildats av uppgifter i handelsregistret och andra offentliga företagsregister, till exempel bransch och storleksklass.',
      en: 'Classes formed from the Trade Register and other public company registers, such as line of business and size.',
    },
  },
  representation: {
    label: { fi: 'Yrityksen edustaminen', sv: 'Företrädande av företag', en: 'Representing a company' },
    wording: {
      fi: 'Minkä yrityksen puolesta asioit, missä roolissa ja mistä mihin.',
      sv: 'Vilket företag du företräder, i vilken roll och under vilken tid.',
      en: 'Which company you act for, in which role, from when until when.',
    },
  },
  ground: {
    label: {
      fi: 'Toiveesi ja käsittelyn perusteet',
      sv: 'Dina önskemål och grunderna',
      en: 'Your wishes and the grounds',
    },
    wording: {
      fi: 'Suostumuksesi, kieltosi ja vastustuksesi, mihin kukin käyttö perustuu, mistä tietosi saatiin ja milloin sinulle siitä kerrottiin.',
      sv: 'Dina samtycken, förbud och invändningar, vad varje användning grundar sig på, varifrån vi fick uppgifterna och när du informerades.',
      en: 'Your consents, refusals and objections, what each use rests on, where your data came from and when you were told.',
    },
  },
  use_log: {
    label: { fi: 'Käyttäjät ja käyttöloki', sv: 'Användare och användningslogg', en: 'Users and access log' },
    wording: {
      fi: 'Järjestelmän omat käyttäjät ja merkinnät siitä, kuka on katsonut tai muuttanut tietoja, milloin ja missä tarkoituksessa.',
      sv: 'Systemets egna användare och anteckningar om vem som har läst eller ändrat uppgifter, när och för vilket ändamål.',
      en: 'The system’s own users, and entries of who has viewed or changed data, when and for which purpose.',
    },
  },
  system: {
    label: { fi: 'Tekniset tiedot', sv: 'Tekniska uppgifter', en: 'Technical data' },
    wording: {
      fi: 'Tietueen tunniste, versio ja muutosajat sekä nimestä muodostettu hakumuoto, jolla tiedot löytyvät.',
      sv: 'Postens beteckning, version och ändringstider samt en sökform som bildats av namnet så att uppgifterna hittas.',
      en: 'The record’s identifier, version and times of change, and a search form of the name by which the record is found.',
    },
  },
} as const satisfies Record<string, Category>

export type CategoryId = keyof typeof categories
