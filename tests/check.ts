import '#kernel/runtime.ts'
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = dirname(dirname(fileURLToPath(import.meta.url)))

const steps = [
  { name: 'types', script: 'typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'format and lint', script: '@biomejs/biome/bin/biome', args: ['check', '--max-diagnostics=10'] },
]

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(checks() > 0 ? 1 : 0)

/** The steps that need no database, by name; returns how many failed. */
export function checks(): number {
  let failed = 0
  for (const { name, script, args } of steps) {
    const begun = performance.now()
    const { status } = spawnSync(process.execPath, [join(project, 'node_modules', script), ...args], {
      cwd: project,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    if (status !== 0) failed += 1
    console.log(`${status === 0 ? 'ok ' : 'FAILED'} ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
  }
  return failed
}
