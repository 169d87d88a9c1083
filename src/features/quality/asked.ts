import { sql, type Transaction } from 'kysely'
import { employment } from '#features/companies/employment.ts'
import { checkedValue } from '#kernel/check.ts'
import { columnsOf, writableOf } from '#kernel/compile.ts'
import type { House } from '#kernel/database.ts'
import { type Refusal, refuse, toRefusal } from '#kernel/errors.ts'
import { append } from '#kernel/ledger.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { type CheckLink, openCheck, spentHash } from './links.ts'

/** A fact the person sees and may correct: `people.job_title`, `phones.<id>.number`. */
export type Fact = { key: string; noun: 'people' | 'emails' | 'phones'; id: string; field: string; value: string }
export type Details = {
  name: string
  language: string | null
  facts: Fact[]
  work: { id: string; company: string }[]
  until: Date
}

const OF_PERSON = ['given_name', 'family_name', 'job_title'] as const

/** Whether the address is this person's alone: what several share shows nobody's details. */
export async function own(house: House, person: string, address: string): Promise<boolean> {
  const { rows } = await sql<{ own: boolean }>`select e.kind <> 'generic' and not exists (
      select from emails o where o.address = e.address and o.person_id <> e.person_id) as own
    from emails e where e.id = ${address}::uuid and e.person_id = ${person}::uuid`.execute(house.under('rights'))
  return rows[0]?.own ?? false
}

/** Looking changes nothing. CHECK_LINK_INVALID for forged, expired, used and shared alike. */
export async function detailsBy(house: House, token: string): Promise<{ link: CheckLink; details: Details }> {
  const link = await linkBy(house, token)
  const details = await detailsOf(house, link)
  await append(house, [
    {
      actor: 'person',
      purpose: link.purpose,
      action: 'quality.look',
      noun: 'people',
      ids: [link.person],
      fields: details.facts.map(({ noun, field }) => `${noun}.${field}`),
    },
  ])
  return { link, details }
}

async function linkBy(house: House, token: string): Promise<CheckLink> {
  const link = openCheck(house.connection.key, token)
  if (!link) refuse('CHECK_LINK_INVALID')
  const { rowCount } = await house.jobs.query('select from register.checks where hash = $1', [spentHash(token)])
  if (rowCount || !(await own(house, link.person, link.address))) refuse('CHECK_LINK_INVALID')
  return link
}

/** Their own work details as the purpose of the letter sees them; no notes, nothing of ours. */
async function detailsOf(house: House, { purpose, person, until }: CheckLink): Promise<Details> {
  const db = house.under(purpose) as any
  const seen = (noun: 'people' | 'emails' | 'phones') => columnsOf(house.register.nouns[noun]!, purpose)
  const [row] = await db
    .selectFrom('people')
    .select(['given_name', 'family_name', 'job_title', 'language'])
    .where('id', '=', person)
    .execute()
  if (!row) refuse('CHECK_LINK_INVALID')
  const parts = async (noun: 'emails' | 'phones', field: string, shared: string): Promise<Fact[]> => {
    if (!seen(noun).includes(field)) return []
    const rows = await db
      .selectFrom(noun)
      .select(['id', field])
      .where('person_id', '=', person)
      .where('kind', '!=', shared)
      .orderBy('created_at')
      .execute()
    return rows.map((one: any) => ({ key: `${noun}.${one.id}`, noun, id: one.id, field, value: one[field] ?? '' }))
  }
  const work = await db
    .selectFrom('employments')
    .innerJoin('companies', 'companies.id', 'employments.company_id')
    .select(['employments.id', 'companies.name as company'])
    .where('employments.person_id', '=', person)
    .where(sql<boolean>`(employments.end_on is null or employments.end_on >= current_date)`)
    .execute()
  const facts: Fact[] = OF_PERSON.filter((field) => seen('people').includes(field)).map((field) => ({
    key: `people.${field}`,
    noun: 'people',
    id: person,
    field,
    value: row[field] ?? '',
  }))
  facts.push(...(await parts('emails', 'address', 'generic')), ...(await parts('phones', 'number', 'switchboard')))
  return {
    name: [row.given_name, row.family_name].filter(Boolean).join(' '),
    language: row.language,
    facts,
    work,
    until,
  }
}

export type Wrong = Record<string, Refusal>

/**
 * What the person says of themselves, once: each fact is now as they say, verified by them, with what it said before
 * kept; who looks after them is told. Answers what is wrong with what was typed, and then nothing has changed.
 */
export async function correct(
  house: House,
  token: string,
  posted: URLSearchParams,
): Promise<{ wrong: Wrong } | { changed: string[] }> {
  const link = await linkBy(house, token)
  const { facts, work } = await detailsOf(house, link)
  const typed = facts.map((fact) => ({ ...fact, now: (posted.get(fact.key) ?? fact.value).slice(0, 400).trim() }))
  const wrong: Wrong = {}
  const values = new Map<string, string | null>()
  for (const { key, noun, field, now } of typed) {
    try {
      values.set(key, checkedValue(field, house.register.nouns[noun]!.fields[field]!, now))
    } catch (error) {
      wrong[key] = toRefusal(error)
    }
  }
  if (Object.keys(wrong).length > 0) return { wrong }
  const changed: string[] = []
  await inOwnTransaction(house, link.purpose, 'person', async (tx: Transaction<any>) => {
    await spend(house, token)
    for (const { key, noun, id, field, value } of typed) {
      const now = values.get(key) ?? null
      const differs = (now ?? '') !== value
      if (differs && !writableOf(house.register.nouns[noun]!, link.purpose).includes(field)) continue
      if (differs) {
        await tx
          .updateTable(noun)
          .set({ [field]: now })
          .where('id', '=', id)
          .execute()
        changed.push(`${noun}.${field}`)
      }
      if (now)
        await tx
          .insertInto('verifications')
          .values({ of: `${noun}.${field}`, record_id: id, person_id: link.person, source: 'person' })
          .execute()
    }
    for (const { id } of work.filter((one) => posted.has(`left.${one.id}`))) {
      await employment(tx, id, {})
      changed.push('employments.end_on')
    }
    const owner = await tx.selectFrom('people').select('owner_id').where('id', '=', link.person).executeTakeFirst()
    if (owner?.owner_id)
      await tx
        .insertInto('notifications')
        .values({ user_id: owner.owner_id, kind: 'followed', noun: 'people', record_id: link.person })
        .execute()
  })
  await append(house, [
    {
      actor: 'person',
      purpose: link.purpose,
      action: 'quality.correct',
      noun: 'people',
      ids: [link.person],
      fields: changed,
    },
  ])
  return { changed }
}

/** Two answers at once: the second finds the hash taken. */
async function spend(house: House, token: string): Promise<void> {
  const { rowCount } = await house.jobs.query('insert into register.checks (hash) values ($1) on conflict do nothing', [
    spentHash(token),
  ])
  if (!rowCount) refuse('CHECK_LINK_INVALID')
}
