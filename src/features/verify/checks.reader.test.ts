import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { CHANGES } from '#features/notice/notice.page.ts'
import { config } from '#kernel/config.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { openServed, type Served } from '../../../tests/served.ts'
import { type Ask, askerOf } from './ask.ts'
import { pageAlwaysThere } from './checks.reader.ts'
import type { Scene, Verdict } from './verdict.ts'

// P07 holds while the page, its form, the gate and the work that tells are there; each taken away breaks it.

let served: Served
let house: House
let owner: pg.Client
let ask: Ask
before(async () => {
  served = await openServed()
  house = openHouse(served.bed.connection)
  await house.renew()
  owner = await served.bed.owner()
  ask = await askerOf(house, served.server.url)
})
after(async () => {
  delete config.mailUrl
  await ask?.close()
  await house?.close()
  await served?.close()
})

const look = (more: Partial<Ask> = {}): Promise<Verdict> =>
  pageAlwaysThere({
    house,
    register: house.register,
    now: new Date(),
    ask: { ...ask, ...more },
    live: { findings: [], checks: [] },
    last: { findings: [] },
    viewsUnchanged: true,
  } as unknown as Scene)
const ran = (ended: string, well = true) =>
  owner.query(
    `delete from register.runs where job = 'subscriptions.telling';
     insert into register.runs (job, begun, ended, well, outcome) values ('subscriptions.telling', ${ended}, ${ended}, ${well}, '{}')`,
  )
async function says(status: Verdict['status'], cause: RegExp, more: Partial<Ask> = {}) {
  const verdict = await look(more)
  assert.match(verdict.evidence, cause)
  assert.equal(verdict.status, status, verdict.evidence)
}

test('nothing is claimed without a relay, nor before the work that tells has run', async () => {
  await says('open', /no mail relay is set/)
  config.mailUrl = 'smtp://127.0.0.1:9'
  await owner.query(`delete from register.runs where job = 'subscriptions.telling'`)
  await says('open', /has not run yet/)
  await ran('now()')
  await says('kept', /the form to be told of every change stands on each, answers/)
  assert.equal((await owner.query('select from data.subscriptions')).rowCount, 0, 'what was tried is undone')
})

test('the form, its answers, the gate, the work: whatever is taken away is named', async () => {
  await ran('now()')
  const bare = async (path: string) => {
    const page = await ask.get(path)
    return { ...page, body: page.body.replaceAll('<form', '<div') }
  }
  await says('broken', /shows no form to be told/, { get: bare })
  const gone = async () => ({ status: 404, body: '', cookies: 0 })
  await says('broken', new RegExp(`POST ${CHANGES.fi} without an address answers 404`), { send: gone })
  await ran(`now() - interval '3 hours'`)
  await says('broken', /last ran 180 minutes ago/)
  await ran('now()', false)
  await says('broken', /failed 0 minutes ago/)
  await ran('now()')

  for (const [answer, cause] of [
    [`'{"allowed": true}'`, /has not confirmed is told/],
    [`'{"allowed": false}'`, /confirmed is not told/],
    [`jsonb_build_object('allowed', asked.confirmed_at is not null)`, /Marketing goes to whoever asked/],
  ] as const) {
    const [name, types] = ['data.decide_subscription', 'data.subscriptions, jsonb, bytea']
    await owner.query(
      `alter function ${name}(${types}) rename to set_aside;
       create function ${name}(asked data.subscriptions, ask jsonb, key bytea) returns jsonb language sql stable as $$ select (${answer})::jsonb $$`,
    )
    await says('broken', cause).finally(() =>
      owner.query(
        `drop function ${name}(${types}); alter function data.set_aside(${types}) rename to decide_subscription`,
      ),
    )
  }
  await says('kept', /forgotten: 0/)
})

test('somebody who asked and of whom the work knows nothing', async () => {
  await owner.query(
    `insert into data.subscriptions (address, language, confirmed_at) values ('unohdettu@vieras.example', 'fi', now() - interval '9 days');
     insert into register.notices (version, language, hash, content, valid_from, approved_by, created_at)
     select 90, language, 'x', content, now() + interval '1 day', 'test', now() - interval '3 days' from register.notices where language = 'fi' limit 1`,
  )
  await says('broken', /1 reader asked to be told of a change, and nothing was tried/)
  await owner.query(`delete from data.subscriptions where address = 'unohdettu@vieras.example'`)
  await says('kept', /told now: 0/)
})
