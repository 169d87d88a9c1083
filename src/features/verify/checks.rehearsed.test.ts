import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { actions } from '#features/index.ts'
import type { Action } from '#kernel/action.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { changesTold } from './checks.informing.ts'
import { objectionsDecided, reasonsAsked, refusalsGrounded, restrictionsHold } from './checks.objections.ts'
import { deliveryApart, nobodyOutsideRights, partiesAlone, threeApart } from './checks.purposes.ts'
import { relationEnds, updatedAtSetTimes, wrongCounted, wrongEnds } from './checks.quality.ts'
import { channelsKnown, contractLinked, namedTold, notesEnd, offersTraced } from './checks.relations.ts'
import { noticeLinked, servicePasses } from './checks.sending.ts'
import { choicesChange, consentsShown } from './checks.wishes.ts'
import type { Check, Scene, Verdict } from './verdict.ts'

// What is tried in earnest and undone: nothing of it stays, and what gives way is named.

let bed: Bed
let house: House
let owner: pg.Client
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  house.actions = actions
  await house.renew()
  owner = await bed.owner()
})
after(async () => {
  await house?.close()
  await bed?.close()
})

const ask = {
  who: 'nobody',
  running: false,
  get: async () => ({ status: 200, body: '<form href="/privacy-notice"', cookies: 0 }),
}
const look = (check: Check, more: Partial<Scene> = {}): Promise<Verdict> =>
  check({
    house,
    register: house.register,
    now: new Date(),
    ask,
    live: { findings: [], checks: [] },
    last: { findings: [] },
    viewsUnchanged: true,
    drift: [],
    ...more,
  } as unknown as Scene)

/** A function that answers the same whatever it is asked, and the one that thinks, back in its place. */
async function dumb(name: string, types: string, returns: string, answer: string, work: () => Promise<void>) {
  const [schema, plain] = name.split('.')
  await owner.query(
    `alter function ${name}(${types}) rename to set_aside; create function ${name}(${types}) returns ${returns} language sql volatile as $$ select ${answer} $$`,
  )
  await work().finally(() =>
    owner.query(`drop function ${name}(${types}); alter function ${schema}.set_aside(${types}) rename to ${plain}`),
  )
}
const breaks = async (check: Check, cause: RegExp) => {
  const { status, evidence } = await look(check)
  assert.equal(status, 'broken', `${check.name}: ${evidence}`)
  assert.match(evidence, cause)
}
const holds = async (check: Check) => {
  const { status, evidence } = await look(check)
  assert.equal(status, 'kept', `${check.name}: ${evidence}`)
}

const SAY = 'uuid, text, text, text, bigint, timestamptz, text, uuid, text, jsonb'
const said = async () =>
  (
    await owner.query(
      `select (select count(*) from data.grounds) || ' ' || (select count(*) from register.notices) as n`,
    )
  ).rows[0].n

test('all of it is tried, kept, and leaves nothing behind', async () => {
  const before = await said()
  for (const check of [
    changesTold,
    objectionsDecided,
    reasonsAsked,
    restrictionsHold,
    choicesChange,
    consentsShown,
    partiesAlone,
    nobodyOutsideRights,
    deliveryApart,
    threeApart,
    noticeLinked,
    servicePasses,
  ])
    await holds(check)
  // The bed has no accounts: nobody who could be the second.
  assert.equal((await look(refusalsGrounded)).status, 'organisational')
  assert.equal(await said(), before)
})

test('a word that is not written down closes nothing: P64, P68, P70', async () => {
  await dumb('data.say', SAY, 'bigint', '1::bigint', async () => {
    await breaks(objectionsDecided, /does not close it at once/)
    await breaks(restrictionsHold, /A restriction does not hold/)
    await breaks(choicesChange, /overwritten the one before/)
    await breaks(consentsShown, /not kept with its wording/)
  })
})

