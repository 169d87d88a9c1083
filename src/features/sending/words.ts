import type { Language } from '#kernel/vocabulary.ts'

/** Where an address came from, as the gate tells it. */
export type Source = { readonly kind: string; readonly name?: string; readonly at?: string }

export type Frame = {
  readonly advertisement: string
  readonly sender: string
  readonly notice: string
  readonly leave: string
  /** Heading and text of the first message's part on the right to object, Art. 21(4): apart from all else. */
  readonly objection: { readonly title: string; readonly body: string }
  /** Art. 14 in the first message; the rest stands in the notice. */
  readonly informing: { readonly title: string; body(ground: string): string }
  source(source: Source): string
}

const named = (text: string, name: string | undefined) => (name ? `${text}: ${name}` : text)

/** What every message carries besides its own text. */
export const frames: Readonly<Record<Language, Frame>> = {
  fi: {
    advertisement: 'Suoramarkkinointia',
    sender: 'Lähettäjä',
    notice: 'Tietosuojaseloste',
    leave: 'Lopeta viestit tai pidä niistä taukoa',
    objection: {
      title: 'Oikeutesi kieltää suoramarkkinointi',
      body: 'Voit milloin tahansa, maksutta ja syytä kertomatta kieltää meitä käyttämästä tietojasi suoramarkkinointiin:',
    },
    informing: {
      title: 'Miten käsittelemme tietojasi',
      body: (ground) =>
        `Käytämme nimeäsi, yhteystietojasi ja tietoa tehtävästäsi suoramarkkinointiin. Perusteena on ${informed.fi[ground === 'consent' ? 'consent' : 'interest']}. Sinulla on oikeus saada tietosi nähtäväksi, oikaistuiksi ja poistetuiksi, rajoittaa niiden käsittelyä ja valittaa tietosuojavaltuutetulle. Tarkemmin, myös säilytysajoista ja vastaanottajista:`,
    },
    source: ({ kind, name }) =>
      kind === 'person'
        ? 'Olet itse antanut meille osoitteesi.'
        : `${kind === 'company' ? named('Osoitteesi on saatu yritykseltä, jota edustat', name) : named('Osoitteesi lähde', name)}.`,
  },
  sv: {
    advertisement: 'Direktmarknadsföring',
    sender: 'Avsändare',
    notice: 'Dataskyddsbeskrivning',
    leave: 'Avsluta eller pausa meddelandena',
    objection: {
      title: 'Din rätt att säga nej till direktmarknadsföring',
      body: 'Du kan när som helst, utan kostnad och utan att uppge skäl förbjuda oss att använda dina uppgifter för direktmarknadsföring:',
    },
    informing: {
      title: 'Så behandlar vi dina uppgifter',
      body: (ground) =>
        `Vi använder ditt namn, dina kontaktuppgifter och uppgifter om din befattning för direktmarknadsföring. Grunden är ${informed.sv[ground === 'consent' ? 'consent' : 'interest']}. Du har rätt att få se, rätta och radera dina uppgifter, att begränsa behandlingen och att klaga hos dataombudsmannen. Mer, också om lagringstider och mottagare:`,
    },
    source: ({ kind, name }) =>
      kind === 'person'
        ? 'Du har själv gett oss din adress.'
        : `${kind === 'company' ? named('Vi har fått din adress av företaget du företräder', name) : named('Din adress kommer från', name)}.`,
  },
  en: {
    advertisement: 'Direct marketing',
    sender: 'Sender',
    notice: 'Privacy notice',
    leave: 'Stop or pause these messages',
    objection: {
      title: 'Your right to refuse direct marketing',
      body: 'At any time, free of charge and without giving a reason, you can forbid us to use your details for direct marketing:',
    },
    informing: {
      title: 'How we use your details',
      body: (ground) =>
        `We use your name, contact details and position for direct marketing. The legal basis is ${informed.en[ground === 'consent' ? 'consent' : 'interest']}. You have the right to see, correct and erase your data, to restrict its use, and to complain to the Data Protection Ombudsman. More, also about storage periods and recipients:`,
    },
    source: ({ kind, name }) =>
      kind === 'person'
        ? 'You gave us your address yourself.'
        : `${kind === 'company' ? named('We received your address from the company you represent', name) : named('Source of your address', name)}.`,
  },
}

const informed: Record<Language, Record<'consent' | 'interest', string>> = {
  fi: { consent: 'suostumuksesi', interest: 'oikeutettu etumme kertoa yrityksille tuotteistamme' },
  sv: { consent: 'ditt samtycke', interest: 'vårt berättigade intresse att berätta om våra produkter för företag' },
  en: { consent: 'your consent', interest: 'our legitimate interest in telling companies about our products' },
}

/** Why a message may be sent, in a few words; work duties are our reading of the law, and say so. */
export const groundWords: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  fi: {
    consent: 'Henkilö on antanut suostumuksensa.',
    existing_customer: 'Osoite saatiin myynnin yhteydessä, ja tuote on samankaltainen.',
    work_duties: 'Tarjous liittyy tulkintamme mukaan olennaisesti henkilön työtehtäviin.',
    company_address: 'Osoite on yrityksen yleinen osoite.',
    legitimate_interest: 'Oikeutettu etu; henkilö ei ole kieltänyt.',
    contract: 'Henkilön oma sopimus.',
    legal_obligation: 'Lakisääteinen velvoite.',
  },
  sv: {
    consent: 'Personen har gett sitt samtycke.',
    existing_customer: 'Adressen fick vi vid ett köp, och produkten är likartad.',
    work_duties: 'Erbjudandet hör enligt vår tolkning väsentligt till personens arbetsuppgifter.',
    company_address: 'Adressen är företagets allmänna adress.',
    legitimate_interest: 'Berättigat intresse; personen har inte sagt nej.',
    contract: 'Personens eget avtal.',
    legal_obligation: 'Lagstadgad skyldighet.',
  },
  en: {
    consent: 'The person has given consent.',
    existing_customer: 'The address was obtained in a sale, and the product is similar.',
    work_duties: 'In our reading the offer is essentially tied to the person’s work duties.',
    company_address: 'It is a general address of the company.',
    legitimate_interest: 'Legitimate interest; the person has not refused.',
    contract: 'The person’s own contract.',
    legal_obligation: 'A legal obligation.',
  },
}
