import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { suppressionKey } from '#kernel/instance.ts'
import { type PurposeId, purposes } from '#register/index.ts'
import type { Bed } from '../../../tests/bed.ts'

/** Somebody for a test: what is not said is ordinary. */
export type Someone = {
  source?: 'person' | 'company' | 'register' | 'elsewhere'
  sourceName?: string | null
  informed?: boolean
  language?: 'fi' | 'sv' | 'en'
  email?: string
  emailKind?: 'named_work' | 'generic' | 'private' | 'sole_trader'
  phoneKind?: 'mobile' | 'switchboard' | 'private'
  /** What their position opens. */
  opens?: PurposeId[]
  /** They represent a company: with these duties, known from there. own: it is their own firm. */
  employed?: {
    duties?: string[]
    dutySource?: string
    title?: string
    until?: string
    refused?: boolean
    own?: boolean
  }
  /** Their own firm. */
  firm?: boolean
}

export type Made = { id: string; email: string; emailId: string; company?: string }

const bitsOf = (list: readonly PurposeId[]) =>
  list.reduce((mask, one) => mask | (1n << BigInt(purposes[one].bit)), 0n).toString()

export type Cast = {
  owner: pg.Client
  key: Buffer
  make(someone?: Someone): Promise<Made>
  /** What a person says or what is recorded of them, in a transaction of its own, as the purpose of rights. */
  ground(person: string, event: object, own?: boolean): Promise<void>
  consent(person: string, topic?: string, channel?: string): Promise<void>
  object(person: string, scope?: string): Promise<void>
  gate(purpose: PurposeId, step: string, person: string, ask: object): Promise<any>
}

export async function openCast(bed: Bed): Promise<Cast> {
  const owner = await bed.owner()
  await owner.query(`select set_config('seloste.actor', 'test', false)`)
  const key = suppressionKey(bed.connection.key)
  const logins = new Map<PurposeId, Promise<pg.Client>>()
  const login = (purpose: PurposeId) => {
    const found = logins.get(purpose) ?? bed.login(`purpose_${purpose}`)
    logins.set(purpose, found)
    return found
  }
  const ground: Cast['ground'] = async (person, event, own = false) => {
    const rights = await login('rights')
    await rights.query('begin')
    try {
      await rights.query(`select set_config('seloste.actor', $1, true)`, [own ? 'person' : 'test'])
      await rights.query('select door.ground($1, $2, $3)', [person, JSON.stringify(event), key])
      await rights.query('commit')
    } catch (error) {
      await rights.query('rollback')
      throw error
    }
  }
  return {
    owner,
    key,
    make: (someone = {}) => make(owner, someone),
    ground,
    consent: (person, topic = 'products', channel = 'email') =>
      ground(
        person,
        {
          kind: 'consent',
          purpose: topic === 'partners' ? 'partner_offers' : 'marketing',
          topic,
          channel,
          proof: PROOF,
        },
        true,
      ),
    async object(person, scope = 'marketing') {
      await (await login('rights')).query('select door.object($1, $2, $3, null, $4)', [person, scope, 'phone', key])
    },
    async gate(purpose, step, person, ask) {
      const { rows } = await (await login(purpose)).query('select door.gate($1, $2, $3, $4) as answer', [
        step,
        person,
        JSON.stringify(ask),
        key,
      ])
      return rows[0].answer
    },
  }
}

const PROOF = { how: 'preference_centre', wording: 'w', wording_hash: 'h', version: '1', language: 'fi', notice: '1' }

export async function make(owner: pg.Client, someone: Someone): Promise<Made> {
  const [id, emailId] = [randomUUID(), randomUUID()]
  const email = someone.email ?? `p${id.slice(0, 8)}@asiakas.example`
  const { source = 'company', sourceName = null, informed = true, language = 'fi', emailKind = 'named_work' } = someone
  await owner.query(
    `insert into data.people (id, permitted, given_name, family_name, language, source, source_name, informed_at)
     values ($1, data.always_mask(), 'Testi', 'Henkilö', $2, $3, $4, case when $5 then now() end)`,
    [id, language, source, sourceName, informed],
  )
  await owner.query(
    `insert into data.emails (id, person_id, permitted, address, kind, main) values ($1, $2, data.always_mask() & data.emails_bits(), $3, $4, true)`,
    [emailId, id, email, emailKind],
  )
  if (someone.phoneKind) {
    await owner.query(
      `insert into data.phones (person_id, permitted, number, kind, main) values ($1, data.always_mask() & data.phones_bits(), $2, $3, true)`,
      [id, `+3584570${String(100000 + Math.floor(Math.random() * 899999))}`, someone.phoneKind],
    )
  }
  let company: string | undefined
  if (someone.employed) {
    company = randomUUID()
    const {
      duties = [],
      dutySource = null,
      title = null,
      until = null,
      refused = false,
      own = false,
    } = someone.employed
    await owner.query(
      `insert into data.companies (id, name, roles, refused_at, person_id) values ($1, 'Testi Oy', '{customer}', case when $2 then now() end, $3)`,
      [company, refused, own ? id : null],
    )
    await owner.query(
      `insert into data.employments (person_id, permitted, company_id, title, duty_areas, duty_source, end_on)
       values ($1, data.always_mask(), $2, $3, $4, $5, $6)`,
      [id, company, title, duties, dutySource, until],
    )
  }
  if (someone.firm) {
    await owner.query(`insert into data.companies (name, roles, person_id) values ('Tmi Testi', '{customer}', $1)`, [
      id,
    ])
  }
  await owner.query(
    `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'interest', 'interest', 'allow', $2, 'test')`,
    [id, bitsOf(someone.opens ?? ['relationship', 'sales', 'contract', 'marketing'])],
  )
  return { id, email, emailId, ...(company && { company }) }
}
