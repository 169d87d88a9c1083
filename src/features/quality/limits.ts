import { z } from 'zod'
import type { House } from '#kernel/database.ts'

/** How old a value may be, in months, by kind of field; and the days within which a flag is dealt with. P59. */
export const Limits = z.object({
  emails: z.number().int().min(1).max(120).default(24),
  phones: z.number().int().min(1).max(120).default(24),
  people: z.number().int().min(1).max(120).default(24),
  companies: z.number().int().min(1).max(120).default(12),
  days: z.number().int().min(1).max(365).default(14),
})
export type Limits = z.infer<typeof Limits>

export async function limitsOf(house: House): Promise<Limits> {
  const { rows } = await house.jobs.query<{ value: unknown }>(
    `select value from register.settings where name = 'quality_limits' order by at desc limit 1`,
  )
  return Limits.parse(rows[0]?.value ?? {})
}
