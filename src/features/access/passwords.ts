import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { refuse } from '#kernel/errors.ts'
import { isCommon } from './commonPasswords.ts'

export const SHORTEST = 12
/** Long enough for any sentence, short enough that hashing cannot be used to tire the machine. */
export const LONGEST = 200

// argon2id: 19 MiB, 2 passes, 1 lane (OWASP's first choice). The library's enum is a const enum: 2 = argon2id.
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(fold(password), COST)

export async function passwordMatches(stored: string, password: string): Promise<boolean> {
  try {
    return await verify(stored, fold(password))
  } catch {
    return false
  }
}

/** Refuses what can be guessed; `about` are words an attacker knows: the person's name, address, company. */
export function checkPassword(password: string, about: readonly string[]): void {
  const length = [...password].length
  if (length < SHORTEST) refuse('PASSWORD_TOO_SHORT', { field: 'password' })
  if (length > LONGEST) refuse('PASSWORD_TOO_LONG', { field: 'password' })
  if (isCommon(fold(password), about)) refuse('PASSWORD_COMMON', { field: 'password' })
}

/** Twenty letters and digits in groups, without the ones that look alike: 98 bits, and easy to read aloud. */
export function makePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

// The same character typed on two keyboards may come as different code points; ä must match ä.
const fold = (password: string): string => password.normalize('NFKC')
