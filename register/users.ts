import type { Noun } from '../src/kernel/vocabulary.ts'
import { field } from './field.ts'
import { languages } from './people.ts'

// Kept in schema auth, which no purpose has views of: what is said here is for the notice, the access
// report and retention, and for the test that no column is held undeclared.

const given = { provenance: 'provided', required: true } as const
const own = { system: true, provenance: 'system' } as const
const plain = { ...own, personal: false } as const
const seen = { system: true, provenance: 'observed' } as const

const id = field('uuid', 'users', 'system', 'account', ['Tunniste', 'Beteckning', 'Identifier'], {
  ...plain,
  required: true,
  default: 'gen_random_uuid()',
})
const userId = field('uuid', 'users', 'use_log', 'account', ['Käyttäjä', 'Användare', 'User'], {
  ...own,
  required: true,
})
const at = <const F extends string, const S extends string, const E extends string>(fi: F, sv: S, en: E) =>
  field('timestamp', 'users', 'use_log', 'account', [fi, sv, en], own)
const by = <const F extends string, const S extends string, const E extends string>(fi: F, sv: S, en: E) =>
  field('text', 'users', 'use_log', 'account', [fi, sv, en], own)
/** A digest or a hash: it opens nothing, and nobody reads it. */
const secret = <const T extends 'text' | 'json'>(type: T, fi: string, sv: string, en: string) =>
  field(type, 'doors_only', 'use_log', 'account', [fi, sv, en], { ...own, sensitive: true })

export const users = {
  label: { fi: 'Käyttäjä', sv: 'Användare', en: 'User' },
  plural: { fi: 'Käyttäjät', sv: 'Användare', en: 'Users' },
  schema: 'auth',
  mask: 'none',
  clocks: { account: 't.left_at' },
  title: ['name'],
  fields: {
    id,
    name: field('text', 'users', 'use_log', 'account', ['Nimi', 'Namn', 'Name'], { ...given, maxLength: 200 }),
    email: field('text', 'users', 'use_log', 'account', ['Sähköposti', 'E-post', 'E-mail'], {
      ...given,
      maxLength: 254,
    }),
    email_verified: field(
      'boolean',
      'users',
      'use_log',
      'account',
      ['Osoite vahvistettu', 'Adressen bekräftad', 'Address confirmed'],
      own,
    ),
    language: field('choice', 'users', 'use_log', 'account', ['Kieli', 'Språk', 'Language'], {
      ...given,
      options: languages,
    }),
    scope: field('choice', 'users', 'use_log', 'account', ['Laajuus', 'Omfattning', 'Reach'], {
      ...own,
      required: true,
      options: {
        own: { fi: 'omat', sv: 'egna', en: 'own' },
        team: { fi: 'tiimin', sv: 'teamets', en: 'the team’s' },
        all: { fi: 'kaikki', sv: 'alla', en: 'all' },
      },
    }),
    team: field('text', 'users', 'use_log', 'account', ['Tiimi', 'Team', 'Team'], own),
    created_at: at('Myönnetty', 'Beviljad', 'Granted'),
    created_by: by('Myöntäjä', 'Beviljad av', 'Granted by'),
    updated_at: at('Muutettu', 'Ändrad', 'Changed'),
    left_at: at('Pääsy päättynyt', 'Åtkomsten upphört', 'Access ended'),
    left_by: by('Päättäjä', 'Avslutad av', 'Ended by'),
    feed_serial: field('integer', 'users', 'system', 'account', ['Kalenterisyöte', 'Kalenderflöde', 'Calendar feed'], {
      ...plain,
      required: true,
      default: '0',
    }),
    feed_since: at('Syöte avattu', 'Flödet öppnat', 'Feed opened'),
    remind_mail: field('boolean', 'users', 'system', 'account', ['Muistuta postitse', 'Påminn per post', 'By mail'], {
      ...plain,
      required: true,
      default: 'false',
    }),
    digest_hour: field('integer', 'users', 'system', 'account', ['Päiväkooste', 'Dagsöversikt', 'Digest hour'], plain),
    digest_on: field('date', 'users', 'system', 'account', ['Kooste lähti', 'Översikt sänd', 'Digest sent'], plain),
    signature: field('longtext', 'users', 'use_log', 'account', ['Allekirjoitus', 'Underskrift', 'Signature'], {
      provenance: 'provided',
      maxLength: 1000,
    }),
  },
} as const satisfies Noun

