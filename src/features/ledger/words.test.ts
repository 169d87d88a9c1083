import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { actions } from '#features/index.ts'
import { didOf, done } from './ledger.did.ts'

// Whatever is on record can be read by anybody, in three languages; so can the list of what the API does.

const LANGUAGES = ['fi', 'sv', 'en'] as const
const did = didOf(actions)

test('an action whose words begin with no verb we know has none, nor has one that is no more', () => {
  assert.equal(done({ fi: 'Tuonnit', sv: 'Importer', en: 'Imports' }, 'fi'), null)
  assert.equal(did('people.forgotten', 'fi'), null)
})

test('every action says in words what it does, and that it was done', () => {
  const wordless = LANGUAGES.flatMap((language) =>
    actions
      .filter(({ name }) => !did(name, language))
      .map(({ name, says }) => `${language} ${name}: ${says[language]}`),
  )
  assert.deepEqual(wordless, [])
  assert.deepEqual(
    LANGUAGES.map((language) => did('people.delete', language)),
    ['Poistettiin henkilö', 'Tog bort person', 'Deleted a person'],
  )
  assert.equal(did('people.delete', 'fi', 'refused'), 'Poista henkilö')
})

test('what is written on record beside the actions has words too', () => {
  const wordless = named().filter((name) => LANGUAGES.some((language) => !did(name, language)))
  assert.deepEqual(wordless, [])
})

test('in each language an action says something of its own, short, without a technical name', () => {
  for (const language of LANGUAGES) {
    const said = new Map<string, string>()
    for (const { name, says } of actions) {
      const words = says[language]
      assert.match(words, /^\p{Lu}[^._:;{}]*[\p{L})]$/u, `${language} ${name}: ${words}`)
      assert.ok(words.includes(' ') && words.length <= 90, `${language} ${name}: ${words}`)
      // Pairs of people and of other records have one name in the register.
      if (name.startsWith('twins.')) continue
      assert.equal(said.get(words), undefined, `${language} ${name} and ${said.get(words)}: ${words}`)
      said.set(words, name)
    }
  }
})

/** The names the sources write on record by hand, in TypeScript and in SQL. */
function named(): string[] {
  const found = globSync('src/**/*.{ts,sql}')
    .filter((path) => !path.endsWith('.test.ts'))
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(WRITTEN)].map(([, name]) => name!))
  assert.ok(found.includes('mydata.read') && found.includes('statements.keep'), 'the sources are read')
  return [...new Set(found)].sort()
}

const WRITTEN = /(?:action: |audit\((?:db[^,']*, )?|purpose_of_session\(\), 'rights'\), )'([a-z_]+\.[a-z_]+)'/g
