import { Worker } from 'node:worker_threads'
import { all, type Content, type Say, wholeOf } from './text.content.ts'

/** What one page or the whole of a PDF was found to be: `text` of a page, and at the end `read`: whether that was all. */
export type Told = { readonly text: string } | { readonly read: boolean }

/** Between two PDFs, and within a page that has no end: how long the reader waits, and how often it looks. */
const IDLE_MS = 60_000
const LOOK_MS = 500
/** Megabytes that one PDF may unpack to. */
const MOST = 512

/**
 * The text of a PDF page by page, with what is written into its fields. Read in a thread of its own, which is ended
 * where a page takes longer than the file may. False where it is locked or broken, has files in it, or a page is a picture.
 */
export async function printed(content: Content, say: Say): Promise<boolean> {
  const bytes = await wholeOf(all(content))
  return bytes !== null && inTurn(() => told(bytes, say))
}

let last: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const now = last.catch(() => {}).then(work)
  last = now
  return now
}

let reader: Worker | undefined
let idle: NodeJS.Timeout | undefined

function told(bytes: Buffer, say: Say): Promise<boolean> {
  clearTimeout(idle)
  reader ??= start()
  const worker = reader
  worker.ref()
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  const heard = (text: string) => {
    try {
      say(text)
    } catch (error) {
      end(worker)
      reject(error)
    }
  }
  const listen = (one: Told) => ('read' in one ? resolve(one.read) : heard(one.text))
  // It ran out of memory, or of itself: what was heard was there.
  const lose = () => {
    end(worker)
    resolve(false)
  }
  worker.on('message', listen).on('exit', lose)
  const look = setInterval(() => heard(''), LOOK_MS)
  worker.postMessage(bytes)
  return promise.finally(() => {
    clearInterval(look)
    worker.off('message', listen).off('exit', lose)
    worker.unref()
    if (reader === worker) idle = setTimeout(end, IDLE_MS, worker).unref()
  })
}

function start(): Worker {
  const url = new URL('./text.printed.worker.ts', import.meta.url)
  const worker = new Worker(url, { resourceLimits: { maxOldGenerationSizeMb: MOST } })
  // Its end follows, which is listened to while it works.
  return worker.on('error', () => {})
}

function end(worker: Worker): void {
  if (reader === worker) reader = undefined
  void worker.terminate()
}
