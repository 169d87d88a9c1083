import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openHouse } from '#kernel/database.ts'
import { openQuote, sealQuote } from './links.ts'
import { answer, call, company, make, owner, sent, served, stateOf, YES } from './quotes.cast.ts'
import { jobs } from './quotes.jobs.ts'

// The link to a quote: what it shows, and the one answer it takes.

describe('the link', () => {
  test('forged, cut, of another document, of a draft: the same answer for each, and nothing is told', async () => {
    const quote = await sent()
    const token = quote.path.split('/').at(-1)!
    const key = served.bed.connection.key
    const { hash } = openQuote(key, token)!
    for (const wrong of [
      token.slice(0, -1),
      `${token.slice(0, -2)}AA`,
      'x',
      sealQuote(Buffer.alloc(key.length, 7), { id: quote.id, hash }),
      sealQuote(key, { id: quote.id, hash: hash.replaceAll(/[0-9a-f]/g, '0') }),
      sealQuote(key, { id: crypto.randomUUID(), hash }),
    ])
      for (const method of ['GET', 'POST'] as const) {
        const reply =
          method === 'GET' ? await served.stranger('GET', `/quote/${wrong}`) : await answer(`/quote/${wrong}`, YES)
        assert.equal(reply.status, 404, wrong)
        assert.match(reply.text, /QUOTE_LINK_INVALID/)
        assert.doesNotMatch(reply.text, /Nosturi|T-20/)
      }
    assert.equal(await stateOf(quote.id), 'sent')
  })

  test('to look changes nothing, without script or cookie; a bad answer says what is wrong', async () => {
    const quote = await sent()
    const page = await served.stranger('GET', quote.path)
    assert.equal(page.status, 200)
    assert.match(page.text, /Nosturi/)
    assert.match(page.text, /363,28/)
    assert.doesNotMatch(page.text, /<script/)
    assert.equal(page.headers.get('set-cookie'), null)
    assert.match(page.headers.get('content-security-policy')!, /default-src 'none'/)
    for (const bad of [
      { ...YES, name: '' },
      { ...YES, act: '' },
      { ...YES, act: 'decline', note: '' },
      { ...YES, note: '131052-308T' },
    ])
      assert.equal((await answer(quote.path, bad)).status, 422, JSON.stringify(bad))
    assert.equal(await stateOf(quote.id), 'sent')
  })

  test('answered once, also by two at the same moment; the second is told politely', async () => {
    const quote = await sent()
    const replies = await Promise.all([
      answer(quote.path, YES),
      answer(quote.path, { ...YES, act: 'decline', note: 'Kallis' }),
    ])
    assert.deepEqual(replies.map((one) => one.status).toSorted(), [200, 409])
    const again = await answer(quote.path, YES)
    assert.deepEqual([again.status, /jo vastattu/.test(again.text)], [409, true])
    assert.match((await served.stranger('GET', quote.path)).text, /Tilda Tilaaja/)
  })

  test('not after its last day, nor once withdrawn or replaced by a new version', async () => {
    const late = await sent()
    await owner.query('alter table data.quotes disable trigger _150_guard')
    await owner.query(`update data.quotes set valid_until = current_date - 2 where id = $1`, [late.id])
    await owner.query('alter table data.quotes enable trigger _150_guard')
    assert.deepEqual([(await answer(late.path, YES)).status, await stateOf(late.id)], [409, 'sent'])
    const house = openHouse(served.bed.connection)
    await jobs[0]!.run(house)
    await house.close()
    assert.equal(await stateOf(late.id), 'expired')
    const gone = await sent()
    await call('POST', `/quotes/${gone.id}/withdraw`)
    assert.match((await answer(gone.path, YES)).text, /QUOTE_RUN_OUT/)
    const first = await sent()
    const second = (await call('POST', `/quotes/${first.id}/revise`)).json
    assert.equal(second.number, `${first.number}/2`)
    assert.equal((await answer(first.path, { ...YES, name: '' })).status, 422)
    await call('POST', `/quotes/${second.id}/mark`, {}, second.version)
    assert.deepEqual([await stateOf(first.id), (await answer(first.path, YES)).status], ['expired', 409])
  })

  test('accepting wins the deal if it was so wished, tells the owner, and stands in the ledger', async () => {
    const deal = await make('/deals', { name: 'Kauppa', company_id: company, currency: 'EUR' })
    const quote = await sent({ deal_id: deal.id })
    assert.equal(quote.company_id, company)
    assert.equal((await answer(quote.path, YES)).status, 200)
    const { rows } = await owner.query(
      'select q.*, d.state as deal from data.quotes q join data.deals d on d.id = q.deal_id where q.id = $1',
      [quote.id],
    )
    assert.deepEqual(
      [rows[0].state, rows[0].answered_by, rows[0].answer_note, rows[0].deal],
      ['accepted', 'Tilda Tilaaja', 'PO-77', 'won'],
    )
    const told = await owner.query(`select user_id, kind from data.notifications where record_id = $1`, [quote.id])
    assert.deepEqual(told.rows, [{ user_id: quote.owner_id, kind: 'accepted' }])
    const entries = await owner.query(
      `select actor, detail from ledger.entries where action = 'quotes.answer' and $1 = any (ids)`,
      [quote.id],
    )
    assert.equal(entries.rows[0].actor, `quote:${quote.id}`)
    const other = await make('/deals', { name: 'Toinen', company_id: company })
    const calm = await sent({ deal_id: other.id, wins_deal: false })
    await answer(calm.path, YES)
    assert.equal((await owner.query('select state from data.deals where id = $1', [other.id])).rows[0].state, 'open')
  })
})
