import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { folderStore } from '#kernel/store.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { type Bucket, openBucket } from '../../../tests/bucket.ts'
import { follow, writtenSince } from './afterwards.ts'
import { openDraft } from './draft.ts'
import { keepBackup, tryRestore } from './keep.ts'
import { look } from './make.ts'
import { copyObjects, dropObjects, putBack } from './objects.ts'
import { backupsIn, type Shelf, sendBackups, withFile } from './shelf.ts'

describe('backups in a bucket of their own', { timeout: 180_000 }, () => {
  let bed: Bed
  let bucket: Bucket
  let shelf: Shelf
  let owner: pg.Client
  const here = () => readdirSync(shelf.folder).filter((name) => /backup|fetched|part$/.test(name))
  const away = () => [...bucket.objects.keys()].filter((name) => name.endsWith('.backup'))
  const keep = () => keepBackup({ url: bed.superUrl, ...shelf })
  const examined = (name: string, more: Partial<Shelf> = {}) =>
    withFile({ ...shelf, ...more }, name, (path) => look(path, more.key ?? shelf.key))

  before(async () => {
    bed = await openBed()
    owner = await bed.owner()
    bucket = await openBucket()
    shelf = { folder: mkdtempSync(join(tmpdir(), 'seloste-away-')), key: bed.connection.key, bucket: bucket.store }
  })
  after(async () => {
    await bucket.close()
    await bed.close()
    rmSync(shelf.folder, { recursive: true })
  })

  test('while the bucket is away the backup waits here, and the next run sends it too', async () => {
    bucket.cut = (asked) => /partNumber|\?uploads/.test(asked)
    await assert.rejects(keep(), { code: 'STORE_UNREACHABLE' })
    assert.deepEqual([here().length, away().length], [1, 0])
    assert.deepEqual(
      (await backupsIn(shelf)).map((one) => one.away),
      [false],
    )
    bucket.cut = () => false
    const made = await keep()
    assert.deepEqual([made.sent, here(), away().length], [2, [], 2])
    const [newest] = await backupsIn(shelf)
    assert.deepEqual(
      [newest!.name, newest!.made_at, newest!.bytes, newest!.away],
      [made.name, made.made_at, made.bytes, true],
    )
  })

  test('restored from there, beside what serves; nothing of it stays here', async () => {
    const tried = await tryRestore({ url: bed.superUrl, ...shelf })
    assert.ok(tried.rows > 1000 && tried.masks === 0)
    assert.deepEqual(here(), [])
  })

  test('refused: changed there, cut there, of another key, not there', async () => {
    const { name } = (await backupsIn(shelf))[0]!
    const whole = bucket.objects.get(`seloste/${name}`)!
    const changed = Buffer.from(whole)
    changed[Math.floor(whole.length / 2)]! ^= 1
    for (const body of [changed, whole.subarray(0, whole.length - 1), whole.subarray(0, 5000)]) {
      bucket.objects.set(`seloste/${name}`, body)
      await assert.rejects(examined(name), { code: 'BACKUP_DAMAGED' })
    }
    bucket.objects.set(`seloste/${name}`, whole)
    const key = randomBytes(32)
    await assert.rejects(examined(name, { key }), { code: 'BACKUP_OTHER_KEY' })
    assert.deepEqual(await backupsIn({ ...shelf, key }), [])
    await assert.rejects(examined('seloste-2020-01-01T000000Z.backup'), { code: 'BACKUP_UNKNOWN' })
    assert.deepEqual(here(), [])
  })

  test('what was said after a backup is there too, for a machine that has nothing else', async () => {
    const since = new Date().toISOString()
    const said = randomUUID()
    await owner.query(`insert into data.erasures (subject, reason, state) values ($1, 'request', 'done')`, [said])
    assert.ok((await follow(owner, shelf)) >= 1)
    const elsewhere = { ...shelf, folder: mkdtempSync(join(tmpdir(), 'seloste-new-')) }
    assert.ok((await writtenSince(elsewhere, since)).erased.includes(said))
    assert.deepEqual((await writtenSince({ ...elsewhere, key: randomBytes(32) }, since)).erased, [])
    assert.deepEqual((await writtenSince(elsewhere, new Date(Date.now() + 60_000).toISOString())).erased, [])
    rmSync(elsewhere.folder, { recursive: true })
  })

  test('files of records lie there as well, each once, and come back to a store that lost them', async () => {
    const store = folderStore(join(shelf.folder, 'files'))
    const [id, body] = [randomUUID(), randomBytes(3000)]
    await store.put(id, Readable.from([body]), body.length)
    assert.equal(await copyObjects(store, shelf, [id]), 1)
    const puts = bucket.asked.filter((one) => one.startsWith('PUT seloste/objects/')).length
    assert.equal(await copyObjects(store, shelf, [id]), 1)
    assert.equal(bucket.asked.filter((one) => one.startsWith('PUT seloste/objects/')).length, puts)
    await store.drop(id)
    assert.equal(await putBack(store, shelf, [id]), 1)
    const back: Buffer[] = []
    for await (const part of await store.open(id, 0, 9999)) back.push(part)
    assert.ok(Buffer.concat(back).equals(body))
    assert.equal(await dropObjects(shelf, new Set()), 1)
  })

  test('let go when its time is over', async () => {
    const name = 'seloste-2020-01-01T000000Z.backup'
    const draft = await openDraft(join(shelf.folder, 'old.part'), shelf.key)
    const origin = { migrations: [], partitions: [], sequences: [], shapes: [] }
    await draft.finish(join(shelf.folder, name), { made_at: '2020-01-01T00:00:00.000Z', data: 1, origin, sections: [] })
    await draft.close()
    await sendBackups(shelf)
    assert.ok(away().includes(`seloste/${name}`))
    const [newest] = await backupsIn(shelf)
    const made = await keep()
    assert.equal(made.dropped, 1)
    assert.equal(away().includes(`seloste/${name}`), false)
    assert.ok(away().includes(`seloste/${newest!.name}`))
  })
})
