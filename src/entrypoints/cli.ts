import '#kernel/runtime.ts'
import { problemOf } from '#kernel/errors.ts'
import { Halt } from '#kernel/halt.ts'
import { type Given, readArguments } from './cli/arguments.ts'
import { run } from './cli/verbs.ts'

// `npm run seloste -- NOUN VERB`: every action of the product, and what only an operator does, from the command line.

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, () => stop.abort())
// `seloste people list | head`: whoever reads may stop reading.
process.stdout.on('error', () => stop.abort())

const args = process.argv.slice(2)
const json = args.includes('--json')
let given: Given | undefined
try {
  given = readArguments(args)
  const { text, failed } = await run(given, stop.signal)
  if (text) await new Promise<void>((resolve) => process.stdout.write(`${text}\n`, () => resolve()))
  process.exitCode = failed ? 1 : 0
} catch (error) {
  process.exitCode = stop.signal.aborted ? 130 : 1
  if (!stop.signal.aborted) say(error)
}
process.exit()

/** Code, sentence, next step; nothing of it on standard output, which may be somebody's input. */
function say(error: unknown): void {
  console.error(json ? JSON.stringify(asProblem(error)) : sentenceOf(error))
}

function asProblem(error: unknown): object {
  return error instanceof Halt ? { title: error.message } : problemOf(error, given?.language ?? 'en')
}

function sentenceOf(error: unknown): string {
  if (error instanceof Halt) return error.message
  const problem = problemOf(error, given?.language ?? 'en')
  if (problem.code === 'UNEXPECTED') console.error(error)
  const where = [problem.field, problem.line && `line ${problem.line}`, problem.detail].filter(Boolean).join(', ')
  return `${problem.code}: ${problem.title}${where ? ` (${where})` : ''}\n${problem.next}`
}
