import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { refuse, toRefusal } from '#kernel/errors.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { importStep, type Kept, keptOf } from './people.import.kept.ts'
import { emptyImportCounts, type ImportPlan, runImport } from './people.import.ts'
import { INTAKE } from './people.intake.ts'

/** Runs of this process, by import; another process's run shows by its rows alone. */
export const running = new Map<string, { stop: AbortController; rate: number; part: number; ended: Promise<void> }>()

export const folder = () => join(config.dataFolder, 'imports')
export const pathOf = (id: string) => join(folder(), id)

export function wholePlan(kept: Kept): ImportPlan {
  const { origin, position, source, informed, blanks = 'keep', updates = 'fill', mapping } = kept.plan
  if (!origin) refuse('VALUE_MISSING', { field: 'origin' })
  if (origin === 'c' && !source) refuse('SOURCE_UNKNOWN', { field: 'source' })
  return {
    origin,
    position: position!,
    source: source ?? null,
    informed: informed ?? null,
    blanks,
    updates,
    ...(mapping ? { mapping } : {}),
  }
}

/** Goes on by itself after the answer; its place is in the database, so any process may take it up again. */
export function startRun(house: House, kept: Kept): Promise<void> {
  const stop = new AbortController()
  const live = { stop, rate: 0, part: 0, ended: Promise.resolve() }
  running.set(kept.id, live)
  const db = house.under(kept.purpose) as any
  const mark = (state: string, extra: object = {}) =>
    importStep(db, kept.id, { state, plan: { ...kept.plan, ...extra } })
  live.ended = (async () => {
    try {
      const { stopped } = await runImport({
        house,
        actor: { id: kept.actor },
        purpose: kept.purpose,
        import: kept.id,
        path: pathOf(kept.id),
        plan: wholePlan(kept),
        after: kept.done,
        before: { ...emptyImportCounts(), ...kept.counts },
        signal: stop.signal,
        // A purpose has four connections; its screens need some while two files come in.
        lanes: () => (running.size > 1 ? 1 : 2),
        onProgress: (progress) => Object.assign(live, progress),
      })
      // Going down with the process is no decision to stop: the next start takes it up again.
      if (stopped && stop.signal.reason === 'shutdown') return
      await mark(stopped ? 'stopped' : 'done')
      if (!stopped) await rm(pathOf(kept.id), { force: true })
    } catch (error) {
      await mark('failed', { problem: toRefusal(error).code }).catch(() => {})
    } finally {
      running.delete(kept.id)
    }
  })()
  return live.ended
}

/** After a crash: what was running when the process died goes on from the last batch that was committed. */
export async function resumeImports(house: House): Promise<void> {
  for (const purpose of INTAKE) {
    for (const kept of await keptOf(house.under(purpose) as any, null)) {
      if (kept.state === 'running' && existsSync(pathOf(kept.id))) void startRun(house, kept)
      if (kept.state === 'reverting') void revertRun(house, kept)
    }
  }
}

export async function revertRun(house: House, kept: Kept): Promise<void> {
  const db = house.under(kept.purpose) as any
  for (;;) {
    const { left_over } = await inOwnTransaction(house, kept.purpose, kept.actor, (tx) =>
      importStep<{ reverted: number; kept: number; left_over: number }>(tx, kept.id, { take_back: 1000 }),
    )
    if (left_over === 0) break
  }
  await importStep(db, kept.id, { state: 'reverted' })
  await rm(pathOf(kept.id), { force: true })
}

/** Stops what runs here; where it stands is kept. */
export async function stopImports(): Promise<void> {
  const runs = [...running.values()]
  for (const run of runs) run.stop.abort('shutdown')
  await Promise.all(runs.map((run) => run.ended))
}
