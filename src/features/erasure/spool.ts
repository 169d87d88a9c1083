import { createReadStream } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { config } from '#kernel/config.ts'
import type { Finder } from './finder.ts'
import { type Place, tell } from './look.ts'

/** Folders of the data folder where what people brought or asked for lies for a while; it goes when somebody in it does. */
const SPOOLS = ['imports/', 'exports/', 'spool/']
/** What the machine writes down, which never names anybody: if it does, somebody must look. */
const LOGS = ['postgres/log', 'postgres.log', 'logs']

/**
 * Looks through files in plain that lie about, once for all who are looked for: in a spool one that names somebody is
 * taken away, in a log it is told, by erasure. `byName`: whose name alone is enough; of thousands at once somebody has
 * the name of somebody else in any file, and only addresses and numbers tell.
 */
export async function spoolLeft(
  finder: Finder,
  byName: (id: string) => boolean,
  folder = config.dataFolder,
): Promise<Map<string, Place[]>> {
  const find = (text: string) => [...finder(text, true), ...[...finder(text)].filter(byName)]
  const left = new Map<string, Place[]>()
  for (const name of SPOOLS) {
    for (const path of await filesIn(join(folder, name)))
      if ((await named(path, find, true)).size > 0) await rm(path, { force: true })
  }
  for (const name of LOGS) {
    for (const path of await filesIn(join(folder, name))) for (const id of await named(path, find)) tell(left, id, name)
  }
  return left
}

async function filesIn(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null)
  if (!found) return []
  if (found.isFile()) return [path]
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => [])
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
}

/** Whom a file names, in UTF-8, Latin-1 or UTF-16, in whatever case. `any`: one is enough. */
async function named(path: string, find: (text: string) => string[], any = false): Promise<Set<string>> {
  const found = new Set<string>()
  let rest = Buffer.alloc(0)
  try {
    for await (const chunk of createReadStream(path)) {
      const bytes = Buffer.concat([rest, chunk as Buffer])
      for (const encoding of ['utf8', 'latin1'] as const)
        for (const id of find(bytes.toString(encoding).replaceAll('\0', ''))) found.add(id)
      if (any && found.size > 0) return found
      rest = bytes.subarray(-600)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return found
}
