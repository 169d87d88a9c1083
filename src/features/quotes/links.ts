import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto'
import { addressOf } from '#kernel/address.ts'

/** Which quote, and which document of it, by the first bytes of its hash: another document needs another link. */
export type QuoteLink = { readonly id: string; readonly hash: string }

/**
 * What the link of a quote is made for: its document, and each time it is sent anew that sending too, so that the links
 * before are dead. Null while there is none.
 */
export function linkHash({ document_hash, resent_at }: Record<string, any>): string | null {
  if (!document_hash || !resent_at) return document_hash ?? null
  return createHash('sha256')
    .update(`${document_hash} ${new Date(resent_at).toISOString()}`)
    .digest('hex')
}

const HASH = 8
const PLAIN = 16 + HASH
const LENGTH = 12 + PLAIN + 16

/** Opaque and unforgeable: AES-256-GCM over id and hash, base64url. Kept nowhere: only who has the key can make it. */
export function sealQuote(key: Buffer, { id, hash }: QuoteLink): string {
  const plain = Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), Buffer.from(hash.slice(0, HASH * 2), 'hex')])
  // From what is sealed, so that no two contents share a nonce.
  const nonce = createHmac('sha256', secretOf(key)).update(plain).digest().subarray(0, 12)
  const cipher = createCipheriv('aes-256-gcm', secretOf(key), nonce)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** Null for whatever we have not sealed. Whether it still holds is said by the quote. */
export function openQuote(key: Buffer, token: string): QuoteLink | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== LENGTH || bytes.toString('base64url') !== token) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', secretOf(key), bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(12 + PLAIN))
    const plain = Buffer.concat([decipher.update(bytes.subarray(12, 12 + PLAIN)), decipher.final()])
    const id = plain
      .subarray(0, 16)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    return { id, hash: plain.subarray(16).toString('hex') }
  } catch {
    return null
  }
}

export const quoteUrl = (key: Buffer, link: QuoteLink): string => `${addressOf()}/quote/${sealQuote(key, link)}`

function secretOf(key: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'quote links', 32))
}
