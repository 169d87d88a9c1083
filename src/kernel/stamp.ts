import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { clock } from './clock.ts'
import { refuse } from './errors.ts'

/** A form filled in faster than a person reads it was filled in by a program. Milliseconds. */
const SOONEST = 3_000
const LATEST = 24 * 60 * 60 * 1000

export type Stamp = { readonly form: string; readonly version: number }

/** Says which form was given out and when: base64url of time, nonce and HMAC-SHA-256 of these with form and version. */
export function makeStamp(key: Buffer, { form, version }: Stamp): string {
  const head = Buffer.alloc(22)
  head.writeUIntBE(clock.now().getTime(), 0, 6)
  head.writeUInt32BE(version, 6)
  randomBytes(12).copy(head, 10)
  return Buffer.concat([head, macOf(key, form, head)]).toString('base64url')
}

/**
 * The version that was given out; refuses FORM_TOO_FAST below three seconds, FORM_STALE when forged, of another
 * form or older than a day. `nonce` tells one stamp from another.
 */
export function openStamp(key: Buffer, form: string, text: string): { version: number; nonce: string } {
  const bytes = Buffer.from(text, 'base64url')
  const head = bytes.subarray(0, 22)
  if (bytes.length !== 54 || !timingSafeEqual(bytes.subarray(22), macOf(key, form, head)))
    refuse('FORM_STALE', { field: 'stamp' })
  const age = clock.now().getTime() - head.readUIntBE(0, 6)
  if (age < SOONEST) refuse('FORM_TOO_FAST', { field: 'stamp' })
  if (age > LATEST) refuse('FORM_STALE', { field: 'stamp' })
  return { version: head.readUInt32BE(6), nonce: head.subarray(10).toString('base64url') }
}

const macOf = (key: Buffer, form: string, head: Buffer): Buffer =>
  createHmac('sha256', key).update('form stamp\n').update(`${form}\n`).update(head).digest()
