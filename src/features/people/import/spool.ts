import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refuseFile } from './refusals.ts'

export const MAX_FILE = 1024 ** 3

/**
 * Puts an upload on disk: it is read twice, and a sheet from its end. Cut off at `limit` bytes, with
 * nothing left behind. The caller removes the file by `remove`.
 */
export async function spool(
  upload: Readable,
  { folder = tmpdir(), limit = MAX_FILE } = {},
): Promise<{ path: string; remove(): Promise<void> }> {
  const own = await mkdtemp(join(folder, 'import-'))
  const path = join(own, 'file')
  const remove = () => rm(own, { recursive: true, force: true })
  let size = 0
  try {
    await pipeline(
      upload,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          size += chunk.length
          if (size > limit) refuseFile('TOO_LARGE')
          yield chunk
        }
      },
      // Contacts: nobody else on the machine reads them.
      createWriteStream(path, { mode: 0o600 }),
    )
    return { path, remove }
  } catch (error) {
    await remove()
    throw error
  }
}
