import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import type pg from 'pg'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { type Matter, mattersIn, sensitiveIn } from '#kernel/sensitive.ts'
import { hasIdentityCode } from '#kernel/values.ts'
import type { Field, Noun } from '#kernel/vocabulary.ts'
import { base } from '#register/index.ts'
import { type Home, keepContent, openHome } from '../../../tests/home.ts'
import { placesOf } from './places.ts'
import { GONE, WAITING } from './said.ts'
import { ask, lapse, sweep } from './sweep.ts'

// What may not be kept is found wherever it is written, masked or told to a human, and gone in fourteen days.

/** The demo's own year is planted with nothing of it; a sentence of each kind, in three languages. */
const SENTENCES: Record<Matter, string[]> = {
  health: [
    'Asiakas kertoi olevansa sairauslomalla',
    'Han är sjukskriven till maj',
    'She is on sick leave',
    'On sairaana',
  ],
  union: ['Hän on Metalliliiton luottamusmies', 'Aktiv i fackföreningen', 'He is a union member'],
  belief: ['On helluntaiseurakunnan vanhin', 'Hon är partimedlem', 'A catholic, does not meet on Sundays'],
  origin: ['Perhe on saamelainen', 'Hon kom som flykting', 'Asked about her ethnic background'],
  sexuality: ['Kertoi olevansa homoseksuaali', 'Han är homosexuell', 'Talked about being transgender'],
  offence: ['Tuomittiin rattijuoppoudesta', 'Dömdes till fängelse', 'He was convicted last year'],
}
const ORDINARY = [
  'Toimitus tiistaina, laiturin ovi 4. Soita ennen kello 12.',
  'Terveyskeskus tilasi kaksi kaappia; sairaala haluaa tarjouksen.',
  'Offerten gäller till fredag, leverans till sjukhuset.',
  'We will still sell to the hospital; operations are fine.',
  'Uskon, että kauppa syntyy. Puoluetalon remontti alkaa.',
  'Laskunumero 131052-308, viite 1310523081.',
]

let home: Home
let owner: pg.Client
let house: House
let one: Home['one']
before(async () => {
  home = await openHome()
  ;({ owner, house, one } = home)
})
after(() => home.close())

async function note(body: string): Promise<string> {
  const { id } = await one(`select id from data.companies order by id limit 1`)
  return (await one(`insert into data.notes (company_id, body) values ($1, $2) returning id`, [id, body])).id
}
const findings = async (record: string) =>
  (
    await owner.query(
      `select id, kind, field, state, ends_on - (now() at time zone 'Europe/Helsinki')::date as days from data.findings where record_id = $1 order by kind`,
      [record],
    )
  ).rows
const bodyOf = async (id: string) => (await one('select body from data.notes where id = $1', [id]))?.body

