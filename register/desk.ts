import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { madeFor, names, plain, workings } from './standing.ts'

const OPEN = [
  'relationship',
  'sales',
  'prospecting',
  'marketing',
  'contract',
  'delivery',
  'support',
  'suppliers',
  'rights',
] as const

const mine = field('text', 'own_work', 'use_log', 'account', ['Käyttäjä', 'Användare', 'User'], {
  personal: true,
  provenance: 'system',
  system: true,
  required: true,
  default: "coalesce(current_setting('seloste.actor', true), '')",
})
const onNoun = field('text', 'own_work', 'system', 'account', ['Laji', 'Slag', 'Noun'], {
  ...plain,
  required: true,
  maxLength: 40,
})
const onRecord = field('uuid', 'own_work', 'system', 'account', ['Tietue', 'Post', 'Record'], {
  ...plain,
  required: true,
})

/** A list as somebody wants to see it: filter, columns, order, shape. Private, or for everyone who sees the noun. */
export const views = {
  label: { fi: 'Näkymä', sv: 'Vy', en: 'View' },
  plural: { fi: 'Näkymät', sv: 'Vyer', en: 'Views' },
  schema: 'data',
  mask: 'none',
  open: OPEN,
  clocks: { account: '(select u.left_at from auth.users u where u.id::text = t.user_id and not t.shared)' },
  title: ['name'],
  fields: {
    ...record('own_work', 'account'),
    user_id: mine,
    noun: onNoun,
    name: field('text', 'own_work', 'use_log', 'account', ['Nimi', 'Namn', 'Name'], {
      ...plain,
      required: true,
      maxLength: 100,
    }),
    shared: field('boolean', 'own_work', 'system', 'account', ['Jaettu', 'Delad', 'Shared'], {
      ...plain,
      required: true,
      default: 'false',
    }),
    favourite: field('boolean', 'own_work', 'system', 'account', ['Suosikki', 'Favorit', 'Favourite'], {
      ...plain,
      required: true,
      default: 'false',
    }),
    place: field('integer', 'own_work', 'system', 'account', ['Järjestys', 'Ordning', 'Order'], {
      ...plain,
      required: true,
      default: '0',
    }),
    state: field('json', 'own_work', 'system', 'account', ['Sisältö', 'Innehåll', 'State'], {
      ...plain,
      required: true,
      default: "'{}'",
    }),
    purpose: madeFor('own_work', 'account'),
  },
} as const satisfies Noun

/** A record somebody keeps at hand, or follows. */
export const follows = {
  label: { fi: 'Seuranta', sv: 'Bevakning', en: 'Follow' },
  plural: { fi: 'Seurannat', sv: 'Bevakningar', en: 'Follows' },
  schema: 'data',
  mask: 'none',
  open: OPEN,
  clocks: { account: '(select u.left_at from auth.users u where u.id::text = t.user_id)' },
  title: ['noun'],
  fields: {
    ...record('own_work', 'account'),
    user_id: mine,
    noun: onNoun,
    record_id: onRecord,
    kind: field('choice', 'own_work', 'system', 'account', ['Tapa', 'Sätt', 'Kind'], {
      ...plain,
      required: true,
      default: "'follow'",
      options: {
        follow: { fi: 'seuraa', sv: 'bevakar', en: 'follows' },
        favourite: { fi: 'suosikki', sv: 'favorit', en: 'favourite' },
      },
    }),
    purpose: madeFor('own_work', 'account'),
  },
} as const satisfies Noun

/** Something one of us should know: which record, and what happened. Ids, no text of anybody's. */
export const notifications = {
  label: { fi: 'Ilmoitus', sv: 'Avisering', en: 'Notification' },
  plural: { fi: 'Ilmoitukset', sv: 'Aviseringar', en: 'Notifications' },
  schema: 'data',
  mask: 'none',
  open: OPEN,
  clocks: { account: 't.created_at' },
  title: ['kind'],
  fields: {
    ...record('own_work', 'account'),
    user_id: field('text', 'own_work', 'use_log', 'account', ['Kenelle', 'Till', 'To'], {
      required: true,
      maxLength: 100,
    }),
    from_id: { ...mine, required: false, label: { fi: 'Keneltä', sv: 'Från', en: 'From' } },
    kind: field('choice', 'own_work', 'system', 'account', ['Laji', 'Slag', 'Kind'], {
      ...plain,
      required: true,
      options: {
        mention: { fi: 'mainitsi sinut', sv: 'nämnde dig', en: 'mentioned you' },
        assigned: { fi: 'antoi sinulle', sv: 'gav dig', en: 'assigned to you' },
        followed: { fi: 'seuraamassasi', sv: 'i något du bevakar', en: 'in what you follow' },
        reminder: { fi: 'muistutus', sv: 'påminnelse', en: 'reminder' },
        asked: { fi: 'kysyy sinulta', sv: 'frågar dig', en: 'asks you' },
        stepped_in: { fi: 'katsoi tapaukseen', sv: 'steg in i ett ärende', en: 'stepped in' },
        register: { fi: 'kaupparekisteri', sv: 'handelsregistret', en: 'trade register' },
        ending: { fi: 'päättymässä', sv: 'löper ut', en: 'ending' },
        accepted: { fi: 'tarjous hyväksyttiin', sv: 'offerten godkändes', en: 'quote accepted' },
        declined: { fi: 'tarjous hylättiin', sv: 'offerten avböjdes', en: 'quote declined' },
        lead: { fi: 'uusi liidi', sv: 'ny lead', en: 'new lead' },
      },
    }),
    noun: onNoun,
    record_id: onRecord,
    read_at: field('timestamp', 'own_work', 'system', 'account', ['Luettu', 'Läst', 'Read'], plain),
    mailed_at: field('timestamp', 'own_work', 'system', 'account', ['Lähetetty', 'Mejlad', 'Mailed'], workings),
    purpose: madeFor('own_work', 'account'),
  },
} as const satisfies Noun

