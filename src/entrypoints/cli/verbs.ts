import { createWriteStream, readFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { actions } from '#features/index.ts'
import { IMPORTED } from '#features/people/import/nouns.ts'
import { printReport, runVerify } from '#features/verify/verify.ts'
import type { Action } from '#kernel/action.ts'
import { config } from '#kernel/config.ts'
import { ownerUrl, urlOf } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { halt } from '#kernel/halt.ts'
import { append, verifyLedger } from '#kernel/ledger.ts'
import { perform } from '#kernel/perform.ts'
import { type PurposeId, purposes } from '#register/index.ts'
import { type Given, inputOf, objectOf } from './arguments.ts'
import { backup, backupKey, restoreBackup } from './backups.ts'
import { forOperators, helpAll, helpNoun, type Special } from './help.ts'
import { followImport, importFile } from './imports.ts'
import { connectionOf, type Installation, openInstallation, runningInstance } from './installation.ts'
import { operator } from './operator.ts'
import { readable } from './print.ts'
import { appliedText, explainedText, planText } from './register.ts'

export type Said = { text: string; failed?: boolean }
type Way = Special & { run(given: Given, stop: AbortSignal): Promise<Said> }

/** What an operator does beside the product's actions, or with another face than theirs. */
const ways: readonly Way[] = [
  {
    name: 'database.url',
    usage: 'database url [--purpose P]',
    says: 'Print the address of the running database: as the owner, or as a purpose sees it.',
    run: databaseUrl,
  },
  {
    name: 'ledger.verify',
    usage: 'ledger verify [--json]',
    says: 'Compute the whole ledger again and name what does not hold.',
    run: ledgerVerify,
  },
  {
    name: 'backup',
    usage: 'backup [--json]',
    says: 'Back up the database and its files, enciphered, while it serves.',
    run: backup,
  },
  {
    name: 'restore',
    usage: 'restore FILE [--key KEY] [--json]',
    says: 'Put a backup in the place of the database, with what people refused and what was erased since. Stop Seloste first.',
    run: restoreBackup,
  },
  {
    name: 'backups.key',
    usage: 'backups key',
    says: 'Print the key that opens the backups. Keep it on paper, apart from them: without it they open to nobody.',
    run: backupKey,
  },
  {
    name: 'verify',
    usage: 'verify [--json]',
    says: 'Walk the 109 promises of the notice and show the live evidence for each.',
    run: verifyPromises,
  },
  {
    name: 'register.plan',
    usage: "register plan FILE.json | --addition '{…}'",
    says: 'Print what a change would do: database objects, people, sentences of the notice.',
    run: (given, stop) => declared('register.plan', withAddition(given), stop, planText),
  },
  {
    name: 'register.apply',
    usage:
      "register apply FILE.json | --addition '{…}' [--material yes|no --assessment TEXT [--summary-fi TEXT --summary-sv TEXT --summary-en TEXT]]",
    says: 'Do it: the column, the views, the notice. Where the notice changes, say whether people must be told.',
    run: (given, stop) => declared('register.apply', withAddition(given), stop, appliedText),
  },
  {
    name: 'register.explain',
    usage: 'register explain NOUN.FIELD [--lang fi|sv|en]',
    says: 'Which purposes and roles have the field, why, for how long, and what the notice says of it.',
    run: (given, stop) => declared('register.explain', given, stop, explainedText),
  },
  {
    name: 'people.import',
    usage:
      'people import FILE [--origin register|person|elsewhere] [--position customer] [--source NAME] [--informed-at DATE] [--informed-how TEXT] [--updates fill|overwrite|skip] [--purpose P]',
    says: 'Bring in a CSV or XLSX file; rows that could not be taken are kept with their reason.',
    run: (given, stop) => inside(given, stop, importFile),
  },
  ...IMPORTED.map((noun) => ({
    name: `${noun}.import`,
    usage: `${noun} import FILE [--mapping '{"Header": "field"}'] [--purpose P] [--json]`,
    says: `Bring in ${noun} from a CSV or XLSX file with what they are linked to; a row whose link fits nothing, or several, is kept with its reason.`,
    run: (given: Given, stop: AbortSignal) => inside(given, stop, importFile),
  })),
  ...['run', 'resume', 'revert'].map((verb) => ({
    name: `imports.${verb}`,
    usage: `imports ${verb} ID`,
    says: {
      run: 'Run a prepared import.',
      resume: 'Go on where a stopped import stood.',
      revert: 'Take back all that an import made.',
    }[verb]!,
    run: (given: Given, stop: AbortSignal) => inside(given, stop, followImport),
  })),
]

export async function run(given: Given, stop: AbortSignal): Promise<Said> {
  const [noun, verb] = given.words
  if (!noun || noun === 'help') return { text: verb ? helpNoun(verb, actions, ways) : helpAll(actions, ways) }
  const way = ways.find((one) => one.name === noun || one.name === `${noun}.${verb}`)
  if (given.help || given.words.includes('help', 1) || (!verb && way?.name !== noun))
    return { text: helpNoun(noun, actions, ways) }
  return way ? way.run(given, stop) : declared(`${noun}.${verb}`, given, stop)
}

async function declared(
  name: string,
  given: Given,
  stop: AbortSignal,
  print: (output: any, given: Given) => string = (output) => readable(output, name.split('.')[0]!),
): Promise<Said> {
  const action = actionOf(name)
  // Before anything is started: a slip of the keyboard should be told at once.
  const input = inputOf(action, given)
  return inside(given, stop, async ({ house }) => {
    const output: any = await perform(house, action, operator(given.language), {
      input,
      ...(given.purpose && !('purpose' in input) ? { purpose: given.purpose } : {}),
      language: given.language,
      version: given.version ?? null,
    })
    if (output?.file?.body) return { text: await written(output.file, given) }
    return { text: given.json ? JSON.stringify(output ?? null) : print(output, given) }
  })
}

/** A file as it comes, so that memory stays flat: on standard output, or where --out says. */
async function written(file: { body: AsyncIterable<string | Uint8Array> }, { out }: Given): Promise<string> {
  if (!out) {
    await pipeline(file.body, process.stdout, { end: false })
    return ''
  }
  await pipeline(file.body, createWriteStream(out, { mode: 0o600 })).catch((error) => {
    halt(`${out} cannot be written (${error.code ?? error.message}).`)
  })
  return out
}

function actionOf(name: string): Action {
  const [noun] = name.split('.') as [string]
  const found = actions.find((one) => one.name === name)
  if (!found && !actions.some((one) => one.name.startsWith(`${noun}.`))) refuse('NOUN_UNKNOWN', { field: noun })
  if (!found) refuse('NOT_FOUND', { field: name.replace('.', ' ') })
  if (!forOperators([found]).length) halt('That is done in a browser. What there is here: npm run seloste -- help')
  return found
}

async function inside(
  given: Given,
  stop: AbortSignal,
  work: (installation: Installation, given: Given, stop: AbortSignal) => Promise<Said>,
  make = false,
): Promise<Said> {
  const installation = await openInstallation({ stop, make })
  try {
    const ended = new Promise<never>((_, fail) =>
      stop.addEventListener('abort', () => fail(stop.reason), { once: true }),
    )
    // Work that minds the signal itself ends in its own time, with something to say.
    const minds = work === importFile || work === followImport
    return await (minds ? work(installation, given, stop) : Promise.race([work(installation, given, stop), ended]))
  } finally {
    await installation.close()
  }
}

async function databaseUrl(given: Given): Promise<Said> {
  const purpose = given.purpose as PurposeId | undefined
  if (purpose !== undefined && !(purpose in purposes)) refuse('PURPOSE_UNKNOWN', { field: 'purpose' })
  const instance = runningInstance()
  if (!instance) {
    halt(
      `No Seloste runs on ${config.dataFolder}. Start it with npm start, or name the folder of the running one in SELOSTE_DATA.`,
    )
  }
  const connection = connectionOf(instance)
  if (!purpose && !connection.url && instance.database.superuser !== 'seloste_super') {
    halt('This instance runs on a database of its own address: it is the DATABASE_URL that npm start was given.')
  }
  const url = purpose ? urlOf(connection, `purpose_${purpose}`) : ownerUrl(connection)
  const installation = await openInstallation({ stop: new AbortController().signal })
  try {
    // Whoever holds the address reads past the ledger: that it was handed out is the last thing it can say.
    const actor = operator(given.language).id
    await append(installation.house, [{ actor, purpose: purpose ?? null, action: 'database.url' }])
  } finally {
    await installation.close()
  }
  return { text: given.json ? JSON.stringify({ url }) : url }
}

function ledgerVerify(given: Given, stop: AbortSignal): Promise<Said> {
  return inside(given, stop, async ({ house, dataFolder }) => {
    const report = await verifyLedger(house, dataFolder)
    const failed = !report.intact
    if (given.json) return { text: JSON.stringify(report), failed }
    const counts = `${report.leaves} entries sealed under ${report.checkpoints} signatures, ${report.unsealed} waiting`
    const problems = report.problems.map(({ number, what }) => `  ${number === null ? '' : `${number}: `}${what}`)
    return { text: [`The ledger is ${failed ? 'NOT intact' : 'intact'}: ${counts}.`, ...problems].join('\n'), failed }
  })
}

function verifyPromises(given: Given, stop: AbortSignal): Promise<Said> {
  return inside(
    given,
    stop,
    async ({ house, dataFolder }) => {
      const report = await runVerify(house, { dataFolder })
      const failed = report.broken > 0
      return { text: given.json ? JSON.stringify(report) : printReport(report, given.language), failed }
    },
    true,
  )
}

/** The change as a file's name, or written out after the flag. */
function withAddition(given: Given): Given {
  const [noun, verb, file] = given.words
  if (!file) return given
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return halt(`${file} cannot be read. Name a JSON file with the change: {"kind": "field", "body": {…}}.`)
  }
  const whole = objectOf(file, text)
  const addition = 'addition' in whole ? whole.addition : whole
  return { ...given, words: [noun!, verb!], input: { ...given.input, addition } }
}
