import { relative } from 'node:path'
import type { run } from 'node:test'
import { inspect } from 'node:util'

export type Tally = { passed: number; failed: number }
/** What a run came to, and which files failed in it, by their paths, with how many of their tests. */
export type Outcome = Tally & { files: Map<string, Tally> }

const slowSeconds = 5

/** Prints one line per file, failures whole, and says which files were slow. A skipped test counts as failed: nothing here is optional. */
export async function report(events: ReturnType<typeof run>, project: string): Promise<Outcome> {
  const tally: Outcome = { passed: 0, failed: 0, files: new Map() }
  const books = new Map<string, { passed: number; failed: number; output: string; notes: string[] }>()
  const bookOf = (file: string) => {
    const book = books.get(file) ?? { passed: 0, failed: 0, output: '', notes: [] }
    books.set(file, book)
    return book
  }
  const slow: string[] = []
  const closed = new Set<string>()
  const close = (file: string, seconds: number) => {
    const book = bookOf(file)
    const name = relative(project, file)
    if (book.passed + book.failed === 0) {
      book.failed += 1
      console.log(`\nFAILED ${name}\n  The file ended without a test.`)
    }
    console.log(
      `${book.failed ? 'FAILED' : 'ok '} ${name}: ${book.passed} passed, ${book.failed} failed (${seconds.toFixed(1)} s)`,
    )
    for (const note of book.notes) console.log(`    ${note}`)
    if (book.failed && book.output) console.log(indent(`It printed:\n${book.output}`))
    if (seconds >= slowSeconds) slow.push(`${name} ${seconds.toFixed(1)} s`)
    tally.passed += book.passed
    tally.failed += book.failed
    if (book.failed) tally.files.set(file, { passed: book.passed, failed: book.failed })
    books.delete(file)
    closed.add(file)
  }

  for await (const event of events) {
    const { data } = event as { data: EventData }
    const file = data.file
    if (!file || (closed.has(file) && event.type !== 'test:fail')) continue
    const book = bookOf(file)
    if (event.type === 'test:stdout' || event.type === 'test:stderr') book.output += data.message
    else if (event.type === 'test:diagnostic') book.notes.push(data.message ?? '')
    else if (event.type === 'test:pass' && isTest(data)) {
      if (data.skip !== undefined || data.todo !== undefined) {
        book.failed += 1
        console.log(`\nFAILED ${data.name}\n  It was skipped; nothing here is optional.`)
      } else book.passed += 1
    } else if (event.type === 'test:fail' && data.details?.error?.failureType !== 'subtestsFailed') {
      book.failed += 1
      const cause = data.details?.error?.cause ?? data.details?.error
      const where = data.name === file ? 'The file ended before its tests' : data.name
      console.log(
        `\nFAILED ${where} (${relative(project, file)}:${data.line ?? 1})\n${indent(typeof cause === 'string' ? cause : inspect(cause))}`,
      )
    }
    // A file that fell over has no summary of its own; its failure as a whole is its end.
    if (event.type === 'test:summary') close(file, (data.duration_ms ?? 0) / 1000)
    else if ((event.type === 'test:fail' || event.type === 'test:pass') && data.name === file) {
      close(file, (data.details?.duration_ms ?? 0) / 1000)
    }
  }
  for (const file of books.keys()) close(file, 0)
  if (slow.length) console.log(`slow: ${slow.join(', ')}`)
  return tally
}

type EventData = {
  name?: string
  file?: string
  line?: number
  message?: string
  skip?: boolean | string
  todo?: boolean | string
  duration_ms?: number
  details?: { type?: string; duration_ms?: number; error?: Error & { failureType?: string; cause?: unknown } }
}

function isTest(data: EventData): boolean {
  return data.details?.type !== 'suite' && data.name !== data.file
}

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, '    ')
}
