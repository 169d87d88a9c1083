import pg from 'pg'
import { effective, readAdditions } from '#kernel/additions.ts'
import { refuse } from '#kernel/errors.ts'
import { asOwner } from '#kernel/migrate.ts'
import { openStore } from '#kernel/store.ts'
import { forgetBefore, joined, since, writtenSince } from './afterwards.ts'
import { readHead } from './archive.ts'
import { carryLedger } from './carry.ts'
import { type Made, makeBackup } from './make.ts'
import { dropObjects, putBack } from './objects.ts'
import { dropDatabase, type Restored, restoreInto, takePlace } from './restore.ts'
import { backupsIn, dropBackup, dropHalfSent, type Shelf, sendBackups, withFile } from './shelf.ts'

type Place = Shelf & { url: string }

/** Of the parts sent to the bucket, how many a run that was cut short had sent. */
export type Kept = Made & { sent: number; parts_sent: number; parts_there: number; dropped: number }

/**
 * Makes a backup, sends it to the bucket where there is one, lets go of those whose time is over, and leaves a receipt of
 * it all: counted in the file, the folder and the bucket. What an earlier run did not get through is sent first.
 */
export async function keepBackup(input: Place & { blocks?: number | undefined }): Promise<Kept> {
  const { url } = input
  const before = await sendBackups(input)
  const made = await makeBackup(input)
  const now = await sendBackups(input)
  const carried = {
    sent: before.sent + now.sent,
    parts_sent: before.parts + now.parts,
    parts_there: before.resumed + now.resumed,
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await asOwner(client, async () => {
      const dropped = await rotate(client, input)
      const { rows, took_ms, ...detail } = made
      await receipt(client, 'backup', { taken: rows, took_ms, detail: { ...detail, ...carried, dropped } })
      return { ...made, ...carried, dropped }
    })
  } finally {
    await client.end()
  }
}

/** Backups older than the register lets them be, what was written down beside them, and objects no row names any more. */
async function rotate(client: pg.Client, shelf: Shelf): Promise<number> {
  const { retention } = effective(await readAdditions(client))
  const { rows } = await client.query(`select to_json(now() - $1::interval) #>> '{}' as oldest`, [
    retention.backups!.length,
  ])
  const oldest: string = new Date(rows[0].oldest).toISOString()
  const all = await backupsIn(shelf)
  // The newest stays whatever its age: an installation that stood still must not lose its only one.
  const old = all.slice(1).filter(({ made_at }) => made_at < oldest)
  for (const { name } of old) await dropBackup(shelf, name)
  await dropHalfSent(shelf)
  const kept = all.filter((one) => !old.includes(one))
  if (kept.length > 0) await forgetBefore(shelf, kept.at(-1)!.made_at)
  const { rows: objects } = await client.query(
    `select file_id::text as id from register.objects where gone_at is null or gone_at > $1`,
    [oldest],
  )
  await dropObjects(shelf, new Set(objects.map(({ id }) => id)))
  return old.length
}

export type Tried = Restored & { name: string; masks: number; missing: number }

/**
 * Restores the newest backup beside what serves, looks at it, and lets it go. `masks`: people whose mask is not what
 * their grounds say; `missing`: of the rows, how many of the backup did not come. Both must be nought.
 */
export async function tryRestore(input: Place): Promise<Tried> {
  const { url, key } = input
  const [newest] = await backupsIn(input)
  if (!newest) return refuse('BACKUP_UNKNOWN')
  const urlOf = leading(url)
  const database = `${databaseOf(url)}_restore_test`
  try {
    const restored = await withFile(input, newest.name, (path) =>
      restoreInto({
        path,
        key,
        database,
        urlOf,
        past: () => writtenSince(input, newest.made_at),
        erase: async () => {},
      }),
    )
    const masks = await withClient(urlOf(database), async (client) => {
      const { rows } = await client.query(
        `select count(*)::int as n from data.people p cross join lateral data.masks_of(p.id) m where m.mask <> p.permitted`,
      )
      return rows[0].n as number
    })
    const tried = { ...restored, name: newest.name, masks, missing: 0 }
    await withClient(url, (client) =>
      receipt(client, 'restore_test', {
        taken: tried.rows,
        remaining: masks,
        took_ms: tried.took_ms,
        detail: { name: newest.name, made_at: newest.made_at, said: tried.said, masks },
      }),
    )
    return tried
  } finally {
    await dropDatabase(urlOf, database)
  }
}

/**
 * Puts a backup in the place of the database, with what people said since. What stands is backed up first, where it
 * can still be read; nobody is served meanwhile, which the caller sees to.
 */
export async function restore(
  input: Place & { file: string; erase: Erase },
): Promise<Restored & { carried: number; before: string | null }> {
  const { url, key, file } = input
  const urlOf = leading(url)
  const place = databaseOf(url)
  const head = await readHead(file, key)
  const before = await makeBackup(input).catch(() => null)
  const live = await withClient(url, async (client) => {
    const { rows } = await client.query(
      `select coalesce(max(number), 0)::text as ground from data.grounds where at <= $1`,
      [head.made_at],
    )
    return since(client, { ground: Math.max(0, Number(rows[0].ground) - 1000), at: head.made_at })
  }).catch(() => null)
  const database = `${place}_restoring`
  const restored = await restoreInto({
    path: file,
    key,
    database,
    urlOf,
    past: async () => {
      const written = await writtenSince(input, head.made_at)
      return live ? joined(written, live) : written
    },
    erase: input.erase,
  })
  await withClient(urlOf(database), (client) =>
    receipt(client, 'restore', {
      taken: restored.rows,
      took_ms: restored.took_ms,
      detail: { made_at: restored.made_at, ...restored.replayed, erased: restored.replayed.erased.length },
    }),
  )
  // A live database that cannot be read has no ledger to carry on either; its head outside then speaks of what is gone.
  const carried = await withClient(url, (from) => withClient(urlOf(database), (to) => carryLedger(from, to))).catch(
    () => -1,
  )
  const ids = await withClient(urlOf(database), async (client) => {
    const { rows } = await client.query('select file_id::text as id from register.objects where gone_at is null')
    return rows.map(({ id }) => id as string)
  })
  await putBack(openStore(), input, ids)
  await takePlace(urlOf, database, place)
  return { ...restored, carried, before: before?.name ?? null }
}

export type Erase = Parameters<typeof restoreInto>[0]['erase']

function receipt(
  client: pg.Client,
  kind: 'backup' | 'restore' | 'restore_test',
  { taken, remaining = 0, took_ms, detail }: { taken: number; remaining?: number; took_ms: number; detail: object },
): Promise<unknown> {
  return client.query(
    `insert into register.receipts (kind, due, taken, remaining, took_ms, detail) values ($1, $2, $2, $3, $4, $5)`,
    [kind, taken, remaining, took_ms, JSON.stringify(detail)],
  )
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await asOwner(client, () => work(client))
  } finally {
    await client.end()
  }
}

const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1))

function leading(url: string): (database: string) => string {
  return (database) => {
    const other = new URL(url)
    other.pathname = `/${encodeURIComponent(database)}`
    return other.href
  }
}
