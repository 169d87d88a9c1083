import type pg from 'pg'
import { firstDue } from './clock.ts'

const DAY = 86_400_000

/** What was asked, how long ago, and what became of it: days after receipt, or not yet. */
const ASKED: readonly {
  kinds: string[]
  channel: string
  ago: number
  said: string | null
  identity?: 'confirmed' | 'asked'
  answered?: number
  outcome?: string
  ground?: string
  reasons?: string
  nobody?: { name: string; address: string }
}[] = [
  { kinds: ['access'], channel: 'portal', ago: 300, said: null, identity: 'confirmed', answered: 9, outcome: 'done' },
  {
    kinds: ['rectify'],
    channel: 'phone',
    ago: 210,
    said: 'Titteli on vanha, olen nyt huoltopäällikkö.',
    identity: 'confirmed',
    answered: 2,
    outcome: 'done',
  },
  {
    kinds: ['access', 'port'],
    channel: 'mail',
    ago: 140,
    said: 'Haluan kaikki tietoni koneluettavina.',
    identity: 'confirmed',
    answered: 21,
    outcome: 'partly',
    ground: 'not_portable',
    reasons: 'Myyntimuistiinpanot eivät perustu sopimukseen, joten ne ovat raportissa mutta eivät siirtotiedostossa.',
  },
  {
    kinds: ['access'],
    channel: 'letter',
    ago: 60,
    said: null,
    answered: 26,
    outcome: 'no_data',
    nobody: { name: 'Tuntematon Kysyjä', address: 'kysyja@muualla.example' },
  },
  {
    kinds: ['restrict'],
    channel: 'phone',
    ago: 25,
    said: 'Osoite on väärä, älkää käyttäkö sitä ennen kuin se on selvitetty.',
    identity: 'confirmed',
  },
  { kinds: ['erase'], channel: 'portal', ago: 17, said: null, identity: 'confirmed' },
  {
    kinds: ['access'],
    channel: 'mail',
    ago: 6,
    said: 'Mitä tietoja teillä on minusta ja mistä ne ovat?',
    identity: 'confirmed',
  },
  {
    kinds: ['access', 'erase'],
    channel: 'mail',
    ago: 2,
    said: 'Näyttäkää tiedot ja poistakaa sitten.',
    identity: 'asked',
    nobody: { name: 'Yhteisen laatikon käyttäjä', address: 'info@yhteinen.example' },
  },
]

/** A few requests in different states, and some that were answered in time. */
export async function requestsDemo(client: pg.Client, now = new Date()): Promise<void> {
  const { rows: people } = await client.query<{ id: string; permitted: string; name: string; address: string }>(
    `select p.id, (p.permitted & data.requests_bits())::text as permitted, concat_ws(' ', p.given_name, p.family_name) as name, data.main_address(p.id) as address
     from data.people p join data.employments e on e.person_id = p.id and e.end_on is null
     where (p.permitted & data.bit_of_login('purpose_relationship')) <> 0 and data.main_address(p.id) is not null order by p.id desc limit ${ASKED.length}`,
  )
  for (const [at, one] of ASKED.entries()) {
    const who = one.nobody ? null : people[at]
    if (!who && !one.nobody) continue
    const received = new Date(now.getTime() - one.ago * DAY)
    const answered = one.answered === undefined ? null : new Date(received.getTime() + one.answered * DAY)
    const { rows } = await client.query<{ id: string }>(
      `insert into data.requests (permitted, kinds, channel, language, person_id, name, address, said, received_at, created_at, due_on, identity, identity_how, identity_at, identity_asked_at,
         state, outcome, ground, reasons, frozen_at, answered_at, delivered_at, closed_at)
       values ($1, $2, $3, 'fi', $4, $5, $6, $7, $8, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19, $19) returning id`,
      [
        who?.permitted ?? -1,
        one.kinds,
        one.channel,
        who?.id ?? null,
        one.nobody?.name ?? (one.kinds.includes('erase') ? who!.name : null),
        one.nobody?.address ?? (one.kinds.includes('erase') ? who!.address : null),
        one.said,
        received,
        firstDue(received.toISOString()),
        one.identity ?? 'unclear',
        one.identity === 'confirmed' ? 'linkki tunnettuun osoitteeseen' : null,
        one.identity === 'confirmed' ? received : null,
        one.identity === 'asked' ? received : null,
        answered ? 'closed' : one.identity === 'asked' ? 'waiting' : 'open',
        one.outcome ?? null,
        one.ground ?? null,
        one.reasons ?? null,
        one.kinds.includes('access') ? received : null,
        answered,
      ],
    )
    const steps: [string, Date][] = [['received', received]]
    if (one.identity === 'asked') steps.push(['identity_asked', received])
    if (answered)
      steps.push(['proposed', answered], ['letter', answered], ['delivered', answered], ['closed', answered])
    for (const [kind, when] of steps)
      await client.query(
        `insert into data.request_steps (request_id, kind, actor, created_at, detail) values ($1, $2, 'demo', $3, $4)`,
        [rows[0]!.id, kind, when, kind === 'letter' ? { kind: letterOf(one) } : {}],
      )
  }
}

/** Which letter answered a request of the demo. */
function letterOf({ outcome, kinds }: (typeof ASKED)[number]): string {
  if (outcome === 'no_data') return 'no_data'
  return kinds.includes('access') || kinds.includes('port') ? 'report' : 'done'
}
