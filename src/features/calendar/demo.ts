import type pg from 'pg'

/** Who of the demo company meets customers: users by id; the demo itself until the accounts are there. */
type Meeters = { seller?: string; lead?: string }

const BEFORE = 250
const AHEAD = 28

const TITLES = [
  ['Vuosihuollon suunnittelu', 'Asiakkaan varikko', 'Laitelista\nHuoltovälit\nVaraosat'],
  ['Tarjouksen läpikäynti', 'Etäkokous', 'Hinta ja toimitusaika'],
  ['Sopimusneuvottelu', 'Meillä, neuvotteluhuone Otso', 'Kausi, indeksi, irtisanominen'],
  ['Kvartaalikatsaus', 'Etäkokous', 'Toteuma\nPoikkeamat\nSeuraava kausi'],
  ['Uuden hallin katselmus', 'Tehdasalue', null],
  ['Palautepalaveri', 'Etäkokous', null],
  ['Besök hos kunden', 'Verkstaden', 'Maskinlista'],
  ['Aamukahvit', null, null],
] as const
const OUTCOMES = [
  'Sovittiin huoltoviikot. Lähetetään vahvistus.',
  'Pyysi toisen vaihtoehdon ilman asennusta.',
  'Jatketaan nykyisin ehdoin.',
  'Päätös johtoryhmässä ensi kuussa.',
  'Kunden vill ha offert på svenska.',
  null,
] as const

/** Meetings of a year and the weeks ahead with the customers’ people: the same every time but for the day. */
export async function calendarDemo(
  client: pg.Client,
  { seller = 'demo', lead = seller }: Meeters = {},
  now = new Date(),
): Promise<void> {
  const { rows: people } = await client.query<{ id: string }>(
    `select p.id from data.people p
     where p.permitted & data.bit_of_login('purpose_relationship') <> 0
       and exists (select from data.employments e where e.person_id = p.id and e.end_on is null)
     order by p.id limit 160`,
  )
  if (people.length === 0) return
  const meetings: Record<string, unknown>[] = []
  for (let day = -BEFORE; day <= AHEAD; day++) {
    const date = new Date(now)
    date.setUTCDate(date.getUTCDate() + day)
    const isRest = [0, 6].includes(date.getUTCDay())
    if (isRest && day !== 0) continue
    // Some days two, some none; today two, whatever day it is.
    const many = day === 0 ? 2 : (day * 7 + 3000) % 5 < 2 ? 0 : (day * 11 + 3000) % 7 === 0 ? 2 : 1
    for (let n = 0; n < many; n++) {
      const at = meetings.length
      const [title, place, body] = TITLES[at % TITLES.length]!
      date.setUTCHours(7 + n * 4 + (at % 3), at % 4 === 0 ? 30 : 0, 0, 0)
      meetings.push({
        person_id: people[(at * 13) % people.length]!.id,
        other_id: at % 4 === 0 ? people[(at * 13 + 7) % people.length]!.id : null,
        owner_id: at % 4 === 3 ? lead : seller,
        title,
        place,
        body,
        starts_at: date.toISOString(),
        ends_at: new Date(date.getTime() + (at % 3 === 0 ? 90 : 60) * 60_000).toISOString(),
        outcome: date < now ? OUTCOMES[at % OUTCOMES.length] : null,
        remind_at: date > now && at % 2 === 0 ? new Date(date.getTime() - 3_600_000).toISOString() : null,
        cancelled_at: at % 29 === 28 ? new Date(date.getTime() - 86_400_000).toISOString() : null,
      })
    }
  }
  await client.query(
    `with given as (
       select data.new_id() as id, * from jsonb_to_recordset($1) as m(person_id uuid, other_id uuid, owner_id text, title text, place text, body text,
         starts_at timestamptz, ends_at timestamptz, outcome text, remind_at timestamptz, cancelled_at timestamptz)
     ), made as (
       insert into data.meetings (id, person_id, owner_id, author_id, title, place, body, starts_at, ends_at, outcome, remind_at, cancelled_at, purpose, created_at)
       select id, person_id, owner_id, owner_id, title, place, body, starts_at, ends_at, outcome, remind_at, cancelled_at, 'relationship',
         least(now(), starts_at - interval '6 days') from given
       returning id
     )
     insert into data.attendances (meeting_id, person_id) select g.id, g.other_id from given g join made using (id)
     where g.other_id is not null and g.other_id <> g.person_id`,
    [JSON.stringify(meetings)],
  )
}
