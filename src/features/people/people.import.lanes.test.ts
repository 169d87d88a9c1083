import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { emptyImportCounts, type ImportPlan, runImport } from './people.import.ts'

const plan: ImportPlan = {
  origin: 'b',
  position: 'customer',
  source: null,
  informed: null,
  blanks: 'keep',
  updates: 'fill',
}

/**
 * A list in which everything comes again in the next batch: people under another of their addresses, numbers with
 * and without marks in the name, addresses that somebody refused, a trader, and new companies.
 */
function contacts(rows: number): string {
  const lines = ['First Name,Last Name,Email,Phone Number,Job Title,Company Name,Business ID,Do Not Contact,Notes']
  for (let i = 0; i < rows; i++) {
    const n = i % 3 === 0 ? i : i - (i % 40) + ((i * 7) % 40)
    // What the first of two batches refuses, the second comes with.
    const refuses = i % 23 === 0 || (i % 80 < 40 && i % 22 === 0)
    const last = i % 5 === 0 ? 'Mäkelä' : 'Makela'
    const email =
      i % 11 === 0
        ? `info@pari${Math.floor(i / 80)}.example`
        : i % 13 === 0
          ? `"eka${n}@lista.example; toka${n}@lista.example"`
          : i % 4 === 0
            ? ''
            : `${i % 17 === 0 ? 'toka' : 'eka'}${n}@lista.example`
    const phone = i % 4 === 0 ? `+35840${String(1_000_000 + n)}` : ''
    const company = i % 19 === 0 ? `Tmi Matti Kukka${n % 10}` : `Yritys ${n % 60} Oy`
    lines.push(
      `Aino${n},${last},${email},${phone},${i % 2 ? `Titteli ${i}` : ''},${company},,${refuses ? 'yes' : ''},${i % 29 === 0 ? `Rivi ${i}` : ''}`,
    )
  }
  return `${lines.join('\n')}\n`
}

