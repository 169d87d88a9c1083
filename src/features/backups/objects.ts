import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { listBucket } from '#kernel/bucket.ts'
import { spool } from '#kernel/spool.ts'
import { folderStore, objectStore, SHELVES, type Store } from '#kernel/store.ts'
import type { Shelf } from './shelf.ts'

type Place = Pick<Shelf, 'folder' | 'bucket'>

/** Beside the backups: each object once, enciphered with its own key as it is in the store. */
const besideOf = ({ folder, bucket }: Place): Store =>
  bucket ? objectStore({ ...bucket, prefix: `${bucket.prefix}objects/` }) : folderStore(join(folder, 'objects'))

/** Copies what is not there yet, so that a copy that was cut short goes on where it stood. @returns how many now lie there */
export async function copyObjects(store: Store, place: Place, ids: readonly string[]): Promise<number> {
  const there = await idsIn(place)
  for (const id of ids) {
    if (there.has(id)) continue
    // An object whose row is there and whose bytes are lost is told by the sweep of files, and stops no backup.
    const body = await store.open(id, 0, Number.MAX_SAFE_INTEGER).catch(() => null)
    if (!body) continue
    await carry(place, body, (whole, size) => besideOf(place).put(id, whole, size))
    there.add(id)
  }
  return ids.filter((id) => there.has(id)).length
}

/** Puts back what the store has lost. */
export async function putBack(store: Store, place: Place, ids: readonly string[]): Promise<number> {
  const there = await idsIn(place)
  let back = 0
  for (const id of ids) {
    if (!there.has(id)) continue
    const has = await store
      .open(id, 0, 0)
      .then((body) => drained(body))
      .catch(() => false)
    if (has) continue
    const body = await besideOf(place).open(id, 0, Number.MAX_SAFE_INTEGER)
    await carry(place, body, (whole, size) => store.put(id, whole, size))
    back += 1
  }
  return back
}

/** Objects that no database row has named for as long as the oldest backup is kept. */
export async function dropObjects(place: Place, known: ReadonlySet<string>): Promise<number> {
  let gone = 0
  for (const id of await idsIn(place)) {
    if (known.has(id)) continue
    await besideOf(place).drop(id)
    gone += 1
  }
  return gone
}

async function idsIn(place: Place): Promise<Set<string>> {
  const ids = new Set<string>()
  const add = (name: string) => {
    const id = name.slice(name.lastIndexOf('/') + 1)
    if (!id.startsWith('draft-')) ids.add(id)
  }
  if (place.bucket) for await (const { name } of listBucket(place.bucket, 'objects/')) add(name)
  else for (const shelf of SHELVES) for await (const { name } of besideOf(place).shelf(shelf)) add(name)
  return ids
}

/** By way of this machine's disk: an object store wants to know the length first. */
async function carry(
  { folder }: Place,
  body: AsyncIterable<Buffer>,
  put: (whole: AsyncIterable<Buffer>, size: number) => Promise<void>,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = await spool(Readable.from(body), join(folder, `on-its-way-${randomUUID()}`))
  try {
    await put(createReadStream(path) as AsyncIterable<Buffer>, (await stat(path)).size)
  } finally {
    await rm(join(path, '..'), { recursive: true, force: true })
  }
}

async function drained(body: AsyncIterable<Buffer>): Promise<true> {
  for await (const _ of body);
  return true
}
