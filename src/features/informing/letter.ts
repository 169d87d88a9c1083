import { sql } from 'kysely'
import { addressOf } from '#kernel/address.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { type Event, linesOf } from '../grounds/grounds.shown.ts'
import { fieldsOf } from '../notice/notice.held.ts'
import { PATHS } from '../notice/notice.page.ts'
import { wordings } from '../notice/wording.ts'
import { letterWords } from './letter.words.ts'

export type Subject = {
  readonly id: string
  readonly name: string
  readonly language: Language
  readonly source: string
  readonly sourceName: string | null
  readonly obtainedAt: string
  /** What the person's data may be used for, or could were they informed. */
  readonly purposes: readonly string[]
}
export type Letter = { readonly language: Language; readonly subject: string; readonly body: string }

/** What the letter to a person rests on: where the data came from and what it is used for. */
export async function subjectOf(house: House, id: string): Promise<Subject> {
  const rights = house.under('rights')
  const row = await rights
    .selectFrom('people')
    .select(['given_name', 'family_name', 'language', 'source', 'source_name', 'obtained_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) refuse('PERSON_NOT_FOUND')
  const { rows } = await sql<Event>`select * from door.grounds_of(${id}::uuid, false)`.execute(rights)
  const used = linesOf(house.register, rows).filter(
    ({ asleep, ground, blocks }) => !asleep && ground && blocks.every(({ kind }) => kind === 'uninformed'),
  )
  return {
    id,
    name: [row.given_name, row.family_name].filter(Boolean).join(' '),
    language: (row.language as Language | null) ?? 'fi',
    source: row.source as string,
    sourceName: row.source_name as string | null,
    obtainedAt: row.obtained_at as unknown as string,
    purposes: used.map(({ purpose }) => purpose),
  }
}

/** All that Art. 14 asks, in the person's language; `choices` is their own link, which a letter on paper has not. */
export function informing(register: Register, who: Subject, choices?: string): Letter {
  const w = letterWords[who.language]
  const { controller } = register
  const { name, mailbox, businessId, address, contact, authority } = controller
  const { language } = who
  const parts = [
    w.greeting(who.name),
    w.lead(name, businessId),
    titled(
      w.who,
      `${name}, ${address.street}, ${address.postcode} ${address.town[language]}, ${mailbox}`,
      contact[language],
    ),
    titled(w.source, w.from(who.source, who.sourceName, dateIn(language, who.obtainedAt))),
    titled(w.purposes, ...who.purposes.map((id) => `– ${purposeLine(register, id, language)}`)),
    titled(w.categories, categoriesOf(register, who.purposes, language), recipientsOf(register, language), w.kept),
    titled(
      w.rights.title,
      w.rights.body(mailbox),
      `${w.complaint}: ${authority.name[language]}, ${authority.email}, ${authority.site}`,
    ),
    titled(w.objection.title, w.objection.body(mailbox), ...(choices ? [`${w.objection.link}: ${choices}`] : [])),
    `${w.notice}: ${noticeUrl(language)}`,
  ]
  return { language, subject: w.subject(name), body: parts.join('\n\n') }
}

/** That the notice changes, what changes and when. */
export function change(
  register: Register,
  who: Pick<Subject, 'name' | 'language'>,
  told: { day: string; summary: string; version: number },
): Letter {
  const { language } = who
  const w = letterWords[language]
  const { name, mailbox } = register.controller
  const parts = [
    w.greeting(who.name),
    w.changed.lead(name, dateIn(language, told.day)),
    told.summary,
    w.changed.after(mailbox),
    titled(w.objection.title, w.objection.body(mailbox)),
    `${w.notice}: ${noticeUrl(language)}?version=${told.version}`,
  ]
  return { language, subject: w.changed.subject(name), body: parts.join('\n\n') }
}

const noticeUrl = (language: Language) => `${addressOf()}${PATHS[language]}`

/** The heading in capitals stands apart in plain text as in the page made of it. */
const titled = (title: string, ...lines: string[]): string =>
  [title.toLocaleUpperCase(), ...lines].filter(Boolean).join('\n')

function purposeLine(register: Register, id: string, language: Language): string {
  const purpose = register.purposes[id]!
  const { bases, interest } = wordings[language].purposes
  const grounds = purpose.bases.map((each) =>
    each === 'legitimate_interest' && purpose.interest
      ? `${bases[each]} ${interest(lower(purpose.interest[language]))}`
      : bases[each],
  )
  return `${purpose.label[language]}: ${purpose.wording[language]} ${grounds.join(' ')}`
}

/** The categories of data that these purposes are shown. */
function categoriesOf(register: Register, purposes: readonly string[], language: Language): string {
  const shown = new Set(
    fieldsOf(register)
      .filter(({ field }) =>
        purposes.some((id) => ['read', 'write', 'consent'].includes(field.purposes[id as never] ?? '')),
      )
      .map(({ field }) => field.category),
  )
  const labels = Object.entries(register.categories).filter(([id]) => shown.has(id))
  return `${labels.map(([, { label }]) => label[language]).join(', ')}.`
}

function recipientsOf(register: Register, language: Language): string {
  const { none, some } = letterWords[language].recipients
  const names = Object.values(register.recipients).map(({ name }) => name)
  return names.length > 0 ? `${some}: ${names.join(', ')}.` : none
}

const lower = (text: string) => text.slice(0, 1).toLocaleLowerCase() + text.slice(1)
const LOCALES = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }
const dateIn = (language: Language, moment: string): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'Europe/Helsinki' }).format(
    new Date(moment),
  )
