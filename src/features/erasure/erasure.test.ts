import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { suppressionKey } from '#kernel/instance.ts'
import { tracesOf } from '#kernel/traces.ts'
import { base } from '#register/index.ts'
import { carryOut, eraseNow, lookAgain, queueErasure, step } from './erase.ts'
import { bed, contractOf, count, house, one, owner, person } from './erasure.cast.ts'
import { nightly, runQueue } from './erasure.jobs.ts'
import { tellers } from './identity.ts'

// Who leaves is taken out of every store; what a law keeps stands apart, and what remains is told.

describe('erased', () => {
  test('every row of every noun, and what knows them by an identifier; the addresses are remembered by their hash', async () => {
    const { id, address } = await person()
    const { id: note } = await one(
      `insert into data.notes (person_id, body, purpose) values ($1, 'Soitti', 'relationship') returning id`,
      [id],
    )
    await owner.query(`update data.people set job_title = 'Johtaja' where id = $1`, [id])
    for (const record of [id, note])
      await owner.query(
        `insert into data.follows (user_id, noun, record_id, purpose) values ('u', 'notes', $1, 'relationship')`,
        [record],
      )
    const { id: deal } = await one(
      `insert into data.deals (name, state, contact_id) values ('Kauppa', 'open', $1) returning id`,
      [id],
    )
    await owner.query(`insert into register.replies (actor, key, request, record_id) values ('u', 'k', 'r', $1)`, [
      note,
    ])
    assert.ok((await count('data.changes where person_id = $1', [id])) > 0)
    const { state, id: erasure } = await eraseNow(house, id, 'request')
    assert.equal(state, 'done')
    for (const { noun, column, edge, schema, how, of } of tracesOf(base)) {
      if (!edge || schema !== 'data' || of || how === 'stored' || base.nouns[noun]!.fields[column]!.type !== 'uuid')
        continue
      assert.equal(await count(`data.${noun} where ${column} = any ($1)`, [[id, note]]), 0, `${noun}.${column}`)
    }
    assert.equal(await count('data.deals where id = $1 and contact_id is null', [deal]), 1)
    assert.equal(await count('data.changes where was = $1 or became = $1', [id]), 0)
    assert.equal(await count('register.replies where record_id = $1', [note]), 0)
    const key = suppressionKey(bed.connection.key)
    assert.equal(await count('data.suppressions where hash = data.address_hash($1, $2)', [address, key]), 1)
    const receipt = await one('select state, found, plan, done_at, swept_at from data.erasures where id = $1', [
      erasure,
    ])
    assert.equal(receipt.found.taken.notes, 1)
    assert.equal(receipt.found.taken.people, 1)
    assert.deepEqual(receipt.found.traces, [])
    assert.ok(receipt.done_at && receipt.swept_at)
    assert.ok(!JSON.stringify(receipt).includes('Kumpu'))
  })

  test('killed in the middle, it goes on where it stopped', async () => {
    const { id, address } = await person()
    await owner.query(
      `insert into data.notes (person_id, body, purpose) select $1, 'n', 'relationship' from generate_series(1, 60)`,
      [id],
    )
    const erasure = await queueErasure(house, id, 'retention')
    await step(house, id, { do: 'begin', id: erasure })
    const { last } = tellers(house.register)
    assert.deepEqual(await step(house, id, { do: 'batch', id: erasure, most: 40, last }), { left: true })
    const there = await count('data.notes where person_id = $1', [id])
    assert.equal(there, 20)
    assert.equal(await count('data.emails where person_id = $1', [id]), 1, 'who it is goes last')
    assert.equal((await carryOut(house, id, erasure)).state, 'done')
    const { found } = await one('select found from data.erasures where id = $1', [erasure])
    assert.equal(found.taken.notes, 60)
    assert.equal(await count('data.people where id = $1', [id]), 0)
    // Nobody asked, and they had refused nothing: no hash is kept of them.
    const key = suppressionKey(bed.connection.key)
    assert.equal(await count('data.suppressions where hash = data.address_hash($1, $2)', [address, key]), 0)
  })

  test('what the machine keeps is read where words may stand, and no secret, no build and no ledger with it', async () => {
    const nobody = '00000000-0000-0000-0000-000000000000'
    const ask = (asked: object) => step(house, nobody, { do: 'words', fields: [], from: 0, since: null, ...asked })
    for (const [schema, noun] of [
      ['register', 'built'],
      ['register', 'traces'],
      ['jobs', 'migrations'],
      ['ledger', 'entries'],
      ['auth', 'users'],
      ['register', 'nothing'],
    ])
      await assert.rejects(ask({ schema, noun }), { message: 'NOT_FOUND' }, noun)
    await owner.query(
      `insert into register.settings (name, value, by, at) values ('trial', '{"name": "Tyyne Sanoinen", "sealed": "SALAISUUS"}', 'test', clock_timestamp()), ('flag', 'true', 'test', clock_timestamp())`,
    )
    const { rows } = await ask({ schema: 'register', noun: 'settings' })
    const said = rows.map(([, , text]: string[]) => text).join('\n')
    assert.match(said, /Tyyne Sanoinen/)
    assert.doesNotMatch(said, /SALAISUUS/)
    const { tables } = await step(house, nobody, { do: 'aside' })
    for (const noun of ['settings', 'replies', 'approvals', 'exemptions', '_private_jobs'])
      assert.ok(
        tables.some((one: { noun: string }) => one.noun === noun),
        noun,
      )
  })

  test('nobody is asked about the address of their own request while it is answered; of another’s, somebody is', async () => {
    const { id, address } = await person()
    const asked = (whose: string | null, n: string) =>
      one(
        `insert into data.requests (number, kinds, channel, person_id, address, said) values ($3, '{erase}', 'mail', $1, $2, $2) returning id`,
        [whose, address, n],
      )
    const other = await person()
    const [own, others] = [await asked(id, 'P-own'), await asked(other.id, 'P-other')]
    const { id: erasure } = await eraseNow(house, id, 'request')
    const { rows } = await owner.query(
      `select distinct f.record_id from data.erasures e cross join jsonb_array_elements_text(e.found->'mentions') m
       join data.findings f on f.id = m::uuid where e.id = $1`,
      [erasure],
    )
    assert.deepEqual(rows, [{ record_id: others.id }])
    assert.equal((await one('select address from data.requests where id = $1', [own.id])).address, address)
    await owner.query(`update data.requests set state = 'closed', closed_at = now() where id = $1`, [own.id])
    await owner.query(`delete from data.requests where id = $1`, [others.id]).catch(() => {})
    await lookAgain(house, id, erasure)
    assert.equal((await one('select address from data.requests where id = $1', [own.id])).address, null)
  })

  test('a request that is still being answered is emptied when it is answered', async () => {
    const { id, address } = await person()
    const { id: request } = await one(
      `insert into data.requests (kinds, channel, person_id, name, address, said) values ('{erase}', 'mail', $1, 'Eeva Kumpu', $2, 'Poistakaa') returning id`,
      [id, address],
    )
    await owner.query(
      `insert into data.request_steps (request_id, kind, words, actor) values ($1, 'received', 'Eeva pyysi', 'u')`,
      [request],
    )
    const { state, id: erasure } = await eraseNow(house, id, 'request', request)
    assert.notEqual(state, 'done')
    assert.equal((await one('select address from data.requests where id = $1', [request])).address, address)
    await owner.query(`update data.requests set state = 'closed' where id = $1`, [request])
    await owner.query(`update data.findings set state = 'harmless' where request_id = $1`, [request])
    await lookAgain(house, id, erasure)
    const row = await one('select name, address, said, person_id, kinds from data.requests where id = $1', [request])
    assert.deepEqual(row, { name: null, address: null, said: null, person_id: null, kinds: ['erase'] })
    assert.deepEqual(await one('select words, actor from data.request_steps where request_id = $1', [request]), {
      words: null,
      actor: 'u',
    })
  })

  test('a sole trader takes the company along; its vouchers stay apart until their year, and nothing else', async () => {
    const { id } = await person('Toivakka')
    const { id: company } = await one(
      `insert into data.companies (name, business_id, person_id, roles) values ('Tmi Toivakka', '1234567-1', $1, '{customer}') returning id`,
      [id],
    )
    const { id: order } = await one(
      `insert into data.orders (company_id, contact_id, state, ordered_on, invoiced_at, delivery_address) values ($1, $2, 'invoiced', '2026-02-01', '2026-03-15', 'Kotikatu 1') returning id`,
      [company, id],
    )
    await owner.query(
      `insert into data.lines (order_id, place, name, quantity, unit, price, vat) values ($1, 1, 'Öljy', 2, 'kpl', 10, 25.5)`,
      [order],
    )
    await owner.query(`insert into data.deals (name, state, company_id) values ('Iso kauppa', 'open', $1)`, [company])
    const { state, id: erasure } = await eraseNow(house, id, 'request')
    assert.equal(state, 'held')
    assert.equal(await count('data.companies where id = $1', [company]), 0)
    assert.equal(await count(`data.deals where name = 'Iso kauppa'`), 0)
    assert.equal(await count('data.orders where id = $1', [order]), 0)
    const { rows } = await owner.query(
      'select noun, said, act, section, until::text from data.holds where erasure_id = $1 order by noun',
      [erasure],
    )
    assert.deepEqual(
      rows.map(({ noun, act, section, until }) => [noun, act, section, until]),
      [
        ['companies', '1336/1997', '2:10', '2032-12-31'],
        ['lines', '1336/1997', '2:10', '2032-12-31'],
        ['orders', '1336/1997', '2:10', '2032-12-31'],
      ],
    )
    assert.deepEqual(Object.keys(rows[0].said).sort(), ['business_id', 'name'])
    assert.ok(!JSON.stringify(rows).includes('Kotikatu'))
    const relationship = await bed.login('purpose_contract')
    await assert.rejects(relationship.query('select from contract.holds'), { code: '42P01' })
    // its year over, it goes by itself
    await owner.query(`update data.holds set until = current_date - 1 where erasure_id = $1`, [erasure])
    assert.equal(await lookAgain(house, id, erasure), 'done')
    assert.equal(await count('data.holds where erasure_id = $1', [erasure]), 0)
  })

  test('the year of a voucher follows the financial year', async () => {
    const until = async (day: string) => (await one('select data.kept_until($1, 6)::text as until', [day])).until
    assert.equal(await until('2026-04-30'), '2032-12-31')
    await owner.query(
      `insert into register.settings (name, value, by, at) values ('company_facts', '{"year_end": "04-30"}', 'test', clock_timestamp())`,
    )
    assert.equal(await until('2026-04-30'), '2032-12-31')
    assert.equal(await until('2026-05-01'), '2033-12-31')
    await owner.query(`delete from register.settings where by = 'test' and name = 'company_facts'`)
  })

  test('who was merged into them the same day goes too', async () => {
    const [kept, other] = [await person(), await person()]
    const sales = await bed.login('purpose_sales', {})
    await sales.query(`select door.merge($1, array[$2]::uuid[])`, [kept.id, other.id])
    assert.equal((await eraseNow(house, kept.id, 'request')).state, 'done')
    assert.equal(await count('data.people where id = any ($1)', [[kept.id, other.id]]), 0)
    assert.equal(await count('data.merges where kept = $1', [kept.id]), 0)
  })

  test('others who speak of them are found in any case of the name, by address and number; each waits for a human', async () => {
    const { id, address } = await person('Virtalanen')
    const other = await person()
    const notes = [
      'Sovittiin Eeva Virtalasen kanssa, että palataan.',
      `Lähetä ${address.toUpperCase()} myös.`,
      'Virtalaselle, Eevalle, kahvia.',
    ]
    for (const body of notes)
      await owner.query(`insert into data.notes (person_id, body, purpose) values ($1, $2, 'relationship')`, [
        other.id,
        body,
      ])
    await owner.query(
      `insert into data.notes (person_id, body, purpose) values ($1, 'Virtalanen on joki. Eeva.', 'relationship')`,
      [other.id],
    )
    const { state, id: erasure } = await eraseNow(house, id, 'request')
    assert.equal(state, 'incomplete')
    const { rows } = await owner.query(
      `select f.id, f.noun, f.field, n.body from data.findings f join data.notes n on n.id = f.record_id where f.kind = 'mention' and n.person_id = $1 order by n.body`,
      [other.id],
    )
    assert.deepEqual(rows.map(({ body }) => body).sort(), [...notes].sort())
    assert.ok(rows.every(({ noun, field }) => noun === 'notes' && field === 'body'))
    const [first, ...rest] = rows
    await assert.rejects(step(house, id, { do: 'settle', finding: first.id, state: 'masked', text: first.body }), {
      message: 'VALUE_NOT_ALLOWED',
    })
    await step(house, id, { do: 'settle', finding: first.id, state: 'masked', text: 'Lähetä [poistettu] myös.' })
    for (const { id: finding } of rest) await step(house, id, { do: 'settle', finding, state: 'harmless' })
    assert.equal(await count(`data.notes where body = 'Lähetä [poistettu] myös.'`), 1)
    assert.equal((await one('select state from data.erasures where id = $1', [erasure])).state, 'done')
  })
})

