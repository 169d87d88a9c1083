import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, Request } from '#kernel/action.ts'
import { clock } from '#kernel/clock.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { perform } from '#kernel/perform.ts'
import type { LevelId } from '#register/index.ts'
import { openBed } from '../../../tests/bed.ts'
import { actions } from './access.ts'
import { actorOf } from './actor.ts'
import { type SignInCard, seedAccounts } from './demo.ts'
import { signIn } from './signin.ts'

/** For the tests of this folder: the demo company's people in a database of their own, and a clock to move. */
export type Cast = {
  house: House
  folder: string
  cards: SignInCard[]
  card(level: LevelId): SignInCard
  id(level: LevelId): Promise<string>
  /** Signs in from an address of its own, and gives the cookie header to come back with. */
  enter(level: LevelId): Promise<string>
  actor(cookie: string): Promise<Actor | null>
  /** Runs an action as any door does. */
  act(name: string, actor: Actor, input?: object, request?: Partial<Request>): Promise<any>
  later(seconds: number): void
  close(): Promise<void>
}

export const OPERATOR: Actor = {
  kind: 'operator',
  id: 'operator',
  name: 'operator',
  language: 'en',
  levels: [],
  writes: new Set(),
  reads: new Set(),
  may: new Set(['users']),
  scope: 'all',
  team: null,
}

/** What an administrator fills in for a newcomer. */
export const grant = (email: string, more: object = {}) => ({
  name: 'Uusi Ihminen',
  email,
  language: 'fi',
  levels: ['seller'],
  scope: 'own',
  team: 'myynti',
  ...more,
})

export const GOOD_PASSWORD = 'ruskea saapas lensi ojaan'
export const tokenOf = (link: string): string => link.split('#')[1]!

let addresses = 1
export const freshAddress = (): string => `198.51.100.${addresses++ % 250}`

export async function openCast(): Promise<Cast> {
  const bed = await openBed()
  const house = openHouse(bed.connection)
  const folder = mkdtempSync(join(tmpdir(), 'seloste-access-'))
  const now = clock.now
  let ahead = 0
  clock.now = () => new Date(now().getTime() + ahead)
  const cards = await seedAccounts(house, folder)
  const card = (level: LevelId) => cards.find((each) => each.level === level)!
  return {
    house,
    folder,
    cards,
    card,
    async id(level) {
      return (await house.auth.query(`select id from auth.users where email = $1`, [card(level).email])).rows[0].id
    },
    async enter(level) {
      const { email, password } = card(level)
      const { cookies } = await signIn(house, { email, password, ip: freshAddress(), userAgent: 'test' })
      return cookies[0]!.split(';')[0]!
    },
    actor: (cookie) => actorOf(house, { cookie }),
    async act(name, actor, input = {}, request) {
      const found = actions.find((each) => each.name === name)!
      return perform(house, found, actor, {
        input,
        ...(request
          ? { request: { ip: freshAddress(), headers: {}, setCookie() {}, setHeader() {}, ...request } }
          : {}),
      })
    },
    later(seconds) {
      ahead += seconds * 1000
    },
    async close() {
      clock.now = now
      await house.close()
      await bed.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
