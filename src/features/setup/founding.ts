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

/** A row of one name and one time: whoever holds it founds, in whichever process, and the others wait for what comes of it. */
const FOUNDED = `insert into register.settings (name, value, by, at) values ('founded', 'true', 'founding', 'epoch') on conflict do nothing`

/** Kept only when it succeeds: of a founding that fails, or whose process dies, nothing stays in the way of the next. */
async function foundOnce<T>(house: House, work: () => Promise<T>): Promise<T> {
  const client = await house.jobs.connect()
  try {
    await client.query('begin')
    const { rowCount } = await client.query(FOUNDED)
    if (!rowCount) refuse('LINK_INVALID', { field: 'token' })
    const made = await work()
    await client.query('commit')
    return made
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

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
      // The same answer for a forged link and for one that has done its work.
      if (!isToken(house, token) || (await isFounded(house))) refuse('LINK_INVALID', { field: 'token' })
      checkPassword(password, [who.name, who.email])
      const hash = await hashPassword(password)
      return foundOnce(house, async () => {
        if (await isFounded(house)) refuse('LINK_INVALID', { field: 'token' })
        const user = await createUser(
          house,
          { ...who, levels: ['owner_operator'], scope: 'all', team: null },
          'founding',
        )
        await storePassword(house.auth, user.id, hash)
        return { id: user.id }
      })
    },
  }),
]
