import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type House, ownerUrl } from './database.ts'
import { type Code, Refusal } from './errors.ts'
import type { Addition } from './extend.ts'

export type Applied = { changed: string[]; notice: { version: number; languages: string[] } | null }

/**
 * A change of the register in a child with the owner's login, which ends at once. Without an addition it builds what
 * a balancing test, signed or out of time, has changed. Refuses with the child's own code.
 */
export async function applyAsOwner(house: House, addition: Addition | null, by: string): Promise<Applied> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../entrypoints/apply.ts', import.meta.url))], {
    env: { ...process.env, SELOSTE_OWNER_URL: ownerUrl(house.connection) },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify({ addition, by }))
  let said = ''
  for await (const chunk of child.stdout) {
    said += chunk
    // Its one line is its whole answer; nobody waits for it to end.
    if (said.endsWith('\n')) break
  }
  const result = JSON.parse(said.trim() || '{"problem":{"code":"UNEXPECTED"}}')
  if (result.problem) {
    const { code, field, detail } = result.problem
    throw new Refusal(code as Code, { ...(field && { field }), ...(detail && { detail }) })
  }
  await house.renew()
  return result
}
