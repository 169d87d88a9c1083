import { actorWith } from '#features/access/actor.ts'
import type { User } from '#features/access/users.ts'
import type { Context } from '#kernel/action.ts'
import type { House } from '#kernel/database.ts'
import type { PurposeId } from '#register/index.ts'

/** What a look at somebody's own work needs: under which purpose, and as far as whose reach. */
export type Eye = Pick<Context, 'house' | 'db' | 'actor' | 'purpose' | 'register' | 'language'>

/** The same look for a user who is not here: their feed, their mail. What they hold is asked anew each time. */
export function eyesOf(house: House, user: User, purposes: readonly PurposeId[]): Eye[] {
  const actor = actorWith(user, house.register.levels)
  return purposes.map((purpose) => ({
    house,
    actor,
    purpose,
    register: house.register,
    language: user.language,
    db: house.under(purpose) as Context['db'],
  }))
}
