import { createHash } from 'node:crypto'
import { clock } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { type Printed, printNotice } from './notice.ts'

/** A pool or a client that may read register.notices. */
export type Db = { query(text: string, values?: unknown[]): Promise<{ rows: any[] }> }

/** One published text. Versions are numbered together; a language whose text did not change keeps its own. */
export type Edition = { readonly version: number; readonly hash: string; readonly validFrom: string }

/** What was thought of a change before it was published; `summary` tells people what changes, where it is material. */
export type Assessment = {
  readonly material: boolean
  readonly assessment: string
  readonly summary?: Readonly<Record<Language, string>>
}

type Publication = { register: Register; approvedBy: string; validFrom?: Date; change?: Assessment | undefined }

/**
 * Puts the notice as it prints now into force, in each language whose text has changed. Unchanged text gets no new
 * date (NOTICE_UNCHANGED), and a date may not lie before the one it follows (VALUE_NOT_ALLOWED). A material change
 * comes into force on its day, or when people have been told of it: whichever is later.
 */
export async function publishNotice(
  db: Db,
  { register, approvedBy, validFrom = clock.now(), change }: Publication,
): Promise<{ version: number; languages: Language[] }> {
  refuseIncomplete(register)
  const latest = await latestOf(db)
  const changed = LANGUAGES.map((language) => printNotice(register, register.controller, language)).filter(
    (notice) => latest.get(notice.language)?.hash !== hashOf(notice.text),
  )
  if (!changed.length) refuse('NOTICE_UNCHANGED')
  const version = 1 + Math.max(0, ...[...latest.values()].map((edition) => edition.version))
  let from = validFrom
  for (const { language } of changed) {
    const before = Date.parse(latest.get(language)?.validFrom ?? '1970-01-01')
    // What follows a version that still waits for its day comes into force after it.
    if (before > clock.now().getTime()) from = new Date(Math.max(from.getTime(), before + 1000))
    else if (before >= validFrom.getTime() && latest.has(language)) refuse('VALUE_NOT_ALLOWED', { field: 'validFrom' })
  }
  // One statement, so that all languages come into force together or none does.
  await db.query(
    `with made as (
       insert into register.notices (version, language, hash, content, valid_from, approved_by)
       select $1, each.language, each.hash, each.content, $2, $3
       from jsonb_to_recordset($4) as each (language text, hash text, content jsonb))
     insert into register.announcements (version, material, assessment, assessed_by, effective_on, body)
     select $1, said.material, said.assessment, $3, case when said.material then ($2::timestamptz at time zone 'Europe/Helsinki')::date end,
       jsonb_build_object('summary', said.summary)
     from jsonb_to_record($5) as said (material boolean, assessment text, summary jsonb) where said.material is not null`,
    [
      version,
      from.toISOString(),
      approvedBy,
      JSON.stringify(
        changed.map(({ language, text, ...content }) => ({
          language,
          hash: hashOf(text),
          content: { ...content, text } satisfies Content,
        })),
      ),
      JSON.stringify(change ?? {}),
    ],
  )
  return { version, languages: changed.map((notice) => notice.language) }
}

/**
 * What is thought of a version already published; false when it was said before. Without a day to take effect: it is
 * in force, and when material people are told as soon as may be.
 */
export async function assess(db: Db, version: number, { by, ...said }: Assessment & { by: string }): Promise<boolean> {
  const { rows } = await db.query(
    `insert into register.announcements (version, material, assessment, assessed_by, body)
     select $1, $2, $3, $4, $5 where $1 > 1 and exists (select from register.notices where version = $1)
     on conflict (version) do nothing returning version`,
    [version, said.material, said.assessment, by, JSON.stringify({ summary: said.summary })],
  )
  return rows.length > 0
}

/** Whether any version was ever published: before that there is no notice that could say other than the register. */
export async function hasNotice(db: Db): Promise<boolean> {
  return (await latestOf(db)).size > 0
}

/** Languages whose notice in force is not what the register says now; all three when none is in force. */
export async function noticeDrift(db: Db, register: Register): Promise<Language[]> {
  const inForce = await latestOf(db, clock.now())
  return LANGUAGES.filter(
    (language) => inForce.get(language)?.hash !== hashOf(printNotice(register, register.controller, language).text),
  )
}

