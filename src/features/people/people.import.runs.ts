import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { refuse, toRefusal } from '#kernel/errors.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import type { Imported } from './import/nouns.ts'
import type { Mapping } from './import/read.ts'
import { importStep, type Kept, keptOf, rowsOf } from './people.import.kept.ts'
import { type NounRun, runNounImport, takeBackRecords } from './people.import.nouns.ts'
import { emptyImportCounts, type ImportPlan, type Progress, runImport } from './people.import.ts'
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
    ...(mapping ? { mapping: mapping as Mapping } : {}),
  }
}

/** What a file of another noun than people takes to be read, previewed and run. */
export function nounRun(house: House, kept: Kept, noun: Imported): NounRun {
  const { by, mapping } = kept.plan
  return {
    house,
    actor: { id: kept.actor, kind: by?.kind ?? 'user', scope: by?.scope ?? 'own', team: by?.team ?? null },
    purpose: kept.purpose,
    import: kept.id,
    path: pathOf(kept.id),
    noun,
    ...(mapping ? { mapping } : {}),
    language: by?.language ?? 'fi',
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
      const { noun } = kept.plan
      const going = {
        after: kept.done,
        before: { ...emptyImportCounts(), ...kept.counts },
        signal: stop.signal,
        onProgress: (progress: Progress) => void Object.assign(live, progress),
      }
      const { stopped } = noun
        ? await runNounImport({ ...nounRun(house, kept, noun), ...going })
        : await runImport({
            ...going,
            house,
            actor: { id: kept.actor },
            purpose: kept.purpose,
            import: kept.id,
            path: pathOf(kept.id),
            plan: wholePlan(kept),
            // A purpose has four connections, and its screens need some: one, two while somebody waits for it, three
            // while two files come in.
            lanes: () => (running.size > 1 ? 1 : house.pool(kept.purpose).waitingCount > 0 ? 2 : 3),
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
  const { noun } = kept.plan
  while (noun) {
    const ids = (await rowsOf(db, kept.id, ['created'], -1, 500)).map((row) => row.record_id)
    if (ids.length === 0) break
    await inOwnTransaction(house, kept.purpose, kept.actor, async (tx) => {
      await takeBackRecords(tx, noun, ids)
      await importStep(tx, kept.id, { forget: ids })
    })
  }
  while (!noun) {
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
