import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SeenAddresses } from './match.ts'

test('an address is met before exactly when it was', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 60 }), (addresses) => {
      const seen = new SeenAddresses()
      const known = new Set<string>()
      for (const address of addresses) {
        assert.equal(seen.meet(address), known.has(address))
        known.add(address)
      }
    }),
  )
  const many = new SeenAddresses()
  for (let i = 0; i < 200_000; i++) assert.equal(many.meet(`first.last.${i}@firma.example`), false)
  for (let i = 0; i < 200_000; i += 1000) assert.equal(many.meet(`first.last.${i}@firma.example`), true)
})
