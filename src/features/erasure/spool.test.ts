import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { finderOf } from './finder.ts'
import { spoolLeft } from './spool.ts'
import { marksOf } from './words.ts'

test('a spool that names somebody is taken away in any encoding; a log is told of, by whom it names; others stay', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'seloste-spool-'))
  t.after(() => rmSync(home, { recursive: true }))
  for (const folder of ['imports', 'exports', 'logs']) mkdirSync(join(home, folder))
  const put = (path: string, words: string, encoding: BufferEncoding) =>
    writeFileSync(join(home, path), words, encoding)
  put('imports/a', 'Åke Mäki', 'latin1')
  put('imports/b', `${'x'.repeat(65_530)} ake@maki.example`, 'utf8')
  put('exports/c', 'Liisa;Kivi', 'utf16le')
  put('exports/d', 'Joku Muu', 'utf8')
  put('logs/e', 'failed for AKE@MAKI.example', 'utf8')
  put('exports/f', 'Ville Suo', 'utf8')
  put('exports/g', 'Suo, ville@suo.example', 'utf8')
  const nobody = { addresses: [], numbers: [], others: [] }
  const find = finderOf([
    {
      key: 'ake',
      marks: marksOf({ ...nobody, names: [{ given: 'Åke', family: 'Mäki' }], addresses: ['ake@maki.example'] }),
    },
    {
      key: 'of many',
      marks: marksOf({
        ...nobody,
        names: [{ given: 'Ville', family: 'Suo' }],
        addresses: ['ville@suo.example'],
      }),
    },
    { key: 'liisa', marks: marksOf({ ...nobody, names: [{ given: 'Liisa', family: 'Kivi' }] }) },
  ])
  const left = await spoolLeft(find, (id) => id !== 'of many', home)
  assert.deepEqual([...left], [['ake', [{ place: 'logs', n: 1, words: true }]]])
  assert.deepEqual(
    ['imports/a', 'imports/b', 'exports/c', 'exports/d', 'logs/e', 'exports/f', 'exports/g'].map((path) =>
      existsSync(join(home, path)),
    ),
    [false, false, false, true, true, true, false],
  )
})
