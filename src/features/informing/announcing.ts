import { sql } from 'kysely'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { frame } from '../sending/frame.ts'
import { send } from '../sending/send.ts'
import { change } from './letter.ts'
import { type Result, sentBefore } from './mailed.ts'
import { tell } from './told.ts'

export type Announcement = {
  version: number
  effective_on: string | null
  summary: Record<Language, string>
  by: string
}
type Person = { id: string; name: string; language: Language }

const BATCH = 500
const TRIES = 3
/** So many failures in a row are the relay's fault: the rest wait for the next round. */
const ENOUGH = 20

export const messageOf = (version: number): string => `notice:${version}`

/**
 * Tells everybody of a material change, in batches, each at most once. What has happened is read from the sendings
 * alone: after a kill the next round goes on where this one ended. Of several processes one does it.
 */
export async function announceRound(house: House, version: number): Promise<'ended' | 'waiting'> {
  const client = await house.jobs.connect()
  try {
    const { rows } = await client.query(`select pg_try_advisory_lock(hashtext('notice.announce'), $1) as mine`, [
      version,
    ])
    if (!rows[0].mine) return 'waiting'
    try {
      return await round(house, version)
    } finally {
      await client.query(`select pg_advisory_unlock(hashtext('notice.announce'), $1)`, [version])
    }
  } finally {
    client.release()
  }
}

async function round(house: House, version: number): Promise<'ended' | 'waiting'> {
  const found = await begun(house, version)
  if (!found || !config.mailUrl) return 'waiting'
  let failures = 0
  for (;;) {
    const batch = await untold(house, version)
    if (batch.length === 0) break
    const lane = async () => {
      for (let person = batch.shift(); person && failures < ENOUGH; person = batch.shift()) {
        const result = await announceTo(house, found, person).catch((): Result => 'failed')
        failures = result === 'failed' ? failures + 1 : 0
      }
    }
    await Promise.all([lane(), lane()])
    if (failures >= ENOUGH) return 'waiting'
  }
  await recordMissed(house, found)
  const counts = await figuresOf(house, version)
  // Nobody was told, and there was somebody to tell: the change does not take effect by that.
  if (counts.sent === 0 && counts.people > counts.no_address) return 'waiting'
  await house.jobs.query(
    'update register.announcements set ended_at = now(), counts = $2 where version = $1 and ended_at is null',
    [version, JSON.stringify(counts)],
  )
  return 'ended'
}

async function begun(house: House, version: number): Promise<Announcement | null> {
  const { rows } = await house.jobs.query(
    `select version, effective_on, body->'summary' as summary, body->>'by' as by from register.announcements
     where version = $1 and material and begun_at is not null and ended_at is null`,
    [version],
  )
  return rows[0] ?? null
}

/** Whom neither a letter nor a refusal of the gate stands for, nor three failures. */
async function untold(house: House, version: number): Promise<Person[]> {
  const message = messageOf(version)
  const { rows } = await sql<{ id: string; name: string; language: Language }>`
    select p.id, concat_ws(' ', p.given_name, p.family_name) as name, coalesce(p.language, 'fi') as language
    from rights.people p
    where not exists (select from rights.sendings s where s.person_id = p.id and s.message = ${message} and s.state <> 'failed')
      and (select count(*) from rights.sendings s where s.person_id = p.id and s.message = ${message}) < ${TRIES}
    order by p.id limit ${BATCH}`.execute(house.under('rights'))
  return rows
}

async function announceTo(
  house: House,
  { version, effective_on, summary, by }: Announcement,
  person: Person,
): Promise<Result> {
  const outcome = await send(house, by, {
    message: messageOf(version),
    person: person.id,
    purpose: 'rights',
    channel: 'email',
    content: 'rights',
    compose(decision) {
      const { language } = decision
      const told = { version, day: effective_on ?? new Date().toISOString(), summary: summary[language] }
      const { subject, body } = change(house.register, { ...person, language }, told)
      return frame(decision, { subject, body })
    },
  })
  const left = outcome.code === 'ALREADY_SENT' ? await sentBefore(house, person.id, messageOf(version)) : outcome
  if (left.state === 'sent') {
    await tellChanged(house, by, version, person.id, person.language, left)
    return 'sent'
  }
  if (outcome.state === 'refused') return outcome.code === 'ADDRESS_MISSING' ? 'no_address' : 'failed'
  return outcome.state === 'unknown' ? 'unclear' : 'failed'
}

type Left = { sending?: string | undefined; reply?: string | undefined }
const tellChanged = (
  house: House,
  by: string,
  version: number,
  id: string,
  language: string,
  { sending, reply }: Left,
) =>
  tell(house, by, 'notice.announce', [id], {
    kind: 'changed',
    channel: 'email',
    edition: version,
    language,
    proof: { sending, reply },
  })

/** Letters that left just before a process ended, and whose record was not made. */
async function recordMissed(house: House, { version, by }: Announcement): Promise<void> {
  const { rows } = await sql<{ id: string; sending: string; reply: string; language: string }>`
    select s.person_id as id, s.id as sending, s.reply, coalesce(p.language, 'fi') as language
    from rights.sendings s join rights.people p on p.id = s.person_id
    where s.message = ${messageOf(version)} and s.state = 'sent'
      and not exists (select from rights.informings i where i.person_id = s.person_id and i.kind = 'changed' and i.edition = ${version})`.execute(
    house.under('rights'),
  )
  for (const row of rows) await tellChanged(house, by, version, row.id, row.language, row)
}

export type Figures = Record<Result | 'people', number>

/** What became of each, by their last sending: delivery as the relay took it. */
export async function figuresOf(house: House, version: number): Promise<Figures> {
  const { rows } = await sql<Figures>`
    with last as (
      select distinct on (s.person_id) s.state, s.code from rights.sendings s
      where s.message = ${messageOf(version)} order by s.person_id, s.id desc)
    select count(*) filter (where state = 'sent')::int as sent,
      count(*) filter (where code = 'ADDRESS_MISSING')::int as no_address,
      count(*) filter (where state = 'failed' or (state = 'refused' and code <> 'ADDRESS_MISSING'))::int as failed,
      count(*) filter (where state in ('unknown', 'handing'))::int as unclear,
      (select count(*) from rights.people)::int as people from last`.execute(house.under('rights'))
  return rows[0]!
}