describe('two batches at once come to the same as one after another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seloste-lanes-'))
  let bed: Bed
  let house: House
  let client: pg.Client

  before(async () => {
    bed = await openBed()
    house = openHouse(bed.connection)
    client = new pg.Client({ connectionString: bed.superUrl })
    await client.connect()
  })
  after(async () => {
    await client.end()
    await house.close()
    await bed.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function begin(): Promise<string> {
    const db = await house.pool('relationship').connect()
    await db.query(`select set_config('seloste.actor', 'sanna', false)`)
    const { rows } = await db.query(`select door.import_step(null, '{"file": "t.csv", "plan": {}}')->>'id' as id`)
    db.release(true)
    return rows[0].id
  }

  const bring = (id: string, path: string, more: object) =>
    runImport({
      house,
      actor: { id: 'sanna' },
      purpose: 'relationship',
      import: id,
      path,
      plan,
      before: emptyImportCounts(),
      batch: 40,
      ...more,
    })

  async function revert(id: string): Promise<void> {
    for (;;) {
      const { rows } = await house
        .pool('relationship')
        .query('select door.import_step($1, $2) as done', [id, { take_back: 500 }])
      if (rows[0].done.left_over === 0) return
    }
  }

  /** Everything the import leaves, without ids, versions and times. */
  async function standing(): Promise<unknown> {
    const { rows } = await client.query(`
      select 'person' as what, concat_ws('|', p.given_name, p.family_name, p.job_title, p.permitted, (
        select string_agg(e.address || e.permitted, ',' order by e.address) from data.emails e where e.person_id = p.id), (
        select string_agg(n.number, ',' order by n.number) from data.phones n where n.person_id = p.id), (
        select string_agg(n.body, ',' order by n.body) from data.notes n where n.person_id = p.id), (
        select string_agg(c.name, ',' order by c.name) from data.employments e join data.companies c on c.id = e.company_id where e.person_id = p.id), (
        select string_agg(g.kind || g.effect || g.purposes, ',' order by g.kind, g.effect, g.purposes) from data.grounds g where g.person_id = p.id)) as is
      from data.people p
      union all select 'company', concat_ws('|', c.name, c.permitted, c.roles::text, p.given_name) from data.companies c left join data.people p on p.id = c.person_id
      union all select 'pair', concat_ws('|', p.given_name, o.given_name) from data.pairs r join data.people p on p.id = r.person_id join data.people o on o.id = r.other_id
      order by 1, 2`)
    return rows
  }

  test('people, parts, companies, grounds, counts; and the revert takes all of it back', async () => {
    const path = join(folder, 'contacts.csv')
    writeFileSync(path, contacts(1600))
    const empty = await standing()
    const one = await begin()
    const alone = await bring(one, path, { lanes: () => 1 })
    const expected = await standing()
    await revert(one)
    assert.deepEqual(await standing(), empty)
    // The hashes stay, as they must: the second run would begin where the first did not.
    await client.query('delete from data.suppressions')
    const two = await begin()
    const beside = await bring(two, path, {})
    assert.deepEqual({ ...beside.counts, seconds: 0 }, { ...alone.counts, seconds: 0 })
    assert.ok(alone.counts.matched > 100 && alone.counts.objections > 50, 'the list has nothing to stumble over')
    assert.deepEqual(await standing(), expected)
    const kept = await client.query('select counts, done from data.imports where id = $1', [two])
    assert.equal(Number(kept.rows[0].done), beside.counts.rows)
    assert.equal(kept.rows[0].counts.created, beside.counts.created)
    const stale = await client.query("select number as stale from door.examine('masks')")
    assert.equal(Number(stale.rows[0].stale), 0)
    await revert(two)
    assert.deepEqual(await standing(), empty)
  })

  /** Whatever is done to the row of this person, `what` is done first. */
  async function when(name: string, what: string): Promise<void> {
    await client.query(`create or replace function public.trip() returns trigger language plpgsql as $$
      begin if new.given_name in (${name}) then ${what} end if; return new; end $$`)
    await client.query('grant execute on function public.trip() to public')
    await client.query(
      'create or replace trigger _999_trip before insert on data.people for each row execute function public.trip()',
    )
  }
  const plain = (rows: number) =>
    `First Name,Email\n${Array.from({ length: rows }, (_, i) => `Rivi${i},rivi${i}@rivit.example`).join('\n')}\n`

  test('what fails takes the batch beside it along, and the run goes on from there', async () => {
    const path = join(folder, 'plain.csv')
    writeFileSync(path, plain(400))
    const id = await begin()
    // The batch of row 90 is slow to fail: the one after it has long been ready.
    await when(`'Rivi90'`, `perform pg_sleep(0.5); raise exception 'tripped';`)
    await assert.rejects(bring(id, path, {}), /tripped/)
    const stopped = (await client.query('select counts, done from data.imports where id = $1', [id])).rows[0]
    assert.equal(Number(stopped.done), 80)
    const came = await client.query(`select count(*)::int as n from data.people where given_name like 'Rivi%'`)
    assert.equal(came.rows[0].n, 80)
    await client.query('drop trigger _999_trip on data.people')
    const { counts } = await bring(id, path, { after: 80, before: stopped.counts })
    assert.equal(counts.created, 400)
    assert.equal(counts.rows, 400)
    await revert(id)
  })

  test('a batch that waits for locks of the one after it gets them', async () => {
    const path = join(folder, 'plain.csv')
    writeFileSync(path, plain(80))
    const id = await begin()
    await when(
      `'Rivi5', 'Rivi45'`,
      `if new.given_name = 'Rivi5' then perform pg_sleep(0.5); end if; perform pg_advisory_xact_lock(4711);`,
    )
    const { counts } = await bring(id, path, { patience: 700 })
    await client.query('drop trigger _999_trip on data.people')
    assert.equal(counts.created, 80)
    await revert(id)
  })
})
