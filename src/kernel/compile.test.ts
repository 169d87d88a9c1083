import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { differences } from '#kernel/apply.ts'
import { bit, bitsOf, carriesCopy, columnsOf, compile, holds, writableOf } from '#kernel/compile.ts'
import { Refusal } from '#kernel/errors.ts'
import { type Addition, compileAdditions } from '#kernel/extend.ts'
import { base, purposeIds } from '#register/index.ts'

// The compiler, without a database: register in, text out.

const views = compile(base).filter(({ kind }) => kind === 'view')
const words = { fi: 'Kenttä', sv: 'Fält', en: 'Field' }
const custom = (body: object): Addition => ({
  kind: 'field',
  body: {
    noun: 'people',
    name: 'x_bay',
    type: 'text',
    label: words,
    category: 'title',
    retention: 'contact',
    purposes: { sales: 'write' },
    ...body,
  } as never,
})
const code = (work: () => unknown): string => {
  try {
    work()
    return 'done'
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error))
    return `${error.code} ${error.more.field ?? ''}`.trim()
  }
}

describe('what has no place in the register is refused', () => {
  for (const [what, body, refusal] of [
    ['no purpose', { purposes: {} }, 'FIELD_WITHOUT_PURPOSE purposes'],
    ['purposes that see nothing', { purposes: { development: 'pseudonym' } }, 'FIELD_WITHOUT_PURPOSE purposes'],
    ['an unknown purpose', { purposes: { sales: 'read', curiosity: 'read' } }, 'PURPOSE_UNKNOWN purposes'],
    [
      'a purpose named like a property of every object',
      { purposes: { sales: 'read', constructor: 'read' } },
      'PURPOSE_UNKNOWN purposes',
    ],
    ['a purpose that does not see the noun', { purposes: { security: 'read' } }, 'PURPOSE_MISMATCH purposes'],
    ['no retention', { retention: '' }, 'FIELD_WITHOUT_PURPOSE retention'],
    ['an unknown retention', { retention: 'for_ever' }, 'RETENTION_RULE_MISSING retention'],
    [
      'a retention named like a property of every object',
      { retention: 'toString' },
      'RETENTION_RULE_MISSING retention',
    ],
    ['an unknown category', { category: 'shoe' }, 'FIELD_WITHOUT_PURPOSE category'],
    ['a category named like a property of every object', { category: 'valueOf' }, 'FIELD_WITHOUT_PURPOSE category'],
    ['a name without x_', { name: 'bay' }, 'VALUE_NOT_ALLOWED name'],
    ['a name that would be SQL', { name: 'x_a; drop table data.people' }, 'VALUE_NOT_ALLOWED name'],
    ['a name with a quote', { name: 'x_"a"' }, 'VALUE_NOT_ALLOWED name'],
    ['a name too long for a column', { name: `x_${'a'.repeat(64)}` }, 'VALUE_NOT_ALLOWED name'],
    ['an unknown noun', { noun: 'pets' }, 'NOUN_UNKNOWN noun'],
    ['a noun named like a property of every object', { noun: 'constructor' }, 'NOUN_UNKNOWN noun'],
    ['the ledger of grounds', { noun: 'grounds' }, 'NOUN_UNKNOWN noun'],
    ['our own users', { noun: 'users' }, 'NOUN_UNKNOWN noun'],
    ['a choice of nothing', { type: 'choice' }, 'VALUE_MISSING options'],
  ] as const) {
    test(what, () =>
      assert.equal(
        code(() => compileAdditions(base, [custom(body)])),
        refusal,
      ),
    )
  }
  test('a purpose, a rule and a length that do not exist', () => {
    assert.equal(
      code(() => compileAdditions(base, [{ kind: 'purpose', body: { purpose: 'curiosity', asleep: true } }])),
      'PURPOSE_UNKNOWN purpose',
    )
    const rule = (body: object) =>
      code(() =>
        compileAdditions(base, [
          { kind: 'retention', body: { rule: 'contact', length: 'P1M', reason: words, ...body } },
        ]),
      )
    assert.equal(rule({ rule: 'nothing' }), 'RETENTION_RULE_MISSING rule')
    for (const length of ['', 'P', '1 month', 'P-1M', "P1M'; --"])
      assert.equal(rule({ length }), 'VALUE_NOT_ALLOWED length')
    assert.equal(rule({}), 'done')
  })
})

