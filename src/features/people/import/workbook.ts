import { createInflateRaw } from 'node:zlib'
import { type SaxesAttributePlain, SaxesParser } from 'saxes'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { Refusal } from '#kernel/errors.ts'
import { refuseFile } from './refusals.ts'

/** An .xlsx file opened: its parts by name, none of them inflated yet. */
export type Workbook = { zip: ZipFile; parts: ReadonlyMap<string, Entry>; limits: Limits }

/** Bounds on what a small file may blow up to. A sheet of a million contacts is 0.6 GB of XML at a ratio under 30. */
export type Limits = { entries: number; total: number; part: number; ratio: number; strings: number }

export const LIMITS: Limits = {
  entries: 2000,
  total: 2 * 1024 ** 3,
  /** Of a part read whole: workbook, relations, styles. */
  part: 16 * 1024 ** 2,
  /** Inflated to packed, above 4 MB inflated. */
  ratio: 250,
  /** Characters of shared strings, which are held in memory. */
  strings: 64 * 1024 ** 2,
}

const SMALL = 4 * 1024 ** 2

export async function openWorkbook(path: string, limits: Limits = LIMITS): Promise<Workbook> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(notReadable)
  try {
    if (zip.entryCount > limits.entries) refuseFile('FILE_IS_BOMB', { detail: `${zip.entryCount} parts` })
    const parts = new Map<string, Entry>()
    let total = 0
    for await (const entry of entriesOf(zip)) {
      total += entry.uncompressedSize
      refuseSize(entry, entry.uncompressedSize, limits)
      if (total > limits.total) refuseFile('FILE_IS_BOMB', { detail: 'declared size' })
      if (entry.isEncrypted()) refuseFile('FILE_NOT_READABLE', { detail: 'protected' })
      parts.set(entry.fileName, entry)
    }
    return { zip, parts, limits }
  } catch (error) {
    zip.close()
    throw error
  }
}

/** The bytes of one part, counted as they are inflated: the sizes a zip declares are the attacker's own words. */
export async function* inflated({ zip, limits }: Workbook, entry: Entry): AsyncGenerator<Buffer> {
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    refuseFile('FILE_NOT_READABLE', { detail: 'compression' })
  const packed = await zip
    .openReadStreamPromise(entry, entry.compressionMethod === 8 ? { decompress: false } : {})
    .catch(notReadable)
  const bytes = entry.compressionMethod === 8 ? packed.pipe(createInflateRaw({ chunkSize: 64 * 1024 })) : packed
  packed.on('error', (error) => bytes.destroy(error))
  let size = 0
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      size += chunk.length
      refuseSize(entry, size, limits)
      if (size > entry.uncompressedSize) refuseFile('FILE_IS_BOMB', { detail: 'more than declared' })
      yield chunk
    }
  } catch (error) {
    notReadable(error)
  } finally {
    packed.destroy()
    bytes.destroy()
  }
}

type Handlers = {
  open(name: string, attributes: Record<string, string>): void
  close(name: string): void
  text(text: string): void
}

/** Reads one part as XML; calls `handlers` with local names. Yields after every chunk. */
export async function* parsed(book: Workbook, entry: Entry, handlers: Handlers): AsyncGenerator<number> {
  const parser = new SaxesParser({ position: false })
  const decoder = new TextDecoder('utf-8')
  parser.on('error', (error) => notReadable(error))
  // Office writes no document type; the tricks with entities (billion laughs, outside files) all need one.
  parser.on('doctype', () => refuseFile('FILE_IS_BOMB', { detail: 'document type' }))
  parser.on('opentag', ({ name, attributes }) =>
    handlers.open(localName(name), attributes as Record<string, SaxesAttributePlain['value']>),
  )
  parser.on('closetag', ({ name }) => handlers.close(localName(name)))
  parser.on('text', (text) => handlers.text(text))
  let read = 0
  for await (const chunk of inflated(book, entry)) {
    read += chunk.length
    parser.write(decoder.decode(chunk, { stream: true }))
    yield read
  }
  parser.close()
}

export async function readWhole(book: Workbook, entry: Entry, handlers: Partial<Handlers>): Promise<void> {
  if (entry.uncompressedSize > book.limits.part) refuseFile('FILE_IS_BOMB', { detail: entry.fileName })
  const nothing = () => {}
  for await (const _ of parsed(book, entry, { open: nothing, close: nothing, text: nothing, ...handlers }));
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    for await (const entry of zip.eachEntry()) yield entry
  } catch (error) {
    notReadable(error)
  }
}

function refuseSize(entry: Entry, size: number, limits: Limits): void {
  if (size > limits.total || (size > SMALL && size > entry.compressedSize * limits.ratio)) {
    refuseFile('FILE_IS_BOMB', { detail: entry.fileName.slice(0, 100) })
  }
}

/** Whatever zip, inflate or XML complain of is one thing to the person: the file is broken. Our own refusals pass. */
function notReadable(error: unknown): never {
  if (error instanceof Refusal) throw error
  refuseFile('FILE_NOT_READABLE', { detail: error instanceof Error ? error.message.slice(0, 200) : '' })
}

const localName = (name: string) => {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}
