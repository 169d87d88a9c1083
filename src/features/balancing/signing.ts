import type { Context } from '#kernel/action.ts'
import { BALANCED, readBalances } from '#kernel/additions.ts'
import { applyAsOwner } from '#kernel/apply.child.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { type PurposeId, purposes } from '#register/index.ts'
import { type Body, PARTS, proposalOf } from './proposals.ts'

/** One text, signed or not. Times in ISO 8601, `review_on` YYYY-MM-DD. */
export type Test = {
  id: string
  body: Partial<Body>
  outcome: 'positive' | 'negative' | null
  written_by: string
  written_at: string
  signed_by: string | null
  signed_name: string | null
  signed_at: string | null
  review_on: string | null
}
export type Signature = {
  purpose: string
  outcome: 'positive' | 'negative'
  review_on?: string | undefined
  conclusion?: string | undefined
  name?: string | undefined
}

const COLUMNS =
  'id, body, outcome, written_by, written_at, signed_by, signed_name, signed_at, review_on::text as review_on'

/** The draft, if any, and all that was signed, the rejected too, newest first. Refuses a purpose that needs no test. */
export async function testsOf(house: House, purpose: string): Promise<{ draft: Test | null; versions: Test[] }> {
  known(purpose)
  const { rows } = await house.jobs.query<Test>(
    `select ${COLUMNS} from register.balancing_tests where purpose = $1 order by signed_at desc nulls first, written_at desc`,
    [purpose],
  )
  return { draft: rows.find((row) => !row.signed_at) ?? null, versions: rows.filter((row) => row.signed_at) }
}

/** One draft a purpose: begun from the text in force or from the proposal, changed part by part. */
export async function writeDraft(
  { house, actor, language }: Context,
  purpose: string,
  change: Partial<Body>,
  seen: string | null | undefined,
): Promise<Test> {
  const { draft, versions } = await testsOf(house, purpose)
  if (seen !== undefined && (draft?.written_at ?? null) !== seen) refuse('EDIT_CONFLICT', { field: 'seen' })
  const from =
    draft?.body ??
    (versions[0] && { ...versions[0].body, conclusion: '' }) ??
    proposalOf(purpose as PurposeId, change.language ?? language)
  const text = JSON.stringify({ ...from, ...change })
  const { rows } = draft
    ? await house.jobs.query<Test>(
        `update register.balancing_tests set body = $2, written_by = $3, written_at = clock_timestamp() where id = $1 returning ${COLUMNS}`,
        [draft.id, text, actor.id],
      )
    : await house.jobs.query<Test>(
        `insert into register.balancing_tests (purpose, body, written_by) values ($1, $2, $3) returning ${COLUMNS}`,
        [purpose, text, actor.id],
      )
  return rows[0]!
}

export async function discardDraft(house: House, purpose: string): Promise<void> {
  const { draft } = await testsOf(house, purpose)
  if (!draft) refuse('NOT_FOUND', { field: 'purpose' })
  await house.jobs.query('delete from register.balancing_tests where id = $1 and signed_at is null', [draft.id])
}

/**
 * Signs the draft (or, with none, the proposal), or again the text that was signed before; then the owner's child
 * wakes the purpose or puts it to sleep. A negative outcome is kept like any other, and closes the purpose.
 */
export async function signTest(ctx: Context, signature: Signature, from: 'draft' | 'signed') {
  const { house, actor, language } = ctx
  const { purpose, outcome, conclusion } = signature
  const { draft, versions } = await testsOf(house, purpose)
  const name = signatory(ctx, signature)
  if (from === 'draft' && draft) await refuseRejected(house, draft)
  const base = from === 'draft' ? (draft?.body ?? proposalOf(purpose as PurposeId, language)) : versions[0]?.body
  if (!base) refuse('NOT_FOUND', { field: 'purpose' })
  const body = { ...base, ...(conclusion === undefined ? {} : { conclusion }) }
  for (const part of PARTS)
    if ((body[part]?.trim().length ?? 0) < SHORTEST) refuse('BALANCING_TEST_INCOMPLETE', { field: part })
  const review_on = await reviewDay(house, signature.review_on)
  // One statement: a draft somebody has just signed is not signed over, and two signatures are two versions.
  const { rowCount } =
    from === 'draft' && draft
      ? await house.jobs.query(
          `update register.balancing_tests set body = $2, outcome = $3, signed_by = $4, signed_name = $5, signed_at = clock_timestamp(), review_on = $6
           where id = $1 and signed_at is null and written_at = $7`,
          [draft.id, JSON.stringify(body), outcome, actor.id, name, review_on, draft.written_at],
        )
      : await house.jobs.query(
          `insert into register.balancing_tests (purpose, body, outcome, written_by, signed_by, signed_name, signed_at, review_on)
           values ($1, $2, $3, $4, $4, $5, clock_timestamp(), $6)`,
          [purpose, JSON.stringify(body), outcome, actor.id, name, review_on],
        )
  if (rowCount === 0) refuse('EDIT_CONFLICT', { field: 'purpose' })
  ctx.note({ purpose, outcome, review_on })
  const { changed } = await applyAsOwner(house, null, actor.id)
  const { state } = (await readBalances(house.jobs)).find((one) => one.purpose === purpose)!
  return { purpose, state, review_on, changed }
}

/** Words of a part below which nothing can have been weighed. */
export const SHORTEST = 20

/** A text that an outside approver has rejected is not signed past them: it is written otherwise first. */
async function refuseRejected(house: House, { id, written_at }: Test): Promise<void> {
  const { rowCount } = await house.jobs.query(
    `select from register.approvals where kind = 'balancing' and decision = 'rejected' and subject @> $1`,
    [JSON.stringify({ test: id, written_at })],
  )
  if (rowCount) refuse('APPROVAL_REJECTED', { field: 'purpose' })
}

/** A person signs by being signed in; an operator by naming themselves. A key or a job signs nothing. */
function signatory({ actor }: Context, { name }: Signature): string {
  if (actor.kind === 'user') return actor.name
  if (actor.kind !== 'operator') refuse('PURPOSE_MISMATCH')
  return name ?? refuse('VALUE_MISSING', { field: 'name' })
}

/** After today and within 24 months, by the date in Finland; a year from today when nobody says. */
export async function reviewDay(house: House, asked: string | undefined): Promise<string> {
  const { rows } = await house.jobs.query<{ day: string; fits: boolean }>(
    `select d.day::text as day, d.day > t.today and d.day <= t.today + interval '24 months' as fits
     from (select (now() at time zone 'Europe/Helsinki')::date as today) t
     cross join lateral (select coalesce($1::date, (t.today + interval '12 months')::date) as day) d`,
    [asked ?? null],
  )
  const { day, fits } = rows[0]!
  return fits ? day : refuse('VALUE_NOT_ALLOWED', { field: 'review_on' })
}

function known(purpose: string): void {
  if (BALANCED.includes(purpose)) return
  refuse(Object.hasOwn(purposes, purpose) ? 'VALUE_NOT_ALLOWED' : 'PURPOSE_UNKNOWN', { field: 'purpose' })
}
