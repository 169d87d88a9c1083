import { refuse } from '#kernel/errors.ts'
import { type Body, bodyShape, FORM_ID, type Form, type Version } from './form.ts'

/** A pool or client that may read and write register.forms. */
export type Db = { query(text: string, values?: unknown[]): Promise<{ rows: any[]; rowCount?: number | null }> }

/** The version people are shown: the newest published. Null: never published, or withdrawn from use. */
export async function openVersion(db: Db, id: string): Promise<Version | null> {
  const { rows } = await db.query(
    `select ${COLUMNS} from register.forms f where id = $1 and published_at is not null order by version desc limit 1`,
    [id],
  )
  return rows[0] && !rows[0].retired_at ? toVersion(rows[0]) : null
}

/** One version as it was published, whatever came after it; null when it never was or is out of use. */
export async function publishedVersion(db: Db, id: string, version: number): Promise<Version | null> {
  const { rows } = await db.query(
    `select ${COLUMNS} from register.forms f where id = $1 and version = $2 and published_at is not null`,
    [id, version],
  )
  return rows[0] ? toVersion(rows[0]) : null
}

export async function versionsOf(db: Db, id: string): Promise<Version[]> {
  const { rows } = await db.query(`select ${COLUMNS} from register.forms f where id = $1 order by version desc`, [id])
  return rows.map(toVersion)
}

/** The newest version of each form and script, with the number of the one that people are shown. */
export async function listForms(db: Db): Promise<(Version & { open: number | null })[]> {
  const { rows } = await db.query(
    `select distinct on (f.id) ${COLUMNS},
       (select max(p.version) from register.forms p where p.id = f.id and p.published_at is not null and p.retired_at is null) as open
     from register.forms f order by f.id, f.version desc`,
  )
  return rows.map((row) => ({ ...toVersion(row), open: row.open }))
}

/** Keeps a draft: over the one there is, else as the next version. What is published is not touched. */
export async function saveDraft(db: Db, id: string, body: Body, by: string): Promise<number> {
  if (!FORM_ID.test(id)) refuse('VALUE_NOT_ALLOWED', { field: 'id' })
  const { rows } = await db.query(
    `insert into register.forms as f (id, version, body, written_by)
     select $1::text, coalesce((select max(d.version) from register.forms d where d.id = $1 and d.published_at is null),
       (select max(p.version) + 1 from register.forms p where p.id = $1), 1), $2::jsonb, $3
     on conflict (id, version) do update set body = excluded.body, written_by = excluded.written_by, written_at = now()
     where f.published_at is null returning version`,
    [id, JSON.stringify(body), by],
  )
  return rows[0]?.version ?? refuse('BUSY')
}

/** Puts a draft that has passed the lint into use. Nothing else sets the date. */
export async function markPublished(db: Db, id: string, version: number): Promise<void> {
  const { rowCount } = await db.query(
    'update register.forms set published_at = now() where id = $1 and version = $2 and published_at is null',
    [id, version],
  )
  if (!rowCount) refuse('FORM_PUBLISHED')
}

/** Out of use, every version; what was asked with them stays provable. */
export async function retire(db: Db, id: string): Promise<void> {
  const { rowCount } = await db.query(
    'update register.forms set retired_at = now() where id = $1 and published_at is not null and retired_at is null',
    [id],
  )
  if (!rowCount) refuse('FORM_CLOSED', { field: 'id' })
}

export const isForm = (version: Version | null | undefined): version is Version<Form> => version?.body.kind === 'form'

// Hashed by the database: a later program that knows more of a form must come to the same hash of an old one.
const COLUMNS = `f.*, encode(sha256(convert_to(f.body::text, 'UTF8')), 'hex') as hash`

function toVersion(row: any): Version {
  return {
    id: row.id,
    version: row.version,
    body: bodyShape.parse(row.body),
    hash: row.hash,
    published_at: row.published_at,
    retired_at: row.retired_at,
    written_by: row.written_by,
    written_at: row.written_at,
  }
}
