import { Readable } from 'node:stream'
import type pg from 'pg'
import { encipher, newKey, sealedSize } from '#kernel/cipher.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { openStore } from '#kernel/store.ts'
import { type Bed, openBed } from './bed.ts'

/** A house on a database of its own, without a server, and who may set the scene in it: the owner of everything. */
export type Home = {
  bed: Bed
  owner: pg.Client
  house: House
  /** The first row of an answer. */
  one(text: string, values?: unknown[]): Promise<any>
  count(from: string, values?: unknown[]): Promise<number>
  close(): Promise<void>
}

/** Opened in `bed` where a test has one already, by a server for instance: that one is closed by whoever opened it. */
export async function openHome(there?: Bed): Promise<Home> {
  const bed = there ?? (await openBed())
  const owner = await bed.owner()
  const house = openHouse(bed.connection)
  await house.renew()
  const one = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows[0]
  return {
    bed,
    owner,
    house,
    one,
    count: async (from, values = []) => (await one(`select count(*)::int as n from ${from}`, values)).n,
    async close() {
      await house.close()
      if (!there) await bed.close()
    },
  }
}

/** Somebody of a customer’s, here since now: with an address of their own and, where there is one, a number. */
export async function somebody(
  { owner, one }: Home,
  { given, family, address, number }: { given: string; family: string; address: string; number?: string },
): Promise<string> {
  const { id } = await one(
    `insert into data.people (given_name, family_name, source) values ($1, $2, 'person') returning id`,
    [given, family],
  )
  await owner.query(
    `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'interest', 'interest', 'allow', data.mask_of_positions(array['customer']), 'test')`,
    [id],
  )
  await owner.query(`insert into data.emails (person_id, address, kind) values ($1, $2, 'private')`, [id, address])
  if (number)
    await owner.query(`insert into data.phones (person_id, number, kind) values ($1, $2, 'mobile')`, [id, number])
  return id
}

/** What a file says, put where contents stand: enciphered with a key of its own. */
export async function keepContent({ bed, owner }: Home, file: string, said: Buffer): Promise<void> {
  const { key, sealed } = newKey(bed.connection.key, file)
  await owner.query('insert into data.file_keys (file_id, sealed) values ($1, $2)', [file, sealed])
  await openStore().put(file, encipher(key, file, said.length, Readable.from([said])), sealedSize(said.length))
}
