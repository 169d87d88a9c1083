import PDFDocument from 'pdfkit'
import { inter } from '#kernel/inter.ts'
import { formatDecimal, formatMoney, type Priced, type Sums } from '#kernel/money.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { columns, words } from './document.words.ts'

/** A line as it is printed: what and how much, with the sum that was kept for it. */
export type PaperLine = Priced & { name: string; unit: string; net: string }

/** What a document of ours says, whichever kind it is: a quote, an order confirmation. */
export type Paper = {
  language: Language
  /** `Tarjous` */
  kind: string
  number: string
  heading?: string | null
  /** The one it is made to: name, contact, address; a line each. */
  to: readonly string[]
  facts: readonly (readonly [label: string, value: string])[]
  lines: readonly PaperLine[]
  currency: string
  /** Null: a document without prices. */
  sums: Sums | null
  texts: readonly { heading: string; body: string }[]
  /** The day it was made, in the file's own facts: the same paper of the same moment is the same file, byte by byte. */
  at: Date
}

type Struct = PDFKit.PDFStructureElement
type Draw = { doc: PDFKit.PDFDocument; paper: Paper; root: Struct }

const LEFT = 56
const RIGHT = 539
const WIDTH = RIGHT - LEFT
const TOP = 56
const FOOT = 776
const INK = '#1d2130'
const QUIET = '#595d6b'
const LINE = '#c9c6be'
const ACCENT = '#2b3a75'

/** An A4 PDF with our letterhead: Inter embedded, tagged for who reads by ear, pages numbered. */
export function drawn(sender: Register['controller'], paper: Paper): Promise<Buffer> {
  const title = `${paper.kind} ${paper.number}`
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: TOP, bottom: 0, left: LEFT, right: 595 - RIGHT },
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: paper.language,
    displayTitle: true,
    info: { Title: title, Author: sender.name, Creator: 'Seloste', Producer: 'Seloste', CreationDate: paper.at },
  } as unknown as PDFKit.PDFDocumentOptions)
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const made = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  doc.registerFont('plain', inter(400))
  doc.registerFont('bold', inter(620))
  doc.font('plain').fontSize(9.5).fillColor(INK)
  const root = doc.struct('Document')
  doc.addStructure(root)
  const draw = { doc, paper, root }
  head(draw, sender)
  table(draw)
  if (paper.sums) sums(draw, paper.sums)
  for (const each of paper.texts) text(draw, each)
  root.end()
  feet(draw, sender)
  doc.end()
  return made
}

function head(draw: Draw, { name, businessId, address, mailbox }: Register['controller']): void {
  const { doc, paper, root } = draw
  const { language, kind, number, heading, to, facts } = paper
  doc.markContent('Artifact')
  doc.rect(LEFT, TOP - 20, 36, 3).fill(ACCENT)
  doc.endMarkedContent()
  say(draw, 'P', () => {
    doc
      .font('bold')
      .fontSize(13)
      .fillColor(INK)
      .text(name, LEFT, TOP - 8, { width: 270 })
    doc.font('plain').fontSize(8.5).fillColor(QUIET)
    doc.text(`${address.street}, ${address.postcode} ${address.town[language]}`, { width: 270 })
    doc.text(`${words[language].businessId} ${businessId}`, { width: 270 }).text(mailbox, { width: 270 })
  })
  const below = doc.y + 26
  say(draw, 'H1', () => {
    doc
      .font('bold')
      .fontSize(20)
      .fillColor(ACCENT)
      .text(kind, 330, TOP - 10, { width: RIGHT - 330, align: 'right' })
    doc
      .font('bold')
      .fontSize(11)
      .fillColor(INK)
      .text(number, 330, doc.y, { width: RIGHT - 330, align: 'right' })
  })
  say(draw, 'P', () => {
    doc.font('plain').fontSize(8.5).fillColor(QUIET).text(words[language].to, LEFT, below)
    doc.fontSize(10).fillColor(INK)
    to.forEach((line, i) => {
      doc.font(i === 0 ? 'bold' : 'plain').text(line, LEFT, doc.y, { width: 250 })
    })
  })
  const left = doc.y
  let y = below
  for (const [label, value] of facts)
    say(draw, 'P', () => {
      doc
        .font('plain')
        .fontSize(8.5)
        .fillColor(QUIET)
        .text(label, 330, y + 1, { width: 90 })
      const low = doc.y
      doc
        .fontSize(9.5)
        .fillColor(INK)
        .text(value, 424, y, { width: RIGHT - 424 })
      y = Math.max(low, doc.y) + 2
    })
  doc.x = LEFT
  doc.y = Math.max(left, y) + 22
  if (!heading) return
  say(draw, 'H2', () => doc.font('bold').fontSize(12).fillColor(INK).text(heading, LEFT, doc.y, { width: WIDTH }), root)
  doc.y += 10
}

