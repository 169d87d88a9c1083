import type { Kysely } from 'kysely'
import type { House } from '#kernel/database.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import type { DatabaseFor } from '#register/index.ts'

/** What a person does through their own link or a form: under the purpose of rights, in their own name, as nobody’s level. */
export const asPerson = <T>(house: House, work: (db: Kysely<DatabaseFor<'rights'>>) => Promise<T>): Promise<T> =>
  inOwnTransaction(house, 'rights', 'person', (tx) => work(tx as unknown as Kysely<DatabaseFor<'rights'>>))
