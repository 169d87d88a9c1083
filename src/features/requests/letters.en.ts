import type { Wording } from './letters.words.ts'

const art = (number: string) => `Article ${number} GDPR`

const OTHERS = {
  none: 'We have given your data to nobody, so nobody else had to be told of the change.',
  some: 'We will tell those who have received your data from us of the change. We will tell you who they are if you ask.',
  all: 'Those who have received your data from us have been told of the change. We will tell you who they are if you ask.',
} as const

export const words: Wording = {
  greeting: (name) => (name ? `Dear ${name},` : 'Hello,'),
  closing: (controller, mailbox, own) => `${controller}\n${mailbox}\nYour data: ${own}`,
  late: 'Our answer took longer than the law allows. We are sorry for that.',
  remedies: (mailbox) =>
    `If you are not satisfied, tell us: ${mailbox}. You may also lodge a complaint with the supervisory authority, in Finland the Data Protection Ombudsman (Article 77):`,
  court: 'You also have the right to take the matter to court (Article 79).',
  post: 'Post',
  phone: 'Telephone',
  kinds: {
    access: 'to see your data',
    rectify: 'to correct your data',
    erase: 'to erase your data',
    restrict: 'to restrict the use of your data',
    object: 'to object to the use of your data',
    port: 'to move your data',
    other: 'another matter',
  },
  grounds: {
    excessive: `the request is excessive (${art('12(5)')})`,
    unfounded: `the request is manifestly unfounded (${art('12(5)')})`,
    others_rights: `giving the data would harm the rights of others (${art('15(4)')})`,
    secrecy: 'a law forbids giving the data (Data Protection Act, section 34)',
    accurate: `the data is accurate and up to date (${art('16')})`,
    no_erasure_ground: `none of the conditions for erasure is met (${art('17(1)')})`,
    legal_duty: `a law requires the data to be kept (${art('17(3)(b)')})`,
    legal_claims: `the data is needed for legal claims (${art('17(3)(e)')})`,
    not_portable: `the data does not rest on consent or a contract (${art('20(1)')})`,
    no_restriction_ground: `none of the grounds for restriction is met (${art('18(1)')})`,
    compelling: `there are compelling legitimate grounds for the use (${art('21(1)')})`,
  },
  partly: ({ ground, reasons }) => [
    `We cannot carry out a part of the request. Ground: ${ground}.`,
    `Reasons: ${reasons}`,
  ],
  letters: {
    received: {
      subject: ({ number }) => `We have received your request ${number}`,
      body: ({ number, kinds, received, due }) => [
        `On ${received} we received your request: ${kinds}. Its number is ${number}.`,
        `We will answer by ${due}. The answer costs you nothing, and you need not give reasons for your request.`,
      ],
    },
    identity: {
      subject: ({ number }) => `Please confirm your request ${number}`,
      body: ({ received, number }) => [
        `On ${received} we received the request ${number}, but we are not sure that it is yours. We do not want to give your data to the wrong person.`,
        'Please confirm it by replying to this message from the address you have used with us before, or by calling us from a number you have given us.',
        'Do not send a copy of an identity document or your personal identity code: we do not need them. Our time to answer goes on once we have your confirmation.',
      ],
    },
    extension: {
      subject: ({ number }) => `Our answer to your request ${number} takes longer`,
      body: ({ number, received, due, reasons }) => [
        `We received your request ${number} on ${received}. We need more time and will answer by ${due} (Article 12(3) GDPR).`,
        `Why: ${reasons}`,
      ],
    },
    report: {
      subject: ({ number }) => `Your data, request ${number}`,
      body: ({ number, received, named }) => [
        `This is our answer to your request ${number} of ${received}. Your personal report says which data we hold about you, where it came from, what it is used for, who has received it and how long it is kept.`,
        'You get the report on your own page through a safe link, or in a separate message. The data is as it was when your request was recorded.',
        ...(named
          ? [
              `Your data was looked at by these employees of ours. Their names are told because they are needed for using your rights:\n${named}`,
            ]
          : []),
        'You may at any time ask us to correct, erase or restrict the data, or object to its use.',
      ],
    },
    erased: {
      subject: ({ number }) => `Your data is being erased, request ${number}`,
      body: ({ number, received, kept, partly }) => [
        `On ${received} you asked us to erase your data (request ${number}). It is now being erased from our systems, and we check afterwards that nothing is left. It leaves the backups as they are replaced.`,
        ...(kept ? [`The law requires us to keep this:\n${kept}`] : []),
        ...(kept || partly
          ? []
          : [
              'We hold no data of yours any more. We keep only a certificate of the erasure, without your name or address.',
            ]),
        'If you have refused direct marketing to your address, we keep a code from which the address cannot be read. It keeps us from contacting you again.',
      ],
    },
    done: {
      subject: ({ number }) => `Your request ${number} has been carried out`,
      body: ({ number, received, kinds, reasons, partly, others }) => [
        `On ${received} you made the request ${number}: ${kinds}. ${partly ? 'We have carried it out in part.' : 'It has been carried out.'}`,
        ...(reasons && !partly ? [reasons] : []),
        ...(others ? [OTHERS[others]] : []),
      ],
    },
    refused: {
      subject: ({ number }) => `Decision on your request ${number}`,
      body: ({ number, received, kinds, ground, reasons }) => [
        `On ${received} you made the request ${number}: ${kinds}. We cannot carry it out.`,
        `Ground: ${ground}.`,
        `Reasons: ${reasons}`,
      ],
    },
    no_data: {
      subject: ({ number }) => `We hold no data about you, request ${number}`,
      body: ({ number, received }) => [
        `On ${received} you made the request ${number}. We searched our systems by what you gave us, and we do not process personal data about you.`,
        'We keep only this request and its answer. If you have dealt with us by another address or number, tell us and we will search again.',
      ],
    },
    not_identified: {
      subject: ({ number }) => `We cannot connect your request ${number} to any data`,
      body: ({ number, received }) => [
        `On ${received} we received the request ${number}, but we cannot connect it to anybody (Articles 11 and 12(2) GDPR). So we can neither give nor change any data.`,
        'You may give more information, such as the e-mail address or telephone number you have used with us. We will then go on at once.',
      ],
    },
  },
}
