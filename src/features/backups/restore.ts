import { once } from 'node:events'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { refuse } from '#kernel/errors.ts'
import { installQueue } from '#kernel/jobs.ts'
import { asOwner, migrate, migrateTo, migrations, OWNER } from '#kernel/migrate.ts'
import { type Afterwards, sizeOf } from './afterwards.ts'
import { readArchive, readHead } from './archive.ts'
import { look } from './make.ts'
import type { Counted, Origin, Shape } from './records.ts'
import { type Replayed, replay } from './replay.ts'
import { nameOf, quoted, shapesOf } from './shape.ts'

export type Restored = {
  made_at: string
  rows: number
  tables: number
  replayed: Replayed
  said: number
  took_ms: number
}

/**
 * Makes `database` from a backup, beside what is there: nothing that stands is touched. `urlOf` leads the migrator to a
 * database of the server. Refuses what is damaged, of another key or of a newer version before anything is made, and
 * BACKUP_DAMAGED where fewer rows came than went in. Ends with what people said since.
 */
export async function restoreInto(input: {
  path: string
  key: Buffer
  database: string
  urlOf: (database: string) => string
  past: (origin: { ground: number; at: string }) => Promise<Afterwards>
  /** Erases again, in the restored database, whose data was erased since. */
  erase: (url: string, subjects: readonly string[]) => Promise<void>
}): Promise<Restored> {
  const { path, key, database, urlOf, past } = input
  const begun = Date.now()
  const head = await readHead(path, key)
  const known = Math.max(...migrations().map((name) => Number.parseInt(name, 10)))
  if (head.data > known) refuse('BACKUP_NEWER', { field: 'file' })
  // Whole, before anything is made: a cut end shows at the end only.
  await look(path, key)
  await makeAnew(urlOf, database)
  const client = new pg.Client({ connectionString: urlOf(database) })
  await client.connect()
  try {
    const counted = await fill(client, path, key)
    await migrate(client, key)
    await asOwner(client, () => installQueue(client, urlOf(database), OWNER))
    const at = head.made_at
    const { rows } = await client.query(`select coalesce(max(number), 0)::text as ground from data.grounds`)
    const afterwards = await past({ ground: Number(rows[0].ground), at })
    const replayed = await asOwner(client, () => replay(client, afterwards))
    await input.erase(urlOf(database), replayed.erased)
    const took_ms = Date.now() - begun
    return {
      made_at: at,
      rows: Object.values(counted).reduce((sum, n) => sum + n, 0),
      tables: Object.keys(counted).length,
      replayed,
      said: sizeOf(afterwards),
      took_ms,
    }
  } finally {
    await client.end()
  }
}

