import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { halt } from './halt.ts'

/**
 * After kill -9 of ours PostgreSQL lives on. Whoever holds the folder's lock stops it and starts anew:
 * an adopted one would keep the settings of an older version.
 */
export async function stopOrphan(folder: string): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (!isPostgres(pid, folder)) {
    // Its number may belong to a stranger now, which would make PostgreSQL refuse to start.
    rmSync(pidFile, { force: true })
    return
  }
  for (const [signal, seconds] of [
    ['SIGINT', 30],
    ['SIGQUIT', 10],
    ['SIGKILL', 5],
  ] as const) {
    send(pid, signal)
    for (const until = Date.now() + seconds * 1000; Date.now() < until; await wait(25)) {
      if (!isPostgres(pid, folder)) return
    }
  }
  halt(`An earlier PostgreSQL (process ${pid}) on ${folder} does not end. End that process and start again.`)
}

/** Whether this process is the PostgreSQL of this very folder. */
function isPostgres(pid: number, folder: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false
  try {
    if (process.platform === 'linux') {
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return false
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
    }
    const [file, args] =
      process.platform === 'win32'
        ? [
            'powershell',
            ['-NoProfile', '-Command', `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`],
          ]
        : (['ps', ['-o', 'command=', '-p', String(pid)]] as const)
    const command = execFileSync(file, [...args], { encoding: 'utf8', stdio: 'pipe' })
    return command.includes('postgres') && command.includes(folder)
  } catch {
    return false
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
