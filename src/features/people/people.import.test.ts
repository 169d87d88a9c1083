import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { applyAddition } from '#kernel/apply.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { emptyImportCounts, type ImportPlan, runImport } from './people.import.ts'

const plan: ImportPlan = {
  origin: 'b',
  position: 'customer',
  source: null,
  informed: null,
  blanks: 'keep',
  updates: 'overwrite',
}
const FIRST = `First Name,Last Name,Email,Phone Number,Job Title,Company Name
Aino,Alku,aino@alku.example,,Johtaja,Alku Oy
Onni,Alku,onni@alku.example,+358 40 1234567,,Alku Oy
`
// Aino twice, the second time under another title; a new number, a new note, a new company.
const SECOND = `First Name,Last Name,Email,Phone Number,Job Title,Company Name,Notes
Aino,Alku,aino@alku.example,+358 40 7654321,Toimitusjohtaja,Toinen Oy,Soitti tänään
Aino,Alku-Uusi,aino@alku.example,,Hallituksen jäsen,Alku Oy,
Uusi,Tulokas,uusi@tulokas.example,,,Toinen Oy,
`

describe('an import is undone whole', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seloste-import-'))
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

  async function bring(text: string, more: Partial<ImportPlan> = {}): Promise<string> {
    const path = join(folder, `${Math.random()}.csv`)
    writeFileSync(path, text)
    const db = await house.pool('relationship').connect()
    await db.query(`select set_config('seloste.actor', 'sanna', false)`)
    const { rows } = await db.query(`select door.import_step(null, '{"file": "t.csv", "plan": {}}')->>'id' as id`)
    db.release(true)
    const id = rows[0].id as string
    const whole = { ...plan, ...more }
    await runImport({
      house,
      actor: { id: 'sanna' },
      purpose: 'relationship',
      import: id,
      path,
      plan: whole,
      before: emptyImportCounts(),
    })
    return id
  }

  async function revert(id: string, most: number): Promise<void> {
    for (let call = 0; call < 50; call++) {
      const { rows } = await house
        .pool('relationship')
        .query('select door.import_step($1, $2) as done', [id, { take_back: most }])
      if (rows[0].done.left_over === 0) return
    }
    assert.fail('the revert does not come to an end')
  }

  /** All that a purpose may see of these people and companies, and the masks, but not versions and times. */
  async function standing(): Promise<unknown> {
    const { rows } = await client.query(`
      select 'person' as what, given_name || '|' || family_name || '|' || coalesce(job_title, '') || '|' || permitted as is from data.people
      union all select 'email', address || '|' || permitted from data.emails
      union all select 'phone', number || '|' || permitted from data.phones
      union all select 'note', body from data.notes
      union all select 'company', name || '|' || roles::text from data.companies
      union all select 'employment', p.given_name || '|' || c.name || '|' || e.permitted
        from data.employments e join data.people p on p.id = e.person_id join data.companies c on c.id = e.company_id
      order by 1, 2`)
    return rows
  }

  for (const most of [1000, 1]) {
    test(`to the letter, ${most} a call`, async () => {
      const first = await bring(FIRST)
      const before = await standing()
      const second = await bring(SECOND)
      assert.notDeepEqual(await standing(), before)
      await revert(second, most)
      assert.deepEqual(await standing(), before)
      const { rows } = await client.query('select count(*)::int as n from data.import_rows where import_id = $1', [
        second,
      ])
      assert.equal(rows[0].n, 0)
      await revert(first, most)
    })
  }

  test('a company that took a new role gives it back', async () => {
    const first = await bring(FIRST)
    const before = await standing()
    const second = await bring(FIRST, { position: 'reseller' })
    const { rows } = await client.query(`select roles from data.companies where name = 'Alku Oy'`)
    assert.deepEqual(rows[0].roles, ['customer', 'reseller'])
    await revert(second, 1000)
    assert.deepEqual(await standing(), before)
    await revert(first, 1000)
  })

  test('what somebody has changed since is left as they left it', async () => {
    const first = await bring(FIRST)
    const second = await bring(SECOND)
    await house
      .pool('relationship')
      .query(`update relationship.people set job_title = 'Eläkkeellä' where job_title = 'Hallituksen jäsen'`)
    await revert(second, 1000)
    const { rows } = await client.query(
      `select p.job_title from data.people p join data.emails e on e.person_id = p.id where e.address = 'aino@alku.example'`,
    )
    assert.equal(rows[0].job_title, 'Eläkkeellä')
    const stale = await client.query("select number as stale from door.examine('masks')")
    assert.equal(Number(stale.rows[0].stale), 0)
    await revert(first, 1000)
  })

  test('a field of the company’s own: read as its kind, filled but not written over, and undone', async () => {
    const own = { fi: 'Jäsennumero', sv: 'Medlemsnummer', en: 'Member number' }
    const by = { category: 'name', retention: 'contact', purposes: { relationship: 'write' } } as const
    const body = { ...by, noun: 'people', name: 'x_member', type: 'integer', label: own } as const
    await applyAddition(client, { kind: 'field', body }, 'test')
    await house.renew()
    const members = async () => {
      const { rows } = await client.query(
        `select given_name as who, x_member::int as n from data.people where family_name = 'Oma' order by 1`,
      )
      return rows.map(({ who, n }) => `${who} ${n}`)
    }
    const head = 'First Name,Last Name,Email,Jäsennumero\n'
    const first = await bring(`${head}Aino,Oma,aino@oma.example,12\nOnni,Oma,onni@oma.example,ei ole\n`)
    assert.deepEqual(await members(), ['Aino 12', 'Onni null'])
    const again = `${head}Aino,Oma,aino@oma.example,13\nOnni,Oma,onni@oma.example,7\n`
    const filled = await bring(again, { updates: 'fill' })
    assert.deepEqual(await members(), ['Aino 12', 'Onni 7'])
    const over = await bring(again)
    assert.deepEqual(await members(), ['Aino 13', 'Onni 7'])
    await revert(over, 1000)
    await revert(filled, 1)
    assert.deepEqual(await members(), ['Aino 12', 'Onni null'])
    await revert(first, 1000)
    assert.deepEqual(await members(), [])
  })
})
