import type pg from 'pg'

/** Who of the demo company has written: users by id; the demo itself until the accounts are there. */
type Writers = { seller?: string; lead?: string }

const DAY = 86_400_000
const NOTES = 620
const CALLS = 380
const TASKS = 260

const SAID = [
  'Kävimme läpi ensi vuoden **huoltosuunnitelman**. Toiveena kiinteä hinta ja yksi yhteyshenkilö.',
  'Toimitus saapui ajallaan. Varastoon jäi kaksi lavaa, jotka noudetaan maanantaina.',
  'Kilpailija on tarjonnut 4 % halvempaa. Ratkaisee kuitenkin toimitusaika:\n\n- nyt 5 päivää\n- tarve 2 päivää',
  'Uusi halli valmistuu keväällä, silloin tarvitaan:\n\n1. nosturit\n2. paineilma\n3. työpisteet',
  'Lähetetty päivitetty tarjous. Palataan asiaan johtoryhmän jälkeen.',
  'Laskutusosoite vaihtui, kirjattu yrityksen tietoihin.',
  'Kiinnostunut etävalvonnasta. Lähetetty [esite](https://www.pohjolan.example/etavalvonta).',
  'Reklamaatio hyvitetty, asiakas tyytyväinen käsittelyyn.',
  'Sopimus jatkuu nykyisin ehdoin. Hinnantarkistus indeksin mukaan.',
  'Önskar dokumentationen på svenska. Skickad samma dag.',
] as const
const SPOKEN = [
  'Sovittiin katselmus ensi viikolle.',
  'Kysyi toimitusaikaa, luvattu vahvistaa huomenna.',
  null,
  'Pyysi tarjouksen kahdesta vaihtoehdosta.',
  null,
  'Laskussa väärä viite, korjattu.',
] as const
const TO_DO = [
  'Lähetä tarjous',
  'Soita päätöksestä',
  'Tarkista toimitusaika varastolta',
  'Sovi huoltokäynti',
  'Lähetä sopimusluonnos',
  'Päivitä hinnasto',
  'Kysy palaute toimituksesta',
  'Valmistele vuosipalaveri',
] as const
const OUTCOMES = ['reached', 'reached', 'no_answer', 'reached', 'message'] as const

/** A year of notes, calls and tasks about the demo company's customers and prospects: the same every time but for the day. */
export async function activitiesDemo(
  client: pg.Client,
  { seller = 'demo', lead = seller }: Writers = {},
  now = new Date(),
): Promise<void> {
  // What came in with the people was made by no purpose's login.
  await client.query(
    "update data.notes set purpose = 'relationship' where purpose not in (select substr(rolname, 9) from pg_roles where rolname like 'purpose\\_%')",
  )
  const { rows: people } = await client.query<{ id: string; purpose: string }>(
    `select p.id, case when c.roles && '{customer}' then 'relationship' else 'prospecting' end as purpose
     from data.people p
     join lateral (select e.company_id from data.employments e where e.person_id = p.id and e.end_on is null order by e.id limit 1) e on true
     join data.companies c on c.id = e.company_id
     where c.roles && '{customer,prospect}'
       and (p.permitted & data.bit_of_login(('purpose_' || case when c.roles && '{customer}' then 'relationship' else 'prospecting' end)::name)) <> 0
     order by p.id limit 240`,
  )
  if (people.length === 0) return
  const random = sequence(20_26)
  const whom = () => people[Math.floor(random() ** 2 * people.length)]!
  const who = (i: number) => (i % 4 === 3 ? lead : seller)
  const worked = (daysAgo: number) => {
    const at = new Date(now.getTime() - daysAgo * DAY)
    at.setUTCHours(6 + Math.floor(random() * 9), Math.floor(random() * 60), 0, 0)
    return at < now ? at : new Date(now.getTime() - 3_600_000)
  }
  const base = (i: number, n: number) => {
    const { id, purpose } = whom()
    return { person_id: id, purpose, author_id: who(i), at: worked(((n - i) / n) * 364) }
  }
  const made = <T>(n: number, row: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => row(i))

  const notes = made(NOTES, (i) => ({ ...base(i, NOTES), body: SAID[i % SAID.length], pinned: i % 61 === 60 }))
  const calls = made(CALLS, (i) => {
    const outcome = OUTCOMES[i % OUTCOMES.length]
    const minutes = outcome === 'reached' ? 1 + Math.floor(random() * 18) : null
    return {
      ...base(i, CALLS),
      direction: i % 5 === 0 ? 'in' : 'out',
      outcome,
      minutes,
      body: outcome === 'reached' ? SPOKEN[i % SPOKEN.length] : null,
    }
  })
  const tasks = made(TASKS, (i) => {
    const row = base(i, TASKS)
    const due = new Date(row.at.getTime() + (1 + Math.floor(random() * 21)) * DAY)
    // Of what is past its day, a few are late.
    const isOpen = due.getTime() > now.getTime() - (i % 4 === 0 ? 6 * DAY : 0)
    return {
      ...row,
      owner_id: who(i + 1),
      title: TO_DO[i % TO_DO.length],
      due_at: i % 13 === 0 && isOpen ? null : due,
      done_at: isOpen ? null : new Date(due.getTime() - Math.floor(random() * DAY)),
      priority: i % 17 === 0 ? 'high' : 'normal',
    }
  })
  await client.query(
    `insert into data.notes (person_id, purpose, author_id, created_at, updated_at, body, pinned)
     select person_id, purpose, author_id, at, at, body, pinned
     from json_to_recordset($1) as n(person_id uuid, purpose text, author_id text, at timestamptz, body text, pinned boolean)`,
    [JSON.stringify(notes)],
  )
  await client.query(
    `insert into data.calls (person_id, purpose, author_id, at, created_at, updated_at, direction, outcome, minutes, body)
     select person_id, purpose, author_id, at, at, at, direction, outcome, minutes, body
     from json_to_recordset($1) as n(person_id uuid, purpose text, author_id text, at timestamptz, direction text, outcome text, minutes int, body text)`,
    [JSON.stringify(calls)],
  )
  await client.query(
    `insert into data.tasks (person_id, purpose, author_id, created_at, updated_at, owner_id, title, due_at, done_at, priority)
     select person_id, purpose, author_id, at, at, owner_id, title, due_at, done_at, priority
     from json_to_recordset($1) as n(person_id uuid, purpose text, author_id text, at timestamptz, owner_id text, title text, due_at timestamptz, done_at timestamptz, priority text)`,
    [JSON.stringify(tasks)],
  )
}

/** Numbers from 0 to 1, the same for the same beginning: Park and Miller, 1988. */
function sequence(beginning: number): () => number {
  let state = beginning
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
