import type { Language, Recipient } from '#kernel/vocabulary.ts'

type StoreWords = {
  files: string
  ledger: string
  accounts: string
  queue: string
  unread: string
  unreadWhy: string
  log: string
  logHas: string
  backups: string
  backupsHave: string
  roles: Readonly<Record<Recipient['role'], string>>
  byKey: string
  ourselves: string
  inside: string
  /** Who used the data where it was nobody of ours, and for what where it was for no purpose. */
  itself: string
  upkeep: string
  taken: (times: number) => string
  /** Of an action of the program: seen, changed, taken out. */
  /** What was done with it. */
  use: Readonly<Record<'seen' | 'changed' | 'out' | 'sent', string>>
}

/** Where was searched and who got what, in words. */
export const storeWords: Readonly<Record<Language, StoreWords>> = {
  fi: {
    files: 'Tiedostojen sisältö',
    ledger: 'Käyttöloki',
    accounts: 'Oman henkilöstömme käyttäjätunnukset ja myynti',
    queue: 'Työjonot',
    unread: 'Tiedostot, joiden tekstistä ei voitu hakea',
    unreadWhy:
      'Kuvia, salattuja ja muita, joiden tekstiä ohjelma ei osaa lukea: niistä ei ole haettu mainintoja sinusta. Omat tiedostosi ovat mukana kokonaisina.',
    log: 'Palvelimen loki',
    logHas: 'Lokiin ei kirjoiteta henkilötietoja.',
    backups: 'Varmuuskopiot',
    backupsHave: 'Samat tiedot kuin järjestelmässä; kopioista ei haeta yksittäistä ihmistä.',
    roles: {
      processor: 'käsittelijä puolestamme',
      controller: 'itsenäinen rekisterinpitäjä',
      joint: 'yhteisrekisterinpitäjä',
      authority: 'viranomainen',
    },
    byKey: 'luki tietoja omalla tunnuksellaan',
    ourselves: 'Tiedosto omaan käyttöömme',
    inside: 'oma työntekijämme',
    itself: 'järjestelmä itse',
    upkeep: 'järjestelmän ylläpito',
    taken: (times) => (times === 1 ? 'otettu tiedostoon kerran' : `otettu tiedostoon ${times} kertaa`),
    use: { seen: 'katsottu', changed: 'muutettu tai kirjattu', out: 'otettu tiedostoon', sent: 'lähetetty' },
  },
  sv: {
    files: 'Filernas innehåll',
    ledger: 'Användningslogg',
    accounts: 'Vår personals användarkonton och försäljning',
    queue: 'Arbetsköer',
    unread: 'Filer vars text inte kunde genomsökas',
    unreadWhy:
      'Bilder, krypterade och andra filer vars text programmet inte kan läsa: omnämnanden av dig har inte sökts i dem. Dina egna filer ingår i sin helhet.',
    log: 'Serverns logg',
    logHas: 'I loggen skrivs inga personuppgifter.',
    backups: 'Säkerhetskopior',
    backupsHave: 'Samma uppgifter som i systemet; i kopiorna söks ingen enskild person.',
    roles: {
      processor: 'behandlar för vår räkning',
      controller: 'självständigt personuppgiftsansvarig',
      joint: 'gemensamt personuppgiftsansvarig',
      authority: 'myndighet',
    },
    byKey: 'läste uppgifter med egen nyckel',
    ourselves: 'Fil för eget bruk',
    inside: 'vår egen anställda',
    itself: 'systemet självt',
    upkeep: 'underhåll av systemet',
    taken: (times) => (times === 1 ? 'togs ut i en fil en gång' : `togs ut i en fil ${times} gånger`),
    use: { seen: 'läst', changed: 'ändrat eller antecknat', out: 'uttaget i fil', sent: 'skickat' },
  },
  en: {
    files: 'Contents of files',
    ledger: 'Ledger of use',
    accounts: 'Accounts and sales of our own people',
    queue: 'Queues of work',
    unread: 'Files whose text could not be searched',
    unreadWhy:
      'Pictures, enciphered files and others whose text the program cannot read: they were not searched for mentions of you. Your own files are included as they are.',
    log: 'Server log',
    logHas: 'No personal data is written to it.',
    backups: 'Backups',
    backupsHave: 'The same data as in the system; no single person is looked for in the copies.',
    roles: {
      processor: 'processes for us',
      controller: 'controller of its own',
      joint: 'joint controller',
      authority: 'authority',
    },
    byKey: 'read data with a key of its own',
    ourselves: 'A file for our own use',
    inside: 'one of our people',
    itself: 'the system itself',
    upkeep: 'upkeep of the system',
    taken: (times) => (times === 1 ? 'taken out in a file once' : `taken out in a file ${times} times`),
    use: { seen: 'looked at', changed: 'changed or recorded', out: 'taken out in a file', sent: 'sent' },
  },
}
