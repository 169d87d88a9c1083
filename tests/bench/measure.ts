/** One figure: what was measured, beside what it is held against in the same run. */
export type Measure = {
  name: string
  value: number
  unit: string
  baseline?: number
  /** Speed of ours ÷ speed of the baseline: 1 is as fast, below 1 slower. */
  ratio?: number
  /** What `of` must be at least, or at most. */
  target?: { of: 'value' | 'ratio'; least?: number; most?: number }
}

export const median = (list: readonly number[]): number => part(list, 0.5)
export const p95 = (list: readonly number[]): number => part(list, 0.95)

function part(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/**
 * The two in turn, and in turn who goes first. Of each the fastest tenth counts: what else the machine does,
 * and where it happens to place a process, only ever adds (the same query against itself came out between
 * 0.5 and 1.8 by medians). With `clock`, the processor time of each side is what counts instead of the wait.
 */
export async function sideBySide(
  ours: (i: number) => Promise<unknown>,
  bare: (i: number) => Promise<unknown>,
  { rounds, inner = 1, clock }: { rounds: number; inner?: number; clock?: Record<'ours' | 'bare', () => number> },
): Promise<{ ours: number; bare: number }> {
  const block = async (who: 'ours' | 'bare', round: number) => {
    const work = who === 'ours' ? ours : bare
    const now = clock?.[who] ?? (() => performance.now())
    const begun = now()
    for (let i = 0; i < inner; i++) await work(round * inner + i)
    return now() - begun
  }
  const times = { ours: [] as number[], bare: [] as number[] }
  for (let round = -2; round < rounds; round++) {
    const pair = { ours: 0, bare: 0 }
    for (const who of round % 2 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
      pair[who] = await block(who, round + 2)
    }
    if (round < 0) continue
    times.ours.push(pair.ours / inner)
    times.bare.push(pair.bare / inner)
  }
  return { ours: part(times.ours, 0.1), bare: part(times.bare, 0.1) }
}

export function met({ value, ratio, target }: Measure): boolean | null {
  if (!target) return null
  const found = target.of === 'value' ? value : ratio!
  return found >= (target.least ?? Number.NEGATIVE_INFINITY) && found <= (target.most ?? Number.POSITIVE_INFINITY)
}

export function tableOf(measures: readonly Measure[]): string {
  const rows = measures.map((one) => [
    one.name,
    `${number(one.value)} ${one.unit}`,
    one.baseline === undefined ? '' : `${number(one.baseline)} ${one.unit}`,
    one.ratio === undefined ? '' : one.ratio.toFixed(2),
    targetText(one),
    { true: 'ok', false: 'MISSED', null: '' }[String(met(one))]!,
  ])
  const all = [['measure', 'ours', 'beside it', 'ratio', 'target', ''], ...rows]
  const widths = all[0]!.map((_, i) => Math.max(...all.map((row) => row[i]!.length)))
  return all
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function targetText({ target, unit }: Measure): string {
  if (!target) return ''
  const [sign, bound] = target.least === undefined ? ['≤', target.most!] : ['≥', target.least]
  return target.of === 'ratio' ? `${sign} ${bound} ×` : `${sign} ${number(bound)} ${unit}`
}

function number(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: digits })
}
