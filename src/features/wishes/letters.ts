import { createHash } from 'node:crypto'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { type PurposeId, purposes, type Register } from '#register/index.ts'
import { type Facts, type Kind, letterWords } from './letters.words.ts'

export type Letter = { language: Language; subject: string; text: string }
export type Told = Omit<Facts, 'name' | 'scope' | 'said' | 'controller' | 'mailbox' | 'due' | 'restricted'> & {
  /** A purpose. */
  scope?: string
  /** Days or moments, ISO. */
  said?: string
  due?: string
  restricted?: string
}

/** A letter to a person in their own language: what is decided, why, and what they can do about it. */
export async function letterTo(house: House, person: string, kind: Kind, told: Told): Promise<Letter> {
  const who = await house
    .under('rights')
    .selectFrom('people')
    .select(['given_name', 'family_name', 'language'])
    .where('id', '=', person)
    .executeTakeFirst()
  if (!who) refuse('PERSON_NOT_FOUND')
  const name = [who.given_name, who.family_name].filter(Boolean).join(' ')
  return composed(house.register, (who.language as Language | null) ?? 'fi', kind, name, told)
}

/** The letter as text; pure, so that what was sent can be made again from the ledger of grounds. */
export function composed(register: Register, language: Language, kind: Kind, name: string, told: Told): Letter {
  const words = letterWords[language]
  const { name: controller, mailbox } = register.controller
  const { scope, said, due, restricted, ...rest } = told
  const facts: Facts = {
    ...rest,
    name,
    controller,
    mailbox,
    scope: scope ? purposes[scope as PurposeId].label[language].toLowerCase() : '',
    said: said ? dateIn(language, said) : '',
    ...(due ? { due: dateIn(language, due) } : {}),
    ...(restricted ? { restricted: dateIn(language, restricted) } : {}),
  }
  const paragraphs = [
    words.greeting(name),
    ...words[kind].body(facts),
    // Art. 12(4): who is refused is told where to turn; who is not asked for anything needs no such list.
    ...(kind === 'objection_refused' || kind === 'restriction_ends' ? remediesOf(register, language) : []),
    words.closing(controller, mailbox),
  ]
  return { language, subject: words[kind].subject, text: paragraphs.join('\n\n') }
}

export const hashOf = ({ subject, text }: Letter): string =>
  createHash('sha256').update(`${subject}\n\n${text}`).digest('hex')

function remediesOf({ controller }: Register, language: Language): string[] {
  const words = letterWords[language]
  const { name, visit, post, email, phone, site } = controller.authority
  return [
    ...words.remedies(controller.mailbox),
    [name[language], visit[language], `${words.post}: ${post[language]}`, `${words.phone}: ${phone}`, email, site].join(
      '\n',
    ),
    words.court,
  ]
}

const LOCALES = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }
const dateIn = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'Europe/Helsinki' }).format(
    new Date(day.length === 10 ? `${day}T12:00:00Z` : day),
  )
