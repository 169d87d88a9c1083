import { open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'

/** Types a page may show in itself. Everything else is saved, whatever it says it is. */
const SHOWN = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'application/pdf', 'text/plain']

export const isShown = (type: string): boolean => SHOWN.includes(type)

/** What a browser could run if it were told the true type is saved as bytes. */
export const servedType = (type: string): string =>
  isShown(type) || /^(audio|video)\/|^application\/(vnd\.|zip$|msword$)|^text\/csv$/.test(type)
    ? type
    : 'application/octet-stream'

const LOOKED_AT = 64 * 1024

/** A media type by the content; the name decides only between kinds of plain text. */
export async function typeOf(body: Buffer | string, name: string): Promise<string> {
  const head = typeof body === 'string' ? await headOf(body) : body.subarray(0, LOOKED_AT)
  const text = textOf(head)
  if (text !== null) {
    const marked = text.trimStart().toLowerCase()
    if (/^(<!doctype html|<html|<head|<body|<script)/.test(marked)) return 'text/html'
    if (/^(<\?xml|<svg|<!--)/.test(marked)) return marked.includes('<svg') ? 'image/svg+xml' : 'application/xml'
  }
  const found = await fileTypeFromBuffer(head)
  if (found) return found.mime
  if (text === null) return 'application/octet-stream'
  return /\.csv$/i.test(name) ? 'text/csv' : 'text/plain'
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** UTF-8 without control characters; a sign cut at the end of what was looked at is no fault. */
function textOf(head: Buffer): string | null {
  const whole = head.length < LOOKED_AT
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !whole })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells text from the rest
    return /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? null : text
  } catch {
    return null
  }
}

/** A name as it is kept: no path, nothing invisible or turning the reading direction, its ending saved. */
export function cleanName(name: string): string {
  const bare = (name.normalize('NFC').split(/[/\\]/).pop() ?? '')
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  if (bare.length <= 200) return bare || 'file'
  const ending = /\.\w{1,10}$/.exec(bare)?.[0] ?? ''
  return bare.slice(0, 200 - ending.length).trimEnd() + ending
}
