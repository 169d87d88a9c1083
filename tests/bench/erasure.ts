import type pg from 'pg'
import { carryOut, endGroups, startErasure, type Waiting } from '#features/erasure/erase.ts'
import { takeGroups } from '#features/erasure/group.ts'
import { identitiesOf } from '#features/erasure/identity.ts'
import { searchFor } from '#features/erasure/search.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { OWNER } from '#kernel/migrate.ts'
import type { Ground } from './ground.ts'
import { type Measure, median, timed } from './measure.ts'

const ROWS = 1000
const ROUNDS = 7

/**
 * Erasing a person with a thousand related rows: until nothing of theirs is left and the addresses are remembered. The
 * search through everybody else's words comes on top, and is told apart; beside it a bare delete of as many people.
 */
export async function erasure(ground: Ground, database: string): Promise<Measure[]> {
  const owner = await ground.superuser(database)
  const house = openHouse(ground.connection(database))
  try {
    await house.renew()
    await owner.query(`set role ${OWNER}`)
    const taken: number[] = []
    const whole: number[] = []
    const bare: number[] = []
    for (let round = -1; round < ROUNDS; round++) {
      const person = await related(`Lähtevä${round}`)
      const id = await startErasure(house, person, 'request')
      let erased = 0
      const ms = await timed(async () => {
        erased = (await carryOut(house, person, id)).taken_ms
      })
      const other = await related(`Poistuva${round}`)
      const hand = await timed(() => owner.query('delete from data.people where id = $1', [other]))
      if (round < 0) continue
      taken.push(erased)
      whole.push(ms)
      bare.push(hand)
    }
    return [
      ...(await purge(house, owner, ground.people / 10)),
      {
        name: `erasure of a person with ${ROWS} related rows`,
        value: median(taken),
        unit: 'ms',
        baseline: median(bare),
        target: { of: 'value', most: 2000 },
      },
      {
        name: 'the same with the search through everybody’s words, twice, and every store',
        value: median(whole),
        unit: 'ms',
        baseline: median(taken),
      },
    ]
  } finally {
    await Promise.all([house.close(), owner.end()])
  }

  async function related(name: string): Promise<string> {
    const { rows } = await owner.query(
      `insert into data.people (given_name, family_name, source) values ('Eeva', $1, 'person') returning id`,
      [name],
    )
    const person = rows[0].id
    await owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'interest', 'interest', 'allow', data.mask_of_positions(array['customer']), 'bench')`,
      [person],
    )
    await owner.query(`insert into data.emails (person_id, address, kind) values ($1, $2, 'private')`, [
      person,
      `${name.toLowerCase()}@poistuva.example`,
    ])
    await owner.query(
      `insert into data.notes (person_id, body, purpose)
       select $1, 'Soitto ' || g || ': sovittiin toimituksesta ja tarkistettiin varaosat.', 'relationship' from generate_series(1, $2::int) g`,
      [person, ROWS],
    )
    return person
  }
}

/** People in one transaction, theirs and ours. */
const GROUP = 300
const TURNS = 10

/**
 * People whose time is over, from the queue to the receipt of each; beside it, in turns, bare deletes of as many people
 * with the same rows, in transactions of the same size. The reading of everybody else's words is told apart: it costs
 * the same for one and for all.
 */
async function purge(house: House, owner: pg.Client, people: number): Promise<Measure[]> {
  const [ours, bare] = [await crowd(owner, 4, people), await crowd(owner, 5, people)]
  const known = await identitiesOf(house, ours)
  const search = searchFor(
    house,
    [...known].map(([id, identity]) => ({ id, identity })),
  )
  const one = searchFor(house, [{ id: ours[0]!, identity: known.get(ours[0]!)! }])
  const own = new Set(ours)
  const looked = await timed(() => search.mentions(own))
  const alone = await timed(() => one.mentions(own))
  const spent = { ours: 0, bare: 0 }
  for (let turn = 0; turn < TURNS; turn++) {
    const part = (list: string[]) => list.slice((turn * people) / TURNS, ((turn + 1) * people) / TURNS)
    const pair = [
      async () => {
        spent.ours += await timed(() => end(part(ours)))
      },
      async () => {
        spent.bare += await timed(() => remove(part(bare)))
      },
    ]
    for (const work of turn % 2 ? pair : pair.toReversed()) await work()
  }
  const { rows } = await owner.query(
    `select count(*)::int as n from data.erasures where state = 'done' and subject = any ($1)`,
    [ours],
  )
  if (rows[0].n !== people) throw new Error(`${rows[0].n} of ${people} receipts`)
  await owner.query('delete from data.erasures where subject = any ($1)', [ours])
  return [
    {
      name: `${people.toLocaleString('en')} people whose time is over: taken, each with its receipt, beside bare deletes`,
      value: spent.ours / 1000,
      unit: 's',
      baseline: spent.bare / 1000,
      ratio: spent.bare / spent.ours,
      target: { of: 'ratio', least: 0.3 },
    },
    {
      name: 'the words of all of them looked for in everybody’s texts, beside those of one',
      value: looked / 1000,
      unit: 's',
      baseline: alone / 1000,
      ratio: alone / looked,
    },
  ]

  async function end(ids: string[]): Promise<void> {
    const waiting: Waiting[] = []
    for (let from = 0; from < ids.length; from += 2000) {
      await owner.query(`select data.queue_many($1, 'retention')`, [ids.slice(from, from + 2000)])
    }
    const { rows } = await owner.query<Waiting>(
      `select id, subject from data.erasures where state = 'queued' and subject = any ($1)`,
      [ids],
    )
    waiting.push(...rows)
    const { taken } = await takeGroups(house, waiting)
    await endGroups(house, taken, new Map())
  }

  async function remove(ids: string[]): Promise<void> {
    for (let from = 0; from < ids.length; from += GROUP) {
      const group = ids.slice(from, from + GROUP)
      await owner.query('begin')
      for (const noun of ['notes', 'phones', 'emails', 'employments'])
        await owner.query(`delete from data.${noun} where person_id = any ($1)`, [group])
      await owner.query('delete from data.people where id = any ($1)', [group])
      await owner.query('commit')
    }
  }
}

/** People as intake would have made them years ago, each with what most people have. */
async function crowd(owner: pg.Client, kind: number, people: number): Promise<string[]> {
  await owner.query('reset role; set session_replication_role = replica')
  const { rows } = await owner.query<{ id: string }>(
    `with made as materialized (
       select n, ('019b0000-000${kind}-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id, data.mask_of_positions('{customer}') | data.always_mask() as mask,
         (array['Aino', 'Eero', 'Helmi', 'Onni', 'Lilja'])[1 + n % 5] as given, 'Poistu' || (array['nen', 'la', 'mäki', 'salo', 'ström'])[1 + n / 5 % 5] || n % 997 as family
       from generate_series(1, $1::int) n
     ), p as (insert into data.people (id, permitted, given_name, family_name, job_title, source, created_at, obtained_at)
       select id, mask, given, family, 'Korjaamopäällikkö', 'person', now() - interval '6 years', now() - interval '6 years' from made),
     e as (insert into data.emails (person_id, permitted, address, kind, main)
       select id, mask & data.emails_bits(), 'poistuva' || n || '.${kind}@entinen.example', 'named_work', true from made),
     f as (insert into data.phones (person_id, permitted, number, kind, main)
       select id, mask & data.phones_bits(), '+35840' || lpad((n + ${kind} * 1000000)::text, 8, '0'), 'mobile', true from made where n % 4 <> 0),
     w as (insert into data.employments (person_id, permitted, company_id, role, title)
       select id, mask & data.employments_bits(), (select c.id from data.companies c limit 1), 'contact', 'Korjaamopäällikkö' from made),
     t as (insert into data.notes (person_id, permitted, body) select id, mask & data.notes_bits(), 'Tavattu messuilla ' || n from made where n % 10 = 0),
     h as (insert into register.held (person_id, noun) select id, 'notes' from made where n % 10 = 0),
     g as (insert into data.grounds (person_id, slot, kind, effect, purposes, actor)
       select id, 'interest', 'interest', 'allow', mask, 'bench' from made
       union all select id, 'objection:marketing', 'objection', 'block', data.marketing_mask(), 'bench' from made where n % 10 = 3)
     select id from made order by n`,
    [people],
  )
  await owner.query('reset session_replication_role')
  for (const table of ['people', 'emails', 'phones', 'employments', 'notes', 'grounds'])
    await owner.query(`analyze data.${table}`)
  await owner.query(`set role ${OWNER}`)
  return rows.map(({ id }) => id)
}
