import assert from 'node:assert/strict'
import fc from 'fast-check'
import type pg from 'pg'
import { newId } from '#kernel/ledger.ts'
import { EMPLOY, key, owner, person } from './law.cast.ts'

// What people do, as a script: any of it may be refused, none of it may leave a mask stale.

const KINDS = [
  'employ',
  'end',
  'object',
  'remove',
  'restore',
  'restrict',
  'lift',
  'consent',
  'withdraw',
  'pause',
  'contract',
  'hold',
  'note',
  'email',
  'drop',
  'edit',
  'merge',
  'roles',
  'trader',
  'address',
  'intake',
  'fresh',
] as const
const PURPOSES = ['relationship', 'sales', 'support', 'suppliers', 'prospecting', 'contract', 'rights'] as const
export const doing = fc.record({
  kind: fc.constantFrom(...KINDS),
  purpose: fc.constantFrom(...PURPOSES),
  a: fc.nat(),
  b: fc.nat(),
  roles: fc.subarray(['customer', 'prospect', 'supplier', 'partner', 'reseller', 'group_company']),
  scope: fc.constantFrom('marketing', 'sales', 'relationship', 'support'),
})
type Doing = typeof doing extends fc.Arbitrary<infer T> ? T : never
type Stage = { people: string[]; companies: string[]; employments: string[]; addresses: string[] }

export async function makeStage(many: number, companies: number): Promise<Stage> {
  const stage: Stage = {
    people: [],
    companies: Array.from({ length: companies }, newIdOf),
    employments: [],
    addresses: [],
  }
  for (let n = 0; n < many; n++) stage.people.push((await person('customer', stage.companies[n % companies])).person)
  const { rows } = await owner.query('select id from data.employments where person_id = any ($1)', [stage.people])
  stage.employments.push(...rows.map(({ id }) => id as string))
  return stage
}
const newIdOf = () => newId()

/** Refusals that two people who do things at once may meet; all else is a defect. */
const REFUSALS = new Set([
  'done',
  'PERSON_NOT_FOUND',
  'COMPANY_NOT_FOUND',
  'MERGE_NEEDS_TWO',
  'POSITION_MISMATCH',
  'OBJECTION_NOT_OPEN',
  'NOT_FOUND',
  'NOT_RESTRICTED',
  'LIFT_WITHOUT_NOTICE',
  'BASIS_NOT_PARTY',
  'DM_OBJECTED',
  '42501',
  '42P01',
  '44000',
  '40P01',
  '40001',
  '55P03',
  '0A000',
  '23503',
])

export async function act(
  stage: Stage,
  { kind, purpose, a, b, roles, scope }: Doing,
  client: pg.Client,
): Promise<void> {
  const who = stage.people[a % stage.people.length]!
  const other = stage.people[b % stage.people.length]!
  const company = stage.companies[b % stage.companies.length]!
  const run = async (text: string, values: unknown[]): Promise<any[]> => {
    const result = await client.query(text, values).catch((error) => error)
    const code =
      result instanceof Error ? ((result as any).code === 'SEL01' ? result.message : (result as any).code) : 'done'
    assert.ok(REFUSALS.has(code), `${purpose} ${kind}: ${code} ${result.message}`)
    return result.rows ?? []
  }
  const wish =
    a % 3 === 0
      ? { purpose: 'partner_offers', topic: 'partners', channel: 'email' }
      : { purpose: 'marketing', topic: b % 2 ? 'products' : 'events', channel: 'email' }
  const say = (event: object) => run('select door.ground($1, $2, $3)', [who, JSON.stringify(event), key()])
  switch (kind) {
    case 'employ':
      for (const { id } of await run(`select id from ${EMPLOY}`, [who, company])) stage.employments.push(id)
      return
    case 'end':
      return void (await run(`select from door.employment($1, '{}')`, [
        stage.employments[a % stage.employments.length],
      ]))
    case 'object':
      return void (await run(`select door.object($1, $2, 'phone', null, $3)`, [who, scope, key()]))
    case 'remove':
      return void (await run('select door.remove($1)', [who]))
    case 'restore':
      return void (await run('select door.remove($1, true)', [who]))
    case 'restrict':
      return void (await say({ kind: 'restriction', ground: 'claims' }))
    case 'lift':
      return void (await say({
        kind: b % 2 ? 'restriction_told' : 'restriction_ended',
        proof: { delivered: 'letter' },
      }))
    case 'consent':
      return void (await say({
        kind: 'consent',
        ...wish,
        proof: { how: 'oral', script: '1', said_at: '2026-01-01', heard_by: 'test' },
      }))
    case 'withdraw':
      return void (await say({ kind: 'withdrawal', ...wish }))
    case 'pause':
      return void (await say({ kind: 'pause', until: '2999-01-01' }))
    case 'contract':
      return void (await say({ kind: a % 2 ? 'contract' : 'contract_ended' }))
    case 'hold':
      return void (await say({ kind: a % 2 ? 'hold' : 'hold_ended', act: '1336/1997', section: '2:10' }))
    case 'note':
      return void (await run(`insert into ${purpose}.notes (person_id, body) values ($1, 'x')`, [who]))
    case 'email':
      return void (await run(
        `insert into ${purpose}.emails (person_id, address, kind) values ($1, 'a@laki.example', 'named_work')`,
        [who],
      ))
    case 'drop':
      return void (await run(`delete from ${purpose}.notes where person_id = $1`, [who]))
    case 'edit':
      return void (await run(`update ${purpose}.notes set body = body || '.' where person_id = $1`, [who]))
    case 'merge': {
      if (stage.people.length < 3) return
      if ((await run('select door.merge($1, array[$2]::uuid[])', [who, other])).length > 0)
        stage.people = stage.people.filter((one) => one !== other)
      return
    }
    case 'roles':
      return void (await run(`update ${purpose}.companies set roles = $2 where id = $1`, [company, roles]))
    case 'trader':
      return void (await run(`update ${purpose}.companies set person_id = $2 where id = $1`, [
        company,
        a % 3 === 0 ? null : who,
      ]))
    case 'address':
      return void (await run(`insert into ${purpose}.addresses (company_id, kind) values ($1, 'site')`, [company]))
    case 'intake': {
      // Somebody comes in again by an address we know: their parts and employments are added to.
      const id = newId()
      return void (await run('select * from door.intake($1, $2, $3, $4, $5, $6, $7)', [
        JSON.stringify([{ id, line: 1, given_name: 'Uusi', company: id, objection: a % 5 === 0 }]),
        JSON.stringify([{ person: id, address: `p${who}@laki.example`, kind: 'named_work' }]),
        '[]',
        JSON.stringify([{ id, name: `Yritys ${company}` }]),
        JSON.stringify([{ person: id, body: 'taas' }]),
        JSON.stringify({ position: scope === 'support' ? 'supplier' : 'customer', source: 'person', match: true }),
        key(),
      ]))
    }
    case 'fresh':
      if (stage.people.length > 8) return
      stage.people.push((await person('customer', a % 2 ? company : undefined).catch(() => ({ person: who }))).person)
  }
}
