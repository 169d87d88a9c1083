import { Readable } from 'node:stream'
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'
import { type Content, type Nested, type Say, wholeOf } from './text.content.ts'
import { lettersOf } from './text.letters.ts'

/** Files of an archive that are read. */
const MOST = 5000
/** A document of fewer letters that has pictures in it is a picture. */
export const FEW = 200

const PLAIN = /\.(xml|txt|csv|json|html?|md|rels)$/i
const TYPES: Readonly<Record<string, string>> = { eml: 'message/rfc822', rtf: 'text/rtf', svg: 'image/svg+xml' }

/**
 * What an office file says, its parts one after another; and of any other archive, what each file in it says. The
 * pictures of a document that says something are passed over.
 */
export async function packed(content: Content, say: Say, nested: Nested): Promise<boolean> {
  // Its own types do not know that a promise is answered here as by its other openers.
  const zip = (await fromRandomAccessReaderPromise(new Pieces(content), content.bytes, { autoClose: false })) as ZipFile
  const entries: Entry[] = []
  let whole = true
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.length >= MOST) {
        whole = false
        break
      }
      entries.push(entry)
    }
    const office = entries.some(({ fileName }) => fileName === '[Content_Types].xml' || fileName === 'mimetype')
    let [letters, pictures] = [0, 0]
    const count: Say = (text) => {
      letters += text.trim().length
      say(text)
    }
    for (const entry of entries) {
      const { fileName: name } = entry
      if (name.endsWith('/')) continue
      if (entry.isEncrypted() || !entry.canDecodeFileData()) whole = false
      else if (
        /^META-INF\/manifest\.xml$/.test(name) &&
        (await bytesOf(zip, entry))?.includes('encryption-data') !== false
      )
        return false
      else if (PLAIN.test(name)) await heard(zip, entry, count)
      else if (office && !/embeddings?\//i.test(name))
        pictures += /\.(png|jpe?g|gif|tiff?|bmp|emf|wmf|webp)$/i.test(name) ? 1 : 0
      else if (!(await told(zip, entry, nested))) whole = false
    }
    return whole && (!office || pictures === 0 || letters >= FEW) && entries.length > 0
  } finally {
    zip.close()
  }
}

const typeOf = (name: string): string => TYPES[name.split('.').pop()!.toLowerCase()] ?? 'application/octet-stream'

async function heard(zip: ZipFile, entry: Entry, say: Say): Promise<void> {
  const letters = lettersOf(say)
  for await (const chunk of await zip.openReadStreamPromise(entry)) letters.push(chunk as Buffer)
  letters.end()
  say(' ')
}

async function told(zip: ZipFile, entry: Entry, nested: Nested): Promise<boolean> {
  const bytes = await bytesOf(zip, entry)
  return bytes !== null && nested(bytes, typeOf(entry.fileName))
}

const bytesOf = async (zip: ZipFile, entry: Entry): Promise<Buffer | null> =>
  wholeOf((await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>)

/** What stands at the end of an archive tells where its files are: read from anywhere, and never held as a whole. */
class Pieces extends RandomAccessReader {
  readonly #content: Content
  constructor(content: Content) {
    super()
    this.#content = content
  }
  override _readStreamForRange(from: number, end: number): Readable {
    return Readable.from(this.#content.read(from, end - 1), { objectMode: false })
  }
}
