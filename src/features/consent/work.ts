import { randomBytes, randomInt } from 'node:crypto'
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { clock } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'
import { Spent } from './spent.ts'

const HOUR = 60 * 60 * 1000
// New at each start, so that no proof can be used again after a restart has forgotten which were spent.
const secret = randomBytes(32).toString('base64url')
const keySecret = randomBytes(32).toString('base64url')
const spent = new Spent()

/** A proof of work to be done in the visitor's browser: about a second of it, valid for an hour, for this form. */
export function challenge(form: string) {
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: 1_000,
    counter: randomInt(500, 1_500),
    deriveKey,
    data: { form },
    expiresAt: new Date(clock.now().getTime() + HOUR),
    hmacSignatureSecret: secret,
    hmacKeySignatureSecret: keySecret,
  })
}

/** Refuses FORM_STALE (field altcha) unless the work was done for this form, in time, and is shown for the first time. */
export async function refuseUnproved(form: string, payload: string): Promise<void> {
  const { challenge, solution } = decoded(payload)
  const id = challenge?.parameters?.nonce
  if (typeof id !== 'string' || challenge.parameters.data?.form !== form || spent.by(id)) stale()
  const { verified } = await verifySolution({
    challenge,
    solution,
    deriveKey,
    hmacSignatureSecret: secret,
    hmacKeySignatureSecret: keySecret,
  }).catch(() => ({ verified: false }))
  // Asked again: of two at once one may have been faster while this one was verified.
  if (!verified || spent.by(id)) stale()
  spent.spend(id, 'form', HOUR)
}

function decoded(payload: string): any {
  try {
    return JSON.parse(Buffer.from(payload, 'base64').toString('utf8'))
  } catch {
    return stale()
  }
}

const stale = (): never => refuse('FORM_STALE', { field: 'altcha' })
