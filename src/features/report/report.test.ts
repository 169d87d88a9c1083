import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Field, LANGUAGES } from '#kernel/vocabulary.ts'
import { base } from '#register/index.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { reportWords } from './report.words.ts'
import { seedAccount, seedEverywhere } from './seeded.cast.ts'

let served: Served
let owner: Visitor
let seller: Visitor
before(async () => {
  served = await openServed()
  owner = await served.enter('privacy_owner')
  seller = await served.enter('seller')
})
after(() => served.close())

/** The bytes of an answer, as the privacy owner gets them. */
async function raw(path: string): Promise<Response> {
  const { email, password } = served.server.signIns.find(({ level }) => level === 'privacy_owner')!
  const { headers } = await served.stranger('POST', '/api/v1/session', { body: { email, password } })
  return fetch(served.server.url + path, { headers: { cookie: headers.getSetCookie()[0]!.split(';')[0]! } })
}

const person = '019a0000-0002-7000-8000-000000000021'
const ask = async (who: string | null = person) => {
  const { status, json, text } = await owner('POST', '/api/v1/requests', {
    body: {
      kinds: ['access'],
      channel: 'phone',
      ...(who ? { person: who } : { name: 'Tuntematon Soittaja' }),
      words: 'Haluan nähdä tietoni.',
    },
  })
  assert.equal(status, 201, text)
  return json.id as string
}

describe('refusals', () => {
  test('only those who serve rights make one, and only about somebody', async () => {
    const id = await ask()
    assert.equal((await seller('POST', `/api/v1/requests/${id}/report`)).status, 403)
    assert.equal((await served.stranger('GET', `/api/v1/requests/${id}/report`)).status, 401)
    const nobody = await ask(null)
    assert.equal((await owner('POST', `/api/v1/requests/${nobody}/report`)).json.code, 'REPORT_NOT_ABOUT_ANYBODY')
  })

  test('a passage is hidden with a reason, where it stands, and not twice', async () => {
    const id = await ask()
    const { json } = await owner('GET', `/api/v1/requests/${id}/report`)
    const { noun, record_id, field, text } = json.texts[0]
    const mark = (more: object) =>
      owner('POST', `/api/v1/requests/${id}/report/marks`, {
        body: { noun, record_id, field, place: 0, length: 3, ...more },
      })
    assert.equal((await mark({})).json.code, 'REDACTION_UNREASONED')
    assert.equal((await mark({ reason: 'other_person', place: text.length })).json.code, 'REDACTION_PLACE_UNKNOWN')
    assert.equal((await mark({ reason: 'other_person' })).status, 201)
    assert.equal((await mark({ reason: 'other_person' })).json.code, 'REDACTION_PLACE_UNKNOWN')
  })
})

/**
 * Personal columns of the database, from its catalogue: what the register does not know counts as personal. Not what is
 * worked out from others, and not the secrets of sign-in, which are data of nobody but their lock.
 */
async function personal(): Promise<string[]> {
  const { rows } = await (await served.bed.owner()).query<{ noun: string; column: string }>(
    `select c.relname as noun, a.attname as column
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('data', 'auth', 'ledger') and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
       and a.attgenerated = '' and a.attname <> 'permitted' and n.nspname || '.' || c.relname <> all ($1)`,
    [['ledger.seals', 'ledger.unsealed', 'ledger.leaves', 'ledger.checkpoints', 'ledger.sequencer']],
  )
  return rows.flatMap(({ noun, column }) => {
    const field = base.nouns[noun as 'people']?.fields[column as 'given_name'] as Field | undefined
    return field && (!field.personal || field.sensitive || field.type === 'vector') ? [] : [`${noun}.${column}`]
  })
}

/** What an entry of the ledger says of the person is told as a look: the day, who it was, and that it was about them. */
const LOOKS = { 'entries.at': 'day', 'entries.actor': 'who', 'entries.ids': 'times' } as const

/** Columns that a report says nothing of. */
function missing(columns: readonly string[], report: any): string[] {
  const there = new Set<string>([
    ...report.categories.flatMap(({ blocks }: any) =>
      blocks.flatMap(({ noun, records }: any) =>
        records.flatMap(({ facts }: any) => facts.map(({ field }: any) => `${noun}.${field}`)),
      ),
    ),
    ...report.accounts.flatMap(({ noun, facts }: any) => facts.map(({ field }: any) => `${noun}.${field}`)),
    ...Object.entries(LOOKS).flatMap(([column, told]) => (report.uses.some((look: any) => look[told]) ? [column] : [])),
  ])
  return columns.filter((column) => !there.has(column))
}

async function partsOf(reply: Response): Promise<Map<string, Buffer>> {
  const bytes = Buffer.from(await reply.arrayBuffer())
  const { fromBuffer } = await import('yauzl')
  return new Promise((resolve, reject) => {
    const parts = new Map<string, Buffer>()
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed)
          const chunks: Buffer[] = []
          stream.on('data', (chunk) => chunks.push(chunk))
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks))
            zip.readEntry()
          })
        }),
      )
      zip.on('end', () => resolve(parts))
      zip.on('error', reject)
      zip.readEntry()
    })
  })
}

test('every personal column of the register is in the report of somebody who is everywhere', async () => {
  await seedEverywhere(served.bed, person)
  await seedAccount(served.bed, person)
  const id = await ask()
  const made = await owner('POST', `/api/v1/requests/${id}/report`)
  assert.equal(made.status, 201, made.text)
  const content = await raw(`/api/v1/reports/${made.json.id}/content`)
  const parts = await partsOf(content)
  const named = (ending: string) => [...parts].find(([name]) => name.endsWith(ending) && !name.includes('/'))![1]
  const report = JSON.parse(named('.json').toString())
  const columns = await personal()
  assert.ok(columns.length > 220, `${columns.length}`)
  assert.deepEqual(missing(columns, report), [])
  const without = (noun: string) => ({
    ...report,
    categories: report.categories.map((category: any) => ({
      ...category,
      blocks: category.blocks.filter((block: any) => block.noun !== noun),
    })),
    accounts: report.accounts.filter((account: any) => account.noun !== noun),
    uses: noun === 'entries' ? [] : report.uses,
  })
  for (const noun of new Set(columns.map((column) => column.split('.')[0]!)))
    assert.ok(missing(columns, without(noun)).length > 0, noun)
  assert.equal(report.automated_decisions.made, false)
  assert.ok(report.searched.some(({ store, found }: any) => store === 'ledger' && found > 0))
  assert.ok(named('.pdf').subarray(0, 5).toString() === '%PDF-')
  for (const block of report.categories.flatMap((category: any) => category.blocks))
    assert.ok(block.why.length && block.sources.length && block.until.length, block.noun)
  // Each record says until when, and a day is a day to come.
  const today = new Date().toISOString().slice(0, 10)
  for (const record of report.categories.flatMap(({ blocks }: any) => blocks.flatMap(({ records }: any) => records)))
    assert.ok(
      record.until.words && (record.until.on === null || record.until.on >= today),
      JSON.stringify(record.until),
    )
})

test('that an employee may be named in the letter is not denied in the report', () => {
  const denied = { fi: /ei nimetä|nimiä ei/, sv: /namnges inte|nämns inte/, en: /no employee|not named|never named/i }
  const told = { fi: /kirjeessä/, sv: /i vårt brev/, en: /in our letter/ }
  for (const language of LANGUAGES) {
    assert.doesNotMatch(reportWords[language].usesLead, denied[language])
    assert.match(reportWords[language].usesLead, told[language])
  }
})
