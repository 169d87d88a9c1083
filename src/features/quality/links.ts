import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { addressOf } from '#kernel/address.ts'
import { clock } from '#kernel/clock.ts'
import { type PurposeId, purposes } from '#register/index.ts'

/** Whose details, under which purpose, by which of their addresses; for fourteen days and one answer. */
export type CheckLink = { purpose: PurposeId; person: string; address: string; until: Date }

const DAYS = 14
const LENGTH = 12 + 37 + 16

/** Opaque and unforgeable: AES-256-GCM, base64url. Kept nowhere. */
export function sealCheck(key: Buffer, link: Omit<CheckLink, 'until'>): string {
  const plain = Buffer.alloc(37)
  plain.writeUInt8(purposes[link.purpose].bit, 0)
  plain.writeUInt32BE(Math.floor(clock.now().getTime() / 1000) + DAYS * 86_400, 1)
  Buffer.from(link.person.replaceAll('-', ''), 'hex').copy(plain, 5)
  Buffer.from(link.address.replaceAll('-', ''), 'hex').copy(plain, 21)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secretOf(key), nonce)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** Null for forged, cut and outdated alike. */
export function openCheck(key: Buffer, token: string): CheckLink | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== LENGTH || bytes.toString('base64url') !== token) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', secretOf(key), bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(-16))
    const plain = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
    const until = new Date(plain.readUInt32BE(1) * 1000)
    const purpose = (Object.keys(purposes) as PurposeId[]).find((id) => purposes[id].bit === plain.readUInt8(0))
    if (!purpose || until < clock.now()) return null
    return { purpose, person: idOf(plain.subarray(5, 21)), address: idOf(plain.subarray(21)), until }
  } catch {
    return null
  }
}

export const checkUrl = (key: Buffer, link: Omit<CheckLink, 'until'>): string =>
  `${addressOf()}/details/${sealCheck(key, link)}`

/** Under which a used link is remembered. */
export const spentHash = (token: string): string => createHash('sha256').update(token).digest('hex')

const idOf = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')

const secretOf = (key: Buffer): Buffer => Buffer.from(hkdfSync('sha256', key, '', 'check links', 32))
