import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { House } from '#kernel/database.ts'
import type { LevelId } from '#register/index.ts'
import { forgetActors } from './actor.ts'
import { storePassword } from './links.ts'
import { hashPassword, makePassword } from './passwords.ts'
import { createUser } from './users.ts'

export type SignInCard = { level: LevelId; name: string; email: string; password: string }

const TEAMS = { myynti: 'Myynti', markkinointi: 'Markkinointi', tuki: 'Tuki', hallinto: 'Hallinto' } as const

/** The demo company's people: one for each level. */
const PEOPLE: readonly (readonly [name: string, level: LevelId, team: keyof typeof TEAMS])[] = [
  ['Sanna Saari', 'seller', 'myynti'],
  ['Lauri Lehto', 'sales_lead', 'myynti'],
  ['Mikko Mäki', 'marketing', 'markkinointi'],
  ['Maija Malm', 'support', 'tuki'],
  ['Sari Salo', 'support_lead', 'tuki'],
  ['Kari Koski', 'contracts', 'myynti'],
  ['Petra Pelto', 'purchasing', 'hallinto'],
  ['Johanna Joki', 'management', 'hallinto'],
  ['Paula Palo', 'privacy_owner', 'hallinto'],
  ['Antti Aho', 'administrator', 'hallinto'],
  ['Outi Oja', 'owner_operator', 'hallinto'],
  ['Risto Rinne', 'reviewer', 'hallinto'],
]

/** Their ids are the same in every demo, so that what they own may stand before they have signed in. */
const idOf = (place: number): string => `5e1057e0-0000-4000-8000-0000000000${String(place + 10)}`

/** The demo company's user of a level. */
export const colleague = (level: LevelId): string => idOf(PEOPLE.findIndex((one) => one[1] === level))

/**
 * Makes the demo accounts and hands out their passwords: new at random in every installation, so that no
 * two share one, and kept in a file only the operator reads. What is already there is left as it is.
 */
export async function seedAccounts(house: House, dataFolder: string): Promise<SignInCard[]> {
  for (const [id, name] of Object.entries(TEAMS)) {
    await house.auth.query(`insert into auth.teams (id, name) values ($1, $2) on conflict do nothing`, [id, name])
  }
  const cards = new Map((await readCards(dataFolder)).map((card) => [card.email, card]))
  // Who has left stays away, and has no password either.
  const { rows } = await house.auth.query(
    `select u.email, u.id, u.left_at is not null or exists (select 1 from auth.credentials c where c.user_id = u.id) as done
     from auth.users u`,
  )
  const there = new Map(rows.map((row) => [row.email as string, row as { id: string; done: boolean }]))
  for (const [place, [name, level, team]] of PEOPLE.entries()) {
    const email = emailOf(name)
    if (there.get(email)?.done) continue
    const id =
      there.get(email)?.id ??
      (
        await createUser(
          house,
          { name, email, language: 'fi', levels: [level], scope: 'all', team },
          'operator',
          idOf(place),
        )
      ).id
    const password = makePassword()
    // The file before the hash: a password nobody knows would be a locked door.
    cards.set(email, { level, name, email, password })
    await writeCards(dataFolder, [...cards.values()])
    await storePassword(house.auth, id, await hashPassword(password))
  }
  forgetActors(house)
  return [...cards.values()]
}

const fileOf = (dataFolder: string): string => join(dataFolder, 'demo-sign-ins.json')

export async function readCards(dataFolder: string): Promise<SignInCard[]> {
  try {
    return JSON.parse(await readFile(fileOf(dataFolder), 'utf8'))
  } catch {
    return []
  }
}

async function writeCards(dataFolder: string, cards: SignInCard[]): Promise<void> {
  const file = fileOf(dataFolder)
  await writeFile(`${file}.new`, `${JSON.stringify(cards, null, 2)}\n`, { mode: 0o600 })
  await chmod(`${file}.new`, 0o600)
  await rename(`${file}.new`, file)
}

/** sanna.saari@pohjolan.example */
function emailOf(name: string): string {
  const plain = name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  return `${plain.replace(' ', '.')}@pohjolan.example`
}
