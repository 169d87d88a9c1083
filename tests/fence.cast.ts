import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import type pg from 'pg'
import { type Login, loginOf } from '#kernel/database.ts'
import { LOGINS } from '#kernel/migrate.ts'
import { type PurposeId, purposeIds } from '#register/index.ts'
import { type Bed, openBed } from './bed.ts'

// For the tests of the fences: a connection as each of our logins, and how the database refuses it.

export let bed: Bed
export let owner: pg.Client
export const inside = new Map<Login, pg.Client>()
before(async () => {
  bed = await openBed()
  owner = await bed.owner()
  for (const login of LOGINS as Login[]) inside.set(login, await bed.login(login))
})
after(() => bed.close())

export const as = (login: Login): pg.Client => inside.get(login)!
export const under = (purpose: PurposeId): pg.Client => as(loginOf(purpose))
export const purposeLogins = purposeIds.map(loginOf)

export type Answer = {
  code: string
  message: string
  detail?: string
  hint?: string
  constraint?: string
  rows?: unknown[]
}

/** What comes back, the way an intruder would read it; whatever was done is undone. */
export async function answer(client: pg.Client, text: string, values: unknown[] = []): Promise<Answer> {
  await client.query('begin')
  try {
    const { rows } = await client.query(text, values)
    return { code: 'done', message: '', rows }
  } catch (error) {
    const { code = '', message, detail, hint, constraint } = error as Answer & { code?: string }
    return { code, message, ...(detail && { detail }), ...(hint && { hint }), ...(constraint && { constraint }) }
  } finally {
    await client.query('rollback')
  }
}

export async function refused(login: Login, text: string, codes: string[]): Promise<void> {
  const { code, message } = await answer(as(login), text)
  assert.ok(codes.includes(code), `${login} may: ${text} (${code} ${message})`)
}

export const DENIED = ['42501']
/** Not there, not allowed, or not its own: never done. */
export const SHUT = ['42501', '42P01', '3F000', '42883']
