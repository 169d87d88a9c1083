import type pg from 'pg'
import { publishNotice } from '#features/notice/notice.editions.ts'
import { effective, readAdditions } from '#kernel/additions.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { asOwner, build, inTransaction } from '#kernel/migrate.ts'
import { batches } from './characters.ts'
import { signAllTests } from './signed.ts'

/** The demo company's register, the same in every installation; left alone once there is anybody. */
export async function seedDemo(client: pg.Client, key: Buffer): Promise<void> {
  await asOwner(client, async () => {
    const { rows } = await client.query(
      'select exists (select from data.people) or exists (select from register.notices) as there',
    )
    if (rows[0].there) return
    await inTransaction(client, async () => {
      await client.query(`select set_config('seloste.actor', 'demo', true)`)
      for (const batch of batches()) {
        await client.query('select door.intake($1, $2, $3, $4, $5, $6, $7)', [
          JSON.stringify(batch.people),
          JSON.stringify(batch.emails),
          JSON.stringify(batch.phones),
          JSON.stringify(batch.companies),
          JSON.stringify(batch.notes),
          JSON.stringify(batch.plan),
          suppressionKey(key),
        ])
      }
      await signAllTests(client, 'Paula Palo')
      await client.query(`insert into register.settings (name, value, by) values ('staff_informed', $1, 'demo')`, [
        JSON.stringify(STAFF_INFORMED),
      ])
      await publishNotice(client, { register: effective(await readAdditions(client)), approvedBy: 'demo' })
    })
    // The tests wake their purposes: the views follow.
    await build(client, effective(await readAdditions(client)))
  })
}

/** The demo company told its own people before the first log entry about them was written. */
const STAFF_INFORMED = {
  headcount: 12,
  informed_on: '2026-01-12',
  how: 'meeting',
  act: '759/2004',
  note: 'Kerrottu henkilöstökokouksessa; tiedote on työtilassa.',
  by_name: 'Antti Aho',
}
