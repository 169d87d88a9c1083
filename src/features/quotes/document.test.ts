import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { openHouse } from '#kernel/database.ts'
import { controller } from '#register/index.ts'
import { drawn } from './document.ts'
import { api, call, company, owner, seller, sent, served } from './quotes.cast.ts'
import { jobs } from './quotes.jobs.ts'

// The document of a quote: the very file that was sent, read back.

describe('the document', () => {
  test('is the very file that was sent, whatever the company is called afterwards', async () => {
    const quote = await sent()
    const before = await served.stranger('GET', `${quote.path}/document`)
    assert.equal(before.headers.get('content-type'), 'application/pdf')
    await owner.query(`update data.companies set name = 'Uusi Nimi Oy' where id = $1`, [company])
    const bytes = Buffer.from(await (await fetch(`${served.server.url}${quote.path}/document`)).arrayBuffer())
    assert.equal(createHash('sha256').update(bytes).digest('hex'), quote.document_hash)
    await owner.query(`delete from data.files where quote_id = $1`, [quote.id])
    assert.equal((await served.stranger('GET', `${quote.path}/document`)).status, 409)
    await owner.query(`update data.companies set name = 'Tarjoustesti Oy' where id = $1`, [company])
    assert.equal((await served.stranger('GET', `${quote.path}/document`)).status, 200)
  })

  test('read back: every page numbered, every line there once, tagged, in its language, its fonts inside', async () => {
    const lines = Array.from({ length: 70 }, (_, i) => ({
      name: `Äänieriste ${i}`,
      unit: 'kpl',
      quantity: '1',
      price: '1',
      discount: '0',
      vat: '25.5',
      net: '1.00',
    }))
    const pdf = await drawn(controller, {
      language: 'fi',
      kind: 'Tarjous',
      number: 'T-2026-0001',
      to: ['Åström Oy', 'Šelanne'],
      facts: [],
      lines,
      currency: 'EUR',
      sums: { net: '70.00', vat: '17.85', gross: '87.85', rates: [{ rate: '25.5', net: '70.00', vat: '17.85' }] },
      texts: [{ heading: 'Ehdot', body: 'Maksuehto 14 pv.' }],
      at: new Date(0),
    })
    const { text, raw } = readBack(pdf)
    for (const line of lines) assert.equal(text.split(`${line.name}\n`).length, 2, line.name)
    assert.match(text, /Åström Oy/)
    assert.match(text, /Šelanne/)
    assert.match(text, /87,85/)
    const pages = raw.match(/\/Type \/Page\b/g)!.length
    assert.ok(pages > 1)
    for (let page = 1; page <= pages; page++) assert.ok(text.includes(`sivu ${page}/${pages}`), `page ${page}`)
    assert.match(raw, /\/Lang \(fi\)/)
    assert.match(raw, /\/S \/Table/)
    assert.match(raw, /\/FontFile2/)
    assert.doesNotMatch(raw, /\/BaseFont \/Helvetica/)
  })
})

/** What a PDF of ours says, a line for each piece of text, by the tables its fonts bring along. */
function readBack(pdf: Buffer): { text: string; raw: string } {
  const raw = pdf.toString('latin1')
  const objects = new Map<string, { head: string; body: string }>()
  for (const [, id, content] of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = content!.indexOf('stream\n')
    const head = at < 0 ? content! : content!.slice(0, at)
    const stream = at < 0 ? '' : content!.slice(at + 7, content!.lastIndexOf('\nendstream'))
    const body = /FlateDecode/.test(head) ? inflateSync(Buffer.from(stream, 'latin1')).toString('latin1') : stream
    objects.set(id!, { head, body })
  }
  const fonts = new Map<string, Map<number, string>>()
  for (const { head } of objects.values())
    for (const [, name, id] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /ToUnicode (\d+) 0 R/.exec(objects.get(id!)!.head)?.[1]
      if (!unicode) continue
      const table = new Map<number, string>()
      let code = 0
      for (const [, range] of objects.get(unicode)!.body.matchAll(/\[([^\]]*)\]/g))
        for (const [, hex] of range!.matchAll(/<([0-9a-f]+)>/gi))
          table.set(code++, Buffer.from(hex!, 'hex').swap16().toString('utf16le'))
      fonts.set(name!, table)
    }
  let text = ''
  for (const { body } of objects.values()) {
    let font: Map<number, string> | undefined
    for (const [all, name, shown] of body.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name) font = fonts.get(name)
      else if (all) {
        for (const [, hex] of shown!.matchAll(/<([0-9a-f]+)>/gi))
          for (let i = 0; i < hex!.length; i += 4) text += font?.get(Number.parseInt(hex!.slice(i, i + 4), 16)) ?? ''
        text += '\n'
      }
    }
  }
  return { text: text.replaceAll('\u00a0', ' '), raw }
}

test('what was sent keeps where its recipient’s data came from, on which basis, and no name; a new version has none yet', async () => {
  const quote = await sent()
  const { trail } = (await seller('GET', `${api}/quotes/${quote.id}?purpose=sales`)).json
  assert.deepEqual([trail.source, trail.basis], ['company', 'legitimate_interest'])
  assert.ok(trail.obtained_at && trail.fields.includes('people.family_name'))
  assert.equal(JSON.stringify(trail).includes('Tarjottu'), false)
  const next = (await call('POST', `/quotes/${quote.id}/revise`)).json
  assert.equal(next.trail, null)
  // nobody writes it but the sending
  assert.notEqual((await call('PATCH', `/quotes/${next.id}`, { trail: {} }, next.version)).status, 200)
})

test('at night what was sent before documents were kept is drawn, kept by its hash, and not drawn again', async () => {
  const house = openHouse(served.bed.connection)
  const keep = jobs.find(({ name }) => name === 'quotes.keep')!
  const bare =
    'select count(*)::int as n from data.quotes where sent_at is not null and document_hash is null and removed_at is null'
  const before = (await owner.query(bare)).rows[0].n
  assert.ok(before > 0)
  assert.deepEqual(await keep.run(house), { kept: before, stuck: 0 })
  assert.equal((await owner.query(bare)).rows[0].n, 0)
  assert.deepEqual(await keep.run(house), { kept: 0, stuck: 0 })
  await house.close()
})
