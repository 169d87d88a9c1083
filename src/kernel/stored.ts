import { decipher, openKey, placeOf } from './cipher.ts'
import { openStore } from './store.ts'

/** A file outside the database: its id, how many bytes it has in plain, and its key as it is kept. */
export type StoredFile = { readonly id: string; readonly bytes: number; readonly sealed: string }

/**
 * A file in plain, piece by piece. `from`, `to`: bytes, both included; what comes begins with the chunk that holds
 * `from`. Refuses FILE_AWAITS_REVIEW, FILE_LOST, FILE_DAMAGED.
 */
export async function* plainOf(
  instance: Buffer,
  { id, bytes, sealed }: StoredFile,
  from = 0,
  to = bytes - 1,
): AsyncGenerator<Buffer> {
  const key = openKey(instance, id, sealed)
  const { first, start, end } = placeOf(bytes, from, to)
  yield* decipher(key, id, bytes, await openStore().open(id, start, end), first)
}

/** The same whole, for what is small enough to be held. */
export async function wholeOf(instance: Buffer, file: StoredFile): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of plainOf(instance, file)) pieces.push(piece)
  return Buffer.concat(pieces)
}
