import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { bytesOf, dropFromBucket, dropUploads, type Found, fetchFile, listBucket, sendFile } from '#kernel/bucket.ts'
import type { ObjectStore } from '#kernel/config.ts'
import { refuse } from '#kernel/errors.ts'
import { HEAD, headOf, readHead } from './archive.ts'

/** Where backups lie: in a folder; or in a bucket of their own, and then the folder holds what has not been sent yet. */
export type Shelf = { folder: string; key: Buffer; bucket?: ObjectStore | undefined }
export type Backup = { name: string; made_at: string; bytes: number; away: boolean }

/** The backups that this key opens, the newest first. */
export async function backupsIn(shelf: Shelf): Promise<Backup[]> {
  const [here, away] = await Promise.all([backupsHere(shelf), backupsAway(shelf)])
  const names = new Set(away.map(({ name }) => name))
  return [...away, ...here.filter(({ name }) => !names.has(name))].sort((a, b) => b.made_at.localeCompare(a.made_at))
}

async function backupsHere({ folder, key }: Shelf): Promise<Backup[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.backup'))
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      const head = await readHead(path, key).catch(() => null)
      return head ? [{ name, made_at: head.made_at, bytes: (await stat(path)).size, away: false }] : []
    }),
  )
  return found.flat()
}

/** First lines never change as long as an object is marked the same. */
const READ = new Map<string, string | null>()

async function backupsAway(shelf: Shelf): Promise<Backup[]> {
  const found: Backup[] = []
  for (const one of await objectsNamed(shelf, (name) => name.endsWith('.backup'))) {
    const made_at = await madeAt(shelf, one)
    if (made_at) found.push({ name: one.name, made_at, bytes: one.bytes, away: true })
  }
  return found
}

async function madeAt({ bucket, key }: Shelf, { name, tag }: Found): Promise<string | null> {
  const known = `${name} ${tag} ${key.toString('hex')}`
  if (!READ.has(known)) {
    const bytes = await bytesOf(bucket!, name, { start: 0, end: HEAD - 1, tag })
    let made: string | null = null
    try {
      made = bytes && headOf(bytes, key).made_at
    } catch {
      // another key's, or no backup
    }
    READ.set(known, made)
  }
  return READ.get(known)!
}

async function objectsNamed({ bucket }: Shelf, which: (name: string) => boolean): Promise<Found[]> {
  const found: Found[] = []
  if (bucket) for await (const one of listBucket(bucket, 'seloste-')) if (which(one.name)) found.push(one)
  return found
}

export type Carried = { sent: number; parts: number; resumed: number }

/** Sends what the folder holds and the bucket does not: also what an earlier run did not get through. Then it lies there alone. */
export async function sendBackups(shelf: Shelf): Promise<Carried> {
  const carried = { sent: 0, parts: 0, resumed: 0 }
  const { folder, bucket } = shelf
  if (!bucket) return carried
  for (const { name } of (await backupsHere(shelf)).sort((a, b) => a.name.localeCompare(b.name))) {
    const { parts, resumed } = await sendFile(bucket, join(folder, name), name)
    carried.sent += 1
    carried.parts += parts
    carried.resumed += resumed
    await rm(join(folder, name), { force: true })
  }
  return carried
}

export async function dropBackup({ folder, bucket }: Shelf, name: string): Promise<void> {
  if (bucket) await dropFromBucket(bucket, name)
  await rm(join(folder, name), { force: true })
}

/** Sendings that nobody goes on with, for a day. */
export async function dropHalfSent({ bucket }: Shelf): Promise<void> {
  if (bucket) await dropUploads(bucket, Date.now() - 86_400_000)
}

/** A backup as a file of this machine, fetched where it lies in the bucket and let go after the work. */
export async function withFile<T>(shelf: Shelf, name: string, work: (path: string) => Promise<T>): Promise<T> {
  const path = join(shelf.folder, name)
  if (await stat(path).catch(() => null)) return work(path)
  const [found] = await objectsNamed(shelf, (one) => one === name)
  if (!found) return refuse('BACKUP_UNKNOWN', { field: 'file' })
  const fetched = `${path}.fetched`
  await fetchFile(shelf.bucket!, found, fetched)
  try {
    return await work(fetched)
  } finally {
    await rm(fetched, { force: true })
  }
}

/** How a person would name it. */
export const placeOf = ({ folder, bucket }: Shelf): string =>
  bucket ? `${bucket.endpoint}/${bucket.bucket}/${bucket.prefix}` : folder
