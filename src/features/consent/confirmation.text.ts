import type { Language } from '#kernel/vocabulary.ts'
import type { Controller } from '#register/controller.ts'

type Letter = { subject: string; text: string }
type About = { controller: Controller; wording: readonly string[]; link: string; days: number }

/** To whom an address in a form belongs: confirm, or leave it be. No offer stands in it. */
export function confirmationMail(language: Language, about: About): Letter {
  const { subject, lead, ways } = asked[language]
  return letter(language, about, subject, lead(about.controller.name), ways(about.days))
}

/** To somebody who said so to one of us: as it was heard, with yes and no on one page. */
export function heardMail(language: Language, about: About & { saidOn: string }): Letter {
  const { subject, lead, ways } = heard[language]
  return letter(language, about, subject, lead(about.controller.name, about.saidOn), ways(about.days))
}

function letter(language: Language, { controller, wording, link }: About, subject: string, lead: string, ways: string) {
  const { street, postcode, town } = controller.address
  return {
    subject,
    text: [
      HELLO[language],
      '',
      lead,
      '',
      ...wording.map((each) => `– ${each}`),
      '',
      link,
      '',
      ways,
      '',
      controller.name,
      `${street}, ${postcode} ${town[language]} · ${controller.mailbox}`,
    ].join('\n'),
  }
}

const HELLO: Record<Language, string> = { fi: 'Hei', sv: 'Hej', en: 'Hello' }

const asked: Record<Language, { subject: string; lead(name: string): string; ways(days: number): string }> = {
  fi: {
    subject: 'Vahvista valintasi',
    lead: (name) => `Osoitteellasi täytettiin lomake, jonka vastaanottaja on ${name}. Siinä valittiin:`,
    ways: (days) =>
      `Avaa linkki ja vahvista tai hylkää. Linkki toimii kerran ja on voimassa ${days} päivää. Jos et täyttänyt lomaketta, sinun ei tarvitse tehdä mitään: ilman vahvistusta mitään ei lähetetä ja tiedot poistuvat.`,
  },
  sv: {
    subject: 'Bekräfta dina val',
    lead: (name) => `Ett formulär till ${name} fylldes i med din adress. I det valdes:`,
    ways: (days) =>
      `Öppna länken och bekräfta eller avböj. Länken fungerar en gång och gäller i ${days} dagar. Om du inte fyllde i formuläret behöver du inte göra något: utan bekräftelse skickas ingenting och uppgifterna raderas.`,
  },
  en: {
    subject: 'Confirm your choices',
    lead: (name) => `A form of ${name} was filled in with your address. Chosen in it:`,
    ways: (days) =>
      `Open the link to confirm or decline. It works once and is valid for ${days} days. If you did not fill in the form, you need do nothing: without a confirmation nothing is sent, and the details are deleted.`,
  },
}

const heard: Record<Language, { subject: string; lead(name: string, on: string): string; ways(days: number): string }> =
  {
    fi: {
      subject: 'Vastaatko kyllä vai ei?',
      lead: (name, on) =>
        `${name} on kirjannut ${on}, että olisit kertonut suostuvasi seuraavaan. Suostumus on voimassa vain, jos vahvistat sen itse:`,
      ways: (days) =>
        `Avaa linkki ja vastaa kyllä tai ei; kumpikin käy yhtä hyvin. Linkki toimii kerran ja on voimassa ${days} päivää. Jos et vastaa, suostumusta ei ole.`,
    },
    sv: {
      subject: 'Svarar du ja eller nej?',
      lead: (name, on) =>
        `${name} har antecknat ${on} att du skulle ha samtyckt till följande. Samtycket gäller bara om du själv bekräftar det:`,
      ways: (days) =>
        `Öppna länken och svara ja eller nej; det ena är lika bra som det andra. Länken fungerar en gång och gäller i ${days} dagar. Om du inte svarar finns inget samtycke.`,
    },
    en: {
      subject: 'Is your answer yes or no?',
      lead: (name, on) =>
        `${name} has noted on ${on} that you agreed to the following. It holds only if you confirm it yourself:`,
      ways: (days) =>
        `Open the link and answer yes or no; either is equally fine. It works once and is valid for ${days} days. If you do not answer, there is no consent.`,
    },
  }