/** Languages whose last published text, in force or waiting for its day, is not what the register says now. */
export async function unpublished(db: Db, register: Register): Promise<Language[]> {
  const latest = await latestOf(db)
  return LANGUAGES.filter(
    (language) => latest.get(language)?.hash !== hashOf(printNotice(register, register.controller, language).text),
  )
}

/** Published versions of one language that have come into force, newest first. */
export async function editionsOf(db: Db, language: Language): Promise<Edition[]> {
  const { rows } = await db.query(
    `select version, hash, valid_from from ${STANDING} where language = $1 and valid_from <= $2 order by version desc`,
    [language, clock.now().toISOString()],
  )
  return rows.map(toEdition)
}

export type Content = Printed & { readonly text: string }

export async function contentOf(db: Db, language: Language, version: number): Promise<Content | null> {
  const { rows } = await db.query('select content from register.notices where language = $1 and version = $2', [
    language,
    version,
  ])
  return rows[0]?.content ?? null
}

/** Published texts that no longer match their own hash: someone has written past the rules. */
export async function alteredNotices(db: Db): Promise<{ version: number; language: Language }[]> {
  const { rows } = await db.query(`select version, language, hash, content ->> 'text' as text from register.notices`)
  return rows
    .filter((row) => row.hash !== hashOf(row.text ?? ''))
    .map(({ version, language }) => ({ version, language }))
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The last version published that is not in force: its day has not come, or people have not been told of it. */
export async function pendingEdition(
  db: Db,
): Promise<{ version: number; effectiveOn: string; told: boolean; languages: Language[] } | null> {
  const { rows } = await db.query(
    `select n.version, n.valid_from, coalesce(not a.material, true) or a.ended_at is not null as told,
       array_agg(n.language order by n.language) as languages
     from register.notices n left join register.announcements a using (version)
     where n.version = (select max(version) from register.notices)
     group by n.version, n.valid_from, a.material, a.ended_at, a.effective_on
     having n.valid_from > $1 or (a.effective_on is not null and a.material and a.ended_at is null)`,
    [clock.now().toISOString()],
  )
  const [row] = rows
  if (!row) return null
  return {
    version: row.version,
    effectiveOn: new Date(row.valid_from).toISOString(),
    told: row.told,
    languages: row.languages,
  }
}

/**
 * Versions with the moment from which they stand. One marked material before it was published stands only when
 * people have been told (NOTICE_CHANGE_UNANNOUNCED): until then the one before stays in force, and those after it,
 * which say the same and more, wait with it.
 */
const STANDING = `(
  select n.language, n.version, n.hash, greatest(n.valid_from, held.told) as valid_from
  from register.notices n cross join lateral (
    select max(a.ended_at) as told, coalesce(bool_or(a.ended_at is null), false) as untold
    from register.announcements a where a.version <= n.version and a.material and a.effective_on is not null) held
  where not held.untold) as standing`

async function latestOf(db: Db, at?: Date): Promise<Map<Language, Edition>> {
  const { rows } = await db.query(
    `select distinct on (language) language, version, hash, valid_from from ${at ? STANDING : 'register.notices'}
     where valid_from <= coalesce($1::timestamptz, 'infinity') order by language, version desc`,
    [at?.toISOString() ?? null],
  )
  return new Map(rows.map((row) => [row.language, toEdition(row)]))
}

const toEdition = (row: { version: number; hash: string; valid_from: string | Date }): Edition => ({
  version: row.version,
  hash: row.hash,
  validFrom: new Date(row.valid_from).toISOString(),
})

/** Arts. 13–14 ask for these; a notice without one of them is not published. */
function refuseIncomplete({ controller, purposes, recipients, retention }: Register): void {
  const missing = [
    !controller.name && 'controller.name',
    !controller.address.street && 'controller.address',
    !controller.mailbox && 'controller.mailbox',
    ...Object.entries(purposes).map(
      ([id, each]) => each.bases.includes('legitimate_interest') && !each.interest && `purposes.${id}.interest`,
    ),
    ...Object.entries(retention).map(([id, rule]) => !rule.reason.fi && `retention.${id}.reason`),
    ...Object.entries(recipients).map(([id, each]) => !each.wording.fi && `recipients.${id}.wording`),
  ].find((each) => typeof each === 'string')
  if (missing) refuse('NOTICE_INCOMPLETE', { field: missing })
}
