import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { config } from '#kernel/config.ts'
import { type House, ownerUrl } from '#kernel/database.ts'
import { type Code, Refusal } from '#kernel/errors.ts'

export type Work = 'make' | 'test' | 'follow'

let atIt: Work | null = null

/** In a child with the owner's login, which ends at once: it alone may read every table. Refuses with the child's own code. */
export async function asChild<T>(house: House, work: Work): Promise<T> {
  if (atIt) throw new Refusal('BACKUP_RUNNING')
  atIt = work
  try {
    const child = spawn(process.execPath, [fileURLToPath(new URL('../../entrypoints/backup.ts', import.meta.url))], {
      env: { ...process.env, SELOSTE_OWNER_URL: ownerUrl(house.connection) },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    child.stdin.end(JSON.stringify({ work, key: house.connection.key.toString('base64url'), folder: config.backups }))
    let said = ''
    for await (const chunk of child.stdout) said += chunk
    const result = JSON.parse(said.trim() || '{"problem":{"code":"UNEXPECTED"}}')
    if (result.problem) throw new Refusal(result.problem.code as Code, { detail: result.problem.detail })
    return result as T
  } finally {
    atIt = null
  }
}

/** What is under way in this process now. */
export const working = (): Work | null => atIt
