import { carryOut, startErasure } from '#features/erasure/erase.ts'
import { openHouse } from '#kernel/database.ts'
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
