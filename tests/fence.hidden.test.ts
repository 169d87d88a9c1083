import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { columnsOf } from '#kernel/compile.ts'
import { doors } from '#kernel/doors.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { newId } from '#kernel/ledger.ts'
import { base, type PurposeId, purposeIds } from '#register/index.ts'
import { type Answer, answer, bed, owner, under } from './fence.cast.ts'

// Who is hidden from a purpose is, by every answer of the database, nobody.

describe('a hidden person is as unknown as one who never was', () => {
  /** A person the purpose does not see, with the rows that lead to them, and ids nobody has. */
  async function pairFor(purpose: PurposeId) {
    const { bit } = base.purposes[purpose]!
    const one = async (text: string) => (await owner.query(text, [bit])).rows[0]?.id as string | undefined
    return {
      hidden: (await one('select id from data.people where permitted & (1::bigint << $1) = 0 order by id limit 1'))!,
      hiddenEmployment: await one(
        'select e.id from data.employments e join data.people p on p.id = e.person_id where p.permitted & (1::bigint << $1) = 0 order by 1 limit 1',
      ),
      hiddenCompany: await one(
        'select id from data.companies where permitted & (1::bigint << $1) = 0 order by 1 limit 1',
      ),
      seen: await one('select id from data.people where permitted & (1::bigint << $1) <> 0 order by id limit 1'),
      seenCompany: await one(
        'select id from data.companies where permitted & (1::bigint << $1) <> 0 order by 1 limit 1',
      ),
    }
  }

  /** Both answers, word for word, once the id itself is blotted out. */
  async function same(
    purpose: PurposeId,
    text: string,
    hidden: string,
    unknown: string,
    more: unknown[] = [],
  ): Promise<Answer> {
    const blot = (id: string, given: Answer): Answer => JSON.parse(JSON.stringify(given).replaceAll(id, 'ID'))
    const first = blot(hidden, await answer(under(purpose), text, [hidden, ...more]))
    const second = blot(unknown, await answer(under(purpose), text, [unknown, ...more]))
    assert.deepEqual(first, second, `${purpose}: ${text}`)
    return first
  }

  const key = () => suppressionKey(bed.connection.key)
  const CHILDREN: Record<string, string> = {
    emails: `(person_id, address, kind) values ($1, 'a@b.example', 'named_work')`,
    phones: `(person_id, number, kind) values ($1, '+358401234567', 'mobile')`,
    notes: `(person_id, body) values ($1, 'x')`,
  }

  test('child rows: the same code, the same words, and nothing inserted', async () => {
    let tried = 0
    for (const purpose of purposeIds) {
      const { hidden, seen } = await pairFor(purpose)
      for (const [noun, rest] of Object.entries(CHILDREN)) {
        if (!base.nouns[noun]!.open?.includes(purpose)) {
          assert.notEqual(
            (await answer(under(purpose), `insert into ${purpose}.${noun} ${rest}`, [seen ?? hidden])).code,
            'done',
          )
          continue
        }
        tried += 1
        const said = await same(purpose, `insert into ${purpose}.${noun} ${rest}`, hidden, newId())
        assert.deepEqual({ code: said.code, message: said.message }, { code: 'SEL01', message: 'PERSON_NOT_FOUND' })
        await same(
          purpose,
          `insert into ${purpose}.${noun} ${rest} on conflict do nothing returning id`,
          hidden,
          newId(),
        )
        await same(
          purpose,
          `insert into ${purpose}.${noun} ${rest.replace('values ($1', 'select $1::uuid').replace(/\)$/, '')}`,
          hidden,
          newId(),
        )
        await same(
          purpose,
          `with i as (insert into ${purpose}.${noun} ${rest} returning id) select * from i`,
          hidden,
          newId(),
        )
        if (seen)
          assert.equal((await answer(under(purpose), `insert into ${purpose}.${noun} ${rest}`, [seen])).code, 'done')
      }
    }
    assert.ok(tried >= 12)
  })

  test('doors', async () => {
    for (const purpose of purposeIds) {
      const ids = await pairFor(purpose)
      const may = (door: string) =>
        doors[door]!.to === 'every' || (doors[door]!.to as readonly string[]).includes(purpose)
      const employ = (person: string, company: string) =>
        `select * from door.employment(null, jsonb_build_object('person', ${person}::uuid, 'company', ${company}::uuid))`
      const calls: [door: string, text: string, hidden: string | undefined, more?: unknown[]][] = [
        ['object', `select door.object($1, 'marketing', 'phone', null, $2)`, ids.hidden, [key()]],
        ['object', `select door.object($1, 'sales', 'phone', null, $2)`, ids.hidden, [key()]],
        ['grounds_of', 'select * from door.grounds_of($1)', ids.hidden],
        ['remove', 'select door.remove($1)', ids.hidden],
        ['remove', 'select door.remove($1, true)', ids.hidden],
        ['ground', `select door.ground($1, '{"kind": "restriction", "ground": "claims"}', null)`, ids.hidden],
        ['ground', `select door.ground($1, '{"kind": "hold", "act": "a", "section": "1"}', null)`, ids.hidden],
        ['inform', `select door.inform($1, '{"channel": "letter"}')`, ids.hidden],
        ['employment', `select * from door.employment($1, '{}')`, ids.hiddenEmployment],
        ['employment', employ('$1', '$2'), ids.hidden, [ids.seenCompany ?? newId()]],
        ['employment', employ('$2', '$1'), ids.hiddenCompany, [ids.seen ?? newId()]],
        ['merge', 'select door.merge($1, array[$2]::uuid[])', ids.hidden, [ids.seen ?? newId()]],
        ['merge', 'select door.merge($2, array[$1]::uuid[])', ids.hidden, [ids.seen ?? newId()]],
      ]
      for (const [door, text, hidden, more] of calls) {
        if (!may(door) || !hidden) continue
        const said = await same(purpose, text, hidden, newId(), more)
        assert.equal(said.code, 'SEL01', `${purpose}: ${text} ${JSON.stringify(said)}`)
        assert.match(said.message, /_NOT_FOUND$/)
      }
    }
  })

  test('companies: a hidden sole trader’s company is no parent, no place for an address, and the trader no owner', async () => {
    const tried = new Set<string>()
    for (const purpose of base.nouns.companies!.open as PurposeId[]) {
      const { hidden, hiddenCompany, seenCompany } = await pairFor(purpose)
      await same(purpose, `insert into ${purpose}.companies (name, person_id) values ('x', $1)`, hidden, newId())
      await same(purpose, `update ${purpose}.companies set person_id = $1 where id = $2`, hidden, newId(), [
        seenCompany,
      ])
      if (!hiddenCompany) continue
      tried.add(purpose)
      await same(
        purpose,
        `insert into ${purpose}.addresses (company_id, kind) values ($1, 'postal')`,
        hiddenCompany,
        newId(),
      )
      await same(purpose, `insert into ${purpose}.companies (name, parent_id) values ('x', $1)`, hiddenCompany, newId())
      await same(purpose, `update ${purpose}.companies set parent_id = $1 where id = $2`, hiddenCompany, newId(), [
        seenCompany,
      ])
    }
    assert.ok(tried.size >= 2, 'the demo has hidden sole traders')
  })

  test('values: what a hidden person has, another may be given, with the same answer', async () => {
    const { rows } = await owner.query(
      `select e.address from data.emails e join data.people p on p.id = e.person_id where p.permitted & 8 = 0 limit 1`,
    )
    const { seen } = await pairFor('sales')
    const text = `insert into sales.emails (person_id, address, kind) values ($2, $1, 'named_work')`
    assert.equal((await same('sales', text, rows[0].address, 'nobody@nowhere.example', [seen])).code, 'done')
    assert.equal(
      (
        await same(
          'sales',
          `${text} on conflict do nothing returning kind`,
          rows[0].address,
          'nobody@nowhere.example',
          [seen],
        )
      ).rows!.length,
      1,
    )
    assert.equal(
      (
        await same('sales', `${text} on conflict (address) do nothing`, rows[0].address, 'nobody@nowhere.example', [
          seen,
        ])
      ).code,
      '42P10',
    )
  })

  test('reading, changing and locking find nothing, whichever it is', async () => {
    for (const purpose of purposeIds) {
      const { hidden } = await pairFor(purpose)
      if (columnsOf(base.nouns.people!, purpose).length === 0) continue
      for (const text of [
        `select * from ${purpose}.people where id = $1`,
        `select id from ${purpose}.emails where person_id = $1`,
      ]) {
        const said = await same(purpose, text, hidden, newId())
        assert.deepEqual(said.rows ?? [], [])
      }
    }
    const { hidden } = await pairFor('sales')
    for (const text of [
      'update sales.people set job_title = null where id = $1 returning id',
      'select id from sales.people where id = $1 for update',
      'delete from sales.emails where person_id = $1 returning id',
    ]) {
      assert.deepEqual((await same('sales', text, hidden, newId())).rows, [])
    }
  })

  test('intake: a row cannot speak for somebody outside its own batch', async () => {
    const call = 'select * from door.intake($2, $3, $4, $5, $6, $7, $8)'
    const plan = { position: 'customer', source: 'person', match: false, updates: 'overwrite' }
    for (const more of [{}, { objection: true }]) {
      const { hidden } = await pairFor('relationship')
      const ask = async (who: string) => {
        const people = [{ id: newId(), line: 1, same_as: who, given_name: 'Viety', family_name: 'Nimi', ...more }]
        const emails = [{ person: people[0]!.id, address: 'vieras@toinen.example', kind: 'named_work', main: true }]
        return answer(under('relationship'), `${call} where $1::text is not null`, [
          'x',
          JSON.stringify(people),
          JSON.stringify(emails),
          '[]',
          '[]',
          JSON.stringify([{ person: people[0]!.id, body: 'kuka' }]),
          JSON.stringify(plan),
          key(),
        ])
      }
      const [first, second] = [await ask(hidden), await ask(newId())]
      assert.deepEqual(first, second)
      assert.notEqual(first.code, 'done', 'a hidden person was written to')
    }
  })

  test('intake and imports: another purpose’s import is not there', async () => {
    const { rows } = await under('sales').query(
      `select door.import_step(null, '{"file": "fair.csv", "plan": {}}')->>'id' as id`,
    )
    const theirs = rows[0].id
    const people = JSON.stringify([{ id: newId(), line: 1, given_name: 'A', family_name: 'B' }])
    const plan = (id: string) => JSON.stringify({ position: 'customer', source: 'person', import: id })
    const ask = (id: string) =>
      answer(under('relationship'), `select * from door.intake($1, '[]', '[]', '[]', '[]', $2, $3)`, [
        people,
        plan(id),
        key(),
      ])
    const [first, second] = [await ask(theirs), await ask(newId())]
    assert.deepEqual(first, second)
    assert.notEqual(first.code, 'done')
    for (const text of [
      'select * from door.imports_of($1)',
      `select * from door.imports_of($1, '{created,rejected}', 0, 10)`,
    ]) {
      assert.deepEqual((await same('relationship', text, theirs, newId())).rows, [])
      assert.equal((await answer(under('sales'), text, [theirs])).rows!.length, 1)
    }
    for (const step of [
      { state: 'running' },
      { rows: [{ line: 1, code: 'X' }] },
      { forecast: ['a@b.example'], key: '00' },
      { take_back: 10 },
    ]) {
      const text = `select door.import_step($1, '${JSON.stringify(step)}')`
      assert.equal((await same('relationship', text, theirs, newId())).message, 'IMPORT_NOT_FOUND', text)
      assert.equal((await answer(under('sales'), text, [theirs])).code, 'done', text)
    }
  })
})
