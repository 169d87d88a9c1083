import type pg from 'pg'
import type { Register } from '#register/index.ts'
import { grantChecks } from './audit.grants.ts'
import { loginChecks } from './audit.logins.ts'
import { rowChecks } from './audit.rows.ts'
import { shapeChecks } from './audit.shape.ts'
import { type Source, sourceOf } from './audit.source.ts'
import { viewsHash } from './audit.views.ts'
import { compile } from './compile.ts'
import { OWNER } from './migrate.ts'

/** refuse: a fence is open, so nothing is served. broken: the operator must act, and `verify` says so until then. */
export type Severity = 'refuse' | 'broken'
export type Found = {
  readonly severity: Severity
  readonly what: string
  readonly next: string
  /** What mends it, where that is too long to print. */
  readonly sql?: string
}
export type Finding = Found & { readonly check: string }
export type Checked = { readonly id: string; readonly says: string; readonly passed: boolean }
export type Audit = { readonly findings: readonly Finding[]; readonly checks: readonly Checked[] }

export type Look = {
  rows<T = any>(sql: string, values?: unknown[]): Promise<T[]>
  readonly register: Register
  readonly source: Source
  readonly database: string
  /** The views whose text is to be made anew and compared; all of them when it is left out. */
  readonly views?: readonly string[]
  /** Whether the migrator may change the server, so that what is wrong there is ours to mend. */
  readonly superuser: boolean
}

export type Check = {
  readonly id: string
  /** What is true when it finds nothing. */
  readonly says: string
  /** Needs the owner's eyes: tables, or a scratch schema. Left out when a login of the house looks. */
  readonly owner?: true
  look(at: Look): Promise<Found[]>
}

export const auditChecks: readonly Check[] = [...loginChecks, ...grantChecks, ...shapeChecks, ...rowChecks]

/** Findings of one check beyond these are counted, not told one by one. */
const TOLD = 8

/**
 * The start-up self-audit: everything the database must be before we serve. In one transaction that is
 * rolled back: it reads one moment, and leaves nothing behind.
 */
export async function audit(
  client: pg.Client,
  register: Register,
  part: Pick<Scope, 'only' | 'views'> = {},
): Promise<Audit> {
  const { rows } = await client.query('select rolsuper from pg_roles where rolname = current_user')
  await client.query('begin isolation level repeatable read')
  try {
    await client.query(`set local role ${OWNER}`)
    return await examine(client, register, { superuser: rows[0].rolsuper, owner: true, ...part })
  } finally {
    await client.query('rollback')
  }
}

type Scope = { owner: boolean; superuser?: boolean; only?: readonly string[]; views?: readonly string[] }

/** The checks themselves, inside the caller's transaction when the caller is the owner. */
export async function examine(
  client: Pick<pg.Client, 'query'>,
  register: Register,
  { owner, superuser = false, only, views }: Scope,
): Promise<Audit> {
  const rows = async (sql: string, values?: unknown[]) => (await client.query(sql, values as any[])).rows as any[]
  const [{ name }] = (await rows('select current_database() as name')) as [{ name: string }]
  const at: Look = {
    rows,
    register,
    source: sourceOf(register),
    database: name,
    superuser,
    ...(views ? { views } : {}),
  }
  const findings: Finding[] = []
  const checks: Checked[] = []
  for (const { id, says, look, owner: needsOwner } of auditChecks) {
    if ((needsOwner && !owner) || (only && !only.includes(id))) continue
    const found = await lookSafely(at, look, owner)
    checks.push({ id, says, passed: found.length === 0 })
    for (const one of found.slice(0, TOLD)) findings.push({ check: id, ...one })
    if (found.length > TOLD) {
      const { severity, next } = found[TOLD]!
      findings.push({ check: id, severity, what: `… and ${found.length - TOLD} more of the same kind.`, next })
    }
  }
  return { findings, checks }
}

/** A check that cannot be made is not passed: what it names is gone, or closed to us. */
async function lookSafely(at: Look, look: Check['look'], inTransaction: boolean): Promise<Found[]> {
  if (inTransaction) await at.rows('savepoint look')
  try {
    return await look(at)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    // Only what the server refuses to read: a lost connection or a defect of ours is not a finding.
    if (!code?.startsWith('42')) throw error
    if (inTransaction) await at.rows('rollback to savepoint look')
    return [
      {
        severity: 'refuse',
        what: `A check could not be made: ${message}.`,
        next: 'Mend what it names, then start again.',
      },
    ]
  }
}

/** As the owner's child: examines, and leaves the result as evidence. */
export async function auditAndRecord(client: pg.Client, register: Register): Promise<Audit> {
  const begun = performance.now()
  return record(client, await audit(client, register), begun)
}

/** What making views anew and adding a column can have touched. */
const TOUCHED: readonly string[] = ['columns', 'built', 'views', 'view_texts', 'declared']

/**
 * The same after a change of the register: only what it can have touched, and of the views those made anew. The
 * rest stays on record as the last audit found it. Where the views were not, before the change, those the last
 * audit saw, or where more than views and triggers was made anew, everything is looked at.
 * @param before hash of the views before the change
 * @param changed names of what was built anew
 */
export async function auditChange(
  client: pg.Client,
  register: Register,
  { before, changed }: { before: string; changed: readonly string[] },
): Promise<Audit> {
  const begun = performance.now()
  const { rows } = await client.query(
    `select findings, checks, views from register.audits order by number desc limit 1`,
  )
  const last = rows[0] as (Audit & { views: string }) | undefined
  const known = last?.views === before && !last.findings.some((one) => one.check === 'view_texts')
  const built = new Map(compile(register).map(({ name, kind }) => [name, kind]))
  const kinds = new Set(changed.map((name) => built.get(name)))
  if (!known || [...kinds].some((kind) => kind !== 'view' && kind !== 'trigger'))
    return auditAndRecord(client, register)
  const only = kinds.has('trigger') ? [...TOUCHED, 'triggers'] : TOUCHED
  const views = changed.filter((name) => built.get(name) === 'view')
  const seen = await audit(client, register, { only, views })
  const findings = last.findings.filter((one) => !only.includes(one.check))
  const checks = last.checks.map((one) => seen.checks.find((each) => each.id === one.id) ?? one)
  return record(client, { findings: [...seen.findings, ...findings], checks }, begun)
}

async function record(client: pg.Client, result: Audit, begun: number): Promise<Audit> {
  await client.query(`set role ${OWNER}`)
  try {
    await client.query('insert into register.audits (findings, checks, views, milliseconds) values ($1, $2, $3, $4)', [
      JSON.stringify(result.findings),
      JSON.stringify(result.checks),
      await viewsHash(client),
      Math.round(performance.now() - begun),
    ])
    await client.query("delete from register.audits where at < now() - interval '400 days'")
  } finally {
    await client.query('reset role')
  }
  return result
}

export const sentenceOf = ({ what, next }: Found): string => `${what} ${next}`
