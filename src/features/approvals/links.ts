import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { addressOf } from '#kernel/address.ts'

/** Which approval, and which of its links: sending again raises the serial, and the earlier link is no longer one. */
export type ApprovalLink = { readonly id: string; readonly serial: number }

const LENGTH = 12 + 20 + 16

/** Opaque and unforgeable: AES-256-GCM over id and serial, base64url. Kept nowhere: only who has the key can make it. */
export function sealApproval(key: Buffer, { id, serial }: ApprovalLink): string {
  const plain = Buffer.alloc(20)
  Buffer.from(id.replaceAll('-', ''), 'hex').copy(plain)
  plain.writeUInt32BE(serial, 16)
  // From what is sealed, so that no two contents share a nonce.
  const nonce = createHmac('sha256', secretOf(key)).update(plain).digest().subarray(0, 12)
  const cipher = createCipheriv('aes-256-gcm', secretOf(key), nonce)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** Null for whatever we have not sealed. Whether it still holds is said by the approval. */
export function openApproval(key: Buffer, token: string): ApprovalLink | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== LENGTH || bytes.toString('base64url') !== token) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', secretOf(key), bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(32))
    const plain = Buffer.concat([decipher.update(bytes.subarray(12, 32)), decipher.final()])
    const id = plain
      .subarray(0, 16)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    return { id, serial: plain.readUInt32BE(16) }
  } catch {
    return null
  }
}

export const approvalUrl = (key: Buffer, link: ApprovalLink): string =>
  `${addressOf()}/approve/${sealApproval(key, link)}`

function secretOf(key: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'approval links', 32))
}