test('a refusal without ground, a reason that nobody owed: P71, P72', async () => {
  await dumb('data.decide_objection', 'uuid, jsonb, boolean', 'bigint', '1::bigint', () =>
    breaks(refusalsGrounded, /refused without a ground of the law/),
  )
  await dumb('data.marketing_mask', '', 'bigint', '0::bigint', () =>
    breaks(reasonsAsked, /A reason given with a refusal of marketing is kept/),
  )
})

test('a material change that nobody is told of takes no effect: P06', async () => {
  await owner.query(`create function data.lose() returns trigger language plpgsql as $$ begin return null; end $$;
    create trigger lose before insert on register.announcements for each row execute function data.lose()`)
  await breaks(changesTold, /takes effect before people are told/)
  await owner.query('drop trigger lose on register.announcements; drop function data.lose()')
  await holds(changesTold)
})

test('whom no plan reaches, who is no party, who is seen by delivery, who refused and is seen: P10, P13, P14, P49', async () => {
  const plan = `'{"subjects": [], "nouns": [], "needed": [], "holds": [], "broad": []}'::jsonb`
  await dumb('data.plan_erasure', 'uuid', 'jsonb', plan, () => breaks(nobodyOutsideRights, /no plan of erasure/))

  const { rows } = await owner.query(
    `select id from data.people p where not exists (select from data.companies c where c.person_id = p.id) order by id limit 1`,
  )
  await owner.query(`alter table data.grounds disable trigger user`)
  await owner.query(
    `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'contract:party', 'contract', 'allow', 1, 'harm')`,
    [rows[0].id],
  )
  await breaks(partiesAlone, /1 person used on a contract who are no party/)
  await owner.query(`delete from data.grounds where actor = 'harm'; alter table data.grounds enable trigger user`)

  await owner.query(
    'grant usage on schema marketing to purpose_delivery; grant select on marketing.people to purpose_delivery',
  )
  await breaks(deliveryApart, /delivery asks for marketing\.people and is answered a yes/)
  await owner.query(
    'revoke usage on schema marketing from purpose_delivery; revoke select on marketing.people from purpose_delivery',
  )

  await owner.query(
    `alter table data.people disable trigger user; update data.people set permitted = permitted | 32 where id in (select person_id from data.canaries)`,
  )
  await breaks(threeApart, /refused marketing and are seen there/)
  await owner.query(
    `update data.people set permitted = permitted & ~32::bigint where id in (select person_id from data.canaries); alter table data.people enable trigger user`,
  )
})

test('a check of messages that lets everything out: P24, P28', async () => {
  house.actions = actions.map((one) =>
    one.name === 'sending.check'
      ? ({ ...one, run: async () => ({ allowed: true, code: null }) } as unknown as Action)
      : one,
  )
  await breaks(noticeLinked, /without the link to the notice is answered with a yes/)
  await breaks(servicePasses, /with promotion is answered with a yes/)
  house.actions = actions
})

test('named in a contract, told nothing and still used; under the purpose and without one; what was sent and is not kept: P11, P12, P17', async () => {
  await holds(namedTold)
  await owner.query(
    `alter table data.people disable trigger user; alter table data.involvements disable trigger user; alter table data.informings disable trigger user`,
  )
  await owner.query(
    `delete from data.informings; update data.people set source = 'register', informed_at = null; update data.involvements set created_at = now() - interval '90 days'`,
  )
  await breaks(namedTold, /told nothing, and still used/)
  await owner.query(`update data.people set informed_at = now()`)
  await holds(namedTold)
  await owner.query(
    `alter table data.people enable trigger user; alter table data.involvements enable trigger user; alter table data.informings enable trigger user`,
  )
  assert.match((await look(contractLinked)).evidence, /has not been yet/)
  const night = `insert into register.runs (job, begun, ended, well, outcome) values ('contracts.night', now(), now(), $1, '{}')`
  await owner.query(night, [true])
  await holds(contractLinked)
  await owner.query(night, [false])
  await breaks(contractLinked, /nightly run of contracts failed or is late/)
  await owner.query(night, [true])
  await owner.query(
    `alter table data.people disable trigger user; update data.people set created_at = now() - interval '7 months'; alter table data.people enable trigger user`,
  )
  const bare = await look(contractLinked)
  assert.equal(bare.status, 'open')
  assert.match(bare.evidence, /longer without one [1-9]/)

  assert.match((await look(offersTraced)).evidence, /[1-9]\d* hold no document as it was sent/)
  await owner.query(`alter table data.quotes disable trigger user; update data.quotes set document_hash = 'x', contact_id = coalesce(contact_id, (select contact_id from data.quotes where contact_id is not null limit 1));
    alter table data.quotes enable trigger user`)
  await holds(offersTraced)
})

