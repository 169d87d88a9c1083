import { sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { errorTable } from '#kernel/errors.table.ts'
import { type Code, refuse } from '#kernel/errors.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import type { Language, Words } from '#kernel/vocabulary.ts'
import { channels, topics } from '#register/index.ts'
import type { Ask, Channel, Decision, Topic } from './decision.ts'
import { groundWords } from './words.ts'

/** Whether a message of this kind may be sent now, in words, with what to do next. */
export type Answer = {
  channel: Channel
  content: Ask['content']
  topic?: Topic
  allowed: boolean
  code?: Code
  ground?: string
  says: string
  next?: string
  since?: string
  until?: string
  /** Of work duties: whether somebody said so, or only a title did. */
  grade?: string
}

/** All there is to ask about a person: every topic by every channel, and a service message. */
const EVERYTHING: readonly Ask[] = [
  ...(Object.keys(channels) as Channel[]).flatMap((channel) =>
    (Object.keys(topics) as Topic[]).map((topic) => ({ channel, content: 'marketing' as const, topic })),
  ),
  { channel: 'email', content: 'service' },
]

/** The gate's answers, without lock or trace: before a call, or to see how a person may be reached. */
export async function mayReach(ctx: Context, person: string, asked: Partial<Ask>): Promise<Answer[]> {
  await meet(ctx, lensOf(ctx.register.nouns, 'people', ctx.purpose), [person])
  // Who is shown here is shown anyway: of somebody hidden the answer is as of nobody, whatever the gate tells a sender.
  const there = await ctx.db.selectFrom('people').select('id').where('id', '=', person).executeTakeFirst()
  if (!there) refuse('PERSON_NOT_FOUND')
  const { content = 'marketing' } = asked
  const asks = asked.channel
    ? [{ ...asked, content } as Ask]
    : EVERYTHING.map((one) => ({ ...one, ...(asked.product_group && { product_group: asked.product_group }) }))
  const { rows } = await sql<{ answer: Decision }>`
    select door.gate('preview', ${person}::uuid, ask, ${suppressionKey(ctx.house.connection.key)}::bytea) as answer
    from jsonb_array_elements(${JSON.stringify(asks)}::jsonb) with ordinality a (ask, n) order by n`.execute(ctx.db)
  ctx.seen('people', [person], ['sendings'])
  return rows.map(({ answer }, n) => inWords(asks[n]!, answer, ctx.language))
}

function inWords({ channel, content, topic }: Ask, decision: Decision, language: Language): Answer {
  const { allowed, code, ground, since, until, duty } = decision
  const refusal: { says: Words; next: Words } | undefined = code && errorTable[code]
  return {
    channel,
    content,
    ...(topic && { topic }),
    allowed,
    ...(code && { code }),
    ...(ground && { ground }),
    says: refusal ? refusal.says[language] : (groundWords[language][ground!] ?? ground!),
    ...(refusal && { next: refusal.next[language] }),
    ...(since && { since }),
    ...(until && { until }),
    ...(duty && { grade: duty.grade }),
  }
}
