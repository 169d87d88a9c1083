import type { Wording } from './wording.ts'

export const wording: Wording = {
  title: 'Privacy notice',
  about: 'Customer relationship management system',
  lead: (company) =>
    `This notice tells you what ${company} holds about you in its customer relationship management system, why, for how long, and what you can decide yourself. It concerns customers, prospects, suppliers and partners, their contact persons, and our own employees as users of the system.`,
  controller: {
    heading: 'Who answers for your data',
    rows: {
      name: 'Controller',
      businessId: 'Business ID',
      address: 'Postal address',
      mailbox: 'Privacy matters',
      contact: 'Contact person',
      officer: 'Data protection officer',
    },
  },
  refuse: {
    heading: 'You can refuse direct marketing',
    paragraphs: (mailbox, purposes) => [
      'You can at any time, free of charge, refuse to have your data used for direct marketing and for profiling related to it. You need give no reason. We always follow a refusal.',
      `Write to ${mailbox} or tell any one of us, even on the phone. The refusal covers these purposes: ${purposes}. Offers, contracts and support cases under way go on as usual.`,
    ],
  },
  sources: {
    heading: 'When and from where we get your data',
    list: [
      'From you, when you contact us, ask for an offer, order, make a contract or give feedback: by letter, e-mail or phone, on our website, in social media or when we meet.',
      'From the company you represent, when it names you as its contact person.',
      'From the Finnish Trade Register and Business Information System (YTJ): the company’s name, Business ID and other basic facts. These registers are public.',
      'From our earlier customer register, out of which data has been moved to this system.',
      'From elsewhere, such as your employer’s website or the organiser of a trade fair. The name of the source is then recorded with your data.',
    ],
    after: [
      'If we get your data from someone other than you, we tell you within a month at the latest, or already when we first contact you. You can always ask where your data came from.',
    ],
  },
  purposes: {
    heading: 'What we use your data for, and on which basis',
    paragraphs: [
      'We use data only for the purposes below. Each has a legal basis of its own; the references are to Article 6 of the EU General Data Protection Regulation (2016/679). A contract is the basis only if you are a party yourself, for example as a sole trader. If you represent a company, the basis is legitimate interest.',
      'Marketing by e-mail and text message rests on your consent whenever the Act on Electronic Communications Services (917/2014) requires it, otherwise on legitimate interest.',
    ],
    columns: ['Purpose', 'Whose data', 'Legal basis', 'What you can do'],
    bases: {
      consent: 'Your consent, 6(1)(a).',
      contract: 'A contract to which you are a party, or your request before one is made, 6(1)(b).',
      legal_obligation: 'A legal obligation, 6(1)(c).',
      legitimate_interest: 'Legitimate interest, 6(1)(f).',
      employment: 'Employment contract and labour law, 6(1)(b) and (c).',
    },
    interest: (interest) => `Our interest is ${interest}`,
    objections: {
      absolute: 'You can refuse this use at any time without giving a reason.',
      reasoned:
        'You can object for a reason arising from your own situation. We stop the use until the matter is decided.',
      withdrawal: 'You can withdraw your consent at any time.',
      none: 'This use rests on law and cannot be objected to.',
    },
    objectionByLaw:
      'You can object to use that rests on legitimate interest for a reason arising from your own situation. We decide the matter under Article 21 of the Regulation.',
    asleep: 'Not in use at present.',
    positions: {
      customer: 'customers',
      prospect: 'prospects',
      supplier: 'suppliers',
      partner: 'partners',
      reseller: 'resellers',
      group_company: 'group companies',
      staff: 'own staff',
    },
  },
  categories: {
    heading: 'What data we process',
    paragraphs: ['The list is complete: the system holds no other data.'],
    insensitive:
      'The system has no fields for sensitive data, such as data on health, and such data may not be written in notes.',
    columns: ['Category', 'Data in the system', 'Purposes in which it is seen'],
    nothing: 'No such data at present.',
    nobody: 'None; only the system’s internal checks.',
    beside: {
      sign_in: 'Sign-ins of our users and attempts to sign in: time, result and origin.',
      users: 'Our users: name, e-mail address, language, team, level of access and who granted it.',
      ledger: 'Access log: user, action, purpose, identifiers of records, fields and time.',
    },
  },
  necessity: {
    heading: 'Whether you must give your data',
    paragraphs: [
      'No law obliges you to give us your data. For a contract, an order or an invoice we do need your name, a way to reach you and the company you represent. Without them we cannot make a contract or answer your request. Everything else is voluntary, and leaving it out does not affect the service.',
    ],
  },
  retention: {
    heading: 'How long data is kept',
    paragraphs: [
      'When the time has passed, the data is no longer needed and is erased, unless the table says otherwise.',
    ],
    columns: ['Data', 'Kept for', 'Why'],
    units: { D: ['day', 'days'], M: ['month', 'months'], Y: ['year', 'years'] },
    until: (length, from) => `${length} from ${from}.`,
    sameDay: (from) => `Until the end of the same day, counted from ${from}.`,
    law: (act, chapter, section) => `Act ${act}, chapter ${chapter}, section ${section}.`,
    anonymised: 'After that the identifiers are removed.',
    reviewed: 'After that the need is assessed again.',
    notHeld: 'The system does not hold such data yet.',
    after: (backups, taken) => [
      `Erased data stops being visible at once. Traces of it may still remain in the database’s files until the files are rewritten, and in backups${taken ? '' : ', if any are taken'}: a backup is destroyed when it is ${backups} old at the latest. The data is finally gone when the longer of these two times has passed.`,
      'If you have refused contact and your data is erased, we keep a hash computed from your address with a secret key. Your address cannot be read from it, but it lets us notice if the address comes to us again, and we do not contact you.',
    ],
  },
  recipients: {
    heading: 'Who receives data',
    none: 'There are no regular recipients: your data is handled only by our own staff in our own system.',
    some: 'We give data to the following:',
    columns: ['Recipient', 'Role and country', 'Purposes'],
    roles: {
      processor: 'processor on our behalf',
      controller: 'controller in its own right',
      joint: 'joint controller',
      authority: 'authority',
    },
    always: [
      'Your data is not for sale: we give it to nobody for payment or for anything in return.',
      'We give data to an authority or a court only if the law requires it or a legal claim calls for it, and then only what is needed.',
    ],
    inside: 'Data is not transferred outside the EU and the European Economic Area.',
    outside: (countries) => `Data is transferred outside the EU and the European Economic Area: ${countries}.`,
  },
  rights: {
    heading: 'Your rights',
    paragraphs: ['You have the right to'],
    list: [
      'know what data we hold about you and get a copy of it (Article 15)',
      'have wrong data corrected and incomplete data completed (Article 16)',
      'have your data erased when it is no longer needed, you withdraw your consent, you object with reason, or the processing is unlawful (Article 17)',
      'have processing restricted, for example while it is being checked whether data is accurate (Article 18)',
      'receive the data you gave us in machine-readable form, or have it moved to another, where processing rests on consent or contract (Article 20)',
      'object to processing that rests on legitimate interest for a reason arising from your own situation. We go on only if we show compelling legitimate grounds or need the data for a legal claim (Article 21)',
      'withdraw your consent at any time; this does not affect earlier processing (Article 7).',
    ],
    after: (mailbox) => [
      `You can send your request to ${mailbox}, by letter or make it in any other way. We answer within a month. If the matter is complex we may need up to two months more, and we tell you so in good time. A request is free of charge. If we cannot carry it out, we tell you why.`,
      'If we do not recognise you, we may ask for more details so as not to give your data to the wrong person.',
    ],
  },
  complaint: {
    heading: 'If you are not satisfied',
    paragraphs: [
      'We hope you will tell us first. You can still always lodge a complaint with the supervisory authority if you consider that your data is processed against the law. In Finland the supervisory authority is the Data Protection Ombudsman.',
    ],
    authority: 'Authority',
    reach: 'Contact',
    visit: 'Visiting address',
    post: 'Postal address',
  },
  decisions: {
    heading: 'Automated decisions and profiling',
    paragraphs: ['We make no decisions about you by automated means alone, and we do not score people.'],
  },
  security: {
    heading: 'How data is protected',
    paragraphs: ['These measures are in use:'],
  },
  log: {
    heading: 'Access log',
    paragraphs: [
      'The system records who has searched, viewed, changed or exported data, when and for which purpose. The log holds identifiers of records, not their content. With it we see to it that data is used properly and investigate misuse; the basis is legitimate interest.',
      'You can ask us when and for which purpose your data was viewed. We give an employee’s name only if it is indispensable for you to exercise your rights.',
    ],
  },
  changes: {
    heading: 'Languages and changes',
    paragraphs: [
      'This notice is available in Finnish, Swedish and English. You can deal with us on privacy matters in any of these languages.',
      'The notice is printed from the same register that the system works by. When the text changes it gets a new version and date, and earlier versions stay readable. We tell those concerned about material changes; you need not keep watch on this page.',
    ],
  },
  page: {
    language: 'English',
    languages: 'Languages',
    skip: 'Skip to content',
    own: 'See your own data and make a request',
    contents: 'Contents',
    updated: (date, version) => `Updated ${date} · version ${version}`,
    draft: 'Draft. The notice has not been adopted yet and therefore carries no date.',
    older: (date) => `This is an earlier version, dated ${date}.`,
    current: 'Read the version in force',
    versions: 'Versions',
    version: (version, date) => `Version ${version}, ${date}`,
    plain: 'Plain text',
    missing: 'There is no such version.',
    subscribe: {
      heading: 'Being told of changes to the notice',
      says: 'You can be told of every change to this notice by e-mail. We use the address for nothing else, and you can leave from every message. Of material changes we tell those affected in any case.',
      field: 'E-mail address',
      trap: 'Leave this field empty',
      send: 'Tell me about changes',
    },
  },
}
