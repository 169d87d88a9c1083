import { companyId, fill } from './fill.ts'
import type { Ground } from './ground.ts'
import { withServer } from './http.ts'
import { type Measure, p95, timed } from './measure.ts'

/** Of all rows, those that stand at one company: a twentieth. */
const BUSIEST = companyId(1)
const SHARE = 20
const ROUNDS = 120
const MOST_MS = 50

/**
 * The timeline of the busiest company, in a house of 10,000,000 notes, calls, tasks and meetings (a tenth with
 * --small): the newest page, pages further back, and as the purpose that reads almost none of it.
 */
export async function timeline(ground: Ground): Promise<Measure[]> {
  const rows = ground.people * 10
  // How many people there are is nothing to it; how many rows is all.
  const house = { ...ground, people: 100_000, companies: 10_000 }
  const database = `bench_timeline_${rows}`
  await house.database(database)
  await fill(house, database)
  await write(house, database, rows)
  return withServer(house, database, async ({ urls, as }) => {
    const headers = await as('owner_operator')
    const page = async (purpose: string, cursor: string | null): Promise<string | null> => {
      const query = new URLSearchParams({ noun: 'companies', id: BUSIEST, purpose, ...(cursor ? { cursor } : {}) })
      const answer = await fetch(`${urls.on}/api/v1/timeline?${query}`, { headers })
      if (!answer.ok) throw new Error(`timeline: ${answer.status} ${await answer.text()}`)
      return ((await answer.json()) as { next: string | null }).next
    }
    const measures: Measure[] = []
    for (const [name, purpose, onwards] of [
      ['newest page', 'relationship', false],
      ['page after page', 'relationship', true],
      ['newest page, seen by a purpose that made one row of it in a thousand', 'prospecting', false],
    ] as const) {
      let cursor: string | null = null
      const times: number[] = []
      const least: number[] = []
      for (let i = -10; i < ROUNDS; i++) {
        // What the smallest question takes at the same time: the machine's doing, not the timeline's.
        const bare = await timed(() =>
          fetch(`${urls.on}/api/v1/notifications/count`, { headers }).then((one) => one.text()),
        )
        const ms = await timed(async () => {
          const next = await page(purpose, cursor)
          if (onwards) cursor = next
        })
        if (i < 0) continue
        times.push(ms)
        least.push(bare)
      }
      measures.push({
        name: `timeline of the busiest company of ${rows.toLocaleString('en')} rows, ${name}: p95`,
        value: p95(times),
        unit: 'ms',
        baseline: p95(least),
        target: { of: 'value', most: MOST_MS },
      })
    }
    return measures
  })
}

/** Set-based and with triggers off, as the people were; the company stands on each row as its trigger would have put it. */
async function write(ground: Ground, database: string, rows: number): Promise<void> {
  const client = await ground.superuser(database)
  try {
    const there = await client.query('select exists (select from data.calls) as there')
    if (there.rows[0].there) return
    const begun = performance.now()
    await client.query(
      "set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '256MB'; set synchronous_commit = off",
    )
    const tables = ['notes', 'calls', 'tasks', 'meetings']
    const indexes = await client.query<{ name: string; text: string }>(
      `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as text from pg_index i
       where i.indrelid = any($1::regclass[]) and not i.indisunique`,
      [tables.map((table) => `data.${table}`)],
    )
    for (const { name } of indexes.rows) await client.query(`drop index ${name}`)
    await client.query(`create temp table who as
      select row_number() over (order by e.person_id) - 1 as n, e.person_id, e.company_id, p.permitted
      from data.employments e join data.people p on p.id = e.person_id`)
    await client.query(`create temp table busy as
      select row_number() over (order by person_id) - 1 as n, person_id, company_id, permitted from who where company_id = '${BUSIEST}'`)
    await client.query('create index on who (n); create index on busy (n); analyze who; analyze busy')
    const each = rows / tables.length
    for (const table of tables) {
      const [names, values] = columns[table]!
      for (const [from, share] of [
        ['busy', each / SHARE],
        ['who', each - each / SHARE],
      ] as const)
        await client.query(`insert into data.${table} (person_id, company_id, permitted, author_id, purpose, created_at, ${names})
          select w.person_id, w.company_id, w.permitted & data.${table}_bits(), 'bench',
            case when g.n % 1000 = 7 then 'prospecting' when g.n % 3 = 0 then 'sales' else 'relationship' end,
            timestamptz '2020-01-01' + g.n * (interval '6 years' / ${share}), ${values}
          from generate_series(1::bigint, ${share}) g(n) join ${from} w on w.n = (g.n * 7919) % (select count(*) from ${from})`)
    }
    for (const { text } of indexes.rows) await client.query(text)
    for (const table of tables)
      await client.query(`insert into register.held (person_id, noun) select distinct c.person_id, '${table}' from data.${table} c
        where not exists (select from register.held h where h.person_id = c.person_id and h.noun = '${table}')`)
    for (const table of tables) await client.query(`vacuum analyze data.${table}`)
    ground.say(`wrote ${rows} rows in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
  } finally {
    await client.end()
  }
}

const columns: Readonly<Record<string, readonly [string, string]>> = {
  notes: ['body', `'Sovittiin toimituksesta ' || g.n`],
  calls: ['at, outcome', `timestamptz '2020-01-01' + g.n * interval '1 minute', 'reached'`],
  tasks: ['title, done_at', `'Soita ' || g.n, now()`],
  meetings: [
    'title, starts_at, ends_at',
    `'Palaveri ' || g.n, timestamptz '2020-01-01' + g.n * interval '1 minute', timestamptz '2020-01-01' + g.n * interval '1 minute' + interval '1 hour'`,
  ],
}
