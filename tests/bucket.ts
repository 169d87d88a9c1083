import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ObjectStore } from '#kernel/config.ts'

// An object store as those of S3's kind answer: objects, ranges, lists page by page, and objects sent in parts.

type Upload = { key: string; begun: Date; parts: Map<number, Buffer> }

export type Bucket = {
  store: ObjectStore
  objects: Map<string, Buffer>
  uploads: Map<string, Upload>
  /** What was asked, `PUT key?query`, in order. */
  asked: string[]
  /** Answers true: the line breaks in the middle of this request. */
  cut: (asked: string) => boolean
  close(): Promise<void>
}

const PAGE = 2

export async function openBucket(prefix = 'seloste/'): Promise<Bucket> {
  const bucket: Omit<Bucket, 'store' | 'close'> = {
    objects: new Map(),
    uploads: new Map(),
    asked: [],
    cut: () => false,
  }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://x')
    const asked = `${request.method} ${url.pathname.slice('/varat/'.length)}${url.search}`
    bucket.asked.push(asked)
    if (bucket.cut(asked)) return void request.socket.destroy()
    const signed = /^AWS4-HMAC-SHA256 Credential=AVAIN\//.test(request.headers.authorization ?? '')
    const said = signed ? await answerTo(bucket, request, url) : { status: 403 }
    response.writeHead(said.status, said.headers).end(said.body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const store = { endpoint, bucket: 'varat', region: 'eu-north-1', key: 'AVAIN', secret: 'salaisuus', prefix }
  return Object.assign(bucket, { store, close: () => new Promise<void>((done) => void server.close(() => done())) })
}

type Said = { status: number; headers?: Record<string, string>; body?: Buffer | string }

async function answerTo(
  bucket: Pick<Bucket, 'objects' | 'uploads'>,
  request: IncomingMessage,
  url: URL,
): Promise<Said> {
  const { objects, uploads } = bucket
  const key = url.pathname.slice('/varat/'.length)
  const ask = (name: string) => url.searchParams.get(name) ?? undefined
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const body = Buffer.concat(parts)
  const upload = uploads.get(ask('uploadId') ?? '')
  const missing: Said = { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' }
  switch (request.method) {
    case 'PUT': {
      const md5 = request.headers['content-md5']
      if (md5 && md5 !== createHash('md5').update(body).digest('base64')) return { status: 400 }
      if (!ask('uploadId')) objects.set(key, body)
      else if (!upload) return missing
      else upload.parts.set(Number(ask('partNumber')), body)
      return { status: 200, headers: { etag: tagOf(body) } }
    }
    case 'POST': {
      if (ask('uploads') !== undefined) {
        const id = randomUUID()
        uploads.set(id, { key, begun: new Date(), parts: new Map() })
        return xml(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
      }
      if (!upload) return missing
      const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>("\w+")<\/ETag>/g)]
      const wrong = named.some(([, n, tag]) => tagOf(upload.parts.get(Number(n)) ?? Buffer.alloc(0)) !== tag)
      if (wrong) return xml('<Error><Code>InvalidPart</Code></Error>')
      objects.set(upload.key, Buffer.concat(named.map(([, n]) => upload.parts.get(Number(n))!)))
      uploads.delete(ask('uploadId')!)
      return xml('<CompleteMultipartUploadResult></CompleteMultipartUploadResult>')
    }
    case 'DELETE':
      if (ask('uploadId')) uploads.delete(ask('uploadId')!)
      else objects.delete(key)
      return { status: 204 }
    default:
      if (ask('list-type')) return listed(objects, ask('prefix')!, Number(ask('continuation-token') ?? 0))
      if (ask('uploads') !== undefined) return begun(uploads, ask('prefix')!)
      if (ask('uploadId')) return upload ? partsOf(upload, Number(ask('part-number-marker') ?? 0)) : missing
      return ranged(objects.get(key), request)
  }
}

function listed(objects: Map<string, Buffer>, prefix: string, from: number): Said {
  const names = [...objects.keys()].filter((name) => name.startsWith(prefix)).sort()
  const page = names.slice(from, from + PAGE).map((name) => {
    const body = objects.get(name)!
    return `<Contents><Key>${name}</Key><LastModified>${new Date().toISOString()}</LastModified><ETag>&quot;${tagOf(body).slice(1, -1)}&quot;</ETag><Size>${body.length}</Size></Contents>`
  })
  const more = from + PAGE < names.length ? `<NextContinuationToken>${from + PAGE}</NextContinuationToken>` : ''
  return xml(`<ListBucketResult>${page.join('')}${more}</ListBucketResult>`)
}

function begun(uploads: Map<string, Upload>, prefix: string): Said {
  const found = [...uploads].filter(([, { key }]) => key.startsWith(prefix))
  const list = found.map(
    ([id, { key, begun }]) =>
      `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${begun.toISOString()}</Initiated></Upload>`,
  )
  return xml(
    `<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>${list.join('')}</ListMultipartUploadsResult>`,
  )
}

function partsOf({ parts }: Upload, after: number): Said {
  const numbers = [...parts.keys()].sort((a, b) => a - b).filter((n) => n > after)
  const page = numbers.slice(0, PAGE)
  const list = page.map((n) => {
    const body = parts.get(n)!
    return `<Part><PartNumber>${n}</PartNumber><ETag>${tagOf(body)}</ETag><Size>${body.length}</Size></Part>`
  })
  const cut = numbers.length > PAGE
  return xml(
    `<ListPartsResult><IsTruncated>${cut}</IsTruncated><NextPartNumberMarker>${page.at(-1)}</NextPartNumberMarker>${list.join('')}</ListPartsResult>`,
  )
}

function ranged(body: Buffer | undefined, { headers }: IncomingMessage): Said {
  if (!body) return { status: 404 }
  if (headers['if-match'] && headers['if-match'] !== tagOf(body)) return { status: 412 }
  const [, a, b] = /bytes=(\d+)-(\d+)/.exec(headers.range ?? '') ?? []
  if (a === undefined) return { status: 200, body }
  if (Number(a) >= body.length) return { status: 416 }
  return { status: 206, body: body.subarray(Number(a), Number(b) + 1) }
}

const tagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`
const xml = (body: string): Said => ({ status: 200, body: `<?xml version="1.0" encoding="UTF-8"?>${body}` })
