import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { config } from '#kernel/config.ts'
import type { LevelId } from '#register/index.ts'
import { type Server, startServer } from '../src/entrypoints/server.ts'
import { type Bed, openBed } from './bed.ts'

export type Reply = { status: number; headers: Headers; text: string; json: any }
export type Ask = { body?: unknown; raw?: string; headers?: Record<string, string> }
/** One who asks over HTTP, as a browser or a machine would. */
export type Visitor = (method: string, path: string, ask?: Ask) => Promise<Reply>

export type Served = {
  bed: Bed
  server: Server
  /** Somebody who has not signed in. */
  stranger: Visitor
  /** The demo company's user of this level, signed in. */
  enter(level: LevelId): Promise<Visitor>
  close(): Promise<void>
}

/** The whole product on a database of its own and a port of the system's choice. */
export async function openServed(): Promise<Served> {
  const bed = await openBed()
  const dataFolder = mkdtempSync(join(tmpdir(), 'seloste-served-'))
  const server = await startServer({
    connection: bed.connection,
    config: { ...config, port: 0, dataFolder, demo: true },
  })
  const visitor =
    (cookie = ''): Visitor =>
    async (method, path, { body, raw, headers = {} } = {}) => {
      const content = raw ?? (body === undefined ? undefined : JSON.stringify(body))
      const answer = await fetch(server.url + path, {
        method,
        redirect: 'manual',
        headers: {
          ...(content === undefined ? {} : { 'content-type': 'application/json' }),
          ...(cookie ? { cookie } : {}),
          ...headers,
        },
        ...(content === undefined ? {} : { body: content }),
      })
      const text = await answer.text()
      const json = /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined
      return { status: answer.status, headers: answer.headers, text, json }
    }
  const stranger = visitor()
  return {
    bed,
    server,
    stranger,
    async enter(level) {
      const { email, password } = server.signIns.find((card) => card.level === level)!
      const { headers, status, text } = await stranger('POST', '/api/v1/session', { body: { email, password } })
      if (status !== 200) throw new Error(`${level} cannot sign in: ${status} ${text}`)
      return visitor(headers.getSetCookie()[0]!.split(';')[0])
    },
    async close() {
      await server.close()
      await bed.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
