import { userInfo } from 'node:os'
import type { Actor } from '#kernel/action.ts'
import type { Language, Verb } from '#kernel/vocabulary.ts'
import { type PurposeId, purposeIds } from '#register/index.ts'

const VERBS: readonly Verb[] = [
  'read',
  'write',
  'import',
  'export',
  'reassign',
  'merge',
  'arrange',
  'users',
  'register',
  'ledger',
  'operate',
]

/** What an unnamed purpose is taken to be first. */
const USUAL: readonly PurposeId[] = ['relationship', 'sales', 'support']

/**
 * Whoever may run commands as the owner of the data folder: they hold the instance key, and with it every
 * login. So nothing is withheld, and everything is in the ledger under the name of the system's account.
 */
export function operator(language: Language): Actor {
  const name = accountName()
  const purposes = new Set([...USUAL, ...purposeIds])
  return {
    kind: 'operator',
    id: `operator:${name}`,
    name,
    language,
    levels: ['owner_operator'],
    writes: purposes,
    reads: purposes,
    may: new Set(VERBS),
    scope: 'all',
    team: null,
  }
}

function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'unknown')
  }
}
