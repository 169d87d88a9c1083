import { sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { send } from '../sending/send.ts'
import type { Letter } from './letters.ts'

/** sent: it left by mail. Else the text is for printing, or for reading aloud. */
export type Delivery = { sent: boolean; letter?: string }

/** One letter about a person's rights, at most once by `message`. What keeps it from leaving leaves it on paper. */
export async function deliver(
  house: House,
  actor: string,
  { person, message, letter }: { person: string; message: string; letter: Letter },
): Promise<Delivery> {
  const paper = { sent: false, letter: `${letter.subject}\n\n${letter.text}` }
  if (!config.mailUrl) return paper
  const outcome = await send(house, actor, {
    message,
    person,
    purpose: 'rights',
    channel: 'email',
    content: 'rights',
    compose: () => ({ subject: letter.subject, text: letter.text }),
  })
  return outcome.state === 'sent' || outcome.code === 'ALREADY_SENT' ? { sent: true } : paper
}

/** That a letter left by post, kept where every sending is: the same proof for paper as for mail. */
export async function posted(ctx: Context, person: string, message: string): Promise<void> {
  const key = suppressionKey(ctx.house.connection.key)
  await inOwnTransaction(ctx.house, 'rights', ctx.actor.id, async (db) => {
    const gate = async (step: string, ask: object) => {
      const { rows } = await sql<{
        said: Record<string, any>
      }>`select door.gate(${step}, ${person}::uuid, ${JSON.stringify(ask)}::jsonb, ${key}::bytea) as said`.execute(db)
      return rows[0]!.said
    }
    const ask = { message, channel: 'post', content: 'rights' }
    const asked = await gate('ask', ask)
    if (!asked.allowed) return
    await gate('hand', { ...ask, sending: asked.sending, ground: asked.ground })
    await gate('sent', { sending: asked.sending, reply: `posted, recorded by ${ctx.actor.id}` })
  })
}

/**
 * An event through the door, and its entry in the ledger, in one transaction: durable before any letter about it
 * leaves, since a letter takes the person's lock in its own turn. Answers its number.
 */
export async function record(
  ctx: Context,
  action: string,
  person: string,
  event: Record<string, unknown>,
  detail: Record<string, string> = {},
): Promise<number> {
  return inOwnTransaction(ctx.house, ctx.purpose, ctx.actor.id, async (db) => {
    const { rows } = await sql<{
      number: number
    }>`select door.ground(${person}::uuid, ${JSON.stringify(event)}::jsonb, ${suppressionKey(ctx.house.connection.key)}::bytea) as number`.execute(
      db,
    )
    await audit(db, action, person, detail)
    return rows[0]!.number
  })
}

export const audit = (db: Context['db'], name: string, id: string, detail: Record<string, string>, noun = 'people') =>
  sql`select door.audit(${name}, ${noun}, ${[id]}::uuid[], '{grounds}', 'done', ${JSON.stringify(detail)}::jsonb)`.execute(
    db,
  )
