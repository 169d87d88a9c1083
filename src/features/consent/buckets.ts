import { clock } from '#kernel/clock.ts'

/** So many at once, and again one after each `refill` milliseconds. */
export type Rate = { readonly burst: number; readonly refill: number }

/** Token buckets by any key; kept in memory, so no address of a visitor is stored. */
export class Buckets {
  readonly #rate: Rate
  readonly #levels = new Map<string, { tokens: number; at: number }>()

  constructor(rate: Rate) {
    this.#rate = rate
  }

  /** Takes `cost` tokens, or takes none and answers false. */
  take(key: string, cost = 1): boolean {
    const now = clock.now().getTime()
    const { burst, refill } = this.#rate
    const last = this.#levels.get(key)
    const tokens = Math.min(burst, last ? last.tokens + (now - last.at) / refill : burst)
    if (this.#levels.size > 50_000) this.#sweep(now)
    const enough = tokens >= cost
    this.#levels.set(key, { tokens: enough ? tokens - cost : tokens, at: now })
    return enough
  }

  /** A full bucket says nothing that a missing one does not. */
  #sweep(now: number): void {
    const { burst, refill } = this.#rate
    for (const [key, { tokens, at }] of this.#levels)
      if (tokens + (now - at) / refill >= burst) this.#levels.delete(key)
  }
}
