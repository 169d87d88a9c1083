import type pg from 'pg'
import { addressOf } from '#kernel/address.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { type HandedOver, handOver } from '#kernel/disclose.ts'
import { type Code, Refusal, refuse } from '#kernel/errors.ts'
import { suppressionKey } from '#kernel/instance.ts'
import type { PurposeId } from '#register/index.ts'
import { editionInForce } from '../grounds/edition.ts'
import { addressHash, endUrl, leaveUrl } from '../grounds/links.ts'
import { CHANGES, PATHS } from '../notice/notice.page.ts'
import type { Allowed, Ask, Composed, Content, Decision, Topic } from './decision.ts'
import { enter } from './lanes.ts'
import { lint } from './lint.ts'

export type Outgoing = {
  /** Stable id of what is sent: nobody gets the same one twice. */
  message: string
  person: string
  /** Asked for at the notice, to be told of its changes: `person` is then the subscription, and may be nobody we know. */
  subscribed?: true
  purpose: PurposeId
  channel: 'email'
  content: Content
  topic?: Topic
  productGroup?: string
  /** Id of the row of the address; the main one when absent. */
  address?: string
  compose(decision: Allowed): Composed | Promise<Composed>
}

/** failed may be sent again; unknown was cut off when the relay may have had it, and is not. */
export type Outcome = {
  state: 'sent' | 'failed' | 'unknown' | 'refused'
  code?: Code
  ground?: string
  sending?: string
  reply?: string
}

/** Composing happens under the person's lock, where a withdrawal waits. */
const COMPOSING = 2000

/**
 * Sends one message, if the gate lets it. The person's lock is held from the decision to the relay's answer: a
 * withdrawal comes before and stops it, or after and finds it done. On a second connection, whose work is durable
 * at once, it is written that the hand-over begins: should this process die, the withdrawal waits for that lease.
 * Holds two connections of the purpose: not to be called inside a transaction of the same person.
 */
export async function send(house: House, actor: string, outgoing: Outgoing): Promise<Outcome> {
  if (!config.mailUrl) refuse('MAIL_NOT_SET')
  const { claim, lock, leave } = await enter(house, outgoing.purpose)
  let broken = false
  try {
    return await underLock(house, actor, outgoing, { claim, lock })
  } catch (error) {
    broken = true
    throw error
  } finally {
    leave(broken)
  }
}

type Lines = { lock: pg.PoolClient; claim: pg.PoolClient }

async function underLock(house: House, actor: string, outgoing: Outgoing, { lock, claim }: Lines): Promise<Outcome> {
  const ask = askOf(outgoing)
  const gate = gateOf(house, outgoing)
  await lock.query('begin')
  await lock.query(`select set_config('seloste.actor', $1, true)`, [actor])
  const decision = await gate(lock, 'ask', ask)
  if (!decision.allowed) {
    await lock.query('commit')
    return { state: 'refused', code: decision.code! }
  }
  const allowed = allowedOf(house, outgoing, decision)
  const composed = await compose(outgoing, allowed)
  if (composed instanceof Refusal) {
    await gate(lock, 'refused', { ...ask, code: composed.code })
    await lock.query('commit')
    return { state: 'refused', code: composed.code }
  }
  const { sending } = allowed
  const since = performance.now()
  const claimed = await gate(claim, 'hand', {
    ...ask,
    sending,
    address_id: decision.address_id,
    ground: decision.ground,
  })
  if (!claimed.handing) {
    // Marketing was stopped while this was being written: kept as every refusal is.
    if (claimed.code) await gate(lock, 'refused', { ...ask, code: claimed.code })
    await lock.query(claimed.code ? 'commit' : 'rollback')
    return { state: 'refused', code: claimed.code ?? 'ALREADY_SENT' }
  }
  const { subject, text, html, written, invitation, attached } = composed
  const handed = await handOver(
    house,
    {
      id: sending,
      message: outgoing.message,
      to: allowed.address,
      subject,
      text,
      ...(html !== undefined && { html }),
      ...(written && { written }),
      ...(invitation && { invitation }),
      ...(attached && { attached }),
      ...(outgoing.content === 'marketing' && {
        marketing: { leave: allowed.links.leave, list: outgoing.topic! },
      }),
      ...(outgoing.subscribed && { subscribed: { leave: allowed.links.leave, list: 'notice-changes' } }),
    },
    since,
  ).catch((error: unknown) => stopped(error))
  const outcome = await record(house, outgoing, allowed, handed, { lock, claim })
  return { ...outcome, ground: allowed.ground, sending }
}

