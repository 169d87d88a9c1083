import { sql } from 'kysely'
import { soldBy, soldNouns } from '../report/sold.ts'
import { dataNouns, eyeFor } from './held.ts'
import { broken, type Check, kept, open, plural } from './verdict.ts'

/** Sellers whose part of the report is made up on the spot. */
const SELLERS = 5

/** P42: whoever looks after a record is one of our users, and the report of that person tells what they have sold. */
export const ownersKnown: Check = async (scene) => {
  const { house, register } = scene
  const { rows: users } = await house.auth.query<{ id: string; email: string }>(
    'select id::text as id, email from auth.users',
  )
  const known = new Set(users.map(({ id }) => id))
  let owned = 0
  let strange = 0
  for (const [name, noun] of dataNouns(scene)) {
    const eye = noun.fields.owner_id ? eyeFor(scene, noun, ['owner_id']) : null
    if (!eye) continue
    const { rows } = await house
      .pool(eye)
      .query(`select owner_id, count(*)::int as n from ${eye}.${name} where owner_id is not null group by 1`)
    for (const { owner_id, n } of rows) {
      owned += n
      if (!known.has(owner_id)) strange += n
    }
  }
  const said = `${owned} records name who looks after them, ${strange} of these nobody among our users; users are declared in the register as people are`
  const db = house.under('rights')
  const sold = new Map<string, number>()
  const names = soldNouns(register).map(([name]) => name)
  for (const name of names) {
    const { rows } = await sql<{
      owner: string
      n: number
    }>`select owner_id as owner, count(*)::int as n from ${sql.table(name)}
      where owner_id is not null and removed_at is null group by 1`.execute(db)
    for (const { owner, n } of rows) sold.set(owner, (sold.get(owner) ?? 0) + n)
  }
  const sellers = users.filter(({ id }) => (sold.get(id) ?? 0) > 0)
  if (sellers.length === 0) return open(`${said}; none of our users has sold anything yet.`)
  let told = 0
  for (const { id, email } of sellers.slice(0, SELLERS)) {
    const lines = await soldBy(house, db as any, [email], 'en')
    if (lines.length < Math.min(sold.get(id)!, 2000) || lines.some(({ facts }) => facts.length === 0))
      return broken(
        `The report of one of our sellers tells ${lines.length} of ${sold.get(id)} records they answer for.`,
        'Report it as a defect.',
      )
    told += lines.length
  }
  return kept(
    `${said}; the part of the access report that tells one of ours what they have sold (${names.join(', ')}) was made up of ${plural(Math.min(sellers.length, SELLERS), 'seller')}: ${told} records, left out 0.`,
  )
}
