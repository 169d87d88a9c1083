import { clock } from '#kernel/clock.ts'

/** Keys held at a time; above it the oldest go. */
const HELD = 20_000

/** A count of what was asked, in the memory of this process: true as long as `key` has asked at most `most` times in `seconds`. */
export function limit(most: number, seconds: number): (key: string) => boolean {
  const windows = new Map<string, { count: number; ends: number }>()
  return (key) => {
    const now = clock.now().getTime()
    const held = windows.get(key)
    if (held && held.ends > now) return ++held.count <= most
    windows.delete(key)
    if (windows.size >= HELD) windows.delete(windows.keys().next().value!)
    windows.set(key, { count: 1, ends: now + seconds * 1000 })
    return true
  }
}
