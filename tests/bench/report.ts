import { collect } from '#features/report/collect.ts'
import { printed } from '#features/report/report.ts'
import { openHouse } from '#kernel/database.ts'
import { OWNER } from '#kernel/migrate.ts'
import { personId } from './fill.ts'
import type { Ground } from './ground.ts'
import { type Measure, median, timed } from './measure.ts'

const ROWS = 1000
const ROUNDS = 9

/** The whole report of a person with a thousand related rows, beside reading the same rows as they stand. */
export async function report(ground: Ground, database: string): Promise<Measure[]> {
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
    const whole = () => collect({ house }, asking).then((found) => printed({ register: house.register }, found))
    const bare = () => house.pool('rights').query('select * from door.held($1, $2, null, 5000)', [person, 'notes'])
    await Promise.all([whole(), bare()])
    const ours: number[] = []
    const hand: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await timed(whole))
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
