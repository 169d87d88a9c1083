import type { Say } from './text.content.ts'

/** Bytes that have come and text that goes on. */
export type Letters = { push(bytes: Buffer): void; end(): void }

/** Signs that a tag, or a sign written in figures, may have before it ends. */
const TAG = 5000
const FIGURES = 12
/** Bytes without one plain sign among them after which they are taken as they are. */
const STRANGE = 64 * 1024

/**
 * Text from bytes in whatever letters they are: `charset` where it is told, UTF-16 by its mark, UTF-8 where it is that,
 * or else Latin-1. Tags are left out; runs of one word may stand in tags of their own.
 */
export function lettersOf(
  say: Say,
  { charset, rtf = false }: { charset?: string | undefined; rtf?: boolean } = {},
): Letters {
  const words = rtf ? withoutControls(say) : withoutTags(say)
  let told = charset && !/^(utf-?8|us-ascii)$/i.test(charset) ? decoderOf(charset) : null
  let rest: Buffer<ArrayBufferLike> = Buffer.alloc(0)
  let begun = false
  return {
    push(more) {
      let bytes: Buffer<ArrayBufferLike> = rest.length > 0 ? Buffer.concat([rest, more]) : more
      if (!begun && bytes.length >= 2) {
        begun = true
        const [a, b] = bytes
        if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
          told = decoderOf(a === 0xff ? 'utf-16le' : 'utf-16be')
      }
      rest = Buffer.alloc(0)
      if (told) return words.say(told.decode(bytes, { stream: true }))
      // A letter of more than one byte may go on in what comes next; one of a single byte never does.
      let to = bytes.length
      while (to > 0 && bytes[to - 1]! > 127) to -= 1
      if (to === 0 && bytes.length > STRANGE) to = bytes.length
      rest = Buffer.from(bytes.subarray(to))
      bytes = bytes.subarray(0, to)
      words.say(plain(bytes))
    },
    end() {
      words.say(told ? told.decode() : plain(rest))
      words.end()
    },
  }
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset)
  } catch {
    return new TextDecoder('windows-1252')
  }
}

function plain(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.includes('�') ? bytes.toString('latin1') : text
}

/** What ends a paragraph or a cell ends the word. */
function withoutTags(say: Say): { say: Say; end(): void } {
  let [waiting, marked] = ['', false]
  const tell = (text: string) => {
    marked ||= /<[a-z!?/]/i.test(text)
    say(marked ? bare(text) : text)
  }
  return {
    say(text) {
      waiting += text
      const tag = waiting.lastIndexOf('<')
      const sign = waiting.lastIndexOf('&')
      let to = waiting.length
      if (tag >= 0 && to - tag < TAG && !waiting.includes('>', tag)) to = tag
      if (sign >= 0 && sign < to && waiting.length - sign < FIGURES && !waiting.includes(';', sign)) to = sign
      tell(waiting.slice(0, to))
      waiting = waiting.slice(to)
    },
    end() {
      tell(waiting)
      waiting = ''
    },
  }
}

const bare = (text: string): string =>
  text
    .replace(/<\/(?:w:p|a:p|text:p|text:h|si|c|p|div|td|th|tr|li|br|h\d)>|<br\s*\/?>|<w:(?:br|tab)\/>/g, ' ')
    .replace(/<[^<>]{0,5000}>/g, '')
    .replace(/&#x?([0-9a-f]+);/gi, (all, code) => letterOf(all, code))
    .replaceAll('&amp;', '&')
    .replaceAll('&nbsp;', ' ')

function letterOf(all: string, code: string): string {
  const number = Number.parseInt(code, /^&#x/i.test(all) ? 16 : 10)
  return number > 0 && number < 0x11_00_00 ? String.fromCodePoint(number) : ' '
}

/** Of RTF: letters written in figures are letters, and what tells how they look is left out. */
function withoutControls(say: Say): { say: Say; end(): void } {
  let waiting = ''
  const tell = (text: string) =>
    say(
      text
        .replace(/\\'([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
        .replace(/\\u(\d{1,5})\??/g, (_, code) => String.fromCharCode(Number(code)))
        .replace(/\\(?:par|tab|line|cell)\b ?/g, ' ')
        .replace(/\\[a-z]{1,32}-?\d{0,10} ?|[{}\r\n]/gi, ''),
    )
  return {
    say(text) {
      waiting += text
      const control = waiting.lastIndexOf('\\')
      const to = control >= 0 && waiting.length - control < 48 ? control : waiting.length
      tell(waiting.slice(0, to))
      waiting = waiting.slice(to)
    },
    end() {
      tell(waiting)
      waiting = ''
    },
  }
}