test('rows that have been kept long enough take along what stands on them alone, and nothing that stands on more', async () => {
  const contract = await contractOf('active')
  const { id: deal } = await one(
    `insert into data.deals (name, state, company_id) select 'Vanha kauppa', 'open', company_id from data.contracts where id = $1 returning id`,
    [contract.id],
  )
  await owner.query('update data.contracts set deal_id = $1 where id = $2', [deal, contract.id])
  await owner.query(
    `insert into data.notes (deal_id, contract_id, body, purpose) values ($1, $2, 'myös sopimuksesta', 'relationship')`,
    [deal, contract.id],
  )
  const { id: label } = await one(`insert into data.labels (name, noun) values ('Iso', 'deals') returning id`)
  await owner.query('insert into data.labellings (label_id, deal_id) values ($1, $2)', [label, deal])
  await owner.query('select data.take_rows($1, $2)', ['deals', [deal]])
  assert.equal(await count('data.deals where id = $1', [deal]), 0)
  assert.equal(await count('data.contracts where id = $1 and deal_id is null', [contract.id]), 1)
  assert.equal(await count('data.labellings where label_id = $1', [label]), 0)
  assert.equal(await count(`data.notes where body = 'myös sopimuksesta' and contract_id = $1`, [contract.id]), 1)
})

