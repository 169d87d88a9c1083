import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { config } from '#kernel/config.ts'
import type { Job } from '#kernel/jobs.ts'

const DAY = 86_400_000

/** The files of an import, which no row of the database names; its rows go by the rule `import`. */
const sweepImports: Job = {
  name: 'imports.sweep',
  cron: '50 1 * * *',
  run: async () => ({ files: await sweepFiles(7 * DAY) }),
}

/** Files nobody came back to. */
async function sweepFiles(age: number): Promise<number> {
  const folder = join(config.dataFolder, 'imports')
  const names = await readdir(folder).catch(() => [])
  let gone = 0
  for (const name of names) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs < age) continue
    await rm(path, { force: true })
    gone += 1
  }
  return gone
}

export const jobs: readonly Job[] = [sweepImports]
