import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { spool } from '#kernel/spool.ts'
import { csvLine } from './csvWriter.ts'
import { type Batch, emptyCounts, type OpenOptions, openImport, type ReadOptions, readRows } from './read.ts'
import { fileCodeOf } from './refusals.ts'
import type { Counts } from './rows.ts'
import { xlsxFile } from './xlsxWriter.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seloste-read-'))
})
after(() => rm(folder, { recursive: true }))

async function opened(bytes: Buffer | string, options?: OpenOptions) {
  const path = join(folder, 'file')
  await writeFile(path, bytes)
  return openImport(path, options)
}

async function all(file: Awaited<ReturnType<typeof openImport>>, options?: ReadOptions) {
  const batches: Batch[] = []
  for await (const batch of readRows(file, options)) batches.push(batch)
  const counts = emptyCounts()
  for (const batch of batches) {
    for (const key of Object.keys(counts) as (keyof Counts)[]) counts[key] += batch.counts[key]
  }
  return {
    batches,
    counts,
    rows: batches.flatMap((batch) => batch.rows),
    rejected: batches.flatMap((batch) => batch.rejected),
  }
}

const refusal = (code: string) => (error: unknown) => {
  assert.equal(fileCodeOf(error), code, String(error))
  return true
}

/** A file with every trap in it, and the count of each. */
function trapped(rows: number, dialect: { headers: string[]; delimiter: string; refuse: string; calm: string }) {
  const truth = {
    rows,
    badEmails: 0,
    rejected: 0,
    duplicates: 0,
    identityCodesRefused: 0,
    badBusinessIds: 0,
    objections: 0,
    multilineNotes: 0,
    formulas: 0,
  }
  let text = csvLine(dialect.headers, { delimiter: dialect.delimiter, raw: true })
  const met = new Set<string>()
  for (let i = 0; i < rows; i++) {
    const nobody = i % 97 === 5
    const bad = !nobody && i % 31 === 7 ? ['info at firma.fi', 'matti@@', 'x@', '@example.fi', 'ei ole'][i % 5]! : null
    const again = i % 23 === 11 && i > 40
    const address = again ? `ÅKE.${i - 11}@Firma.example` : `åke.${i}@firma.example`
    const email = nobody ? '' : (bad ?? (again ? (i % 2 ? ` ${address} ` : address.toUpperCase()) : address))
    if (bad) truth.badEmails++
    else if (!nobody) {
      const key = email.trim().toLowerCase()
      if (met.has(key)) truth.duplicates++
      met.add(key)
    }
    const notes = [
      '',
      'Asiakas vuodesta 2011',
      'Rivi 1\nRivi 2; "lainaus", ja\tpilkku',
      '=HYPERLINK("http://evil.example","x")',
      'hetu 161293X950M tarkistettu',
      'hetu 051089-9884 tarkistettu',
      'tilaus 131052-308U',
      '',
    ][i % 8]!
    if (notes.includes('\n')) truth.multilineNotes++
    if (notes.startsWith('=')) truth.formulas++
    if (/950M|9884/.test(notes)) truth.identityCodesRefused++
    const business = i % 13 === 4 ? '2069746-9' : '0112038-9'
    if (business !== '0112038-9') truth.badBusinessIds++
    const refuses = i % 17 === 3
    if (refuses) truth.objections++
    if (nobody) truth.rejected++
    const cells = [
      nobody ? '' : 'Åke',
      nobody ? '' : 'von der Öhman',
      email,
      ['00358-45-9317160', '(09) 321171', 'ei puhelinta', ''][i % 4]!,
      'Owner',
      'Österbotten 1 Tmi',
      business,
      'Vaasa',
      refuses ? dialect.refuse : dialect.calm,
      notes,
    ]
    text += csvLine(cells, { delimiter: dialect.delimiter, raw: true })
  }
  return { text, truth }
}

const HUBSPOT = {
  headers: [
    'First Name',
    'Last Name',
    'Email',
    'Phone Number',
    'Job Title',
    'Company Name',
    'Business ID',
    'City',
    'Unsubscribed from all email',
    'Notes',
  ],
  delimiter: ',',
  refuse: 'kyllä',
  calm: '',
}
const EXCEL = {
  headers: [
    'Etunimi',
    'Sukunimi',
    'Sähköposti',
    'Puhelin',
    'Titteli',
    'Yritys',
    'Y-tunnus',
    'Kaupunki',
    'Markkinointikielto',
    'Muistiinpanot',
  ],
  delimiter: ';',
  refuse: 'x',
  calm: 'ei',
}
const GOOGLE = {
  headers: [
    'Given Name',
    'Family Name',
    'E-mail 1 - Value',
    'Phone 1 - Value',
    'Organization 1 - Title',
    'Organization 1 - Name',
    'Custom Field 1 - Value',
    'Address 1 - City',
    'Group Membership',
    'Notes',
  ],
  delimiter: '\t',
  refuse: '* myContacts ::: Markkinointikielto',
  calm: '* myContacts',
}

