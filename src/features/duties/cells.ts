import type pg from 'pg'
import type { Context } from '#kernel/action.ts'
import { TODAY } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'

/** A duty area and a product group, approved by a named owner for a time. Dates YYYY-MM-DD, times ISO 8601. */
export type Cell = {
  id: string
  area: string
  product_group: string
  reasoning: string
  approved_name: string
  approved_at: string
  until: string
  /** ending: within 30 days; ended: by time. */
  state: 'approved' | 'ending' | 'ended'
}
export type Proposal = {
  id: string
  area: string
  product_group: string
  reasoning: string
  proposed_name: string
  proposed_at: string
}
export type Approval = { area: string; product_group: string; reasoning: string; until?: string | undefined }

/** Cells that nobody has ended, and of those of one place the latest; and what is proposed. */
export async function cellsOf(house: House): Promise<{ cells: Cell[]; proposals: Proposal[] }> {
  const { rows: cells } = await house.jobs.query<Cell>(
    `select distinct on (area, product_group) id, area, product_group, reasoning, approved_name, approved_at, until::text as until,
       case when until < ${TODAY} then 'ended' when until < ${TODAY} + 30 then 'ending' else 'approved' end as state
     from register.duties where ended_at is null order by area, product_group, approved_at desc`,
  )
  const { rows: proposals } = await house.jobs.query<Proposal>(
    `select id, area, product_group, reasoning, proposed_name, proposed_at from register.duty_proposals
     where settled_at is null order by proposed_at`,
  )
  return { cells, proposals }
}

/** Approves a place of the matrix; a proposal for it is settled by that. An ended one may be approved anew. */
export async function approve(ctx: Context, approval: Approval): Promise<{ id: string; until: string }> {
  const name = ownerOf(ctx)
  return withCells(ctx.house, async (client) => {
    await known(ctx, client, approval)
    const { area, product_group } = approval
    await client.query(
      `update register.duties set ended_at = now() where area = $1 and product_group = $2 and ended_at is null and until < ${TODAY}`,
      [area, product_group],
    )
    const { rows } = await client.query(
      'select from register.duties where area = $1 and product_group = $2 and ended_at is null',
      [area, product_group],
    )
    if (rows.length > 0) refuse('DUTY_STANDS', { field: 'area' })
    return insert(ctx, client, approval, name)
  })
}

/** The same place for another term: reasoned anew, or with the words it had. */
export async function renew(
  ctx: Context,
  id: string,
  change: { reasoning?: string | undefined; until?: string | undefined },
): Promise<{ id: string; until: string }> {
  const name = ownerOf(ctx)
  return withCells(ctx.house, async (client) => {
    const { rows } = await client.query<Approval>(
      'update register.duties set ended_at = now() where id = $1 and ended_at is null returning area, product_group, reasoning',
      [id],
    )
    const [before] = rows
    if (!before) refuse('NOT_FOUND', { field: 'id' })
    const approval = { ...before, reasoning: change.reasoning ?? before.reasoning, until: change.until }
    await known(ctx, client, approval)
    return insert(ctx, client, approval, name)
  })
}

export async function end(ctx: Context, id: string): Promise<void> {
  const { rows } = await ctx.house.jobs.query(
    'update register.duties set ended_at = now() where id = $1 and ended_at is null returning area, product_group',
    [id],
  )
  if (!rows[0]) refuse('NOT_FOUND', { field: 'id' })
  ctx.note(rows[0])
}

/** Kept for an owner to settle; the gate never reads it. */
export async function propose(ctx: Context, proposal: Approval): Promise<{ id: string }> {
  const name = ownerOf(ctx)
  return withCells(ctx.house, async (client) => {
    await known(ctx, client, proposal)
    const { area, product_group, reasoning } = proposal
    const { rows } = await client.query(
      `insert into register.duty_proposals (area, product_group, reasoning, proposed_by, proposed_name)
       select $1, $2, $3, $4, $5
       where not exists (select from register.duty_proposals p where p.area = $1 and p.product_group = $2 and p.settled_at is null)
         and not exists (select from register.duties d where d.area = $1 and d.product_group = $2 and d.ended_at is null and d.until >= ${TODAY})
       returning id`,
      [area, product_group, reasoning, ctx.actor.id, name],
    )
    if (!rows[0]) refuse('DUTY_STANDS', { field: 'area' })
    ctx.note({ area, product_group })
    return rows[0]
  })
}

export async function decline(ctx: Context, id: string): Promise<void> {
  const { rowCount } = await ctx.house.jobs.query(
    'update register.duty_proposals set settled_at = now(), settled_by = $2 where id = $1 and settled_at is null',
    [id, ctx.actor.id],
  )
  if (rowCount === 0) refuse('NOT_FOUND', { field: 'id' })
}

/** Who stands for the interpretation: somebody with a name, never a key or the machine. */
export function ownerOf({ actor }: Context): string {
  return actor.kind === 'user' ? actor.name : refuse('DUTY_OWNER_NEEDED')
}

/** One decision at a time: two that approve or propose the same place do not miss each other. */
export async function withCells<T>(house: House, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await house.jobs.connect()
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtext('register.duties'))`)
    const made = await work(client)
    await client.query('commit')
    return made
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

async function insert(ctx: Context, client: pg.PoolClient, approval: Approval, name: string) {
  const { area, product_group, reasoning, until } = approval
  const { rows: days } = await client.query<{ day: string; fits: boolean }>(
    `select d.day::text as day, d.day between t.today + interval '12 months' and t.today + interval '24 months' as fits
     from (select ${TODAY} as today) t cross join lateral (select coalesce($1::date, (t.today + interval '12 months')::date) as day) d`,
    [until ?? null],
  )
  if (!days[0]!.fits) refuse('VALUE_NOT_ALLOWED', { field: 'until' })
  const { rows } = await client.query<{ id: string; until: string }>(
    `insert into register.duties (area, product_group, reasoning, approved_by, approved_name, until)
     values ($1, $2, $3, $4, $5, $6) returning id, until::text as until`,
    [area, product_group, reasoning, ctx.actor.id, name, days[0]!.day],
  )
  await client.query(
    `update register.duty_proposals set settled_at = now(), settled_by = $3, duty = $4
     where area = $1 and product_group = $2 and settled_at is null`,
    [area, product_group, ctx.actor.id, rows[0]!.id],
  )
  ctx.note({ area, product_group, until: rows[0]!.until })
  return rows[0]!
}

async function known({ register }: Context, client: pg.PoolClient, { area, product_group }: Approval): Promise<void> {
  if (!Object.hasOwn(register.nouns.employments!.fields.duty_areas!.options ?? {}, area))
    refuse('VALUE_NOT_ALLOWED', { field: 'area' })
  const { rows } = await client.query('select from register.product_groups where id = $1 and retired_at is null', [
    product_group,
  ])
  if (rows.length === 0) refuse('VALUE_NOT_ALLOWED', { field: 'product_group' })
}
