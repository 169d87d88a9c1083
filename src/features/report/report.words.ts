import type { Language } from '#kernel/vocabulary.ts'

type ReportWords = {
  title: string
  of: (name: string) => string
  lead: (company: string, date: string) => string[]
  number: string
  asOf: string
  made: string
  contents: string
  short: string
  shortly: (facts: { kinds: number; since: string | null; source: string | null }) => string
  usedFor: string
  notUsed: string
  why: string
  source: string
  since: string
  until: string
  /** Beside a record: the day it ends. */
  upto: (day: string) => string
  /** What the person says of the fact of this name. */
  said: (label: string) => string
  record: (n: number) => string
  technical: (n: number) => string
  accounts: string
  receivers: string
  nobody: string
  lastly: (day: string) => string
  uses: string
  usesLead: string
  day: string
  purpose: string
  who: string
  action: string
  times: string
  automated: string
  decisions: string
  rights: string
  complaint: string
  searched: string
  searchedLead: string
  store: string
  found: string
  hidden: string
  hiddenLead: string
  files: string
  filesLead: string
  none: string
  page: (of: number, all: number) => string
  /** Names of files in the package. */
  file: string
  folder: string
  data: string
}

export const reportWords: Readonly<Record<Language, ReportWords>> = {
  fi: {
    title: 'Sinua koskevat tiedot',
    of: (name) => `${name}`,
    lead: (company, date) => [
      `Tässä raportissa on kaikki, mitä ${company} tiesi sinusta ${date}: tiedot selkokielellä, mihin niitä käytetään, mistä ne on saatu, kuka ne on saanut ja milloin ne poistetaan.`,
      'Samat tiedot ovat koneluettavina samassa paketissa. Raportti on maksuton.',
    ],
    number: 'Pyyntö',
    asOf: 'Tiedot sellaisina kuin',
    made: 'Koottu',
    contents: 'Sisällys',
    short: 'Lyhyesti',
    shortly: ({ kinds, since, source }) =>
      `Sinusta on tietoja ${kinds} tietoryhmässä${since ? `, ensimmäiset ${since} alkaen` : ''}.${source ? ` Tietosi on saatu: ${source}.` : ''}`,
    usedFor: 'Mihin tietojasi käytetään nyt ja millä perusteella',
    notUsed: 'Muihin tarkoituksiin tietojasi ei nyt käytetä.',
    why: 'Mihin',
    source: 'Mistä',
    since: 'alkaen',
    until: 'Kuinka kauan',
    upto: (day) => `${day} asti`,
    said: (label) => `Sanoit: ${label.toLocaleLowerCase('fi')}`,
    record: (n) => (n === 1 ? '1 merkintä' : `${n} merkintää`),
    technical: (n) => `${n} tietuetta. Tunnisteet, versiot ja ajat ovat koneluettavassa tiedostossa.`,
    accounts: 'Käyttäjätunnuksesi meillä ja mitä olet myynyt',
    receivers: 'Kuka on saanut tietojasi',
    nobody: 'Tietojasi ei ole annettu kenellekään meidän ulkopuolellemme.',
    lastly: (day) => `viimeksi ${day}`,
    uses: 'Milloin tietojasi on katsottu ja käytetty',
    usesLead:
      'Jokaisesta käytöstä jää merkintä. Päivä ja käyttötarkoitus kerrotaan aina; tiimi silloin, kun siinä on vähintään viisi ihmistä. Työntekijän nimi kerrotaan vain, jos et voisi muuten käyttää oikeuksiasi, ja silloin kirjeessämme. Omia käyntejäsi ei luetella, eikä sitä, mitä on luettu tietoturvaa, oikeusvaateita tai viranomaista varten: siitä voit kysyä erikseen.',
    day: 'Päivä',
    purpose: 'Käyttötarkoitus',
    who: 'Kuka',
    action: 'Mitä tehtiin',
    times: 'Kertaa',
    automated: 'Automaattiset päätökset',
    decisions: 'Sinusta ei tehdä automaattisia päätöksiä eikä sinua profiloida niitä varten. Päätökset tekee ihminen.',
    rights: 'Oikeutesi',
    complaint: 'Valitus viranomaiselle',
    searched: 'Mistä tietoja etsittiin',
    searchedLead: 'Kaikki paikat käytiin läpi. Numero kertoo, montako tietuetta niistä löytyi.',
    store: 'Paikka',
    found: 'Löytyi',
    hidden: 'Peitetyt kohdat',
    hiddenLead:
      'Osa teksteistä on peitetty, koska ne koskevat muita. Syy on peitetyn kohdan paikalla. Voit pyytää tietosuojavaltuutettua tarkistamaan ne.',
    files: 'Tiedostot',
    filesLead: 'Tiedostot ovat paketissa sellaisina kuin ne meillä ovat.',
    none: 'Ei mitään.',
    page: (of, all) => `${of} / ${all}`,
    file: 'raportti.pdf',
    folder: 'tiedostot',
    data: 'tiedot.json',
  },
  sv: {
    title: 'Uppgifter om dig',
    of: (name) => `${name}`,
    lead: (company, date) => [
      `I den här rapporten finns allt som ${company} visste om dig ${date}: uppgifterna i klartext, vad de används till, varifrån de kommer, vem som har fått dem och när de raderas.`,
      'Samma uppgifter finns i maskinläsbar form i samma paket. Rapporten är avgiftsfri.',
    ],
    number: 'Begäran',
    asOf: 'Uppgifterna per',
    made: 'Sammanställd',
    contents: 'Innehåll',
    short: 'I korthet',
    shortly: ({ kinds, since, source }) =>
      `Det finns uppgifter om dig i ${kinds} grupper${since ? `, de första från ${since}` : ''}.${source ? ` Uppgifterna har vi fått: ${source}.` : ''}`,
    usedFor: 'Vad uppgifterna används till nu och på vilken grund',
    notUsed: 'För andra ändamål används uppgifterna inte nu.',
    why: 'Till vad',
    source: 'Varifrån',
    since: 'från',
    until: 'Hur länge',
    upto: (day) => `till ${day}`,
    said: (label) => `Du säger: ${label.toLocaleLowerCase('sv')}`,
    record: (n) => (n === 1 ? '1 anteckning' : `${n} anteckningar`),
    technical: (n) => `${n} poster. Beteckningar, versioner och tider finns i den maskinläsbara filen.`,
    accounts: 'Dina användarkonton hos oss och vad du har sålt',
    receivers: 'Vem som har fått dina uppgifter',
    nobody: 'Dina uppgifter har inte lämnats till någon utanför oss.',
    lastly: (day) => `senast ${day}`,
    uses: 'När dina uppgifter har lästs och använts',
    usesLead:
      'Varje användning lämnar en anteckning. Dag och ändamål anges alltid; teamet när det har minst fem personer. En anställd namnges bara om du inte annars kunde utöva dina rättigheter, och då i vårt brev. Dina egna besök räknas inte upp, inte heller det som har lästs för informationssäkerhet, rättsliga anspråk eller en myndighet: fråga om det separat.',
    day: 'Dag',
    purpose: 'Ändamål',
    who: 'Vem',
    action: 'Vad som gjordes',
    times: 'Gånger',
    automated: 'Automatiska beslut',
    decisions: 'Inga automatiska beslut fattas om dig och du profileras inte för sådana. Besluten fattas av människor.',
    rights: 'Dina rättigheter',
    complaint: 'Klagomål till myndigheten',
    searched: 'Var uppgifterna söktes',
    searchedLead: 'Alla ställen gicks igenom. Siffran anger hur många poster som fanns.',
    store: 'Ställe',
    found: 'Fanns',
    hidden: 'Maskerade ställen',
    hiddenLead:
      'En del av texterna är maskerade, eftersom de gäller andra. Skälet står på det maskerade stället. Du kan be dataombudsmannen kontrollera dem.',
    files: 'Filer',
    filesLead: 'Filerna finns i paketet sådana de är hos oss.',
    none: 'Inget.',
    page: (of, all) => `${of} / ${all}`,
    file: 'rapport.pdf',
    folder: 'filer',
    data: 'uppgifter.json',
  },
  en: {
    title: 'What is held about you',
    of: (name) => `${name}`,
    lead: (company, date) => [
      `This report has everything that ${company} knew of you on ${date}: the data in plain words, what it is used for, where it came from, who has got it, and when it is erased.`,
      'The same data is in machine-readable form in the same package. The report is free of charge.',
    ],
    number: 'Request',
    asOf: 'Data as of',
    made: 'Put together',
    contents: 'Contents',
    short: 'In short',
    shortly: ({ kinds, since, source }) =>
      `There is data about you in ${kinds} groups${since ? `, the first since ${since}` : ''}.${source ? ` Your data came: ${source}.` : ''}`,
    usedFor: 'What your data is used for now, and on what basis',
    notUsed: 'It is not used for other purposes now.',
    why: 'What for',
    source: 'Where from',
    since: 'since',
    until: 'How long',
    upto: (day) => `until ${day}`,
    said: (label) => `You say: ${label.toLowerCase()}`,
    record: (n) => (n === 1 ? '1 entry' : `${n} entries`),
    technical: (n) => `${n} records. Identifiers, versions and times are in the machine-readable file.`,
    accounts: 'Your accounts with us, and what you have sold',
    receivers: 'Who has got your data',
    nobody: 'Your data has been given to nobody outside us.',
    lastly: (day) => `last on ${day}`,
    uses: 'When your data was looked at and used',
    usesLead:
      'Each use leaves an entry. Day and purpose are always told; the team where it has five people or more. An employee is named only if you could not use your rights otherwise, and then in our letter. Your own visits are not listed, nor what was read for security, for legal claims or for an authority: ask about that separately.',
    day: 'Day',
    purpose: 'Purpose',
    who: 'Who',
    action: 'What was done',
    times: 'Times',
    automated: 'Automated decisions',
    decisions: 'No automated decisions are made about you, and you are not profiled for any. People decide.',
    rights: 'Your rights',
    complaint: 'Complaint to the authority',
    searched: 'Where the data was looked for',
    searchedLead: 'Every place was gone through. The number says how many records were found.',
    store: 'Place',
    found: 'Found',
    hidden: 'Hidden passages',
    hiddenLead:
      'Parts of the texts are hidden, because they are about others. The reason stands in the place of the passage. You can ask the Data Protection Ombudsman to check them.',
    files: 'Files',
    filesLead: 'The files are in the package as they are with us.',
    none: 'Nothing.',
    page: (of, all) => `${of} / ${all}`,
    file: 'report.pdf',
    folder: 'attachments',
    data: 'data.json',
  },
}
