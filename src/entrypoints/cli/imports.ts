import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { actions } from '#features/index.ts'
import { type Code, refuse } from '#kernel/errors.ts'
import { isUnbalanced } from '#kernel/extend.ts'
import { halt } from '#kernel/halt.ts'
import { told } from '#kernel/instance.ts'
import { perform } from '#kernel/perform.ts'
import type { Register } from '#register/index.ts'
import { type Given, objectOf, textOf } from './arguments.ts'
import type { Installation } from './installation.ts'
import { operator } from './operator.ts'
import { readable } from './print.ts'

type State = {
  id: string
  state: string
  done: number
  rate: number | null
  left: number | null
  counts: Record<string, number>
  problem: { code: Code } | null
}

const ORIGINS: Readonly<Record<string, string>> = { register: 'a', person: 'b', elsewhere: 'c', a: 'a', b: 'b', c: 'c' }
const TAKEN = ['file', 'origin', 'position', 'source', 'informed_at', 'informed_how', 'updates', 'blanks', 'mapping']

/** The wizard's steps without the wizard: the same actions, one after another. */
export async function importFile(installation: Installation, given: Given, stop: AbortSignal) {
  const noun = given.words[0]!
  if (noun === 'people' && fileOf(given).endsWith('.json')) return receiveFile(installation, given)
  const plan = noun === 'people' ? planOf(given) : mappingOf(given)
  const act = actor(installation, given, noun)
  const upload = { path: copyOf(fileOf(given), installation.dataFolder), name: basename(fileOf(given)) }
  try {
    const { id } = await act('imports.create', { upload, noun })
    if (Object.keys(plan).length) await act('imports.plan', { id, ...plan })
    await act('imports.run', { id })
    return report(await follow(act, id, stop), given, installation)
  } finally {
    rmSync(upload.path, { force: true })
  }
}

/** A person's own data as another house of the published shape gave it out, Art. 20. */
async function receiveFile(installation: Installation, given: Given): Promise<{ text: string; failed: boolean }> {
  for (const name of given.fields.keys())
    if (name !== 'file' && name !== 'position') refuse('FIELD_UNKNOWN', { field: name })
  const upload = { path: copyOf(fileOf(given), installation.dataFolder), name: basename(fileOf(given)) }
  try {
    const position = given.fields.has('position') ? textOf('position', given.fields.get('position')) : 'customer'
    const { id, left } = await actor(installation, given)('transfers.receive', { upload, position })
    if (given.json) return { text: JSON.stringify({ id, left }), failed: false }
    return { text: `${id}${left.length > 0 ? `\nleft out: ${left.join(', ')}` : ''}`, failed: false }
  } finally {
    rmSync(upload.path, { force: true })
  }
}

/** `imports run|resume|revert`: over HTTP they go on after the answer, here the process must wait for them. */
export async function followImport(installation: Installation, given: Given, stop: AbortSignal) {
  const [, verb, subject] = given.words
  const id = subject ?? textOf('id', given.fields.get('id'))
  const act = actor(installation, given)
  await act(`imports.${verb}`, { id })
  return report(await follow(act, id, stop), given, installation)
}

type Act = (name: string, input: object) => Promise<any>

function actor({ house }: Installation, given: Given, noun = 'people'): Act {
  const purpose = given.purpose ?? (noun === 'deals' ? 'sales' : 'relationship')
  return (name, input) =>
    perform(house, actions.find((one) => one.name === name)!, operator(given.language), {
      input,
      purpose,
      language: given.language,
    })
}

