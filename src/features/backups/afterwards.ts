import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { bytesOf, dropFromBucket, listBucket, putBytes } from '#kernel/bucket.ts'
import { writeWhole } from '#kernel/instance.ts'
import type { Shelf } from './shelf.ts'

/**
 * What was said and done after a backup and must outlive its restore: what people withdrew or objected to, whose data
 * was erased, which addresses are refused or are told no more, whose access ended. Kept beside the backups, enciphered, a line a minute in
 * which something happened.
 */
export type Afterwards = {
  grounds: Row[]
  suppressions: Row[]
  erased: string[]
  /** Subscriptions that ended. */
  left: string[]
  users: Row[]
  grants: Row[]
  keys: Row[]
}
type Row = Record<string, unknown>
type Mark = { ground: number; at: string; seen: number[] }

const NOTHING: Afterwards = { grounds: [], suppressions: [], erased: [], left: [], users: [], grants: [], keys: [] }
/** Numbers are given before they are committed: so many are looked at again. */
const OVERLAP = 1000
/** In a bucket each line is an object: nothing can be added to one. */
const AWAY = 'afterwards/'
const stamp = (at: string): string => new Date(at).toISOString().replaceAll(':', '')

/** Everything since `ground` and `at` that takes away; what people allowed since then they are asked again. */
export async function since(
  client: pg.ClientBase,
  { ground, at }: { ground: number; at: string },
): Promise<Afterwards> {
  const rowsOf = async (text: string, values: unknown[]) =>
    (await client.query<{ row: Row }>(`select to_jsonb(t) as row from (${text}) t`, values)).rows.map(({ row }) => row)
  // A transaction that began before and ended after is looked at too.
  const early = [new Date(Date.parse(at) - 600_000).toISOString()]
  return {
    grounds: await rowsOf(`select * from data.grounds where number > $1 and effect <> 'allow' order by number`, [
      ground,
    ]),
    suppressions: await rowsOf('select * from data.suppressions where created_at > $1', early),
    erased: (await rowsOf('select subject from data.erasures where created_at > $1 order by created_at', early)).map(
      (row) => String(row.subject),
    ),
    // Whoever leaves is deleted: what is left of it is that it was done.
    left: (
      await rowsOf(`select ids from ledger.entries where action = 'subscriptions.end' and at > $1`, early)
    ).flatMap((row) => row.ids as string[]),
    users: await rowsOf('select id, left_at, left_by from auth.users where left_at > $1', early),
    grants: await rowsOf('select id, ended_at, ended_by from auth.grants where ended_at > $1', early),
    keys: await rowsOf('select id, ended_at, ended_by from auth.keys where ended_at > $1', early),
  }
}

/** Writes down what came since the last time. Durable when this answers. @returns how many */
export async function follow(client: pg.ClientBase, { key, folder, bucket }: Shelf): Promise<number> {
  const mark = markOf(folder)
  const { rows } = await client.query<{ at: string; ground: string }>(
    `select to_json(now()) #>> '{}' as at, coalesce(max(number), 0)::text as ground from data.grounds`,
  )
  const { ground } = rows[0]!
  // One way of writing a time, so that times can be compared as texts.
  const at = new Date(rows[0]!.at).toISOString()
  const found = await since(client, { ground: mark.ground - OVERLAP, at: mark.at })
  const seen = new Set(mark.seen)
  const fresh = { ...found, grounds: found.grounds.filter((row) => !seen.has(Number(row.number))) }
  const count = sizeOf(fresh)
  if (count > 0) {
    const line = sealed(key, { at, ...fresh })
    if (bucket) await putBytes(bucket, `${AWAY}${stamp(at)}-${randomBytes(4).toString('hex')}`, Buffer.from(line))
    const file = await open(join(folder, 'afterwards.log'), 'a', 0o600)
    try {
      await file.write(`${line}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
  }
  const recent = found.grounds.map((row) => Number(row.number)).slice(-OVERLAP)
  writeWhole(
    join(folder, 'afterwards.mark'),
    JSON.stringify({ at, ground: Number(ground), seen: recent } satisfies Mark),
  )
  return count
}

/** What was written down since a moment. A last line that was cut off with the machine says nothing and is left. */
export async function writtenSince({ folder, key, bucket }: Shelf, at: string): Promise<Afterwards> {
  const lines = await linesOf(folder)
  // A line in the bucket carries its time in its name, to a millisecond; of the edge both sides are read.
  if (bucket)
    for await (const { name } of listBucket(bucket, AWAY)) {
      if (name.slice(AWAY.length) < stamp(at)) continue
      const bytes = await bytesOf(bucket, name, { start: 0, end: Number.MAX_SAFE_INTEGER })
      if (bytes) lines.push(bytes.toString('utf8'))
    }
  const told = lines.flatMap((line) => opened(key, line)).filter((one) => one.at >= at)
  return told.reduce<Afterwards>(joined, NOTHING)
}

export const joined = (a: Afterwards, b: Afterwards): Afterwards => ({
  grounds: [...new Map([...a.grounds, ...b.grounds].map((row) => [row.number, row])).values()],
  suppressions: [...a.suppressions, ...b.suppressions],
  erased: [...new Set([...a.erased, ...b.erased])],
  // A line from before there were any says nothing of them.
  left: [...new Set([...a.left, ...(b.left ?? [])])],
  users: [...a.users, ...b.users],
  grants: [...a.grants, ...b.grants],
  keys: [...a.keys, ...b.keys],
})

export const sizeOf = (one: Afterwards): number =>
  Object.values({ ...NOTHING, ...one }).reduce((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0)

/** Lets what is older than the oldest backup go. */
export async function forgetBefore({ folder, key, bucket }: Shelf, at: string): Promise<void> {
  const path = join(folder, 'afterwards.log')
  const lines = await linesOf(folder)
  if (bucket)
    for await (const { name } of listBucket(bucket, AWAY))
      if (name.slice(AWAY.length) < stamp(at)) await dropFromBucket(bucket, name)
  const kept = lines.filter((line) => opened(key, line).some((one) => one.at >= at))
  if (kept.length < lines.length) writeWhole(path, kept.map((line) => `${line}\n`).join(''))
}

async function linesOf(folder: string): Promise<string[]> {
  const path = join(folder, 'afterwards.log')
  return existsSync(path) ? (await readFile(path, 'utf8')).split('\n').filter(Boolean) : []
}

function markOf(folder: string): Mark {
  const path = join(folder, 'afterwards.mark')
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Mark)
    : { ground: 0, at: new Date().toISOString(), seen: [] }
}

const secretOf = (key: Buffer): Buffer => Buffer.from(hkdfSync('sha256', key, '', 'seloste afterwards', 32))

function sealed(key: Buffer, value: object): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secretOf(key), nonce)
  return Buffer.concat([nonce, cipher.update(JSON.stringify(value)), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  )
}

function opened(key: Buffer, line: string): (Afterwards & { at: string })[] {
  try {
    const bytes = Buffer.from(line, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', secretOf(key), bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(-16))
    return [JSON.parse(Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8'))]
  } catch {
    return []
  }
}
