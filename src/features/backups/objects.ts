import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { folderStore, type Store } from '#kernel/store.ts'

/** Beside the backups: each object once, enciphered with its own key as it is in the store. */
const besideOf = (folder: string): Store => folderStore(join(folder, 'objects'))

/** Copies what is not there yet, so that a copy that was cut short goes on where it stood. @returns how many now lie there */
export async function copyObjects(store: Store, folder: string, ids: readonly string[]): Promise<number> {
  const beside = besideOf(folder)
  const there = await idsIn(folder)
  for (const id of ids) {
    if (there.has(id)) continue
    // An object whose row is there and whose bytes are lost is told by the sweep of files, and stops no backup.
    const body = await store.open(id, 0, Number.MAX_SAFE_INTEGER).catch(() => null)
    if (!body) continue
    await beside.put(id, body, 0)
    there.add(id)
  }
  return ids.filter((id) => there.has(id)).length
}

/** Puts back what the store has lost. */
export async function putBack(store: Store, folder: string, ids: readonly string[]): Promise<number> {
  const beside = besideOf(folder)
  const there = await idsIn(folder)
  let back = 0
  for (const id of ids) {
    if (!there.has(id)) continue
    const has = await store
      .open(id, 0, 0)
      .then((body) => drained(body))
      .catch(() => false)
    if (has) continue
    const body = await beside.open(id, 0, Number.MAX_SAFE_INTEGER)
    await store.put(id, body, await sizeOf(join(folder, 'objects', id.slice(-2), id.slice(-4, -2), id)))
    back += 1
  }
  return back
}

/** Objects that no database row has named for as long as the oldest backup is kept. */
export async function dropObjects(folder: string, known: ReadonlySet<string>): Promise<number> {
  const beside = besideOf(folder)
  let gone = 0
  for (const id of await idsIn(folder)) {
    if (known.has(id)) continue
    await beside.drop(id)
    gone += 1
  }
  return gone
}

async function idsIn(folder: string): Promise<Set<string>> {
  const entries = await readdir(join(folder, 'objects'), { withFileTypes: true, recursive: true }).catch(() => [])
  return new Set(entries.filter((one) => one.isFile() && !one.name.startsWith('draft-')).map(({ name }) => name))
}

async function drained(body: AsyncIterable<Buffer>): Promise<true> {
  for await (const _ of body);
  return true
}

async function sizeOf(path: string): Promise<number> {
  let size = 0
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) size += part.length
  return size
}
