import { execFileSync } from 'node:child_process'
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { halt } from './halt.ts'
import { told } from './instance.ts'

type Holder = { pid: number; started: string }

/**
 * One process at a time on a data folder. A lock whose holder is gone is taken over; the start time
 * tells a holder that lives from a stranger that was given its number after kill -9.
 */
export function lockFolder(dataFolder: string): () => void {
  const path = join(dataFolder, 'lock')
  const mine = JSON.stringify({ pid: process.pid, started: startedAt(process.pid) } satisfies Holder)
  const draft = `${path}.${process.pid}`
  told(dataFolder, () => writeFileSync(draft, mine, { mode: 0o600 }))
  try {
    // A link appears with its content or not at all; a plain exclusive create could be read half-written.
    while (!linked(draft, path)) {
      const found = contentOf(path)
      const holder = lives(found)
      if (holder) refuse(dataFolder, holder)
      takeAway(dataFolder, path, found)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  return () => {
    if (contentOf(path) === mine) rmSync(path, { force: true })
  }
}

/** Whether the process that locked this folder lives. */
export function isLocked(dataFolder: string): boolean {
  return lives(contentOf(join(dataFolder, 'lock'))) !== undefined
}

/** When a process began, in whatever unit the system gives; empty when there is none such. */
export function startedAt(pid: number): string {
  try {
    if (process.platform === 'linux') {
      // After the name, which is in parentheses and may hold anything: field 22 is the start, counted from boot.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`
    }
    if (process.platform === 'win32') {
      const ask = `(Get-Process -Id ${pid}).StartTime.Ticks`
      return execFileSync('powershell', ['-NoProfile', '-Command', ask], { encoding: 'utf8', stdio: 'pipe' }).trim()
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return ''
  }
}

function lives(content: string | undefined): Holder | undefined {
  if (!content) return undefined
  const holder = JSON.parse(content) as Holder
  return holder.started !== '' && startedAt(holder.pid) === holder.started ? holder : undefined
}

/** Of two that find the same dead lock, the slower could take away the faster one's new lock: it gives it back. */
function takeAway(dataFolder: string, path: string, dead: string | undefined): void {
  const aside = `${path}.old.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const taken = contentOf(aside)
  if (taken !== dead) linked(aside, path)
  unlinkSync(aside)
  const holder = taken === dead ? undefined : lives(taken)
  if (holder) refuse(dataFolder, holder)
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function refuse(dataFolder: string, holder: Holder): never {
  return halt(
    `Seloste is already running on ${dataFolder} (process ${holder.pid}). Stop it first, or name another folder in SELOSTE_DATA.`,
  )
}
