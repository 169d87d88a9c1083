import Fastify from 'fastify'
import noticePortal from '#features/notice/notice.portal.ts'
import type { House } from '#kernel/database.ts'
import { askOurselves } from '#kernel/disclose.ts'
import { mount, sayNo } from '#kernel/http.ts'

/** Asks as a stranger: no cookie, no key. `who` names what answered. */
export type Ask = {
  readonly who: string
  /** A server is running: its public pages are there too, and what is missing is missing. */
  readonly running: boolean
  get(path: string): Promise<{ status: number; body: string; cookies: number }>
  send(method: string, path: string): Promise<{ status: number; body: string; cookies: number }>
  close(): Promise<void>
}

/** The running server where there is one; else the same routes, mounted here and asked without a network. */
export async function askerOf(house: House, url?: string): Promise<Ask> {
  if (url) {
    const send = (method: string, path: string) => askOurselves(url, path, method)
    const there = await send('GET', '/health').catch(() => null)
    if (there?.status === 200) {
      return {
        who: `the running server at ${url}`,
        running: true,
        send,
        get: (path) => send('GET', path),
        close: async () => {},
      }
    }
  }
  const app = Fastify({ logger: false })
  sayNo(app)
  noticePortal(app, house)
  mount(app, { house, actions: house.actions ?? [], actorOf: async () => null })
  const send = async (method: string, path: string) => {
    const answer = await app.inject({ method: method as 'GET', url: path })
    return { status: answer.statusCode, body: answer.body, cookies: answer.cookies.length }
  }
  return {
    who: 'our own routes, asked inside the program',
    running: false,
    send,
    get: (path) => send('GET', path),
    close: () => app.close(),
  }
}
