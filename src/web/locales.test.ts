import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { jobs } from '#features/index.ts'

const root = join(import.meta.dirname, '../..')
const read = (name: string) =>
  JSON.parse(readFileSync(join(root, 'locales', `${name}.json`), 'utf8')) as Record<string, string>
const fi = read('fi')
const texts = { sv: read('sv'), en: read('en') }
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

for (const [name, words] of Object.entries(texts)) {
  test(`${name} has the same texts as fi`, () => {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(fi).sort())
  })
  test(`${name} leaves the same places to be filled as fi`, () => {
    for (const [key, text] of Object.entries(fi)) assert.deepEqual(holes(words[key] ?? ''), holes(text), key)
  })
}

test('no text is empty', () => {
  for (const words of [fi, ...Object.values(texts)]) {
    for (const [key, text] of Object.entries(words)) assert.ok(text.trim(), key)
  }
})

test('everything that repeats by itself has a name', () => {
  assert.deepEqual(
    jobs.flatMap(({ name }) => (fi[`runs.job.${name}`] ? [] : name)),
    [],
  )
})

test('every text that a screen names is there', () => {
  const sources = files(join(root, 'src/web')).concat(files(join(root, 'src/features')))
  for (const file of sources) {
    const source = readFileSync(file, 'utf8')
    for (const [, key] of source.matchAll(/\bt\('([^']+)'/g)) assert.ok(key && key in fi, `${key} in ${file}`)
    for (const [, stem] of source.matchAll(/\btn\('([^']+)'/g)) {
      assert.ok(`${stem}_one` in fi && `${stem}_other` in fi, `${stem} in ${file}`)
    }
  }
})

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx$/.test(name) || name === 'format.ts')
    .map((name) => join(folder, name))
}
