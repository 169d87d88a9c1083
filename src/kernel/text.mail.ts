import { type Letters, lettersOf } from './text.letters.ts'
import type { Nested, Say } from './text.ts'

/** Bytes of what is enclosed that are held, and of the lines a part begins with. */
const HELD = 20 * 1024 ** 2
const HEADERS = 256 * 1024
const LINE = 1024 * 1024

const KNOWN =
  /^(from|to|subject|date|received|return-path|delivered-to|mime-version|message-id|content-type|reply-to):/i

/** Lines that a saved message begins with, whatever its type says. */
export function isMail(head: Buffer, type: string): boolean {
  if (type === 'message/rfc822') return true
  const lines = head.toString('latin1').split(/\r?\n/)
  const end = lines.indexOf('')
  const first = lines.slice(0, end < 0 ? lines.length - 1 : end)
  return (
    first.length >= 3 &&
    first.every((line) => /^([\w-]+:|[ \t])/.test(line)) &&
    first.filter((line) => KNOWN.test(line)).length >= 3
  )
}

type Body = { push(line: string): void; end(): Promise<boolean> }

/** What a saved message says, part by part, and what is enclosed in it. */
export async function mailed(source: AsyncIterable<Buffer>, say: Say, nested: Nested): Promise<boolean> {
  const borders: string[] = []
  let whole = true
  let headers: string[] | null = []
  let size = 0
  let body: Body | null = null
  const close = async () => {
    if (body && !(await body.end())) whole = false
    body = null
  }
  for await (const line of linesOf(source)) {
    const border = line.startsWith('--') ? borders.findLast((one) => line.trimEnd() === `--${one}`) : undefined
    const last = line.startsWith('--') ? borders.findLast((one) => line.trimEnd() === `--${one}--`) : undefined
    if (border !== undefined || last !== undefined) {
      await close()
      headers = last === undefined ? [] : null
      size = 0
      if (last !== undefined) borders.length = borders.lastIndexOf(last)
    } else if (headers && line === '') {
      const about = unfolded(headers)
      for (const [, said] of about.filter(([name]) => SAID.includes(name))) say(`${decoded(said)}\n`)
      const type = of(about, 'content-type') || 'text/plain'
      const inner = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(type)
      headers = null
      if (/^multipart\//i.test(type) && inner) borders.push(inner[1] ?? inner[2]!)
      else if (/^message\/rfc822/i.test(type)) headers = []
      else body = bodyOf(type, of(about, 'content-transfer-encoding').toLowerCase().trim(), say, nested)
      size = 0
    } else if (headers) {
      size += line.length
      if (size < HEADERS) headers.push(line)
    } else body?.push(line)
  }
  await close()
  return whole
}

const SAID = ['subject', 'from', 'to', 'cc', 'reply-to', 'content-disposition', 'content-type']

function bodyOf(type: string, encoding: string, say: Say, nested: Nested): Body {
  const kind = type.split(';')[0]!.trim().toLowerCase()
  const held: Buffer[] = []
  let size = 0
  let letters: Letters | null = null
  if (kind.startsWith('text/'))
    letters = lettersOf(say, { charset: /charset\s*=\s*"?([\w.:-]+)/i.exec(type)?.[1], rtf: kind === 'text/rtf' })
  const take = (bytes: Buffer) => {
    size += bytes.length
    if (letters) letters.push(bytes)
    else if (size <= HELD) held.push(bytes)
    else held.length = 0
  }
  let rest = ''
  return {
    push(line) {
      if (encoding === 'base64') {
        rest += line.replace(/[^A-Za-z0-9+/=]/g, '')
        const to = rest.length - (rest.length % 4)
        take(Buffer.from(rest.slice(0, to), 'base64'))
        rest = rest.slice(to)
      } else if (encoding === 'quoted-printable') {
        const soft = /=[ \t]*$/.test(line)
        const text = soft ? line.replace(/=[ \t]*$/, '') : `${line}\n`
        take(
          Buffer.from(
            text.replace(/=([0-9A-F]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
            'latin1',
          ),
        )
      } else take(Buffer.from(`${line}\n`, 'latin1'))
    },
    async end() {
      if (rest) take(Buffer.from(rest, 'base64'))
      if (letters) {
        letters.end()
        say('\n')
        return true
      }
      return size <= HELD && (size === 0 || nested(Buffer.concat(held), kind))
    },
  }
}

const of = (about: readonly [string, string][], name: string): string => about.find(([one]) => one === name)?.[1] ?? ''

const unfolded = (lines: readonly string[]): [string, string][] =>
  lines
    .join('\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .flatMap((line): [string, string][] => {
      const at = line.indexOf(':')
      return at > 0 ? [[line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]] : []
    })

/** Words of a header in letters that are not plain. */
const decoded = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?([\w-]{1,40})\?([bq])\?([^?]{0,2000})\?=/gi, (all, charset, how, said) => {
      const bytes =
        how.toLowerCase() === 'b'
          ? Buffer.from(said, 'base64')
          : Buffer.from(
              said
                .replaceAll('_', ' ')
                .replace(/=([0-9A-F]{2})/gi, (_: string, code: string) =>
                  String.fromCharCode(Number.parseInt(code, 16)),
                ),
              'latin1',
            )
      try {
        return new TextDecoder(charset).decode(bytes)
      } catch {
        return all
      }
    })

async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of source) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop()!
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line
    if (rest.length > LINE) {
      yield rest
      rest = ''
    }
  }
  if (rest) yield rest
}