/** Its head is drawn again on every page; a row is never torn. */
function table(draw: Draw): void {
  const { doc, paper, root } = draw
  const priced = paper.sums !== null
  const shown = columns(paper.language, priced, LEFT, RIGHT)
  const element = doc.struct('Table')
  root.add(element)
  const header = (first: boolean) => {
    const y = doc.y
    const cells = () =>
      shown.forEach(({ label, x, width, align }) => {
        doc.font('plain').fontSize(8).fillColor(QUIET).text(label, x, y, { width, align, lineBreak: false })
      })
    if (first) {
      const row = doc.struct('TR')
      element.add(row)
      for (const { label, x, width, align } of shown)
        say(
          draw,
          'TH',
          () => {
            doc.font('plain').fontSize(8).fillColor(QUIET).text(label, x, y, { width, align, lineBreak: false })
          },
          row,
          { scope: 'Column' },
        )
      row.end()
    } else beside(doc, cells)
    beside(doc, () =>
      doc
        .moveTo(LEFT, y + 13)
        .lineTo(RIGHT, y + 13)
        .lineWidth(0.8)
        .strokeColor(ACCENT)
        .stroke(),
    )
    doc.y = y + 19
  }
  header(true)
  for (const line of paper.lines) {
    const values = valuesOf(line, paper)
    doc.font('plain').fontSize(9.5)
    const height = Math.max(...shown.map(({ id, width }) => doc.heightOfString(values[id]!, { width })))
    if (doc.y + height > FOOT - 24) {
      doc.addPage()
      doc.y = TOP
      header(false)
    }
    const y = doc.y
    const row = doc.struct('TR')
    element.add(row)
    for (const { id, x, width, align } of shown)
      say(
        draw,
        'TD',
        () => {
          doc.font('plain').fontSize(9.5).fillColor(INK).text(values[id]!, x, y, { width, align })
        },
        row,
      )
    row.end()
    beside(doc, () =>
      doc
        .moveTo(LEFT, y + height + 4)
        .lineTo(RIGHT, y + height + 4)
        .lineWidth(0.4)
        .strokeColor(LINE)
        .stroke(),
    )
    doc.y = y + height + 9
  }
  element.end()
}

function valuesOf(line: PaperLine, { language, currency }: Paper): Record<string, string> {
  return {
    name: line.name,
    quantity: `${formatDecimal(line.quantity, language)}\u00a0${line.unit}`,
    price: formatMoney(line.price, currency, language, 4),
    discount: Number(line.discount) === 0 ? '' : `${formatDecimal(line.discount, language)}\u00a0%`,
    vat: `${formatDecimal(line.vat, language)}\u00a0%`,
    net: formatMoney(line.net, currency, language),
  }
}

