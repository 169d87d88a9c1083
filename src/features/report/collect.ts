import type { Kysely } from 'kysely'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { type Held, heldOf } from './held.ts'
import { type Look, looksOf } from './looked.ts'
import { type Mark, redacted } from './redact.ts'
import { soldBy } from './sold.ts'
import {
  type Account,
  type Answered,
  accountsOf,
  othersOf,
  queuedOf,
  type Receiver,
  receiversOf,
  type Store,
  storesOf,
  unreadOf,
} from './stores.ts'

/** A file that goes along as it is; `path`: its place in the package. */
export type Attached = { noun: string; id: string; name: string; bytes: number; hash: string; path: string }

/** Everything Art. 15 asks for about one person, in words. */
export type Report = {
  readonly number: string
  /** The data as it stood then, ISO. */
  readonly asOf: string
  readonly madeAt: string
  readonly held: Held
  readonly receivers: readonly Receiver[]
  readonly uses: readonly Look[]
  readonly accounts: readonly Account[]
  readonly files: readonly Attached[]
  readonly stores: readonly Store[]
  readonly marks: readonly Mark[]
}

export type Asking = {
  id: string
  number: string
  person_id: string | null
  language: Language
  frozen_at: string | null
  received_at: string
}

export async function askingOf(db: Kysely<any>, request: string): Promise<Asking & { person_id: string }> {
  const row = (await db
    .selectFrom('requests')
    .select(['id', 'number', 'person_id', 'language', 'frozen_at', 'received_at'])
    .where('id', '=', request)
    .executeTakeFirst()) as Asking | undefined
  if (!row) refuse('NOT_FOUND')
  if (!row.person_id) refuse('REPORT_NOT_ABOUT_ANYBODY')
  return row as Asking & { person_id: string }
}

/** The report as its person will get it. `whole`: with nothing hidden, for whoever looks through it first. */
export async function collect(
  { house, db = house.under('rights') as Kysely<any> }: { house: House; db?: Kysely<any> },
  asking: Asking & { person_id: string },
  { whole = false }: { whole?: boolean } = {},
): Promise<Report> {
  const { person_id: person, language } = asking
  const held = await heldOf({ house, db }, person, language, asking.frozen_at ? new Date(asking.frozen_at) : null)
  const [uses, receivers, signedIn, sold, queued, unread, others, marks, answers] = await Promise.all([
    looksOf(house, person, language),
    receiversOf(house, person, language),
    accountsOf(house, addressesIn(house.register, held), language),
    soldBy(house, db, addressesIn(house.register, held), language),
    queuedOf(house, person),
    unreadOf(db),
    othersOf(house, person),
    marksOf(db, asking.id),
    answersOf(db, asking.id),
  ])
  const accounts = [...signedIn, ...sold]
  const files = filesIn(house.register, held)
  const stores = storesOf(
    others,
    held,
    { files: files.length, uses: uses.length, accounts: accounts.length, queued, unread },
    answers,
  )
  return {
    number: asking.number,
    asOf: asking.frozen_at ?? clock.now().toISOString(),
    madeAt: clock.now().toISOString(),
    held: whole ? held : redacted(held, marks),
    receivers,
    uses,
    accounts,
    files,
    stores,
    marks,
  }
}

/** Nothing leaves while a store has not answered, or a block does not say why, from where or until when. L15.1, L15.5 */
export function refuseIncomplete({ stores, held, marks }: Report): void {
  const silent = stores.filter(({ count }) => count === null)
  if (silent.length > 0)
    refuse('STORE_NOT_SEARCHED', { field: 'store', detail: silent.map(({ label }) => label).join(', ') })
  if (marks.some(({ reason }) => !reason)) refuse('REDACTION_UNREASONED')
  for (const { label, blocks } of held.categories)
    for (const block of blocks)
      for (const part of ['why', 'sources', 'until'] as const)
        if (block[part].length === 0) refuse('REPORT_BLOCK_EMPTY', { field: part, detail: `${label}: ${block.label}` })
}

export async function marksOf(db: Kysely<any>, request: string): Promise<(Mark & { id: string })[]> {
  const rows = await db
    .selectFrom('redactions')
    .select(['id', 'noun', 'record_id', 'field', 'place', 'length', 'reason'])
    .where('request_id', '=', request)
    .orderBy('id')
    .execute()
  return rows as (Mark & { id: string })[]
}

/** What other stores answered, from the steps of the request. */
export async function answersOf(db: Kysely<any>, request: string): Promise<Answered[]> {
  const rows = await db
    .selectFrom('request_steps')
    .select(['detail', 'words', 'created_at'])
    .where('request_id', '=', request)
    .orderBy('id')
    .execute()
  return rows.flatMap(({ detail, words, created_at }: any) =>
    detail?.store ? [{ store: detail.store, found: Number(detail.found ?? 0), at: created_at, words }] : [],
  )
}

const addressesIn = ({ nouns }: Register, { rows }: Held): string[] =>
  Object.entries(nouns).flatMap(([name, { fields }]) =>
    Object.entries(fields).flatMap(([column, { format }]) =>
      format === 'email' ? (rows.get(name) ?? []).flatMap((row) => (row[column] ? [String(row[column])] : [])) : [],
    ),
  )

/** Rows whose content stands outside, of nouns that keep one under a key. */
function filesIn({ nouns }: Register, { rows }: Held): Attached[] {
  const taken = new Map<string, number>()
  return Object.entries(nouns).flatMap(([noun, { stored, fields, title }]) => {
    if (!stored || !('bytes' in fields) || !('hash' in fields)) return []
    return (rows.get(noun) ?? []).map((row) => {
      const name = String(row[title[0]!] ?? row.id)
      const times = taken.get(name) ?? 0
      taken.set(name, times + 1)
      const path = `${times === 0 ? '' : `${times + 1}-`}${name.replace(/[\p{Cc}/\\:*?"<>|]+/gu, '_')}`
      return { noun, id: String(row.id), name, bytes: Number(row.bytes), hash: String(row.hash), path }
    })
  })
}
