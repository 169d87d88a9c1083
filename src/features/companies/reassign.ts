import { sql } from 'kysely'
import { z } from 'zod'
import { listUsers } from '#features/access/users.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { nouns, type PurposeId } from '#register/index.ts'

/** More in one transaction would keep others waiting for these rows. */
const MOST = 2000

const shares = z.array(z.object({ owner_id: z.string().max(100).nullable(), ids: z.array(z.uuid()).min(1).max(MOST) }))

type Share = z.infer<typeof shares>[number]

/**
 * Many records to other owners, all or none. The answer tells whose they were, in the same shape: sent back, it
 * undoes the whole.
 */
export function reassign(noun: 'people' | 'companies'): Action {
  const { fields, plural } = nouns[noun]
  const { owner_id } = fields
  return action({
    name: `${noun}.reassign`,
    purposes: Object.keys(owner_id.purposes).filter(
      (purpose) => owner_id.purposes[purpose as keyof typeof owner_id.purposes] === 'write',
    ) as PurposeId[],
    verb: 'reassign',
    says: {
      fi: `Siirrä ${plural.fi.toLowerCase()} toiselle vastuuhenkilölle`,
      sv: `Överför ${plural.sv.toLowerCase()} till en annan ansvarig`,
      en: `Hand ${plural.en.toLowerCase()} over to another owner`,
    },
    input: z.object({ to: shares.min(1).max(200) }),
    output: z.object({ changed: z.number(), before: shares }),
    run: (ctx, { to }) => move(ctx, noun, to),
  })
}

async function move(ctx: Context, noun: 'people' | 'companies', to: Share[]) {
  const ids = to.flatMap((share) => share.ids)
  if (ids.length > MOST) refuse('INPUT_INVALID', { field: 'to', detail: `at most ${MOST} records at a time` })
  if (new Set(ids).size < ids.length) refuse('INPUT_INVALID', { field: 'to', detail: 'a record is named twice' })
  // Somebody who has left may be named: what was theirs is theirs again when it is undone.
  const known = new Set((await listUsers(ctx.house)).map((user) => user.id))
  if (to.some(({ owner_id }) => owner_id !== null && !known.has(owner_id)))
    refuse('USER_NOT_FOUND', { field: 'owner_id' })
  await meet(ctx, lensOf(ctx.register.nouns, noun, ctx.purpose), ids)
  // In one order, so that two who do this at once wait for each other and never for good.
  const found = await ctx.db
    .selectFrom(noun)
    .select(['id', 'owner_id'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (found.length < ids.length) refuse(noun === 'people' ? 'PERSON_NOT_FOUND' : 'NOT_FOUND')
  for (const { owner_id, ids } of to) {
    await sql`update ${sql.table(noun)} set owner_id = ${owner_id} where id = any(${ids}::uuid[])
      and owner_id is distinct from ${owner_id}`.execute(ctx.db)
  }
  ctx.seen(noun, ids, ['owner_id'])
  const before = Map.groupBy(found, (row) => row.owner_id as string | null)
  return {
    changed: ids.length,
    before: [...before].map(([owner_id, rows]) => ({ owner_id, ids: rows.map((row) => row.id as string) })),
  }
}
