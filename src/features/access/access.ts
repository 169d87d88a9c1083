import type { Action, Actor } from '#kernel/action.ts'
import type { House } from '#kernel/database.ts'
import { actorOf, forgetActors, type RequestHeaders, sessionCookie } from './actor.ts'
import { keyActions } from './keys.actions.ts'
import { type Opened, setPassword } from './links.ts'
import { passwordActions } from './password.actions.ts'
import { sessionActions } from './sessions.actions.ts'
import { type SignIn, signIn, signOut } from './signin.ts'
import { staffNoticeActions } from './staffNotice.ts'
import { sweepAccess } from './sweep.ts'
import { teamActions } from './teams.actions.ts'
import { userActions } from './users.actions.ts'

export const actions: Action[] = [
  ...sessionActions,
  ...passwordActions,
  ...userActions,
  ...keyActions,
  ...teamActions,
  ...staffNoticeActions,
]

/** Everything about who comes in, bound to one house. */
export type Access = {
  /** The user of a live session or the key of a Bearer header; null for everybody else. */
  actorOf(request: { headers: RequestHeaders }): Promise<Actor | null>
  signIn(input: SignIn): Promise<{ userId: string; cookies: string[] }>
  signOut(request: { headers: RequestHeaders; ip: string }): Promise<string[]>
  setPassword(token: string, password: string): Promise<Opened>
  /** Nightly: ended sessions, spent links, forgotten failures. */
  sweep(): Promise<void>
  /** To be called when access was changed outside the actions, e.g. by an import of users. */
  forgetActors(): void
}

const made = new WeakMap<House, Access>()

export function createAccess(house: House): Access {
  const found = made.get(house)
  if (found) return found
  const access: Access = {
    actorOf: ({ headers }) => actorOf(house, headers),
    signIn: (input) => signIn(house, input),
    async signOut({ headers, ip }) {
      const cookie = sessionCookie(headers)
      if (!cookie) return []
      const actor = await actorOf(house, { cookie })
      return signOut(house, cookie, actor?.id ?? 'nobody', ip)
    },
    setPassword: (token, password) => setPassword(house, token, password),
    sweep: () => sweepAccess(house),
    forgetActors: () => forgetActors(house),
  }
  made.set(house, access)
  return access
}
