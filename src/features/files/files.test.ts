import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { CHUNK, decipher, encipher, newKey, openKey, sealedSize } from '#kernel/cipher.ts'
import { config } from '#kernel/config.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { newId } from '#kernel/ledger.ts'
import { folderStore, objectStore, type Store } from '#kernel/store.ts'
import { openServed, type Served } from '../../../tests/served.ts'
import { sweepFiles } from './files.jobs.ts'
import { cleanName, typeOf } from './sniff.ts'

const gather = async (body: AsyncIterable<Buffer>) => {
  const parts: Buffer[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts)
}
const from = (body: Buffer) => Readable.from([body]) as AsyncIterable<Buffer>

describe('what is enciphered', () => {
  const id = newId()
  const { key } = newKey(randomBytes(32), id)
  const body = randomBytes(3 * CHUNK - 7)

  test('changed, cut, reordered or taken for another file it does not open', async () => {
    const sealed = await gather(encipher(key, id, body.length, from(body)))
    const step = CHUNK + 16
    const read = (object: Buffer, as = id) => gather(decipher(key, as, body.length, from(object)))
    const changed = Buffer.from(sealed)
    changed[step + 5]! ^= 1
    const swapped = Buffer.concat([
      sealed.subarray(step, 2 * step),
      sealed.subarray(0, step),
      sealed.subarray(2 * step),
    ])
    for (const bad of [changed, swapped, sealed.subarray(0, sealed.length - 1), sealed.subarray(step), Buffer.alloc(0)])
      await assert.rejects(read(bad), /FILE_DAMAGED/)
    await assert.rejects(read(sealed, newId()), /FILE_DAMAGED/)
    // Cut where a chunk ends: the file's own length says that there is more.
    const shorter = await gather(decipher(key, id, body.length, from(sealed.subarray(0, 2 * step))))
    assert.ok(shorter.length < body.length)
    await assert.rejects(gather(decipher(key, id, 2 * CHUNK, from(sealed.subarray(0, 2 * step)))), /FILE_DAMAGED/)
    assert.equal(sealed.length, sealedSize(body.length))
    assert.ok((await read(sealed)).equals(body))
  })

  test('a key opens for its own file and installation alone', () => {
    const instance = randomBytes(32)
    const made = newKey(instance, id)
    assert.throws(() => openKey(instance, newId(), made.sealed), /FILE_DAMAGED/)
    assert.throws(() => openKey(randomBytes(32), id, made.sealed), /FILE_DAMAGED/)
    assert.ok(openKey(instance, id, made.sealed).equals(made.key))
  })
})

describe('what a file is', () => {
  test('its content says, not its name', async () => {
    const is = (body: string | Buffer, name = 'x.txt') => typeOf(Buffer.from(body as string), name)
    assert.equal(
      await is(Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'kuva.png'),
      'application/x-msdownload',
    )
    assert.equal(await is(' <!DOCTYPE html><script>alert(1)</script>', 'hinnat.txt'), 'text/html')
    assert.equal(await is('<?xml version="1.0"?><svg><script/></svg>', 'logo.png'), 'image/svg+xml')
    assert.equal(await is('%PDF-1.7\n%âãÏÓ'), 'application/pdf')
    assert.equal(await is('nimi;summa\nÄänekoski;12'), 'text/plain')
    assert.equal(await is('nimi;summa\n', 'a.CSV'), 'text/csv')
    assert.equal(await is(randomBytes(500), 'a.txt'), 'application/octet-stream')
  })
  test('a name has no path, nothing invisible, and keeps its ending', () => {
    assert.equal(cleanName('../../etc/passwd'), 'passwd')
    assert.equal(cleanName('C:\\fakepath\\tarjous.pdf'), 'tarjous.pdf')
    assert.equal(cleanName('lasku\u202Efdp.exe'), 'lasku fdp.exe')
    assert.equal(cleanName('\u0000 .. '), 'file')
    assert.ok(/^a{195}\.docx$/.test(cleanName(`${'a'.repeat(400)}.docx`)))
  })
})