function askOf({ message, channel, content, topic, productGroup, address }: Outgoing): Ask {
  return {
    message,
    channel,
    content,
    ...(topic && { topic }),
    ...(productGroup && { product_group: productGroup }),
    ...(address && { address }),
  }
}

type Step = 'ask' | 'refused' | 'hand' | 'sent' | 'failed' | 'unknown'
type Gate = (client: pg.PoolClient, step: Step, ask: object) => Promise<Decision & { handing?: boolean }>

const gateOf =
  (house: House, { person, subscribed }: Pick<Outgoing, 'person' | 'subscribed'>): Gate =>
  async (client, step, ask) => {
    const { rows } = await client.query('select door.gate($1, $2, $3, $4) as answer', [
      step,
      subscribed ? null : person,
      JSON.stringify(subscribed ? { ...ask, subscription: person } : ask),
      suppressionKey(house.connection.key),
    ])
    return rows[0].answer
  }

function allowedOf(house: House, outgoing: Outgoing, decision: Decision): Allowed {
  const { person, subscribed, content, topic, purpose } = outgoing
  const { key } = house.connection
  const { address, language = 'fi', ground, since, requires = [], measure = false, source, sending } = decision
  const hash = addressHash(key, address!)
  return {
    content,
    ...(topic && { topic }),
    purpose,
    person,
    sending: sending!,
    address: address!,
    language,
    ground: ground!,
    ...(since && { since }),
    requires,
    measure,
    ...(source && { source }),
    sender: house.register.controller,
    links: {
      notice: `${addressOf()}${PATHS[language]}`,
      leave: subscribed
        ? endUrl(key, CHANGES[language], { subscription: person, hash })
        : leaveUrl(key, { person, hash }),
    },
  }
}

/** The message, or why it may not be sent as it is written. */
async function compose(outgoing: Outgoing, allowed: Allowed): Promise<Composed | Refusal> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('composing took too long')), COMPOSING)
  })
  try {
    const composed = await Promise.race([outgoing.compose(allowed), late])
    lint(allowed, composed)
    return composed
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** The guard at the door outward has refused: nothing was said to the relay. */
function stopped(error: unknown): HandedOver & { code?: Code } {
  if (error instanceof Refusal) return { state: 'failed', reply: error.code, code: error.code }
  return { state: 'failed', reply: (error as Error).message }
}

async function record(
  house: House,
  outgoing: Outgoing,
  { sending, requires, language }: Allowed,
  { state, reply, code }: HandedOver & { code?: Code },
  { lock, claim }: Lines,
): Promise<Outcome> {
  const { content, person } = outgoing
  const gate = gateOf(house, outgoing)
  try {
    await gate(lock, state, { sending, reply })
    if (state === 'sent' && content === 'marketing' && requires.includes('notice'))
      await inform(house, lock, person, { sending, language })
    await lock.query('commit')
  } catch {
    // The lock is lost, and what happened is still to be written: where it was claimed.
    await lock.query('rollback').catch(() => {})
    await gate(claim, state, { sending, reply })
  }
  return code ? { state: 'refused', code, reply } : { state, reply }
}

/** The message told what Art. 14 asks. Of two messages to one person at once one may fail at this; the other tells. */
async function inform(
  house: House,
  lock: pg.PoolClient,
  person: string,
  { sending, language }: Pick<Allowed, 'sending' | 'language'>,
): Promise<void> {
  const edition = await editionInForce(house, language)
  const event = { kind: 'obtained', channel: 'email', edition, language, proof: { sending } }
  await lock.query('savepoint informing')
  try {
    await lock.query('select door.inform($1, $2)', [person, JSON.stringify(event)])
  } catch {
    await lock.query('rollback to savepoint informing')
  }
}
