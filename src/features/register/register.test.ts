import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { config } from '#kernel/config.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'

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
