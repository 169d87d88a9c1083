import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { companyKey, nameCompanyKey, SeenAddresses } from './match.ts'

test('a name alone is nobody in particular', () => {
  assert.equal(nameCompanyKey({ given_name: 'Matti', family_name: 'Virtanen', company: null }), null)
  assert.equal(nameCompanyKey({ given_name: 'Matti', family_name: null, company: company('Firma Oy') }), null)
})

test('case, accents and the form of the company do not tell people apart', () => {
  const key = nameCompanyKey({ given_name: 'MÄRTA', family_name: 'Sjöberg', company: company('Traktori-järvi 555 Ky') })
  assert.equal(
    key,
    nameCompanyKey({ given_name: 'Märta', family_name: 'sjöberg', company: company('Traktori järvi 555') }),
  )
  assert.notEqual(companyKey('Traktori 555 Ky'), companyKey('Traktori 556 Ky'))
  assert.equal(companyKey('Oy Ab'), 'oy ab')
})

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

function company(name: string) {
  return {
    name,
    business_id: null,
    sole_trader: false,
    city: null,
    street: null,
    postcode: null,
    country: null,
    website: null,
  }
}
