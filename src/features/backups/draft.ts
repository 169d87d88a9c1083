import { randomBytes } from 'node:crypto'
import { type FileHandle, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { type Contents, checkOf, HEAD, type Head, headOf, TAIL } from './archive.ts'
import { exactly, noteOf, sealedWhole, sealing } from './sections.ts'

/** How long what was cut short may be gone on with; afterwards it is begun anew. */
export const RESUMED_WITHIN = 24 * 3_600_000

export type Section<N> = { note: N; at: number; end: number }
/** An archive that is being written: sections first, then its contents and its first line. */
export type Draft<N> = {
  /** What stood here whole when it was opened, of a run that was cut short. */
  sections: readonly Section<N>[]
  put(rows: AsyncIterable<Buffer>, note: () => N & object): Promise<Section<N>>
  /** Whole or not at all, and durable when this answers. @returns bytes of the file */
  finish(path: string, contents: Contents): Promise<number>
  close(): Promise<void>
}

/**
 * Goes on where a run was cut short: every section that is whole and opens with this key stays, the rest is cut off.
 * Whether what stays is still true is for the caller to see.
 */
export async function openDraft<N>(draft: string, key: Buffer): Promise<Draft<N>> {
  const found = await openThere(draft, key)
  const file = found?.file ?? (await open(draft, 'w+', 0o600))
  const id = found?.id ?? randomBytes(16).toString('hex')
  const begun = { format: 2, id, made_at: new Date().toISOString(), data: 0, check: checkOf(key, id) } as const
  if (!found) await writeAt(file, 0, headLine(begun))
  const sections = found ? await wholeOnes<N>(file, key, id) : []
  let end = sections.at(-1)?.end ?? HEAD
  await file.truncate(end)
  return {
    sections,
    async put(rows, note) {
      const at = end
      let told: (N & object) | undefined
      for await (const bytes of sealing({ key, id }, rows, () => (told = note()))) {
        await writeAt(file, end, bytes)
        end += bytes.length
      }
      return { note: told!, at, end }
    },
    async finish(path, contents) {
      const sealed = sealedWhole(key, id, zstdCompressSync(Buffer.from(JSON.stringify(contents))))
      const tail = Buffer.alloc(TAIL)
      tail.writeBigUInt64BE(BigInt(sealed.length))
      await writeAt(file, end, Buffer.concat([sealed, tail]))
      await writeAt(file, 0, headLine({ ...begun, made_at: contents.made_at, data: contents.data }))
      await file.sync()
      await rename(draft, path)
      const folder = await open(dirname(path))
      await folder.sync().finally(() => folder.close())
      return end + sealed.length + TAIL
    },
    close: () => file.close(),
  }
}

async function openThere(draft: string, key: Buffer): Promise<{ file: FileHandle; id: string } | null> {
  const file = await open(draft, 'r+').catch(() => null)
  if (!file) return null
  try {
    const head = headOf(await exactly(file, 0, HEAD), key)
    const young = Date.now() - Date.parse(head.made_at) < RESUMED_WITHIN
    if (head.format === 2 && young) return { file, id: head.id }
  } catch {
    // not ours, or not even a first line: begun anew
  }
  await file.close()
  return null
}

async function wholeOnes<N>(file: FileHandle, key: Buffer, id: string): Promise<Section<N>[]> {
  const { size } = await file.stat()
  const whole: Section<N>[] = []
  for (let at = HEAD; ; ) {
    const found = await noteOf<N>(file, { key, id, at, end: size })
    if (!found) return whole
    whole.push({ note: found.note, at, end: found.end })
    at = found.end
  }
}

/** A write may take less than it was given. */
async function writeAt(file: FileHandle, at: number, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten
}

const headLine = (head: Head): Buffer => Buffer.from(`${JSON.stringify(head).padEnd(HEAD - 1)}\n`)
