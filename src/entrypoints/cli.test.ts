import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { portableOf } from '#features/report/portable.ts'
import { openHouse } from '#kernel/database.ts'
import { writeInstance } from '#kernel/instance.ts'
import { lockFolder } from '#kernel/lock.ts'
import { type Bed, openBed } from '../../tests/bed.ts'

// The command line against a running instance: this test file plays the one that runs.

const home = mkdtempSync(join(tmpdir(), 'seloste-cli-'))
const cli = join(dirname(fileURLToPath(import.meta.url)), 'cli.ts')
let bed: Bed
let release: () => void

before(async () => {
  bed = await openBed()
  const { host, port, database, key } = bed.connection
  writeFileSync(join(home, 'instance.key'), key)
  release = lockFolder(home)
  writeInstance(home, {
    pid: process.pid,
    url: 'http://127.0.0.1:1',
    database: { host, port, database, superuser: 'seloste_super' },
  })
})
after(async () => {
  release()
  await bed.close()
  rmSync(home, { recursive: true, force: true })
})

type Ran = { code: number; out: string; err: string }

function seloste(args: string[], data = home): Promise<Ran> {
  const env = { ...process.env, SELOSTE_DATA: data }
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err })
    })
  })
}

async function refusedWith(code: string, args: string[]): Promise<Ran> {
  const ran = await seloste(args)
  assert.equal(ran.code, 1, `${args.join(' ')} ended with ${ran.code}`)
  assert.equal(ran.out, '', 'a refusal leaves standard output empty')
  assert.match(ran.err, new RegExp(`^${code}: .+\\n.+`), 'code, sentence, next step')
  return ran
}

test('A slip of the keyboard is refused by its name, before anything is done', async () => {
  await refusedWith('NOUN_UNKNOWN', ['peple', 'list'])
  await refusedWith('NOT_FOUND', ['people', 'lst'])
  const typo = await refusedWith('FIELD_UNKNOWN', ['people', 'list', '--limt', '3'])
  assert.match(typo.err, /limt/)
  await refusedWith('INPUT_INVALID', ['people', 'list', '--limit', 'many'])
  await refusedWith('INPUT_INVALID', ['people', 'list', 'stray'])
  await refusedWith('PURPOSE_UNKNOWN', ['people', 'list', '--purpose', 'world_peace'])
  await refusedWith('INPUT_INVALID', ['register', 'plan', '--addition', '{broken'])
  await refusedWith('FIELD_UNKNOWN', ['people', 'import', 'x.csv', '--orign', 'person'])
  await refusedWith('SOURCE_UNKNOWN', ['people', 'import', 'x.csv', '--origin', 'elsewhere'])
})

test('Without an installation nothing is made, and the sentence says what to do', async () => {
  const { code, out, err } = await seloste(['people', 'list'], join(home, 'nowhere'))
  assert.equal(code, 1)
  assert.equal(out, '')
  assert.match(err, /no installation in .*nowhere.*npm start/s)
})

test('A person whom the purpose does not see is not there', async () => {
  const all = await seloste(['people', 'list', '--purpose', 'suppliers', '--limit', '1', '--json'])
  const { id } = JSON.parse(all.out).items[0]
  const { err } = await refusedWith('PERSON_NOT_FOUND', ['people', 'get', id, '--purpose', 'prospecting'])
  assert.doesNotMatch(err, /permitted|select/i)
})

test('With --json a refusal is JSON too, and not on standard output', async () => {
  const { code, out, err } = await seloste(['people', 'get', 'nobody', '--json', '--lang', 'fi'])
  assert.equal(code, 1)
  assert.equal(out, '')
  const problem = JSON.parse(err)
  assert.equal(problem.code, 'INPUT_INVALID')
  assert.equal(problem.field, 'id')
})