test('what does not say how it came: P09', async () => {
  assert.match((await look(channelsKnown)).evidence, /cases: phone \d+, mail \d+/)
  const { rows } = await owner.query(
    `select conname as name from pg_constraint where conrelid = 'data.cases'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%channel%'`,
  )
  for (const { name } of rows) await owner.query(`alter table data.cases drop constraint ${name}`)
  await owner.query(
    `alter table data.cases disable trigger user; update data.cases set channel = 'pigeon' where id = (select id from data.cases limit 1); alter table data.cases enable trigger user`,
  )
  await breaks(channelsKnown, /1 cases do not say how they came/)
})

test('intervals: not yet, in time, late, left over: P19, P53, P58, P59, P107', async () => {
  const late = { now: new Date(Date.now() + 60 * 3_600_000) }
  for (const check of [relationEnds, wrongCounted, wrongEnds, updatedAtSetTimes])
    assert.equal((await look(check)).status, 'open', check.name)

  for (const rule of ['contact', 'prospect', 'correspondence'])
    await owner.query(
      `insert into register.receipts (kind, rule, noun, due, taken, remaining, took_ms) values ('retention', $1, 'people', 2, 2, 0, 1)`,
      [rule],
    )
  await holds(relationEnds)
  assert.match((await look(relationEnds, late)).evidence, /last run over two days ago/)
  await holds(notesEnd)
  await owner.query(
    `insert into register.receipts (kind, rule, noun, due, taken, remaining, took_ms, at) values ('retention', 'correspondence', 'people', 2, 1, 1, 1, now() + interval '1 second')`,
  )
  await breaks(relationEnds, /still here: correspondence 1/)
  await breaks(notesEnd, /kept past their rule/)

  const ran = (job: string, outcome: object, well = true) =>
    owner.query('insert into register.runs (job, begun, ended, well, outcome) values ($1, now(), now(), $3, $2)', [
      job,
      outcome,
      well,
    ])
  await ran('quality.count', { bounced: 3, bounced_overdue: 1 })
  assert.match((await look(wrongCounted)).evidence, /bounced 3, past its days 1.*still held/)
  await ran('quality.count', { bounced: 3 })
  assert.doesNotMatch((await look(wrongCounted)).evidence, /still held/)
  assert.equal((await look(wrongCounted, late)).status, 'broken')

  await ran('quality.end', { bounced_drop: 1 })
  const ended = await look(wrongEnds)
  assert.equal(ended.status, 'kept')
  assert.match(ended.evidence, /bad_phone 14 d → drop, role_address 14 d → generic.*bounced_drop 1/)
  const limits = (flags: object) =>
    owner.query(`insert into register.settings (name, value, by) values ('quality_limits', $1, 'test')`, [{ flags }])
  await limits({ bad_phone: { end: 'none' } })
  const endless = await look(wrongEnds)
  assert.equal(endless.status, 'open')
  assert.match(endless.evidence, /No end is chosen for bad_phone/)
  await limits({})
  await ran('quality.end', { error: 'x' }, false)
  assert.equal((await look(wrongEnds)).status, 'broken')

  await ran('quality.end', {})
  await ran('quality.pairs', {})
  await ran('trade.refresh', { off: true })
  assert.match((await look(updatedAtSetTimes)).evidence, /Switched off.*trade\.refresh/)
  await ran('trade.refresh', { changed: 0 })
  await holds(updatedAtSetTimes)
  assert.match((await look(updatedAtSetTimes, late)).evidence, /did not run in time/)
})
