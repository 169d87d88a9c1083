import { type Kysely, sql } from 'kysely'
import { refuse } from '#kernel/errors.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { nouns } from '#register/index.ts'

export type RightKind = keyof typeof nouns.requests.fields.kinds.options
export const KINDS = Object.keys(nouns.requests.fields.kinds.options) as [RightKind, ...RightKind[]]
export const CHANNELS = Object.keys(nouns.requests.fields.channel.options) as [
  keyof typeof nouns.requests.fields.channel.options,
]
export const OUTCOMES = Object.keys(nouns.requests.fields.outcome.options) as [
  keyof typeof nouns.requests.fields.outcome.options,
]

/** A request as the purpose of rights reads it; days 'YYYY-MM-DD', moments ISO. */
export type Asked = {
  id: string
  version: number
  number: string
  kinds: RightKind[]
  channel: string
  language: Language
  person_id: string | null
  name: string | null
  address: string | null
  said: string | null
  received_at: string
  due_on: string
  extended_to: string | null
  extension_reason: string | null
  identity: 'unclear' | 'asked' | 'confirmed' | 'failed'
  identity_how: string | null
  identity_asked_at: string | null
  identity_at: string | null
  state: 'open' | 'waiting' | 'answered' | 'closed'
  outcome: (typeof OUTCOMES)[number] | null
  ground: string | null
  reasons: string | null
  approved_by: string | null
  approved_at: string | null
  frozen_at: string | null
  answered_at: string | null
  delivered_at: string | null
  closed_at: string | null
  owner_id: string | null
}

export type Step = {
  id: string
  kind: string
  actor: string
  created_at: string
  words: string | null
  detail: Record<string, any> | null
}

export async function requestOf(db: Kysely<any>, id: string): Promise<Asked> {
  const row = await db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst()
  return (row as Asked | undefined) ?? refuse('NOT_FOUND')
}

export async function stepsOf(db: Kysely<any>, id: string): Promise<Step[]> {
  const rows = await db
    .selectFrom('request_steps')
    .select(['id', 'kind', 'actor', 'created_at', 'words', 'detail'])
    .where('request_id', '=', id)
    .orderBy('id')
    .execute()
  return rows as Step[]
}

export type Stood = { id: string; number: string; due_on: string }

/** A step of a request through its door, which knows what may follow what. */
export async function move(db: Kysely<any>, step: string, id: string | null, said: object): Promise<Stood> {
  const { rows } = await sql<{
    stood: Stood
  }>`select door.ask_right(${step}, ${id}::uuid, ${JSON.stringify(said)}::jsonb) as stood`.execute(db)
  return rows[0]!.stood
}

/** What the person is called, where they are still here. */
export async function nameOf(db: Kysely<any>, person: string | null): Promise<string | null> {
  if (!person) return null
  const row = await db
    .selectFrom('people')
    .select(['given_name', 'family_name'])
    .where('id', '=', person)
    .executeTakeFirst()
  return row ? [row.given_name, row.family_name].filter(Boolean).join(' ') || null : null
}