test('The address of a purpose opens what the purpose sees and nothing more', async () => {
  await refusedWith('PURPOSE_UNKNOWN', ['database', 'url', '--purpose', 'owner'])
  const { code, out, err } = await seloste(['database', 'url', '--purpose', 'marketing'])
  assert.equal(code, 0, err)
  assert.match(out, /^postgres:\/\/purpose_marketing:[^\s]+\n$/, 'the address and nothing else')
  const client = new pg.Client({ connectionString: out.trim() })
  await client.connect()
  try {
    const { rows } = await client.query('select count(*)::int as n from marketing.people')
    assert.ok(rows[0].n > 0)
    for (const sql of ['select 1 from data.people', 'select 1 from sales.people', 'set role seloste_owner']) {
      await assert.rejects(client.query(sql), { code: '42501' }, sql)
    }
  } finally {
    await client.end()
  }
})

test('The owner’s address is handed out too, and the ledger remembers that it was', async () => {
  const { out } = await seloste(['database', 'url'])
  const client = new pg.Client({ connectionString: out.trim() })
  await client.connect()
  const { rows } = await client.query(
    "select actor, purpose from ledger.entries where action = 'database.url' order by at",
  )
  await client.end()
  assert.deepEqual(
    rows.map((row) => row.purpose),
    ['marketing', null],
  )
  assert.match(rows[0].actor, /^operator:./)
})

test('No instance, no address', async () => {
  const { code, err } = await seloste(['database', 'url'], join(home, 'nowhere'))
  assert.equal(code, 1)
  assert.match(err, /npm start/)
})

test('Help names every noun, and what a verb takes', async () => {
  const all = await seloste(['help'])
  assert.equal(all.code, 0)
  for (const word of ['people', 'keys', 'register', 'ledger', 'database'])
    assert.match(all.out, new RegExp(`^ +${word} `, 'm'))
  assert.doesNotMatch(all.out, /password/, 'signing in is for browsers')
  const people = await seloste(['people', 'help'])
  assert.match(people.out, /people merge.*\n.*\n +--id string \(needed\)\n +--others a,b \(needed\)/)
  assert.match(people.out, /--job_title string {2}Job title/)
})

test('An action runs under the purpose asked for; tables for people, pure JSON for programs', async () => {
  const table = await seloste(['people', 'list', '--q', 'virt', '--purpose', 'sales'])
  assert.match(table.out, /^given_name +family_name/)
  assert.match(table.out, /\d+ of \d+, as sales sees them\n$/)
  const { out, err } = await seloste(['people', 'list', '--q=virt', '--purpose=sales', '--json'])
  assert.equal(err, '')
  assert.equal(JSON.parse(out).purpose, 'sales')
  assert.ok(JSON.parse(out).items.length > 0)
})

test('Flags become what the action takes: lists, numbers, the version seen', async () => {
  const made = await seloste(['people', 'create', '--json', '{"given_name":"Testi","family_name":"Komento"}'])
  const one = JSON.parse(made.out)
  const other = JSON.parse(
    (await seloste(['people', 'create', '--given-name', 'Testi', '--family-name', 'Toinen', '--json'])).out,
  )
  await refusedWith('IF_MATCH_NEEDED', ['people', 'update', one.id, '--job_title', 'Seppä'])
  const changed = await seloste([
    'people',
    'update',
    one.id,
    '--job_title',
    'Seppä',
    '--version',
    String(one.version),
    '--json',
  ])
  assert.equal(JSON.parse(changed.out).job_title, 'Seppä')
  const merged = await seloste(['people', 'merge', one.id, '--others', other.id, '--json'])
  assert.equal(merged.code, 0, merged.err)
  await refusedWith('PERSON_NOT_FOUND', ['people', 'get', other.id])
  const key = await seloste([
    'keys',
    'create',
    '--name',
    'Kassa',
    '--recipient',
    'Kassa Oy',
    '--purpose',
    'support',
    '--days',
    '30',
    '--json',
  ])
  assert.equal(JSON.parse(key.out).key.purpose, 'support', key.err)
})

