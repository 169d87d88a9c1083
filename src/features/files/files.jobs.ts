import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import type { Job } from '#kernel/jobs.ts'
import { openStore, SHELVES, type Store } from '#kernel/store.ts'

const HOUR = 3_600_000

/**
 * Rows and objects are compared both ways. `dropped`: their row and key are gone, and so they go. `orphans`: objects
 * that never got a row, older than an hour. `lost`: rows whose object is not there, which somebody should look into.
 */
export async function sweepFiles(house: House, store: Store = openStore(), now = Date.now()) {
  const told = { dropped: 0, orphans: 0, lost: 0, kept: 0 }
  for (const shelf of SHELVES) {
    const { rows } = await house.jobs.query<{ id: string; gone: boolean; young: boolean }>(
      `select file_id as id, gone_at is not null as gone, made_at > now() - interval '1 hour' as young
       from register.objects where right(file_id::text, 2) = $1`,
      [shelf],
    )
    const known = new Map(rows.map((row) => [row.id, row]))
    const there = new Set<string>()
    for await (const { name, at } of store.shelf(shelf)) {
      const id = name.split('/').pop()!
      there.add(id)
      if (known.has(id) || now - at < HOUR) continue
      await store.drop(name)
      told.orphans += 1
    }
    for (const { id, gone, young } of known.values()) {
      if (gone) {
        await store.drop(id)
        await house.jobs.query('delete from register.objects where file_id = $1', [id])
        told.dropped += 1
      } else if (!there.has(id) && !young) told.lost += 1
      else told.kept += 1
    }
  }
  return told
}

/** An upload that was cut off by the end of the process lies there in plain. */
async function sweepUploads(): Promise<number> {
  const folder = join(config.dataFolder, 'imports')
  let gone = 0
  for (const name of await readdir(folder).catch(() => [] as string[])) {
    const path = join(folder, name)
    if (!name.startsWith('upload-') || Date.now() - (await stat(path)).mtimeMs < HOUR) continue
    await rm(path, { force: true })
    gone += 1
  }
  return gone
}

export const jobs: readonly Job[] = [
  {
    name: 'files.sweep',
    cron: '25 * * * *',
    run: async (house) => ({ ...(await sweepFiles(house)), uploads: await sweepUploads() }),
  },
]