/** Puts the restored database in the place of the one that served. */
export async function takePlace(urlOf: (database: string) => string, restored: string, place: string): Promise<void> {
  const client = await anywhere(urlOf)
  try {
    const old = `${place}_replaced`
    await client.query(`drop database if exists ${quoted(old)} with (force)`)
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = any ($1) and pid <> pg_backend_pid()`,
      [[restored, place]],
    )
    const { rowCount } = await client.query('select from pg_database where datname = $1', [place])
    if (rowCount) await client.query(`alter database ${quoted(place)} rename to ${quoted(old)}`)
    await client.query(`alter database ${quoted(restored)} rename to ${quoted(place)}`)
    // Two copies of the same people would be one too many.
    await client.query(`drop database if exists ${quoted(old)} with (force)`)
  } finally {
    await client.end()
  }
}

export async function dropDatabase(urlOf: (database: string) => string, database: string): Promise<void> {
  const client = await anywhere(urlOf)
  try {
    await client.query(`drop database if exists ${quoted(database)} with (force)`)
  } finally {
    await client.end()
  }
}

async function makeAnew(urlOf: (database: string) => string, database: string): Promise<void> {
  const client = await anywhere(urlOf)
  try {
    await client.query(`drop database if exists ${quoted(database)} with (force)`)
    await client.query(`create database ${quoted(database)} template template0`)
  } finally {
    await client.end()
  }
}

/** A connection from which databases can be made: in none of those that are. */
async function anywhere(urlOf: (database: string) => string): Promise<pg.Client> {
  for (const name of ['postgres', 'template1']) {
    const client = new pg.Client({ connectionString: urlOf(name) })
    try {
      await client.connect()
      return client
    } catch (error) {
      if (name === 'template1') throw error
    }
  }
  throw new Error('unreachable')
}

async function fill(client: pg.Client, path: string, key: Buffer): Promise<Counted> {
  let origin: Origin | undefined
  let shapes: Shape[] = []
  let rows: ReturnType<typeof copyFrom> | undefined
  let table = ''
  const came: Counted = {}
  const finish = async () => {
    if (!rows) return
    const done = rows
    rows = undefined
    done.end()
    await once(done, 'finish')
    // A table may come in parts.
    came[table] = (came[table] ?? 0) + done.rowCount
  }
  for await (const record of readArchive(path, key)) {
    if (record.kind === 'origin') {
      origin = record.origin
      refuseOtherVersion(origin)
      await migrateTo(
        client,
        key,
        origin.migrations.map(({ name }) => name),
      )
      shapes = await asOwner(client, () => makeRoom(client, origin!))
      await client.query(`set role ${OWNER}`)
    } else if (record.kind === 'table') {
      await finish()
      table = record.name
      rows = client.query(copyFrom(`copy ${record.name} (${record.columns.map(quoted).join(', ')}) from stdin`))
      rows.on('error', () => {})
    } else if (record.kind === 'rows') {
      // A copy: the piece is a window on what is read next.
      if (!rows!.write(Buffer.from(record.data))) await Promise.race([once(rows!, 'drain'), failed(rows!)])
    } else {
      await finish()
      for (const [name, count] of Object.entries(record.counted))
        if (came[name] !== count) refuse('BACKUP_DAMAGED', { field: 'file', detail: name })
      await closeRoom(client, origin!, shapes)
      await client.query('reset role')
      return record.counted
    }
  }
  return refuse('BACKUP_DAMAGED', { field: 'file' })
}

async function failed(stream: NodeJS.EventEmitter): Promise<never> {
  const [error] = await once(stream, 'error')
  throw error
}

function refuseOtherVersion({ migrations: made }: Origin): void {
  const known = new Set(migrations())
  for (const { name } of made) if (!known.has(name)) refuse('BACKUP_NEWER', { field: 'file', detail: name })
}

/** As the tables were, without what would work on rows that come in: they come as they stood. */
async function makeRoom(client: pg.Client, origin: Origin): Promise<Shape[]> {
  for (const { name, parent, bound } of origin.partitions) {
    await client.query(`create table if not exists ${name} partition of ${parent} ${bound}`)
  }
  const there = new Map((await shapesOf(client, [])).map((shape) => [nameOf(shape), shape]))
  for (const shape of origin.shapes) {
    const now = there.get(nameOf(shape))
    if (!now) return refuse('BACKUP_NEWER', { field: 'file', detail: nameOf(shape) })
    for (const column of shape.columns) {
      if (now.columns.some(({ name }) => name === column.name)) continue
      const rest = `${column.default ? ` default ${column.default}` : ''}${column.required ? ' not null' : ''}`
      await client.query(`alter table ${nameOf(shape)} add column ${quoted(column.name)} ${column.type}${rest}`)
    }
  }
  for (const shape of there.values()) {
    for (const { name } of foreign(shape))
      await client.query(`alter table ${nameOf(shape)} drop constraint ${quoted(name)}`)
    await client.query(`alter table ${nameOf(shape)} disable trigger user`)
  }
  // A migration may have put a row there; what was left out is empty as it is.
  await client.query(`truncate ${origin.shapes.map(nameOf).join(', ')} cascade`)
  return [...there.values()]
}

async function closeRoom(client: pg.Client, origin: Origin, shapes: readonly Shape[]): Promise<void> {
  for (const { name, value } of origin.sequences) if (value) await client.query('select setval($1, $2)', [name, value])
  for (const shape of shapes) {
    const was = origin.shapes.find((one) => nameOf(one) === nameOf(shape))
    for (const { name, definition } of foreign(shape))
      await client.query(`alter table ${nameOf(shape)} add constraint ${quoted(name)} ${definition}`)
    for (const { name, definition } of was?.constraints ?? []) {
      if (shape.constraints.some((one) => one.name === name)) continue
      await client.query(`alter table ${nameOf(shape)} add constraint ${quoted(name)} ${definition}`)
    }
    for (const { name, definition } of was?.indexes ?? [])
      if (!shape.indexes.some((one) => one.name === name)) await client.query(definition)
    await client.query(`alter table ${nameOf(shape)} enable trigger user`)
  }
}

const foreign = (shape: Shape) => shape.constraints.filter(({ definition }) => definition.startsWith('FOREIGN KEY'))
