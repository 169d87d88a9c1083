import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { Refusal, toRefusal } from '#kernel/errors.ts'
import { newId } from '#kernel/ledger.ts'
import { COUNTED, type Filter, lensOf, page, type Query, shown } from '#kernel/records.ts'
import { fold } from '#kernel/words.ts'
import { base, type PurposeId } from '#register/index.ts'
import { type Bed, openBed } from '../../tests/bed.ts'

// Lists as a purpose sees them: refusals first, then pages that are whole and without repeats in any order.

let bed: Bed
let house: House
let owner: pg.Client
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  owner = await bed.owner()
})
after(async () => {
  await house.close()
  await bed.close()
})

const list = (query: Partial<Query>, noun = 'people', purpose: PurposeId = 'relationship') =>
  page(house.under(purpose) as Kysely<any>, lensOf(base.nouns, noun, purpose), { limit: 50, ...query })

/** The code and field of the refusal; anything that is no refusal of ours is a defect. */
const said = (query: Partial<Query>, noun?: string, purpose?: PurposeId): Promise<string> =>
  Promise.resolve()
    .then(() => list(query, noun, purpose))
    .then(
      () => 'done',
      (error) => {
        const refusal = error instanceof Refusal ? error : toRefusal(error)
        assert.notEqual(refusal.code, 'UNEXPECTED', `${error} ${JSON.stringify(query)}`)
        return `${refusal.code} ${refusal.more.field ?? ''}`.trim()
      },
    )

const filter = (field: unknown, op: unknown, value?: unknown): Filter => ({ field, op, value }) as Filter

