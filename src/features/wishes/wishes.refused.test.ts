import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { act, age, code, customer, keeper, lines, owner, REASONS, second, seller, served } from './wishes.cast.ts'

// What may not be: a marketing objection refused, one approver twice, a restriction lifted untold. Then the stories.

describe('refused', () => {
  test('a reason on the marketing path: none is asked, none is taken', async () => {
    const id = await customer()
    for (const scope of ['marketing', 'prospecting', 'partner_offers']) {
      assert.equal(
        code(await act(seller, id, 'object', { scope, reason: 'en halua' })),
        '409 DM_OBJECTION_ABSOLUTE reason',
        scope,
      )
    }
    assert.equal((await lines(id)).marketing.permitted, true)
    const rows = await owner.query(`select from data.grounds where person_id = $1 and kind = 'objection'`, [id])
    assert.equal(rows.rowCount, 0)
  })

  test('refusing a marketing objection, by every way there is', async () => {
    const id = await customer()
    assert.equal((await act(seller, id, 'object', { scope: 'marketing', channel: 'phone' })).status, 200)
    assert.equal((await act(seller, id, 'object', { scope: 'prospecting', channel: 'phone' })).status, 200)
    for (const scope of ['marketing', 'prospecting']) {
      for (const who of [keeper, second, seller]) {
        for (const verb of ['propose_refusal', 'refuse_objection', 'uphold_objection']) {
          const answer = await act(who, id, verb, {
            scope,
            ground: 'compelling_grounds',
            reasons: REASONS,
            alone: true,
            reason: REASONS,
          })
          assert.ok(answer.status >= 400, `${verb} ${scope}: ${answer.text}`)
          if (who === keeper) assert.match(code(answer), /^409 DM_OBJECTION_ABSOLUTE|^422 OBJECTION_NOT_OPEN/)
        }
      }
      const keeperLogin = await served.bed.login('purpose_rights')
      for (const kind of ['objection_refusal_proposed', 'objection_refused', 'objection_ended', 'objection_upheld'])
        await assert.rejects(
          keeperLogin.query('select door.ground($1, $2, null)', [
            id,
            JSON.stringify({ kind, scope, ground: 'legal_claims', reason: REASONS }),
          ]),
          /DM_OBJECTION_ABSOLUTE|CONSENT_UNPROVEN/,
        )
    }
    assert.equal((await lines(id)).marketing.permitted, false)
  })

  test('a refusal without ground or reasons, by the same person twice, alone while others are there', async () => {
    const id = await customer()
    await act(seller, id, 'object', { scope: 'relationship' })
    assert.equal(
      code(await act(second, id, 'refuse_objection', { scope: 'relationship' })),
      '422 REFUSAL_INCOMPLETE ground',
    )
    assert.equal(
      code(await act(keeper, id, 'propose_refusal', { scope: 'relationship', reasons: REASONS })),
      '422 REFUSAL_INCOMPLETE ground',
    )
    assert.equal(
      code(await act(keeper, id, 'propose_refusal', { scope: 'relationship', ground: 'we_like_it', reasons: REASONS })),
      '422 REFUSAL_INCOMPLETE ground',
    )
    assert.equal(
      code(
        await act(keeper, id, 'propose_refusal', { scope: 'relationship', ground: 'legal_claims', reasons: 'siksi' }),
      ),
      '422 REFUSAL_INCOMPLETE reason',
    )
    const proposed = await act(keeper, id, 'propose_refusal', {
      scope: 'relationship',
      ground: 'legal_claims',
      reasons: REASONS,
    })
    assert.equal(proposed.status, 200, proposed.text)
    assert.ok(proposed.json.approvers >= 2)
    assert.equal(
      code(await act(keeper, id, 'refuse_objection', { scope: 'relationship' })),
      '409 SECOND_APPROVER_NEEDED',
    )
    await age(id, '30 hours')
    assert.equal(
      code(await act(keeper, id, 'refuse_objection', { scope: 'relationship', alone: true, reason: REASONS })),
      '409 SECOND_APPROVER_NEEDED',
    )
    assert.equal(code(await act(seller, id, 'refuse_objection', { scope: 'relationship' })), '403 PURPOSE_MISMATCH')
    assert.equal((await lines(id)).relationship.permitted, false)
  })

  test('a restriction without ground, lifted untold, used without reason or where there is none', async () => {
    const id = await customer()
    const restrict = (body: object) => seller('POST', `/api/v1/people/${id}/restrict?purpose=relationship`, { body })
    assert.equal(code(await restrict({})), '422 RESTRICTION_GROUND_MISSING ground')
    assert.equal(code(await restrict({ ground: 'he_asked' })), '422 RESTRICTION_GROUND_MISSING ground')
    assert.equal(code(await restrict({ ground: 'claims', review_on: '2020-01-01' })), '422 VALUE_NOT_ALLOWED review_on')
    assert.equal(
      code(await act(keeper, id, 'use_restricted', { reason: 'claims', line: 'kanteen valmistelu' })),
      '409 NOT_RESTRICTED',
    )
    assert.equal(code(await act(keeper, id, 'lift_restriction')), '409 NOT_RESTRICTED')
    assert.equal((await restrict({ ground: 'accuracy_contested' })).status, 200)
    assert.equal((await seller('GET', `/api/v1/people/${id}?purpose=relationship`)).status, 404)
    assert.equal(code(await act(keeper, id, 'lift_restriction')), '409 LIFT_WITHOUT_NOTICE')
    for (const body of [
      {},
      { reason: 'curiosity', line: 'katson vain' },
      { reason: 'claims' },
      { reason: 'claims', line: 'x' },
    ])
      assert.equal((await act(keeper, id, 'use_restricted', body)).status, 422)
    assert.equal(
      (await act(seller, id, 'use_restricted', { reason: 'claims', line: 'kanteen valmistelu' })).status,
      403,
    )
    // a letter that did not leave tells nobody
    const untold = await act(keeper, id, 'tell_restriction_end', { reason: 'tieto on tarkistettu' })
    assert.deepEqual([untold.json.told, untold.json.sent], [false, false])
    assert.match(untold.json.letter, /18 artiklan 3 kohta[\s\S]*tietosuojavaltuutettu/)
    assert.equal(code(await act(keeper, id, 'lift_restriction')), '409 LIFT_WITHOUT_NOTICE')
  })

  test('a contract for a representative, a hold without act and section, the end of what never began', async () => {
    const id = await customer()
    assert.equal(code(await act(seller, id, 'contract')), '422 BASIS_NOT_PARTY person')
    assert.equal(code(await act(keeper, id, 'hold', { section: '2:10' })), '422 LEGAL_HOLD_UNCITED act')
    assert.equal(
      code(await act(keeper, id, 'hold', { act: 'Kirjanpitolaki 1336/1997' })),
      '422 LEGAL_HOLD_UNCITED section',
    )
    assert.equal(code(await act(keeper, id, 'release_hold', { act: 'Kirjanpitolaki 1336/1997' })), '404 NOT_FOUND act')
    assert.equal(code(await act(seller, id, 'end_contract')), '404 NOT_FOUND ref')
  })

  test('a wish from the future, about no purpose, against what the law requires; a stranger’s; a hidden person', async () => {
    const id = await customer()
    const soon = new Date(Date.now() + 3_600_000).toISOString()
    assert.equal(code(await act(seller, id, 'object', { said_at: soon })), '422 VALUE_NOT_ALLOWED said_at')
    assert.equal(code(await act(seller, id, 'object', { scope: 'everything' })), '400 PURPOSE_UNKNOWN scope')
    for (const scope of ['statutory', 'rights', 'claims', 'staff'])
      assert.match(code(await act(seller, id, 'object', { scope })), /OBJECTION_NOT_OPEN scope/)
    assert.equal((await act(served.stranger, id, 'object')).status, 401)
    const purchasing = await served.enter('purchasing')
    const hidden = await act(purchasing, id, 'object')
    const unknown = await act(purchasing, '00000000-0000-7000-8000-000000000000', 'object')
    assert.deepEqual([hidden.status, hidden.text], [unknown.status, unknown.text])
  })
})
