import { sql } from 'kysely'
import { addressOf } from '#kernel/address.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { changesBetween } from '../notice/notice.changes.ts'
import { contentOf } from '../notice/notice.editions.ts'
import { frame } from '../sending/frame.ts'
import { send } from '../sending/send.ts'
import { type Told, tellingLetter } from './letter.ts'

type Edition = { version: number; language: Language; before: number; from: string; waits: boolean; published: string }
type Due = { id: string; version: number; language: Language }
export type Round = { sent: number; failed: number; unclear: number; waiting: number }

const BATCH = 500
/** Tried half an hour after the first failure, then after two hours, four and a half, eight, and more than a day in all. */
const TRIES = 7
/** So many failures in a row are the relay's fault: the rest wait for the next round. */
const ENOUGH = 20

export const messageOf = (version: number): string => `notice:${version}`

/**
 * Tells whoever asked of each version published since, in their language, each at most once. What has happened is read
 * from what the gate wrote alone: after a kill the next round goes on where this one ended, and what the relay may have
 * had is not sent again. Of several processes one does it.
 */
export async function tellRound(house: House): Promise<Round> {
  const round: Round = { sent: 0, failed: 0, unclear: 0, waiting: 0 }
  const client = await house.jobs.connect()
  try {
    const { rows } = await client.query(`select pg_try_advisory_lock(hashtext('subscriptions.tell')) as mine`)
    if (!rows[0].mine) return round
    try {
      await tell(house, round)
      return round
    } finally {
      await client.query(`select pg_advisory_unlock(hashtext('subscriptions.tell'))`)
    }
  } finally {
    client.release()
  }
}

async function tell(house: House, round: Round): Promise<void> {
  const editions = await editionsOf(house)
  if (editions.length === 0) return
  const letters = new Map<string, Promise<Told>>()
  let failures = 0
  for (;;) {
    const batch = await dueOf(house, editions)
    if (!config.mailUrl) round.waiting = batch.length
    if (!config.mailUrl || batch.length === 0) return
    const lane = async () => {
      for (let due = batch.shift(); due && failures < ENOUGH; due = batch.shift()) {
        const result = await tellOne(house, editions, letters, due).catch(() => 'failed' as const)
        failures = result === 'failed' ? failures + 1 : 0
        round[result] += 1
      }
    }
    await Promise.all([lane(), lane()])
    if (failures >= ENOUGH) {
      round.waiting = (await dueOf(house, editions)).length
      return
    }
  }
}

/** Versions that followed another, with the one before it in the same language, and whether they are in force. */
async function editionsOf(house: House): Promise<Edition[]> {
  const { rows } = await house.jobs.query<Edition>(
    `select e.* from (
       select n.version, n.language, n.created_at as published, lag(n.version) over (partition by n.language order by n.version) as before,
         greatest(n.valid_from, h.told) as "from", n.valid_from > now() or h.untold as waits
       from register.notices n cross join lateral (
         select max(a.ended_at) as told, coalesce(bool_or(a.ended_at is null), false) as untold
         from register.announcements a where a.version <= n.version and a.material and a.effective_on is not null) h) e
     where e.before is not null order by 1`,
  )
  return rows
}

/** Whom neither a letter nor a refusal of the gate stands for, nor too many failures, nor one a little while ago. */
async function dueOf(house: House, editions: readonly Edition[]): Promise<Due[]> {
  const known = JSON.stringify(editions.map(({ version, language, published }) => ({ version, language, published })))
  const { rows } = await sql<Due>`
    select s.id, n.version, s.language from rights.subscriptions s
    join jsonb_to_recordset(${known}::jsonb) n (version int, language text, published timestamptz)
      on n.language = s.language and n.published > s.confirmed_at
    cross join lateral (
      select coalesce(bool_or(x.state <> 'failed'), false) as settled, count(*) as tries, max(x.decided_at) as last
      from rights.subscription_sendings x where x.subscription_id = s.id and x.message = 'notice:' || n.version) t
    where not t.settled and t.tries < ${TRIES}
      and (t.last is null or t.last < now() - interval '30 minutes' * t.tries * t.tries)
    order by n.version, s.id limit ${BATCH}`.execute(house.under('rights'))
  return rows
}

async function tellOne(
  house: House,
  editions: readonly Edition[],
  letters: Map<string, Promise<Told>>,
  { id, version, language }: Due,
): Promise<'sent' | 'failed' | 'unclear'> {
  const edition = editions.find((one) => one.version === version && one.language === language)!
  const name = `${version} ${language}`
  if (!letters.has(name)) letters.set(name, toldOf(house, edition))
  const told = await letters.get(name)!
  const { state } = await send(house, 'job:subscriptions', {
    message: messageOf(version),
    person: id,
    subscribed: true,
    purpose: 'rights',
    channel: 'email',
    content: 'service',
    compose(decision) {
      const company = decision.sender.name
      const { subject, text } = tellingLetter(company, language, addressOf(), decision.links.leave, told)
      return frame(decision, { subject, body: text })
    },
  })
  if (state === 'sent') return 'sent'
  return state === 'unknown' ? 'unclear' : 'failed'
}

async function toldOf(house: House, { version, language, before, from, waits }: Edition): Promise<Told> {
  const older = await contentOf(house.jobs, language, before)
  const newer = await contentOf(house.jobs, language, version)
  return { version, from, waits, changes: older && newer ? changesBetween(older, newer) : [] }
}
