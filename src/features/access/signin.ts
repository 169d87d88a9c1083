import { createHmac } from 'node:crypto'
import type { House } from '#kernel/database.ts'
import { type Code, Refusal, refuse } from '#kernel/errors.ts'
import { append } from '#kernel/ledger.ts'
import { forgetActors } from './actor.ts'
import { forgetFailures, reserveAttempt } from './failures.ts'
import { libraryOf } from './library.ts'

export type SignIn = { email: string; password: string; ip: string; userAgent: string; cookie?: string }

/** A new session, or SIGN_IN_WRONG, SIGN_IN_WAIT, LOCKED_OUT; the same for an address we do not know. */
export async function signIn(house: House, input: SignIn): Promise<{ userId: string; cookies: string[] }> {
  const email = input.email.trim().toLowerCase()
  const found = await house.auth.query(`select id from auth.users where email = $1`, [email])
  const known: string | undefined = found.rows[0]?.id
  try {
    await reserveAttempt(house, email, input.ip)
    const { response, headers } = await libraryOf(house)
      .api.signInEmail({
        body: { email, password: input.password, rememberMe: true },
        headers: new Headers({ 'x-seloste-ip': input.ip, 'user-agent': input.userAgent.slice(0, 200) }),
        returnHeaders: true,
      })
      .catch((error) => (isWrong(error) ? refuse('SIGN_IN_WRONG') : Promise.reject(error)))
    // Whatever session the browser brought is over: a planted one must not live on beside the new.
    if (input.cookie) await endCookie(house, input.cookie)
    await forgetFailures(house, email, input.ip)
    await record(house, input.ip, 'session.create', response.user.id)
    return { userId: response.user.id, cookies: headers.getSetCookie() }
  } catch (error) {
    if (error instanceof Refusal) await record(house, input.ip, 'session.create', known, error.code)
    throw error
  }
}

/** Ends the session of this cookie; returns the cookies that clear it in the browser. */
export async function signOut(house: House, cookie: string, actor: string, ip: string): Promise<string[]> {
  const cookies = await endCookie(house, cookie)
  await record(house, ip, 'session.delete', actor)
  return cookies
}

async function endCookie(house: House, cookie: string): Promise<string[]> {
  const { headers } = await libraryOf(house).api.signOut({ headers: new Headers({ cookie }), returnHeaders: true })
  forgetActors(house)
  return headers.getSetCookie()
}

/** P103: success and failure, method and origin. The origin as a keyed hash: it groups, and tells nothing. */
async function record(house: House, ip: string, action: string, user: string | undefined, reason?: Code) {
  const from = createHmac('sha256', house.connection.key).update(`origin ${ip}`).digest('hex').slice(0, 12)
  await append(house, [
    {
      actor: user ?? 'nobody',
      purpose: 'security',
      action,
      noun: 'users',
      ids: user ? [user] : [],
      outcome: reason ? 'refused' : 'done',
      detail: { method: 'password', from, ...(reason ? { reason } : {}) },
    },
  ])
}

// Whatever the library has against the input, the reader learns the same.
function isWrong(error: unknown): boolean {
  const status = (error as { statusCode?: number })?.statusCode
  return typeof status === 'number' && status >= 400 && status < 500
}
