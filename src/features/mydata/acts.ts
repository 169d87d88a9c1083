import { type Kysely, sql } from 'kysely'
import { dueOf } from '#features/grounds/due.ts'
import type { PersonLink } from '#features/grounds/links.ts'
import { asPerson } from '#features/grounds/person.ts'
import { leave } from '#features/preferences/change.ts'
import { end } from '#features/subscriptions/subscriptions.row.ts'
import { clock, today } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { oneLine } from '#kernel/values.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { base, type PurposeId, purposes } from '#register/index.ts'
import { firstDue } from '../requests/clock.ts'
import { KINDS, move, type RightKind, type Stood } from '../requests/requests.row.ts'
import { spend } from './once.ts'
import { wordings } from './wording.ts'

/** What came of an act: a request with its number, or what holds at once. */
export type Done =
  | { readonly what: 'request'; readonly stood: Stood }
  | { readonly what: 'stopped' }
  | { readonly what: 'untold' }
  | { readonly what: 'objected'; readonly purpose: string; readonly due: string }
  | { readonly what: 'language'; readonly to: Language }

/** Purposes that one may object to for reasons of one's own; marketing is stopped and not discussed. */
export const OBJECTABLE = (Object.keys(purposes) as PurposeId[]).filter(
  (id) => purposes[id].objection === 'reasoned' && !(base.masks.storage as readonly string[]).includes(id),
)

const LONGEST = 4000
const said = (posted: URLSearchParams, field: string): string => (posted.get(field) ?? '').trim().slice(0, LONGEST)

/** Whoever came by their own link asks; nothing they write is a condition for anything. */
export async function actOf(
  house: House,
  link: PersonLink,
  form: string,
  posted: URLSearchParams,
  language: Language,
): Promise<Done> {
  const act = posted.get('act') ?? ''
  if (act === 'stop') {
    await leave(house, link, 'my data page')
    return { what: 'stopped' }
  }
  if (act === 'untold') {
    // Pressed twice, or ended by the link of a letter in between: it is ended.
    const which = said(posted, 'which')
    if (!/^[\da-f-]{36}$/.test(which)) refuse('VALUE_NOT_ALLOWED', { field: 'which' })
    await end(house, which, link.person)
    return { what: 'untold' }
  }
  if (act === 'language') return chooseLanguage(house, link, form, posted.get('language') ?? '')
  if (act === 'object') return object(house, link, form, posted)
  if (!KINDS.includes(act as RightKind)) refuse('VALUE_NOT_ALLOWED', { field: 'act' })
  const words =
    act === 'rectify'
      ? [oneLine(said(posted, 'which')), said(posted, 'right') && `→ ${said(posted, 'right')}`, said(posted, 'words')]
      : [said(posted, 'words')]
  if (act === 'rectify' && !said(posted, 'right') && !said(posted, 'words')) refuse('VALUE_MISSING', { field: 'right' })
  const stood = await asPerson(house, async (db) => {
    await spend(db as Kysely<any>, form)
    return request(db as Kysely<any>, {
      kinds: [act],
      person: link.person,
      words: words.filter(Boolean).join('\n'),
      language,
      confirmed: wordings[language].proof,
    })
  })
  return { what: 'request', stood }
}

/** Without a link: what is asked, where to answer. Whom it is about is settled by those who carry it out. */
export async function askWithout(
  house: House,
  form: string,
  posted: URLSearchParams,
  language: Language,
): Promise<Stood> {
  const kind = posted.get('kind') ?? ''
  if (!KINDS.includes(kind as RightKind)) refuse('VALUE_NOT_ALLOWED', { field: 'kind' })
  const address = said(posted, 'address')
  const name = oneLine(said(posted, 'name')).slice(0, 200)
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) || address.length > 254) refuse('VALUE_MISSING', { field: 'address' })
  return asPerson(house, async (db) => {
    await spend(db as Kysely<any>, form)
    return request(db as Kysely<any>, { kinds: [kind], name, address, words: said(posted, 'words'), language })
  })
}

async function request(
  db: Kysely<any>,
  asked: { kinds: string[]; person?: string } & Record<string, unknown>,
): Promise<Stood> {
  const received_at = clock.now().toISOString()
  // A code somebody wrote although we asked them not to is not kept.
  const words = String(asked.words ?? '').replace(/\b\d{6}[-+A-FU-Y]\d{3}[0-9A-Z]\b/gi, '******-****')
  const stood = await move(db, 'ask', null, {
    ...asked,
    words: words || null,
    channel: 'portal',
    received_at,
    due_on: firstDue(received_at),
  })
  await audit(db, 'mydata.ask', asked.person ?? stood.id, asked.person ? 'people' : 'requests', {
    kinds: asked.kinds.join(' '),
  })
  return stood
}

/** Harmless, and so done on the spot. */
async function chooseLanguage(house: House, link: PersonLink, form: string, to: string): Promise<Done> {
  if (!LANGUAGES.includes(to as Language)) refuse('VALUE_NOT_ALLOWED', { field: 'language' })
  await asPerson(house, async (db) => {
    await spend(db as Kysely<any>, form)
    const event = { kind: 'language', language: to, via: 'web' }
    await sql`select door.ground(${link.person}::uuid, ${JSON.stringify(event)}::jsonb, ${suppressionKey(house.connection.key)}::bytea)`.execute(
      db,
    )
    await audit(db as Kysely<any>, 'mydata.language', link.person, 'people', {})
  })
  return { what: 'language', to: to as Language }
}

/** Art. 21(1): holds at once, and is decided within the month by the engine of wishes. */
async function object(house: House, link: PersonLink, form: string, posted: URLSearchParams): Promise<Done> {
  const scope = posted.get('purpose') ?? ''
  if (!OBJECTABLE.includes(scope as PurposeId)) refuse('VALUE_NOT_ALLOWED', { field: 'purpose' })
  const due = dueOf(today())
  const proof = { said_at: clock.now().toISOString(), link: link.kind }
  await asPerson(house, async (db) => {
    await spend(db as Kysely<any>, form)
    await sql`select door.object(${link.person}::uuid, ${scope}, 'web', 'my data page', ${suppressionKey(house.connection.key)}::bytea,
      ${said(posted, 'words') || null}, ${due}::date, ${JSON.stringify(proof)}::jsonb)`.execute(db)
    await audit(db as Kysely<any>, 'mydata.object', link.person, 'people', { scope })
  })
  return { what: 'objected', purpose: scope, due }
}

const audit = (db: Kysely<any>, name: string, id: string, noun: string, detail: Record<string, string>) =>
  sql`select door.audit(${name}, ${noun}, ${[id]}::uuid[], '{}', 'done', ${JSON.stringify(detail)}::jsonb)`.execute(db)
