import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { halt } from '#kernel/halt.ts'
import { project, runToEnd } from './child.ts'

// Everything a screen can be made of, by the import rules.
const sources = [
  'src/web/**/*',
  'src/features/**/*.{tsx,css}',
  'register/**/*.ts',
  'src/kernel/vocabulary.ts',
  'locales/**/*.json',
  'package-lock.json',
  'vite.config.ts',
]

/** Builds the screens into dist/ when what they are made of has changed since. */
export async function buildScreens(stop: AbortSignal): Promise<void> {
  if (!existsSync(join(project, 'src/web/index.html'))) return
  const dist = join(project, 'dist')
  const hash = hashOfSources()
  if (existsSync(join(dist, '.stamp')) && readFileSync(join(dist, '.stamp'), 'utf8') === hash) return
  console.log('Building the screens …')
  // Aside and then moved: another instance of this project may be serving the old ones.
  const draft = join(project, 'node_modules', '.cache', `screens-${process.pid}`)
  const old = `${draft}-old`
  try {
    const vite = join(project, 'node_modules/vite/bin/vite.js')
    const args = ['build', '--logLevel', 'warn', '--outDir', draft, '--emptyOutDir']
    if (!(await runToEnd(vite, args, { NODE_ENV: 'production' }, stop))) {
      halt('The screens could not be built; the reason is above.')
    }
    writeFileSync(join(draft, '.stamp'), hash)
    if (existsSync(dist)) renameSync(dist, old)
    renameSync(draft, dist)
  } finally {
    for (const folder of [draft, old]) rmSync(folder, { recursive: true, force: true })
  }
}

function hashOfSources(): string {
  const hash = createHash('sha256')
  const files = globSync(sources, { cwd: project, withFileTypes: true }).filter((each) => each.isFile())
  const paths = files.map((each) => join(each.parentPath, each.name)).sort()
  for (const path of paths) hash.update(path.slice(project.length)).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}
