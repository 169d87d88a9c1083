import type { Audit, Finding } from '#kernel/audit.ts'
import type { House } from '#kernel/database.ts'
import type { LedgerReport } from '#kernel/ledger.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import type { Ask } from './ask.ts'

/** kept: seen to hold here and now. broken: seen not to hold. open: not built, or not to be seen yet. organisational: a record made by people. */
export type Status = 'kept' | 'broken' | 'open' | 'organisational'
export type Verdict = { readonly status: Status; readonly evidence: string }

/** The last self-audit of a start, by the owner's own eyes. */
export type LastAudit = Audit & { readonly at: string; readonly views: string }

/** What one run of verify has found out once, for all checks to read. */
export type Scene = {
  readonly house: House
  readonly register: Register
  readonly now: Date
  readonly ask: Ask
  /** What the logins of the house can see of the database now. */
  readonly live: Audit
  readonly last: LastAudit | null
  /** The views' texts are those that the last start found equal to the compiler's. */
  readonly viewsUnchanged: boolean
  readonly drift: readonly Language[]
  readonly ledger: LedgerReport
}

export type Check = (scene: Scene) => Promise<Verdict>

export const kept = (evidence: string): Verdict => ({ status: 'kept', evidence })
export const open = (evidence: string): Verdict => ({ status: 'open', evidence })
/** It holds as far as people make it hold, and the record of that is kept. */
export const organisational = (evidence: string): Verdict => ({ status: 'organisational', evidence })
export const broken = (what: string, next: string): Verdict => ({ status: 'broken', evidence: `${what} ${next}` })

/** Findings of these parts of the self-audit: seen now, or by the last start where only the owner can see. */
export function openFences({ live, last, viewsUnchanged }: Scene, checks: readonly string[]): Finding[] {
  const now = live.findings.filter((one) => checks.includes(one.check))
  const owners = (last?.findings ?? []).filter(
    (one) => checks.includes(one.check) && !live.checks.some((each) => each.id === one.check),
  )
  const changed: Finding[] =
    checks.includes('view_texts') && !viewsUnchanged
      ? [
          {
            check: 'view_texts',
            severity: 'refuse',
            what: last ? 'A view was changed after the last start.' : 'No start has examined the views yet.',
            next: 'Start again: each view is compared with the compiler’s text.',
          },
        ]
      : []
  return [...now, ...owners, ...changed].filter((one) => one.severity === 'refuse')
}

/** A verdict that falls with the fence it stands on. */
export function fenced(scene: Scene, checks: readonly string[], verdict: Verdict): Verdict {
  const [first, ...rest] = openFences(scene, checks)
  if (!first) return verdict
  return broken(`${first.what}${rest.length > 0 ? ` (and ${rest.length} more)` : ''}`, first.next)
}

export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
