import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { listBucket } from './bucket.ts'
import { config, type ObjectStore } from './config.ts'
import { askStore } from './disclose.ts'
import { refuse } from './errors.ts'

/** Objects outside the database: enciphered, named by an id alone. Two last signs of the id make its shelf. */
export type Store = {
  /** Whole or not at all, and durable when this answers. */
  put(id: string, body: AsyncIterable<Buffer>, size: number): Promise<void>
  /** Bytes `start`…`end`, both included; FILE_LOST where there is no such object. */
  open(id: string, start: number, end: number): Promise<AsyncIterable<Buffer>>
  /** By its id, or by the name its shelf gave. */
  drop(id: string): Promise<void>
  /** What stands on a shelf, `00`…`ff`; what was left half written has a name that is no id. */
  shelf(shelf: string): AsyncIterable<{ name: string; at: number }>
}

export const shelfOf = (id: string): string => id.slice(-2)
export const SHELVES: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

export const openStore = (): Store =>
  config.files.s3 ? objectStore(config.files.s3) : folderStore(join(config.dataFolder, 'files'))

export function folderStore(folder: string): Store {
  const pathOf = (id: string) => join(folder, shelfOf(id), id.slice(-4, -2), id)
  return {
    async put(id, body) {
      const path = pathOf(id)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const draft = join(folder, shelfOf(id), `draft-${randomBytes(8).toString('hex')}`)
      try {
        const file = await open(draft, 'wx', 0o600)
        try {
          for await (const chunk of body) await file.write(chunk)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
      const place = await open(dirname(path))
      await place.sync().finally(() => place.close())
    },
    async open(id, start, end) {
      await stat(pathOf(id)).catch(() => refuse('FILE_LOST'))
      return createReadStream(pathOf(id), { start, end })
    },
    drop: (id) => rm(id.includes('/') ? join(folder, id) : pathOf(id), { force: true }),
    async *shelf(shelf) {
      const entries = await readdir(join(folder, shelf), { withFileTypes: true, recursive: true }).catch(() => [])
      for (const entry of entries.filter((one) => one.isFile())) {
        const { mtimeMs } = await stat(join(entry.parentPath, entry.name)).catch(() => ({ mtimeMs: Date.now() }))
        yield { name: join(entry.parentPath, entry.name).slice(folder.length + 1), at: mtimeMs }
      }
    },
  }
}

export function objectStore(store: ObjectStore): Store {
  const pathOf = (id: string) => `${store.prefix}${shelfOf(id)}/${id}`
  const ask = (method: string, path: string, more: Partial<Parameters<typeof askStore>[1]> = {}) =>
    askStore(store, { method, path, ...more })
  return {
    async put(id, body, size) {
      const answer = await ask('PUT', pathOf(id), { body, size })
      answer.resume()
      if (answer.statusCode !== 200) refuse('STORE_UNREACHABLE', { detail: `${answer.statusCode}` })
    },
    async open(id, start, end) {
      const answer = await ask('GET', pathOf(id), { headers: { range: `bytes=${start}-${end}` } })
      if (answer.statusCode === 206 || (answer.statusCode === 200 && start === 0)) return answer
      answer.resume()
      return answer.statusCode === 404
        ? refuse('FILE_LOST')
        : refuse('STORE_UNREACHABLE', { detail: `${answer.statusCode}` })
    },
    async drop(id) {
      const answer = await ask('DELETE', id.includes('/') ? `${store.prefix}${id}` : pathOf(id))
      answer.resume()
      if (![200, 204, 404].includes(answer.statusCode!)) refuse('STORE_UNREACHABLE', { detail: `${answer.statusCode}` })
    },
    async *shelf(shelf) {
      yield* listBucket(store, `${shelf}/`)
    },
  }
}