describe('an object store', () => {
  let server: Server
  let store: Store
  const kept = new Map<string, Buffer>()
  let seen: string[] = []
  before(async () => {
    server = createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url!, 'http://x')
      seen.push(`${request.method} ${request.headers.authorization?.slice(0, 38)} ${request.headers['content-length']}`)
      if (request.method === 'PUT') {
        kept.set(pathname, await gather(request))
        return response.end()
      }
      if (request.method === 'DELETE') return response.writeHead(kept.delete(pathname) ? 204 : 404).end()
      if (searchParams.has('list-type')) {
        const prefix = `/hylly/${searchParams.get('prefix')}`
        const names = [...kept.keys()].filter((one) => one.startsWith(prefix)).sort()
        const begun = Number(searchParams.get('continuation-token') ?? 0)
        const page = names.slice(begun, begun + 1)
        const more = begun + 1 < names.length ? `<NextContinuationToken>${begun + 1}</NextContinuationToken>` : ''
        const contents = page.map(
          (one) => `<Contents><Key>${one.slice(7)}</Key><LastModified>2026-01-01T00:00:00Z</LastModified></Contents>`,
        )
        return response.end(`<ListBucketResult>${contents.join('')}${more}</ListBucketResult>`)
      }
      const body = kept.get(pathname)
      if (!body) return response.writeHead(404).end()
      const [, a, b] = /bytes=(\d+)-(\d+)/.exec(request.headers.range!)!
      response.writeHead(206).end(body.subarray(Number(a), Number(b) + 1))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    store = objectStore({
      endpoint,
      bucket: 'hylly',
      region: 'eu-north-1',
      key: 'AVAIN',
      secret: 'salaisuus',
      prefix: 'seloste/',
    })
  })
  after(() => server?.close())

  test('what is not there is lost, and a store that is away says so', async () => {
    await assert.rejects(store.open(newId(), 0, 10), /FILE_LOST/)
    const away = objectStore({
      endpoint: 'http://127.0.0.1:9',
      bucket: 'b',
      region: 'r',
      key: 'k',
      secret: 's',
      prefix: '',
    })
    await assert.rejects(away.put(newId(), from(Buffer.from('x')), 1), /STORE_UNREACHABLE/)
  })

  test('put, read in part, listed page by page, dropped: signed, with its length', async () => {
    seen = []
    const ids = [`${newId().slice(0, -2)}7f`, `${newId().slice(0, -2)}7f`]
    for (const id of ids) await store.put(id, from(Buffer.from('0123456789')), 10)
    assert.match(seen[0]!, /^PUT AWS4-HMAC-SHA256 Credential=AVAIN\S* 10$/)
    assert.equal((await gather(await store.open(ids[0]!, 2, 4))).toString(), '234')
    const names: string[] = []
    for await (const { name } of store.shelf('7f')) names.push(name)
    assert.deepEqual(names.sort(), ids.map((id) => `7f/${id}`).sort())
    await store.drop(`7f/${ids[0]}`)
    await store.drop(ids[1]!)
    assert.equal(kept.size, 0)
  })
})