describe('the text', () => {
  test('is the same for the same register, and leaves the register as it was', () => {
    const before = JSON.stringify(base)
    assert.deepEqual(compile(base), compile(structuredClone(base)))
    assert.equal(JSON.stringify(base), before)
    assert.equal(new Set(compile(base).map(({ name }) => name)).size, compile(base).length)
  })

  test('never selects everything, and qualifies every object', () => {
    for (const { name, sql } of compile(base)) {
      assert.doesNotMatch(sql, /select\s+\*|t\.\*/i, name)
      const named = [...sql.matchAll(/\b(?:from|join|into|update)\s+([a-z_]+)(?![\w.])/g)].map(([, object]) => object!)
      const known = [
        'on',
        'of',
        'mask',
        'held',
        'added',
        'unnest',
        'permitted',
        'public',
        ...purposeIds.map((purpose) => `purpose_${purpose}`),
      ]
      assert.deepEqual(
        named.filter((object) => !known.includes(object)),
        [],
        name,
      )
    }
  })

  test('a view has the columns of the register, in its order, the literal of its bit, and the check that nothing leaves it', () => {
    for (const purpose of purposeIds) {
      const literal = bit(base.purposes[purpose]!)
      for (const [name, noun] of Object.entries(base.nouns)) {
        const view = views.find((one) => one.name === `${purpose}.${name}`)
        const columns = noun.schema === 'data' ? columnsOf(noun, purpose) : []
        assert.equal(view !== undefined, columns.length > 0, `${purpose}.${name}`)
        if (!view) continue
        const [, selected] = /as\nselect (.+)\nfrom data\./.exec(view.sql)!
        assert.deepEqual(
          selected!.split(', '),
          columns.map((column) => `t.${column}`),
        )
        if (noun.mask === 'ask')
          assert.match(
            view.sql,
            new RegExp(
              `exists \\(select from data\\.people p where p\\.id = t\\.${noun.person} and \\(p\\.permitted & ${literal}\\) <> 0\\)`,
            ),
          )
        else if (noun.mask !== 'none' || noun.person)
          assert.match(view.sql, new RegExp(`\\(t\\.permitted & ${literal}\\) <> 0`))
        if (noun.mask !== 'ask') assert.match(view.sql, /with local check option;/)
        assert.doesNotMatch(selected!, /permitted/)
        assert.equal(/^grant delete/m.test(view.sql), (noun.open?.includes(purpose) && !noun.trash) ?? false)
        const granted = [...view.sql.matchAll(/^grant .* to (\w+);$/gm)].map(([, to]) => to)
        assert.deepEqual(new Set(granted), new Set([`purpose_${purpose}`]))
        assert.equal(/\bfalse\b/.test(view.sql), base.purposes[purpose]!.asleep ?? false)
      }
    }
  })

  test('what a purpose may only digest, pseudonymise or ask consent for is no column', () => {
    for (const noun of Object.values(base.nouns)) {
      for (const [column, field] of Object.entries(noun.fields)) {
        for (const [purpose, use] of Object.entries(field.purposes)) {
          assert.equal(columnsOf(noun, purpose).includes(column), use === 'read' || use === 'write')
          assert.equal(holds(field, purpose), use === 'read' || use === 'write')
          if (writableOf(noun, purpose).includes(column))
            assert.ok(use === 'write' && !field.system && !field.generated)
        }
      }
    }
  })

  test('a generated column is made only of what every purpose that reads it also reads', () => {
    for (const [name, noun] of Object.entries(base.nouns)) {
      for (const [column, field] of Object.entries(noun.fields)) {
        const sources = Object.keys(noun.fields).filter(
          (other) => other !== column && new RegExp(`\\b${other}\\b`).test(field.generated ?? ''),
        )
        for (const purpose of purposeIds.filter((one) => holds(field, one))) {
          for (const source of sources)
            assert.ok(holds(noun.fields[source]!, purpose), `${name}.${column} tells ${purpose} of ${source}`)
        }
      }
    }
  })

  test('a copy holds the bits of those who see the table, and no others', () => {
    for (const [name, noun] of Object.entries(base.nouns)) {
      if (noun.schema !== 'data' || !carriesCopy(noun)) continue
      const bits = purposeIds
        .filter((purpose) => columnsOf(noun, purpose).length > 0)
        .reduce((mask, purpose) => mask | bit(base.purposes[purpose]!), 0n)
      assert.equal(bitsOf(base, noun), bits)
      assert.match(
        compile(base).find((one) => one.name === `data.${name}_bits`)!.sql,
        new RegExp(`select ${bits}::bigint`),
      )
    }
  })
})

describe('a change', () => {
  test('of one field touches only the views that show it', () => {
    const changed = differences(
      base,
      compileAdditions(base, [custom({ purposes: { sales: 'write', support: 'read' } })]),
    )
    assert.deepEqual(changed.map(({ name }) => name).sort(), [
      'data.people corrected',
      'rights.people',
      'sales.people',
      'support.people',
    ])
  })

  test('appends: what was selected stays a prefix, so that the view is replaced in place', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^x_[a-z][a-z0-9_]{0,20}$/), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('people', 'companies', 'emails', 'phones', 'employments', 'addresses', 'notes'),
        fc.constantFrom('text', 'integer', 'date', 'boolean'),
        (names, noun, type) => {
          const additions = names.map((name) => custom({ name, noun, type }))
          const one = compileAdditions(base, additions.slice(0, 1))
          const all = compileAdditions(base, additions)
          assert.deepEqual(columnsOf(one.nouns[noun]!, 'sales'), [...columnsOf(base.nouns[noun]!, 'sales'), names[0]])
          assert.deepEqual(columnsOf(all.nouns[noun]!, 'sales'), [...columnsOf(base.nouns[noun]!, 'sales'), ...names])
          // Declared again, a field keeps its place.
          const again = compileAdditions(base, [
            ...additions,
            custom({ name: names[0], noun, type, purposes: { sales: 'read' } }),
          ])
          assert.deepEqual(columnsOf(again.nouns[noun]!, 'sales'), columnsOf(all.nouns[noun]!, 'sales'))
          assert.ok(!writableOf(again.nouns[noun]!, 'sales').includes(names[0]!))
        },
      ),
      { numRuns: 40 },
    )
  })

  test('of a purpose put to sleep empties its views and shuts nobody else’s', () => {
    const after = compileAdditions(base, [{ kind: 'purpose', body: { purpose: 'marketing', asleep: true } }])
    const changed = differences(base, after)
    const [told, ...emptied] = changed
    assert.match(told!.after!, /asleep_mask\(\)[^$]+\$\$ select 160::bigint/, 'the gate asks who sleeps')
    assert.ok(
      emptied.length > 3 &&
        emptied.every(({ name, after: text }) => name.startsWith('marketing.') && /\n {2}and false/.test(text!)),
    )
    assert.deepEqual(
      compile(compileAdditions(after, [{ kind: 'purpose', body: { purpose: 'marketing', asleep: false } }])),
      compile(base),
    )
  })
})
