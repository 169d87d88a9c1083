import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { clock } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'

/** A form is good for as long as its link, and for one sending. */
const GOOD = 24 * 60 * 60

/** What a form carries: when it was made, a number of its own, and our seal over both and over what it is about. */
export function formToken(key: Buffer, about: string): string {
  const head = `${Math.floor(clock.now().getTime() / 1000).toString(36)}.${randomBytes(9).toString('base64url')}`
  return `${head}.${seal(key, head, about)}`
}

/** The number of the form, for it to be claimed by; refuses what we did not make, or made too long ago. */
export function formOf(key: Buffer, token: string, about: string): string {
  const [time = '', nonce = '', sealed = ''] = token.split('.')
  const mine = Buffer.from(seal(key, `${time}.${nonce}`, about))
  const theirs = Buffer.from(sealed)
  const made = Number.parseInt(time, 36)
  const now = clock.now().getTime() / 1000
  if (mine.length !== theirs.length || !timingSafeEqual(mine, theirs) || !(made <= now && now - made < GOOD))
    refuse('PREFERENCE_LINK_INVALID')
  return nonce
}

/** Claims the form in the transaction of its work: sent twice, it is done once. */
export async function spend(db: Kysely<any>, form: string): Promise<void> {
  const { rows } = await sql<{ fresh: boolean }>`select fresh from door.claim(${`form ${form}`}, ${form})`.execute(db)
  if (!rows[0]?.fresh) refuse('FORM_USED')
}

const seal = (key: Buffer, head: string, about: string): string =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', key, '', 'forms of a person', 32)))
    .update(`${head}\n${about}`)
    .digest('base64url')
    .slice(0, 32)