describe('files of records', () => {
  let served: Served
  let house: House
  let base: string
  let company: string
  let person: string
  let cookie: string
  const folder = join(config.dataFolder, 'files')
  before(async () => {
    rmSync(folder, { recursive: true, force: true })
    served = await openServed()
    house = openHouse(served.bed.connection)
    await house.renew()
    const { email, password } = served.server.signIns.find((card) => card.level === 'seller')!
    const { headers } = await served.stranger('POST', '/api/v1/session', { body: { email, password } })
    cookie = headers.getSetCookie()[0]!.split(';')[0]!
    base = `${served.server.url}/api/v1/files`
    const seller = await served.enter('seller')
    company = (await seller('GET', '/api/v1/companies?purpose=sales&limit=1')).json.items[0].id
    person = (await seller('GET', '/api/v1/people?purpose=sales&limit=1')).json.items[0].id
  })
  after(async () => {
    await house?.close()
    await served?.close()
  })

  async function send(name: string, body: Buffer | string, on: string, as = cookie) {
    const form = new FormData()
    form.append('file', new Blob([body as string]), name)
    const answer = await fetch(`${base}?purpose=sales&${on}`, { method: 'POST', body: form, headers: { cookie: as } })
    return { status: answer.status, json: (await answer.json()) as any }
  }
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${base}${path}`, { method, headers: { cookie, ...headers } })
  const objects = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name))

  test('refused: too much, nothing, on nothing, on somebody unknown, with an identity code, by a stranger', async () => {
    const most = config.files.most
    config.files.most = 1000
    const large = await send('iso.bin', Buffer.alloc(2000), `company_id=${company}`)
    config.files.most = most
    assert.deepEqual([large.status, large.json.code], [413, 'TOO_LARGE'])
    for (const [name, body, on, code] of [
      ['tyhjä.txt', '', `company_id=${company}`, 'FILE_HAS_NOTHING'],
      ['a.txt', 'a', '', 'VALUE_MISSING'],
      ['a.txt', 'a', `person_id=${newId()}`, 'PERSON_NOT_FOUND'],
      ['a.txt', 'a', `company_id=${newId()}`, 'NOT_FOUND'],
      ['131052-308T.pdf', 'a', `company_id=${company}`, 'IDENTITY_CODE_BLOCKED'],
    ] as const)
      assert.equal((await send(name, body, on)).json.code, code)
    assert.equal((await send('a.txt', 'a', `company_id=${company}`, '')).status, 401)
    assert.equal(readdirSync(config.dataFolder).includes('files') ? objects().length : 0, 0)
    const owner = await served.bed.owner()
    assert.equal((await owner.query('select count(*)::int as n from data.files')).rows[0].n, 0)
  })

  test('kept enciphered for its owner alone, read whole and in part, shown without power, saved otherwise', async () => {
    const text = `Tarjouspyyntö: ${'ääkkösiä '.repeat(20_000)}`
    const { status, json } = await send('pyyntö.txt', text, `company_id=${company}`)
    assert.equal(status, 201)
    assert.equal(json.type, 'text/plain')
    const [path] = objects()
    assert.equal(statSync(path!).mode & 0o777, 0o600)
    assert.ok(!readFileSync(path!).includes('Tarjouspyyn'))
    const whole = await ask(`/${json.id}/content?purpose=sales`)
    assert.equal(await whole.text(), text)
    assert.match(whole.headers.get('content-security-policy')!, /default-src 'none'.*sandbox/)
    assert.equal(whole.headers.get('x-content-type-options'), 'nosniff')
    assert.match(whole.headers.get('content-disposition')!, /^inline/)
    const part = await ask(`/${json.id}/content?purpose=sales`, { range: 'bytes=70000-70009' })
    assert.equal(part.status, 206)
    assert.deepEqual(Buffer.from(await part.arrayBuffer()), Buffer.from(text).subarray(70_000, 70_010))
    assert.equal((await ask(`/${json.id}/content?purpose=sales`, { range: 'bytes=9000000-' })).status, 416)
    const saved = await ask(`/${json.id}/content?purpose=sales&save=true`)
    assert.match(
      saved.headers.get('content-disposition')!,
      /^attachment; filename="pyynt_\.txt"; filename\*=UTF-8''pyynt%C3%B6\.txt/,
    )
    await saved.arrayBuffer()

    const page = await send('sivu.txt', '<html><script>parent.x=1</script>', `company_id=${company}`)
    const served = await ask(`/${page.json.id}/content?purpose=sales`)
    assert.equal(served.headers.get('content-type'), 'application/octet-stream')
    assert.match(served.headers.get('content-disposition')!, /^attachment/)
    await served.arrayBuffer()
  })

  test('another purpose does not see it, and no list brings its key', async () => {
    const { json } = await send('oma.txt', 'myynnin oma', `person_id=${person}`)
    const support = await served.enter('support')
    assert.equal((await support('GET', `/api/v1/files/${json.id}?purpose=support`)).status, 404)
    assert.equal((await support('GET', `/api/v1/files/${json.id}/content?purpose=support`)).status, 404)
    const seller = await served.enter('seller')
    const listed = await seller('GET', `/api/v1/files?purpose=sales&include=file_keys`)
    assert.ok(listed.json.items.length > 0 && !listed.text.includes('sealed'))
    const patched = await seller('PATCH', `/api/v1/files/${json.id}?purpose=sales`, {
      body: { name: '../uusi nimi.txt', hash: 'x' },
      headers: { 'if-match': `"${json.version}"` },
    })
    assert.equal(patched.json.name, 'uusi nimi.txt')
    assert.equal(patched.json.hash, json.hash)
  })

  test('damaged or lost in the store it says so; deleted it comes back; gone for good, key and object go', async () => {
    const { json } = await send('tärkeä.txt', 'arvo', `company_id=${company}`)
    const path = objects().find((one) => one.endsWith(json.id))!
    assert.equal((await ask(`/${json.id}?purpose=sales`, {}, 'DELETE')).status, 200)
    assert.equal((await ask(`/${json.id}/content?purpose=sales`)).status, 404)
    const back = await ask(`/${json.id}/restore?purpose=sales`, {}, 'POST')
    assert.equal(back.status, 200)
    assert.equal(await (await ask(`/${json.id}/content?purpose=sales`)).text(), 'arvo')
    truncateSync(path, 3)
    assert.equal(((await (await ask(`/${json.id}/content?purpose=sales`)).json()) as any).code, 'FILE_DAMAGED')
    const owner = await served.bed.owner()
    await owner.query('delete from data.files where id = $1', [json.id])
    assert.equal((await owner.query('select from data.file_keys where file_id = $1', [json.id])).rowCount, 0)
    const told = await sweepFiles(house)
    assert.equal(told.dropped, 1)
    assert.ok(!objects().includes(path))
  })

  test('what a killed process left is taken after an hour, what is fresh is left, what is missing is counted', async () => {
    await sweepFiles(house)
    const store = folderStore(folder)
    const [old, fresh] = [newId(), newId()]
    await store.put(old, from(Buffer.from('x')), 1)
    await store.put(fresh, from(Buffer.from('y')), 1)
    const place = objects().find((one) => one.endsWith(old))!
    const hours = new Date(Date.now() - 2 * 3_600_000)
    utimesSync(place, hours, hours)
    const draft = join(folder, '00-draft')
    const shelf = join(folder, place.slice(folder.length + 1).split('/')[0]!)
    writeFileSync(join(shelf, 'draft-abcd'), 'half')
    utimesSync(join(shelf, 'draft-abcd'), hours, hours)
    const { json } = await send('katoaa.txt', 'k', `company_id=${company}`)
    rmSync(objects().find((one) => one.endsWith(json.id))!)
    const owner = await served.bed.owner()
    await owner.query(`update register.objects set made_at = now() - interval '2 hours'`)
    const told = await sweepFiles(house)
    assert.deepEqual([told.orphans, told.lost], [2, 1], draft)
    assert.ok(objects().some((one) => one.endsWith(fresh)))
    assert.equal(((await (await ask(`/${json.id}/content?purpose=sales`)).json()) as any).code, 'FILE_LOST')
  })
})
