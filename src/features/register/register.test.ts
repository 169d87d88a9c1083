import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { clock } from '#kernel/clock.ts'
import { config } from '#kernel/config.ts'
import { openHouse } from '#kernel/database.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { jobs } from './register.jobs.ts'

// Who changes the register says whether people must be told of it, before anything is changed.

let served: Served
let keeper: Visitor
let owner: Awaited<ReturnType<Served['bed']['owner']>>
before(async () => {
  served = await openServed()
  owner = await served.bed.owner()
  keeper = await served.enter('privacy_owner')
})
after(async () => {
  delete config.mailUrl
  await served?.close()
})

const field = (name: string, en: string) => ({
  kind: 'field',
  body: {
    noun: 'people',
    name,
    type: 'text',
    category: 'relationship',
    retention: 'contact',
    purposes: { relationship: 'write' },
    label: { fi: `${en} suomeksi`, sv: `${en} på svenska`, en },
  },
})
const apply = (addition: object, change: object = {}) =>
  keeper('POST', '/api/v1/register/apply', { body: { addition, ...change } })
const has = async (name: string) => name in (await keeper('GET', '/api/v1/register')).json.nouns.people.fields
const announced = async (version: number) =>
  (await keeper('GET', '/api/v1/notice/announcements')).json.items.find((one: any) => one.version === version)
const assessment = 'Uusi tieto koskee vain yhteyshenkilöitä, jotka kertovat sen itse.'
const summary = {
  summary_fi: 'Kirjaamme jatkossa messuosaston.',
  summary_sv: 'Vi antecknar i fortsättningen mässavdelningen.',
  summary_en: 'From now on we record the fair stand.',
}

describe('a change that the notice tells of', () => {
  test('refused, and nothing is changed: unsaid, unfounded, material without words for people', async () => {
    const addition = field('x_hall', 'Hall')
    assert.equal((await apply(addition)).json.field, 'material')
    assert.equal((await apply(addition, { material: false })).json.field, 'assessment')
    assert.equal((await apply(addition, { material: true, assessment })).json.field, 'summary_fi')
    const partly = { material: true, assessment, ...summary, summary_en: undefined }
    assert.equal((await apply(addition, partly)).json.field, 'summary_en')
    assert.equal(await has('x_hall'), false)
    assert.equal((await owner.query('select from register.additions')).rowCount, 0)
  })

  test('not material: done, with who said so and why; nobody is to be told', async () => {
    const { status, json, text } = await apply(field('x_hall', 'Hall'), { material: false, assessment })
    assert.equal(status, 200, text)
    assert.equal(json.announce, false)
    assert.equal(await has('x_hall'), true)
    const one = await announced(json.notice.version)
    assert.deepEqual([one.material, one.assessment], [false, assessment])
  })

  test('material: done, and it waits to be told to everybody', async () => {
    const { json } = await apply(field('x_stand', 'Stand'), { material: true, assessment, ...summary })
    assert.equal(json.announce, true)
    const { version } = json.notice
    const one = await announced(version)
    assert.deepEqual([one.material, one.begun_at, one.ended_at], [true, null, null])
    const letter = (await keeper('GET', `/api/v1/notice/announcement?version=${version}&language=sv`)).json
    assert.match(letter.text, /mässavdelningen/)
    config.mailUrl = 'smtp://127.0.0.1:9'
    const begun = await keeper('POST', '/api/v1/notice/announce', { body: { version } })
    assert.equal(begun.status, 200, begun.text)
  })
})

