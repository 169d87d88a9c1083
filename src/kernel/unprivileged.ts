import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { halt } from './halt.ts'

export type User = { name: string; uid: number; gid: number }

/** How to run a program: as ourselves, or as another user. */
export type Command = { file: string; args: string[]; uid?: number; gid?: number }

/** The user PostgreSQL runs as when we are root, which it refuses; undefined when we are not. */
export function unprivilegedUser(databaseFolder: string): User | undefined {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined
  // Whom the files belong to stays: a `postgres` user that was added later could not read what `nobody` wrote.
  const owner = existsSync(databaseFolder) ? statSync(databaseFolder) : undefined
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((each) => each.startsWith(`${name}:`))
    const [, , uid, gid] = line?.split(':') ?? []
    if (uid && gid) return { name, uid: Number(uid), gid: Number(gid) }
  }
  return halt(
    'PostgreSQL does not run as root, and this system has neither a user postgres nor nobody. Run Seloste as an ordinary user.',
  )
}

/** `file` with `args` as `user`, who must get through to the given folders. */
export function commandAs(user: User | undefined, file: string, args: string[], folders: string[]): Command {
  if (!user) return { file, args }
  const closed = folders.map((folder) => closedTo(user, folder)).find((folder) => folder !== undefined)
  if (!closed) return { file, args, uid: user.uid, gid: user.gid }
  // A folder on the way is closed to that user (a home of root, mktemp -d). We open no folder of someone
  // else's; the program gets the one right it lacks, to pass and read, and no other.
  const right = heldRight()
  if (!right || !existsSync(setpriv)) {
    halt(
      `PostgreSQL runs as ${user.name}, not as root, and ${user.name} cannot get through ${closed}. Allow it (chmod o+x ${closed}), keep the project and SELOSTE_DATA elsewhere, or run Seloste as an ordinary user.`,
    )
  }
  return {
    file: setpriv,
    args: [
      // Without this bit access(2) answers for the bare user, and PostgreSQL takes its own binary for unreadable.
      '--securebits=+no_setuid_fixup',
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      `--inh-caps=+${right}`,
      `--ambient-caps=+${right}`,
      file,
      ...args,
    ],
  }
}

const setpriv = '/usr/bin/setpriv'

/** The first folder from the root down that the user may not pass. */
function closedTo(user: User, path: string): string | undefined {
  const way: string[] = []
  for (let each = realpathSync(path); ; each = dirname(each)) {
    way.unshift(each)
    if (each === dirname(each)) break
  }
  return way.find((each) => {
    const { mode, uid, gid } = statSync(each)
    return (mode & (uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001)) === 0
  })
}

/** Containers often lack the narrower right; the wider one is then what root has anyway. */
function heldRight(): string | undefined {
  try {
    accessSync('/proc/self/status', constants.R_OK)
  } catch {
    return undefined
  }
  const status = readFileSync('/proc/self/status', 'utf8')
  const held = (name: string) => BigInt(`0x${new RegExp(`^${name}:\\s*([0-9a-f]+)`, 'm').exec(status)?.[1] ?? '0'}`)
  const usable = held('CapBnd') & held('CapPrm')
  if (usable & (1n << 2n)) return 'dac_read_search'
  if (usable & (1n << 1n)) return 'dac_override'
  return undefined
}