describe('by itself', () => {
  test('whom somebody deleted is erased after the day in which it can be undone, and not before', async () => {
    const [young, old] = [await person(), await person()]
    const removal = (id: string, at: string) =>
      owner.query(
        `insert into data.grounds (person_id, slot, kind, effect, purposes, actor, at) values ($1, 'removal', 'removal', 'block', ~(data.storage_mask() | data.always_mask()), 'test', now() - $2::interval)`,
        [id, at],
      )
    await removal(young.id, '1 hour')
    await removal(old.id, '25 hours')
    const told = await nightly(house)
    assert.ok(told.queued! >= 1 && told.erased! >= 1)
    assert.equal(await count('data.people where id = $1', [old.id]), 0)
    assert.equal(await count('data.people where id = $1', [young.id]), 1)
  })

  test('for whom nothing has been open for a year goes; who only asked to be left in peace stays', async () => {
    const ids: string[] = []
    for (const kind of ['employment_ended', 'restriction']) {
      const { id } = await one(
        `insert into data.people (given_name, family_name, source, created_at) values ('Vanha', $1, 'person', now() - interval '3 years') returning id`,
        [kind],
      )
      if (kind === 'restriction')
        await owner.query(
          `insert into data.grounds (person_id, slot, kind, effect, purposes, actor, at) values ($1, 'interest', 'interest', 'allow', data.mask_of_positions(array['customer']), 'test', now() - interval '3 years')`,
          [id],
        )
      await owner.query(
        `insert into data.grounds (person_id, slot, kind, effect, purposes, actor, at) values ($1, $2, $2, $3, $4, 'test', now() - interval '2 years')`,
        [id, kind, kind === 'restriction' ? 'block' : 'end', kind === 'restriction' ? '-1' : '0'],
      )
      ids.push(id)
    }
    await nightly(house)
    assert.equal(await count('data.people where id = $1', [ids[0]]), 0)
    assert.equal(await count('data.people where id = $1', [ids[1]]), 1)
  })

  test('one that may not begin waits and says why', async () => {
    const { id } = await person()
    const contract = await contractOf('active')
    await owner.query(`insert into data.involvements (person_id, contract_id, role) values ($1, $2, 'signatory')`, [
      id,
      contract.id,
    ])
    const erasure = await queueErasure(house, id, 'retention')
    await runQueue(house)
    const { state, found } = await one('select state, found from data.erasures where id = $1', [erasure])
    assert.deepEqual(
      [state, found.refused.code, found.refused.what],
      ['queued', 'CONTRACT_NEEDS_IT', `${contract.number} ${contract.name}`],
    )
    assert.equal((await runQueue(house)).refused, 0, 'not every minute')
  })
})
