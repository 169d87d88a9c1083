import type { Language } from '#kernel/vocabulary.ts'

/** What a letter about a wish speaks of; dates and labels are already in the letter's language. */
export type Facts = {
  name: string
  /** The purpose objected to, as the notice calls it. */
  scope: string
  said: string
  controller: string
  mailbox: string
  ground?: 'compelling_grounds' | 'legal_claims'
  reasons?: string
  due?: string
  by?: 'time' | undefined
  restricted?: string
}

export type Kind = 'reason_asked' | 'objection_upheld' | 'objection_refused' | 'restriction_ends'

type Wording = Record<Kind, { subject: string; body: (facts: Facts) => string[] }> & {
  greeting: (name: string) => string
  remedies: (mailbox: string) => string[]
  court: string
  closing: (controller: string, mailbox: string) => string
  post: string
  phone: string
}

export const letterWords: Record<Language, Wording> = {
  fi: {
    greeting: (name) => (name ? `Hei ${name},` : 'Hei,'),
    reason_asked: {
      subject: 'Vastustuksesi on kirjattu',
      body: ({ scope, said, due }) => [
        `olemme kirjanneet ${said} tekemäsi vastustuksen, joka koskee käyttötarkoitusta ”${scope}”. Tietojasi ei enää käytetä siihen, kun asiaa ratkaistaan.`,
        'Vastustuksen voi tehdä omaan tilanteeseen liittyvällä syyllä (tietosuoja-asetuksen 21 artiklan 1 kohta). Kerro halutessasi vastaamalla tähän viestiin, miksi vastustat käyttöä. Lyhyt selitys riittää, eikä sinun tarvitse kertoa terveydestäsi tai muista arkaluonteisista asioista.',
        `Ratkaisemme asian viimeistään ${due}, vastasit tai et. Vastaamatta jättäminen ei kumoa vastustustasi.`,
      ],
    },
    objection_upheld: {
      subject: 'Vastustuksesi on hyväksytty',
      body: ({ scope, said, by }) => [
        `${said} vastustit tietojesi käyttöä tarkoitukseen ”${scope}”. ${
          by === 'time'
            ? 'Emme ole osoittaneet määräajassa syytä jatkaa käyttöä, joten vastustuksesi on voimassa.'
            : 'Vastustuksesi on hyväksytty.'
        } Emme käytä tietojasi tähän tarkoitukseen.`,
        'Sinun ei tarvitse tehdä mitään.',
      ],
    },
    objection_refused: {
      subject: 'Päätös vastustuksestasi',
      body: ({ scope, said, ground, reasons }) => [
        `${said} vastustit tietojesi käyttöä tarkoitukseen ”${scope}”. Emme voi hyväksyä vastustusta.`,
        ground === 'legal_claims'
          ? 'Peruste: tietoja tarvitaan oikeudellisen vaateen laatimiseksi, esittämiseksi tai puolustamiseksi (tietosuoja-asetuksen 21 artiklan 1 kohta).'
          : 'Peruste: käyttöön on huomattavan tärkeä ja perusteltu syy, joka syrjäyttää etusi, oikeutesi ja vapautesi (tietosuoja-asetuksen 21 artiklan 1 kohta).',
        `Perustelut: ${reasons}`,
      ],
    },
    restriction_ends: {
      subject: 'Tietojesi käsittelyn rajoitus päättyy',
      body: ({ restricted, reasons }) => [
        `tietojesi käsittely on ollut rajoitettuna ${restricted} alkaen. Kerromme ennen kuin rajoitus päättyy (tietosuoja-asetuksen 18 artiklan 3 kohta): puramme sen tämän ilmoituksen jälkeen.`,
        ...(reasons ? [`Syy: ${reasons}`] : []),
        'Jos olet eri mieltä, vastaa tähän viestiin.',
      ],
    },
    remedies: (mailbox) => [
      `Jos olet tyytymätön, kerro siitä meille: ${mailbox}. Voit myös tehdä valituksen valvontaviranomaiselle, joka on Suomessa tietosuojavaltuutettu (77 artikla):`,
    ],
    court: 'Sinulla on myös oikeus saattaa asia tuomioistuimen ratkaistavaksi (79 artikla).',
    closing: (controller, mailbox) => `${controller}\n${mailbox}`,
    post: 'Posti',
    phone: 'Puhelin',
  },
  sv: {
    greeting: (name) => (name ? `Hej ${name},` : 'Hej,'),
    reason_asked: {
      subject: 'Din invändning har antecknats',
      body: ({ scope, said, due }) => [
        `vi har antecknat din invändning från den ${said}, som gäller ändamålet ”${scope}”. Dina uppgifter används inte för det medan saken avgörs.`,
        'En invändning kan göras av skäl som hänför sig till ens egen situation (artikel 21.1 i dataskyddsförordningen). Berätta gärna genom att svara på det här meddelandet varför du invänder. En kort förklaring räcker, och du behöver inte berätta om din hälsa eller annat känsligt.',
        `Vi avgör saken senast den ${due}, vare sig du svarar eller inte. Att du inte svarar upphäver inte din invändning.`,
      ],
    },
    objection_upheld: {
      subject: 'Din invändning har godkänts',
      body: ({ scope, said, by }) => [
        `Den ${said} invände du mot att dina uppgifter används för ändamålet ”${scope}”. ${
          by === 'time'
            ? 'Vi har inte inom tidsfristen visat något skäl att fortsätta, så din invändning gäller.'
            : 'Din invändning har godkänts.'
        } Vi använder inte dina uppgifter för det här ändamålet.`,
        'Du behöver inte göra något.',
      ],
    },
    objection_refused: {
      subject: 'Beslut om din invändning',
      body: ({ scope, said, ground, reasons }) => [
        `Den ${said} invände du mot att dina uppgifter används för ändamålet ”${scope}”. Vi kan inte godkänna invändningen.`,
        ground === 'legal_claims'
          ? 'Grund: uppgifterna behövs för att fastställa, göra gällande eller försvara ett rättsligt anspråk (artikel 21.1 i dataskyddsförordningen).'
          : 'Grund: det finns tvingande berättigade skäl för användningen som väger tyngre än dina intressen, rättigheter och friheter (artikel 21.1 i dataskyddsförordningen).',
        `Motivering: ${reasons}`,
      ],
    },
    restriction_ends: {
      subject: 'Begränsningen av behandlingen av dina uppgifter upphör',
      body: ({ restricted, reasons }) => [
        `behandlingen av dina uppgifter har varit begränsad sedan den ${restricted}. Vi underrättar dig innan begränsningen upphör (artikel 18.3 i dataskyddsförordningen): den hävs efter det här meddelandet.`,
        ...(reasons ? [`Orsak: ${reasons}`] : []),
        'Om du är av annan åsikt, svara på det här meddelandet.',
      ],
    },
    remedies: (mailbox) => [
      `Om du är missnöjd, berätta det för oss: ${mailbox}. Du kan också lämna in ett klagomål till tillsynsmyndigheten, i Finland dataombudsmannen (artikel 77):`,
    ],
    court: 'Du har också rätt att föra saken till domstol (artikel 79).',
    closing: (controller, mailbox) => `${controller}\n${mailbox}`,
    post: 'Post',
    phone: 'Telefon',
  },
  en: {
    greeting: (name) => (name ? `Dear ${name},` : 'Hello,'),
    reason_asked: {
      subject: 'Your objection is on record',
      body: ({ scope, said, due }) => [
        `We have recorded your objection of ${said} to the use of your data for “${scope}”. Your data is not used for it while the matter is being decided.`,
        'An objection rests on grounds relating to one’s own situation (Article 21(1) GDPR). If you like, reply to this message and tell us why you object. A short explanation is enough, and you need not tell us about your health or anything else that is sensitive.',
        `We decide by ${due}, whether you reply or not. Not replying does not undo your objection.`,
      ],
    },
    objection_upheld: {
      subject: 'Your objection has been upheld',
      body: ({ scope, said, by }) => [
        `On ${said} you objected to the use of your data for “${scope}”. ${
          by === 'time'
            ? 'We have not shown a reason to go on within the time limit, so your objection stands.'
            : 'Your objection has been upheld.'
        } We do not use your data for this purpose.`,
        'You need not do anything.',
      ],
    },
    objection_refused: {
      subject: 'Decision on your objection',
      body: ({ scope, said, ground, reasons }) => [
        `On ${said} you objected to the use of your data for “${scope}”. We cannot uphold the objection.`,
        ground === 'legal_claims'
          ? 'Ground: the data is needed for the establishment, exercise or defence of legal claims (Article 21(1) GDPR).'
          : 'Ground: there are compelling legitimate grounds for the use which override your interests, rights and freedoms (Article 21(1) GDPR).',
        `Reasons: ${reasons}`,
      ],
    },
    restriction_ends: {
      subject: 'The restriction on the use of your data is ending',
      body: ({ restricted, reasons }) => [
        `The processing of your data has been restricted since ${restricted}. We tell you before the restriction ends (Article 18(3) GDPR): it will be lifted after this message.`,
        ...(reasons ? [`Why: ${reasons}`] : []),
        'If you disagree, reply to this message.',
      ],
    },
    remedies: (mailbox) => [
      `If you are not satisfied, tell us: ${mailbox}. You may also lodge a complaint with the supervisory authority, in Finland the Data Protection Ombudsman (Article 77):`,
    ],
    court: 'You also have the right to take the matter to court (Article 79).',
    closing: (controller, mailbox) => `${controller}\n${mailbox}`,
    post: 'Post',
    phone: 'Telephone',
  },
}
