import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { addressOf } from '#kernel/address.ts'

/** Whose calendar, and which of its addresses: making a new one raises the serial, and the earlier opens nothing. */
export type FeedLink = { readonly user: string; readonly serial: number }

const LENGTH = 12 + 20 + 16

/** Opaque and unforgeable: AES-256-GCM over user and serial, base64url. Kept nowhere. */
export function sealFeed(key: Buffer, { user, serial }: FeedLink): string {
  const plain = Buffer.alloc(20)
  Buffer.from(user.replaceAll('-', ''), 'hex').copy(plain)
  plain.writeUInt32BE(serial, 16)
  // From what is sealed, so that no two contents share a nonce.
  const nonce = createHmac('sha256', secretOf(key)).update(plain).digest().subarray(0, 12)
  const cipher = createCipheriv('aes-256-gcm', secretOf(key), nonce)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** Null for whatever we have not sealed. Whether it still holds is said by the user's row. */
export function openFeed(key: Buffer, token: string): FeedLink | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== LENGTH || bytes.toString('base64url') !== token) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', secretOf(key), bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(32))
    const plain = Buffer.concat([decipher.update(bytes.subarray(12, 32)), decipher.final()])
    const hex = plain.subarray(0, 16).toString('hex')
    return { user: hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), serial: plain.readUInt32BE(16) }
  } catch {
    return null
  }
}

export const feedUrl = (key: Buffer, link: FeedLink): string => `${addressOf()}/calendar/${sealFeed(key, link)}.ics`

function secretOf(key: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'calendar feeds', 32))
}
