import { inflateSync } from 'node:zlib'
import { FEW } from './text.packed.ts'
import type { Content, Say } from './text.ts'

/** Bytes of one stream of a PDF that are held, and what they may unpack to. */
const HELD = 20 * 1024 ** 2
const UNPACKED = 40 * 1024 ** 2
/** What says of a stream what it is stands before it. */
const BEFORE = 2048
/** Lists of letters in one PDF, one for each of its fonts. */
const FONTS = 64
/** Numbers of one font. */
const NUMBERS = 65_536

type Part = { readonly about: string; readonly bytes: Buffer | null }
/** Letters by the number a font gives them. `width`: bytes of a number. */
type Font = { readonly width: number; readonly letters: ReadonlyMap<number, string> }

/**
 * The strings a PDF shows, piece by piece: of letters as they stand, and of the numbers of drawings where the file says
 * what letters they are. Which font a string is in is not followed: it is told in every one that knows all its numbers.
 * False where it is enciphered, where numbers remain that nothing explains, and of pictures with hardly a word.
 */
export async function printed(content: Content, say: Say): Promise<boolean> {
  const fonts: Font[] = []
  const read = () => content.read(0, content.bytes - 1)
  for await (const part of partsOf(read())) {
    if (part === 'enciphered') return false
    say('')
    const page = isPicture(part) ? null : pageOf(part)
    if (page?.includes('begincmap') && fonts.length < FONTS) fonts.push(fontOf(page))
  }
  let [letters, pictures, whole] = [0, 0, true]
  for await (const part of partsOf(read())) {
    if (part === 'enciphered') return false
    say('')
    if (isPicture(part)) pictures += 1
    if (isPicture(part) || /\/FontFile|\/Length1\b/.test(part.about)) continue
    const page = pageOf(part)
    if (page === null) whole = false
    if (!page || page.includes('begincmap') || !/T[jJ]|['"]/.test(page)) continue
    for (const shown of shownIn(page)) {
      const told = readings(shown, fonts)
      if (told.length === 0) whole = false
      for (const text of told) {
        letters += text.match(/\p{L}/gu)?.length ?? 0
        say(`${text} `)
      }
    }
  }
  return whole && letters >= (pictures > 0 ? FEW : 3)
}

const isPicture = ({ about }: Part): boolean => /\/Subtype\s*\/Image/.test(about)

/** Every stream of a PDF in the order in which they stand, with what is said of it. */
async function* partsOf(source: AsyncIterable<Buffer>): AsyncGenerator<Part | 'enciphered'> {
  let waiting: Buffer<ArrayBufferLike> = Buffer.alloc(0)
  let part: { about: string; held: Buffer[]; size: number } | null = null
  for await (const chunk of source) {
    waiting = Buffer.concat([waiting, chunk])
    for (;;) {
      if (part) {
        const to = waiting.indexOf('endstream')
        const taken = to < 0 ? waiting.subarray(0, Math.max(0, waiting.length - 9)) : waiting.subarray(0, to)
        part.size += taken.length
        if (part.size <= HELD) part.held.push(taken)
        else part.held = []
        waiting = waiting.subarray(taken.length)
        if (to < 0) break
        waiting = waiting.subarray('endstream'.length)
        yield { about: part.about, bytes: part.size <= HELD ? Buffer.concat(part.held) : null }
        part = null
      }
      const { at, from } = streamIn(waiting)
      const about = waiting.subarray(0, at < 0 ? waiting.length : at).toString('latin1')
      if (/\/Encrypt[\s<]/.test(about)) yield 'enciphered'
      if (at < 0) {
        waiting = waiting.subarray(Math.max(0, waiting.length - BEFORE))
        break
      }
      part = { about: about.slice(about.lastIndexOf(' obj') + 1).slice(-BEFORE), held: [], size: 0 }
      waiting = waiting.subarray(from)
    }
  }
}

function streamIn(bytes: Buffer): { at: number; from: number } {
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    const after = bytes.subarray(at + 6, at + 8).toString('latin1')
    if (after.startsWith('\n') || after === '\r\n') return { at, from: at + (after[0] === '\n' ? 7 : 8) }
    if (after.length < 2) break
  }
  return { at: -1, from: -1 }
}

/** What a stream says; empty where it is packed in another way than pages are, null where it is too much. */
function pageOf({ about, bytes }: Part): string | null {
  if (!bytes) return null
  if (!/\/Filter/.test(about)) return bytes.toString('latin1')
  if (!/\/FlateDecode/.test(about)) return ''
  try {
    return inflateSync(bytes, { maxOutputLength: UNPACKED, finishFlush: 2 }).toString('latin1')
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? null : ''
  }
}

/** Each string a page shows, byte by byte: what stands between brackets is shown together. */
function* shownIn(page: string): Generator<string> {
  let said = ''
  for (let at = 0; at < page.length; at++) {
    const sign = page[at]!
    if (sign === '(') {
      const [text, end] = stringAt(page, at)
      said += text
      at = end
    } else if (sign === '<' && page[at + 1] !== '<') {
      const end = page.indexOf('>', at)
      if (end < 0) return
      said += Buffer.from(page.slice(at + 1, end).replace(/\s/g, ''), 'hex').toString('latin1')
      at = end
    } else if (/[A-Za-z'"*]/.test(sign)) {
      let end = at
      while (end < page.length && /[A-Za-z'"*0-9]/.test(page[end]!)) end += 1
      const word = page.slice(at, end)
      if (said && (word === 'TJ' || word === 'Tj' || word === "'" || word === '"')) yield said
      said = ''
      at = end - 1
    }
  }
}

/** A string in its brackets, which may stand in it in pairs, and where it ends. */
function stringAt(page: string, from: number): [string, number] {
  let [text, depth, at] = ['', 1, from + 1]
  for (; at < page.length; at++) {
    const sign = page[at]!
    if (sign === '\\') {
      const code = /^[0-7]{1,3}/.exec(page.slice(at + 1, at + 4))?.[0]
      text += code
        ? String.fromCharCode(Number.parseInt(code, 8) & 255)
        : (ESCAPED[page[at + 1]!] ?? page[at + 1] ?? '')
      at += code ? code.length : 1
      continue
    }
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (depth === 0) break
    text += sign
  }
  return [text, at]
}
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: ' ', f: ' ', '\n': '', '\r': '' }

/** What a string can say: in each font that knows all its numbers, and as it stands where it holds no numbers. */
function readings(shown: string, fonts: readonly Font[]): string[] {
  const found = new Set<string>()
  for (const { width, letters } of fonts) {
    if (shown.length % width !== 0) continue
    let text = ''
    for (let at = 0; at < shown.length; at += width) {
      const number = width === 1 ? shown.charCodeAt(at) : shown.charCodeAt(at) * 256 + shown.charCodeAt(at + 1)
      const letter = letters.get(number)
      if (letter === undefined) {
        text = ''
        break
      }
      text += letter
    }
    if (text) found.add(text)
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells letters from numbers
  if (!/[\x00-\x08\x0e-\x1f]/.test(shown)) found.add(shown)
  return [...found]
}

/** The list a font has of its letters. */
function fontOf(page: string): Font {
  const letters = new Map<number, string>()
  let width = 1
  const set = (code: number, hex: string) => {
    if (letters.size < NUMBERS && (hex.length <= 2 || hex.length % 4 === 0)) letters.set(code, lettersIn(hex))
  }
  for (const list of between(page, 'beginbfchar', 'endbfchar')) {
    for (const [, code, hex] of list.matchAll(/<([0-9a-f]{2,4})>\s*<([0-9a-f]{2,64})>/gi)) {
      if (code!.length > 2) width = 2
      set(Number.parseInt(code!, 16), hex!)
    }
  }
  let steps = 0
  for (const list of between(page, 'beginbfrange', 'endbfrange')) {
    for (const [, low, high, first, each] of list.matchAll(
      /<([0-9a-f]{2,4})>\s*<([0-9a-f]{2,4})>\s*(?:<([0-9a-f]{4})>|\[([^\]]{0,20000})\])/gi,
    )) {
      if (low!.length > 2) width = 2
      const from = Number.parseInt(low!, 16)
      const all = [...(each ?? '').matchAll(/<([0-9a-f]{2,64})>/gi)].map(([, hex]) => hex!)
      for (let code = from; code <= Number.parseInt(high!, 16) && steps < 4 * NUMBERS; code++, steps++) {
        const hex = first ? (Number.parseInt(first, 16) + code - from).toString(16).padStart(4, '0') : all[code - from]
        if (hex) set(code, hex)
      }
    }
  }
  return { width, letters }
}

/** UTF-16, or one sign. */
const lettersIn = (hex: string): string =>
  hex.length <= 2 ? String.fromCharCode(Number.parseInt(hex, 16)) : Buffer.from(hex, 'hex').swap16().toString('utf16le')

function* between(text: string, begins: string, ends: string): Generator<string> {
  for (let at = text.indexOf(begins); at >= 0; at = text.indexOf(begins, at)) {
    const to = text.indexOf(ends, at)
    if (to < 0) return
    yield text.slice(at + begins.length, to)
    at = to
  }
}
