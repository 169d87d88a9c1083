import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refuse } from './errors.ts'

/** Bytes of the largest file that is taken. */
export const MAX_FILE = 1024 ** 3

/**
 * Puts an upload on disk as it comes: it is read twice, and a sheet from its end. Cut off at `limit` bytes,
 * with nothing left behind.
 */
export async function spool(upload: Readable, folder: string, limit = MAX_FILE): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `upload-${randomUUID()}`)
  let size = 0
  try {
    await pipeline(
      upload,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          size += chunk.length
          if (size > limit) refuse('TOO_LARGE')
          yield chunk
        }
      },
      // Contacts: nobody else on the machine reads them.
      createWriteStream(path, { mode: 0o600 }),
    )
    return path
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}