export const grants = {
  label: { fi: 'Myönnetty taso', sv: 'Beviljad nivå', en: 'Granted level' },
  plural: { fi: 'Myönnetyt tasot', sv: 'Beviljade nivåer', en: 'Granted levels' },
  schema: 'auth',
  mask: 'none',
  title: ['level'],
  partOf: { noun: 'users', column: 'user_id' },
  fields: {
    id,
    user_id: userId,
    level: field('text', 'users', 'use_log', 'account', ['Taso', 'Nivå', 'Level'], { ...own, required: true }),
    granted_at: at('Myönnetty', 'Beviljad', 'Granted'),
    granted_by: by('Myöntäjä', 'Beviljad av', 'Granted by'),
    ended_at: at('Päättynyt', 'Upphört', 'Ended'),
    ended_by: by('Päättäjä', 'Avslutad av', 'Ended by'),
  },
} as const satisfies Noun

export const credentials = {
  label: { fi: 'Salasanan tiiviste', sv: 'Lösenordshash', en: 'Password hash' },
  plural: { fi: 'Salasanojen tiivisteet', sv: 'Lösenordshashar', en: 'Password hashes' },
  schema: 'auth',
  mask: 'none',
  title: ['provider_id'],
  partOf: { noun: 'users', column: 'user_id' },
  fields: {
    id,
    user_id: userId,
    account_id: field('text', 'users', 'use_log', 'account', ['Tunnus', 'Konto', 'Account'], {
      ...own,
      required: true,
    }),
    provider_id: field(
      'text',
      'users',
      'system',
      'account',
      ['Kirjautumistapa', 'Inloggningssätt', 'Way of signing in'],
      { ...plain, required: true },
    ),
    password: secret('text', 'Tiiviste', 'Hash', 'Hash'),
    created_at: at('Asetettu', 'Angivet', 'Set'),
    updated_at: at('Vaihdettu', 'Bytt', 'Changed'),
  },
} as const satisfies Noun

export const sessions = {
  label: { fi: 'Istunto', sv: 'Session', en: 'Session' },
  plural: { fi: 'Istunnot', sv: 'Sessioner', en: 'Sessions' },
  schema: 'auth',
  mask: 'none',
  clocks: { sign_in_log: 't.expires_at' },
  title: ['created_at'],
  partOf: { noun: 'users', column: 'user_id' },
  fields: {
    id,
    user_id: userId,
    token: secret('text', 'Tunnus', 'Kod', 'Token'),
    created_at: at('Alkoi', 'Började', 'Begun'),
    updated_at: at('Viimeksi nähty', 'Senast sedd', 'Last seen'),
    expires_at: at('Päättyy', 'Upphör', 'Ends'),
    ip_address: field('text', 'users', 'use_log', 'account', ['Verkko-osoite', 'Nätadress', 'Network address'], seen),
    user_agent: field('text', 'users', 'use_log', 'account', ['Selain', 'Webbläsare', 'Browser'], seen),
  },
} as const satisfies Noun

export const links = {
  label: { fi: 'Kutsu- tai salasanalinkki', sv: 'Inbjudnings- eller lösenordslänk', en: 'Invitation or password link' },
  plural: {
    fi: 'Kutsu- ja salasanalinkit',
    sv: 'Inbjudnings- och lösenordslänkar',
    en: 'Invitation and password links',
  },
  schema: 'auth',
  mask: 'none',
  clocks: { sign_in_log: 'coalesce(t.used_at, t.ended_at, t.expires_at)' },
  title: ['kind'],
  partOf: { noun: 'users', column: 'user_id' },
  fields: {
    id,
    user_id: userId,
    kind: field('text', 'users', 'use_log', 'account', ['Laji', 'Slag', 'Kind'], { ...own, required: true }),
    token_digest: secret('text', 'Tiiviste', 'Hash', 'Digest'),
    created_at: at('Tehty', 'Gjord', 'Made'),
    created_by: by('Tekijä', 'Gjord av', 'Made by'),
    expires_at: at('Vanhenee', 'Föråldras', 'Expires'),
    used_at: at('Käytetty', 'Använd', 'Used'),
    ended_at: at('Korvattu', 'Ersatt', 'Replaced'),
  },
} as const satisfies Noun

