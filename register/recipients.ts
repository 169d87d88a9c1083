import type { Recipient } from '../src/kernel/vocabulary.ts'

type Set = Omit<Recipient, 'name' | 'country'>

/**
 * Whom the settings of the installation name, by the name and the country they give: recipients as long as they do. The
 * gateway that sends our text messages has the numbers of those alone to whom a code was sent.
 */
export const textGateway = {
  role: 'processor',
  class: 'texts',
  upon: 'mydata.text',
  purposes: ['rights'],
  wording: {
    fi: 'Lähettää tekstiviestinä kertakäyttöisen koodin, jolla pääset tietoihisi. Saa puhelinnumerosi ja koodin.',
    sv: 'Sänder en engångskod per sms, som öppnar dina uppgifter. Får ditt telefonnummer och koden.',
    en: 'Sends the one-time code that opens your data as a text message. Gets your telephone number and the code.',
  },
} as const satisfies Set

/** Who keeps the bucket of our backups. */
export const backupStore = {
  role: 'processor',
  class: 'hosting',
  enciphered: true,
  purposes: ['security'],
  wording: {
    fi: 'Säilyttää varmuuskopiomme. Ne on salattu avaimella, jota sillä ei ole: se ei voi lukea niitä.',
    sv: 'Förvarar våra säkerhetskopior. De är krypterade med en nyckel som den inte har: den kan inte läsa dem.',
    en: 'Keeps our backups. They are enciphered with a key it does not have: it cannot read them.',
  },
} as const satisfies Set

/** Who keeps the bucket of our files. */
export const fileStore = {
  role: 'processor',
  class: 'hosting',
  enciphered: true,
  purposes: ['security'],
  wording: {
    fi: 'Säilyttää tiedostojamme. Ne on salattu avaimella, jota sillä ei ole: se ei voi lukea niitä.',
    sv: 'Förvarar våra filer. De är krypterade med en nyckel som den inte har: den kan inte läsa dem.',
    en: 'Keeps our files. They are enciphered with a key it does not have: it cannot read them.',
  },
} as const satisfies Set

/**
 * Who gets personal data from us. None is shipped, and none outside the EU and the EEA: a company adds its own,
 * by name, and the notice changes with it.
 */
export const recipients: Readonly<Record<string, Recipient>> = {}
