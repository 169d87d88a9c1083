import { parentPort } from 'node:worker_threads'
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { FEW } from './text.packed.ts'
import type { Told } from './text.printed.ts'

// A PDF is read here, apart from whoever serves: what it unpacks to and how long that takes is not ours to know.

type Document = Awaited<ReturnType<typeof getDocumentProxy>>
type Page = Awaited<ReturnType<Document['getPage']>>

const tell = (one: Told) => parentPort!.postMessage(one)

parentPort!.on('message', async (bytes: Uint8Array) => {
  try {
    tell({ read: await read(bytes) })
  } catch {
    tell({ read: false })
  }
})

/** Refuses what is locked with a password and what is no PDF. */
async function read(bytes: Uint8Array): Promise<boolean> {
  // Nothing is drawn, fetched or run.
  const pdf = await getDocumentProxy(new Uint8Array(bytes), {
    disableFontFace: true,
    verbosity: 0,
  })
  try {
    const { info } = await pdf.getMetadata()
    tell({
      text: `${Object.values(info as object)
        .filter((said) => typeof said === 'string')
        .join(' ')}\n`,
    })
    let whole = (await pdf.getAttachments()) === null
    for (let n = 1; n <= pdf.numPages; n++) {
      const page = await pdf.getPage(n)
      const text = await textOf(page)
      tell({ text: `${text}\n` })
      // Once something is known not to be read, no more pictures need be looked for.
      if (whole && (UNEXPLAINED.test(text) || (text.trim().length < FEW && (await hasPicture(page))))) whole = false
      page.cleanup()
    }
    return whole
  } finally {
    await pdf.loadingTask.destroy()
  }
}

/** Letters that a font draws and says of none what they are. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: numbers of drawings, that nothing tells the letters of
const UNEXPLAINED = /[\x00-\x08\x0e-\x1f\u{e000}-\u{f8ff}\u{fffd}]/u

async function textOf(page: Page): Promise<string> {
  const { items } = await page.getTextContent()
  const lines = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
  const written = (await page.getAnnotations()).flatMap(({ fieldValue, contentsObj }) => [fieldValue, contentsObj?.str])
  return [lines, ...written.flat().filter((said) => typeof said === 'string' && said)].join('\n')
}

async function hasPicture(page: Page): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS()
  const { fnArray } = await page.getOperatorList()
  const pictures = [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject]
  return fnArray.some((one: number) => pictures.includes(one))
}
