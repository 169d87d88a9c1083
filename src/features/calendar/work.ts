import { type RawBuilder, sql } from 'kysely'
import { inWordsOf } from '#features/activities/told.ts'
import { within } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import type { Eye } from './eye.ts'

// What a day of somebody's work is made of: each look under one purpose and within their reach, at most MOST rows.

export const MOST = 50

/** An end that comes this soon is work of today. */
const SOON = 90

export type Item = { id: string; [more: string]: any }
type Look = (eye: Eye) => Promise<Item[]>

/** Open tasks of one's own whose day is today or past, and those that have none. Index tasks_due. */
export const tasksDue: Look = async (eye) => {
  const found = await reached(
    eye,
    'tasks',
    named(eye, 'tasks', [
      'tasks.version',
      'tasks.title',
      'tasks.told',
      'tasks.due_at',
      'tasks.priority',
      'tasks.person_id',
      'tasks.company_id',
      'tasks.deal_id',
      'tasks.contract_id',
      'tasks.purpose',
    ])
      .where('tasks.owner_id', '=', eye.actor.id)
      .where('tasks.done_at', 'is', null)
      .where(sql<boolean>`(tasks.due_at is null or tasks.due_at < ${TOMORROW})`)
      .orderBy(sql`tasks.due_at nulls last`)
      .orderBy('tasks.id'),
  )
  return found.map((task) => inWordsOf(task, eye.language))
}

/** One's own meetings from this morning to tomorrow night. Index meetings_starts. */
export const meetingsToday: Look = (eye) =>
  reached(
    eye,
    'meetings',
    named(eye, 'meetings', [
      'meetings.title',
      'meetings.starts_at',
      'meetings.ends_at',
      'meetings.whole_day',
      'meetings.place',
      'meetings.outcome',
      'meetings.person_id',
      'meetings.company_id',
      'meetings.purpose',
    ])
      .where('meetings.owner_id', '=', eye.actor.id)
      .where('meetings.cancelled_at', 'is', null)
      .where(sql<boolean>`meetings.starts_at > ${TODAY} - interval '1 day' and meetings.ends_at > ${TODAY}`)
      .where(sql<boolean>`meetings.starts_at < ${TOMORROW} + interval '1 day'`)
      .orderBy('meetings.starts_at'),
  )

/** One's own open deals that nothing has happened to for as long as their pipeline calls stale. Index deals_quiet. */
export const staleDeals: Look = (eye) =>
  reached(
    eye,
    'deals',
    eye.db
      .selectFrom('deals')
      .innerJoin('pipelines', 'pipelines.id', 'deals.pipeline_id')
      .leftJoin('companies', 'companies.id', 'deals.company_id')
      .select([
        'deals.id',
        'deals.name',
        'deals.value',
        'deals.currency',
        'deals.active_at',
        'companies.name as company',
      ])
      .where('deals.owner_id', '=', eye.actor.id)
      .where('deals.state', '=', 'open')
      .where(sql<boolean>`deals.active_at < now() - make_interval(days => pipelines.stale_days)`)
      .orderBy('deals.active_at'),
  )

/** Contracts and services of one's own that end soon, or ended lately and nobody has said what follows. */
export const endings: Look = async (eye) => {
  const ending = (noun: 'contracts' | 'services', state: readonly string[]) => {
    const query: any = eye.db.selectFrom(noun)
    return reached(
      eye,
      noun,
      query
        .leftJoin('companies', 'companies.id', `${noun}.company_id`)
        .select([`${noun}.id`, `${noun}.name`, `${noun}.end_on`, 'companies.name as company', sql.lit(noun).as('noun')])
        .where(`${noun}.owner_id`, '=', eye.actor.id)
        .where(`${noun}.state`, 'in', state)
        .where(sql<boolean>`${sql.ref(`${noun}.end_on`)} between current_date - 30 and current_date + ${sql.lit(SOON)}`)
        .orderBy(`${noun}.end_on`),
    )
  }
  const found = await Promise.all([
    ending('contracts', ['active', 'notice']),
    ...(sees(eye, 'services') ? [ending('services', ['active', 'suspended'])] : []),
  ])
  return found.flat().toSorted((a, b) => (a.end_on < b.end_on ? -1 : 1))
}

