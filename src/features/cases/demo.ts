import type pg from 'pg'

const ASKED = [
  ['Laite ei käynnisty huollon jälkeen', 'fault', 'serious'],
  ['Laskussa väärä viite', 'invoicing', 'normal'],
  ['Milloin varaosat tulevat?', 'delivery', 'normal'],
  ['Käyttöohje ruotsiksi', 'advice', 'low'],
  ['Toimituksesta puuttui lava', 'complaint', 'serious'],
  ['Anturi näyttää väärin', 'fault', 'normal'],
  ['Miten vaihdan yhteyshenkilön?', 'advice', 'low'],
  ['Laskutusosoite vaihtui', 'invoicing', 'low'],
] as const
const DAY = 86_400_000
const CASES = 46

/** Half a year of requests for help, a handful still open: one of them stands beside a renewal. */
export async function casesDemo(client: pg.Client, owners: readonly string[], now = new Date()): Promise<void> {
  const { rows: customers } = await client.query<{ company_id: string; person_id: string | null }>(
    `select c.id as company_id, (select e.person_id from data.employments e join data.people p on p.id = e.person_id
       where e.company_id = c.id and e.end_on is null and (p.permitted & data.bit_of_login('purpose_support')) <> 0 order by e.id limit 1) as person_id
     from data.companies c where c.roles && '{customer}' and c.person_id is null and c.removed_at is null order by c.id limit 30`,
  )
  if (customers.length === 0) return
  const cases = Array.from({ length: CASES }, (_, n) => {
    const [subject, topic, severity] = ASKED[n % ASKED.length]!
    const opened = new Date(now.getTime() - ((CASES - n) * 4 - 2) * DAY)
    // The last few are open; what is closed took from a day to a week.
    const closed = n < CASES - 6 ? new Date(opened.getTime() + (1 + (n % 7)) * DAY) : null
    return {
      ...customers[(n * 5) % customers.length]!,
      subject,
      topic,
      severity,
      body: 'Asiakas kertoi puhelimessa ja lähetti kuvan. Sarjanumero on laitteen kyljessä.',
      state: closed ? 'closed' : n % 4 === 1 ? 'waiting' : 'open',
      channel: n % 3 === 0 ? 'mail' : 'phone',
      outcome: closed ? 'Selvitettiin ja asiakas kuitattiin.' : null,
      closed_at: closed,
      owner_id: owners[n % owners.length],
      team: 'tuki',
      created_at: opened,
    }
  })
  await client.query(
    `insert into data.cases (company_id, person_id, subject, topic, severity, body, state, channel, outcome, closed_at, owner_id, team, created_at)
     select company_id, person_id, subject, topic, severity, body, state, channel, outcome, closed_at, owner_id, team, created_at
     from json_populate_recordset(null::data.cases, $1) order by created_at`,
    [JSON.stringify(cases)],
  )
}