test('what is no table of contacts is refused', async () => {
  await assert.rejects(opened(''), refusal('FILE_EMPTY'))
  await assert.rejects(opened('\r\n\r\n'), refusal('FILE_EMPTY'))
  await assert.rejects(opened('%PDF-1.7 ...'), refusal('FILE_NOT_READABLE'))
  await assert.rejects(opened(Buffer.from('d0cf11e0a1b11ae1', 'hex')), refusal('FILE_NOT_READABLE'))
  await assert.rejects(opened('a,b\n1,\0\n'), refusal('FILE_HAS_NUL'))
  await assert.rejects(opened('a'.repeat(100), { limit: 99 }), refusal('TOO_LARGE'))
  await assert.rejects(opened(`${'a,'.repeat(9_999)}b\n`), refusal('TOO_MANY_COLUMNS'))
})

test('an upload over the limit is cut off and leaves nothing on disk', async () => {
  let sent = 0
  const endless = Readable.from(
    (function* () {
      for (;;) {
        sent += 1024
        yield Buffer.alloc(1024, 'a')
      }
    })(),
  )
  await assert.rejects(spool(endless, folder, 100_000), refusal('TOO_LARGE'))
  assert.ok(sent < 200_000)
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith('upload-')),
    [],
  )
  const kept = await spool(Readable.from([Buffer.from('Nimi\nMatti\n')]), folder)
  assert.equal((await openImport(kept)).columns[0]!.field, 'full_name')
  await rm(kept)
})

test('a row with a wrong number of cells is left out with line and reason', async () => {
  const { rows, rejected, counts } = await all(
    await opened(
      'Etunimi,Email\r\nA,a@f.fi\r\n\r\nB\r\nC,"c@f.fi",161293X950M\r\nD,d@f.fi,,\r\n"E\r\nE",e@f.fi\r\nF\r\n,,\r\n',
    ),
  )
  assert.deepEqual(
    rows.map((row) => [row.line, row.given_name]),
    [
      [2, 'A'],
      [6, 'D'],
      [7, 'E E'],
    ],
  )
  assert.deepEqual(
    rejected.map((row) => [row.line, row.problems[0]!.code]),
    [
      [4, 'ROW_CELLS_WRONG'],
      [5, 'ROW_CELLS_WRONG'],
      [9, 'ROW_CELLS_WRONG'],
    ],
  )
  assert.deepEqual(rejected[1]!.cells, ['C', 'c@f.fi', '******-****'])
  assert.deepEqual([counts.rows, counts.accepted, counts.rejected, counts.identityCodesRefused], [6, 3, 3, 1])
})