describe('a field of the company’s own', () => {
  const unheard = { material: false, assessment }
  const withdraw = (name: string) => apply({ kind: 'withdrawal', body: { noun: 'people', name } } as object, unheard)
  const at = (days: number) => {
    const now = clock.now
    clock.now = () => new Date(Date.now() + days * 86_400_000)
    return () => {
      clock.now = now
    }
  }
  const erase = async () => {
    const house = openHouse(served.bed.connection)
    try {
      await house.renew()
      return await jobs.find(({ name }) => name === 'register.erase')!.run(house)
    } finally {
      await house.close()
    }
  }

  test('refused: something sensitive, another kind under the same name, what is not the company’s own', async () => {
    const sensitive = field('x_diet', 'Diet')
    const refused = await apply({ ...sensitive, body: { ...sensitive.body, sensitive: true } }, unheard)
    assert.deepEqual([refused.status, refused.json.code, refused.json.field], [422, 'FIELD_SENSITIVE', 'sensitive'])
    const other = field('x_hall', 'Hall')
    const number = await apply({ ...other, body: { ...other.body, type: 'integer' } }, unheard)
    assert.deepEqual([number.status, number.json.code], [409, 'FIELD_EXISTS'])
    assert.equal((await withdraw('job_title')).json.code, 'FIELD_UNKNOWN')
    assert.equal((await withdraw('x_never')).json.code, 'FIELD_UNKNOWN')
  })

  test('in use at once: made with a person, filtered by, changed; unknown and wrong values are refused by name', async () => {
    const seller = await served.enter('seller')
    const options = {
      a: { fi: 'A-halli', sv: 'Hall A', en: 'Hall A' },
      b: { fi: 'B-halli', sv: 'Hall B', en: 'Hall B' },
    }
    const { body } = field('x_place', 'Place')
    const made = await apply({ kind: 'field', body: { ...body, type: 'choice', options } }, unheard)
    assert.equal(made.status, 200, made.text)
    const P = 'purpose=relationship'
    const person = { given_name: 'Kaisu', family_name: 'Kenttä', source: 'person' }
    const wrong = await seller('POST', `/api/v1/people?${P}`, { body: { ...person, x_place: 'z' } })
    assert.deepEqual([wrong.json.code, wrong.json.field], ['VALUE_NOT_ALLOWED', 'x_place'])
    const unknown = await seller('POST', `/api/v1/people?${P}`, { body: { ...person, x_nothing: 'z' } })
    assert.deepEqual([unknown.json.code, unknown.json.field], ['FIELD_UNKNOWN', 'x_nothing'])
    const { json: kaisu } = await seller('POST', `/api/v1/people?${P}`, { body: { ...person, x_place: 'a' } })
    assert.equal(kaisu.x_place, 'a')
    const filter = encodeURIComponent(JSON.stringify({ field: 'x_place', op: 'is', value: 'a' }))
    const { json: found } = await seller('GET', `/api/v1/people?${P}&filter=${filter}`)
    assert.deepEqual(
      found.items.map((one: any) => one.id),
      [kaisu.id],
    )
  })

  test('the plan says who sees it', async () => {
    const addition = field('x_seen', 'Seen')
    const { json } = await keeper('POST', '/api/v1/register/plan', { body: { addition } })
    const use = (level: string) => json.levels.find((one: any) => one.level === level)?.use
    assert.deepEqual([use('seller'), use('contracts'), use('marketing')], ['write', 'read', undefined])
  })

  test('taken out of use: hidden at once, back as it was, and a month later erased with every value', async () => {
    const gone = await withdraw('x_place')
    assert.equal(gone.status, 200, gone.text)
    const seller = await served.enter('seller')
    const seen = async () => {
      const { json } = await seller('GET', '/api/v1/people?purpose=relationship&q=Kenttä')
      return json.items[0].x_place
    }
    assert.equal(await seen(), undefined)
    assert.deepEqual(await erase(), { erased: 0, waiting: 1 })

    const options = {
      a: { fi: 'A-halli', sv: 'Hall A', en: 'Hall A' },
      b: { fi: 'B-halli', sv: 'Hall B', en: 'Hall B' },
    }
    const { body } = field('x_place', 'Place')
    await apply({ kind: 'field', body: { ...body, type: 'choice', options } }, unheard)
    assert.equal(await seen(), 'a')

    await withdraw('x_place')
    const back = at(29)
    try {
      assert.deepEqual(await erase(), { erased: 0, waiting: 1 })
    } finally {
      back()
    }
    const later = at(30)
    try {
      assert.deepEqual(await erase(), { erased: 1, waiting: 0 })
    } finally {
      later()
    }
    const { rowCount } = await owner.query(
      `select from pg_attribute where attrelid = 'data.people'::regclass and attname = 'x_place' and not attisdropped`,
    )
    assert.equal(rowCount, 0)
  })
})