describe('refused', () => {
  test('nouns and columns that are not the purpose’s', async () => {
    for (const noun of [
      'pets',
      'users',
      'grounds',
      'suppressions',
      'constructor',
      '__proto__',
      'toString',
      'people; drop table data.people',
    ]) {
      assert.equal(await said({}, noun, 'sales'), 'NOUN_UNKNOWN', noun)
    }
    assert.equal(await said({}, 'phones', 'marketing'), 'NOUN_UNKNOWN')
    for (const name of [
      'permitted',
      'phone',
      'shoe_size',
      '',
      '*',
      'constructor',
      '__proto__',
      'id; select 1',
      'people.id',
      '1',
      'given_name desc --',
      'GIVEN_NAME',
    ]) {
      assert.equal(await said({ filter: filter(name, 'is', 'x') }), `FIELD_UNKNOWN ${name}`.trim(), name)
      if (name) assert.match(await said({ sort: name }), /^FIELD_UNKNOWN sort/, name)
      if (name) assert.match(await said({ sort: `-${name}` }), /^FIELD_UNKNOWN sort/, name)
    }
    assert.match(await said({ sort: 'search' }), /FIELD_UNKNOWN/)
    // A column asked for that is not there is left out: it is not there.
    const { items } = await list({ fields: ['permitted', 'search', 'given_name', 'toString'], limit: 1 })
    assert.deepEqual(Object.keys(items[0]!).sort(), ['family_name', 'given_name', 'id'])
  })

  test('trees that are none', async () => {
    for (const tree of [
      [],
      'x',
      5,
      true,
      null,
      [filter('id', 'is')],
      { and: 'x' },
      { or: {} },
      { and: [null] },
      { or: [[]] },
      { and: [{ and: 5 }] },
      {},
      { field: 'given_name' },
      { op: 'is' },
    ]) {
      if (tree === null) continue
      assert.match(await said({ filter: tree as never }), /^(INPUT_INVALID filter|FIELD_UNKNOWN)/, JSON.stringify(tree))
    }
    for (const op of ['', 'IS', 'or 1=1', 'constructor', '__proto__', 7, null, { is: 1 }]) {
      assert.equal(await said({ filter: filter('given_name', op, 'x') }), 'INPUT_INVALID filter', String(op))
    }
    const wide = { or: Array.from({ length: 60 }, () => filter('given_name', 'is', 'x')) }
    assert.equal(await said({ filter: wide }), 'INPUT_INVALID filter')
    let deep: Filter = filter('given_name', 'is', 'x')
    for (let n = 0; n < 5000; n++) deep = { and: [deep] }
    assert.equal(await said({ filter: deep }), 'INPUT_INVALID filter')
  })

  test('an order of what has none', async () => {
    for (const op of ['before', 'after'])
      assert.equal(await said({ filter: filter('roles', op, 'customer') }, 'companies'), 'INPUT_INVALID filter')
  })

  test('values of another type, and cursors of another list', async () => {
    for (const [field, value] of [
      ['created_at', 'yesterday or so'],
      ['version', 'x'],
      ['id', 'x'],
      ['created_at', { a: 1 }],
      ['version', 1e30],
      ['given_name', 'a\0b'],
    ] as const) {
      for (const op of ['is', 'before', 'any_of'])
        assert.match(
          await said({ filter: filter(field, op, value) }),
          /^(VALUE_NOT_ALLOWED|INPUT_INVALID)/,
          `${field} ${op} ${value}`,
        )
    }
    const cursor = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url')
    for (const one of ['x', '', '!!!', cursor({}), cursor([1]), cursor([1, 2, 3, 4]), cursor(null), cursor('abc')]) {
      if (one) assert.equal(await said({ cursor: one }), 'INPUT_INVALID cursor', one)
    }
    for (const values of [
      ['a', 'b', 'not an id'],
      ['a', { x: 1 }, newId()],
      [['a'], 'b', newId()],
      ['a', 'b\0', newId()],
      ['a', 'b', null],
    ]) {
      assert.match(
        await said({ cursor: cursor(values) }),
        /^(INPUT_INVALID|VALUE_NOT_ALLOWED|done)/,
        JSON.stringify(values),
      )
    }
  })

  test('anything typed into search or a condition stays a value', async () => {
    const before = (await owner.query('select count(*) from data.people')).rows[0].count
    const nasty = [
      `'`,
      `''`,
      `'; drop table data.people; --`,
      `\\`,
      `\\'`,
      '%',
      '_',
      '%%%',
      '\u0000',
      '$1',
      ':*',
      '!a',
      'a & b',
      '(a',
      'a | ',
      '<->',
      '"',
      '/*',
      '*/',
      '😀',
      'İ',
      'ﬁ',
      '\ud800',
      'a'.repeat(5000),
      ...Array.from({ length: 9 }, (_, n) => `${n}:*|!`),
    ]
    for (const text of nasty) {
      for (const noun of ['people', 'companies', 'emails', 'employments']) {
        assert.match(
          await said({ q: text, limit: 1 }, noun),
          /^(done|VALUE_NOT_ALLOWED|INPUT_INVALID)/,
          `${noun} ${JSON.stringify(text).slice(0, 50)}`,
        )
      }
      if (nasty.indexOf(text) > 12) continue
      for (const op of ['is', 'is_not', 'contains', 'starts', 'any_of', 'before', 'after', 'empty', 'not_empty']) {
        assert.match(await said({ filter: filter('family_name', op, text) }), /^(done|VALUE_NOT_ALLOWED)/)
        assert.match(
          await said({ filter: filter('roles', op, text) }, 'companies'),
          /^(done|VALUE_NOT_ALLOWED|INPUT_INVALID filter)/,
          `roles ${op}`,
        )
      }
    }
    // A sign that LIKE reads otherwise is itself: nobody is called so.
    for (const text of ['%', '_', '\\', 'a%b']) {
      for (const op of ['contains', 'starts'])
        assert.equal((await list({ filter: filter('family_name', op, text) })).items.length, 0, `${op} ${text}`)
    }
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
        assert.match(await said({ q: text, limit: 1 }), /^(done|VALUE_NOT_ALLOWED)/)
        assert.match(
          await said({ filter: filter('job_title', 'contains', text), limit: 1 }),
          /^(done|VALUE_NOT_ALLOWED)/,
        )
      }),
      { numRuns: 15 },
    )
    assert.equal((await owner.query('select count(*) from data.people')).rows[0].count, before)
  })
})

