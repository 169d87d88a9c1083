import { z } from 'zod'
import type { House } from '#kernel/database.ts'
import type { Kind } from './flags.ts'

/** What may become of a flag nobody has dealt with in its days: first the one taken until somebody chooses otherwise. */
export const ENDS = {
  bounced: ['drop', 'task', 'none'],
  left: ['task', 'remove', 'none'],
  role_address: ['generic', 'task', 'none'],
  bad_phone: ['drop', 'task', 'none'],
  no_company: ['none', 'task', 'remove'],
  ownerless: ['none'],
  representation: ['task', 'end', 'none'],
  stale: ['task', 'remove', 'none'],
} as const satisfies Record<Kind, readonly [End, ...End[]]>
/** drop: the address or number goes; generic: it is a mailbox of a task; task: whoever looks after the person is asked; remove: the person is deleted, and nobody was there who could undo it; end: the person no longer represents the company. */
export type End = 'drop' | 'generic' | 'task' | 'remove' | 'end' | 'none'

const days = z.number().int().min(1).max(365)
const ending = <const T extends readonly [End, ...End[]]>(ends: T) =>
  z.object({ days: days.optional(), end: z.enum(ends).default(ends[0] as any) }).prefault({})

/** How old a value may be, in months, by kind of field; the days within which a flag is dealt with, and what ends it then. P59. */
export const Limits = z.object({
  emails: z.number().int().min(1).max(120).default(24),
  phones: z.number().int().min(1).max(120).default(24),
  people: z.number().int().min(1).max(120).default(24),
  companies: z.number().int().min(1).max(120).default(12),
  days: days.default(14),
  flags: z
    .object({
      bounced: ending(ENDS.bounced),
      left: ending(ENDS.left),
      role_address: ending(ENDS.role_address),
      bad_phone: ending(ENDS.bad_phone),
      no_company: ending(ENDS.no_company),
      ownerless: ending(ENDS.ownerless),
      representation: ending(ENDS.representation),
      stale: ending(ENDS.stale),
    })
    .prefault({}),
})
export type Limits = z.infer<typeof Limits>

/** Days within which a flag of the kind is dealt with. */
export const daysOf = ({ days, flags }: Limits, kind: Kind): number => flags[kind].days ?? days

export async function limitsOf(house: House): Promise<Limits> {
  const { rows } = await house.jobs.query<{ value: unknown }>(
    `select value from register.settings where name = 'quality_limits' order by at desc limit 1`,
  )
  return Limits.parse(rows[0]?.value ?? {})
}
