import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { makeBackup } from '#features/backups/make.ts'
import { nameOf, originOf, quoted } from '#features/backups/shape.ts'
import { folderStore } from '#kernel/store.ts'
import type { Ground } from './ground.ts'
import { type Measure, timed } from './measure.ts'

/** A backup, compressed, enciphered and read again whole, beside the same tables copied as they are into one file. */
export async function backup(ground: Ground, database: string): Promise<Measure[]> {
  const client = await ground.superuser(database)
  const folder = mkdtempSync(join(tmpdir(), 'seloste-bench-backup-'))
  const { host, port, user, password } = client as unknown as Record<'host' | 'port' | 'user' | 'password', string>
  const url = Object.assign(new URL(`postgres://${host}:${port}/${database}`), { username: user, password }).href
  const { key } = ground.connection(database)
  try {
    const plain = join(folder, 'plain')
    const copied = await timed(() => copyPlain(url, plain))
    const megabytes = statSync(plain).size / 1e6
    rmSync(plain)
    const { took_ms, bytes } = await makeBackup({ url, key, folder, store: folderStore(join(folder, 'store')) })
    ground.say(`${megabytes.toFixed(0)} MB of rows as ${(bytes / 1e6).toFixed(0)} MB`)
    return [
      {
        name: 'backup, read again whole ÷ a plain copy of its tables',
        value: (megabytes / took_ms) * 1000,
        unit: 'MB/s',
        baseline: (megabytes / copied) * 1000,
        ratio: copied / took_ms,
        target: { of: 'ratio', least: 0.5 },
      },
    ]
  } finally {
    await client.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function copyPlain(url: string, path: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const shape of (await originOf(client)).shapes) {
      const columns = shape.columns.map(({ name }) => quoted(name)).join(', ')
      const rows = client.query(copyTo(`copy (select ${columns} from ${nameOf(shape)}) to stdout`))
      await pipeline(rows, createWriteStream(path, { flags: 'a' }))
    }
    const file = await open(path)
    await file.sync()
    await file.close()
  } finally {
    await client.end()
  }
}