test('every trap is counted, in each way such files are written', async () => {
  const files: [typeof HUBSPOT, (text: string) => Buffer, string][] = [
    [HUBSPOT, (text) => Buffer.from(`\ufeff${text}`), 'utf-8'],
    [EXCEL, (text) => Buffer.from(text, 'latin1'), 'windows-1252'],
    [GOOGLE, (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
  ]
  for (const [dialect, encode, encoding] of files) {
    const { text, truth } = trapped(1500, dialect)
    const file = await opened(encode(text))
    assert.deepEqual([file.encoding, file.delimiter], [encoding, dialect.delimiter])
    const { counts, batches, rows } = await all(file, { batch: 400 })
    for (const [name, count] of Object.entries(truth))
      assert.equal(counts[name as keyof Counts], count, `${encoding} ${name}`)
    assert.equal(counts.badPhones, 0)
    assert.equal(counts.accepted, rows.length)
    assert.doesNotMatch(JSON.stringify(batches), /161293X950M|051089-9884/)
  }
})

test('a sheet gives the same rows as the CSV of it', async () => {
  const { text, truth } = trapped(300, EXCEL)
  const csv = await all(await opened(text))
  const cells = [EXCEL.headers]
  for await (const batch of readRows({
    ...(await opened(text)),
    columns: EXCEL.headers.map((header, index) => ({ index, header, field: null, confidence: 0, why: 'unknown' })),
    headed: true,
  })) {
    cells.push(...[...batch.rejected].map((row) => row.cells))
  }
  assert.equal(cells.length, 301, 'without columns every row is nobody')
  const pieces: Buffer[] = []
  for await (const piece of xlsxFile(cells)) pieces.push(piece)
  const file = await opened(Buffer.concat(pieces))
  assert.equal(file.kind, 'xlsx')
  const sheet = await all(file)
  assert.equal(sheet.counts.rows, truth.rows)
  assert.equal(sheet.counts.objections, truth.objections)
  const plain = (rows: typeof csv.rows) => rows.map((row) => ({ ...row, line: 0 }))
  assert.deepEqual(plain(sheet.rows), plain(csv.rows))
})

test('a run that was stopped goes on where it was, without a row lost or twice', async () => {
  const file = await opened(trapped(900, HUBSPOT).text)
  const whole = await all(file, { batch: 100 })
  for (const stop of [0, 3, 8]) {
    const { row } = whole.batches[stop]!
    const rest = await all(file, { after: row, batch: 100 })
    const before = whole.batches.slice(0, stop + 1).flatMap((batch) => batch.rows)
    assert.deepEqual([...before, ...rest.rows], whole.rows)
    assert.equal(rest.batches.at(-1)?.row ?? 900, 900)
  }
})

test('a title above the header is passed over, in text and in a sheet', async () => {
  const rows = [
    ['Asiakaslista 2024'],
    ['Tulostettu', '1.5.2024'],
    EXCEL.headers,
    ['Åke', 'Öhman', 'ake@f.fi', '', '', 'Firma Oy', '', 'Turku', 'x', 'a\nb'],
  ]
  const pieces: Buffer[] = []
  for await (const piece of xlsxFile(rows)) pieces.push(piece)
  const text = rows.map((row) => csvLine(row)).join('\r\n')
  for (const [bytes, lines] of [
    [Buffer.from(text), [7]],
    [Buffer.concat(pieces), [4]],
  ] as const) {
    const file = await opened(bytes)
    const { rows: found, counts } = await all(file)
    assert.deepEqual(
      found.map((row) => row.line),
      lines,
    )
    assert.deepEqual([found[0]!.family_name, counts.rows, counts.objections], ['Öhman', 1, 1])
  }
})

test('a file without a header row is read by its values', async () => {
  const file = await opened('Matti Virtanen;matti@firma.fi;040 123 4567\nMaija Laine;maija@firma.fi;050 123 4567\n')
  assert.equal(file.headed, false)
  assert.deepEqual(
    file.columns.map(({ header, field }) => [header, field]),
    [
      ['#1', null],
      ['#2', 'email'],
      ['#3', 'phone'],
    ],
  )
  const { rows } = await all(file)
  assert.deepEqual(
    rows.map((row) => [row.line, row.emails[0]!.address, row.extra]),
    [
      [1, 'matti@firma.fi', { '#1': 'Matti Virtanen' }],
      [2, 'maija@firma.fi', { '#1': 'Maija Laine' }],
    ],
  )
})

test('columns of one name are kept apart; samples hold no identity code', async () => {
  const file = await opened('Nimi,Oma,Oma,\nMatti,1,161293X950M,3\n')
  assert.deepEqual(
    file.columns.map((column) => column.header),
    ['Nimi', 'Oma', 'Oma (2)', '#4'],
  )
  assert.deepEqual(file.sample, [['Matti', '1', '******-****', '3']])
  assert.deepEqual((await all(file)).rows[0]!.extra, { Oma: '1', 'Oma (2)': '******-****', '#4': '3' })
})

// Asked for, so that what is measured is what is held and not what nobody has swept yet.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

test('memory does not grow with the file', async () => {
  const { text } = trapped(2000, HUBSPOT)
  const [header, body] = [text.slice(0, text.indexOf('\n') + 1), text.slice(text.indexOf('\n') + 1)]
  const file = await opened(header + body.repeat(30))
  let lowest = Number.POSITIVE_INFINITY
  let highest = 0
  for await (const { row } of readRows(file)) {
    if (row % 10_000 !== 0) continue
    collect()
    const used = process.memoryUsage().heapUsed + process.memoryUsage().external
    lowest = Math.min(lowest, used)
    highest = Math.max(highest, used)
  }
  assert.ok(highest - lowest < 20 * 1024 ** 2, `${Math.round((highest - lowest) / 1024 ** 2)} MB`)
})

test('whatever the bytes, a file is read or refused', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 300 }).map((array) => Buffer.from(array)),
    fc.stringMatching(/^[Etunimi,;"@.\r\n\t=+\-0-9A]{1,200}$/).map((text) => Buffer.from(text)),
    fc.string({ unit: 'binary', maxLength: 100 }).map((text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
  )
  await fc.assert(
    fc.asyncProperty(bytes, async (given) => {
      try {
        await all(await opened(given))
      } catch (error) {
        assert.ok(fileCodeOf(error), String(error))
      }
    }),
    { numRuns: 400 },
  )
})

/** A folder of other files, each with its truth counted by whoever made it: NAME.csv and NAME.truth.json. */
const TRIALS = process.env.SELOSTE_TRIALS

if (TRIALS) {
  test('the trial files agree with their truth', async () => {
    for (const name of (await readdir(TRIALS)).filter((file) => file.endsWith('.truth.json'))) {
      const truth = JSON.parse(await readFile(join(TRIALS, name), 'utf8'))
      const { counts } = await all(await openImport(join(TRIALS, name.replace('.truth.json', '.csv'))))
      assert.deepEqual(
        {
          rows: counts.rows,
          bad_email: counts.badEmails,
          no_name_no_email: counts.rejected,
          duplicates_by_email: counts.duplicates,
          identity_code_rows: counts.identityCodesRefused,
          bad_business_id_rows: counts.badBusinessIds,
          // Told by all rows, also the few that are rejected and so name nobody to keep it for.
          do_not_contact: counts.objections,
          multiline_notes: counts.multilineNotes,
          formula_cells: counts.formulas,
        },
        truth,
        name,
      )
    }
  })
}
