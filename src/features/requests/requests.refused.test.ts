import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { eraseNow } from '#features/erasure/erase.ts'
import {
  ago,
  ask,
  hold,
  house,
  keeper,
  lead,
  look,
  made,
  next,
  owner,
  refused,
  seller,
  served,
  work,
} from './requests.cast.ts'

// What the register of requests refuses, from a receipt without a name to a closing without an answer.

describe('what is refused', () => {
  test('nobody named, nothing asked, a day to come, a personal identity code: nothing is kept', async () => {
    const count = async () => (await owner.query('select count(*)::int as n from data.requests')).rows[0].n
    const before = await count()
    await refused(ask(keeper, { kinds: ['access'], channel: 'phone' }), 'VALUE_MISSING', 'address')
    await refused(ask(keeper, { kinds: [], channel: 'phone', name: 'X' }), 'INPUT_INVALID')
    await refused(ask(keeper, { kinds: ['all'], channel: 'phone', name: 'X' }), 'INPUT_INVALID')
    await refused(
      ask(keeper, { kinds: ['erase'], name: 'X', received_at: ago(-2) }),
      'VALUE_NOT_ALLOWED',
      'received_at',
    )
    await refused(ask(keeper, { kinds: ['erase'], name: 'X', words: 'tunnus 131052-308T' }), 'IDENTITY_CODE_BLOCKED')
    await refused(
      served.stranger('POST', '/api/v1/requests', { body: { kinds: ['access'], name: 'X' } }),
      'SIGN_IN_NEEDED',
    )
    assert.equal(await count(), before)
  })

  test('who may not see a person is told the same as who names nobody: number and day, and no more', async () => {
    const hidden = next()
    await owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'objection:relationship', 'objection', 'block', data.bit_of_login('purpose_relationship') | data.bit_of_login('purpose_sales') | data.bit_of_login('purpose_prospecting'), 'test')`,
      [hidden.id],
    )
    const answers = await Promise.all([
      ask(seller, { kinds: ['access'], channel: 'phone', person: hidden.id }, 'relationship'),
      ask(seller, { kinds: ['access'], channel: 'phone', person: crypto.randomUUID() }, 'relationship'),
      ask(seller, { kinds: ['access'], channel: 'mail', address: hidden.address }, 'relationship'),
      ask(seller, { kinds: ['access'], channel: 'mail', address: 'ei.kukaan@missaan.example' }, 'relationship'),
    ])
    for (const { status, json } of answers) {
      assert.equal(status, 201)
      assert.deepEqual(Object.keys(json).sort(), ['due_on', 'number'])
    }
    const { rows } = await owner.query('select number, person_id from data.requests where number = any ($1)', [
      answers.map(({ json }) => json.number),
    ])
    const whose = (at: number) => rows.find(({ number }: any) => number === answers[at]!.json.number).person_id
    assert.deepEqual([0, 1, 2, 3].map(whose), [hidden.id, null, hidden.id, null])
    await refused(seller('GET', '/api/v1/requests?purpose=relationship'), 'PURPOSE_MISMATCH')
    await refused(work(rows[0].id ?? crypto.randomUUID(), 'take', {}, seller), 'PURPOSE_MISMATCH')
  })

  test('no login but that of rights moves a request, and none changes a step or deletes one', async () => {
    const id = await made()
    const sales = await served.bed.login('purpose_sales')
    const move = (client: any, step: string) => client.query('select door.ask_right($1, $2, $3)', [step, id, '{}'])
    await assert.rejects(move(sales, 'close'), { message: 'PURPOSE_MISMATCH' })
    const rights = await served.bed.login('purpose_rights')
    await assert.rejects(rights.query(`update rights.request_steps set words = 'x' where request_id = $1`, [id]), {
      message: 'REQUEST_STEPS_STAND',
    })
    await assert.rejects(rights.query('delete from rights.request_steps where request_id = $1', [id]), {
      message: 'REQUEST_STEPS_STAND',
    })
    await assert.rejects(rights.query('delete from rights.requests where id = $1', [id]), {
      message: 'REQUEST_STEPS_STAND',
    })
    await assert.rejects(
      rights.query(`update rights.requests set state = 'closed' where id = $1`, [id]),
      /permission denied/,
    )
    await assert.rejects(move(rights, 'nothing'), { message: 'VALUE_NOT_ALLOWED' })
  })

  test('closed unanswered, or answered and not delivered', async () => {
    const id = await made()
    await refused(work(id, 'close'), 'REQUEST_CLOSED_WITHOUT_REPLY')
    await refused(work(id, 'delivered', { how: 'post' }), 'REQUEST_CLOSED_WITHOUT_REPLY')
    await refused(work(id, 'send', { kind: 'report' }), 'REQUEST_UNDECIDED')
    assert.equal((await work(id, 'decide', { outcome: 'done' })).status, 200)
    await refused(work(id, 'close'), 'REQUEST_CLOSED_WITHOUT_REPLY')
    const { json } = await work(id, 'send', { kind: 'report' })
    assert.equal(json.sent, false, 'there is no relay: it is paper')
    await refused(work(id, 'close'), 'REQUEST_CLOSED_WITHOUT_REPLY')
    await refused(work(id, 'delivered', { how: 'impossible' }), 'VALUE_NOT_ALLOWED', 'words')
    await refused(work(id, 'delivered', { how: 'post', on: '2099-01-01' }), 'VALUE_NOT_ALLOWED', 'on')
    assert.equal((await work(id, 'delivered', { how: 'post' })).status, 200)
    assert.equal((await work(id, 'close')).status, 200)
    assert.equal((await look(id)).state, 'closed')
    await refused(work(id, 'decide', { outcome: 'done' }), 'REQUEST_IS_CLOSED')
    await refused(work(id, 'send', { kind: 'received' }), 'REQUEST_IS_CLOSED')
  })

  test('a no without its article or its reasons, a fee, another answer than was decided', async () => {
    const who = next()
    const id = await made({ kinds: ['erase'], person: who.id })
    await hold(who.id)
    await refused(work(id, 'decide', { outcome: 'refused' }), 'REFUSAL_INCOMPLETE', 'ground')
    await refused(work(id, 'decide', { outcome: 'partly', ground: 'legal_duty' }), 'REFUSAL_INCOMPLETE', 'reasons')
    await refused(
      work(id, 'decide', { outcome: 'refused', ground: 'legal_duty', reasons: 'ei' }),
      'REFUSAL_INCOMPLETE',
      'reasons',
    )
    await refused(work(id, 'decide', { outcome: 'done', fee: 10 }), 'FEE_NOT_ALLOWED', 'fee')
    assert.equal((await look(id)).outcome, null)
    const no = {
      outcome: 'refused',
      ground: 'legal_duty',
      reasons: 'Tiedot ovat tositteissa, jotka laki velvoittaa säilyttämään.',
    }
    assert.equal((await work(id, 'decide', no)).status, 200)
    await refused(work(id, 'send', { kind: 'erased' }), 'REQUEST_UNDECIDED')
    const { json } = await work(id, 'send', { kind: 'refused' })
    for (const part of [
      '17 artiklan 3 kohdan b alakohta',
      no.reasons,
      'Tietosuojavaltuutetun toimisto',
      'Lintulahdenkuja 4',
      '79 artikla',
    ])
      assert.ok(json.letter.includes(part), part)
    await refused(work(id, 'decide', { outcome: 'done' }), 'REQUEST_IS_ANSWERED')
  })

  test('an erasure refused on what its plan knows nothing of; the articles offered are those it bears out', async () => {
    const reasons = 'Emme halua poistaa tietoja vielä.'
    const no = (id: string, ground: string) => work(id, 'decide', { outcome: 'refused', ground, reasons })
    const free = next()
    const id = await made({ kinds: ['erase'], person: free.id })
    assert.deepEqual((await look(id)).grounds, ['excessive', 'unfounded'])
    for (const ground of ['legal_duty', 'legal_claims', 'no_erasure_ground'])
      await refused(no(id, ground), 'ERASE_GROUND_PRESENT', 'ground')
    await refused(no(id, 'others_rights'), 'VALUE_NOT_ALLOWED', 'ground')
    assert.equal((await look(id)).outcome, null)
    await hold(free.id)
    assert.deepEqual((await look(id)).grounds, ['excessive', 'unfounded', 'legal_duty', 'legal_claims'])
    await refused(no(id, 'no_erasure_ground'), 'ERASE_GROUND_PRESENT', 'ground')
    assert.equal((await no(id, 'legal_duty')).status, 200)
    // Where a part stays, no letter says that nothing does.
    await work(id, 'decide', { outcome: 'partly', ground: 'legal_duty', reasons })
    const { json } = await keeper('GET', `/api/v1/requests/${id}/letter?purpose=rights&kind=erased`)
    assert.doesNotMatch(json.text, /Meille ei jää tietojasi/)
    assert.match(json.text, /Osaa pyynnöstä emme voi toteuttaa/)
    // A contract in force needs who signs it.
    const bound = next()
    await owner.query(
      `with made as (insert into data.contracts (name, kind, state, start_on, owner_id, company_id) select 'Vahti', 'customer', 'active', '2020-01-01', 'u', id from data.companies limit 1 returning id)
       insert into data.involvements (person_id, contract_id, role) select $1, id, 'signatory' from made`,
      [bound.id],
    )
    const other = await made({ kinds: ['erase', 'access'], person: bound.id })
    assert.deepEqual((await look(other)).grounds, [
      'excessive',
      'unfounded',
      'others_rights',
      'secrecy',
      'no_erasure_ground',
    ])
    assert.equal((await no(other, 'no_erasure_ground')).status, 200)
    // Of somebody who was not found nothing is kept that could be a reason.
    const unknown = await made({ kinds: ['erase'], person: undefined, name: 'Ei Kukaan' })
    await refused(no(unknown, 'legal_duty'), 'ERASE_GROUND_PRESENT', 'ground')
    // Elsewhere the articles are those of what was asked.
    assert.deepEqual((await look(await made({ kinds: ['rectify'] }))).grounds, ['excessive', 'unfounded', 'accurate'])
  })

  test('an erasure closed while it is under way, has left traces, or would find the person again', async () => {
    const who = next()
    const id = await made({ kinds: ['erase'], person: who.id })
    await work(id, 'decide', { outcome: 'done' })
    await work(id, 'send', { kind: 'erased' })
    await work(id, 'delivered', { how: 'post' })
    for (const { id: recipient } of (await look(id)).recipients) await work(id, 'tell', { recipient, how: 'mail' })
    await refused(work(id, 'close'), 'REQUEST_NOT_CARRIED_OUT')
    const erasure = await eraseNow(house, who.id, 'request', id)
    for (const state of ['queued', 'running', 'incomplete']) {
      await owner.query('update data.erasures set state = $2 where id = $1', [erasure.id, state])
      await refused(work(id, 'close'), 'ERASURE_INCOMPLETE')
    }
    await owner.query(`update data.erasures set state = 'done' where id = $1`, [erasure.id])
    // Found again, by whoever says this is them: the plan has something that must go.
    const again = next()
    await work(id, 'link', { person: again.id })
    const { json } = await work(id, 'close')
    assert.equal(json.code, 'ERASURE_INCOMPLETE', JSON.stringify(json))
    assert.match(json.detail, /Henkilöt 1/)
    await owner.query('update data.requests set person_id = null, permitted = -1 where id = $1', [id])
    assert.equal((await work(id, 'close')).status, 200)
  })

  test('called excessive by one person alone, or approved by whoever proposed it', async () => {
    const id = await made()
    const no = {
      outcome: 'refused',
      ground: 'excessive',
      reasons: 'Sama pyyntö on toistettu viidesti kuukauden aikana.',
    }
    assert.equal((await work(id, 'decide', no)).status, 200)
    await refused(work(id, 'send', { kind: 'refused' }), 'SECOND_APPROVER_NEEDED')
    await refused(work(id, 'approve'), 'SECOND_APPROVER_NEEDED')
    const { json } = await lead('GET', '/api/v1/requests/proposals?purpose=rights')
    const item = json.items.find((one: any) => one.id === id)
    assert.equal(item.reasons, no.reasons)
    assert.ok(!('name' in item) && !('person_id' in item) && !('address' in item))
    await refused(work(id, 'approve', {}, seller), 'PURPOSE_MISMATCH')
    assert.equal((await work(id, 'approve', {}, lead)).status, 200)
    assert.equal((await work(id, 'send', { kind: 'refused' })).status, 200)
    // alone: only where there is nobody else, a day later, and with the reason
    const lone = await made()
    await work(lone, 'decide', no)
    await refused(work(lone, 'approve', { alone: true, reason: 'Yrityksessä ei ole muita.' }), 'SECOND_APPROVER_NEEDED')
    const rights = await served.bed.login('purpose_rights')
    const self = await owner.query(`select actor from data.request_steps where request_id = $1 and kind = 'proposed'`, [
      lone,
    ])
    await rights.query(`select set_config('seloste.actor', $1, false)`, [self.rows[0].actor])
    const alone = (reason: string) =>
      rights.query(`select door.ask_right('approve', $1, $2)`, [lone, JSON.stringify({ alone: true, reason })])
    await assert.rejects(alone('Yrityksessä ei ole muita.'), { message: 'SECOND_APPROVER_NEEDED' })
    await owner.query(`update data.request_steps set created_at = now() - interval '25 hours' where request_id = $1`, [
      lone,
    ])
    await assert.rejects(alone(''), { message: 'SECOND_APPROVER_NEEDED' })
    await alone('Yrityksessä ei ole muita.')
    assert.equal((await work(lone, 'send', { kind: 'refused' })).status, 200)
    // written anew, it is approved anew
    const other = await made()
    await work(other, 'decide', no)
    await work(other, 'approve', {}, lead)
    await work(other, 'decide', { ...no, reasons: `${no.reasons} Lisäksi muuta.` })
    await refused(work(other, 'send', { kind: 'refused' }), 'SECOND_APPROVER_NEEDED')
  })

  test('identity is not asked of whoever wrote from their own address; of a shared one it is', async () => {
    const who = next()
    const id = await made({ channel: 'mail', person: who.id, address: who.address })
    await refused(work(id, 'identity', { state: 'asked' }), 'IDENTITY_PROOF_EXCESSIVE')
    await refused(work(id, 'identity', { state: 'confirmed' }), 'VALUE_MISSING', 'how')
    const other = await made({ channel: 'phone', person: next().id })
    assert.equal((await work(other, 'identity', { state: 'asked' })).status, 200)
    const shared = next()
    await owner.query(
      `insert into data.emails (person_id, permitted, address, kind) select $1, permitted, $2, kind from data.emails where kind <> 'generic' limit 1`,
      [next().id, shared.address],
    )
    const third = await made({ channel: 'mail', person: undefined, address: shared.address })
    const seen = await look(third)
    assert.equal(seen.person_id, null, 'two hold the address: it is nobody’s alone')
    assert.equal(seen.candidates.length, 2)
    assert.equal((await work(third, 'identity', { state: 'asked' })).status, 200)
  })

  test('an extension after the month, twice, without a reason, or beyond three months', async () => {
    const id = await made({ received_at: ago(10) })
    await refused(work(id, 'extend', { reason: '' }), 'VALUE_MISSING', 'reason')
    await refused(work(id, 'extend', { reason: 'Paljon', to: '2099-01-01' }), 'VALUE_NOT_ALLOWED', 'to')
    assert.equal((await work(id, 'extend', { reason: 'Tietoja on monessa järjestelmässä.' })).status, 200)
    await refused(work(id, 'extend', { reason: 'Vielä vähän lisää' }), 'EXTENSION_TOO_LATE')
    const late = await made({ received_at: ago(60) })
    await refused(work(late, 'extend', { reason: 'Unohtui' }), 'EXTENSION_TOO_LATE')
    const rights = await served.bed.login('purpose_rights')
    const past = JSON.stringify({ to: '2027-01-01', reason: 'x' })
    await assert.rejects(rights.query(`select door.ask_right('extend', $1, $2)`, [late, past]), {
      message: 'EXTENSION_TOO_LATE',
    })
  })

  test('while somebody waits to see their data, it is not deleted by hand; afterwards it is', async () => {
    const who = next()
    const id = await made({ person: who.id })
    const { number } = await look(id)
    const remove = () => seller('DELETE', `/api/v1/people/${who.id}?purpose=relationship`)
    const answer = await remove()
    assert.equal(answer.json?.code, 'FROZEN_BY_REQUEST', JSON.stringify(answer.json))
    assert.ok(JSON.stringify(answer.json).includes(number))
    const sales = await served.bed.login('purpose_relationship')
    await assert.rejects(sales.query('delete from relationship.emails where person_id = $1', [who.id]), {
      message: 'FROZEN_BY_REQUEST',
    })
    const { json: note } = await seller('POST', '/api/v1/notes?purpose=relationship', {
      body: { person_id: who.id, body: 'Soitti tänään.' },
    })
    const drop = () => seller('DELETE', `/api/v1/notes/${note.id}?purpose=relationship`)
    assert.equal((await drop()).json?.code, 'FROZEN_BY_REQUEST', 'nor into the trash')
    await work(id, 'decide', { outcome: 'done' })
    await work(id, 'send', { kind: 'report' })
    await work(id, 'delivered', { how: 'hand' })
    await work(id, 'close')
    const after = await remove()
    assert.ok(after.status < 300, JSON.stringify(after.json))
  })

  test('recipients who have not heard, and an erasure that nobody has made', async () => {
    const who = next()
    const id = await made({ kinds: ['rectify'], person: who.id })
    await seller('GET', '/api/v1/people?purpose=relationship&limit=1')
    await owner.query(
      `insert into ledger.entries (id, actor, purpose, action, noun, ids, fields, outcome, detail, salt) values (data.new_id(), 'someone', 'relationship', 'people.export', 'people', array[$1::uuid], '{}', 'done', '{}', ext.gen_random_bytes(16))`,
      [who.id],
    )
    await work(id, 'decide', { outcome: 'done' })
    const letter = async (of: string, kind: string) =>
      (await keeper('GET', `/api/v1/requests/${of}/letter?purpose=rights&kind=${kind}`)).json.text as string
    // It says of the others what is so, and no more.
    assert.match(await letter(id, 'done'), /Ilmoitamme muutoksesta niille/)
    const free = await made({ kinds: ['rectify'] })
    await work(free, 'decide', { outcome: 'done' })
    assert.match(await letter(free, 'done'), /Emme ole antaneet tietojasi kenellekään/)
    const port = await made({ kinds: ['port'] })
    await work(port, 'decide', { outcome: 'done' })
    assert.doesNotMatch(await letter(port, 'done'), /muutoksesta/)
    await work(id, 'send', { kind: 'done' })
    await work(id, 'delivered', { how: 'spoken' })
    await refused(work(id, 'close'), 'RECIPIENTS_NOT_TOLD')
    const [recipient] = (await look(id)).recipients
    assert.equal(recipient.how, 'file')
    await refused(work(id, 'tell', { recipient: recipient.id, how: 'impossible' }), 'VALUE_MISSING', 'words')
    await work(id, 'tell', { recipient: recipient.id, how: 'mail' })
    assert.match(await letter(id, 'done'), /on ilmoitettu muutoksesta/)
    assert.equal((await work(id, 'close')).status, 200)
    const other = await made({ kinds: ['erase'] })
    await work(other, 'decide', { outcome: 'done' })
    await work(other, 'send', { kind: 'erased' })
    await work(other, 'delivered', { how: 'post' })
    await refused(work(other, 'close'), 'REQUEST_NOT_CARRIED_OUT')
  })
})