test('A file goes in with its counts, and people come out as a file', async () => {
  const file = join(home, 'tuonti.csv')
  const rows = [
    'Etunimi;Sukunimi;Sähköposti;Markkinointikielto',
    'Kaarna;Komento;kaarna@komento.example;',
    'Tuohi;Komento;tuohi@komento.example;x',
    'Rikki;Komento;ei-osoite;',
  ]
  writeFileSync(file, rows.join('\n'))
  const { code, out, err } = await seloste(['people', 'import', file, '--origin', 'person', '--json'])
  assert.equal(code, 0, err)
  assert.equal(err, '')
  const counts = JSON.parse(out)
  for (const name of ['rows', 'created', 'matched', 'rejected', 'identityCodesRefused', 'objections', 'seconds']) {
    assert.equal(typeof counts[name], 'number', name)
  }
  assert.equal(counts.rows, 3)
  assert.equal(counts.objections, 1)
  assert.equal(counts.created + counts.matched + counts.rejected, counts.rows)
  assert.ok(readFileSync(file), 'the operator’s own file stays')
  const exported = await seloste(['people', 'export', '--q', 'komento', '--purpose', 'relationship'])
  assert.match(exported.out, /Kaarna/)
  const marketing = await seloste(['people', 'export', '--q', 'komento', '--purpose', 'marketing'])
  assert.match(marketing.out, /Kaarna/)
  assert.doesNotMatch(marketing.out, /Tuohi/, 'who refused marketing is not in marketing’s file')
})

test('While a purpose sleeps an import stores and warns, and an operator signs by name', async () => {
  const sign = ['balancing', 'sign', 'suppliers', '--conclusion', 'Punnittu komentorivillä, kun muita ei vielä ole.']
  const nameless = await refusedWith('VALUE_MISSING', [...sign, '--outcome', 'negative'])
  assert.match(nameless.err, /name/)
  const name = ['--name', 'Mikko Malli']
  assert.equal((await seloste([...sign, '--outcome', 'negative', ...name])).code, 0)
  const file = join(home, 'toimittajat.csv')
  writeFileSync(file, 'Etunimi;Sukunimi;Sähköposti\nMuutto;Vahinen;muutto@vahinen.example\n')
  const bring = ['people', 'import', file, '--origin', 'person', '--position', 'supplier', '--purpose', 'suppliers']
  const { out } = await seloste([...bring, '--json'])
  const { created, warnings } = JSON.parse(out)
  assert.equal(created, 1)
  assert.deepEqual(
    warnings.map((one: { purpose: string; state: string }) => [one.purpose, one.state]),
    [['suppliers', 'negative']],
  )
  assert.match(warnings[0].sign, /^npm run seloste -- balancing sign suppliers /)
  const find = ['people', 'list', '--q', 'vahinen', '--purpose', 'suppliers']
  await refusedWith('LIA_MISSING_OR_EXPIRED', find)
  assert.equal((await seloste([...sign, '--outcome', 'positive', ...name])).code, 0)
  assert.match((await seloste(find)).out, /Vahinen/)
  const { rows } = await (await bed.owner()).query(
    `select signed_name, signed_by like 'operator:%' as operator from register.balancing_tests where purpose = 'suppliers' order by signed_at desc limit 1`,
  )
  assert.deepEqual(rows, [{ signed_name: 'Mikko Malli', operator: true }])
})