/** That something is open elsewhere about one's own customers, or in one's own hands; never what. Index case_digests_open. */
export const openCases: Look = (eye) =>
  read(
    eye.db
      .selectFrom('case_digests')
      .leftJoin('companies', 'companies.id', 'case_digests.company_id')
      .leftJoin('people', 'people.id', 'case_digests.person_id')
      .select([
        'case_digests.id',
        'case_digests.case_id',
        'case_digests.topic',
        'case_digests.severity',
        'case_digests.state',
        'case_digests.opened_at',
        'case_digests.owner_id',
        'case_digests.company_id',
        'case_digests.person_id',
        'companies.name as company',
        PERSON.as('person'),
      ])
      .where('case_digests.state', '<>', 'closed')
      .where(
        sql<boolean>`(case_digests.owner_id = ${eye.actor.id}
          or ${owned(eye, 'companies')} or ${owned(eye, 'people')})`,
      )
      .orderBy(sql`case_digests.severity = 'serious'`, 'desc')
      .orderBy('case_digests.opened_at'),
  )

/** New requests: one's own, and those that are nobody's yet. Index leads_status. */
export const newLeads: Look = (eye) =>
  read(
    eye.db
      .selectFrom('leads')
      .leftJoin('companies', 'companies.id', 'leads.company_id')
      .leftJoin('people', 'people.id', 'leads.person_id')
      .select([
        'leads.id',
        'leads.subject',
        'leads.source',
        'leads.created_at',
        'leads.owner_id',
        'companies.name as company',
        PERSON.as('person'),
      ])
      .where('leads.status', '=', 'new')
      .where(sql<boolean>`(leads.owner_id = ${eye.actor.id} or leads.owner_id is null)`)
      .orderBy('leads.created_at', 'desc'),
  )

// The day as it is in Helsinki, whatever clock the server keeps.
const TODAY = sql`(date_trunc('day', now() at time zone 'Europe/Helsinki') at time zone 'Europe/Helsinki')`
const TOMORROW = sql`((date_trunc('day', now() at time zone 'Europe/Helsinki') + interval '1 day') at time zone 'Europe/Helsinki')`
const PERSON = sql<string | null>`nullif(concat_ws(' ', people.given_name, people.family_name), '')`

/** Rows with whom they are about, as far as the purpose sees. */
const named = ({ db }: Eye, noun: string, columns: string[]): any =>
  db
    .selectFrom(noun)
    .leftJoin('people', 'people.id', `${noun}.person_id`)
    .leftJoin('companies', 'companies.id', `${noun}.company_id`)
    .select([`${noun}.id`, ...columns, PERSON.as('person'), 'companies.name as company'] as any)

const read = (query: any): Promise<Item[]> => query.limit(MOST).execute()

function reached(eye: Eye, noun: string, query: any): Promise<Item[]> {
  const { scope, id: user, team } = eye.actor
  const reach = within(lensOf(eye.register.nouns, noun, eye.purpose), { scope, user, team })
  return read(reach ? query.where(reach) : query)
}

const sees = ({ register, purpose }: Eye, noun: string, column = 'id'): boolean =>
  ['read', 'write'].includes(register.nouns[noun]!.fields[column]?.purposes[purpose] ?? '')

/** Whose the record is; a purpose that holds no owners asks nothing of it. */
const owned = (eye: Eye, noun: string): RawBuilder<boolean> =>
  sees(eye, noun, 'owner_id') ? sql<boolean>`${sql.ref(`${noun}.owner_id`)} = ${eye.actor.id}` : sql<boolean>`false`
