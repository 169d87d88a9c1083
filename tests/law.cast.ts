import { after, before } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { bitsOf, carriesCopy } from '#kernel/compile.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { newId } from '#kernel/ledger.ts'
import { base, type PurposeId } from '#register/index.ts'
import { type Bed, openBed } from './bed.ts'

// For the tests of the law of masks: people, connections, and the reference in plain TypeScript that knows no SQL.

export const soak = process.env.SELOSTE_SOAK === '1'

export let bed: Bed
export let owner: pg.Client
before(async () => {
  bed = await openBed()
  owner = await bed.owner()
  // Deadlocks are wanted here, and a second each is long.
  const admin = await bed.owner()
  await admin.query(`reset role; alter database ${bed.connection.database} set deadlock_timeout = '40ms'`)
})
after(() => bed.close())

export type Event = { slot: string; kind: string; effect: string; purposes: bigint }

export const EMPLOY = `door.employment(null, jsonb_build_object('person', $1::uuid, 'company', $2::uuid))`

export const bitOf = (purpose: PurposeId): bigint => 1n << BigInt(base.purposes[purpose]!.bit)
const ALWAYS = bitOf('rights')

/**
 * The latest word of each slot holds. What a position opens does not carry on what a withdrawn consent carried; what
 * a consent, a contract or a statute opens is open; what is blocked is closed; serving the person always is permitted.
 */
export function maskOf(events: readonly Event[]): bigint {
  const last = new Map<string, Event>()
  for (const event of events) last.set(event.slot, event)
  let interest = 0n
  let given = 0n
  let withdrawn = 0n
  let blocked = 0n
  for (const { kind, effect, purposes } of last.values()) {
    if (effect === 'allow' && (kind === 'employment' || kind === 'interest')) interest |= purposes
    else if (effect === 'allow') given |= purposes
    if (effect === 'block') blocked |= purposes
    if (kind === 'withdrawal') withdrawn |= purposes
  }
  return (((interest & ~withdrawn) | given) & ~blocked) | ALWAYS
}

const copies = Object.entries(base.nouns).filter(([, noun]) => noun.schema === 'data' && carriesCopy(noun))

/** Everything in the database against the reference: masks, copies, and employments against their companies' roles. */
export async function faults(): Promise<string[]> {
  const found: string[] = []
  const grounds = await owner.query('select person_id, slot, kind, effect, purposes from data.grounds order by number')
  const said = Map.groupBy(grounds.rows, (row) => row.person_id as string)
  const people = await owner.query('select id, permitted from data.people')
  const masks = new Map<string, bigint>()
  for (const { id, permitted } of people.rows) {
    const mask = maskOf((said.get(id) ?? []).map((row) => ({ ...row, purposes: BigInt(row.purposes) })))
    masks.set(id, mask)
    if (BigInt(permitted) !== mask) found.push(`person ${id} has ${permitted}, the grounds say ${mask}`)
  }
  for (const [name, noun] of copies) {
    const bits = bitsOf(base, noun)
    const { rows } = await owner.query(`select id, permitted, ${noun.person} as person from data.${name}`)
    for (const { id, permitted, person } of rows) {
      const wanted = person === null ? -1n : masks.get(person)! & bits
      if (BigInt(permitted) !== wanted) found.push(`${name} ${id} has ${permitted}, its person says ${wanted}`)
    }
  }
  const traders = await owner.query(
    'select a.id from data.addresses a join data.companies c on c.id = a.company_id where a.person_id is distinct from c.person_id',
  )
  for (const { id } of traders.rows) found.push(`address ${id} names another person than its company`)
  const employments = await owner.query(
    `select e.id, e.end_on is not null as ended, data.mask_of_positions(c.roles) as opens, g.effect, g.purposes
     from data.employments e join data.companies c on c.id = e.company_id
     left join lateral (select * from data.grounds g where g.person_id = e.person_id and g.slot = 'employment:' || e.id order by number desc limit 1) g on true`,
  )
  for (const { id, ended, opens, effect, purposes } of employments.rows) {
    if (effect !== (ended ? 'end' : 'allow'))
      found.push(`employment ${id} ${ended ? 'ended' : 'goes on'}, its ground says ${effect}`)
    else if (!ended && purposes !== opens)
      found.push(`employment ${id} opens ${purposes}, its company's roles open ${opens}`)
  }
  return found.slice(0, 5)
}

type Body = { person: string; note: string; email: string }

/** A fresh person in a position, seen by relationship and others, with one of each part. */
export async function person(position = 'customer', company?: string): Promise<Body> {
  const id = newId()
  const door = await login(
    position === 'supplier' ? 'suppliers' : position === 'prospect' ? 'sales' : 'relationship',
    -1,
  )
  const people = [{ id, line: 1, given_name: 'Laki', family_name: id.slice(-6), company, role: 'contact' }]
  const companies = company ? [{ id: company, name: `Yritys ${company}`, sole_trader: false }] : []
  await door.query('select * from door.intake($1, $2, $3, $4, $5, $6, $7)', [
    JSON.stringify(people),
    JSON.stringify([{ person: id, address: `p${id}@laki.example`, kind: 'named_work', main: true }]),
    JSON.stringify([{ person: id, number: '+358401234567', kind: 'mobile', main: true }]),
    JSON.stringify(companies),
    JSON.stringify([{ person: id, body: 'alku' }]),
    JSON.stringify({ position, source: 'person', match: false }),
    key(),
  ])
  const { rows } = await owner.query(
    'select (select id from data.notes where person_id = $1) as note, (select id from data.emails where person_id = $1) as email',
    [id],
  )
  return { person: id, ...rows[0] }
}

export const key = () => suppressionKey(bed.connection.key)
const logins = new Map<string, pg.Client>()

/** One standing connection per purpose and number. */
export async function login(purpose: PurposeId, number = 0): Promise<pg.Client> {
  const name = `${purpose} ${number}`
  if (!logins.has(name)) {
    const client = await bed.login(`purpose_${purpose}`)
    logins.set(name, client)
    // A newcomer must not wait for one who waits for the newcomer: the database would not know of that circle.
    if (number < 0) await client.query(`set lock_timeout = '300ms'`)
  }
  return logins.get(name)!
}

export const object = (client: pg.Client, who: string, scope: string) =>
  client.query(`select door.object($1, $2, 'phone', null, $3)`, [who, scope, key()])
export const note = (client: pg.Client, purpose: PurposeId, who: string, body = 'x') =>
  client.query(`insert into ${purpose}.notes (person_id, body) values ($1, $2) returning id`, [who, body])
export const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    ({ code, message }) => (code === 'SEL01' ? message : code),
  )

/** True when it still waits after a moment: it stands behind somebody's lock. */
export async function waits(promise: Promise<unknown>): Promise<boolean> {
  return (await Promise.race([
    promise.then(
      () => false,
      () => false,
    ),
    wait(60, true),
  ])) as boolean
}
