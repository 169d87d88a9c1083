import { createReadStream } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { config } from '#kernel/config.ts'
import type { Place } from './look.ts'
import { type Identity, marksOf } from './words.ts'

/** Folders of the data folder where what people brought or asked for lies for a while; it goes when somebody in it does. */
const SPOOLS = ['imports/', 'exports/', 'spool/']
/** What the machine writes down, which never names anybody: if it does, somebody must look. */
const LOGS = ['postgres/log', 'postgres.log', 'logs']

/**
 * Looks through files in plain that lie about: in a spool one that names the person is taken away, in a log it is told.
 */
export async function spoolLeft(identity: Identity, folder = config.dataFolder): Promise<Place[]> {
  const marks = marksOf(identity)
  if (marks.length === 0) return []
  const left: Place[] = []
  for (const name of SPOOLS) {
    for (const path of await filesIn(join(folder, name))) if (await names(path, marks)) await rm(path, { force: true })
  }
  for (const name of LOGS) {
    let n = 0
    for (const path of await filesIn(join(folder, name))) if (await names(path, marks)) n += 1
    if (n > 0) left.push({ place: name, n, words: true })
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

/** Whether a mark stands in a file, in UTF-8, Latin-1 or UTF-16, in whatever case. */
async function names(path: string, marks: readonly string[]): Promise<boolean> {
  const wanted = marks.flatMap((mark) => [mark, Buffer.from(mark, 'utf8').toString('latin1').toLowerCase()])
  let rest = ''
  try {
    for await (const chunk of createReadStream(path)) {
      const text = rest + (chunk as Buffer).toString('latin1').replaceAll('\0', '').toLowerCase()
      if (wanted.some((mark) => text.includes(mark))) return true
      rest = text.slice(-600)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return false
}
