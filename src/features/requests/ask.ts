import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { clock } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { hasIdentityCode } from '#kernel/values.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { READERS } from '../grounds/grounds.ts'
import { audit } from '../wishes/deliver.ts'
import { firstDue } from './clock.ts'
import { CHANNELS, KINDS, move } from './requests.row.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })

export const AskInput = z.object({
  kinds: z.array(z.enum(KINDS)).min(1).max(KINDS.length),
  channel: z.enum(CHANNELS).default('other'),
  person: z.uuid().optional().describe('whose data; else by address or name'),
  name: z.string().trim().max(200).optional(),
  address: z.email().max(320).optional().describe('where to answer'),
  words: z.string().trim().max(20_000).optional().describe('what was asked, in the person’s own words'),
  language: z.enum(LANGUAGES as ['fi', 'sv', 'en']).optional(),
  received_at: z.iso.datetime({ offset: true }).optional().describe('when it came to any of us; now, unless told'),
})

/**
 * Whoever of us hears it records it, also about somebody they may not see: the answer is the same whether we know
 * them or not. The month runs from when it came, not from when it was recorded.
 */
async function ask(ctx: Context, { person, ...input }: z.infer<typeof AskInput>) {
  if (!person && !input.address && !input.name) refuse('VALUE_MISSING', { field: 'address' })
  if (input.words && hasIdentityCode(input.words)) refuse('IDENTITY_CODE_BLOCKED', { field: 'words' })
  const received_at = input.received_at ?? clock.now().toISOString()
  const stood = await inOwnTransaction(ctx.house, ctx.purpose, ctx.actor.id, async (db) => {
    const made = await move(db, 'ask', null, { ...input, person, received_at, due_on: firstDue(received_at) })
    await audit(
      db,
      'requests.create',
      person ?? made.id,
      { kinds: input.kinds.join(' ') },
      person ? 'people' : 'requests',
    )
    return made
  })
  const { number, due_on, id } = stood
  // Its page is for those who carry it out.
  return { number, due_on, ...(ctx.purpose === 'rights' ? { id } : {}) }
}

export const actions: Action[] = [
  action({
    name: 'requests.create',
    purposes: READERS,
    verb: 'read',
    long: true,
    http: { method: 'POST', path: '/requests', status: 201 },
    says: says('Kirjaa tietosuojapyyntö', 'Anteckna en dataskyddsbegäran', 'Record a rights request'),
    input: AskInput,
    output: z.object({ number: z.string(), due_on: z.string(), id: z.string().optional() }),
    run: ask,
  }),
]
