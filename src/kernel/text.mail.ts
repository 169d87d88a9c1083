import PostalMime, { type Address } from 'postal-mime'
import { all, type Content, type Nested, type Say, wholeOf } from './text.content.ts'
import { lettersOf } from './text.letters.ts'

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

/** What a saved message says, and what is enclosed in it. */
export async function mailed(content: Content, say: Say, nested: Nested): Promise<boolean> {
  const bytes = await wholeOf(all(content))
  if (!bytes) return false
  const mail = await PostalMime.parse(bytes)
  const people = [
    mail.from,
    mail.sender,
    ...[mail.replyTo, mail.to, mail.cc, mail.bcc].map((list) => list ?? []),
  ].flat()
  say([mail.subject, ...people.map(nameOf), mail.text, ''].join('\n'))
  const letters = lettersOf(say)
  letters.push(Buffer.from(mail.html ?? ''))
  letters.end()
  let read = true
  for (const { filename, mimeType, content } of mail.attachments) {
    say(`\n${filename ?? ''}\n`)
    if (!(await nested(Buffer.from(content as ArrayBuffer), mimeType))) read = false
  }
  return read
}

const nameOf = (one: Address | undefined): string =>
  !one ? '' : one.group ? [one.name, ...one.group.map(nameOf)].join(' ') : `${one.name} ${one.address}`
