import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { addressOf } from '#kernel/address.ts'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { doors } from '#kernel/doors.ts'
import { refuse } from '#kernel/errors.ts'
import { append } from '#kernel/ledger.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import type { Words } from '#kernel/vocabulary.ts'
import type { PurposeId, Register } from '#register/index.ts'
import { askingOf } from './collect.ts'
import { selfOf } from './decode.ts'
import { keepReport, openReport, stepOf } from './keep.ts'
import { type Portable, portableCard, portableCsv, portableOf, portableShape } from './portable.ts'
import { zipped } from './zip.ts'

const says = (fi: string, sv: string, en: string): Words => ({ fi, sv, en })
/** Days that a receiver has, once the person has confirmed it. */
const DAYS = 14

/** The three forms of what is moved. */
export function formsOf(register: Register, portable: Portable, name: string | null) {
  return [
    { name: 'data.json', body: Buffer.from(`${JSON.stringify(portable, null, 1)}\n`) },
    { name: 'data.csv', body: Buffer.from(portableCsv(portable)) },
    { name: 'contact.vcf', body: Buffer.from(portableCard(register, portable, name)) },
  ]
}

type Use = 'confirm' | 'fetch' | 'report'
const PLACES: Readonly<Record<Use, string>> = { confirm: 'transfer/confirm', fetch: 'transfer', report: 'report' }

