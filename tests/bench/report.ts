import { collect } from '#features/report/collect.ts'
import { looksOf } from '#features/report/looked.ts'
import { printed } from '#features/report/report.ts'
import { openHouse } from '#kernel/database.ts'
import { OWNER } from '#kernel/migrate.ts'
import { personId } from './fill.ts'
import type { Ground } from './ground.ts'
import { type Measure, median, timed } from './measure.ts'

const ROWS = 1000
const ROUNDS = 9

/** The whole report, and who looked, of one person. */
export async function report(ground: Ground, database: string): Promise<Measure[]> {
  return [...(await whole(ground, database)), ...(await looked(ground, database))]
}

/** The whole report of a person with a thousand related rows, beside reading the same rows as they stand. */
async function whole(ground: Ground, database: string): Promise<Measure[]> {
  const person = personId(7)
  const owner = await ground.superuser(database)
  const house = openHouse(ground.connection(database))
  try {
    await house.renew()
    await owner.query(`set role ${OWNER}`)
    await owner.query(
      `insert into data.notes (person_id, body, purpose)
       select $1, 'Soitto ' || g || ': sovittiin toimituksesta ja tarkistettiin varaosat.', 'relationship' from generate_series(1, $2::int) g`,
      [person, ROWS],
    )
    const asking = {
      id: person,
      number: '-',
      person_id: person,
      language: 'fi' as const,
      frozen_at: null,
      received_at: '',
    }
    const made = () => collect({ house }, asking).then((found) => printed({ register: house.register }, found))
    const bare = () => house.pool('rights').query('select * from door.held($1, $2, null, 5000)', [person, 'notes'])
    await Promise.all([made(), bare()])
    const ours: number[] = []
    const hand: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await timed(made))
      hand.push(await timed(bare))
    }
    return [
      {
        name: `data report, ${ROWS} related rows: searched, decoded, PDF and JSON`,
        value: median(ours),
        unit: 'ms',
        baseline: median(hand),
        target: { of: 'value', most: 2000 },
      },
    ]
  } finally {
    await owner.query('delete from data.notes where person_id = $1', [person])
    await Promise.all([house.close(), owner.end()])
  }
}

/** Who looked at one person's data, in a ledger of as many entries as there are people; beside reading the whole of it. */
async function looked(ground: Ground, database: string): Promise<Measure[]> {
  const person = personId(7)
  const owner = await ground.superuser(database)
  const house = openHouse(ground.connection(database))
  const mark = 'bench.looked'
  try {
    await house.renew()
    // Written past what watches over the ledger, and taken out again: what is measured is the reading.
    await owner.query('set session_replication_role = replica')
    await owner.query(
      `insert into ledger.entries (id, at, actor, purpose, action, noun, ids, salt)
       select gen_random_uuid(), now() - random() * interval '20 days', 'bench', 'sales', $1, 'people',
         array(select ('00000000-0000-7000-8000-' || lpad(to_hex((g::bigint * 7919 + k * 104729) % 100000 + 1), 12, '0'))::uuid
           from generate_series(1, case when g % 10 = 0 then 50 else 1 end) k)
           || case when g % 20000 = 0 then array[$3::uuid] else '{}' end, '\\x00'
       from generate_series(1, $2::int) g`,
      [mark, ground.people, person],
    )
    await owner.query('analyze ledger.entries')
    const ours: number[] = []
    const hand: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await timed(() => looksOf(house, person, 'fi')))
      hand.push(await timed(() => owner.query('select count(*) from ledger.entries where $1 = any (ids)', [person])))
    }
    return [
      {
        name: `who looked at one person, ledger of ${ground.people.toLocaleString('en')} entries; beside reading it all`,
        value: median(ours),
        unit: 'ms',
        baseline: median(hand),
        target: { of: 'value', most: 200 },
      },
    ]
  } finally {
    await owner.query('delete from ledger.entries where action = $1', [mark])
    await Promise.all([house.close(), owner.end()])
  }
}
