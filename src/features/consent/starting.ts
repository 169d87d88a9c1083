import { type Channel, channels, type Topic, topics } from '#register/sendings.ts'
import type { Consent, Form, Script } from './form.ts'
import { standardConsent } from './standard.ts'

const empty = { fi: '', sv: '', en: '' }

/** What a new form starts from: whole, and fit to be published as it is. */
export const startingForm = (controller: string): Form => ({
  kind: 'form',
  service: 'newsletter',
  languages: ['fi', 'sv', 'en'],
  title: { fi: 'Tilaa uutiskirje', sv: 'Prenumerera på nyhetsbrevet', en: 'Subscribe to the newsletter' },
  intro: {
    fi: 'Kerromme uutisista muutaman kerran vuodessa.',
    sv: 'Vi berättar nyheter några gånger om året.',
    en: 'We tell you our news a few times a year.',
  },
  fields: { given_name: 'optional', family_name: 'optional', company: 'no', language: 'optional' },
  consents: [standardConsent('products', 'email', controller)],
  withdrawal: {
    fi: 'Voit perua milloin vain jokaisen viestin linkistä, yhdellä painalluksella.',
    sv: 'Du kan återkalla ditt val när som helst via länken i varje meddelande, med ett tryck.',
    en: 'You can withdraw at any time through the link in every message, in one press.',
  },
  privacy: {
    fi: 'Käytämme tietoja vain siihen, mitä valitset. Valinnoistasi jää todiste. Sinulla on oikeus nähdä tietosi, oikaista ne ja kieltää markkinointi.',
    sv: 'Vi använder uppgifterna bara till det du väljer. Ett bevis på dina val sparas. Du har rätt att se och rätta dina uppgifter och att säga nej till marknadsföring.',
    en: 'We use the details only for what you choose, and keep proof of your choices. You have the right to see and correct your details and to object to marketing.',
  },
  thanks: { fi: 'Kiitos', sv: 'Tack', en: 'Thank you' },
  content: empty,
  content_for: 'everyone',
  origins: [],
})

/** Read aloud as it stands; what was said then is what was asked. */
export const startingScript = (controller: string): Script => ({
  kind: 'script',
  languages: ['fi', 'sv', 'en'],
  title: { fi: 'Uutiskirje puhelimessa', sv: 'Nyhetsbrev per telefon', en: 'Newsletter by phone' },
  text: {
    fi: `Saako ${controller} lähettää sinulle uutiskirjeen sähköpostilla? Voit vastata kyllä tai ei, ja voit perua milloin vain jokaisen viestin linkistä. Tietosuojaseloste on verkkosivuillamme.`,
    sv: `Får ${controller} skicka dig nyhetsbrevet per e-post? Du kan svara ja eller nej, och du kan återkalla det när som helst via länken i varje meddelande. Dataskyddsbeskrivningen finns på vår webbplats.`,
    en: `May ${controller} send you the newsletter by e-mail? You can answer yes or no, and withdraw at any time through the link in every message. The privacy notice is on our website.`,
  },
})

/** Every wish a form may ask for, worded plainly. */
export const consentsOffered = (controller: string): Consent[] =>
  (Object.keys(topics) as Topic[]).flatMap((topic) =>
    (Object.keys(channels) as Channel[]).map((channel) => standardConsent(topic, channel, controller)),
  )
