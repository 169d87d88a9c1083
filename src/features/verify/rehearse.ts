import type pg from 'pg'
import { suppressionKey } from '#kernel/instance.ts'
import type { Scene } from './verdict.ts'

/** What can be asked of the doors while rehearsing. A try answers the code of its refusal, or null: it was done. */
export type Stage = {
  /** Who acts from now on; `person` is somebody on their own page. */
  as(actor: string): Promise<void>
  rows<T>(sql: string, values?: unknown[]): Promise<T[]>
  object(person: string, scope: string, reason?: string): Promise<string | null>
  say(person: string, event: object): Promise<string | null>
  gate(person: string | null, ask: object): Promise<{ allowed: boolean; code?: string; ground?: string }>
  /** A step of the eraser: what it answers, or the code of its refusal. */
  erase(person: string, step: object): Promise<Record<string, unknown> | string>
  /** The latest word about one thing. */
  last(person: string, slot: string): Promise<Word | undefined>
}
export type Word = { kind: string; effect: string; purposes: string; proof: Record<string, string> | null }

/**
 * Does in earnest what people do, at the same doors and under the same purpose, in a transaction that is undone
 * whatever comes of it: nothing stays, and nobody else sees it.
 */
export const rehearse = <T>(scene: Scene, work: (stage: Stage) => Promise<T>): Promise<T> =>
  alone(scene, () => onStage(scene, work))

const LAST = new WeakMap<Scene, Promise<unknown>>()
/** One after the other: two rehearsals that change the same person would wait for each other. */
export function alone<T>(scene: Scene, work: () => Promise<T>): Promise<T> {
  const turn = (LAST.get(scene) ?? Promise.resolve()).then(work, work)
  LAST.set(scene, turn)
  return turn
}

async function onStage<T>({ house }: Scene, work: (stage: Stage) => Promise<T>): Promise<T> {
  const client = await house.pool('rights').connect()
  const key = suppressionKey(house.connection.key)
  try {
    await client.query('begin')
    await client.query(`set local lock_timeout = '5s'`)
    await client.query(`select set_config('seloste.actor', 'verify', true)`)
    return await work({
      as: async (actor) => void (await client.query(`select set_config('seloste.actor', $1, true)`, [actor])),
      rows: async <R>(sql: string, values: unknown[] = []) => (await client.query(sql, values)).rows as R[],
      object: (person, scope, reason) =>
        tried(client, `select door.object($1, $2, 'verify', null, $3, $4)`, [person, scope, key, reason ?? null]),
      say: (person, event) => tried(client, 'select door.ground($1, $2, $3)', [person, JSON.stringify(event), key]),
      gate: async (person, ask) =>
        (await client.query(`select door.gate('preview', $1, $2, $3) as said`, [person, JSON.stringify(ask), key]))
          .rows[0].said,
      async erase(person, step) {
        let said: Record<string, unknown> = {}
        const code = await tried(
          client,
          'select door.erase($1, $2, null) as said',
          [person, JSON.stringify(step)],
          (row) => {
            said = row.said
          },
        )
        return code ?? said
      },
      last: async (person, slot) =>
        (await client.query('select * from door.grounds_of($1) where slot = $2', [person, slot])).rows[0],
    })
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

async function tried(
  client: pg.PoolClient,
  sql: string,
  values: unknown[],
  told: (row: any) => void = () => {},
): Promise<string | null> {
  await client.query('savepoint try')
  try {
    const { rows } = await client.query(sql, values)
    told(rows[0])
    return null
  } catch (error) {
    await client.query('rollback to savepoint try')
    const { code, message } = error as { code?: string; message: string }
    return code === 'SEL01' ? message : `${code ?? ''} ${message}`
  }
}
