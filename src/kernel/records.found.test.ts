import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Kysely } from 'kysely'
import { COUNTED, lensOf, page, type Query } from '#kernel/records.ts'
import { fold } from '#kernel/words.ts'
import { base } from '#register/index.ts'
import { filter, house, list, owner, said } from './records.cast.ts'

// What a list counts and finds, compared with rows looked at one by one.

describe('totals and conditions', () => {
  const count = async (query: Partial<Query>, noun?: string): Promise<number> => (await list(query, noun)).total.count

  test('are exact, and counted once: a later page does not count again', async () => {
    const all = Number(
      (await house.pool('relationship').query('select count(*) from relationship.people')).rows[0].count,
    )
    const first = await list({ limit: 10 })
    assert.deepEqual(first.total, { count: all, exact: true })
    assert.equal((await list({ limit: 10, cursor: first.next! })).total.count, -1)
    assert.ok(COUNTED >= 1000)
  })

  test('come with the rows, without them, or alone, the same each time', async () => {
    const query = { filter: filter('language', 'is', 'fi'), limit: 5 }
    const { items, next, total } = await list(query)
    assert.ok(total.exact && total.count > 5)
    assert.deepEqual(await list({ ...query, total: 'without' }), { items, next, total: { count: -1, exact: false } })
    assert.deepEqual(await list({ ...query, total: 'only' }), { items: [], next: null, total })
    assert.equal(await said({ total: 'only', filter: filter('shoe_size', 'is', 'x') }), 'FIELD_UNKNOWN shoe_size')
    assert.match(await said({ total: 'only', sort: 'permitted' }), /^FIELD_UNKNOWN/)
  })

  test('every comparison is the negation or the whole it says it is', async () => {
    const all = await count({})
    for (const column of ['given_name', 'job_title', 'informed_at', 'owner_id']) {
      assert.equal(
        (await count({ filter: filter(column, 'empty') })) + (await count({ filter: filter(column, 'not_empty') })),
        all,
        column,
      )
    }
    assert.equal(
      (await count({ filter: filter('job_title', 'is', 'Johtaja') })) +
        (await count({ filter: filter('job_title', 'is_not', 'Johtaja') })),
      all,
    )
    assert.equal(await count({ filter: { and: [] } }), all)
    assert.equal(await count({ filter: { or: [filter('job_title', 'empty'), filter('job_title', 'not_empty')] } }), all)
    assert.equal(await count({ filter: { and: [filter('job_title', 'empty'), filter('job_title', 'not_empty')] } }), 0)
    assert.equal(
      await count({ filter: filter('family_name', 'any_of', ['Aho', 'Öhman']) }),
      (await count({ filter: filter('family_name', 'is', 'Aho') })) +
        (await count({ filter: filter('family_name', 'is', 'Öhman') })),
    )
    const companies = await count({}, 'companies')
    assert.equal(
      (await count({ filter: filter('roles', 'is', 'customer') }, 'companies')) +
        (await count({ filter: filter('roles', 'is_not', 'customer') }, 'companies')),
      companies,
    )
    assert.equal(
      (await count({ filter: filter('created_at', 'before', '2026-03-02T00:00:00Z') })) +
        (await count({ filter: filter('created_at', 'after', '2026-03-02T00:00:00Z') })),
      all,
    )
  })

  test('what a name is, or begins with, is asked by its letters and finds what comparing each one finds', async () => {
    const odd = [
      'Åström',
      'ÅSTRÖM',
      'åström',
      'Ästrom',
      'Ólafsson',
      'Øye',
      'Æsir',
      'von Wright',
      'Von',
      'VON-',
      "D'Arcy",
    ]
    odd.push('Weiß', 'Weiss', 'Žižek', 'Ylö', 'Ylöttö', 'Zzz', 'Ğül', 'İzmir', 'Ñu', 'Ivanov 2', 'Иванов', '7 Oy', 'a')
    await owner.query(
      `with made as (insert into data.people (family_name, source) select unnest($1::text[]), 'person' returning id)
       insert into data.grounds (person_id, slot, kind, effect, purposes, actor) select id, 'test', 'employment', 'allow', 4, 'test' from made`,
      [odd],
    )
    const names = (await owner.query('select family_name from relationship.people where family_name is not null')).rows
    assert.ok(
      odd.every((one) => names.some(({ family_name }) => family_name === one)),
      'they are seen',
    )
    const starts = [...odd, ...names.slice(0, 40).map(({ family_name }) => family_name as string)].flatMap((name) => [
      name,
      name.slice(0, 1),
      name.slice(0, 3).toUpperCase(),
      name.slice(0, 2).toLowerCase(),
    ])
    for (const start of new Set([...starts, '', '%', '_', '\uffff'])) {
      const { rows } = await owner.query(
        `select count(*)::int as n, count(*) filter (where family_name = $1)::int as same from relationship.people
         where starts_with(lower(family_name), lower($1))`,
        [start],
      )
      const fits = { starts: rows[0].n, is: rows[0].same, any_of: rows[0].same }
      for (const [op, n] of Object.entries(fits)) {
        const value = op === 'any_of' ? [start] : start
        assert.equal(await count({ filter: filter('family_name', op, value) }), n, `${op} ${start}`)
      }
    }
  })

  test('a level that reaches its own or its team’s sees those, and their number', async () => {
    const lens = lensOf(base.nouns, 'people', 'relationship')
    const some = (await list({ limit: 3 })).items.map(({ id }) => id as string)
    await owner.query(
      `update data.people set owner_id = 'me', team = case when id = $2 then 'mine' end where id = any ($1)`,
      [some.slice(0, 2), some[0]],
    )
    await owner.query(`update data.people set owner_id = 'you', team = 'mine' where id = $1`, [some[2]])
    const reach = async (scope: 'own' | 'team' | 'all', user = 'me', team: string | null = 'mine') =>
      (await page(house.under('relationship') as Kysely<any>, lens, { limit: 500 }, { scope, user, team })).total.count
    assert.equal(await reach('own'), 2)
    assert.equal(await reach('team'), 3)
    assert.equal(await reach('team', 'me', null), 2, 'without a team it is one’s own')
    assert.equal(await reach('own', 'nobody'), 0)
    assert.equal(await reach('all'), await count({}))
  })

  test('a name is found as it is bent, of people and where only parts of names are indexed', async () => {
    const one = async (q: string) => (await list({ q, limit: 500 })).items.map((item) => item.family_name)
    const { rows } = await owner.query(
      `select given_name, family_name from data.people where permitted & 4 <> 0 and family_name ~ 'nen$' limit 5`,
    )
    assert.ok(rows.length > 0)
    for (const { given_name, family_name } of rows) {
      const stem = family_name.slice(0, -3)
      for (const bent of [`${stem}sen`, `${stem}selle`, `${stem.toUpperCase()}SELTA`, `${given_name} ${stem}sen`])
        assert.ok((await one(bent)).includes(family_name), `${bent} does not find ${family_name}`)
      assert.deepEqual(await one(`${stem}sen nobodyiscalledthis`), [], 'each word must be found')
    }
    assert.deepEqual(await one('Nobodyiscalledthissen'), [])
    await owner.query(
      `insert into data.deals (name, state, company_id)
       select 'Konehuolto Ahtola', 'open', id from data.companies where 'customer' = any(roles) limit 1`,
    )
    for (const bent of ['konehuollon', 'Ahtolalle', 'Ahtolan konehuollosta']) {
      const { items } = await list({ q: bent }, 'deals', 'sales')
      assert.deepEqual(
        items.map(({ name }) => name),
        ['Konehuolto Ahtola'],
        bent,
      )
    }
  })

  test('a person is found by any part of the name, folded as the database folds it', async () => {
    const { rows } = await owner.query(
      `select id, given_name, family_name from data.people where permitted & 4 <> 0 and family_name ~ '[äöå]' limit 20`,
    )
    assert.ok(rows.length > 5)
    for (const { id, given_name, family_name } of rows) {
      for (const q of [
        family_name,
        family_name.toUpperCase(),
        fold(family_name),
        family_name.slice(1, 5),
        `${family_name} ${given_name ?? ''}`,
        `${(given_name ?? '').slice(0, 2)} ${family_name.slice(0, 3)}`,
      ]) {
        const { items } = await list({ q, limit: 500 })
        assert.ok(
          items.some((item) => item.id === id),
          `${q} does not find ${given_name} ${family_name}`,
        )
      }
    }
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(..."aAäÄöÖåÅéÉüÜñÑßøØłŁžŽðÞæÆőŐűēĒņŅšŠț -'"), maxLength: 30 }),
        async (text) => {
          const { rows } = await owner.query('select data.fold($1) as folded', [text])
          assert.equal(fold(text), rows[0].folded)
        },
      ),
      { numRuns: 60 },
    )
  })
})