export const keys = {
  label: { fi: 'Avain', sv: 'Nyckel', en: 'Key' },
  plural: { fi: 'Avaimet', sv: 'Nycklar', en: 'Keys' },
  schema: 'auth',
  mask: 'none',
  clocks: { account: 'coalesce(t.ended_at, t.expires_at)' },
  title: ['name'],
  fields: {
    id,
    name: field('text', 'users', 'system', 'account', ['Nimi', 'Namn', 'Name'], {
      ...plain,
      required: true,
      maxLength: 100,
    }),
    recipient: field('text', 'users', 'system', 'account', ['Vastaanottaja', 'Mottagare', 'Recipient'], {
      ...plain,
      required: true,
      maxLength: 200,
    }),
    purpose: field('text', 'users', 'system', 'account', ['Käyttötarkoitus', 'Ändamål', 'Purpose'], {
      ...plain,
      required: true,
    }),
    writes: field('boolean', 'users', 'system', 'account', ['Kirjoittaa', 'Skriver', 'Writes'], {
      ...plain,
      required: true,
    }),
    digest: secret('text', 'Tiiviste', 'Hash', 'Digest'),
    created_at: at('Tehty', 'Gjord', 'Made'),
    created_by: by('Tekijä', 'Gjord av', 'Made by'),
    expires_at: at('Vanhenee', 'Föråldras', 'Expires'),
    ended_at: at('Päätetty', 'Avslutad', 'Ended'),
    ended_by: by('Päättäjä', 'Avslutad av', 'Ended by'),
  },
} as const satisfies Noun

export const failures = {
  label: { fi: 'Epäonnistuneet kirjautumiset', sv: 'Misslyckade inloggningar', en: 'Failed sign-ins' },
  plural: { fi: 'Epäonnistuneet kirjautumiset', sv: 'Misslyckade inloggningar', en: 'Failed sign-ins' },
  schema: 'auth',
  mask: 'none',
  clocks: { sign_in_log: 't.last_at' },
  title: ['kind'],
  fields: {
    kind: field('text', 'users', 'system', 'account', ['Laji', 'Slag', 'Kind'], { ...plain, required: true }),
    key: secret('text', 'Avaimellinen tiiviste', 'Nyckelhash', 'Keyed hash'),
    count: field('integer', 'users', 'use_log', 'account', ['Peräkkäin', 'I rad', 'In a row'], {
      ...own,
      required: true,
    }),
    locks: field('integer', 'users', 'use_log', 'account', ['Lukituksia', 'Låsningar', 'Locks'], {
      ...own,
      required: true,
    }),
    last_at: at('Viimeksi', 'Senast', 'Last'),
    not_before: at('Seuraava yritys', 'Nästa försök', 'Next attempt'),
  },
} as const satisfies Noun

export const teams = {
  label: { fi: 'Tiimi', sv: 'Team', en: 'Team' },
  plural: { fi: 'Tiimit', sv: 'Team', en: 'Teams' },
  schema: 'auth',
  mask: 'none',
  title: ['name'],
  fields: {
    id: field('text', 'users', 'system', 'account', ['Tunniste', 'Beteckning', 'Identifier'], {
      ...plain,
      required: true,
    }),
    name: field('text', 'users', 'system', 'account', ['Nimi', 'Namn', 'Name'], {
      ...plain,
      required: true,
      maxLength: 100,
    }),
  },
} as const satisfies Noun
