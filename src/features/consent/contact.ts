import { sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { checkedValue } from '#kernel/check.ts'
import { refuse } from '#kernel/errors.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { newId } from '#kernel/ledger.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { emailAddress, oneLine, phoneNumber } from '#kernel/values.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { nouns, usualPosition } from '#register/index.ts'
import type { Form, Version } from './form.ts'

export type Written = {
  given_name: string
  family_name: string
  company: string
  email: string
  phone: string
  message: string
}

/** What a contact form says, checked: a message, and a way to answer it. */
export function messageOf(given: Written) {
  const { body } = nouns.leads.fields
  const message = checkedValue('message', { ...body, required: true }, given.message) as string
  const address = given.email.trim() ? (emailAddress(given.email) ?? refuse('EMAIL_INVALID', { field: 'email' })) : null
  const phone = given.phone.trim()
    ? (phoneNumber(given.phone)?.number ?? refuse('PHONE_INVALID', { field: 'phone' }))
    : null
  if (!address && !phone) refuse('VALUE_MISSING', { field: 'email' })
  const text = (name: 'given_name' | 'family_name') =>
    checkedValue(name, nouns.people.fields[name], given[name] || null)
  const company = checkedValue('company', nouns.companies.fields.name, given.company || '–') as string
  return {
    message,
    address,
    phone,
    given_name: text('given_name'),
    family_name: text('family_name'),
    company: given.company.trim() ? company : null,
  }
}
type Message = ReturnType<typeof messageOf>

/**
 * Keeps who wrote and what as a lead of sales, and tells whose turn it is. Always a new person: the form's answer must
 * not depend on who is here already; likely doubles are shown to whoever takes the lead up.
 */
export async function keepMessage(
  { house, register }: Pick<Context, 'house' | 'register'>,
  shown: Version<Form>,
  language: Language,
  { message, address, phone, company, ...names }: Message,
): Promise<void> {
  if (register.purposes.sales?.asleep) refuse('FORM_CLOSED')
  const person = newId()
  const at = newId()
  const people = [{ id: person, line: 1, ...names, language, ...(company && { company: at, role: 'contact' }) }]
  const emails = address ? [{ person, address, kind: 'named_work', main: true }] : []
  const phones = phone ? [{ person, number: phone, kind: 'mobile', main: true }] : []
  const companies = company ? [{ id: at, name: company, business_id: null, sole_trader: false }] : []
  const plan = {
    position: usualPosition.sales,
    source: 'person',
    source_name: shown.body.title[language] || shown.id,
    informed_at: new Date().toISOString(),
    informed_how: `${shown.id} ${shown.version}`,
    match: false,
  }
  await inOwnTransaction(house, 'sales', 'person', async (tx) => {
    await sql`select from door.intake(${JSON.stringify(people)}::json, ${JSON.stringify(emails)}::json,
      ${JSON.stringify(phones)}::json, ${JSON.stringify(companies)}::json, '[]'::json, ${JSON.stringify(plan)}::json,
      ${suppressionKey(house.connection.key)}::bytea)`.execute(tx)
    const users = await working({ house }, shown.body.lead?.users ?? [])
    const owner = await nextOf(tx, users)
    const employed = await tx
      .selectFrom('employments')
      .select('company_id')
      .where('person_id', '=', person)
      .executeTakeFirst()
    const subject = oneLine(message).slice(0, 120)
    const lead = await tx
      .insertInto('leads')
      .values({
        subject,
        body: message,
        person_id: person,
        company_id: employed?.company_id ?? null,
        source: 'form',
        owner_id: owner,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const user of owner ? [owner] : users)
      await tx
        .insertInto('notifications')
        .values({ user_id: user, kind: 'lead', noun: 'leads', record_id: lead.id })
        .execute()
    const detail = JSON.stringify({ form: shown.id, version: shown.version, lead: lead.id })
    await sql`select door.audit('forms.answer', 'leads', ${[person]}::uuid[], '{subject,body}'::text[], 'done', ${detail}::jsonb)`.execute(
      tx,
    )
  })
}

/** Those of them who still work here. */
async function working({ house }: Pick<Context, 'house'>, users: readonly string[]): Promise<string[]> {
  if (users.length === 0) return []
  const { rows } = await house.auth.query(
    'select id::text as id from auth.users where id::text = any($1) and left_at is null',
    [users],
  )
  return users.filter((user) => rows.some((row) => row.id === user))
}

/** Whoever has waited longest for a lead of a form; with one name always that one. */
async function nextOf(
  tx: Parameters<Parameters<typeof inOwnTransaction>[3]>[0],
  users: string[],
): Promise<string | null> {
  if (users.length < 2) return users[0] ?? null
  // One at a time: two messages at the same moment go to two people.
  await sql`select pg_advisory_xact_lock(hashtext('leads of forms'))`.execute(tx)
  const { rows } = await sql<{ id: string }>`select u.id from unnest(${users}::text[]) with ordinality as u(id, place)
    order by (select max(l.created_at) from leads l where l.owner_id = u.id and l.source = 'form') nulls first, u.place
    limit 1`.execute(tx)
  return rows[0]?.id ?? null
}
