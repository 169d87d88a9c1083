import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { bitsOf } from '#kernel/compile.ts'
import { base, purposeIds } from '#register/index.ts'
import { bed, bitOf, codeOf, type Event, faults, login, maskOf, owner, person, soak } from './law.cast.ts'
import { act, doing, makeStage } from './law.doings.cast.ts'

// The law of masks: whatever was said, in whatever order, by however many at once, a person's mask is what the
// grounds imply, and every copy is that mask. The reference is plain TypeScript and knows no SQL.

test('the demo keeps the law, and the law sees a fault', async () => {
  assert.deepEqual(await faults(), [])
  const { person: who } = await person()
  const admin = await bed.owner()
  await admin.query('reset role')
  // Only with triggers off, as a superuser, can the law be broken at all.
  for (const statement of [
    `update data.people set permitted = 1 where id = '${who}'`,
    `update data.notes set permitted = 1 where person_id = '${who}'`,
    `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ('${who}', 'x', 'ended', 'block', -1, 't')`,
  ]) {
    await admin.query(`set session_replication_role = replica`)
    await admin.query(statement)
    assert.notDeepEqual(await faults(), [], statement)
    // The next word about the person sets everything right that was not itself said.
    await admin.query('set session_replication_role = origin')
    if (!statement.includes('notes')) {
      await owner.query(
        `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'y', 'ended', 'end', 0, 't')`,
        [who],
      )
    }
    await admin.query('set session_replication_role = replica')
    await admin.query(
      `update data.notes n set permitted = p.permitted & data.notes_bits() from data.people p where p.id = n.person_id and n.person_id = '${who}'`,
    )
    await admin.query(
      `update data.emails n set permitted = p.permitted & data.emails_bits() from data.people p where p.id = n.person_id and n.person_id = '${who}'`,
    )
    await admin.query(
      `update data.phones n set permitted = p.permitted & data.phones_bits() from data.people p where p.id = n.person_id and n.person_id = '${who}'`,
    )
    assert.deepEqual(await faults(), [], statement)
  }
})

test('nobody sets a mask or changes what was said, the owner neither', async () => {
  const { person: who } = await person()
  for (const [text, code] of [
    [`update data.people set permitted = -1 where id = '${who}'`, 'MASK_IS_DERIVED'],
    [`update data.grounds set purposes = -1 where person_id = '${who}'`, 'GROUND_FROZEN'],
    [`update data.grounds set effect = effect where person_id = '${who}'`, 'GROUND_FROZEN'],
    [`delete from data.grounds where person_id = '${who}'`, 'GROUND_FROZEN'],
    [`truncate data.grounds`, 'GROUND_FROZEN'],
  ] as const) {
    assert.equal(await codeOf(owner.query(text)), code, text)
  }
})

describe('any history', () => {
  const event = fc.record({
    who: fc.nat({ max: 2 }),
    slot: fc.constantFrom(
      'interest',
      'employment:a',
      'employment:b',
      'objection:marketing',
      'objection:sales',
      'restriction',
      'removal',
      'suppression',
      'consent:marketing:products:email',
      'consent:marketing:events:email',
      'contract:party',
      'hold:1336/1997',
    ),
    kind: fc.constantFrom('ended', 'interest', 'employment', 'consent', 'withdrawal', 'contract', 'hold', 'objection'),
    effect: fc.constantFrom('allow', 'block', 'end'),
    // Any bits at all, the sign as well: a restriction is written as everything but a few.
    purposes: fc.oneof(
      fc.subarray([...purposeIds]).map((list) => list.reduce((mask, purpose) => mask | bitOf(purpose), 0n)),
      fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }),
    ),
  })

  test('of events, said one at a time or many at once, gives the mask of the reference', async () => {
    const crowd = await Promise.all([person(), person('prospect'), person('supplier')])
    const said = new Map<string, Event[]>()
    for (const { person: who } of crowd) {
      const { rows } = await owner.query(
        'select slot, kind, effect, purposes from data.grounds where person_id = $1 order by number',
        [who],
      )
      said.set(
        who,
        rows.map((row) => ({ ...row, purposes: BigInt(row.purposes) })),
      )
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(event, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
        async (history) => {
          for (const batch of history) {
            await owner.query(
              `insert into data.grounds (person_id, slot, kind, effect, purposes, actor)
             select person, slot, kind, effect, purposes, 'test' from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[]) with ordinality as e(person, slot, kind, effect, purposes, n) order by n`,
              [
                batch.map((e) => crowd[e.who]!.person),
                batch.map((e) => e.slot),
                batch.map((e) => e.kind),
                batch.map((e) => e.effect),
                batch.map((e) => e.purposes.toString()),
              ],
            )
            for (const { who, ...rest } of batch) said.get(crowd[who]!.person)!.push(rest)
          }
          for (const { person: who, note: one, email } of crowd) {
            const wanted = maskOf(said.get(who)!)
            const { rows } = await owner.query(
              'select p.permitted as mask, n.permitted as note, e.permitted as email from data.people p, data.notes n, data.emails e where p.id = $1 and n.id = $2 and e.id = $3',
              [who, one, email],
            )
            assert.equal(BigInt(rows[0].mask), wanted)
            assert.equal(BigInt(rows[0].note), wanted & bitsOf(base, base.nouns.notes!))
            assert.equal(BigInt(rows[0].email), wanted & bitsOf(base, base.nouns.emails!))
          }
        },
      ),
      { numRuns: soak ? 2000 : 40 },
    )
    assert.deepEqual(await faults(), [])
  })

  test('of doings, through the doors and views people use, keeps the law', async () => {
    const stage = await makeStage(4, 3)
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { minLength: 5, maxLength: 25 }), async (script) => {
        for (const one of script) await act(stage, one, await login(one.purpose))
        assert.deepEqual(await faults(), [])
      }),
      { numRuns: soak ? 300 : 12 },
    )
  })
})