describe('pages', () => {
  const names = ['Aho', 'Åberg', 'aho', 'Öhman', 'Virtanen', '', 'Mäki', "O'Neill", null, null, 'Zz']
  before(async () => {
    // Ties in every column, nulls in most, and moments that differ by less than a clock shows.
    const rows = Array.from({ length: 131 }, (_, n) => ({
      id: newId(),
      given_name: n % 3 ? `Nimi ${n % 5}` : null,
      family_name: names[n % names.length],
      job_title: n % 4 ? 'Johtaja' : null,
      created_at: `2026-03-0${1 + (n % 3)}T08:00:00.12345${n % 7}Z`,
      informed_at: n % 2 ? `2026-03-01T08:00:00.00000${n % 9}Z` : null,
    }))
    await owner.query(
      `insert into data.people (id, given_name, family_name, job_title, created_at, informed_at, source)
       select id, given_name, family_name, job_title, created_at, informed_at, 'person'
       from json_to_recordset($1) as r(id uuid, given_name text, family_name text, job_title text, created_at timestamptz, informed_at timestamptz)`,
      [JSON.stringify(rows)],
    )
    await owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) select id, 'interest', 'interest', 'allow', 4, 't' from unnest($1::uuid[]) as id`,
      [rows.map(({ id }) => id)],
    )
  })

  /** The whole list in one statement, and the same by pages. */
  async function compare(sort: string, limit: number, noun = 'people'): Promise<void> {
    const asked = sort.split(',')
    const down = asked.every((one) => one.startsWith('-'))
    // A name alone is ordered by the other name too, and the id ends every tie.
    const [first] = asked
    if (asked.length === 1 && /^-?family_name$/.test(first!)) asked.push(first!.replace('family', 'given'))
    if (!/\bid\b/.test(sort)) asked.push(down ? '-id' : 'id')
    const order = asked
      .map((one) => {
        const column = one.replace('-', '')
        const text = /text/.test(base.nouns[noun]!.fields[column]!.type)
        return `${pg.escapeIdentifier(column)} ${text ? 'collate "fi-x-icu"' : ''} ${one.startsWith('-') ? 'desc nulls first' : 'asc nulls last'}`
      })
      .join(', ')
    const whole = await house.pool('relationship').query(`select id from relationship.${noun} order by ${order}`)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const found: Awaited<ReturnType<typeof list>> = await list({ sort, limit, ...(cursor ? { cursor } : {}) }, noun)
      assert.ok(found.items.length > 0 || !cursor, `an empty page under ${sort}`)
      seen.push(...found.items.map(({ id }) => id as string))
      assert.ok(seen.length <= whole.rows.length, `rows came twice under ${sort}`)
      cursor = found.next ?? undefined
    } while (cursor)
    assert.deepEqual(
      seen,
      whole.rows.map(({ id }) => id),
      `${noun} by ${sort}, ${limit} at a time`,
    )
  }

  test('are complete and without repeats, in every order of every column, with nulls and ties', async () => {
    for (const column of shown(lensOf(base.nouns, 'people', 'relationship'))) {
      for (const sort of [column, `-${column}`]) await compare(sort, 41)
    }
    for (const sort of [
      'family_name,given_name',
      '-family_name,given_name',
      'family_name,-given_name',
      '-job_title,-informed_at',
      'informed_at,-created_at',
      '-created_at,family_name,-id',
      'job_title,language,team,source',
    ]) {
      await compare(sort, 23)
    }
    await compare('informed_at', 1)
    for (const sort of ['name', '-roles', 'customer_since,-name', '-parent_id']) await compare(sort, 9, 'companies')
    for (const sort of ['main,-address', '-kind']) await compare(sort, 30, 'emails')
  })

  test('show the columns of the purpose, and no search columns', async () => {
    const { items } = await list({ limit: 3 })
    assert.deepEqual(Object.keys(items[0]!).sort(), shown(lensOf(base.nouns, 'people', 'relationship')).sort())
    const few = await list({ limit: 3, fields: ['job_title'], sort: 'job_title' })
    assert.deepEqual(Object.keys(few.items[0]!).sort(), ['id', 'job_title'])
  })

  test('hold what came in or went while they were read: nothing else is skipped or repeated', async () => {
    const first = await list({ sort: 'family_name', limit: 40 })
    const before = new Set(first.items.map(({ id }) => id))
    const rest = (await house.pool('relationship').query('select id from relationship.people')).rows.filter(
      ({ id }) => !before.has(id),
    )
    const last = first.items.at(-1)!.id
    await owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'restriction', 'restriction', 'block', 4, 't')`,
      [last],
    )
    const seen: string[] = []
    for (let cursor = first.next; cursor; ) {
      const found = await list({ sort: 'family_name', limit: 40, cursor })
      seen.push(...found.items.map(({ id }) => id as string))
      cursor = found.next
    }
    assert.deepEqual(seen.sort(), rest.map(({ id }) => id).sort())
  })
})

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
