import { clock } from '#kernel/clock.ts'

/**
 * What may be used once, remembered until it would be refused anyway. In this process alone: a stamp that outlives a
 * restart meets the buckets, and a proof of work does not outlive one.
 */
export class Spent {
  readonly #known = new Map<string, { until: number; by: string }>()
  readonly #most: number

  constructor(most = 100_000) {
    this.#most = most
  }

  /** Who has used it; undefined when nobody has. */
  by(id: string): string | undefined {
    const found = this.#known.get(id)
    return found && found.until > clock.now().getTime() ? found.by : undefined
  }

  spend(id: string, by: string, milliseconds: number): void {
    const now = clock.now().getTime()
    if (this.#known.size >= this.#most) this.#sweep(now)
    this.#known.set(id, { until: now + milliseconds, by })
  }

  /** It was not used after all. */
  release(id: string): void {
    this.#known.delete(id)
  }

  #sweep(now: number): void {
    for (const [id, { until }] of this.#known) if (until <= now) this.#known.delete(id)
    for (const id of this.#known.keys()) {
      if (this.#known.size < this.#most) return
      this.#known.delete(id)
    }
  }
}
