import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jobs } from '#features/index.ts'
import { openHouse } from '#kernel/database.ts'
import fi from '../../../locales/fi.json' with { type: 'json' }
import { openBed } from '../../../tests/bed.ts'

// These work on the whole installation, or for long: what they tell is known without running them.
const TOLD: Readonly<Record<string, readonly string[]>> = {
  'backups.make': ['rows', 'bytes', 'tables', 'objects', 'dropped', 'took_ms', 'sent', 'parts_sent', 'parts_there'],
  'backups.test': ['rows', 'masks', 'took_ms'],
  'erasure.rewrite': ['tables', 'left', 'statistics', 'oldest'],
  'audit.examine': ['checks', 'open', 'server'],
}

test('whatever a run tells of itself has a word: who reads the board meets no name of the program', async () => {
  const bed = await openBed()
  const house = openHouse(bed.connection)
  const told = new Map(Object.entries(TOLD))
  try {
    for (const { name, run } of jobs) if (!told.has(name)) told.set(name, Object.keys(await run(house)))
  } finally {
    await house.close()
    await bed.close()
  }
  const wordless = [...told].flatMap(([job, names]) =>
    names.filter((name) => !hasWord(job, name)).map((name) => `${job}: ${name}`),
  )
  assert.ok(told.size === jobs.length && told.size > 20)
  assert.deepEqual(wordless, [])
})

function hasWord(job: string, name: string): boolean {
  const bare = name.replace(/_overdue$/, '')
  return [name, bare].some((one) => `runs.receipt.${job}.${one}` in fi || `runs.receipt.${one}` in fi)
}
