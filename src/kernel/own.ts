import { type Kysely, sql, type Transaction } from 'kysely'
import type { PurposeId } from '#register/index.ts'
import type { House } from './database.ts'

/**
 * A transaction of its own under one purpose, in the name of an actor: what is recorded in it is durable when this
 * answers, whatever becomes of the work around it.
 */
export const inOwnTransaction = <T>(
  house: House,
  purpose: PurposeId,
  actor: string,
  work: (tx: Transaction<any>) => Promise<T>,
): Promise<T> =>
  house
    .under(purpose)
    .transaction()
    .execute(async (tx: Transaction<any>) => {
      await actAs(tx, actor)
      return work(tx)
    })

/** What is recorded until the transaction ends is recorded as this actor's doing. */
export const actAs = (tx: Kysely<any>, actor: string): Promise<unknown> =>
  sql`select set_config('seloste.actor', ${actor}, true)`.execute(tx)
