import { allOf, ownOf } from './sentences.ts'

/** The one way from the screens to the server: JSON in, JSON out, refusals as Problem. */

export type ProblemBody = {
  status: number
  code: string
  title?: string
  detail?: string
  next?: string
  field?: string
  line?: number
  [more: string]: unknown
}

/** A refusal in the server's words: what happened (`says`) and what to do (`next`). */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly next: string | undefined
  readonly field: string | undefined
  readonly body: ProblemBody

  constructor(body: ProblemBody) {
    super(body.title ?? body.detail ?? body.code)
    this.status = body.status
    this.code = body.code
    this.next = body.next
    this.field = body.field
    this.body = body
  }
}

export type Query = Record<string, string | number | boolean | null | undefined | object>
type Send = { query?: Query; body?: unknown; version?: string | number; once?: string; signal?: AbortSignal }

let language = 'fi'
let onSignedOut: () => void = () => {}
export const speak = (spoken: string) => {
  language = spoken
}
export const whenSignedOut = (run: () => void) => {
  onSignedOut = run
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) =>
  send<T>('GET', path, { ...(query && { query }), ...(signal && { signal }) })
export const post = <T>(path: string, body?: unknown, more: Send = {}) =>
  // The key makes a repeated press or a retried request the same request.
  send<T>('POST', path, { ...more, body: body ?? {}, once: more.once ?? crypto.randomUUID() })
export const patch = <T>(path: string, body: unknown, more: Send = {}) => send<T>('PATCH', path, { ...more, body })
export const put = <T>(path: string, body: unknown, more: Send = {}) => send<T>('PUT', path, { ...more, body })
export const remove = <T>(path: string, more: Send = {}) => send<T>('DELETE', path, more)

/** What a press makes comes as a file: its name, and its content to be saved. */
export async function fileOf(path: string, body: object, query: Query): Promise<{ name: string; content: Blob }> {
  const answer = await fetch(address(path, query), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language },
    body: JSON.stringify(body),
    credentials: 'same-origin',
  }).catch(() => {
    throw new Problem({ status: 0, code: 'OFFLINE' })
  })
  if (!answer.ok) throw new Problem({ code: 'UNKNOWN', ...((await answer.json()) as object), status: answer.status })
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'file'
  return { name, content: await answer.blob() }
}

export function address(path: string, query: Query = {}): string {
  const parts = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    parts.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  const tail = parts.toString()
  return `/api/v1${path}${tail ? `?${tail}` : ''}`
}

async function send<T>(method: string, path: string, { query, body, version, once, signal }: Send): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language }
  if (once) headers['idempotency-key'] = once
  if (version !== undefined) headers['if-match'] = `"${version}"`
  const isForm = body instanceof FormData
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json'
  const payload = body === undefined ? null : isForm ? body : allOf(JSON.stringify(body), language)
  let answer: Response
  try {
    answer = await fetch(address(path, query), {
      method,
      headers,
      body: payload,
      signal: signal ?? null,
      credentials: 'same-origin',
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Problem({ status: 0, code: 'OFFLINE' })
  }
  const text = ownOf(await answer.text(), language)
  const data = parse(text)
  if (!answer.ok) {
    const problem = new Problem({ code: 'UNKNOWN', ...(data as object), status: answer.status })
    if (answer.status === 401 && problem.code === 'SIGN_IN_NEEDED' && path !== '/session') onSignedOut()
    throw problem
  }
  return data as T
}

function parse(text: string): unknown {
  if (!text) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return { detail: text.slice(0, 200) }
  }
}
