import type { Language } from '#kernel/vocabulary.ts'

type Text = {
  language: string
  languages: string
  skip: string
  mail: { subject(company: string): string; lines(company: string, link: string): string[] }
  title: string
  lead(company: string): string
  name: Record<'given_name' | 'family_name' | 'job_title' | 'address' | 'number', string>
  work: string
  left(company: string): string
  until(day: string): string
  send: string
  done: string
  thanks: { same: string; changed: string }
  kept: string
}

/** What the person reads: why we ask, what we hold, and that nothing happens unless they answer. */
export const words: Record<Language, Text> = {
  fi: {
    language: 'Suomi',
    languages: 'Kieli',
    skip: 'Siirry sisältöön',
    mail: {
      subject: (company) => `Ovatko yhteystietosi oikein? – ${company}`,
      lines: (company, link) => [
        `Haluamme, että ${company} tavoittaa sinut oikeilla tiedoilla. Katso, mitä työyhteystietoja meillä on sinusta, ja korjaa ne tarvittaessa:`,
        link,
        'Linkki on vain sinulle, ja se toimii 14 päivää ja yhden vastauksen ajan. Jos tiedot ovat oikein tai et halua vastata, mitään ei tarvitse tehdä.',
      ],
    },
    title: 'Tarkista yhteystietosi',
    lead: (company) =>
      `Nämä työyhteystiedot ${company} tuntee sinusta. Korjaa, mikä on muuttunut, tai totea tiedot oikeiksi.`,
    name: {
      given_name: 'Etunimi',
      family_name: 'Sukunimi',
      job_title: 'Tehtävä',
      address: 'Sähköposti',
      number: 'Puhelin',
    },
    work: 'Missä työskentelet',
    left: (company) => `En enää työskentele täällä: ${company}`,
    until: (day) => `Linkki toimii ${day} asti, yhden vastauksen ajan.`,
    send: 'Tiedot ovat nyt oikein',
    done: 'Kiitos',
    thanks: {
      same: 'Tietosi on merkitty tarkistetuiksi.',
      changed: 'Tietosi on korjattu, ja asiakasvastaavasi saa tiedon.',
    },
    kept: 'Aiempi tieto jää muutoshistoriaan, kunnes sen säilytysaika päättyy.',
  },
  sv: {
    language: 'Svenska',
    languages: 'Språk',
    skip: 'Till innehållet',
    mail: {
      subject: (company) => `Stämmer dina kontaktuppgifter? – ${company}`,
      lines: (company, link) => [
        `Vi vill att ${company} når dig med rätt uppgifter. Se vilka kontaktuppgifter till arbetet vi har om dig, och rätta dem vid behov:`,
        link,
        'Länken är bara för dig och gäller i 14 dagar, för ett svar. Om uppgifterna stämmer eller du inte vill svara behöver du inte göra något.',
      ],
    },
    title: 'Kontrollera dina kontaktuppgifter',
    lead: (company) =>
      `De här kontaktuppgifterna till ditt arbete känner ${company} till. Rätta det som ändrats, eller bekräfta uppgifterna.`,
    name: {
      given_name: 'Förnamn',
      family_name: 'Efternamn',
      job_title: 'Uppgift',
      address: 'E-post',
      number: 'Telefon',
    },
    work: 'Var du arbetar',
    left: (company) => `Jag arbetar inte längre här: ${company}`,
    until: (day) => `Länken gäller till ${day}, för ett svar.`,
    send: 'Uppgifterna stämmer nu',
    done: 'Tack',
    thanks: {
      same: 'Dina uppgifter är markerade som kontrollerade.',
      changed: 'Dina uppgifter är rättade, och din kontaktperson får veta det.',
    },
    kept: 'Den tidigare uppgiften står kvar i ändringshistoriken tills dess lagringstid är slut.',
  },
  en: {
    language: 'English',
    languages: 'Language',
    skip: 'Skip to content',
    mail: {
      subject: (company) => `Are your contact details right? – ${company}`,
      lines: (company, link) => [
        `${company} would like to reach you with the right details. See which work contact details we hold about you, and correct them if needed:`,
        link,
        'The link is for you alone and works for 14 days and one answer. If the details are right or you would rather not answer, there is nothing you need to do.',
      ],
    },
    title: 'Check your contact details',
    lead: (company) =>
      `These are the work contact details ${company} has of you. Correct what has changed, or confirm them.`,
    name: {
      given_name: 'Given name',
      family_name: 'Family name',
      job_title: 'Job title',
      address: 'E-mail',
      number: 'Phone',
    },
    work: 'Where you work',
    left: (company) => `I no longer work here: ${company}`,
    until: (day) => `The link works until ${day}, for one answer.`,
    send: 'The details are right now',
    done: 'Thank you',
    thanks: {
      same: 'Your details are marked as checked.',
      changed: 'Your details are corrected, and your contact here is told.',
    },
    kept: 'What it said before stays in the history of changes until its time is over.',
  },
}
