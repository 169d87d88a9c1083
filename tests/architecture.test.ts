import assert from 'node:assert/strict'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import * as erasures from '#register/erasures.ts'
import { nouns } from '#register/index.ts'
import * as reports from '#register/reports.ts'
import * as requests from '#register/requests.ts'

// Who may import whom, and how files are called. The rules are functions of paths, so that they can be shown to refuse.

const project = dirname(dirname(fileURLToPath(import.meta.url)))
const files = globSync(
  ['register/**/*.ts', 'src/**/*.{ts,tsx,sql}', 'database/**/*.{ts,sql}', 'tests/**/*.{ts,sql}', 'bin/**/*.mjs'],
  { cwd: project },
)
  .map((file) => file.replaceAll('\\', '/'))
  .sort()
const textOf = (file: string): string => readFileSync(join(project, file), 'utf8')

type Import = { target: string; typeOnly: boolean }

// Parsed by shape, not by a compiler: our own formatter leaves one way to write an import.
const IMPORT =
  /(?:^|\n)[ \t]*(?:import|export)\s+(type\s)?(?:[\w*${},\s]+?\sfrom\s+)?'([^']+)'|\bimport\(\s*(['"`])([^'"`]+)\3/g

/** What a file imports: paths from the root of the project, or the bare name of a package. */
function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map(([, type, from, , lazy]) => {
    const name = (from ?? lazy)!
    const target = name.startsWith('.')
      ? posix.join(posix.dirname(file), name)
      : name.replace(/^#register\//, 'register/').replace(/^#(?=kernel|features|portal|web)/, 'src/')
    return { target, typeOnly: type !== undefined }
  })
}

/** Folder names in the order of features/index.ts; what is not on the list yet stands where it can do no harm: last. */
function orderOf(index: string): string[] {
  const imported = importsOf('src/features/index.ts', index).map(({ target }) => target.split('/')[2]!)
  const listed = /actions: readonly Action\[\] = \[([^\]]*)\]/.exec(index)?.[1]?.match(/(?<=\.\.\.)\w+/g) ?? []
  return listed.map((name) => imported.find((folder) => folder === name) ?? name)
}

const order = orderOf(textOf('src/features/index.ts'))
const BLIND = ['notice', 'register', 'verify', 'erasure', 'rights', 'retention', 'sensitive', 'report', 'disclosures']
const rankOf = (feature: string): number => (order.includes(feature) ? order.indexOf(feature) : order.length)

const VOCABULARY = 'src/kernel/vocabulary.ts'
/** Sums are reckoned by one rule on both sides of the wire. */
const MONEY = 'src/kernel/money.ts'
/** What a text should not say is looked for while it is written, and again where it is kept. */
const SENSITIVE = 'src/kernel/sensitive.ts'
const isPackage = (target: string) => !/^(register|src|database|tests|locales|bin)\//.test(target)
const isTest = (file: string) => /\.(test|cast)\.ts$/.test(file) || file.startsWith('tests/')
const isScreen = (target: string) => /\.(tsx|css)$/.test(target)

/** Why this import may not be; null when it may. */
function refusal(file: string, { target, typeOnly }: Import): string | null {
  if (isTest(file)) return null
  if (isTest(target)) return 'what runs does not import tests'
  if (target.startsWith('src/entrypoints/') && !file.startsWith('src/entrypoints/')) {
    return file.startsWith('bin/') ? null : 'entrypoints are imported by nobody'
  }
  if (isPackage(target)) return file.startsWith('register/') ? 'the register is plain data: no packages' : null
  if (/^(src\/entrypoints|database|bin)\//.test(file)) return null
  if (file.startsWith('register/')) {
    return target.startsWith('register/') || target === VOCABULARY
      ? null
      : 'the register knows only itself and the vocabulary'
  }
  if (file.startsWith('src/kernel/')) {
    if (target.startsWith('src/kernel/') || target === 'register/index.ts' || target === 'register/users.ts')
      return null
    return 'the kernel knows itself and the register as a whole, no noun and no feature'
  }
  if (file.startsWith('src/portal/')) {
    return /^src\/(portal|kernel)\/|^register\//.test(target) ? null : 'the public frame knows kernel and register'
  }
  if (file.startsWith('src/web/')) {
    if (/^(src\/web|register|locales)\//.test(target) || target === VOCABULARY || target === MONEY) return null
    const mounts = ['src/web/screens.ts', 'src/web/mounts.ts', 'src/web/App.tsx'].includes(file)
    return mounts && /^src\/features\/.*\.tsx$/.test(target)
      ? null
      : 'the frame of the screens knows no feature; screens.ts and mounts.ts name them'
  }
  if (file === 'src/features/index.ts') return null
  const [, , own = ''] = file.split('/')
  const [, part, other = ''] = target.split('/')
  if (file.endsWith('.tsx')) {
    if (/^(src\/web|register)\//.test(target) || target === VOCABULARY || target === SENSITIVE || target === MONEY)
      return null
    if (part !== 'features' || other !== own) return 'a screen knows the web frame, labels and its own feature'
    return isScreen(target) || typeOnly ? null : 'a screen imports only types from the .ts beside it'
  }
  if (isScreen(target)) return 'no .ts imports a screen: Node does not run it'
  if (/^(src\/kernel|register)\//.test(target)) return null
  if (part === 'portal') {
    const page = /\.(portal|page|text)\.ts$/.test(file)
    return page ? null : 'only public pages know the portal'
  }
  if (part !== 'features') return 'a feature knows kernel, register and features before it'
  if (other === own) return null
  if (BLIND.includes(own) && !BLIND.includes(other)) return 'a blind feature knows only the register'
  return rankOf(other) < rankOf(own) ? null : 'a feature knows only those before it in features/index.ts'
}

describe('import rules', () => {
  test('the rules refuse what they are there for', () => {
    const to = (target: string, typeOnly = false) => ({ target, typeOnly })
    const refused: [string, Import][] = [
      ['register/people.ts', to('zod')],
      ['register/people.ts', to('src/kernel/compile.ts')],
      ['src/kernel/records.ts', to('register/people.ts')],
      ['src/kernel/records.ts', to('src/features/people/people.ts')],
      ['src/features/grounds/grounds.ts', to('src/features/people/people.ts')],
      ['src/features/people/people.ts', to('src/features/people/PersonPage.tsx')],
      ['src/features/people/people.ts', to('src/features/verify/verify.ts')],
      ['src/features/notice/notice.ts', to('src/features/people/people.ts')],
      ['src/features/retention/retention.ts', to('src/features/people/people.ts', true)],
      ['src/features/people/PersonPage.tsx', to('src/features/people/people.ts')],
      ['src/features/people/PersonPage.tsx', to('src/kernel/records.ts', true)],
      ['src/features/people/PersonPage.tsx', to('src/features/grounds/GroundPanel.tsx')],
      ['src/features/people/people.ts', to('src/portal/frame.ts')],
      ['src/features/people/people.ts', to('src/entrypoints/server.ts')],
      ['src/features/people/people.ts', to('tests/bed.ts')],
      ['src/web/Facts.tsx', to('src/features/people/PersonPage.tsx')],
      ['src/web/api.ts', to('src/kernel/records.ts', true)],
      ['src/portal/frame.ts', to('src/web/api.ts')],
    ]
    for (const [file, one] of refused) assert.ok(refusal(file, one), `${file} → ${one.target}`)
    const text =
      "import type { A } from './a.ts'\nimport {\n  b,\n} from '#kernel/b.ts'\nimport '../x/c.css'\nconst d = () => import('#features/d/D.tsx')\nexport { e } from 'zod'\n"
    assert.deepEqual(importsOf('src/features/y/y.ts', text), [
      { target: 'src/features/y/a.ts', typeOnly: true },
      { target: 'src/kernel/b.ts', typeOnly: false },
      { target: 'src/features/x/c.css', typeOnly: false },
      { target: 'src/features/d/D.tsx', typeOnly: false },
      { target: 'zod', typeOnly: false },
    ])
    assert.ok(order.indexOf('grounds') < order.indexOf('people'), `order not read: ${order}`)
  })

  test('every file keeps them', () => {
    const broken = files
      .filter((file) => /\.(tsx?|mjs)$/.test(file))
      .flatMap((file) => importsOf(file, textOf(file)).map((one) => ({ file, ...one, why: refusal(file, one) })))
      .filter(({ why }) => why)
      .map(({ file, target, why }) => `${file} → ${target}: ${why}`)
    assert.deepEqual(broken, [])
  })

  test('what is imported is there', () => {
    const missing = files
      .filter((file) => /\.tsx?$/.test(file) && file !== 'tests/architecture.test.ts')
      .flatMap((file) => importsOf(file, textOf(file)).map(({ target }) => ({ file, target })))
      .filter(({ target }) => !isPackage(target) && !existsSync(join(project, target)))
      .map(({ file, target }) => `${file} → ${target}`)
    assert.deepEqual(missing, [])
  })

  test('only the egress gate opens connections outward', () => {
    const outward =
      /\bfetch\(|createTransport|\bnew WebSocket|EventSource|node:(?:https?|tls|dgram|dns)\b|'(?:nodemailer|undici|imapflow|axios|ws)'|net\.connect|createConnection/
    // verify asks the same of the sources, in the same words
    const allowed = [
      'src/kernel/disclose.ts',
      'src/web/api.ts',
      'src/web/worker.ts',
      'src/features/verify/invariants.ts',
    ]
    const run = files.filter((file) => /^(register|src|database)\//.test(file) && /\.tsx?$/.test(file) && !isTest(file))
    const found = run.filter(
      (file) => !allowed.includes(file) && outward.test(textOf(file).replace(/\.refetch\(/g, '')),
    )
    // node:net stands in port.ts for asking whether a port is free, which listens and does not connect
    const listening = run.filter((file) => textOf(file).includes("'node:net'") && file !== 'src/kernel/port.ts')
    assert.deepEqual([...found, ...listening], [])
  })
})

describe('names and sizes', () => {
  test('one noun, one word: no drawers for what has no place', () => {
    // What a customer has of us is called a service, in the register and where it is looked after.
    const noun = ['register/services.ts', 'src/features/contracts/services.ts', 'src/features/contracts/services.sql']
    const bad = files.filter((file) => {
      if (noun.includes(file)) return false
      const stem = posix.basename(file).split('.')[0]!
      return /^(utils?|helpers?|common|managers?|services?|misc|shared|lib)$|(Utils?|Helpers?|Managers?|Services?)$/.test(
        stem,
      )
    })
    const folders = new Set(files.flatMap((file) => file.split('/').slice(0, -1)))
    const drawers = [...folders].filter((folder) =>
      /^(utils?|helpers?|common|managers?|services?|misc|shared|lib)$/.test(folder),
    )
    assert.deepEqual([...bad, ...drawers], [])
  })

  test('no file above 400 lines, half of them at most 120', () => {
    // A table has nothing to split by: whoever looks for a code looks in one place.
    const tables = ['src/kernel/errors.table.ts', 'database/migrations/0020_work.sql']
    const lengths = files
      .filter((file) => !isTest(file) && !tables.includes(file))
      .map((file) => ({ file, lines: textOf(file).split('\n').length - 1 }))
    const long = lengths.filter(({ lines }) => lines > 400).map(({ file, lines }) => `${file}: ${lines}`)
    assert.deepEqual(long, [])
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)]!
    assert.ok(median <= 120, `median ${median}`)
  })

  test('no barrels, no ambient types, no enums', () => {
    const bad = files.filter((file) => {
      if (!/\.tsx?$/.test(file) || file === 'tests/architecture.test.ts') return false
      return /^export \* from|^(?:export )?(?:const )?enum |^(?:export )?namespace /m.test(textOf(file))
    })
    assert.deepEqual(bad, [])
  })

  test('public pages carry no React, and end in a name that lists them', () => {
    const portals = files.filter((file) => /\.portal\.ts$/.test(file))
    for (const file of portals)
      assert.ok(!importsOf(file, textOf(file)).some(({ target }) => /^react|^@mantine/.test(target)), file)
    const routed = files.filter(
      (file) =>
        /^src\/(features|portal)\//.test(file) && /\bapp\.(get|post|route)\(/.test(textOf(file)) && !isTest(file),
    )
    assert.deepEqual(
      routed.filter((file) => !file.endsWith('.portal.ts')),
      [],
      'a route made beside the actions and the portals',
    )
  })
})

describe('blind features', () => {
  // They must work for tables not yet invented: no table of data by name, quoted or qualified.
  const names = Object.entries(nouns)
    .filter(([, noun]) => noun.schema === 'data')
    .map(([name]) => name)
    // What the rights engine keeps of its own work is its own to name.
    .filter((name) => !(name in requests) && !(name in erasures) && !(name in reports))
  const naming = new RegExp(
    `\\bdata\\.(?:${names.join('|')})\\b|(?<![-\\w/]|'person', )(['"\`])(?:${names.join('|')})\\1`,
  )

  test('the search finds a name', () => {
    for (const text of ["'people'", 'select from data.grounds', 'fields: ["emails"]']) assert.match(text, naming)
    assert.doesNotMatch("'tietosuojaseloste' '/api/people'", naming)
  })

  test('name no noun', () => {
    const found = files
      .filter(
        (file) =>
          BLIND.some((feature) => file.startsWith(`src/features/${feature}/`)) &&
          !isTest(file) &&
          !file.endsWith('.tsx'),
      )
      .flatMap((file) => [...textOf(file).matchAll(new RegExp(naming, 'g'))].map(([word]) => `${file}: ${word}`))
    // Words that are a noun elsewhere: parts of the roadmap that a promise waits for, a check of the views of the
    // database, a topic of newsletters, a section of the notice.
    const others = [
      "promises.ts: 'grounds'",
      "promises.ts: 'services'",
      "'views'",
      "proofs.ts: 'products'",
      "notice.ts: 'changes'",
    ]
    // What the eraser itself tells: whose data went, what a law keeps, what a human must look at.
    const own = /src\/features\/erasure\/.*: (?:data\.|['"`])(?:erasures|holds|findings)\b/
    assert.deepEqual(
      found.filter((one) => !others.some((word) => one.endsWith(word)) && !own.test(one)),
      [],
    )
  })
})

describe('what is written about the house is true', () => {
  for (const document of ['README.md', 'ARCHITECTURE.md']) {
    test(`${document}: every path it names is there, and no folder of the root is left out`, (t) => {
      const path = join(project, document)
      // Both are part of the first release; until they stand there is nothing to be untrue.
      if (!existsSync(path)) return t.diagnostic(`${document} is not written yet`)
      const text = readFileSync(path, 'utf8')
      const named = [...text.matchAll(/`((?:register|database|src|tests|locales|docs|bin)\/[\w./-]*)`/g)].map(
        ([, name]) => name!,
      )
      assert.deepEqual(
        [...new Set(named)].filter((name) => !existsSync(join(project, name))),
        [],
      )
      if (document === 'README.md') return
      const folders = readdirSync(project, { withFileTypes: true })
        .filter(
          (entry) =>
            entry.isDirectory() &&
            !entry.name.startsWith('.') &&
            !['node_modules', 'dist', 'data'].includes(entry.name),
        )
        .map((entry) => entry.name)
      assert.deepEqual(
        folders.filter((folder) => !new RegExp(`\\b${folder}/`).test(text)),
        [],
      )
      const features = readdirSync(join(project, 'src/features'), { withFileTypes: true }).filter((e) =>
        e.isDirectory(),
      )
      assert.deepEqual(
        features.map((e) => e.name).filter((name) => !new RegExp(`\\b${name}\\b`).test(text)),
        [],
      )
    })
  }
})
