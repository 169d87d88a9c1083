import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { XMLParser } from 'fast-xml-parser'
import type { ObjectStore } from './config.ts'
import { askStore } from './disclose.ts'
import { Refusal, refuse } from './errors.ts'

/** What stands in a bucket: `name` without the prefix of the store, `at` ms, `tag` as the store marks its content. */
export type Found = { name: string; at: number; bytes: number; tag: string }

/** Bytes sent, or fetched, in one request: after a cut so much at most is sent again. */
const PART = 16 * 1024 ** 2
/** A store takes ten thousand parts of one object. */
const PARTS = 9000
/** Ms for one request: a part over a slow line. */
const PATIENCE = 300_000
const TRIES = 4

type Answer = Awaited<ReturnType<typeof askStore>>
type Asked = Omit<Parameters<typeof askStore>[1], 'path' | 'body' | 'size'> & { name?: string; bytes?: Buffer }

export async function* listBucket(store: ObjectStore, prefix: string): AsyncGenerator<Found> {
  for (let next = ''; ; ) {
    const query = { 'list-type': '2', prefix: store.prefix + prefix, ...(next && { 'continuation-token': next }) }
    const { ListBucketResult: page } = xml.parse(await told(store, { method: 'GET', query }))
    for (const { Key, LastModified, Size, ETag } of page?.Contents ?? [])
      yield {
        name: String(Key).slice(store.prefix.length),
        at: Date.parse(LastModified),
        bytes: Number(Size),
        tag: plainTag(ETag),
      }
    next = page?.NextContinuationToken ?? ''
    if (!next) return
  }
}

/** Bytes `start`…`end`, both included, of an object as it was marked; null where there is none, or another by now. */
export async function bytesOf(
  store: ObjectStore,
  name: string,
  { start, end, tag }: { start: number; end: number; tag?: string },
): Promise<Buffer | null> {
  const headers = { range: `bytes=${start}-${end}`, ...(tag && { 'if-match': `"${tag}"` }) }
  const answer = await asked(store, { method: 'GET', name, headers })
  const bytes = await whole(answer)
  if ([404, 412, 416].includes(answer.statusCode!)) return null
  return answer.statusCode === 206 || (answer.statusCode === 200 && start === 0) ? bytes : no(answer)
}

export async function putBytes(store: ObjectStore, name: string, bytes: Buffer): Promise<void> {
  await told(store, { method: 'PUT', name, bytes })
}

export async function dropFromBucket(store: ObjectStore, name: string): Promise<void> {
  const answer = await asked(store, { method: 'DELETE', name })
  answer.resume()
  if (![200, 204, 404].includes(answer.statusCode!)) no(answer)
}

export type Sent = { bytes: number; parts: number; resumed: number }

/**
 * A file, part by part. What a run that was cut short had sent stays: the store tells its parts, and each is compared
 * with the file. Whole or not at all; afterwards the store is asked how much it has.
 */
export async function sendFile(store: ObjectStore, path: string, name: string, part = PART): Promise<Sent> {
  const { size } = await stat(path)
  const length = Math.max(part, Math.ceil(size / PARTS / 1024 ** 2) * 1024 ** 2)
  const parts = Math.max(1, Math.ceil(size / length))
  const { begun, there } = await beginOrGoOn(store, name)
  const tags: string[] = []
  let resumed = 0
  const file = await open(path)
  try {
    for (let number = 1; number <= parts; number++) {
      const bytes = await readAt(file, (number - 1) * length, Math.min(length, size - (number - 1) * length))
      const md5 = createHash('md5').update(bytes).digest()
      const old = there.get(number)
      const same = old?.bytes === bytes.length && old.tag === md5.toString('hex')
      if (same) resumed += 1
      tags.push(same ? old.tag : await sendPart(store, name, { begun, number, bytes, md5 }))
    }
  } finally {
    await file.close()
  }
  await endUpload(store, name, begun, tags)
  for await (const found of listBucket(store, name))
    if (found.name === name && found.bytes === size) return { bytes: size, parts, resumed }
  return refuse('STORE_UNREACHABLE', { detail: 'what arrived is not what was sent' })
}

