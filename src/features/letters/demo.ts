import type pg from 'pg'

/** Templates and snippets of the demo company, shared, in its three languages. */
export async function lettersDemo(client: pg.Client, author = 'demo'): Promise<void> {
  await client.query(
    `insert into data.templates (user_id, name, kind, language, subject, body, shared, purpose)
     select $1, t.name, t.kind, t.language, t.subject, t.body, true, 'relationship'
     from jsonb_to_recordset($2) as t(name text, kind text, language text, subject text, body text)`,
    [author, JSON.stringify(TEMPLATES)],
  )
}

const TEMPLATES = [
  {
    name: 'Kiitos tapaamisesta',
    kind: 'letter',
    language: 'fi',
    subject: 'Kiitos tapaamisesta',
    body: 'Hei {{person.given_name}},\n\nkiitos tapaamisesta. Sovimme, että palaan asiaan ensi viikon loppuun mennessä.\n\nKerrothan, jos jotain jäi kysyttävää.',
  },
  {
    name: 'Huoltoajan vahvistus',
    kind: 'letter',
    language: 'fi',
    subject: 'Huoltoaika, {{company.name}}',
    body: 'Hei {{person.given_name}},\n\nhuolto tehdään sovittuna aikana. Asentaja ottaa yhteyttä edellisenä päivänä.\n\nJos aika ei sovi, vastaa tähän viestiin.',
  },
  {
    name: 'Toimitus myöhästyy',
    kind: 'letter',
    language: 'fi',
    subject: 'Toimituksenne viivästyy',
    body: 'Hei {{person.given_name}},\n\nvalitettavasti toimituksenne viivästyy. Kerron uuden päivän heti, kun se varmistuu.\n\nPahoittelen vaivaa.',
  },
  {
    name: 'Tack för mötet',
    kind: 'letter',
    language: 'sv',
    subject: 'Tack för mötet',
    body: 'Hej {{person.given_name}},\n\ntack för mötet. Som avtalat återkommer jag före slutet av nästa vecka.\n\nHör av dig om du har frågor.',
  },
  {
    name: 'Bekräftelse av servicetid',
    kind: 'letter',
    language: 'sv',
    subject: 'Servicetid, {{company.name}}',
    body: 'Hej {{person.given_name}},\n\nservicen görs på den avtalade tiden. Montören kontaktar er dagen innan.\n\nSvara på detta meddelande om tiden inte passar.',
  },
  {
    name: 'Thank you for the meeting',
    kind: 'letter',
    language: 'en',
    subject: 'Thank you for the meeting',
    body: 'Hello {{person.given_name}},\n\nthank you for the meeting. As agreed, I will come back to you before the end of next week.\n\nDo ask if anything was left open.',
  },
  {
    name: 'Yhteystiedot',
    kind: 'snippet',
    language: 'fi',
    subject: null,
    body: 'Tavoitat minut arkisin klo 8–16 osoitteesta {{user.email}}.',
  },
  {
    name: 'Kontaktuppgifter',
    kind: 'snippet',
    language: 'sv',
    subject: null,
    body: 'Du når mig vardagar kl. 8–16 på {{user.email}}.',
  },
  {
    name: 'How to reach me',
    kind: 'snippet',
    language: 'en',
    subject: null,
    body: 'You reach me on weekdays from 8 to 16 at {{user.email}}.',
  },
] as const
