import { type Check, open, type Scene } from './verdict.ts'

/** Days of which the running of the server is told. */
const DAYS = 30

/** Hours in which the server ran, by the receipts it leaves every hour: of so many since the first of them. */
export async function hoursUp({ house, now }: Scene): Promise<{ up: number; of: number; gap: number }> {
  const { rows } = await house.jobs.query<{ up: number; first: string | null; gap: number | null }>(
    `select count(distinct date_trunc('hour', begun))::int as up, min(date_trunc('hour', begun)) as first,
       (extract(epoch from max(begun - before)) / 3600)::float as gap
     from (select begun, lag(begun) over (order by begun) as before from register.runs
       where job = 'audit.examine' and begun > now() - interval '${DAYS} days') r`,
  )
  const { up, first, gap } = rows[0]!
  const of = first ? Math.floor((now.getTime() - Date.parse(first)) / 3_600_000) + 1 : 0
  return { up: Math.min(up, of), of, gap: gap ?? 0 }
}

export const uptime = ({ up, of, gap }: { up: number; of: number; gap: number }): string =>
  of === 0
    ? 'hours of running on record: none yet'
    : `the server ran in ${up} of the last ${of} hours (of at most ${DAYS} days), longest pause ${Math.round(Math.max(gap, 1))} h`

/** P96: what bounds a fault, as the database and the receipts tell it now. */
export const faultsBounded: Check = async (scene) => {
  const { rows } = await scene.house
    .pool('rights')
    .query<{ name: string; setting: string }>(
      `select name, current_setting(name) as setting from unnest(array['statement_timeout', 'fsync', 'full_page_writes', 'max_connections', 'server_version']) name`,
    )
  const set = new Map(rows.map(({ name, setting }) => [name, setting]))
  const large = await scene.ask.send('POST', `/api/v1/session?${'x'.repeat(20_000)}`)
  return open(
    `one server, PostgreSQL ${set.get('server_version')}: a question of a purpose ends after ${set.get('statement_timeout')}, connections at most ${set.get('max_connections')}, written to disk before it is answered: ${set.get('fsync') === 'on' && set.get('full_page_writes') === 'on' ? 'yes' : 'NO'}; a request without measure → ${large.status}; ${uptime(await hoursUp(scene))}. Not built: a second server to take over, the age of its patches, and trials of load and of a fault on this installation.`,
  )
}
