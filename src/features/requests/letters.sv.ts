import type { Wording } from './letters.words.ts'

const art = (number: string) => `${number} i dataskyddsförordningen`

const OTHERS = {
  none: 'Vi har inte gett dina uppgifter till någon, så ingen annan har behövt underrättas om ändringen.',
  some: 'Vi underrättar dem som har fått dina uppgifter av oss om ändringen. På begäran berättar vi vilka de är.',
  all: 'De som har fått dina uppgifter av oss har underrättats om ändringen. På begäran berättar vi vilka de är.',
} as const

export const words: Wording = {
  greeting: (name) => (name ? `Hej ${name},` : 'Hej,'),
  closing: (controller, mailbox, own) => `${controller}\n${mailbox}\nDina uppgifter: ${own}`,
  late: 'Vårt svar kom efter den tid lagen ger. Vi beklagar det.',
  remedies: (mailbox) =>
    `Om du är missnöjd, berätta det för oss: ${mailbox}. Du kan också lämna in ett klagomål till tillsynsmyndigheten, i Finland dataombudsmannen (artikel 77):`,
  court: 'Du har också rätt att föra saken till domstol (artikel 79).',
  post: 'Post',
  phone: 'Telefon',
  kinds: {
    access: 'få se dina uppgifter',
    rectify: 'rätta dina uppgifter',
    erase: 'radera dina uppgifter',
    restrict: 'begränsa användningen av dina uppgifter',
    object: 'invända mot att dina uppgifter används',
    port: 'flytta dina uppgifter',
    other: 'annat ärende',
  },
  grounds: {
    excessive: `begäran är orimlig (${art('artikel 12.5')})`,
    unfounded: `begäran är uppenbart ogrundad (${art('artikel 12.5')})`,
    others_rights: `utlämnandet skulle kränka någon annans rättigheter (${art('artikel 15.4')})`,
    secrecy: 'lagen förbjuder att uppgiften lämnas ut (34 § i dataskyddslagen)',
    accurate: `uppgiften är riktig och aktuell (${art('artikel 16')})`,
    no_erasure_ground: `inget av villkoren för radering är uppfyllt (${art('artikel 17.1')})`,
    legal_duty: `lagen kräver att uppgiften bevaras (${art('artikel 17.3 b')})`,
    legal_claims: `uppgiften behövs för ett rättsligt anspråk (${art('artikel 17.3 e')})`,
    not_portable: `uppgiften grundar sig inte på samtycke eller avtal (${art('artikel 20.1')})`,
    no_restriction_ground: `inget av skälen för begränsning är uppfyllt (${art('artikel 18.1')})`,
    compelling: `det finns tvingande berättigade skäl för användningen (${art('artikel 21.1')})`,
  },
  partly: ({ ground, reasons }) => [
    `En del av begäran kan vi inte uppfylla. Grund: ${ground}.`,
    `Motivering: ${reasons}`,
  ],
  letters: {
    received: {
      subject: ({ number }) => `Din begäran ${number} har tagits emot`,
      body: ({ number, kinds, received, due }) => [
        `vi har den ${received} tagit emot din begäran: ${kinds}. Numret på din begäran är ${number}.`,
        `Vi svarar senast den ${due}. Svaret kostar dig ingenting, och du behöver inte motivera din begäran.`,
      ],
    },
    identity: {
      subject: ({ number }) => `Vi behöver en bekräftelse för din begäran ${number}`,
      body: ({ received, number }) => [
        `vi fick den ${received} begäran ${number}, men är inte säkra på att den kommer från dig. Vi vill inte ge dina uppgifter till fel person.`,
        'Bekräfta begäran genom att svara på det här meddelandet från den adress du tidigare har kontaktat oss från, eller ring oss från ett nummer du har gett oss.',
        'Skicka ingen kopia av en identitetshandling och uppge inte din personbeteckning: vi behöver dem inte. Vår svarstid fortsätter när vi har fått bekräftelsen.',
      ],
    },
    extension: {
      subject: ({ number }) => `Svaret på din begäran ${number} dröjer`,
      body: ({ number, received, due, reasons }) => [
        `vi fick din begäran ${number} den ${received}. Vi behöver mer tid och svarar senast den ${due} (artikel 12.3 i dataskyddsförordningen).`,
        `Orsak: ${reasons}`,
      ],
    },
    report: {
      subject: ({ number }) => `Dina uppgifter, begäran ${number}`,
      body: ({ number, received, named }) => [
        `här är vårt svar på din begäran ${number} av den ${received}. Din personliga rapport berättar vilka uppgifter vi har om dig, varifrån de kommer, vad de används till, vem som har fått dem och hur länge de bevaras.`,
        'Du får rapporten på din egen sida genom en säker länk eller som en separat försändelse. Uppgifterna är som de var när din begäran antecknades.',
        ...(named
          ? [
              `Dina uppgifter har lästs av dessa anställda hos oss. Namnen berättas eftersom de behövs för att du ska kunna utöva dina rättigheter:\n${named}`,
            ]
          : []),
        'Du kan när som helst begära att uppgifterna rättas, raderas eller begränsas, eller invända mot att de används.',
      ],
    },
    erased: {
      subject: ({ number }) => `Dina uppgifter raderas, begäran ${number}`,
      body: ({ number, received, kept, partly }) => [
        `du begärde den ${received} att dina uppgifter ska raderas (begäran ${number}). De raderas nu ur våra system, och vi kontrollerar efteråt att inget blev kvar. Ur säkerhetskopiorna försvinner de när kopiorna byts ut.`,
        ...(kept ? [`Lagen kräver att vi bevarar detta:\n${kept}`] : []),
        ...(kept || partly
          ? []
          : [
              'Vi har inga uppgifter om dig kvar. Vi bevarar bara ett intyg över raderingen, utan ditt namn och din adress.',
            ]),
        'Om du har förbjudit direktmarknadsföring till din adress bevarar vi en kod som adressen inte kan läsas ur. Tack vare den kontaktar vi dig inte på nytt.',
      ],
    },
    done: {
      subject: ({ number }) => `Din begäran ${number} har uppfyllts`,
      body: ({ number, received, kinds, reasons, partly, others }) => [
        `du gjorde den ${received} begäran ${number}: ${kinds}. ${partly ? 'Vi uppfyllde den delvis.' : 'Begäran har uppfyllts.'}`,
        ...(reasons && !partly ? [reasons] : []),
        ...(others ? [OTHERS[others]] : []),
      ],
    },
    refused: {
      subject: ({ number }) => `Beslut om din begäran ${number}`,
      body: ({ number, received, kinds, ground, reasons }) => [
        `du gjorde den ${received} begäran ${number}: ${kinds}. Vi kan inte uppfylla den.`,
        `Grund: ${ground}.`,
        `Motivering: ${reasons}`,
      ],
    },
    no_data: {
      subject: ({ number }) => `Vi har inga uppgifter om dig, begäran ${number}`,
      body: ({ number, received }) => [
        `du gjorde den ${received} begäran ${number}. Vi sökte i våra system med det du uppgav, och vi behandlar inga personuppgifter om dig.`,
        'Vi bevarar bara den här begäran och svaret. Om du har kontaktat oss med en annan adress eller ett annat nummer, berätta det, så söker vi på nytt.',
      ],
    },
    not_identified: {
      subject: ({ number }) => `Vi kan inte koppla din begäran ${number} till några uppgifter`,
      body: ({ number, received }) => [
        `vi fick den ${received} begäran ${number}, men kan inte koppla den till någon (artiklarna 11 och 12.2 i dataskyddsförordningen). Därför kan vi varken lämna ut eller ändra uppgifter.`,
        'Du kan ge mer information, till exempel den e-postadress eller det telefonnummer du har kontaktat oss med. Då fortsätter vi genast.',
      ],
    },
  },
}