/** The address of a transfer, or of a kept report: AES-256-GCM over its id and what it is for, so that neither is guessed or turned into the other. */
export function transferUrl(key: Buffer, id: string, use: Use): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secretOf(key), nonce).setAAD(Buffer.from(use))
  const sealed = Buffer.concat([
    nonce,
    cipher.update(Buffer.from(id.replaceAll('-', ''), 'hex')),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return `${addressOf()}/${PLACES[use]}/${sealed.toString('base64url')}`
}

/** Null for forged, cut and of the other use alike. */
export function openTransfer(key: Buffer, token: string, use: Use): string | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 44 || bytes.toString('base64url') !== token) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', secretOf(key), bytes.subarray(0, 12)).setAAD(Buffer.from(use))
    decipher.setAuthTag(bytes.subarray(28))
    const id = Buffer.concat([decipher.update(bytes.subarray(12, 28)), decipher.final()]).toString('hex')
    return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`
  } catch {
    return null
  }
}

const secretOf = (key: Buffer): Buffer => Buffer.from(hkdfSync('sha256', key, '', 'transfers', 32))

/** Days that the link to a report opens it. */
const LINK_DAYS = 14

/** A kept report by the link its person was sent. Refuses TRANSFER_LINK_INVALID, REPORT_DESTROYED. */
export async function linkedReport(house: House, token: string) {
  const id = openTransfer(house.connection.key, token, 'report') ?? refuse('TRANSFER_LINK_INVALID')
  const row = (await (house.under('rights') as Kysely<any>)
    .selectFrom('reports')
    .select(['created_at'])
    .where('id', '=', id)
    .executeTakeFirst()) as { created_at: string } | undefined
  if (!row || clock.now().getTime() - new Date(row.created_at).getTime() > LINK_DAYS * 86_400_000)
    refuse('TRANSFER_LINK_INVALID')
  const opened = await openReport(house, id)
  await append(house, [
    { actor: 'person', purpose: 'rights', action: 'reports.content', noun: 'reports', ids: [opened.person] },
  ])
  return { id, opened }
}

export type Transfer = {
  id: string
  request_id: string
  person_id: string
  receiver: string
  until: string
  confirmed_at: string | null
  fetched_at: string | null
}

export async function transferOf(house: House, token: string, use: 'confirm' | 'fetch'): Promise<Transfer> {
  const id = openTransfer(house.connection.key, token, use)
  const row = id
    ? await (house.under('rights') as Kysely<any>)
        .selectFrom('transfers')
        .select(['id', 'request_id', 'person_id', 'receiver', 'until', 'confirmed_at', 'fetched_at'])
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  const transfer = (row ?? refuse('TRANSFER_LINK_INVALID')) as unknown as Transfer
  if (transfer.fetched_at || new Date(transfer.until) < clock.now()) refuse('TRANSFER_LINK_INVALID')
  return transfer
}

/** The person says that this is whom they want it to go to. */
export const confirmTransfer = (house: House, transfer: Transfer): Promise<void> =>
  inOwnTransaction(house, 'rights', 'person', async (db) => {
    await db
      .updateTable('transfers')
      .set({ confirmed_at: clock.now().toISOString() })
      .where('id', '=', transfer.id)
      .execute()
    await stepOf(db, transfer.request_id, 'note', { transfer: transfer.id, what: 'receiver_confirmed' })
  })

/** Given to the receiver once. Marked first: of two who come at the same moment one gets nothing. */
export async function fetchTransfer(house: House, transfer: Transfer): Promise<AsyncGenerator<Buffer>> {
  if (!transfer.confirmed_at) refuse('RECEIVER_UNVERIFIED')
  const { portable, held } = await portableOf({ house }, transfer.person_id, 'en')
  await inOwnTransaction(house, 'rights', 'receiver', async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('transfers')
      .set({ fetched_at: clock.now().toISOString() })
      .where('id', '=', transfer.id)
      .where('fetched_at', 'is', null)
      .executeTakeFirst()
    if (Number(numUpdatedRows) === 0) refuse('TRANSFER_LINK_INVALID')
    await stepOf(db, transfer.request_id, 'note', { transfer: transfer.id, what: 'moved', receiver: transfer.receiver })
  })
  await append(house, [
    { actor: 'receiver', purpose: 'rights', action: 'transfers.fetch', noun: 'transfers', ids: [transfer.person_id] },
  ])
  const forms = formsOf(house.register, portable, held.name)
  return zipped(forms.map(({ name, body }) => ({ name, body: [body] })))
}

/** A person's own file from another house of the same shape: taken in like anybody, by the purpose that takes them. */
async function receive(ctx: Context, input: { upload: { path: string }; position: string }) {
  let given: unknown
  try {
    given = JSON.parse((await readFile(input.upload.path, 'utf8')).replace(/^\ufeff/, ''))
  } catch {
    refuse('EXPORT_SCHEMA_INVALID', { field: 'file' })
  }
  const { success, data, error } = portableShape.safeParse(given)
  if (!success) refuse('EXPORT_SCHEMA_INVALID', { field: error.issues[0]!.path.join('.') })
  const self = selfOf(ctx.register)
  const me = data.records.find(({ noun }) => noun === self) ?? refuse('EXPORT_SCHEMA_INVALID', { field: 'records' })
  const create = ctx.house.actions?.find(({ name }) => name === `${self}.create`) ?? refuse('NOUN_UNKNOWN')
  const shape = create.input.shape as Record<string, unknown>
  const parts: Record<string, object[]> = {}
  const left: string[] = []
  for (const { noun, values } of data.records) {
    if (noun === self) continue
    if (noun in shape) parts[noun] = [...(parts[noun] ?? []), values]
    else left.push(noun)
  }
  const known = Object.fromEntries(Object.entries(me.values).filter(([column]) => column in shape))
  const asked = create.input.safeParse({
    ...known,
    ...parts,
    position: input.position,
    source: 'person',
    source_name: data.from.name.slice(0, 300),
  })
  if (!asked.success) refuse('VALUE_NOT_ALLOWED', { field: asked.error.issues[0]!.path.join('.') })
  const made = await create.run(ctx, asked.data)
  ctx.note({ records: data.records.length, left: left.length })
  return { id: made.id as string, left: [...new Set(left)] }
}

export const actions: Action[] = [
  action({
    name: 'transfers.file',
    purposes: ['rights'],
    verb: 'write',
    long: true,
    http: { method: 'POST', path: '/requests/{id}/portable', status: 201 },
    says: says('Kokoa siirrettävät tiedot', 'Sammanställ uppgifterna att flytta', 'Make the file to move'),
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.string(), ends_on: z.string() }),
    async run(ctx, { id }) {
      const asking = await askingOf(ctx.db, id)
      const { portable, held } = await portableOf(ctx, asking.person_id, asking.language)
      const parts = formsOf(ctx.register, portable, held.name)
      ctx.seen('reports', [asking.person_id])
      const made = {
        kind: 'portable',
        language: asking.language,
        asOf: held.at,
        coverage: [],
        parts,
        files: [],
      } as const
      const { id: report, ends_on } = await keepReport(ctx.house, ctx.actor.id, asking, made)
      return { id: report, ends_on }
    },
  }),
  action({
    name: 'transfers.create',
    purposes: ['rights'],
    verb: 'write',
    http: { method: 'POST', path: '/requests/{id}/transfers', status: 201 },
    says: says('Siirrä tiedot toiselle', 'Flytta uppgifterna till en annan', 'Move the data to another controller'),
    input: z.object({ id: z.uuid(), receiver: z.string().trim().min(1).max(200) }),
    output: z.object({ id: z.string(), confirm: z.string(), fetch: z.string() }),
    async run(ctx, { id, receiver }) {
      const asking = await askingOf(ctx.db, id)
      await portableOf(ctx, asking.person_id, asking.language)
      const until = new Date(clock.now().getTime() + DAYS * 86_400_000).toISOString()
      const row = { request_id: id, person_id: asking.person_id, receiver, until }
      const made = (await ctx.db.insertInto('transfers').values(row).returning('id').executeTakeFirstOrThrow()) as {
        id: string
      }
      await stepOf(ctx.db, id, 'note', { transfer: made.id, what: 'receiver_named', receiver })
      ctx.seen('transfers', [asking.person_id])
      const { key } = ctx.house.connection
      return { ...made, confirm: transferUrl(key, made.id, 'confirm'), fetch: transferUrl(key, made.id, 'fetch') }
    },
  }),
  action({
    name: 'transfers.receive',
    purposes: doors.intake!.to as readonly PurposeId[],
    verb: 'import',
    http: { method: 'POST', path: '/transfers', status: 201 },
    says: says('Ota vastaan henkilön tiedot', 'Ta emot en persons uppgifter', 'Take in a person’s data'),
    input: z.object({
      position: z.string().max(40).default('customer'),
      upload: z.object({ path: z.string(), name: z.string() }),
    }),
    output: z.object({ id: z.string(), left: z.array(z.string()) }),
    file: true,
    run: receive,
  }),
]

/** Of what was moved, in one order whatever the ids: two exports of one person are compared by it. */
export function canonical({ records }: Portable): string {
  const lines = records.map(
    ({ noun, values }) =>
      `${noun} ${JSON.stringify(Object.entries(values).toSorted(([a], [b]) => a.localeCompare(b)))}`,
  )
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex')
}
