import { z } from 'zod'
import { findUser } from '#features/access/users.ts'
import type { Topic } from '#features/sending/decision.ts'
import { frame } from '#features/sending/frame.ts'
import { send } from '#features/sending/send.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { config } from '#kernel/config.ts'
import { refuse } from '#kernel/errors.ts'
import { create, get, nounActions, recordOutput, update } from '#kernel/nounActions.ts'
import { reachOf } from '#kernel/reach.ts'
import { lensOf, recordOf } from '#kernel/records.ts'
import { nouns, type PurposeId } from '#register/index.ts'
import { attach, enclosed, MOST } from './attached.ts'
import { type About, fill, fillsOf } from './fields.ts'
import { actions as templateActions } from './templates.ts'

const open: readonly PurposeId[] = nouns.letters.open

/**
 * Written in two steps: a draft, whose fields are filled as it is kept, so that what stands there is what leaves; and
 * its sending, at most once, through the gate. Nobody but its author sees to either.
 */
export const actions: Action[] = [
  ...nounActions('letters', ['list', 'get']),
  ...nounActions('letters', ['create']).map((one): Action => ({ ...one, run: draft })),
  ...nounActions('letters', ['update']).map((one): Action => ({ ...one, run: redraft })),
  ...nounActions('letters', ['delete']).map(
    (one): Action => ({
      ...one,
      async run(ctx, input) {
        await mine(ctx, input.id)
        return one.run(ctx, input)
      },
    }),
  ),
  action({
    name: 'letters.fields',
    purposes: open,
    verb: 'read',
    http: { method: 'GET', path: '/letters/fields' },
    says: { fi: 'Lue viestin täyttökohdat', sv: 'Läs meddelandets fält', en: 'Read the fields of a message' },
    input: z.object({
      person_id: z.uuid(),
      company_id: z.uuid().optional(),
      deal_id: z.uuid().optional(),
      contract_id: z.uuid().optional(),
    }),
    output: z.object({
      items: z.array(z.object({ name: z.string(), label: z.string(), value: z.string().nullable() })),
    }),
    run: async (ctx, about) => ({ items: await fillsOf(ctx, about as About) }),
  }),
  action({
    name: 'letters.attach',
    purposes: open,
    verb: 'write',
    says: { fi: 'Liitä tiedosto viestiin', sv: 'Bifoga en fil till meddelandet', en: 'Attach a file to a message' },
    input: z.object({ id: z.uuid(), upload: z.object({ path: z.string(), name: z.string() }) }),
    output: recordOutput,
    file: { most: () => Math.min(MOST, config.files.most) },
    async run(ctx, { id, upload }) {
      const letter = await mine(ctx, id)
      if (letter.state !== 'draft' && letter.state !== 'failed') refuse('LETTER_SENT')
      return attach(ctx, { id, person_id: letter.person_id }, upload)
    },
  }),
  action({
    name: 'letters.send',
    purposes: open,
    verb: 'write',
    long: true,
    says: { fi: 'Lähetä viesti', sv: 'Skicka meddelandet', en: 'Send a message' },
    input: z.object({ id: z.uuid() }),
    output: recordOutput,
    run: (ctx, { id }) => dispatch(ctx, id),
  }),
  ...templateActions,
]

async function draft(ctx: Context, values: Record<string, unknown>) {
  await met(ctx, values.person_id)
  return create(ctx, 'letters', await filled(ctx, values, values as About))
}

async function redraft(ctx: Context, { id, person_id: _, ...values }: { id: string } & Record<string, unknown>) {
  const letter = await mine(ctx, id)
  if (letter.state !== 'draft' && letter.state !== 'failed') refuse('LETTER_SENT')
  return update(ctx, 'letters', id, await filled(ctx, values, { ...(letter as unknown as About), ...values }))
}

/** Nobody writes to a person out of their reach: answered as not there. */
async function met(ctx: Context, person: unknown): Promise<void> {
  if (!z.uuid().safeParse(person).success) refuse('VALUE_MISSING', { field: 'person_id' })
  const lens = lensOf(ctx.register.nouns, 'people', ctx.purpose)
  if (!(await recordOf(ctx.db, lens, String(person), reachOf(ctx)).executeTakeFirst())) refuse('PERSON_NOT_FOUND')
}

async function filled(ctx: Context, values: Record<string, unknown>, about: About) {
  const texts = (['subject', 'body'] as const).filter((name) => typeof values[name] === 'string')
  if (values.content === 'marketing' && !values.topic) refuse('TOPIC_MISSING', { field: 'topic' })
  if (!texts.some((name) => /\{\{/.test(String(values[name])))) return values
  const fills = await fillsOf(ctx, about)
  return { ...values, ...Object.fromEntries(texts.map((name) => [name, fill(name, String(values[name]), fills)])) }
}

async function mine(ctx: Context, id: string) {
  const letter = await get(ctx, 'letters', id)
  if (letter.author_id !== ctx.actor.id) refuse('NOT_FOUND')
  return letter
}

/** Past the gate or not at all: its code and sentence are the answer, and the draft stays. */
async function dispatch(ctx: Context, id: string) {
  if (ctx.actor.kind !== 'user') refuse('PURPOSE_MISMATCH')
  const letter = await mine(ctx, id)
  if (letter.state !== 'draft' && letter.state !== 'failed') refuse('LETTER_SENT')
  await met(ctx, letter.person_id)
  const { name, email } = await findUser(ctx.house, ctx.actor.id)
  ctx.seen('people', [letter.person_id])
  const attached = await enclosed(ctx, id)
  if (attached.length > 0) ctx.note({ attached: attached.length })
  const outcome = await send(ctx.house, ctx.actor.id, {
    message: `letter:${id}`,
    person: letter.person_id,
    purpose: ctx.purpose,
    channel: 'email',
    content: letter.content,
    ...(letter.content === 'marketing' && { topic: letter.topic as Topic }),
    ...(letter.product_group && { productGroup: letter.product_group }),
    ...(letter.address_id && { address: letter.address_id }),
    compose: (decision) => ({
      ...frame(decision, { subject: letter.subject, body: letter.body }),
      written: { name: name.replace(/["\r\n]/g, ''), address: email },
      ...(attached.length > 0 && { attached }),
    }),
  })
  if (outcome.state === 'refused' && outcome.code !== 'ALREADY_SENT') refuse(outcome.code!)
  if (outcome.state === 'failed') refuse('LETTER_FAILED')
  return get(ctx, 'letters', id)
}
