import assert from 'node:assert/strict'
import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promises } from '#features/verify/promises.ts'
import { doors } from '#kernel/doors.ts'
import { errorTable } from '#kernel/errors.table.ts'
import { base } from '#register/index.ts'

// What is written about the house is compared with the house. The checks are functions, so that they can be shown to refuse.

const project = dirname(dirname(fileURLToPath(import.meta.url)))
const textOf = (file: string): string => readFileSync(join(project, file), 'utf8')
const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: project })
  .map((file) => file.replaceAll('\\', '/'))
  .sort()
const manifest = JSON.parse(textOf('package.json'))
const decisions = readdirSync(join(project, 'docs/decisions')).sort()

const PASSED_OVER = ['node_modules', 'dist', 'data', 'generated']

/** Folders of a tree drawn with two spaces a level: `  kernel/   the ground`. */
function drawn(text: string): string[] {
  const way: string[] = []
  const tree = text.split('```').find((block) => /^\n?register\/ {2,}/.test(block)) ?? ''
  return [...tree.matchAll(/^( *)([\w.-]+)\/(?= |$)/gm)].map(([, indent, name]) => {
    way.splice(indent!.length / 2)
    way.push(name!)
    return way.join('/')
  })
}

/** Folders that hold files, at the root, under src and its features, and below what the tree draws deeper. */
function standing(): string[] {
  const folders = globSync('**/*', {
    cwd: project,
    withFileTypes: true,
    exclude: (entry) => entry.name.startsWith('.') || PASSED_OVER.includes(entry.name),
  })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.parentPath.slice(project.length + 1).replaceAll('\\', '/'))
    .filter(Boolean)
  const all = new Set<string>()
  for (const folder of folders)
    folder.split('/').forEach((_, depth, parts) => void all.add(parts.slice(0, depth + 1).join('/')))
  return [...all].sort()
}

/** Relative links of a document that lead nowhere. */
function dead(document: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link!)
    .filter((link) => !/^(https?:|mailto:|#)/.test(link))
    .filter((link) => !existsSync(join(project, dirname(document), link.split('#')[0]!)))
}

/** Commands of the text that package.json does not have. */
function unknownCommands(text: string): string[] {
  return [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)]
    .map(([, script, own]) => script ?? own!)
    .filter((script) => !(script in manifest.scripts))
}

/** `src/kernel/compile.ts`, `SIGN_IN_NEEDED`: what is written as code must be there. */
function unknownPaths(text: string): string[] {
  return [...text.matchAll(/`((?:register|database|src|tests|locales|docs|bin)\/[\w./-]*)`/g)]
    .map(([, path]) => path!)
    .filter((path) => !existsSync(join(project, path)))
}

/** Numbers that the house itself can count. */
const counts: readonly [pattern: RegExp, count: number][] = [
  [/\b(\d+) purposes\b/g, Object.keys(base.purposes).length],
  [/\b(\d+) levels\b/g, Object.keys(base.levels).length],
  [/\b(\d+) promises\b/g, Object.keys(promises).length],
  [/\b(\d+) doors\b/g, Object.keys(doors).length],
  [/\b(\d+) errors\b/g, Object.keys(errorTable).length],
  [/\b(\d+) decisions\b/g, decisions.length],
]

function miscounted(text: string): string[] {
  return counts.flatMap(([pattern, count]) =>
    [...text.matchAll(pattern)].filter(([, number]) => Number(number) !== count).map(([words]) => `${words}: ${count}`),
  )
}

describe('the checks refuse', () => {
  test('what is not there', () => {
    assert.deepEqual(drawn('```\nregister/   a\nsrc/   b\n  kernel/   c\n    deep/   d\n  web/   e\nbin/   f\n```'), [
      'register',
      'src',
      'src/kernel',
      'src/kernel/deep',
      'src/web',
      'bin',
    ])
    assert.deepEqual(dead('README.md', '[a](docs/none.md) [b](https://x.example) [c](package.json#x)'), [
      'docs/none.md',
    ])
    assert.deepEqual(unknownCommands('`npm run nothing`, `npm test`, npm start'), ['nothing'])
    assert.deepEqual(unknownPaths('`src/kernel/none.ts` and `src/kernel/`'), ['src/kernel/none.ts'])
    assert.equal(miscounted('all 3 purposes and 12 levels').length, 1)
  })
})

describe('documents', () => {
  test('all that belong to a release are there', () => {
    const wanted = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md', 'SECURITY.md', 'docs/dependencies.md']
    assert.deepEqual(
      wanted.filter((file) => !documents.includes(file)),
      [],
    )
    assert.match(textOf('LICENSE'), /^EUROPEAN UNION PUBLIC LICENCE v\. 1\.2/)
    assert.equal(manifest.license, 'EUPL-1.2')
  })

  for (const document of documents) {
    test(`${document}: its links, paths, commands and numbers are true`, () => {
      const text = textOf(document)
      assert.deepEqual(dead(document, text), [])
      assert.deepEqual(unknownPaths(text), [])
      assert.deepEqual(unknownCommands(text), [])
      assert.deepEqual(miscounted(text), [])
    })
  }

  test('ARCHITECTURE.md draws every folder, and stays one page', () => {
    const text = textOf('ARCHITECTURE.md')
    assert.deepEqual(drawn(text).sort(), standing())
    const lines = text.trimEnd().split('\n').length
    assert.ok(lines <= 120, `${lines} lines`)
    assert.ok(Object.keys(doors).length <= 30, 'more doors than the thirty that are promised')
  })

  test('dependencies.md lists what package.json does, each with a reason', () => {
    const listed = [...textOf('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)]
    const { dependencies, devDependencies, optionalDependencies } = manifest
    assert.deepEqual(
      listed.map(([, name]) => name).sort(),
      Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).sort(),
    )
    assert.deepEqual(
      listed.filter(([, , reason]) => !reason!.trim()).map(([, name]) => name),
      [],
    )
  })

  test('decisions are numbered without gaps, short, and say what they cost', () => {
    decisions.forEach((file, index) => {
      const number = index + 1
      const text = textOf(`docs/decisions/${file}`)
      assert.ok(file.startsWith(`${String(number).padStart(4, '0')}-`), `${file} should be number ${number}`)
      assert.ok(text.startsWith(`# ${number}. `), `${file} begins with another number`)
      assert.ok(text.trimEnd().split('\n').length <= 40, `${file} is longer than 40 lines`)
      for (const part of ['**Context.**', '**Decision.**', '**Cost.**', '**What would change it.**'])
        assert.ok(text.includes(part), `${file} has no ${part}`)
    })
  })

  test('the screenshot is there and small', () => {
    const path = join(project, 'docs/screenshot.png')
    assert.ok(existsSync(path))
    assert.ok(statSync(path).size <= 300_000, `${statSync(path).size} bytes`)
  })

  test('every setting that is read is in the README', () => {
    const read = globSync('src/**/*.ts', { cwd: project })
      .filter((file) => !/\.(test|cast)\.ts$/.test(file))
      .flatMap((file) => [...textOf(file).matchAll(/\benv\.([A-Z][A-Z0-9_]+)/g)].map(([, name]) => name!))
    // Set by ourselves: the mode of the build, and the owner's address for a child.
    const own = ['NODE_ENV', 'SELOSTE_OWNER_URL']
    const readme = textOf('README.md')
    assert.ok(read.includes('SELOSTE_DATA'), 'settings are not found any more')
    assert.deepEqual(
      [...new Set(read)].filter((name) => !own.includes(name) && !readme.includes(`\`${name}\``)),
      [],
    )
  })
})
