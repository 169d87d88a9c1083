import type { Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'

type Known = { duty_areas?: unknown; duty_source?: unknown }

/**
 * Work duties count only with how we know them: areas without a source are refused by name. `change` is what is
 * written, over the employment `id` as it stands where there is one.
 */
export async function refuseUnsourced(ctx: Context, change: Known, id?: string): Promise<void> {
  if (change.duty_areas === undefined && change.duty_source === undefined) return
  const standing = id
    ? await ctx.db
        .selectFrom('employments')
        .select(['duty_areas', 'duty_source'])
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  const { duty_areas, duty_source } = { ...standing, ...defined(change) }
  if (Array.isArray(duty_areas) && duty_areas.length > 0 && !duty_source)
    refuse('DUTY_SOURCE_MISSING', { field: 'duty_source' })
}

const defined = (change: Known): Known =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
