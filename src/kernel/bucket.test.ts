import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Bucket, openBucket } from '../../tests/bucket.ts'
import { dropUploads, type Found, fetchFile, listBucket, sendFile } from './bucket.ts'

const PART = 1024 ** 2
const content = randomBytes(4.5 * PART)

describe('a file in a bucket', { timeout: 60_000 }, () => {
  let bucket: Bucket
  let folder: string
  let path: string
  const sent = () => bucket.asked.filter((one) => /partNumber/.test(one)).length
  before(async () => {
    bucket = await openBucket()
    folder = mkdtempSync(join(tmpdir(), 'seloste-bucket-'))
    path = join(folder, 'varmuus')
    writeFileSync(path, content)
  })
  after(async () => {
    await bucket.close()
    rmSync(folder, { recursive: true })
  })
  const list = async () => {
    const found: Found[] = []
    for await (const one of listBucket(bucket.store, '')) found.push(one)
    return found
  }

  test('a bucket that is away, or asks for another key, says so', async () => {
    await assert.rejects(sendFile({ ...bucket.store, key: 'VÄÄRÄ' }, path, 'a', PART), { code: 'STORE_UNREACHABLE' })
    await assert.rejects(sendFile({ ...bucket.store, endpoint: 'http://127.0.0.1:9' }, path, 'a', PART), {
      code: 'STORE_UNREACHABLE',
    })
    assert.deepEqual(await list(), [])
  })

  test('cut after two parts, nothing is seen of it; the next run sends the other three', async () => {
    bucket.cut = (asked) => /partNumber=3/.test(asked)
    await assert.rejects(sendFile(bucket.store, path, 'a', PART), { code: 'STORE_UNREACHABLE' })
    assert.deepEqual(await list(), [])
    bucket.cut = () => false
    bucket.asked.length = 0
    assert.deepEqual(await sendFile(bucket.store, path, 'a', PART), { bytes: content.length, parts: 5, resumed: 2 })
    assert.equal(sent(), 3)
    assert.ok(bucket.objects.get('seloste/a')!.equals(content))
    assert.deepEqual(
      (await list()).map(({ name, bytes }) => [name, bytes]),
      [['a', content.length]],
    )
  })

  test('a line that breaks once is tried again', async () => {
    let broken = 0
    bucket.cut = (asked) => /partNumber=2/.test(asked) && ++broken === 1
    assert.equal((await sendFile(bucket.store, path, 'b', PART)).resumed, 0)
    assert.ok(bucket.objects.get('seloste/b')!.equals(content))
  })

  test('parts of another content under the same name are sent again', async () => {
    bucket.cut = (asked) => /partNumber=4/.test(asked)
    await assert.rejects(sendFile(bucket.store, path, 'c', PART))
    bucket.cut = () => false
    const other = Buffer.from(content)
    other[PART + 7] = other[PART + 7]! ^ 1
    writeFileSync(path, other)
    assert.equal((await sendFile(bucket.store, path, 'c', PART)).resumed, 2)
    assert.ok(bucket.objects.get('seloste/c')!.equals(other))
    writeFileSync(path, content)
  })

  test('fetched, cut, and gone on with; not with what stands there under the name by then', async () => {
    const [found] = await list()
    const to = join(folder, 'takaisin')
    bucket.cut = (asked) => asked === 'GET seloste/a' && bucket.asked.filter((one) => one === asked).length > 2
    bucket.asked.length = 0
    await assert.rejects(fetchFile(bucket.store, found!, to, PART), { code: 'STORE_UNREACHABLE' })
    bucket.cut = () => false
    bucket.asked.length = 0
    await fetchFile(bucket.store, found!, to, PART)
    assert.equal(bucket.asked.length, 3)
    assert.ok(readFileSync(to).equals(content))
    bucket.objects.set('seloste/a', Buffer.from('muuta'))
    await assert.rejects(fetchFile(bucket.store, found!, join(folder, 'muu'), PART), { code: 'STORE_UNREACHABLE' })
    assert.equal(readdirSync(folder).includes('muu'), false)
  })

  test('what was begun and never ended is let go after its time', async () => {
    bucket.cut = (asked) => /partNumber=2/.test(asked)
    await assert.rejects(sendFile(bucket.store, path, 'd', PART))
    bucket.cut = () => false
    assert.equal(await dropUploads(bucket.store, Date.now() - 60_000), 0)
    assert.ok((await dropUploads(bucket.store, Date.now() + 1000)) >= 1)
    assert.equal(bucket.uploads.size, 0)
  })
})
