import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { newId } from '#kernel/ledger.ts'
import { type Filter, lensOf, shown } from '#kernel/records.ts'
import { base } from '#register/index.ts'
import { filter, house, list, owner, said } from './records.cast.ts'

// Lists as a purpose sees them: refusals first, then pages that are whole and without repeats in any order.

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
