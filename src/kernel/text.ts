import { all, type Content, held, type Nested, type Say } from './text.content.ts'
import { lettersOf } from './text.letters.ts'
import { isMail, mailed } from './text.mail.ts'
import { packed } from './text.packed.ts'
import { printed } from './text.printed.ts'

/** `ms`: how long one file may take. `letters`: how many are read of one, so that what unpacks without end has one. */
export const BOUNDS = { ms: 60_000, letters: 512 * 1024 ** 2 }
/** Letters told at once, and how many of them are told again with the next, so that nothing is cut in two. */
const PIECE = 256 * 1024
const AGAIN = 1000
/** Files in files that are opened. */
const DEEP = 3

/**
 * The words of a file as far as they can be read without drawing it, a piece at a time: only of mail and PDF
 * more is held than that. `hear`: each piece, which begins with the end of the one before. Answers whether all of it was
 * read: false of pictures, of what is enciphered, and of what comes to the end of its bounds; what was heard till then
 * was there. Refuses what reading the content refuses; throws where it is broken.
 */
export async function readText(content: Content, type: string, hear: Say, bounds = BOUNDS): Promise<boolean> {
  const { say, end } = pieces(hear, bounds)
  try {
    const whole = await read(content, type, say, 0)
    end()
    return whole
  } catch (error) {
    end()
    if (error === ENOUGH) return false
    throw error
  }
}

async function read(content: Content, type: string, say: Say, depth: number): Promise<boolean> {
  if (content.bytes === 0) return false
  const head = await headOf(content)
  const nested: Nested = async (bytes, kind) => depth < DEEP && (await read(held(bytes), kind, say, depth + 1))
  if (head.subarray(0, 2).toString('latin1') === 'PK') return packed(content, say, nested)
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') return printed(content, say)
  if (!isPlain(type, head)) return false
  if (isMail(head, type)) return mailed(content, say, nested)
  const letters = lettersOf(say, { rtf: head.subarray(0, 5).toString('latin1') === '{\\rtf' })
  for await (const bytes of all(content)) letters.push(bytes)
  letters.end()
  return true
}

async function headOf({ bytes, read }: Content): Promise<Buffer> {
  const found: Buffer[] = []
  for await (const piece of read(0, Math.min(bytes, 8192) - 1)) found.push(piece)
  return Buffer.concat(found).subarray(0, 8192)
}

/** By its type; and where nobody knew one, by its letters: a list in the letters of an older program is a list. */
function isPlain(type: string, head: Buffer): boolean {
  if (/^text\/|^message\/|json|xml$|\/csv|\/rtf$/.test(type) && !/officedocument|opendocument/.test(type)) return true
  if (type !== 'application/octet-stream') return false
  const [a, b] = head
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells text from the rest
  return !/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(head.toString('latin1'))
}

const ENOUGH = new Error('enough was read of one file')

/** Gathers what comes in bits into pieces that end between two words. */
function pieces(hear: Say, { ms, letters }: typeof BOUNDS): { say: Say; end(): void } {
  const until = performance.now() + ms
  let [waiting, again, heard] = ['', 0, 0]
  const tell = (to: number) => {
    hear(waiting.slice(0, to))
    const from = Math.max(0, to - AGAIN)
    const next = from + Math.max(0, waiting.slice(from, to).search(/\s/))
    waiting = waiting.slice(next)
    again = to - next
  }
  return {
    say(text) {
      if (heard > letters || performance.now() > until) throw ENOUGH
      heard += text.length
      waiting += text
      while (waiting.length >= PIECE) {
        const at = waiting.slice(0, PIECE).search(/\s\S*$/)
        tell(at > PIECE / 2 ? at : PIECE)
      }
    },
    end() {
      if (waiting.length > again) tell(waiting.length)
    },
  }
}
