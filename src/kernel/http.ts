import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import '@fastify/multipart'
import { type Action, type Actor, routeOf } from './action.ts'
import { config } from './config.ts'
import type { House } from './database.ts'
import { problemOf, Refusal, refuse, toRefusal } from './errors.ts'
import { openapi } from './openapi.ts'
import { perform } from './perform.ts'
import { MAX_FILE, spool } from './spool.ts'
import { LANGUAGES, type Language } from './vocabulary.ts'

type Mount = {
  house: House
  actions: readonly Action[]
  actorOf(request: { headers: FastifyRequest['headers'] }): Promise<Actor | null>
}

const API = '/api/v1'

/** The HTTP door: a route for every action, and one way of saying no. */
export function mount(app: FastifyInstance, { house, actions, actorOf }: Mount): void {
  for (const action of actions) {
    const { method, path } = routeOf(action)
    app.route({
      method: method as 'GET',
      url: API + path.replace(/\{(\w+)\}/g, ':$1'),
      handler: (request, reply) => answer(action, request, reply),
    })
  }
  const described = JSON.stringify(openapi(actions))
  app.get('/api/openapi.json', (_, reply) => reply.type('application/json').send(described))

  async function answer(action: Action, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const query = request.query as Record<string, unknown>
    const actor = action.public ? null : await actorOf(request)
    if (request.method !== 'GET' && !action.foreign) refuseForeign(request)
    const { purpose, ...rest } = query
    if (purpose !== undefined && typeof purpose !== 'string') refuse('PURPOSE_UNKNOWN', { field: 'purpose' })
    const body = (request.body ?? {}) as Record<string, unknown>
    if (typeof body !== 'object' || Array.isArray(body))
      refuse('INPUT_INVALID', { detail: 'a JSON object is expected' })
    // Before a byte is kept: an upload fills the disk, whoever sends it.
    if (!actor && !action.public) refuse('SIGN_IN_NEEDED')
    // Whoever keeps the file moves it; what nobody kept goes at once, whatever came of the request.
    const upload: { upload?: { path: string; name: string } } = action.file
      ? { upload: await keepUpload(request, action.file === true ? MAX_FILE : action.file.most()) }
      : {}
    const output = await perform(house, action, actor, {
      input: { ...rest, ...body, ...(request.params as object), ...upload },
      ...(purpose === undefined ? {} : { purpose }),
      language: languageOf(request, actor),
      version: versionOf(request),
      ...(request.method === 'POST' ? keyOf(request) : {}),
      request: {
        ip: request.ip,
        headers: request.headers,
        setCookie: (cookie) => void reply.header('set-cookie', cookie),
        setHeader: (name, value) => void reply.header(name, value),
      },
    }).finally(() => upload.upload && rm(upload.upload.path, { force: true }))
    reply.header('cache-control', 'no-store')
    if (output && typeof output === 'object' && typeof output.version === 'number')
      reply.header('etag', `"${output.version}"`)
    if (output?.file?.body) return sendFile(reply, output.file)
    const status =
      action.http?.status ?? (routeOf(action).method === 'POST' && action.name.endsWith('.create') ? 201 : 200)
    if (output === undefined || output === null) return reply.code(204).send()
    return reply.code(status).send(output)
  }
}

async function keepUpload(request: FastifyRequest, most: number): Promise<{ path: string; name: string }> {
  // Said at once where it can be; the spool counts what comes.
  if (Number(request.headers['content-length'] ?? 0) > most + 64 * 1024) refuse('TOO_LARGE')
  if (!request.isMultipart()) refuse('INPUT_INVALID', { field: 'file', detail: 'multipart/form-data is expected' })
  const part = await request.file({ limits: { fileSize: most + 1 } })
  if (!part) refuse('VALUE_MISSING', { field: 'file' })
  const path = await spool(part.file, join(config.dataFolder, 'imports'), most)
  return { path, name: part.filename.replace(/[\p{Cc}/\\]+/gu, ' ').trim() || 'file' }
}

function sendFile(
  reply: FastifyReply,
  file: { name: string; type: string; body: AsyncIterable<string | Buffer>; inline?: boolean; status?: number },
): FastifyReply {
  const ascii = file.name.replace(/[^\w.-]+/g, '_')
  return reply
    .code(file.status ?? 200)
    .header(
      'content-disposition',
      `${file.inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    )
    .header('cache-control', 'no-store')
    .type(file.type)
    .send(Readable.from(file.body))
}

/** Set on the app itself, so that what Fastify refuses is a problem too; a scope of pages says it in its own way. */
export function sayNo(
  app: FastifyInstance,
  say: (refusal: Refusal, request: FastifyRequest, reply: FastifyReply) => FastifyReply = sayProblem,
): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    const refusal = fromFastify(error) ?? toRefusal(error)
    if (refusal.code === 'UNEXPECTED') logUnexpected(request, refusal.cause ?? error)
    // What still comes of a refused upload is read by nobody, and would keep its connection for ever: whoever sends
    // it has a second to hear the answer.
    reply.raw.once('finish', () => {
      if (!request.raw.complete) setTimeout(() => request.raw.destroy(), 1000).unref()
    })
    return say(refusal, request, reply.code(refusal.status).header('cache-control', 'no-store'))
  })
}

const sayProblem = (refusal: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply.type('application/problem+json').send(problemOf(refusal, languageOf(request, null)))

function fromFastify(error: unknown): Refusal | null {
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number }
  if (statusCode === 429) return new Refusal('TOO_MANY_REQUESTS')
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE' || statusCode === 413)
    return new Refusal('TOO_LARGE')
  if (code?.startsWith('FST_ERR_CTP') || error instanceof SyntaxError) return new Refusal('INPUT_INVALID')
  if (statusCode === 400) return new Refusal('INPUT_INVALID')
  return null
}

/** For the operator: code and place, never the message of the database, which may quote a value. */
function logUnexpected(request: FastifyRequest, error: unknown): void {
  const { code, stack } = (error ?? {}) as { code?: string; stack?: string }
  const where =
    stack
      ?.split('\n')
      .find((line) => line.includes('/src/'))
      ?.trim() ?? ''
  console.error(
    `unexpected ${code ?? (error as Error)?.name ?? ''} at ${request.method} ${request.routeOptions?.url ?? ''} ${where}`,
  )
  if (process.env.SELOSTE_TRACE) console.error(error)
}

/** A browser says where a request comes from; a cookie must not be usable from another site. */
function refuseForeign(request: FastifyRequest): void {
  if (request.headers.authorization) return
  const site = request.headers['sec-fetch-site']
  if (site && site !== 'same-origin' && site !== 'none') refuse('ORIGIN_REFUSED')
  const { origin, host } = request.headers
  // `null` is what a sandboxed frame says of itself, and no host.
  if (origin && host && URL.parse(origin)?.host !== host) refuse('ORIGIN_REFUSED')
}

function versionOf(request: FastifyRequest): number | null {
  const tag = request.headers['if-match']
  const found = tag?.match(/^(?:W\/)?"?(\d{1,9})"?$/)
  return found ? Number(found[1]) : null
}

function keyOf(request: FastifyRequest): { idempotencyKey?: string } {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key === '') return {}
  if (key.length > 200) refuse('INPUT_INVALID', { field: 'Idempotency-Key' })
  return { idempotencyKey: key }
}

export function languageOf(request: FastifyRequest, actor: Actor | null): Language {
  for (const part of (request.headers['accept-language'] ?? '').split(',')) {
    const found = LANGUAGES.find((language) => part.trim().toLowerCase().startsWith(language))
    if (found) return found
  }
  return actor?.language ?? 'en'
}
