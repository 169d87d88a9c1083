import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { personIdsOf } from '#kernel/include.ts'
import { lensOf } from '#kernel/records.ts'
import { meetRecord } from './standing.ts'
import { rowsOf } from './timeline.rows.ts'
import { groundsOf, isBefore, KINDS, type Kind, keysOf, type Place, pinnedOf, type Sought } from './timeline.sql.ts'
import { inWordsOf } from './told.ts'

const kinds = Object.keys(KINDS) as [Kind, ...Kind[]]

const item = z.object({
  kind: z.enum(kinds),
  id: z.string(),
  at: z.string(),
  /** Who did it: the id of a user, `demo`, a key. */
  by: z.string().nullable(),
  row: z.looseObject({}),
})

export type Item = z.infer<typeof item>

/**
 * What has happened about a person, a company (with its people, deals and contracts), a deal or a contract, newest
 * first, under one purpose. What that purpose does not see is not there, and nothing tells that it is missing.
 */
export const actions: Action[] = [
  action({
    name: 'timeline.list',
    purposes: ['relationship', 'sales', 'prospecting', 'suppliers', 'contract', 'delivery', 'support', 'rights'],
    verb: 'read',
    says: { fi: 'Lue tapahtumat', sv: 'Läs händelserna', en: 'Read the timeline' },
    input: z.object({
      noun: z.enum(['people', 'companies', 'deals', 'contracts']),
      id: z.uuid(),
      kinds: z.string().max(200).optional().describe('note,task,call: only these'),
      by: z.string().max(100).optional().describe('only what this user did'),
      q: z.string().max(200).optional().describe('part of the text'),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    output: z.object({
      /** On the first page alone: what stands on top whenever it was written. */
      pinned: z.array(item),
      items: z.array(item),
      next: z.string().nullable(),
      purpose: z.string(),
    }),
    run: list,
  }),
]

type Input = { noun: string; id: string; kinds?: string; by?: string; q?: string; cursor?: string; limit: number }

async function list(ctx: Context, { noun, id, cursor, limit, ...wanted }: Input) {
  await meetRecord(ctx, noun, id)
  const after = cursor ? placeOf(cursor) : null
  const sought: Sought = {
    noun,
    id,
    kinds: kindsIn(wanted.kinds),
    by: wanted.by || null,
    q: wanted.q?.trim() || null,
    after,
    limit: limit + 1,
  }
  const pinned = after || !sought.kinds.includes('note') ? [] : await pinnedOf(ctx, sought)
  const keys = [...(await keysOf(ctx, sought)), ...(await groundsOf(ctx, sought))]
    .sort((a, b) => (isBefore(a, b) ? 1 : -1))
    .slice(0, limit + 1)
  const more = keys.length > limit
  if (more) keys.length = limit
  const found = await rowsOf(ctx, [...pinned, ...keys])
  const items = found.map((one) => (one.kind === 'task' ? { ...one, row: inWordsOf(one.row, ctx.language) } : one))
  ctx.seen(noun, [id])
  for (const { kind, row } of items) {
    const { noun: own } = KINDS[kind]
    if (own) ctx.seen(own, personIdsOf(lensOf(ctx.register.nouns, own, ctx.purpose), [row]))
  }
  if (sought.q) ctx.note({ searched: 'timeline' })
  const top = new Set(pinned.map((one) => one.id))
  return {
    pinned: items.filter((one) => top.has(one.id)),
    items: items.filter((one) => !top.has(one.id)),
    next: more ? nextOf(keys.at(-1)!) : null,
    purpose: ctx.purpose,
  }
}

function kindsIn(text: string | undefined): Kind[] {
  if (!text) return kinds
  const asked = text.split(',')
  if (!asked.every((one): one is Kind => Object.hasOwn(KINDS, one)))
    refuse('INPUT_INVALID', { field: 'kinds', detail: `one of ${kinds.join(', ')}` })
  return asked as Kind[]
}

const nextOf = ({ at, id }: Place): string => Buffer.from(`${at} ${id}`).toString('base64url')

function placeOf(cursor: string): Place {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (Number.isNaN(Date.parse(at)) || !z.guid().safeParse(id).success) refuse('INPUT_INVALID', { field: 'cursor' })
  return { at, id }
}
