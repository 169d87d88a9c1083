import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Runs a script on this same Node and waits for its end, also when `signal` ends it early; false unless it ended well. What it says goes to stderr. */
export function runToEnd(
  script: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false)
  const child = spawn(process.execPath, [script, ...args], {
    cwd: project,
    env: { ...process.env, ...env },
    stdio: ['ignore', 2, 2],
  })
  const end = () => child.kill('SIGTERM')
  signal.addEventListener('abort', end)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      signal.removeEventListener('abort', end)
      resolve(code === 0)
    })
  })
}
