import { findUser } from '#features/access/users.ts'
import type { Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import type { Party } from './ics.ts'

/** In whose name something is sent: one of us. A key is a recipient's, and writes to nobody. */
export async function senderOf(ctx: Context): Promise<Party> {
  if (ctx.actor.kind !== 'user') refuse('PURPOSE_MISMATCH')
  const { name, email } = await findUser(ctx.house, ctx.actor.id)
  return { name: name.replace(/["\r\n]/g, ''), email }
}