function sums(draw: Draw, { net, vat, gross, rates }: Sums): void {
  const { doc, paper } = draw
  const { language, currency } = paper
  const say_ = words[language]
  const rows: [string, string][] = [
    [say_.net, net],
    ...rates.map(({ rate, net: of, vat: tax }): [string, string] => [
      `${say_.vat} ${formatDecimal(rate, language)}\u00a0% · ${formatMoney(of, currency, language)}`,
      tax,
    ]),
    ...(rates.length > 1 ? [[say_.vatInAll, vat] as [string, string]] : []),
  ]
  room(draw, rows.length * 15 + 40)
  doc.y += 4
  for (const [label, amount] of rows) sum(draw, label, formatMoney(amount, currency, language), 9.5, 'plain')
  beside(doc, () =>
    doc
      .moveTo(330, doc.y + 1)
      .lineTo(RIGHT, doc.y + 1)
      .lineWidth(0.8)
      .strokeColor(ACCENT)
      .stroke(),
  )
  doc.y += 7
  sum(draw, say_.gross, formatMoney(gross, currency, language), 12, 'bold')
  doc.y += 18
}

function sum(draw: Draw, label: string, amount: string, size: number, font: string): void {
  const { doc } = draw
  const y = doc.y
  say(draw, 'P', () => {
    doc.font(font).fontSize(size).fillColor(INK).text(label, 300, y, { width: 145, align: 'right' })
    const low = doc.y
    doc.text(amount, 445, y, { width: RIGHT - 445, align: 'right' })
    doc.y = Math.max(low, doc.y) + 3
  })
}

function text(draw: Draw, { heading, body }: { heading: string; body: string }): void {
  const { doc } = draw
  room(draw, 60)
  say(draw, 'H2', () => doc.font('bold').fontSize(10).fillColor(INK).text(heading, LEFT, doc.y, { width: WIDTH }))
  doc.y += 4
  for (const paragraph of body.split(/\n+/)) {
    doc.font('plain').fontSize(9.5)
    for (const part of fitting(doc, paragraph)) {
      room(draw, doc.heightOfString(part, { width: WIDTH }))
      say(draw, 'P', () => doc.font('plain').fontSize(9.5).fillColor(INK).text(part, LEFT, doc.y, { width: WIDTH }))
    }
    doc.y += 4
  }
  doc.y += 10
}

/** A paragraph longer than a page, by its sentences. */
function fitting(doc: PDFKit.PDFDocument, paragraph: string): string[] {
  if (doc.heightOfString(paragraph, { width: WIDTH }) < FOOT - TOP - 80) return [paragraph]
  const half = paragraph.lastIndexOf(' ', paragraph.length / 2)
  if (half < 1) return [paragraph]
  return [...fitting(doc, paragraph.slice(0, half)), ...fitting(doc, paragraph.slice(half + 1))]
}

function room({ doc }: Draw, height: number): void {
  if (doc.y + height <= FOOT - 16) return
  doc.addPage()
  doc.y = TOP
}

/** Drawn last, when it is known how many pages there are. */
function feet({ doc, paper }: Draw, sender: Register['controller']): void {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page)
    beside(doc, () => {
      doc.moveTo(LEFT, FOOT).lineTo(RIGHT, FOOT).lineWidth(0.4).strokeColor(LINE).stroke()
      doc.font('plain').fontSize(8).fillColor(QUIET)
      doc.text(`${sender.name} · ${sender.businessId} · ${sender.mailbox}`, LEFT, FOOT + 7, {
        width: 380,
        lineBreak: false,
      })
      const number = `${paper.number} · ${words[paper.language].page(page - start + 1, count)}`
      doc.text(number, 360, FOOT + 7, { width: RIGHT - 360, align: 'right', lineBreak: false })
    })
  }
}

function say({ doc, root }: Draw, type: string, put: () => void, parent: Struct = root, options = {}): void {
  const element = doc.struct(type as 'P', options)
  parent.add(element)
  element.add(put)
  element.end()
}

/** What is only for the eye: rules, and what is told elsewhere already. */
function beside(doc: PDFKit.PDFDocument, put: () => void): void {
  doc.markContent('Artifact')
  put()
  doc.endMarkedContent()
}
