import type { Recipient } from '../src/kernel/vocabulary.ts'

/**
 * Who sends our text messages, where the settings of the installation name a gateway: a recipient as long as they do, by
 * the name and the country they give.
 */
export const textGateway = {
  role: 'processor',
  class: 'texts',
  purposes: ['rights'],
  wording: {
    fi: 'Lähettää tekstiviestinä kertakäyttöisen koodin, jolla pääset tietoihisi. Saa puhelinnumerosi ja koodin.',
    sv: 'Sänder en engångskod per sms, som öppnar dina uppgifter. Får ditt telefonnummer och koden.',
    en: 'Sends the one-time code that opens your data as a text message. Gets your telephone number and the code.',
  },
} as const satisfies Omit<Recipient, 'name' | 'country'>

/**
 * Who gets personal data from us. None is shipped, and none outside the EU and the EEA: a company adds its own,
 * by name, and the notice changes with it.
 */
export const recipients: Readonly<Record<string, Recipient>> = {}
