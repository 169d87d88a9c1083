import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { config } from '#kernel/config.ts'
import type { Job } from '#kernel/jobs.ts'

const DAY = 86_400_000

/** What an import leaves behind for its error file and its undoing goes when the register says (rule `import`). */
const sweepImports: Job = {
  name: 'imports.sweep',
  cron: '50 1 * * *',
  async run(house) {
    const days = daysOf(house.register.retention.import!.length!)
    const { rows } = await sql<{ gone: number }>`select door.sweep_imports(${days}) as gone`.execute(
      house.under('rights'),
    )
    return { rows: rows[0]!.gone, files: await sweepFiles(Math.min(days, 7) * DAY) }
  },
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

/** P1M, P30D, P2Y in days; a month counts as 30. */
function daysOf(duration: string): number {
  const [, years, months, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(duration) ?? []
  return Number(years ?? 0) * 365 + Number(months ?? 0) * 30 + Number(days ?? 0)
}

export const jobs: readonly Job[] = [sweepImports]
