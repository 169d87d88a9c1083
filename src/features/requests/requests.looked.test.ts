import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { keeper, lead, made, next, owner, refused, seller, served, work } from './requests.cast.ts'

// Who of us looked at somebody: named to them when two have said so.

describe('who of us has looked', () => {
  const REASON = 'Henkilö vaatii korvausta urkinnasta eikä voi yksilöidä tekijää ilman nimeä.'
  const looks = async (id: string) => (await keeper('GET', `/api/v1/requests/${id}/looks?purpose=rights`)).json.items
  const letter = async (id: string) =>
    (await keeper('GET', `/api/v1/requests/${id}/letter?purpose=rights&kind=report`)).json.text as string
  const asked = async (body: object = {}) => {
    const who = next()
    const [{ id: user, name }] = (
      await owner.query(
        `select u.id, u.name from auth.users u join auth.grants g on g.user_id = u.id where g.level = 'seller' limit 1`,
      )
    ).rows
    await owner.query(
      `insert into ledger.entries (id, actor, purpose, action, noun, ids, fields, outcome, detail, salt) values (data.new_id(), $2, 'relationship', 'people.get', 'people', array[$1::uuid], '{}', 'done', '{}', ext.gen_random_bytes(16))`,
      [who.id, user],
    )
    return { id: await made({ person: who.id, ...body }), user, name }
  }

  test('refused: somebody who has not, without the reason, of another request, by one alone, once it is answered', async () => {
    const { id, user } = await asked()
    await refused(work(id, 'name', { user: crypto.randomUUID(), reason: REASON }), 'NOT_FOUND', 'user')
    await refused(work(id, 'name', { user, reason: 'pyysi' }), 'VALUE_MISSING', 'reason')
    await refused(work(id, 'name', { user, reason: REASON }, seller), 'PURPOSE_MISMATCH')
    const other = await asked({ kinds: ['rectify'] })
    await refused(work(other.id, 'name', { user, reason: REASON }), 'VALUE_NOT_ALLOWED', 'user')
    assert.equal((await work(id, 'name', { user, reason: REASON })).status, 200)
    const { step } = (await lead('GET', '/api/v1/requests/proposals?purpose=rights')).json.namings.find(
      (one: any) => one.id === id,
    )
    await refused(work(id, 'approve_name', { step }), 'SECOND_APPROVER_NEEDED')
    await refused(work(id, 'approve_name', { step, alone: true, reason: REASON }), 'SECOND_APPROVER_NEEDED')
    await refused(work(other.id, 'approve_name', { step }, lead), 'NOT_FOUND', 'step')
    await refused(work(id, 'approve_name', { step }, seller), 'PURPOSE_MISMATCH')
    const rights = await served.bed.login('purpose_rights')
    const forged = { kind: 'note', detail: { what: 'name_approved', user } }
    await assert.rejects(rights.query(`select door.ask_right('step', $1, $2)`, [id, JSON.stringify(forged)]), {
      message: 'VALUE_NOT_ALLOWED',
    })
    await work(id, 'decide', { outcome: 'done' })
    await work(id, 'send', { kind: 'report' })
    await refused(work(id, 'approve_name', { step }, lead), 'NOT_FOUND', 'step')
    await refused(work(id, 'name', { user, reason: REASON }), 'REQUEST_IS_ANSWERED')
  })

  test('is named in the letter when two have said so, and not before', async () => {
    const { id, user, name } = await asked()
    const [seen] = (await looks(id)).filter((one: any) => one.user === user)
    assert.deepEqual([seen.name, seen.purposes, seen.state], [name, ['relationship'], null])
    await work(id, 'name', { user, reason: REASON })
    assert.ok(!(await letter(id)).includes(name))
    const { json } = await lead('GET', '/api/v1/requests/proposals?purpose=rights')
    const naming = json.namings.find((one: any) => one.id === id)
    assert.deepEqual([naming.name, naming.reason, naming.own], [name, REASON, false])
    assert.ok(!('person_id' in naming) && !('address' in naming))
    assert.equal((await work(id, 'approve_name', { step: naming.step }, lead)).status, 200)
    assert.match(await letter(id), new RegExp(`${name}: `))
    assert.equal((await looks(id)).find((one: any) => one.user === user).state, 'named')
    await refused(work(id, 'approve_name', { step: naming.step }, lead), 'NOT_FOUND', 'step')
  })
})
