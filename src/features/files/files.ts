import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { AWAITS, CHUNK } from '#kernel/cipher.ts'
import { columnsOf } from '#kernel/compile.ts'
import { config } from '#kernel/config.ts'
import { refuse } from '#kernel/errors.ts'
import { get, nounActions, recordOutput, update } from '#kernel/nounActions.ts'
import { plainOf } from '#kernel/stored.ts'
import { nouns, type PurposeId, purposeIds } from '#register/index.ts'
import { keepFile, type StandsOn } from './keep.ts'
import { cleanName, isShown, servedType } from './sniff.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
const READERS = purposeIds.filter((one) => columnsOf(nouns.files, one).length > 0)
const OPEN: readonly PurposeId[] = nouns.files.open
const footing = {
  person_id: z.uuid(),
  company_id: z.uuid(),
  deal_id: z.uuid(),
  contract_id: z.uuid(),
  order_id: z.uuid(),
}

/** What is brought along never holds a key. */
const keyless = (declared: Action): Action => ({
  ...declared,
  run: (ctx, { include: _, ...input }) => declared.run(ctx, input),
})

export const actions: Action[] = [
  ...nounActions('files', ['list', 'get']).map(keyless),
  ...nounActions('files', ['delete', 'restore']),
  action({
    name: 'files.create',
    purposes: OPEN,
    verb: 'write',
    says: says('Lisää tiedosto', 'Lägg till en fil', 'Add a file'),
    input: z.object({
      ...z.object(footing).partial().shape,
      upload: z.object({ path: z.string(), name: z.string() }),
    }),
    output: recordOutput,
    file: { most: () => config.files.most },
    run: (ctx, { upload, ...on }) => keepFile(ctx, { name: upload.name, body: upload.path, on: on as StandsOn }) as any,
  }),
  action({
    name: 'files.update',
    purposes: OPEN,
    verb: 'write',
    says: says('Nimeä tiedosto uudelleen', 'Byt namn på filen', 'Rename a file'),
    input: z.object({ id: z.uuid(), name: z.string().min(1).max(255) }),
    output: recordOutput,
    run: (ctx, { id, name }) => update(ctx, 'files', id, { name: cleanName(name) }),
  }),
  action({
    name: 'files.content',
    purposes: READERS,
    verb: 'read',
    says: says('Avaa tiedoston sisältö', 'Öppna filens innehåll', 'Read what a file holds'),
    input: z.object({ id: z.uuid(), save: z.coerce.boolean().default(false) }),
    output: z.any(),
    run: content,
  }),
  action({
    name: 'files.opens',
    purposes: READERS,
    verb: 'read',
    unlogged: true,
    says: says('Kysy, voiko tiedoston avata', 'Fråga om filen kan öppnas', 'Ask whether a file can be opened'),
    http: { method: 'GET', path: '/files/{id}/opens' },
    input: z.object({ id: z.uuid() }),
    output: z.object({}),
    async run(ctx, { id }) {
      await get(ctx, 'files', id)
      if ((await sealedOf(ctx, id)) === AWAITS) refuse('FILE_AWAITS_REVIEW')
      return {}
    },
  }),
]

/** The bytes, or those that a Range header asks for; deciphered on their way out. Refuses what its key says: FILE_LOST, FILE_AWAITS_REVIEW. */
async function content(ctx: Context, { id, save }: { id: string; save: boolean }) {
  const row = await get(ctx, 'files', id)
  const { bytes, name, type } = row as unknown as { bytes: number; name: string; type: string }
  const sealed = await sealedOf(ctx, id)
  const range = rangeOf(ctx.request?.headers.range, bytes)
  const [from, to] = range ?? [0, bytes - 1]
  const plain = plainOf(ctx.house.connection.key, { id, bytes, sealed }, from, to)
  // Opened before a header is sent: what is damaged from its beginning is told as such.
  const head = await plain.next()
  const inline = isShown(type) && !save
  const set = (header: string, value: string) => ctx.request?.setHeader(header, value)
  set('x-content-type-options', 'nosniff')
  set('accept-ranges', 'bytes')
  // A sandboxed frame is of another origin, and Chromium complains of the promise made for ours.
  set('origin-agent-cluster', '?0')
  set('content-length', String(to - from + 1))
  if (range) set('content-range', `bytes ${from}-${to}/${bytes}`)
  // A viewer of PDF does not run in a sandbox; nothing of it reaches this origin either way.
  const sandbox = type === 'application/pdf' ? '' : '; sandbox'
  set(
    'content-security-policy',
    `default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; frame-ancestors 'self'${sandbox}`,
  )
  ctx.note({ saved: !inline })
  return {
    file: {
      name,
      type: inline && type === 'text/plain' ? 'text/plain; charset=utf-8' : servedType(type),
      inline,
      status: range ? 206 : 200,
      body: between(head, plain, from % CHUNK, to - from + 1),
    },
  }
}

/** Of a file that waits for a human the key stands with what was taken out, where only those see it who decide. */
async function sealedOf({ db, purpose }: Context, id: string): Promise<string> {
  const { rows } = await sql<{ sealed: string }>`select sealed from file_keys where file_id = ${id}::uuid`.execute(db)
  const sealed = rows[0]?.sealed ?? refuse('FILE_LOST')
  if (sealed !== AWAITS || purpose !== 'rights') return sealed
  const taken = await sql<{ sealed: string }>`select sealed from withheld
    where record_id = ${id}::uuid and noun = 'files' and sealed is not null`.execute(db)
  return taken.rows[0]?.sealed ?? sealed
}

async function* between(
  head: IteratorResult<Buffer, unknown>,
  rest: AsyncGenerator<Buffer>,
  skip: number,
  wanted: number,
): AsyncGenerator<Buffer> {
  let left = wanted
  let passed = skip
  for (let next = head; !next.done && left > 0; next = await rest.next()) {
    const part = (next.value as Buffer).subarray(passed, passed + left)
    passed = 0
    left -= part.length
    yield part
  }
  await rest.return(undefined)
  if (left > 0) refuse('FILE_DAMAGED')
}

/** One range of bytes; anything else asks for the whole. */
function rangeOf(header: string | string[] | undefined, bytes: number): [number, number] | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(typeof header === 'string' ? header : '')
  if (!found || (found[1] === '' && found[2] === '')) return null
  const [from, to] =
    found[1] === ''
      ? [Math.max(0, bytes - Number(found[2])), bytes - 1]
      : [Number(found[1]), found[2] === '' ? bytes - 1 : Math.min(Number(found[2]), bytes - 1)]
  return from <= to && from < bytes ? [from, to] : refuse('RANGE_NOT_THERE')
}