/** A text that is written often: a whole letter, or a snippet to put in one. */
export const templates = {
  label: { fi: 'Viestipohja', sv: 'Mall', en: 'Template' },
  plural: { fi: 'Viestipohjat', sv: 'Mallar', en: 'Templates' },
  schema: 'data',
  mask: 'none',
  open: OPEN,
  clocks: { account: '(select u.left_at from auth.users u where u.id::text = t.user_id and not t.shared)' },
  title: ['name'],
  fields: {
    ...record('own_work', 'account'),
    user_id: mine,
    name: field('text', 'own_work', 'system', 'account', ['Nimi', 'Namn', 'Name'], {
      ...plain,
      required: true,
      maxLength: 100,
    }),
    kind: field('choice', 'own_work', 'system', 'account', ['Laji', 'Slag', 'Kind'], {
      ...plain,
      required: true,
      default: "'letter'",
      options: {
        letter: { fi: 'viesti', sv: 'meddelande', en: 'letter' },
        snippet: { fi: 'tekstinpätkä', sv: 'textsnutt', en: 'snippet' },
      },
    }),
    language: field('text', 'own_work', 'system', 'account', ['Kieli', 'Språk', 'Language'], {
      ...plain,
      maxLength: 2,
    }),
    subject: field('text', 'own_work', 'system', 'account', ['Otsikko', 'Rubrik', 'Subject'], {
      ...plain,
      maxLength: 300,
    }),
    body: field('longtext', 'own_work', 'system', 'account', ['Teksti', 'Text', 'Text'], {
      ...plain,
      required: true,
      maxLength: 20_000,
    }),
    shared: field('boolean', 'own_work', 'system', 'account', ['Jaettu', 'Delad', 'Shared'], {
      ...plain,
      required: true,
      default: 'true',
    }),
    purpose: madeFor('own_work', 'account'),
  },
} as const satisfies Noun

/** The closed list of labels; put on records below. */
export const labels = {
  label: { fi: 'Tunniste', sv: 'Etikett', en: 'Label' },
  plural: { fi: 'Tunnisteet', sv: 'Etiketter', en: 'Labels' },
  schema: 'data',
  mask: 'none',
  open: ['relationship', 'sales', 'contract', 'suppliers'],
  title: ['name'],
  fields: {
    ...record('catalogue', 'company'),
    name: field('text', 'catalogue', 'system', 'company', ['Nimi', 'Namn', 'Name'], {
      ...plain,
      required: true,
      maxLength: 60,
    }),
    noun: field('text', 'catalogue', 'system', 'company', ['Mihin', 'För', 'For'], {
      ...plain,
      required: true,
      maxLength: 40,
    }),
    hue: field('integer', 'catalogue', 'system', 'company', ['Väri', 'Färg', 'Hue'], {
      ...plain,
      required: true,
      default: '215',
    }),
    /** Why we label anyone so: a label on people is data about them. */
    meaning: field('text', 'catalogue', 'system', 'company', ['Merkitys', 'Betydelse', 'Meaning'], {
      ...plain,
      maxLength: 300,
    }),
    archived: field('boolean', 'catalogue', 'system', 'company', ['Ei käytössä', 'Ur bruk', 'Archived'], {
      ...plain,
      required: true,
      default: 'false',
    }),
  },
} as const satisfies Noun

export const labellings = {
  label: { fi: 'Tunniste tietueella', sv: 'Etikett på post', en: 'Label on a record' },
  plural: { fi: 'Tunnisteet tietueilla', sv: 'Etiketter på poster', en: 'Labels on records' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  linked: [
    { noun: 'people', column: 'person_id' },
    { noun: 'companies', column: 'company_id' },
    { noun: 'deals', column: 'deal_id' },
  ],
  open: ['relationship', 'sales', 'prospecting', 'suppliers'],
  endsWith: 'companies',
  title: ['label_id'],
  fields: {
    ...record('labels', 'contact'),
    label_id: field('uuid', 'labels', 'relationship', 'contact', ['Tunniste', 'Etikett', 'Label'], {
      refers: 'labels',
      required: true,
    }),
    person_id: field('uuid', 'labels', 'system', 'contact', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      provenance: 'system',
    }),
    company_id: names('labels', 'system', 'contact', 'companies', ['Yritys', 'Företag', 'Company']),
    deal_id: names('labels', 'system', 'contact', 'deals', ['Kauppa', 'Affär', 'Deal']),
  },
} as const satisfies Noun