test('A change of the register is printed before it is done', async () => {
  const file = join(home, 'addition.json')
  const label = { fi: 'Kengännumero', sv: 'Skostorlek', en: 'Shoe size' }
  const body = {
    noun: 'people',
    name: 'x_shoe',
    type: 'integer',
    label,
    category: 'name',
    retention: 'contact',
    purposes: { sales: 'write' },
  }
  writeFileSync(file, JSON.stringify({ kind: 'field', body }))
  const { out } = await seloste(['register', 'plan', file])
  assert.match(out, /Nothing has been changed/)
  assert.match(out, /~ sales\.people/)
  assert.match(out, /\+ .*kengännumero/)
  const explained = await seloste(['register', 'explain', 'people.given_name', '--lang', 'fi'])
  assert.match(explained.out, /purpose_marketing/)
  await refusedWith('FIELD_UNKNOWN', ['register', 'explain', 'people.shoe_size'])
})

test('The promises are walked from the command line, and for programs as JSON alone', async () => {
  const { out, err } = await seloste(['verify', '--json'])
  assert.equal(err, '')
  assert.equal(JSON.parse(out).promises.length, 109)
})

test('A tampered ledger is named, and the exit code says so', async () => {
  const good = await seloste(['ledger', 'verify'])
  assert.equal(good.code, 0, good.out)
  assert.match(good.out, /^The ledger is intact/)
  const client = new pg.Client({ connectionString: bed.superUrl })
  await client.connect()
  await client.query('alter table ledger.entries disable trigger all')
  await client.query(
    "insert into ledger.entries (id, actor, action, salt) values (gen_random_uuid(), 'nobody', 'people.list', '')",
  )
  await client.end()
  const { code, out } = await seloste(['ledger', 'verify', '--json'])
  assert.equal(code, 1)
  assert.equal(JSON.parse(out).intact, false)
})

test('a person’s own file from another house is taken in, and a broken one is refused by its part', async () => {
  const owner = await bed.owner()
  const person = '019a0000-0002-7000-8000-000000000021'
  await owner.query(`select data.say($1, 'contract:party', 'contract', 'allow', 5, null, 'visit', null, null, '{}')`, [
    person,
  ])
  const house = openHouse(bed.connection)
  await house.renew()
  const { portable } = await portableOf({ house }, person, 'fi')
  await house.close()
  const write = (name: string, text: string) => {
    const file = join(home, name)
    writeFileSync(file, text)
    return file
  }
  const people = async () => (await owner.query('select count(*)::int as n from data.people')).rows[0].n as number
  const before = await people()
  const broken = { ...portable, records: [{ ...portable.records[0], values: { given_name: { first: 'Aino' } } }] }
  await refusedWith('EXPORT_SCHEMA_INVALID', ['people', 'import', write('half.json', '{"schema": ')])
  const { err } = await refusedWith('EXPORT_SCHEMA_INVALID', [
    'people',
    'import',
    write('broken.json', JSON.stringify(broken)),
  ])
  assert.match(err, /records\.0\.values\.given_name/)
  const file = write('data.json', JSON.stringify(portable))
  await refusedWith('FIELD_UNKNOWN', ['people', 'import', file, '--positon', 'customer'])
  await refusedWith('VALUE_NOT_ALLOWED', ['people', 'import', file, '--position', 'emperor'])
  assert.equal(await people(), before, 'nobody has come in')

  const { code, out, err: said } = await seloste(['people', 'import', file, '--json'])
  assert.equal(code, 0, said)
  const made = JSON.parse(out) as { id: string; left: string[] }
  assert.equal(await people(), before + 1)
  const name = `select given_name, family_name from data.people where id = $1`
  const [theirs, ours] = await Promise.all([person, made.id].map(async (id) => (await owner.query(name, [id])).rows[0]))
  assert.deepEqual(ours, theirs)
  const emails = `select address from data.emails where person_id = $1 order by address`
  const [sent, taken] = await Promise.all([person, made.id].map(async (id) => (await owner.query(emails, [id])).rows))
  assert.ok(sent!.length > 0)
  assert.deepEqual(taken, sent)
  const { rows } = await owner.query(
    `select from ledger.entries where action = 'transfers.receive' and $1 = any (ids)`,
    [made.id],
  )
  assert.equal(rows.length, 1)
})