/** A file from the bucket; what of it lies at `path` already stays. Its content is for the caller to examine. */
export async function fetchFile(store: ObjectStore, found: Found, path: string, part = PART): Promise<void> {
  const { name, bytes, tag } = found
  const draft = `${path}.${createHash('sha256').update(tag).digest('hex').slice(0, 8)}.part`
  const file = await open(draft, 'a', 0o600)
  try {
    for (let at = (await file.stat()).size; at < bytes; ) {
      const end = Math.min(at + part, bytes) - 1
      const got = await again(() => bytesOf(store, name, { start: at, end, tag }))
      if (!got || got.length !== end - at + 1) return refuse('STORE_UNREACHABLE', { detail: 'it changed or was cut' })
      await file.writeFile(got)
      at += got.length
    }
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

/** Sendings of an object that were never ended: their parts take room that nobody sees. */
export async function dropUploads(store: ObjectStore, before: number): Promise<number> {
  let dropped = 0
  for (const { name, id, at } of await uploads(store, '')) {
    if (at >= before) continue
    const answer = await asked(store, { method: 'DELETE', name, query: { uploadId: id } })
    answer.resume()
    dropped += 1
  }
  return dropped
}

async function uploads(store: ObjectStore, prefix: string): Promise<{ name: string; id: string; at: number }[]> {
  const found: { name: string; id: string; at: number }[] = []
  for (let marker: Record<string, string> = {}; ; ) {
    const query = { uploads: '', prefix: store.prefix + prefix, ...marker }
    const text = await told(store, { method: 'GET', query }).catch(unlessUntold)
    if (text === null) return found
    const { ListMultipartUploadsResult: page } = xml.parse(text)
    for (const { Key, UploadId, Initiated } of page?.Upload ?? [])
      found.push({ name: String(Key).slice(store.prefix.length), id: String(UploadId), at: Date.parse(Initiated) })
    if (page?.IsTruncated !== 'true') return found
    marker = { 'key-marker': String(page.NextKeyMarker), 'upload-id-marker': String(page.NextUploadIdMarker) }
  }
}

type There = Map<number, { bytes: number; tag: string }>

/** The newest sending of this object that was never ended, or a new one. A store that tells of none goes on with none. */
async function beginOrGoOn(store: ObjectStore, name: string): Promise<{ begun: string; there: There }> {
  const old = (await uploads(store, name)).filter((one) => one.name === name).sort((a, b) => b.at - a.at)[0]
  const there = old && (await partsOf(store, name, old.id).catch(unlessUntold))
  return there ? { begun: old.id, there } : { begun: await beginUpload(store, name), there: new Map() }
}

/** Some stores do not tell what was begun; and what was begun may be gone. */
function unlessUntold(error: unknown): null {
  if (error instanceof Refusal && ['404', '405', '501'].includes(error.more.detail ?? '')) return null
  throw error
}

async function beginUpload(store: ObjectStore, name: string): Promise<string> {
  const { InitiateMultipartUploadResult: begun } = xml.parse(
    await told(store, { method: 'POST', name, query: { uploads: '' }, bytes: Buffer.alloc(0) }),
  )
  return String(begun?.UploadId ?? refuse('STORE_UNREACHABLE', { detail: 'no upload was begun' }))
}

async function partsOf(store: ObjectStore, name: string, id: string): Promise<There> {
  const found: There = new Map()
  for (let marker = ''; ; ) {
    const query = { uploadId: id, ...(marker && { 'part-number-marker': marker }) }
    const { ListPartsResult: page } = xml.parse(await told(store, { method: 'GET', name, query }))
    for (const { PartNumber, Size, ETag } of page?.Part ?? [])
      found.set(Number(PartNumber), { bytes: Number(Size), tag: plainTag(ETag) })
    if (page?.IsTruncated !== 'true') return found
    marker = String(page.NextPartNumberMarker)
  }
}

/** With its MD5, which the store compares before it answers. @returns the store's mark of it */
function sendPart(
  store: ObjectStore,
  name: string,
  { begun, number, bytes, md5 }: { begun: string; number: number; bytes: Buffer; md5: Buffer },
): Promise<string> {
  return again(async () => {
    const answer = await asked(store, {
      method: 'PUT',
      name,
      query: { partNumber: String(number), uploadId: begun },
      headers: { 'content-md5': md5.toString('base64') },
      bytes,
    })
    answer.resume()
    return answer.statusCode === 200 ? plainTag(answer.headers.etag) : no(answer)
  })
}

async function endUpload(store: ObjectStore, name: string, id: string, tags: readonly string[]): Promise<void> {
  const list = tags.map((tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>"${tag}"</ETag></Part>`)
  const body = Buffer.from(`<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`)
  const text = await told(store, { method: 'POST', name, query: { uploadId: id }, bytes: body })
  // A yes may carry a no: the answer begins before the store has put the parts together.
  if (xml.parse(text).CompleteMultipartUploadResult === undefined)
    refuse('STORE_UNREACHABLE', { detail: 'it was not put together' })
}

const asked = (store: ObjectStore, { name = '', bytes, ...more }: Asked): Promise<Answer> =>
  askStore(store, {
    path: name && store.prefix + name,
    patience: PATIENCE,
    ...more,
    ...(bytes && { body: once(bytes), size: bytes.length }),
  })

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  if (bytes.length > 0) yield bytes
}

async function told(store: ObjectStore, more: Asked): Promise<string> {
  return again(async () => {
    const answer = await asked(store, more)
    const text = (await whole(answer)).toString('utf8')
    return answer.statusCode === 200 ? text : no(answer)
  })
}

/** The line may break: a few times, each after a longer while. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      const detail = error instanceof Refusal ? (error.more.detail ?? '') : ''
      if (tried >= TRIES || /^4|501/.test(detail)) throw error
      await pause(tried ** 2 * 250)
    }
  }
}

async function whole(answer: Answer): Promise<Buffer> {
  const parts: Buffer[] = []
  try {
    for await (const part of answer) parts.push(part as Buffer)
  } catch {
    return refuse('STORE_UNREACHABLE', { detail: 'the answer was cut' })
  }
  return Buffer.concat(parts)
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}

const plainTag = (tag: unknown): string =>
  String(tag ?? '')
    .replaceAll('"', '')
    .replaceAll('&quot;', '')
const no = (answer: Answer): never => refuse('STORE_UNREACHABLE', { detail: `${answer.statusCode}` })

const xml = new XMLParser({
  parseTagValue: false,
  isArray: (name) => ['Contents', 'Upload', 'Part'].includes(name),
})
