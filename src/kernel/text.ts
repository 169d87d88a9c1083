import { inflateSync } from 'node:zlib'
import { fromBufferPromise } from 'yauzl'

/** Inflated text of one file at most; what a bomb holds beyond that is not read. */
const MOST = 40 * 1024 ** 2

/** The words of a file as far as they can be read without drawing it; null: it has none that we can read. */
export async function textOf(bytes: Buffer, type: string): Promise<string | null> {
  if (/^text\/|json|xml$|\/csv/.test(type) && !/officedocument|opendocument/.test(type)) return plain(bytes)
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return packed(bytes)
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return printed(bytes)
  if (type === 'application/rtf') return plain(bytes)
  return null
}

function plain(bytes: Buffer): string {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return bytes.toString('utf16le')
  const text = bytes.toString('utf8')
  return withoutTags(text.includes('�') ? bytes.toString('latin1') : text)
}

/** The parts of an office file that are XML: what a document, a sheet or a slide says. */
async function packed(bytes: Buffer): Promise<string | null> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false })
  const found: string[] = []
  let size = 0
  try {
    for await (const entry of zip.eachEntry()) {
      if (zip.entriesRead > 2000) break
      if (!/\.xml$/i.test(entry.fileName) || entry.isEncrypted()) continue
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        size += (chunk as Buffer).length
        if (size > MOST) return found.join(' ')
        chunks.push(chunk as Buffer)
      }
      found.push(withoutTags(Buffer.concat(chunks).toString('utf8')))
    }
    return found.length > 0 ? found.join(' ') : null
  } finally {
    zip.close()
  }
}

/** The strings a PDF shows where its letters are letters; null where they are numbers of drawings. */
function printed(bytes: Buffer): string | null {
  const raw = bytes.toString('latin1')
  const shown: string[] = []
  let size = 0
  for (const { index, 0: head } of raw.matchAll(/stream\r?\n/g)) {
    const from = index + head.length
    const to = raw.indexOf('endstream', from)
    if (to < 0) break
    let page: string
    try {
      page = inflateSync(bytes.subarray(from, to), { maxOutputLength: MOST, finishFlush: 2 }).toString('latin1')
    } catch {
      page = raw.slice(from, to)
    }
    size += page.length
    if (size > MOST) break
    for (const [, list, one] of page.matchAll(/\[((?:\\.|[^\]\\])*)\]\s*TJ|(\((?:\\.|[^)\\])*\))\s*(?:Tj|'|")/g)) {
      const pieces = [...(list ?? one ?? '').matchAll(/\(((?:\\.|[^)\\])*)\)|<([0-9a-fA-F]+)>/g)]
      shown.push(pieces.map(([, said, hex]) => said ?? Buffer.from(hex ?? '', 'hex').toString('latin1')).join(''))
    }
  }
  const text = shown.join(' ').replace(/\\([0-7]{3})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 8)))
  return /[\p{L}]{3}/u.test(text) ? text : null
}

/** Runs of one word may stand in tags of their own; what ends a paragraph or a cell ends the word. */
function withoutTags(text: string): string {
  if (!/<[a-z!?/]/i.test(text)) return text
  return text
    .replace(/<\/(?:w:p|a:p|text:p|si|c|p|div|td|li|br|h\d)>|<br\s*\/?>|<w:(?:br|tab)\/>/g, ' ')
    .replace(/<[^>]{0,5000}>/g, '')
    .replace(/&#x?([0-9a-f]+);/gi, (all, code) => letterOf(all, code))
    .replaceAll('&amp;', '&')
    .replaceAll('&nbsp;', ' ')
}

function letterOf(all: string, code: string): string {
  const number = Number.parseInt(code, /^&#x/i.test(all) ? 16 : 10)
  return number > 0 && number < 0x11_00_00 ? String.fromCodePoint(number) : ' '
}
