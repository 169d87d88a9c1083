import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { storePassword } from '#features/access/links.ts'
import { checkPassword, hashPassword } from '#features/access/passwords.ts'
import { createUser, listUsers } from '#features/access/users.ts'
import { type Action, action } from '#kernel/action.ts'
import { addressOf } from '#kernel/address.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'

/**
 * Nobody has an account yet: whoever started the program is shown a link in the terminal, and it makes the first one.
 * Derived from the instance key, so that it needs no place to stand; worth nothing once there is a user.
 */
export async function foundingUrl(house: House): Promise<string | null> {
  return (await isFounded(house)) ? null : `${addressOf()}/found#${tokenOf(house)}`
}

const isFounded = async (house: House): Promise<boolean> => (await listUsers(house)).length > 0
const tokenOf = (house: House): string =>
  createHmac('sha256', house.connection.key).update('founding').digest('base64url')

function isToken(house: House, given: string): boolean {
  const [wanted, said] = [Buffer.from(tokenOf(house)), Buffer.from(given)]
  return wanted.length === said.length && timingSafeEqual(wanted, said)
}

/** Two who open the link at once: one founds. */
let founding: Promise<unknown> = Promise.resolve()

export const foundingActions: Action[] = [
  action({
    name: 'setup.found',
    purposes: ['security'],
    verb: 'write',
    public: true,
    unlogged: true, // createUser writes it
    http: { method: 'POST', path: '/setup/found', status: 201 },
    says: { fi: 'Luo ensimmäinen käyttäjätunnus', sv: 'Skapa det första kontot', en: 'Make the first account' },
    input: z.object({
      token: z.string().min(1).max(200),
      name: z.string().trim().min(1).max(200),
      email: z.email().max(254),
      password: z.string().min(1).max(1000),
      language: z.enum(LANGUAGES as ['fi', 'sv', 'en']).default('fi'),
    }),
    output: z.object({ id: z.string() }),
    async run({ house }, { token, password, ...who }) {
      const mine = founding.then(async () => {
        // The same answer for a forged link and for one that has done its work.
        if (!isToken(house, token) || (await isFounded(house))) refuse('LINK_INVALID', { field: 'token' })
        checkPassword(password, [who.name, who.email])
        const hash = await hashPassword(password)
        const user = await createUser(
          house,
          { ...who, levels: ['owner_operator'], scope: 'all', team: null },
          'founding',
        )
        await storePassword(house.auth, user.id, hash)
        return { id: user.id }
      })
      founding = mine.catch(() => {})
      return mine
    },
  }),
]
