import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { PurposeId } from '#register/index.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { type Cast, openCast, type Someone } from './sending.cast.ts'

// 917/2014 §§ 200–203 as a table: recipient × channel × content, and what the gate answers.

let bed: Bed
let cast: Cast
before(async () => {
  bed = await openBed()
  cast = await openCast(bed)
  await cast.owner.query(`insert into register.product_groups (id, label, similar_to) values
    ('oils', '{"fi":"Öljyt"}', '{filters}'), ('filters', '{"fi":"Suodattimet"}', '{}'), ('lifts', '{"fi":"Nostimet"}', '{}')`)
  await cast.owner.query(`insert into register.duties (area, product_group, reasoning, approved_by, approved_name, until) values
    ('workshop', 'oils', 'Korjaamo käyttää öljyjä joka päivä.', 'test', 'Paula Palo', current_date + 365),
    ('purchasing', 'lifts', 'Hankinta päättää nostimista.', 'test', 'Paula Palo', current_date - 1)`)
  await cast.owner.query(`insert into register.title_duties (title, area, confirmed_by, confirmed_name) values
    (data.fold('Korjaamopäällikkö'), 'workshop', 'test', 'Paula Palo')`)
})
after(() => bed?.close())

const marketing = (more: object = {}) => ({ channel: 'email', content: 'marketing', topic: 'products', ...more })
const oils = marketing({ product_group: 'oils' })

/** Codes stand in capitals, grounds in small letters. */
async function answerOf(person: string, ask: object, purpose: PurposeId = 'marketing'): Promise<string> {
  const decision = await cast.gate(purpose, 'preview', person, ask)
  return decision.allowed ? decision.ground : decision.code
}

const workshop: Someone = { employed: { duties: ['workshop'], dutySource: 'person' } }

const rows: [name: string, someone: Someone, ask: object, expected: string][] = [
  ['private address, nothing said', { emailKind: 'private' }, oils, 'DM_NO_GROUND'],
  ['sole trader’s address, nothing said', { emailKind: 'sole_trader', firm: true }, oils, 'DM_NO_GROUND'],
  ['sole trader, though the address looks like work', { firm: true }, oils, 'DM_NO_GROUND'],
  [
    'sole trader, with duties in their own firm',
    { employed: { duties: ['workshop'], dutySource: 'person', own: true } },
    oils,
    'DM_NO_GROUND',
  ],
  ['sole trader’s info@', { emailKind: 'generic', firm: true }, oils, 'DM_NO_GROUND'],
  ['work address, duties unknown', { employed: {} }, oils, 'WORK_RELEVANCE_UNKNOWN'],
  ['work address, no product named', workshop, marketing(), 'WORK_RELEVANCE_UNKNOWN'],
  ['work address, duty and product approved', workshop, oils, 'work_duties'],
  ['work address, another product', workshop, marketing({ product_group: 'lifts' }), 'WORK_RELEVANCE_UNKNOWN'],
  [
    'approval out of time',
    { employed: { duties: ['purchasing'], dutySource: 'person' } },
    marketing({ product_group: 'lifts' }),
    'WORK_RELEVANCE_UNKNOWN',
  ],
  [
    'duty guessed from a title nobody confirmed',
    { employed: { duties: ['workshop'], dutySource: 'title', title: 'Huoltomies' } },
    oils,
    'WORK_RELEVANCE_UNKNOWN',
  ],
  ['duty by a confirmed title', { employed: { title: 'Korjaamopäällikkö' } }, oils, 'work_duties'],
  [
    'a duty of a job that has ended',
    { employed: { duties: ['workshop'], dutySource: 'person', until: '2026-01-01' } },
    oils,
    'WORK_RELEVANCE_UNKNOWN',
  ],
  ['a company’s info@', { emailKind: 'generic', employed: {} }, oils, 'company_address'],
  [
    'the company has refused',
    { employed: { duties: ['workshop'], dutySource: 'person', refused: true } },
    oils,
    'COMPANY_REFUSED',
  ],
  ['called by a person', { phoneKind: 'mobile' }, marketing({ channel: 'phone' }), 'legitimate_interest'],
  ['called privately', { phoneKind: 'private' }, marketing({ channel: 'phone' }), 'legitimate_interest'],
  ['a letter', { emailKind: 'private' }, marketing({ channel: 'post' }), 'legitimate_interest'],
  ['a text to a private number', { phoneKind: 'private' }, marketing({ channel: 'text' }), 'DM_NO_GROUND'],
  [
    'a text to a work number, duty approved',
    { ...workshop, phoneKind: 'mobile' },
    { ...oils, channel: 'text' },
    'work_duties',
  ],
  ['no number', {}, marketing({ channel: 'phone' }), 'ADDRESS_MISSING'],
  ['partner’s offer without consent', workshop, marketing({ topic: 'partners' }), 'DM_NO_GROUND'],
  ['source without a name', { ...workshop, source: 'register' }, oils, 'SOURCE_UNKNOWN'],
  ['source with a name', { ...workshop, source: 'register', sourceName: 'Kaupparekisteri' }, oils, 'work_duties'],
]

