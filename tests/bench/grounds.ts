import assert from 'node:assert/strict'
import pg from 'pg'
import { openPool } from '#kernel/database.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { OWNER } from '#kernel/migrate.ts'
import { purposes } from '#register/index.ts'
import { personId } from './fill.ts'
import type { Ground } from './ground.ts'
import { type Measure, timed } from './measure.ts'

const WRITERS = 8
const BATCH = 2000
/** Batches under way at once: an import keeps more. */
const LANES = 2

/**
 * What people say, as fast as it becomes law: single events through the door that the product calls, over its own
 * pool, each a transaction of its own with mask, copies on every child row, seal and entry, and answered only after
 * its commit is on disk; batches; and all masks made anew and compared.
 */
export async function grounds(ground: Ground, database: string): Promise<Measure[]> {
  const connection = ground.connection(database)
  const key = suppressionKey(connection.key)
  const pool = openPool(connection, 'purpose_rights', WRITERS)
  const bare = new pg.Pool({ connectionString: (await superUrl(ground, database)).href, max: WRITERS })
  bare.on('connect', (client) => client.query(`set session_replication_role = replica`))
  const lanes = () => Promise.all(Array.from({ length: LANES }, () => ground.superuser(database)))
  const [owners, untriggered] = await Promise.all([lanes(), lanes()])
  try {
    for (const owner of owners) await owner.query(`set role ${OWNER}`)
    for (const client of untriggered) await client.query(`set session_replication_role = replica`)
    const bit = 1n << BigInt(purposes.sales.bit)
    // Each pair of turns takes its own people: an objection is said once.
    const perTurn = Math.min(6000, Math.floor(ground.people / 12))
    const events = (turn: number) =>
      rate(perTurn, (n) =>
        pool.query(`select door.object($1, 'sales', 'phone', null, $2)`, [personId(1 + turn * perTurn + n), key]),
      )
    // Prepared like a call of a door: what is compared is the writing, not the planning.
    const byHand = (turn: number) =>
      rate(perTurn, (n) =>
        bare.query({
          name: 'by_hand',
          text: `with who as (select $1::uuid as id), said as (
             insert into data.grounds (person_id, slot, kind, effect, purposes, actor) select id, 'objection:sales', 'objection', 'block', ${bit}, 'bench' from who
           ), mask as (update data.people p set permitted = permitted & ~${bit}::bigint from who where p.id = who.id),
           ${['emails', 'phones', 'employments', 'notes'].map((noun) => `${noun} as (update data.${noun} c set permitted = permitted & ~${bit}::bigint from who where c.person_id = who.id)`).join(', ')}
           select 1`,
          values: [personId(1 + turn * perTurn + n)],
        }),
      )
    const ours: number[] = []
    const hand: number[] = []
    for (let turn = 0; turn < 4; turn++) {
      ours.push(await events(turn * 2))
      hand.push(await byHand(turn * 2 + 1))
    }
    const single = { ours: Math.max(...ours), bare: Math.max(...hand) }

    const said = `insert into data.grounds (person_id, slot, kind, effect, purposes, actor, channel)
      select person, 'objection:support', 'objection', 'block', 256, 'bench', 'letter' from unnest($1::uuid[]) as person order by person`
    const setHand = `with who as (select unnest($1::uuid[]) as id), said as (
        insert into data.grounds (person_id, slot, kind, effect, purposes, actor) select id, 'objection:support', 'objection', 'block', 256, 'bench' from who
      ), ${['people', 'emails', 'phones', 'employments', 'notes'].map((noun) => `${noun} as (update data.${noun} c set permitted = permitted & ~256::bigint from who where c.${noun === 'people' ? 'id' : 'person_id'} = who.id)`).join(', ')}
      select 1`
    const batch = async (clients: pg.Client[], text: string, n: number) => {
      const people = (lane: number) => {
        const first = ground.people - (n * LANES + lane + 1) * BATCH
        return Array.from({ length: BATCH }, (_, i) => personId(first + i))
      }
      const all = () => Promise.all(clients.map((client, lane) => client.query(text, [people(lane)])))
      return ((LANES * BATCH) / (await timed(all))) * 1000
    }
    const batches = { ours: 0, bare: 0 }
    for (let n = 0; n < 6; n++) {
      batches.ours = Math.max(batches.ours, await batch(owners, said, n * 2))
      batches.bare = Math.max(batches.bare, await batch(untriggered, setHand, n * 2 + 1))
    }

    let stale = -1
    const anew = await timed(async () => {
      const { rows } = await pool.query(`select number::int as stale from door.examine('masks') where what = 'people'`)
      stale = rows[0].stale
    })
    assert.equal(stale, 0, 'masks made anew equal the stored ones')
    return [
      {
        name: `a person’s word: single events from ${WRITERS} connections, each answered when its commit is on disk`,
        value: single.ours,
        unit: '/s',
        baseline: single.bare,
        ratio: single.ours / single.bare,
        target: { of: 'value', least: 3000 },
      },
      {
        name: `events in batches of ${BATCH.toLocaleString('en')}, ${LANES} under way`,
        value: batches.ours,
        unit: '/s',
        baseline: batches.bare,
        ratio: batches.ours / batches.bare,
        target: { of: 'value', least: 20_000 },
      },
      {
        name: 'every mask made anew and compared',
        value: anew / 1000,
        unit: 's',
        target: { of: 'value', most: 60 },
      },
    ]
  } finally {
    await Promise.all([pool, bare, ...owners, ...untriggered].map((one) => one.end()))
  }
}

async function superUrl(ground: Ground, database: string): Promise<URL> {
  const client = await ground.superuser(database)
  const { host, port, user, password } = client as unknown as {
    host: string
    port: number
    user: string
    password: string
  }
  await client.end()
  const url = new URL(`postgres://${host}:${port}/${database}`)
  url.username = user
  url.password = password
  return url
}

/** So many of them by all writers together: how many a second. */
async function rate(many: number, work: (n: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const ms = await timed(() =>
    Promise.all(
      Array.from({ length: WRITERS }, async () => {
        while (next < many) await work(next++)
      }),
    ),
  )
  return (many / ms) * 1000
}
