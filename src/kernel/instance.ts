import { createHmac, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Halt, halt } from './halt.ts'

/** What a running instance tells the command line about itself. */
export type Instance = {
  pid: number
  url: string
  database: { host: string; port: number; database: string; superuser: string }
}

/** PostgreSQL's major version, as its data files are written. */
export const POSTGRES_MAJOR = 18

/** Password of a database login, derived so that none is ever stored: HMAC-SHA-256, base64url. */
export function passwordOf(key: Buffer, login: string): string {
  return createHmac('sha256', key).update(login).digest('base64url')
}

/** Makes the folder when it is missing. Others may pass through it, as PostgreSQL's user must when we are root; nobody may list it. */
export function openDataFolder(dataFolder: string): void {
  if (existsSync(dataFolder)) return
  told(dataFolder, () => {
    mkdirSync(dataFolder, { recursive: true })
    chmodSync(dataFolder, process.getuid?.() === 0 ? 0o711 : 0o700)
  })
}

/** The 32 bytes from which passwords, keyed hashes and signatures are derived; made at the first start. */
export function instanceKey(dataFolder: string): Buffer {
  const path = join(dataFolder, 'instance.key')
  if (existsSync(path)) {
    const key = told(dataFolder, () => readFileSync(path))
    if (key.length === 32) return key
    halt(`${path} is damaged: it has ${key.length} bytes, not 32. Put it back from a backup.`)
  }
  if (existsSync(join(dataFolder, 'postgres'))) {
    halt(`${path} is missing, yet the folder holds a database that was made with it. Put the file back from a backup.`)
  }
  openDataFolder(dataFolder)
  const key = randomBytes(32)
  told(dataFolder, () => writeWhole(path, key))
  return key
}

/** Refuses a folder that a newer version has written. `data` is the number of this version's last migration. */
export function refuseNewer(dataFolder: string, data: number): void {
  const path = join(dataFolder, 'version')
  if (existsSync(path)) {
    const written = told(dataFolder, () => JSON.parse(readFileSync(path, 'utf8')) as { data: number; postgres: number })
    if (written.data > data || written.postgres > POSTGRES_MAJOR) newer(dataFolder)
  }
  const own = join(dataFolder, 'postgres', 'PG_VERSION')
  const major = existsSync(own) ? Number(readFileSync(own, 'utf8')) : POSTGRES_MAJOR
  if (major > POSTGRES_MAJOR) newer(dataFolder)
  if (major < POSTGRES_MAJOR) {
    halt(
      `The database in ${dataFolder} is of PostgreSQL ${major}; this version of Seloste brings ${POSTGRES_MAJOR}. Run the version that wrote it, export the data, and import it into a new folder.`,
    )
  }
}

export function recordVersion(dataFolder: string, data: number): void {
  writeWhole(join(dataFolder, 'version'), `${JSON.stringify({ data, postgres: POSTGRES_MAJOR })}\n`)
}

export function writeInstance(dataFolder: string, instance: Instance): void {
  writeWhole(join(dataFolder, 'instance.json'), `${JSON.stringify(instance, null, 2)}\n`)
}

/** The instance that runs on this folder, as far as its file tells; it may have been killed since. */
export function readInstance(dataFolder: string): Instance | undefined {
  const path = join(dataFolder, 'instance.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Instance) : undefined
}

export function clearInstance(dataFolder: string): void {
  rmSync(join(dataFolder, 'instance.json'), { force: true })
}

/** Whole or not at all, and for the owner's eyes only. */
export function writeWhole(path: string, content: string | Buffer): void {
  writeFileSync(`${path}.new`, content, { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
}

export function told<T>(folder: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw folderProblem(error, folder)
  }
}

/** What the file system refuses, as a sentence; any other error as it is. */
export function folderProblem(error: unknown, folder: string): unknown {
  const { code } = (error ?? {}) as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Halt(diskFull(folder))
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Halt(
      `The data folder ${folder} cannot be read and written by this user. Change its owner, or name another in SELOSTE_DATA.`,
    )
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new Halt(`${folder} is not a folder. Name another in SELOSTE_DATA.`)
  }
  return error
}

export function diskFull(folder: string): string {
  return `The disk that holds ${folder} is full. Free some space (at least 1 GB), or name a folder on another disk in SELOSTE_DATA.`
}

function newer(dataFolder: string): never {
  return halt(
    `The data in ${dataFolder} was written by a newer version of Seloste. Run that version, or name another folder in SELOSTE_DATA.`,
  )
}

/** Key of the hashes under which refused addresses are remembered. */
export function suppressionKey(key: Buffer): Buffer {
  return createHmac('sha256', key).update('suppression').digest()
}
