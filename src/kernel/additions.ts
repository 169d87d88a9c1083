import type pg from 'pg'
import { base, type Register } from '#register/index.ts'
import { type Addition, compileAdditions } from './extend.ts'

export async function readAdditions(client: Pick<pg.Client, 'query'>): Promise<Addition[]> {
  const { rows } = await client.query('select kind, body from register.additions order by number')
  return rows as Addition[]
}

export const effective = (additions: readonly Addition[]): Register => compileAdditions(base, additions)
