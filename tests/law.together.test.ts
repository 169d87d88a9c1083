import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import type pg from 'pg'
import { bed, codeOf, EMPLOY, faults, login, note, object, owner, person, soak, waits } from './law.cast.ts'
import { act, doing, makeStage } from './law.doings.cast.ts'

// The law of masks while several act on the same person at the same moment.

describe('at the same moment', () => {
  test('a child row waits for an event under way, and is then refused or carries the new mask', async () => {
    const { person: who } = await person()
    const [one, two] = [await login('relationship'), await login('sales')]
    await one.query('begin')
    await object(one, who, 'sales')
    const child = codeOf(note(two, 'sales', who))
    assert.ok(await waits(child))
    await one.query('commit')
    assert.equal(await child, 'PERSON_NOT_FOUND')

    const { person: next } = await person()
    await one.query('begin')
    await object(one, next, 'marketing')
    const kept = codeOf(note(two, 'sales', next))
    assert.ok(await waits(kept))
    await one.query('commit')
    assert.equal(await kept, 'done')
    assert.deepEqual(await faults(), [])
  })

  test('an event waits for a child row under way, and finds it', async () => {
    const { person: who } = await person()
    const [one, two] = [await login('sales'), await login('relationship')]
    await one.query('begin')
    await note(one, 'sales', who)
    const event = codeOf(object(two, who, 'sales'))
    assert.ok(await waits(event))
    await one.query('commit')
    assert.equal(await event, 'done')
    assert.equal((await one.query('select from sales.notes where person_id = $1', [who])).rowCount, 0)
    assert.deepEqual(await faults(), [])
  })

  test('the older snapshot of a stricter transaction makes no stale mask', async () => {
    const [one, two] = [await login('relationship'), await login('sales')]
    for (const level of ['repeatable read', 'serializable']) {
      // An event that cannot see a child row that came in since.
      const { person: who } = await person()
      await one.query(`begin isolation level ${level}`)
      await one.query('select from relationship.people limit 1')
      await two.query('begin')
      await note(two, 'sales', who)
      const event = codeOf(object(one, who, 'sales'))
      assert.ok(await waits(event))
      await two.query('commit')
      const said = await event
      await one.query(said === 'done' ? 'commit' : 'rollback')
      assert.deepEqual(await faults(), [], `event at ${level}: ${said}`)

      // A child row that cannot see an event that came in since.
      const { person: next } = await person()
      await two.query(`begin isolation level ${level}`)
      await two.query('select from sales.people limit 1')
      await object(one, next, 'sales')
      const child = await codeOf(note(two, 'sales', next))
      await two.query(child === 'done' ? 'commit' : 'rollback')
      assert.notEqual(child, 'done')
      assert.deepEqual(await faults(), [], `child at ${level}: ${child}`)

      // Two events that cancel each other leave the person's row untouched, so that only the refusal helps.
      const { person: third } = await person()
      await one.query(`begin isolation level ${level}`)
      await one.query('select from relationship.people limit 1')
      await owner.query(
        `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'extra', 'interest', 'allow', 4, 't')`,
        [third],
      )
      const last = await codeOf(object(one, third, 'relationship'))
      await one.query(last === 'done' ? 'commit' : 'rollback')
      assert.deepEqual(await faults(), [], `event after event at ${level}: ${last}`)

      // A change of roles that cannot see an employment that came in since.
      const stage = await makeStage(2, 1)
      const { person: fourth } = await person()
      await one.query(`begin isolation level ${level}`)
      await one.query('select from relationship.companies limit 1')
      await two.query(`select from ${EMPLOY}`, [fourth, stage.companies[0]])
      const roles = await codeOf(
        one.query(`update relationship.companies set roles = '{supplier,partner}' where id = $1`, [stage.companies[0]]),
      )
      await one.query(roles === 'done' ? 'commit' : 'rollback')
      assert.deepEqual(await faults(), [], `roles at ${level}: ${roles}`)
    }
  })

  test('savepoints rolled back leave nothing behind', async () => {
    const { person: who } = await person()
    const one = await login('relationship')
    await one.query('begin; savepoint s')
    await object(one, who, 'sales')
    await one.query('rollback to savepoint s')
    await note(one, 'relationship', who)
    await one.query('savepoint t')
    await note(one, 'relationship', who)
    await object(one, who, 'marketing')
    await note(one, 'relationship', who)
    await one.query('release savepoint t; commit')
    assert.deepEqual(await faults(), [])
    const { rows } = await owner.query(
      'select permitted & 8 <> 0 as sales, permitted & 32 <> 0 as marketing from data.people where id = $1',
      [who],
    )
    assert.deepEqual(rows[0], { sales: true, marketing: false })
  })

  test('a grant and a withdrawal: the one who comes second sees the first', async () => {
    const { person: who } = await person('prospect').then(async () => person())
    const company = (await makeStage(1, 1)).companies[0]
    const [one, two] = [await login('relationship'), await login('support')]
    await one.query('begin')
    await one.query(`select from ${EMPLOY}`, [who, company])
    const withdrawal = codeOf(object(two, who, 'relationship'))
    assert.ok(await waits(withdrawal))
    await one.query('commit')
    assert.equal(await withdrawal, 'done')
    assert.equal((await one.query('select from relationship.people where id = $1', [who])).rowCount, 0)
    assert.deepEqual(await faults(), [])
  })

  test('a writer that forgot the lock makes no stale mask either', async () => {
    const { person: who } = await person()
    const [one, two] = [await bed.owner(), await bed.owner()]
    const say = (client: pg.Client, slot: string, effect: string, purposes: number) =>
      client.query(
        `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, $2, 'ended', $3, $4, 't')`,
        [who, slot, effect, purposes],
      )
    await one.query('begin')
    await say(one, 'a', 'block', 8)
    const other = say(two, 'b', 'block', 4)
    assert.ok(await waits(other))
    await one.query('commit')
    await other
    assert.deepEqual(await faults(), [])
  })

  test('a merge and a child row: to whom it went is where it is, or it is refused', async () => {
    const [kept, gone] = [await person(), await person()]
    const [one, two, three] = [await login('relationship'), await login('sales'), await login('support')]
    await object(two, gone.person, 'marketing')
    await one.query('begin')
    await one.query('select door.merge($1, array[$2]::uuid[])', [kept.person, gone.person])
    const lost = codeOf(note(two, 'sales', gone.person))
    const added = codeOf(
      three.query(`insert into support.emails (person_id, address, kind) values ($1, 'b@laki.example', 'named_work')`, [
        kept.person,
      ]),
    )
    assert.ok((await waits(lost)) && (await waits(added)))
    await one.query('commit')
    assert.deepEqual([await lost, await added], ['PERSON_NOT_FOUND', 'done'])
    assert.deepEqual(await faults(), [])
    const { rows } = await owner.query('select permitted & 32 <> 0 as marketing from data.people where id = $1', [
      kept.person,
    ])
    assert.equal(rows[0].marketing, false, 'what either said holds for the one')
  })

  test('an employment and a change of the company’s roles: neither misses the other', async () => {
    for (const order of [0, 1]) {
      const stage = await makeStage(1, 1)
      const { person: who } = await person()
      const [one, two] = [await login('relationship'), await login('sales')]
      const first = order
        ? () => one.query(`update relationship.companies set roles = '{partner}' where id = $1`, [stage.companies[0]])
        : () => one.query(`select from ${EMPLOY}`, [who, stage.companies[0]])
      const second = order
        ? () => two.query(`select from ${EMPLOY}`, [who, stage.companies[0]])
        : () => two.query(`update sales.companies set roles = '{partner}' where id = $1`, [stage.companies[0]])
      await one.query('begin')
      await first()
      const later = codeOf(second())
      assert.ok(await waits(later))
      await one.query('commit')
      assert.equal(await later, 'done')
      assert.deepEqual(await faults(), [])
    }
  })

  test('an address and the company becoming a trader’s', async () => {
    const stage = await makeStage(1, 1)
    const { person: who } = await person()
    const [one, two] = [await login('sales'), await login('relationship')]
    await one.query('begin')
    await one.query(`insert into sales.addresses (company_id, kind) values ($1, 'site')`, [stage.companies[0]])
    const trader = codeOf(
      two.query('update relationship.companies set person_id = $2 where id = $1', [stage.companies[0], who]),
    )
    await waits(trader)
    await one.query('commit')
    assert.equal(await trader, 'done')
    assert.deepEqual(await faults(), [])
  })

  test('an edit of a part and the person’s refusal: the edit never carries the old mask back', async () => {
    const { person: who, note: part } = await person()
    const [one, two] = [await login('relationship'), await login('sales')]
    await one.query('begin')
    await object(one, who, 'sales')
    const edit = two.query(`update sales.notes set body = 'muokattu' where id = $1 returning id`, [part])
    assert.ok(await waits(edit))
    await one.query('commit')
    assert.equal((await edit).rowCount, 0)
    assert.deepEqual(await faults(), [])
  })

  test('many people at once, doing anything to the same few', { timeout: 600_000 }, async () => {
    const workers = 8
    const outcome = await fc.check(
      fc.asyncProperty(
        fc.array(
          fc.array(
            fc.record({
              doing,
              pause: fc.nat({ max: 4 }),
              level: fc.constantFrom(
                'read committed',
                'read committed',
                'read committed',
                'repeatable read',
                'serializable',
              ),
            }),
            { minLength: 15, maxLength: 30 },
          ),
          {
            minLength: workers,
            maxLength: workers,
          },
        ),
        async (scripts) => {
          const stage = await makeStage(4, 2)
          await Promise.all(
            scripts.map(async (script, number) => {
              for (let n = 0; n < script.length; ) {
                // Some doings share a transaction, held open for a moment, as a slow request holds it.
                const together = script.slice(n, n + 1 + (script[n]!.pause % 3))
                n += together.length
                const { purpose } = together[0]!.doing
                const client = await login(purpose, number)
                await client.query(`begin isolation level ${together[0]!.level}; set local lock_timeout = '2s'`)
                for (const { doing: one, pause } of together) {
                  await client.query('savepoint one')
                  await act(stage, { ...one, purpose }, client)
                  const { rows } = await client.query('select 1').catch(() => ({ rows: [] }))
                  if (rows.length === 0) await client.query('rollback to savepoint one')
                  await wait(pause)
                }
                await client.query('commit').catch(() => client.query('rollback'))
              }
            }),
          )
          assert.deepEqual(await faults(), [])
        },
      ),
      { numRuns: soak ? 100 : 3, endOnFailure: true },
    )
    // The script of eight people is long, and never plays the same way twice: the fault says more than it.
    assert.ok(!outcome.failed, `seed ${outcome.seed}: ${(outcome.errorInstance as Error)?.message}`)
    const { rows } = await owner.query('select count(*)::int as n from data.grounds')
    assert.ok(rows[0].n > 200, `too little happened: ${rows[0].n} events`)
  })
})