describe('recipient × channel', () => {
  for (const [name, someone, ask, expected] of rows) {
    test(`${name}: ${expected}`, async () => {
      assert.equal(await answerOf((await cast.make(someone)).id, ask), expected)
    })
  }

  test('policy may ask for confirmed duties only; a title then is not enough', async () => {
    const [titled, said] = [await cast.make({ employed: { title: 'Korjaamopäällikkö' } }), await cast.make(workshop)]
    const graded = await cast.gate('marketing', 'preview', titled.id, oils)
    assert.equal(graded.duty.grade, 'weak')
    await setting('duties_confirmed_only', true)
    assert.equal(await answerOf(titled.id, oils), 'WORK_RELEVANCE_UNKNOWN')
    assert.equal(await answerOf(said.id, oils), 'work_duties')
    await setting('duties_confirmed_only', false)
    assert.equal(await answerOf(titled.id, oils), 'work_duties')
  })
})

describe('what was said', () => {
  test('consent opens its topic and channel, and no other', async () => {
    const { id } = await cast.make({ emailKind: 'private', phoneKind: 'private' })
    await cast.consent(id, 'events')
    assert.equal(await answerOf(id, marketing({ topic: 'events' })), 'consent')
    assert.equal(await answerOf(id, marketing()), 'DM_NO_GROUND')
    assert.equal(await answerOf(id, marketing({ topic: 'events', channel: 'text' })), 'DM_NO_GROUND')
  })

  test('what was withdrawn is not carried on by another ground', async () => {
    const { id } = await cast.make(workshop)
    await cast.consent(id)
    assert.equal(await answerOf(id, oils), 'consent')
    await cast.ground(id, { kind: 'withdrawal', purpose: 'marketing', topic: 'products', channel: 'email' }, true)
    assert.equal(await answerOf(id, oils), 'CONSENT_WITHDRAWN')
    const refused = await cast.make(workshop)
    await cast.ground(refused.id, { kind: 'refusal', purpose: 'marketing', topic: 'products', channel: 'email' }, true)
    assert.equal(await answerOf(refused.id, oils), 'CONSENT_WITHDRAWN')
  })

  test('a consent whose time is over is no consent', async () => {
    const { id } = await cast.make({ emailKind: 'private' })
    await cast.owner.query(`select set_config('seloste.actor', 'test', false)`)
    await cast.owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor, until)
       values ($1, 'consent:marketing:products:email', 'consent', 'allow', data.bit_of_login('purpose_marketing'), 'test', now() - interval '1 day')`,
      [id],
    )
    assert.equal(await answerOf(id, oils), 'CONSENT_AGED')
  })

  test('existing customer: the same or a similar product, while the relation lasts, and before any balancing', async () => {
    const made = await cast.make({ emailKind: 'private', opens: ['relationship', 'contract', 'marketing'] })
    const sale = { kind: 'sale', product_group: 'filters', address: made.emailId, refusal_offered: true }
    await assert.rejects(cast.ground(made.id, { ...sale, refusal_offered: false }), /SOFT_OPTIN_FAILS/)
    await cast.ground(made.id, sale)
    assert.equal(await answerOf(made.id, marketing({ product_group: 'filters' })), 'existing_customer')
    assert.equal(await answerOf(made.id, oils), 'existing_customer')
    assert.equal(await answerOf(made.id, marketing({ product_group: 'lifts' })), 'SOFT_OPTIN_FAILS')
    await cast.ground(made.id, { kind: 'sale_ended', product_group: 'filters' })
    assert.equal(await answerOf(made.id, oils), 'SOFT_OPTIN_FAILS')
    const left = await cast.make({ emailKind: 'private', opens: ['marketing'] })
    await cast.ground(left.id, { ...sale, address: left.emailId })
    assert.equal(await answerOf(left.id, oils), 'SOFT_OPTIN_FAILS', 'the relation is over')
  })

  test('an objection closes every channel and topic, also a consent; one to prospecting the telephone', async () => {
    const { id } = await cast.make({ ...workshop, phoneKind: 'mobile' })
    await cast.consent(id)
    await cast.object(id, 'prospecting')
    assert.equal(await answerOf(id, marketing({ channel: 'phone' }), 'sales'), 'DM_OBJECTED')
    assert.equal(await answerOf(id, oils), 'consent')
    await cast.object(id)
    for (const channel of ['email', 'phone', 'text', 'post'])
      assert.equal(await answerOf(id, marketing({ channel }), 'sales'), 'DM_OBJECTED', channel)
    assert.equal(await answerOf(id, marketing({ topic: 'partners' }), 'sales'), 'DM_OBJECTED')
    assert.equal(await answerOf(id, { channel: 'email', content: 'service' }, 'contract'), 'legitimate_interest')
    assert.equal(await answerOf(id, { channel: 'email', content: 'rights' }, 'rights'), 'legal_obligation')
  })

  test('a pause, a restriction, a removal, a person not informed in time', async () => {
    const paused = await cast.make(workshop)
    await cast.ground(paused.id, { kind: 'pause', until: new Date(Date.now() + 9e8).toISOString() }, true)
    assert.equal(await answerOf(paused.id, oils), 'DM_PAUSED')
    const restricted = await cast.make(workshop)
    await cast.ground(restricted.id, { kind: 'restriction', ground: 'claims' })
    assert.equal(await answerOf(restricted.id, oils), 'RECORD_RESTRICTED')
    assert.equal(
      await answerOf(restricted.id, { channel: 'email', content: 'service' }, 'contract'),
      'RECORD_RESTRICTED',
    )
    assert.equal(await answerOf(restricted.id, { channel: 'email', content: 'rights' }, 'rights'), 'legal_obligation')
    const uninformed = await cast.make({ ...workshop, informed: false })
    const first = await cast.gate('marketing', 'preview', uninformed.id, oils)
    assert.deepEqual(first.requires, ['source', 'notice', 'refusal'])
    await cast.owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor)
       values ($1, 'informing', 'uninformed', 'block', ~(data.storage_mask() | data.always_mask()), 'clock')`,
      [uninformed.id],
    )
    assert.equal(await answerOf(uninformed.id, oils), 'ART14_NOTICE_DUE')
    const removed = await cast.make(workshop)
    await cast.owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor)
       values ($1, 'removal', 'removal', 'block', ~(data.storage_mask() | data.always_mask()), 'test')`,
      [removed.id],
    )
    assert.equal(await answerOf(removed.id, oils), 'PERSON_NOT_FOUND')
  })

  test('a suppressed address stays so under another person', async () => {
    const first = await cast.make(workshop)
    await cast.object(first.id)
    const again = await cast.make({ ...workshop, email: first.email })
    assert.equal(await answerOf(again.id, oils), 'SUPPRESSED_ADDRESS')
    assert.equal(await answerOf(again.id, { channel: 'email', content: 'service' }, 'contract'), 'legitimate_interest')
  })
})

describe('what the company has decided', () => {
  test('an unsigned or overdue balancing test closes what rests on interest, and leaves consents alone', async () => {
    const [interest, consenting] = [await cast.make(workshop), await cast.make({ emailKind: 'private' })]
    await cast.consent(consenting.id)
    await inTrial(async () => {
      await cast.owner.query(`set local session_replication_role = replica`)
      await cast.owner.query(
        `update register.balancing_tests set review_on = current_date - 2 where purpose = 'marketing'`,
      )
      assert.equal(await trialAnswer(interest.id, oils), 'LIA_MISSING_OR_EXPIRED')
      assert.equal(await trialAnswer(consenting.id, oils), 'consent')
      await cast.owner.query(`delete from register.balancing_tests where purpose = 'marketing'`)
      assert.equal(await trialAnswer(interest.id, oils), 'LIA_MISSING_OR_EXPIRED')
    })
    assert.equal(await answerOf(interest.id, oils), 'work_duties')
  })

  test('a call for prospecting alone rests on the test of prospecting', async () => {
    const { id } = await cast.make({ phoneKind: 'mobile', opens: ['prospecting'] })
    const call = marketing({ channel: 'phone' })
    assert.equal(await answerOf(id, call, 'prospecting'), 'legitimate_interest')
    await inTrial(async () => {
      await cast.owner.query(`set local session_replication_role = replica`)
      await cast.owner.query(`delete from register.balancing_tests where purpose = 'prospecting'`)
      assert.equal(await trialAnswer(id, call), 'LIA_MISSING_OR_EXPIRED')
    })
  })

  test('service under a purpose of marketing, or one the person is not open to, is refused', async () => {
    const { id } = await cast.make({ opens: ['relationship', 'marketing'] })
    const service = { channel: 'email', content: 'service' }
    assert.equal(await answerOf(id, service, 'marketing'), 'PURPOSE_MISMATCH')
    assert.equal(await answerOf(id, service, 'relationship'), 'legitimate_interest')
    assert.equal(await answerOf(id, service, 'contract'), 'PERSON_NOT_FOUND')
  })

  test('stopped is stopped, for marketing alone', async () => {
    const { id } = await cast.make(workshop)
    await setting('sending_stopped', { stopped: true })
    assert.equal(await answerOf(id, oils), 'CANARY_HIT')
    assert.equal(await answerOf(id, { channel: 'email', content: 'service' }, 'contract'), 'legitimate_interest')
    await setting('sending_stopped', { stopped: false })
    assert.equal(await answerOf(id, oils), 'work_duties')
  })
})

describe('what the gate keeps to itself', () => {
  test('of whom a purpose never had it says nothing; of whom it had, why not, and no address', async () => {
    const stranger = await cast.make({ opens: ['support'] })
    const unknown = '00000000-0000-4000-8000-000000000000'
    for (const content of ['service', 'rights', 'marketing'])
      for (const step of ['preview', 'ask']) {
        const ask = { ...oils, content, message: 'm-hidden' }
        assert.deepEqual(
          await cast.gate('sales', step, stranger.id, ask),
          await cast.gate('sales', step, unknown, ask),
          `${content} ${step}`,
        )
      }
    const lost = await cast.make(workshop)
    await cast.object(lost.id)
    const answer = await cast.gate('marketing', 'ask', lost.id, { ...oils, message: 'm-lost' })
    assert.equal(answer.code, 'DM_OBJECTED')
    assert.equal('address' in answer, false)
    assert.equal(
      (await cast.gate('marketing', 'ask', lost.id, { content: 'rights', channel: 'email', message: 'm-lost' })).code,
      'PURPOSE_MISMATCH',
    )
    const open = await cast.make(workshop)
    assert.equal('address' in (await cast.gate('marketing', 'preview', open.id, oils)), false)
  })

  test('nobody claims a hand-over to a person hidden from them', async () => {
    const { id } = await cast.make({ opens: ['support'] })
    const ask = { ...oils, message: 'm-claim', sending: '00000000-0000-4000-8000-000000000001' }
    assert.equal((await cast.gate('sales', 'hand', id, ask)).handing, false)
    const lost = await cast.make(workshop)
    await cast.object(lost.id)
    assert.equal((await cast.gate('marketing', 'hand', lost.id, ask)).handing, false, 'nor to whom they have lost')
    const { rows } = await cast.owner.query(`select from data.sendings where message = 'm-claim'`)
    assert.equal(rows.length, 0)
  })

  test('what is missing or unknown in what is asked is named', async () => {
    const { id } = await cast.make(workshop)
    await assert.rejects(cast.gate('marketing', 'ask', id, oils), { message: 'VALUE_MISSING', detail: 'message' })
    await assert.rejects(cast.gate('marketing', 'preview', id, { ...oils, channel: 'fax' }), { detail: 'channel' })
    await assert.rejects(cast.gate('marketing', 'preview', id, { ...oils, topic: 'gossip' }), { detail: 'topic' })
    await assert.rejects(cast.gate('marketing', 'preview', id, { ...oils, content: 'spam' }), { detail: 'content' })
    await assert.rejects(cast.gate('marketing', 'toss', id, { ...oils, message: 'm' }), { detail: 'step' })
  })
})

describe('canaries', () => {
  test('one whom a gate would let through stops all marketing, and leaves its trace', async () => {
    const { id } = await cast.make(workshop)
    await cast.owner.query('insert into data.canaries values ($1)', [id])
    assert.equal(await answerOf(id, oils), 'CANARY_HIT')
    const other = await cast.make(workshop)
    assert.equal(await answerOf(other.id, oils), 'work_duties', 'a look stops nothing')
    const hit = await cast.gate('marketing', 'ask', id, { ...oils, message: 'm-canary' })
    assert.equal(hit.code, 'CANARY_HIT')
    assert.equal(await answerOf(other.id, oils), 'CANARY_HIT')
    const { rows } = await cast.owner.query(`select code, state from data.sendings where message = 'm-canary'`)
    assert.deepEqual(rows, [{ code: 'CANARY_HIT', state: 'refused' }])
    await setting('sending_stopped', { stopped: false })
    await cast.object(id)
    assert.equal(await answerOf(id, oils), 'DM_OBJECTED', 'its objection is kept like anybody’s')
  })
})

const setting = (name: string, value: unknown) =>
  cast.owner.query(`insert into register.settings (name, value, by, at) values ($1, $2, 'test', clock_timestamp())`, [
    name,
    JSON.stringify(value),
  ])

/** In a transaction of the owner that is rolled back: what is changed there nobody else sees. */
async function inTrial(work: () => Promise<void>): Promise<void> {
  await cast.owner.query('reset role')
  await cast.owner.query('begin')
  try {
    await work()
  } finally {
    await cast.owner.query('rollback')
    await cast.owner.query('set role seloste_owner')
  }
}

async function trialAnswer(person: string, ask: object): Promise<string> {
  const { rows } = await cast.owner.query('select data.decide_sending($1, $2, $3) as decision', [
    person,
    JSON.stringify({ ...ask, purpose: 'marketing' }),
    cast.key,
  ])
  return rows[0].decision.allowed ? rows[0].decision.ground : rows[0].decision.code
}
