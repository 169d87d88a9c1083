import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { clock } from '#kernel/clock.ts'
import { type House, ownerUrl } from '#kernel/database.ts'
import { toRefusal } from '#kernel/errors.ts'
import type { Job } from '#kernel/jobs.ts'
import { carryOutAll, endGroups, lookAgain, type Waiting } from './erase.ts'
import { tellers } from './identity.ts'
import { NOBODY, step } from './step.ts'

/** People of one run: who asks is not to wait behind all whose time is over. */
const SINGLY = 200
const TOGETHER = 20_000

/**
 * What waits in the queue, and what a crash has left half done. Who asked, and who is a case of their own, goes one by
 * one; those whose time is over go together. One that may not begin waits an hour, and says why.
 */
export async function runQueue(house: House): Promise<{ erased: number; refused: number }> {
  const told = { erased: 0, refused: 0 }
  const waiting = async (which: string, most: number): Promise<Waiting[]> => {
    const { rows } = await house.pool('rights').query<Waiting>(
      `select id, subject from rights.erasures where state in ('queued', 'running') and ${which}
         and coalesce((found->'refused'->>'at')::timestamptz, '-infinity') < now() - interval '1 hour'
       order by created_at, id limit $1`,
      [most],
    )
    return rows
  }
  const many = `state = 'queued' and reason not in ('request', 'restored') and not coalesce(found ? 'alone', false)`
  const half = `state = 'running' and coalesce(found ? 'together', false)`
  // younger ones are another process's, which is about to look for what is left
  const crashed = await waiting(`${half} and started_at < now() - interval '10 minutes'`, TOGETHER)
  told.erased += await endGroups(house, crashed, null)
  const singly = await waiting(`not (${many}) and not (${half})`, SINGLY)
  const together = await waiting(many, TOGETHER)
  if (singly.length + together.length === 0) return told
  const done = await carryOutAll(house, { singly, together }, async ({ id, subject }, error) => {
    const { code, more } = toRefusal(error)
    if (code === 'UNEXPECTED') throw error
    await step(house, subject, { do: 'refused', id, code, what: more.detail ?? null })
    told.refused += 1
  })
  told.erased += done.erased.length + done.together
  return told
}

/** Who is to leave without having asked; laws whose time is over; and what was left before, looked for again. */
export async function nightly(house: House): Promise<Record<string, number>> {
  const { self } = tellers(house.register)
  const rule = house.register.nouns[self]!.fields.id!.retention
  const { rows: since } = await house.jobs.query<{ since: string }>('select $1::timestamptz - $2::interval as since', [
    clock.now(),
    house.register.retention[rule]?.length ?? 'P12M',
  ])
  const { queued, businesses } = await step(house, NOBODY, { do: 'due', since: since[0]!.since })
  const { rows } = await house
    .pool('rights')
    .query<Waiting>(
      `select id, subject from rights.erasures where state in ('held', 'incomplete') order by swept_at limit 500`,
    )
  let done = 0
  for (const { id, subject } of rows) if ((await lookAgain(house, subject, id)) === 'done') done += 1
  return { queued, businesses, looked: rows.length, done, ...(await runQueue(house)) }
}

/** In a child with the owner's login, which ends at once: it alone may rewrite tables. */
export async function rewriteTables(house: House): Promise<Record<string, number | boolean>> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../entrypoints/rewrite.ts', import.meta.url))], {
    env: { ...process.env, SELOSTE_OWNER_URL: ownerUrl(house.connection) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of child.stdout) said += chunk
  const { error, ...told } = JSON.parse(said.trim() || '{"error":"nothing"}')
  if (error) throw Object.assign(new Error('tables were not rewritten'), { code: error })
  return told
}

export const jobs: readonly Job[] = [
  { name: 'erasure.run', cron: '* * * * *', momentary: true, run: runQueue },
  { name: 'erasure.nightly', cron: '10 2 * * *', run: nightly },
  { name: 'erasure.rewrite', cron: '40 2 * * *', run: rewriteTables },
]
