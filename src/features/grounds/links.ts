import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { addressOf } from '#kernel/address.ts'
import { clock } from '#kernel/clock.ts'
import { suppressionKey } from '#kernel/instance.ts'

/**
 * What a person's own link lets its holder do. `leave`: stop or pause, for ever valid, because newsletters are
 * forwarded. `fresh`: see and change every choice, for a day, sent to the person's own address when they ask.
 * `subscription`: end being told of changes of the notice, for ever valid; `person` is then the subscription.
 */
export type LinkKind = 'leave' | 'fresh' | 'subscription'

export type PersonLink = {
  readonly kind: LinkKind
  readonly person: string
  /** The keyed hash of the address it was sent to, hex: it still stands for somebody when the person is erased. */
  readonly hash: string
  /** Null: never ends. */
  readonly until: Date | null
}

const KINDS: readonly LinkKind[] = ['leave', 'fresh', 'subscription']
const FRESH = 24 * 60 * 60

/** Opaque and unforgeable: AES-256-GCM over kind, time, person and address hash; base64url. */
export function sealLink(key: Buffer, { kind, person, hash }: Omit<PersonLink, 'until'>): string {
  const plain = Buffer.alloc(53)
  plain.writeUInt8(KINDS.indexOf(kind), 0)
  plain.writeUInt32BE(kind === 'fresh' ? Math.floor(clock.now().getTime() / 1000) + FRESH : 0, 1)
  Buffer.from(person.replaceAll('-', ''), 'hex').copy(plain, 5)
  Buffer.from(hash, 'hex').copy(plain, 21)
  // The nonce is made from what is sealed: a mail's links may be the same each time, and no two contents share one.
  const nonce = createHmac('sha256', secretOf(key)).update(plain).digest().subarray(0, 12)
  const cipher = createCipheriv('aes-256-gcm', secretOf(key), nonce)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url')
}

/** Whom the link is for; null for forged, cut and outdated alike. */
export function openLink(key: Buffer, token: string): PersonLink | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 81 || bytes.toString('base64url') !== token) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', secretOf(key), bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(65))
    const plain = Buffer.concat([decipher.update(bytes.subarray(12, 65)), decipher.final()])
    const seconds = plain.readUInt32BE(1)
    const until = seconds === 0 ? null : new Date(seconds * 1000)
    if (until && until < clock.now()) return null
    const id = plain.subarray(5, 21).toString('hex')
    return {
      kind: KINDS[plain.readUInt8(0)]!,
      person: `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`,
      hash: plain.subarray(21).toString('hex'),
      until,
    }
  } catch {
    return null
  }
}

/** RFC 8058 target and page of leaving, in every marketing message. */
export const leaveUrl = (key: Buffer, who: { person: string; hash: string }): string =>
  `${addressOf()}/u/${sealLink(key, { kind: 'leave', ...who })}`

/** RFC 8058 target and page of ending a subscription; `at`: the page of subscribing in its reader's language. */
export const endUrl = (key: Buffer, at: string, who: { subscription: string; hash: string }): string =>
  `${addressOf()}${at}/${sealLink(key, { kind: 'subscription', person: who.subscription, hash: who.hash })}`

/** Every choice, for a day. */
export const freshUrl = (key: Buffer, who: { person: string; hash: string }): string =>
  `${addressOf()}/preferences/${sealLink(key, { kind: 'fresh', ...who })}`

/** All that is held, and what can be asked about it, for a day. */
export const ownUrl = (key: Buffer, who: { person: string; hash: string }): string =>
  `${addressOf()}/mydata/${sealLink(key, { kind: 'fresh', ...who })}`

/** The keyed hash of an address, hex: what `data.address_hash` makes in the database. */
export const addressHash = (key: Buffer, address: string): string =>
  createHmac('sha256', suppressionKey(key)).update(address.trim().toLowerCase()).digest('hex')

const secrets = new WeakMap<Buffer, Buffer>()
function secretOf(key: Buffer): Buffer {
  const found = secrets.get(key) ?? Buffer.from(hkdfSync('sha256', key, '', 'person links', 32))
  secrets.set(key, found)
  return found
}
