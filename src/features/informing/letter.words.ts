import type { Language } from '#kernel/vocabulary.ts'

/** What a letter of Art. 14 says around what the register and the person's record fill in. */
export type Wording = {
  readonly subject: (controller: string) => string
  readonly greeting: (name: string) => string
  readonly lead: (controller: string, businessId: string) => string
  readonly who: string
  readonly source: string
  /** Told of the kinds of source; `at` is a date in words. */
  readonly from: (kind: string, name: string | null, at: string) => string
  readonly purposes: string
  readonly categories: string
  readonly recipients: { readonly none: string; readonly some: string }
  readonly kept: string
  readonly rights: { readonly title: string; readonly body: (mailbox: string) => string }
  /** Art. 21(4): under its own heading, apart from all else. */
  readonly objection: { readonly title: string; readonly body: (mailbox: string) => string; readonly link: string }
  readonly complaint: string
  readonly notice: string
  readonly changed: {
    readonly subject: (controller: string) => string
    readonly lead: (controller: string, day: string) => string
    readonly after: (mailbox: string) => string
  }
}

const named = (text: string, name: string | null) => (name ? `${text}: ${name}` : text)

export const letterWords: Readonly<Record<Language, Wording>> = {
  fi: {
    subject: (controller) => `${controller}: mistä saimme tietosi ja miten käytämme niitä`,
    greeting: (name) => (name ? `Hei ${name},` : 'Hei,'),
    lead: (controller, businessId) =>
      `${controller} (Y-tunnus ${businessId}) on tallentanut asiakkuudenhallintaansa tietoja sinusta. Emme saaneet niitä sinulta itseltäsi, joten kerromme, mitä niille tapahtuu.`,
    who: 'Kuka vastaa tiedoista',
    source: 'Mistä saimme tiedot',
    from: (kind, name, at) =>
      `${
        kind === 'person'
          ? 'Olet itse antanut tietosi'
          : kind === 'company'
            ? named('Tiedot antoi yritys, jota edustat', name)
            : kind === 'register'
              ? named('Tiedot ovat aiemmasta rekisteristämme', name)
              : named('Tietojen lähde', name)
      }. Saimme ne ${at}.`,
    purposes: 'Mihin tietoja käytetään ja millä perusteella',
    categories: 'Mitä tietoja käsittelemme',
    recipients: { none: 'Tietojasi ei luovuteta säännöllisesti muille.', some: 'Tietoja saavat' },
    kept: 'Säilytysajat ovat tietosuojaselosteessa, tiedon laadun mukaan.',
    rights: {
      title: 'Oikeutesi',
      body: (mailbox) =>
        `Voit pyytää tietosi nähtäväksi, oikaistuiksi tai poistetuiksi, vaatia niiden käsittelyn rajoittamista ja vastustaa käsittelyä omaan tilanteeseesi liittyvällä syyllä. Suostumuksen, jos olet sellaisen antanut, voit perua milloin tahansa. Kirjoita meille: ${mailbox}.`,
    },
    objection: {
      title: 'Oikeutesi kieltää suoramarkkinointi',
      body: (mailbox) =>
        `Voit milloin tahansa, maksutta ja syytä kertomatta kieltää meitä käyttämästä tietojasi suoramarkkinointiin. Riittää, että ilmoitat siitä: ${mailbox}.`,
      link: 'Kiellä tai valitse itse',
    },
    complaint: 'Voit tehdä valituksen valvontaviranomaiselle',
    notice: 'Koko tietosuojaseloste',
    changed: {
      subject: (controller) => `${controller}: tietosuojaseloste muuttuu`,
      lead: (controller, day) =>
        `${controller} muuttaa tapaa, jolla se käsittelee tietojasi. Uusi tietosuojaseloste tulee voimaan ${day}, ja kerromme siitä ennen sitä.`,
      after: (mailbox) =>
        `Sinun ei tarvitse tehdä mitään. Jos et hyväksy muutosta, voit vastustaa käsittelyä tai pyytää tietojesi poistamista: ${mailbox}.`,
    },
  },
  sv: {
    subject: (controller) => `${controller}: varifrån vi fick dina uppgifter och hur vi använder dem`,
    greeting: (name) => (name ? `Hej ${name},` : 'Hej,'),
    lead: (controller, businessId) =>
      `${controller} (FO-nummer ${businessId}) har antecknat uppgifter om dig i sitt kundsystem. Vi fick dem inte av dig själv, så vi berättar vad som händer med dem.`,
    who: 'Vem som ansvarar för uppgifterna',
    source: 'Varifrån vi fick uppgifterna',
    from: (kind, name, at) =>
      `${
        kind === 'person'
          ? 'Du har själv gett dina uppgifter'
          : kind === 'company'
            ? named('Uppgifterna gavs av företaget du företräder', name)
            : kind === 'register'
              ? named('Uppgifterna kommer från vårt tidigare register', name)
              : named('Uppgifternas källa', name)
      }. Vi fick dem den ${at}.`,
    purposes: 'Vad uppgifterna används till och på vilken grund',
    categories: 'Vilka uppgifter vi behandlar',
    recipients: { none: 'Dina uppgifter lämnas inte regelbundet ut till andra.', some: 'Uppgifterna ges till' },
    kept: 'Lagringstiderna står i dataskyddsbeskrivningen, för varje slag av uppgift.',
    rights: {
      title: 'Dina rättigheter',
      body: (mailbox) =>
        `Du kan begära att få se, rätta eller radera dina uppgifter, kräva att behandlingen begränsas och invända mot den av skäl som hänför sig till din egen situation. Ett samtycke, om du har gett ett, kan du återkalla när som helst. Skriv till oss: ${mailbox}.`,
    },
    objection: {
      title: 'Din rätt att säga nej till direktmarknadsföring',
      body: (mailbox) =>
        `Du kan när som helst, utan kostnad och utan att uppge skäl förbjuda oss att använda dina uppgifter för direktmarknadsföring. Det räcker att du meddelar oss: ${mailbox}.`,
      link: 'Säg nej eller välj själv',
    },
    complaint: 'Du kan klaga hos tillsynsmyndigheten',
    notice: 'Hela dataskyddsbeskrivningen',
    changed: {
      subject: (controller) => `${controller}: dataskyddsbeskrivningen ändras`,
      lead: (controller, day) =>
        `${controller} ändrar hur dina uppgifter behandlas. Den nya dataskyddsbeskrivningen träder i kraft den ${day}, och vi berättar om det i förväg.`,
      after: (mailbox) =>
        `Du behöver inte göra något. Om du inte godkänner ändringen kan du invända mot behandlingen eller begära att dina uppgifter raderas: ${mailbox}.`,
    },
  },
  en: {
    subject: (controller) => `${controller}: where we got your data and how we use it`,
    greeting: (name) => (name ? `Dear ${name},` : 'Hello,'),
    lead: (controller, businessId) =>
      `${controller} (business ID ${businessId}) has stored data about you in its customer system. We did not get it from you, so we tell you what happens to it.`,
    who: 'Who answers for the data',
    source: 'Where the data came from',
    from: (kind, name, at) =>
      `${
        kind === 'person'
          ? 'You gave your data yourself'
          : kind === 'company'
            ? named('The data was given by the company you represent', name)
            : kind === 'register'
              ? named('The data comes from our earlier register', name)
              : named('Source of the data', name)
      }. We received it on ${at}.`,
    purposes: 'What the data is used for, and on which basis',
    categories: 'Which data we handle',
    recipients: { none: 'Your data is not regularly passed on to others.', some: 'The data is received by' },
    kept: 'How long each kind of data is kept is told in the privacy notice.',
    rights: {
      title: 'Your rights',
      body: (mailbox) =>
        `You can ask to see, correct or erase your data, demand that its use be restricted, and object to its use for a reason arising from your own situation. A consent, if you have given one, can be withdrawn at any time. Write to us: ${mailbox}.`,
    },
    objection: {
      title: 'Your right to refuse direct marketing',
      body: (mailbox) =>
        `At any time, free of charge and without giving a reason, you can forbid us to use your data for direct marketing. It is enough to tell us: ${mailbox}.`,
      link: 'Refuse or choose for yourself',
    },
    complaint: 'You can lodge a complaint with the supervisory authority',
    notice: 'The whole privacy notice',
    changed: {
      subject: (controller) => `${controller}: the privacy notice is changing`,
      lead: (controller, day) =>
        `${controller} is changing how it uses your data. The new privacy notice takes effect on ${day}, and we tell you beforehand.`,
      after: (mailbox) =>
        `You need not do anything. If you do not accept the change, you can object to the use or ask for your data to be erased: ${mailbox}.`,
    },
  },
}
