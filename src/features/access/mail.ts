import { config } from '#kernel/config.ts'
import { sendMail } from '#kernel/disclose.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { controller } from '#register/index.ts'
import type { LinkKind } from './links.ts'

type Reader = { name: string; email: string; language: Language }

/** True when a relay took the link. Without a relay nobody is told, and the caller shows the link. */
export async function inviteByMail(reader: Reader, kind: LinkKind, link: string): Promise<boolean> {
  if (!config.mailUrl) return false
  const { subject, lines } = texts[kind][reader.language]
  await sendMail({
    to: reader.email,
    subject,
    text: [`${reader.name},`, '', ...lines(link), '', controller.name].join('\n'),
  })
  return true
}

type Text = { subject: string; lines(link: string): string[] }

const texts: Record<LinkKind, Record<Language, Text>> = {
  invitation: {
    fi: {
      subject: 'Tunnuksesi Selosteeseen',
      lines: (link) => [
        'sinulle on myönnetty käyttäjätunnus. Valitse salasana tästä:',
        '',
        link,
        '',
        'Linkki toimii kerran ja on voimassa seitsemän päivää.',
      ],
    },
    sv: {
      subject: 'Ditt konto i Seloste',
      lines: (link) => [
        'du har beviljats ett användarkonto. Välj ett lösenord här:',
        '',
        link,
        '',
        'Länken fungerar en gång och gäller i sju dagar.',
      ],
    },
    en: {
      subject: 'Your account in Seloste',
      lines: (link) => [
        'you have been granted an account. Choose a password here:',
        '',
        link,
        '',
        'The link works once and is valid for seven days.',
      ],
    },
  },
  reset: {
    fi: {
      subject: 'Uusi salasana Selosteeseen',
      lines: (link) => [
        'tästä voit valita uuden salasanan:',
        '',
        link,
        '',
        'Linkki toimii kerran ja on voimassa tunnin. Jos et pyytänyt sitä, sinun ei tarvitse tehdä mitään.',
      ],
    },
    sv: {
      subject: 'Nytt lösenord till Seloste',
      lines: (link) => [
        'här kan du välja ett nytt lösenord:',
        '',
        link,
        '',
        'Länken fungerar en gång och gäller i en timme. Om du inte bad om den behöver du inte göra något.',
      ],
    },
    en: {
      subject: 'A new password for Seloste',
      lines: (link) => [
        'you can choose a new password here:',
        '',
        link,
        '',
        'The link works once and is valid for one hour. If you did not ask for it, you need do nothing.',
      ],
    },
  },
}