describe('the detector', () => {
  test('finds what is protected in Finnish, Swedish and English, and says what it is', () => {
    for (const [kind, sentences] of Object.entries(SENTENCES))
      for (const text of sentences) assert.deepEqual(mattersIn(text), [kind], text)
  })

  test('passes over what business speaks of every day', () => {
    for (const text of ORDINARY) {
      assert.deepEqual(sensitiveIn(text), [], text)
      assert.equal(hasIdentityCode(text), false, text)
    }
  })

  test('wherever it stands, however it is written: in the place it says, and never in a part of another word', () => {
    const words = fc.constantFrom(...Object.values(SENTENCES).flat())
    const around = fc.constantFrom(...ORDINARY, '', '\n', '“', '… ')
    fc.assert(
      fc.property(around, words, around, fc.boolean(), (before, sentence, after, loud) => {
        const text = `${before} ${loud ? sentence.toUpperCase() : sentence} ${after}`
        const found = sensitiveIn(text)
        assert.ok(found.length > 0, text)
        for (const { word, from, to } of found) {
          assert.equal(text.slice(from, to), word)
          assert.ok(from === 0 || !/[\p{L}\p{N}]/u.test(text[from - 1]!), word)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('refused', () => {
  test('any purpose but rights; another noun’s columns; what is no text', async () => {
    const sales = await home.bed.login('purpose_sales')
    const step = { do: 'sensitive', what: 'read', noun: 'notes', from: 0, pages: 1, fields: ['body'], since: null }
    const asked = 'select door.erase(gen_random_uuid(), $1::jsonb)'
    await assert.rejects(sales.query(asked, [step]), { code: '42501' })
    const rights = await home.bed.login('purpose_rights')
    await assert.rejects(rights.query(asked, [{ ...step, fields: ['author_id'] }]), { message: 'NOT_FOUND' })
    await assert.rejects(rights.query(asked, [{ ...step, noun: 'users' }]), { message: 'NOT_FOUND' })
    const mask = { do: 'sensitive', what: 'mask', noun: 'notes', at: '(0,1)', field: 'permitted', was: '0', text: '1' }
    await assert.rejects(rights.query(asked, [mask]), { message: 'NOT_FOUND' })
  })

  test('a round that leaves a noun out fails, and names it', async () => {
    const places = placesOf(base).filter(({ noun }) => noun !== 'calls')
    await assert.rejects(sweep(house, { places }), {
      code: 'SENSITIVE_SWEEP_INCOMPLETE',
      message: 'not looked through: calls',
    })
    await assert.rejects(sweep(house, { stored: [] }), { message: 'not looked through: files (content)' })
  })
})

describe('the round', () => {
  test('one of each kind in every noun with words is found there; codes are masked in every column', async () => {
    const planted = new Map<string, string>()
    const refused: string[] = []
    await owner.query('reset role')
    await owner.query('set session_replication_role = replica')
    for (const { noun, codes, words } of placesOf(base)) {
      for (const field of codes) {
        const kinds = words.includes(field) ? Object.keys(SENTENCES) : []
        for (const kind of [...kinds, 'identity_code']) {
          const said = kind === 'identity_code' ? 'tunnus 131052-308T' : SENTENCES[kind as Matter][0]!
          const id = await plant(noun, field, said).catch((error) => {
            if (error.code !== '23514') throw error
            refused.push(`${noun}.${field} ${error.constraint} ${kind}`)
          })
          if (id) planted.set(`${noun}.${field} ${kind}`, id)
        }
      }
    }
    await owner.query('set session_replication_role = origin')
    await owner.query('set role seloste_owner')
    // What the database itself refuses by its form.
    assert.deepEqual(refused.filter((place) => !place.includes('.language ')).sort(), [
      'emails.address emails_fits identity_code',
      'phones.number phones_fits identity_code',
      'subscriptions.address subscriptions_address_fits identity_code',
    ])
    const swept = await sweep(house, { whole: true })
    const { rows } = await owner.query(
      `select noun || '.' || field || ' ' || kind as place, record_id as id, state from data.findings where kind <> 'mention'`,
    )
    const found = new Set(rows.map(({ place, id }) => `${place} ${id}`))
    const missed = [...planted].filter(([place, id]) => !found.has(`${place} ${id}`)).map(([place]) => place)
    assert.deepEqual(
      missed.filter((place) => !place.endsWith('identity_code')),
      [],
    )
    for (const { place, state } of rows) assert.equal(state, place.endsWith('identity_code') ? 'masked' : 'open', place)
    // Each is out of its record, wherever it stood: no purpose but that of rights reads it meanwhile.
    const stood = await owner.query(
      `select f.noun || '.' || f.field as place from data.findings f where f.state = 'open' and f.kind <> 'mention' and f.field <> '(content)'
         and not exists (select from data.withheld w where w.record_id = f.record_id and w.noun = f.noun and w.field = f.field) group by 1 order by 1`,
    )
    assert.deepEqual(
      stood.rows.map(({ place }) => place),
      [],
    )
    // What somebody said is never written anew, and a row that stands on nothing is guarded: such a code is told as left.
    for (const { noun, left } of swept) {
      if (noun === 'grounds' || noun.endsWith(')')) continue
      assert.equal(missed.filter((place) => place.startsWith(`${noun}.`)).length, left, noun)
      const { n } = await one(
        `select count(*)::int as n from data.${noun} t where to_jsonb(t)::text like '%131052-308T%'`,
      )
      assert.equal(n, left, noun)
    }
    const { n } = await one(
      `select count(*)::int as n from register.receipts where kind = 'sensitive' and detail::text like '%sairaus%'`,
    )
    assert.equal(n, 0)
    await owner.query('delete from data.findings')
    await owner.query('delete from data.withheld')
  })

  test('what has changed since the last time, and all of it once a week', async () => {
    await sweep(house, { whole: true })
    const body = 'Asiakas kertoi olevansa sairauslomalla'
    const old = await note(body)
    await owner.query(`alter table data.notes disable trigger user`)
    await owner.query(`update data.notes set updated_at = now() - interval '2 days' where id = $1`, [old])
    await owner.query(`alter table data.notes enable trigger user`)
    const fresh = await note(body)
    await sweep(house)
    assert.deepEqual(await findings(old), [])
    assert.deepEqual(
      (await findings(fresh)).map(({ kind, state, days }) => [kind, state, days]),
      [['health', 'open', 14]],
    )
    // found, and read by nobody until a human has decided
    assert.equal(await bodyOf(fresh), WAITING)
    await sweep(house)
    assert.equal((await findings(fresh)).length, 1)
    await owner.query(
      `update register.receipts set detail = detail || '{"from": "2020-01-01"}' where kind = 'sensitive' and noun = 'notes'`,
    )
    await sweep(house)
    assert.equal((await findings(old)).length, 1)
  })

  test('harmless stays harmless until the row changes', async () => {
    const id = await note('Sairauslomalainen palaa')
    await sweep(house)
    const [found] = await findings(id)
    await ask(house, { what: 'settle', finding: found.id, state: 'harmless', sentence: GONE }, 'somebody')
    assert.equal(await bodyOf(id), 'Sairauslomalainen palaa')
    await sweep(house, { whole: true })
    assert.deepEqual(
      (await findings(id)).map(({ state }) => state),
      ['harmless'],
    )
    await owner.query(`update data.notes set body = 'On yhä sairauslomalla' where id = $1`, [id])
    await sweep(house)
    assert.deepEqual((await findings(id)).map(({ state }) => state).sort(), ['harmless', 'open'])
  })

  test('destroyed after a human’s yes or after fourteen days, and the history keeps no value', async () => {
    const asked = await note('Masennus ja raskaus')
    const { id: waits } = await one(`select id from data.deals where next_step is null order by id limit 1`)
    for (const step of ['Jäi sairauslomalle', 'Jäi sairauslomalle taas', 'Yhä sairauslomalla'])
      await owner.query('update data.deals set next_step = $2 where id = $1', [waits, step])
    const said = async () => (await one('select next_step as said from data.deals where id = $1', [waits])).said
    await sweep(house)
    const [first] = await findings(asked)
    await ask(house, { what: 'settle', finding: first.id, state: 'destroyed', sentence: GONE }, 'somebody')
    assert.equal(await bodyOf(asked), GONE)
    assert.deepEqual(await lapse(house), { due: 0, taken: 0, remaining: 0 })
    assert.equal(await said(), WAITING)
    await owner.query(`update data.findings set ends_on = current_date - 1 where record_id = $1`, [waits])
    const { due, remaining } = await lapse(house)
    assert.deepEqual([due, remaining], [1, 0])
    assert.equal(await said(), GONE)
    // That it was changed is still known, and not what it said.
    const { rows: before } = await owner.query(
      'select was, became from data.changes where record_id = $1 and of = $2',
      [waits, 'deals.next_step'],
    )
    assert.ok(before.length > 0)
    assert.doesNotMatch(JSON.stringify(before), /sairaus/)
    const receipt = await one(
      `select due, taken, remaining from register.receipts where rule = 'lapse' order by id desc limit 1`,
    )
    assert.deepEqual(receipt, { due: 1, taken: 1, remaining: 0 })
    await assert.rejects(ask(house, { what: 'settle', finding: first.id, state: 'destroyed' }), {
      message: 'NOT_FOUND',
    })
  })
})

test('inside a file: told to a human, the code too; destroyed, its key goes with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'seloste-sensitive-'))
  const before = config.dataFolder
  Object.assign(config, { dataFolder: folder })
  try {
    const said = Buffer.from('nimi;huomio\nEeva;jäi sairauslomalle, 131052-308T\n')
    const { id } = await one(
      `insert into data.files (company_id, name, type, bytes, hash)
       select id, 'lista.csv', 'text/csv', $1, 'x' from data.companies order by id limit 1 returning id`,
      [said.length],
    )
    await keepContent(home, id, said)
    await sweep(house)
    const found = await findings(id)
    assert.deepEqual(
      found.map(({ kind, field, state }) => [kind, field, state]),
      [
        ['health', '(content)', 'open'],
        ['identity_code', '(content)', 'open'],
      ],
    )
    const decision = { what: 'settle', finding: found[0].id, text: 'x', sentence: GONE }
    await assert.rejects(ask(house, { ...decision, state: 'masked' }), { message: 'VALUE_NOT_ALLOWED' })
    await ask(house, { ...decision, state: 'destroyed' })
    assert.equal((await one('select count(*)::int as n from data.file_keys where file_id = $1', [id])).n, 0)
    assert.deepEqual(
      (await findings(id)).map(({ state }) => state),
      ['destroyed', 'destroyed'],
    )
  } finally {
    Object.assign(config, { dataFolder: before })
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Rows that say something already: each is used once. */
const used: string[] = []

/** A row of the noun whose field says this: one that is there, or the smallest there can be. Its id. */
async function plant(noun: string, field: string, said: string): Promise<string | null> {
  const declared = base.nouns[noun as 'people']! as Noun
  const text = declared.fields[field]!.type === 'json' ? JSON.stringify({ said }) : said
  const known = Object.hasOwn(declared.fields, 'id')
    ? await one(
        `update data.${noun} t set "${field}" = $1 where t.id = (select id from data.${noun} where id <> all ($2::uuid[]) order by id limit 1) returning id`,
        [text, used],
      )
    : undefined
  if (known) used.push(known.id)
  return known?.id ?? add(noun, field, text)
}

async function add(noun: string, field: string, text: string): Promise<string | null> {
  const declared = base.nouns[noun as 'people']! as Noun
  const { rows } = await owner.query(
    `select a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull as needed, a.atthasdef as given, a.attgenerated <> '' as made
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [`data.${noun}`],
  )
  const columns = rows.filter(({ name, needed, given, made }) => name === field || (needed && !given && !made))
  // What is guarded looks at what it stands on.
  const stands = new Map<string, string>()
  for (const { name, type } of columns) {
    const of = declared.fields[name]?.refers
    if (of && type === 'uuid' && base.nouns[of as 'people']?.schema === 'data')
      stands.set(name, (await one(`select id from data.${of} limit 1`))?.id)
  }
  const values = columns.map(({ name, type }) =>
    name === field ? text : (stands.get(name) ?? someOf(name, declared.fields[name], type)),
  )
  const places = columns.map(({ type }, i) => `$${i + 1}::${type}`)
  const made = await owner.query(
    `insert into data.${noun} as t (${columns.map(({ name }) => `"${name}"`)}) values (${places}) returning to_jsonb(t)->>'id' as id`,
    values,
  )
  used.push(made.rows[0].id)
  return made.rows[0].id
}

let made = 0
function someOf(name: string, field: Field | undefined, type: string): unknown {
  const [option] = Object.keys(field?.options ?? {})
  if (type === 'text[]') return [option ?? 'x']
  if (option) return option
  const closed = { noun: 'companies', language: 'fi', outcome: 'matched' }[name]
  if (closed) return closed
  if (type === 'uuid') return crypto.randomUUID()
  if (type === 'jsonb') return '{}'
  if (type === 'boolean') return false
  if (/^(timestamp|date)/.test(type)) return new Date(Date.UTC(2026, 0, 1) + made++ * 60_000).toISOString()
  return /^(int|bigint|smallint|numeric)/.test(type) ? 1 : `x${made++}`
}
