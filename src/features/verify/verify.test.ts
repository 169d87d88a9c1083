import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actions } from '#features/index.ts'
import type { Actor } from '#kernel/action.ts'
import { askOurselves } from '#kernel/disclose.ts'
import { perform } from '#kernel/perform.ts'
import { base, type LevelId, type PurposeId } from '#register/index.ts'
import { promises } from './promises.ts'
import { assertUnharmed, house } from './verify.cast.ts'
import { printReport, runVerify } from './verify.ts'

test('on an untouched installation nothing is broken, and no more is kept than can be seen', assertUnharmed)

test('an address elsewhere is not asked', async () => {
  await assert.rejects(askOurselves('http://192.0.2.1', '/', 'GET'), { code: 'ORIGIN_REFUSED' })
})

test('over its door only whoever may read the ledger, and each walk is on record', async () => {
  const get = actions.find((one) => one.name === 'verify.get')!
  const actor = (level: LevelId): Actor => {
    const { writes, reads, may } = base.levels[level]!
    return {
      kind: 'user',
      id: '019a0000-0000-7000-8000-000000000001',
      name: level,
      language: 'fi',
      levels: [level],
      writes: new Set(writes as PurposeId[]),
      reads: new Set([...writes, ...reads] as PurposeId[]),
      may: new Set(may),
      scope: 'all',
      team: null,
    }
  }
  await assert.rejects(perform(house, get, null, { input: {} }), { code: 'SIGN_IN_NEEDED' })
  await assert.rejects(perform(house, get, actor('seller'), { input: {} }), { code: 'PURPOSE_MISMATCH' })
  const report = await perform(house, get, actor('privacy_owner'), { input: {} })
  assert.equal(report.promises.length, 109)
  const { rows } = await house.ledger.query(
    `select actor, purpose, detail from ledger.entries where action = 'verify.get' order by at desc limit 1`,
  )
  assert.equal(rows[0].actor, actor('privacy_owner').id)
  assert.equal(rows[0].detail.kept, report.counts.kept)
})

test('all 109, each once, with evidence; JSON as promised; printed in three languages', async () => {
  const report = await runVerify(house)
  assert.deepEqual(
    report.promises.map((one) => one.id),
    promises.map((one) => one.id),
  )
  assert.equal(report.promises.length, 109)
  for (const line of report.promises) {
    assert.deepEqual(Object.keys(line), ['id', 'status', 'evidence'])
    assert.match(line.status, /^(kept|broken|open|organisational)$/)
    assert.ok(line.evidence.length > 20, line.id)
    if (line.status === 'kept') assert.match(line.evidence, /^checked \d{4}-\d\d-\d\d \d\d:\d\d by \w+: .*\d/)
    assert.doesNotMatch(line.evidence, /compliant|guarantee|lawful|\bprove/i)
  }
  for (const language of ['fi', 'sv', 'en'] as const) {
    const printed = printReport(report, language)
    for (const one of promises) assert.ok(printed.includes(one.says[language]), one.id)
  }
})
