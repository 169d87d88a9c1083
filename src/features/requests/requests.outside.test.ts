import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { keeper, look, made, next, owner, refused, seller, served, work } from './requests.cast.ts'

// Where nobody inside may be the second, somebody outside is asked by a link of their own.

describe('the second is somebody outside, where nobody inside could be', () => {
  const OTHERS = `exists (select from auth.grants g where g.user_id = u.id and g.level in ('management', 'owner_operator'))`
  const WHO = { name: 'Liisa Laki', role: 'lawyer', email: 'liisa.laki@asianajo.example', language: 'fi' }
  const NO = { outcome: 'refused', ground: 'excessive', reasons: 'Sama pyyntö on toistettu viidesti kuukauden aikana.' }
  const approval = (body: object, who = keeper) =>
    who('POST', '/api/v1/approvals', { body: { kind: 'request', ...WHO, ...body } })
  const answer = (path: string, act: string) =>
    served.stranger('POST', path, {
      raw: new URLSearchParams({ name: WHO.name, reason: 'Perustelut riittävät mielestäni.', act }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  before(() => owner.query(`update auth.users u set left_at = now(), left_by = 'test' where ${OTHERS}`))
  after(() => owner.query(`update auth.users u set left_at = null, left_by = null where ${OTHERS}`))

  test('refused: nothing proposed, one who could inside, another level, a proposal that has changed', async () => {
    const id = await made()
    await refused(approval({ request: id }), 'REQUEST_UNDECIDED', 'request')
    await refused(approval({}), 'VALUE_MISSING', 'request')
    await work(id, 'decide', { outcome: 'refused', ground: 'secrecy', reasons: NO.reasons })
    await refused(approval({ request: id }), 'REQUEST_UNDECIDED', 'request')
    await work(id, 'decide', NO)
    await refused(approval({ request: id }, seller), 'PURPOSE_MISMATCH')
    await owner.query(`update auth.users u set left_at = null, left_by = null where ${OTHERS}`)
    await refused(approval({ request: id }), 'APPROVER_NOT_NEEDED')
    await owner.query(`update auth.users u set left_at = now(), left_by = 'test' where ${OTHERS}`)
    const { json } = await approval({ request: id })
    await work(id, 'decide', { ...NO, reasons: `${NO.reasons} Lisäksi muuta.` })
    const { text, status } = await answer(new URL(json.link).pathname, 'approve')
    assert.equal(status, 409)
    assert.match(text, /APPROVAL_SUPERSEDED/)
    assert.equal((await look(id)).approved_at, null)
  })

  test('the page tells the ground and the reasons, and not who asks; approved, the letter may leave', async () => {
    const who = next()
    const id = await made({ person: who.id })
    await work(id, 'decide', NO)
    await refused(work(id, 'send', { kind: 'refused' }), 'SECOND_APPROVER_NEEDED')
    const { json } = await approval({ request: id })
    const { pathname } = new URL(json.link)
    const { text } = await served.stranger('GET', pathname)
    for (const part of ['Hyväksytkö tietosuojapyynnön hylkäämisen?', 'nähdä tiedot', NO.reasons, '12 artiklan 5 kohta'])
      assert.ok(text.includes(part), part)
    const { rows } = await owner.query('select given_name, family_name from data.people where id = $1', [who.id])
    for (const word of [who.address, who.id, rows[0].family_name]) assert.ok(!text.includes(word), word)
    assert.equal((await answer(pathname, 'approve')).status, 200)
    const seen = await look(id)
    assert.equal(seen.approved_name, WHO.name)
    assert.equal(seen.steps.at(-1).actor_name, WHO.name)
    assert.equal((await answer(pathname, 'approve')).status, 409)
    assert.equal((await work(id, 'send', { kind: 'refused' })).status, 200)
  })

  test('their no is not passed by: neither alone nor by another link, only by a new proposal', async () => {
    const id = await made()
    await work(id, 'decide', NO)
    const { json } = await approval({ request: id })
    assert.equal((await answer(new URL(json.link).pathname, 'reject')).status, 200)
    assert.equal((await look(id)).steps.at(-1).detail.what, 'outside_rejected')
    await refused(approval({ request: id }), 'APPROVAL_REJECTED')
    await owner.query(`update data.request_steps set created_at = now() - interval '25 hours' where request_id = $1`, [
      id,
    ])
    await refused(work(id, 'approve', { alone: true, reason: 'Yrityksessä ei ole muita.' }), 'APPROVAL_REJECTED')
    await refused(work(id, 'send', { kind: 'refused' }), 'SECOND_APPROVER_NEEDED')
    await work(id, 'decide', NO)
    assert.equal((await approval({ request: id })).status, 201)
  })

  test('no login takes the name of an approver without their link', async () => {
    const id = await made()
    await work(id, 'decide', NO)
    const rights = await served.bed.login('purpose_rights')
    await rights.query(`select set_config('seloste.actor', $1, false)`, [`approver:${crypto.randomUUID()}`])
    await assert.rejects(rights.query(`select door.ask_right('approve', $1, '{"approval": {"serial": 1}}')`, [id]), {
      message: 'APPROVAL_LINK_USED',
    })
  })
})
