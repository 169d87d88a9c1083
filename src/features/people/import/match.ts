/**
 * Addresses met so far in a file. Keeps 53-bit hashes in one flat table: 16 bytes an address where a
 * Set of strings takes over 100, at a one in 18,000 chance that a file of a million has one false hit.
 */
export class SeenAddresses {
  #table = new Float64Array(1 << 12)
  #size = 0

  /** True when the address was met before. */
  meet(address: string): boolean {
    const hash = hash53(address) || 1
    if (!put(this.#table, hash)) return true
    if (++this.#size * 2 > this.#table.length) {
      const wider = new Float64Array(this.#table.length * 2)
      for (const old of this.#table) if (old !== 0) put(wider, old)
      this.#table = wider
    }
    return false
  }
}

function put(table: Float64Array, hash: number): boolean {
  const last = table.length - 1
  let at = (hash % 4294967296) & last
  while (table[at] !== 0) {
    if (table[at] === hash) return false
    at = (at + 1) & last
  }
  table[at] = hash
  return true
}

/** Two 32-bit multiplicative hashes of the UTF-16 units, 53 bits of them. */
function hash53(text: string): number {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0)
}
