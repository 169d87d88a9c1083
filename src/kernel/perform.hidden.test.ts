import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { actions } from '#features/index.ts'
import { routeOf } from '#kernel/action.ts'
import { writableOf } from '#kernel/compile.ts'
import { newId } from '#kernel/ledger.ts'
import { base } from '#register/index.ts'
import type { Reply } from '../../tests/served.ts'
import { API, as, newPerson, served } from './perform.cast.ts'

// What a level does not see answers as what was never there.

describe('a hidden record and one that never was', () => {
  // Answers differ in nothing but the id that was asked for.
  const SAMPLES: Record<string, object> = {
    'people.update': { job_title: 'x' },
    'companies.update': { city: 'x' },
    'emails.update': { main: true },
    'phones.update': { main: true },
    'notes.update': { body: 'x' },
    'employments.update': { title: 'x' },
    'addresses.update': { city: 'x' },
    'files.update': { name: 'x' },
    'tasks.snooze': { until: '2099-01-02T10:00:00Z' },
    'meetings.withdraw': { person_id: '019a0000-0000-7000-8000-000000000000' },
    'leads.drop': { why: 'xxx' },
    'cases.ask': { question: 'x' },
    'verifications.create': { noun: 'people', field: 'job_title' },
    'companies.merge': { others: ['019a0000-0000-7000-8000-000000000000'] },
    'people.object': { scope: 'marketing', channel: 'phone' },
    'people.restrict': { ground: 'claims', channel: 'phone' },
    'people.give_reason': { scope: 'sales', reason: 'x' },
    'people.hold': { act: 'a', section: '1' },
    'people.release_hold': { act: 'a' },
    'people.record_sale': {
      product_group: 'spare_parts',
      address: '019a0000-0000-7000-8000-000000000000',
      sale: 'x',
      form: 'x',
      refusal_offered: true,
    },
    'people.end_sale': { product_group: 'parts' },
    'people.refuse_number': { number: '019a0000-0000-7000-8000-000000000000' },
    'people.hear_consent': { wishes: [{ topic: 'products', channel: 'email' }], said_at: '2026-01-02T10:00:00Z' },
  }
  /** Of a noun that needs no sample of its own: one field that the purpose may write, with something in it. */
  const sampleOf = (action: string, purpose: string): object => {
    const [name, verb] = action.split('.') as [string, string]
    if (verb !== 'update') return {}
    const { fields } = base.nouns[name]!
    const writable = writableOf(base.nouns[name]!, purpose)
    const some = { text: 'x', longtext: 'x', boolean: true, integer: 1, date: '2026-01-02', decimal: '1' } as Record<
      string,
      unknown
    >
    const column = writable.find((one) => fields[one]!.type in some || fields[one]!.type === 'choice')
    if (!column) return {}
    const { type, options } = fields[column]!
    return { [column]: type === 'choice' ? Object.keys(options!)[0] : some[type] }
  }
  const bodies = (reply: Reply, id: string) => {
    const headers = Object.fromEntries(
      [...reply.headers].filter(([name]) => !/^(date|x-ratelimit-|connection|keep-alive)/.test(name)),
    )
    return { status: reply.status, text: reply.text.replaceAll(id, 'ID'), headers }
  }

  test('get the same answer, byte for byte, from every action that takes an id, under every purpose', async () => {
    const owner = await served.bed.owner()
    let compared = 0
    for (const action of actions.filter((one) => 'id' in one.input.shape && !one.public)) {
      const [name] = action.name.split('.') as [string]
      const noun = base.nouns[name]
      if (noun?.schema !== 'data' || !(noun.mask === 'self' || noun.person)) continue
      for (const purpose of action.purposes) {
        if (base.purposes[purpose]!.asleep) continue
        const text: string =
          noun.mask === 'ask'
            ? `select t.id from data.${name} t join data.people p on p.id = t.${noun.person} where p.permitted & (1::bigint << $1) = 0 limit 1`
            : `select id from data.${name} where permitted & (1::bigint << $1) = 0 limit 1`
        const { rows } = await owner.query<{ id: string }>(text, [base.purposes[purpose]!.bit])
        if (!rows[0]) continue
        const { method, path } = routeOf(action)
        const ask = async (id: string) => {
          const headers = { 'if-match': '"1"' }
          const url = `${API}${path.replace('{id}', id)}?purpose=${purpose}`
          const body =
            action.name === 'people.merge'
              ? { others: [newId()] }
              : (SAMPLES[action.name] ?? sampleOf(action.name, purpose))
          return as('owner_operator')(method, url, method === 'GET' ? { headers } : { headers, body })
        }
        const unknown = newId()
        const [hidden, never] = [await ask(rows[0].id), await ask(unknown)]
        assert.deepEqual(bodies(hidden, rows[0].id), bodies(never, unknown), `${action.name} under ${purpose}`)
        assert.ok(
          [403, 404].includes(hidden.status),
          `${action.name} under ${purpose}: ${hidden.status} ${hidden.text}`,
        )
        compared += 1
      }
    }
    assert.ok(compared > 60, `only ${compared} compared`)
  })

  test('named in a body, a filter or a part, as well', async () => {
    const owner = await served.bed.owner()
    const { rows } = await owner.query(
      `select (select id from data.people where permitted & 4 = 0 limit 1) as person, (select id from data.companies where permitted & 4 = 0 limit 1) as company,
              (select id from data.people where permitted & 4 <> 0 limit 1) as seen, (select id from data.companies where permitted = -1 limit 1) as shown`,
    )
    const { person, company, seen, shown } = rows[0]
    const asks: [what: string, hidden: string, ask: (id: string) => Promise<Reply>][] = [
      [
        'note',
        person,
        (id) => as('seller')('POST', `${API}/notes?purpose=relationship`, { body: { person_id: id, body: 'x' } }),
      ],
      [
        'email',
        person,
        (id) =>
          as('seller')('POST', `${API}/emails?purpose=relationship`, {
            body: { person_id: id, address: 'a@b.example', kind: 'named_work' },
          }),
      ],
      [
        'employment of',
        person,
        (id) =>
          as('seller')('POST', `${API}/employments?purpose=relationship`, {
            body: { person_id: id, company_id: shown },
          }),
      ],
      [
        'employment at',
        company,
        (id) =>
          as('seller')('POST', `${API}/employments?purpose=relationship`, {
            body: { person_id: seen, company_id: id },
          }),
      ],
      [
        'address',
        company,
        (id) =>
          as('seller')('POST', `${API}/addresses?purpose=relationship`, { body: { company_id: id, kind: 'postal' } }),
      ],
      [
        'parent',
        company,
        (id) =>
          as('seller')('POST', `${API}/companies?purpose=relationship`, {
            body: { name: 'x', roles: ['customer'], parent_id: id },
          }),
      ],
      [
        'trader',
        person,
        (id) =>
          as('seller')('POST', `${API}/companies?purpose=relationship`, {
            body: { name: 'x', roles: ['customer'], person_id: id },
          }),
      ],
      [
        'merge into',
        person,
        (id) => as('seller')('POST', `${API}/people/${seen}/merge?purpose=relationship`, { body: { others: [id] } }),
      ],
      [
        'person at',
        company,
        (id) =>
          as('seller')('POST', `${API}/people?purpose=relationship`, {
            body: newPerson({ employment: { company_id: id } }),
          }),
      ],
      [
        'emails of',
        person,
        (id) =>
          as('seller')(
            'GET',
            `${API}/emails?purpose=relationship&filter=${encodeURIComponent(JSON.stringify({ field: 'person_id', op: 'is', value: id }))}`,
          ),
      ],
    ]
    for (const [what, id, ask] of asks) {
      const unknown = newId()
      const [hidden, never] = [await ask(id), await ask(unknown)]
      assert.deepEqual(bodies(hidden, id), bodies(never, unknown), what)
      assert.equal(hidden.status, what === 'emails of' ? 200 : 404, `${what}: ${hidden.text}`)
    }
  })
})
