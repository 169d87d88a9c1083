import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { suppressionKey } from '#kernel/instance.ts'
import { carryOut, eraseNow, queueErasure, step } from './erase.ts'
import { bed, contractOf, count, house, one, owner, person } from './erasure.cast.ts'
import { mayRefuse, mustBeErased } from './plan.ts'

// What an erasure refuses: whoever is needed by something in force is named, and nothing is done.

describe('refused', () => {
  test('any purpose but rights', async () => {
    const sales = await bed.login('purpose_sales')
    await assert.rejects(sales.query(`select door.erase($1, '{"do":"plan"}')`, [(await person()).id]), {
      code: '42501',
    })
  })

  test('who is bound by a contract in force, which is named; nothing has been done', async () => {
    const { id } = await person()
    const contract = await contractOf('active')
    await owner.query(`insert into data.involvements (person_id, contract_id, role) values ($1, $2, 'signatory')`, [
      id,
      contract.id,
    ])
    await assert.rejects(eraseNow(house, id, 'request'), (error: any) => {
      assert.equal(error.message, 'CONTRACT_NEEDS_IT')
      assert.equal(error.hint, `${contract.number} ${contract.name}`)
      return true
    })
    assert.equal(await count('data.people where id = $1', [id]), 1)
    assert.equal(await count(`data.grounds where person_id = $1 and kind = 'erasure'`, [id]), 0)
    assert.equal(await count('data.erasures where subject = $1', [id]), 0)
    await owner.query(
      `update data.contracts set state = 'ended', end_on = current_date, ended_why = 'x' where id = $1`,
      [contract.id],
    )
    assert.equal((await eraseNow(house, id, 'request')).state, 'done')
  })

  test('a hold that names no record and is no accounting', async () => {
    const { id } = await person()
    await owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor, proof) values ($1, 'hold:Vahinko', 'hold', 'allow', 32768, 'test', '{"act": "Vahingonkorvauslaki 412/1974", "section": "2"}')`,
      [id],
    )
    await assert.rejects(eraseNow(house, id, 'request'), {
      message: 'HOLD_TOO_BROAD',
      hint: 'Vahingonkorvauslaki 412/1974 2',
    })
    assert.equal(await count('data.emails where person_id = $1', [id]), 1)
  })

  test('a consent while the person is being erased; an objection still goes on record', async () => {
    const { id } = await person()
    const erasure = await queueErasure(house, id, 'request')
    await step(house, id, { do: 'begin', id: erasure }, 'eraser', suppressionKey(bed.connection.key))
    const sales = await bed.login('purpose_rights')
    await assert.rejects(
      sales.query(
        `select door.ground($1, '{"kind": "consent", "purpose": "marketing", "topic": "products", "channel": "email", "proof": {"form": "x", "wording": "y", "words": "z", "at": "2026-01-01", "how": "form"}}', null)`,
        [id],
      ),
      (error: any) => ['ERASURE_UNDER_WAY', 'CONSENT_UNPROVEN'].includes(error.message),
    )
    await assert.rejects(
      owner.query(
        `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'c', 'consent', 'allow', 32, 'test')`,
        [id],
      ),
      { message: 'ERASURE_UNDER_WAY' },
    )
    await sales.query(`select door.object($1, 'marketing', 'phone', null, $2)`, [
      id,
      suppressionKey(bed.connection.key),
    ])
    assert.equal((await carryOut(house, id, erasure)).state, 'done')
    await assert.rejects(
      sales.query(`select door.object($1, 'marketing', 'phone', null, $2)`, [id, suppressionKey(bed.connection.key)]),
      { message: 'PERSON_NOT_FOUND' },
    )
  })
})

test('a refusal without a reason, an end before its day, a case closed over traces', async () => {
  const free = await person()
  await assert.rejects(mayRefuse(house, free.id), { code: 'ERASE_GROUND_PRESENT' })
  const bound = await person()
  const contract = await contractOf('active')
  await owner.query(`insert into data.involvements (person_id, contract_id, role) values ($1, $2, 'signatory')`, [
    bound.id,
    contract.id,
  ])
  assert.equal((await mayRefuse(house, bound.id)).needed.length, 1)
  const { id } = await one(
    `insert into data.erasures (subject, reason, state) values (data.new_id(), 'request', 'held') returning id`,
  )
  const hold = async (act: string, until: string) =>
    (
      await one(
        `insert into data.holds (erasure_id, noun, record_id, said, act, section, until) values ($1, 'orders', data.new_id(), '{}', $2, '2:10', $3) returning id`,
        [id, act, until],
      )
    ).id
  const voucher = await hold('1336/1997', '2099-12-31')
  await assert.rejects(step(house, voucher, { do: 'free', hold: voucher, reason: 'ei enää tarpeen' }), {
    message: 'HOLD_NOT_EXPIRED',
    hint: '2099-12-31 1336/1997 2:10',
  })
  const claim = await hold('Vahingonkorvauslaki 412/1974', '2099-12-31')
  await assert.rejects(step(house, claim, { do: 'free', hold: claim, reason: 'ei  ' }), { message: 'INPUT_INVALID' })
  assert.equal((await step(house, claim, { do: 'free', hold: claim, reason: 'vaatimus on ratkaistu' })).erasure, id)
  const { id: request } = await one(
    `insert into data.requests (kinds, channel) values ('{erase}', 'mail') returning id`,
  )
  await mustBeErased(house, request)
  await owner.query(
    `insert into data.erasures (subject, reason, state, request_id, found) values (data.new_id(), 'request', 'incomplete', $1, '{"traces": [{"place": "logs", "n": 1}]}')`,
    [request],
  )
  await assert.rejects(mustBeErased(house, request), { code: 'ERASURE_INCOMPLETE' })
})