function planOf(given: Given): object {
  for (const name of given.fields.keys()) if (!TAKEN.includes(name)) refuse('FIELD_UNKNOWN', { field: name })
  const text = (name: string) => (given.fields.has(name) ? textOf(name, given.fields.get(name)) : undefined)
  const origin = ORIGINS[text('origin') ?? 'register'] ?? refuse('VALUE_NOT_ALLOWED', { field: 'origin' })
  const source = text('source') ?? null
  if (origin === 'c' && !source) refuse('SOURCE_UNKNOWN', { field: 'source' })
  const at = text('informed_at') ?? null
  const how = text('informed_how') ?? null
  if (at && Number.isNaN(Date.parse(at))) refuse('VALUE_NOT_ALLOWED', { field: 'informed_at' })
  return {
    origin,
    source,
    informed: { at, how, known: Boolean(at ?? how) },
    position: text('position') ?? 'customer',
    updates: text('updates') ?? 'fill',
    blanks: text('blanks') ?? 'keep',
    ...(given.fields.has('mapping')
      ? { mapping: objectOf('mapping', textOf('mapping', given.fields.get('mapping'))) }
      : {}),
    ...given.input,
  }
}

/** Rows of another noun than people need no word but, where a header is not known, what its column is. */
function mappingOf(given: Given): object {
  for (const name of given.fields.keys())
    if (name !== 'mapping' && name !== 'file') refuse('FIELD_UNKNOWN', { field: name })
  const mapping = given.fields.get('mapping')
  return { ...(mapping ? { mapping: objectOf('mapping', textOf('mapping', mapping)) } : {}), ...given.input }
}

const fileOf = (given: Given): string => given.words[2] ?? textOf('file', given.fields.get('file'))

/** A copy in the data folder: whoever takes the import up after a crash must find the very same bytes. */
function copyOf(file: string, dataFolder: string): string {
  const folder = join(dataFolder, 'imports')
  const path = join(folder, `command-${process.pid}`)
  told(dataFolder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }))
  try {
    copyFileSync(file, path)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    halt(`${file} cannot be read (${code ?? message}). Name a CSV or XLSX file.`)
  }
  return path
}

async function follow(act: Act, id: string, stop: AbortSignal): Promise<State> {
  let asked = false
  for (;;) {
    await wait(300)
    const { items } = (await act('imports.list', {})) as { items: State[] }
    const found = items.find((one) => one.id === id) ?? refuse('IMPORT_NOT_FOUND')
    if (found.state !== 'running' && found.state !== 'reverting') return found
    progress(found)
    if (stop.aborted && !asked) {
      asked = true
      await act('imports.stop', { id })
    }
  }
}

function progress({ done, rate, left }: State): void {
  if (!process.stderr.isTTY) return
  const time = left === null ? '' : `, ${left} s left`
  process.stderr.write(`\r${done} rows${rate ? `, ${rate} rows/s` : ''}${time}\u001b[K`)
}

function report(
  { id, state, counts, problem }: State,
  given: Given,
  { house }: Installation,
): { text: string; failed: boolean } {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  if (problem) refuse(problem.code)
  const failed = state !== 'done' && state !== 'reverted'
  const warnings = sleeping(house.register)
  if (given.json) return { text: JSON.stringify({ import: id, state, ...counts, warnings }), failed }
  const more = failed ? `\nStopped. Go on with: npm run seloste -- imports resume ${id}` : ''
  const errors = counts.rejected ? `\nRejected rows: npm run seloste -- imports errors ${id} --out rejected.csv` : ''
  const closed = warnings.length
    ? `\nStored, but closed for these purposes until their balancing tests are signed:${warnings.map(({ purpose, state, sign }) => `\n  ${purpose} (${state}): ${sign}`).join('')}`
    : ''
  return { text: `${readable({ import: id, state, ...counts }, '')}${errors}${more}${closed}`, failed }
}

/** Purposes that sleep for want of a balancing test: what came in is stored, and opens to them when it is signed. */
function sleeping({ purposes }: Register): { purpose: string; state: string; sign: string }[] {
  return Object.entries(purposes)
    .filter(([, { balance, untested }]) => !untested && isUnbalanced(balance))
    .map(([purpose, { balance }]) => ({
      purpose,
      state: balance!.state,
      sign: `npm run seloste -- balancing sign ${purpose} --outcome positive --conclusion "…" --name "…"`,
    }))
}
