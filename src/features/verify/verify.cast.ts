import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import pg from 'pg'
import { seedAccounts } from '#features/access/demo.ts'
import { actions } from '#features/index.ts'
import { auditAndRecord } from '#kernel/audit.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { seal } from '#kernel/ledger.ts'
import { OWNER } from '#kernel/migrate.ts'
import { base } from '#register/index.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { type Report, runVerify } from './verify.ts'

const KEPT =
  'P01 P03 P05 P06 P10 P11 P13 P14 P15 P16 P20 P24 P28 P30 P31 P32 P33 P34 P35 P40 P41 P42 P46 P48 P49 P50 P54 P60 P61 P62 P65 P66 P67 P68 P69 P70 P71 P72 P73 P99'.split(
    ' ',
  )
const BY_PEOPLE = ['P51', 'P56']

const folder = mkdtempSync(join(tmpdir(), 'seloste-verify-'))
let bed: Bed
export let client: pg.Client
export let house: House
before(async () => {
  bed = await openBed()
  client = new pg.Client({ connectionString: bed.superUrl })
  await client.connect()
  const { database } = bed.connection
  await client.query(
    `revoke temporary, create on database "${database}" from public; grant create on database "${database}" to ${OWNER}`,
  )
  await auditAndRecord(client, base)
  house = openHouse(bed.connection)
  house.actions = actions
  await seedAccounts(house, folder)
  await seal(house)
})
after(async () => {
  await house.close()
  await client.end()
  await bed.close()
  rmSync(folder, { recursive: true, force: true })
})

export const statusOf = (report: Report, id: string): string => report.promises.find((one) => one.id === id)!.status
export const evidenceOf = (report: Report, id: string): string => report.promises.find((one) => one.id === id)!.evidence

export async function assertUnharmed(): Promise<void> {
  const report = await runVerify(house)
  const by = (status: string) => report.promises.filter((one) => one.status === status)
  assert.deepEqual(by('broken'), [])
  assert.deepEqual(
    by('kept').map((one) => one.id),
    KEPT,
  )
  assert.deepEqual(
    by('organisational').map((one) => one.id),
    BY_PEOPLE,
  )
  assert.deepEqual(
    report.invariants.filter((one) => one.status !== 'kept'),
    [],
  )
}
