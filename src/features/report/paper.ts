import PDFDocument from 'pdfkit'
import { inter } from '#kernel/inter.ts'
import type { Language } from '#kernel/vocabulary.ts'

type Struct = PDFKit.PDFStructureElement

const LEFT = 64
const RIGHT = 531
const WIDTH = RIGHT - LEFT
const TOP = 64
const FOOT = 770
const INK = '#1d2130'
const QUIET = '#595d6b'
const LINE = '#c9c6be'
const ACCENT = '#2b3a75'

type Chapter = { title: string; page: number }

/** A calm A4 document with contents, made chapter by chapter; tagged for who reads by ear, Inter embedded. */
export type Paper = {
  cover(title: string, name: string, lines: readonly (readonly [string, string])[], lead: readonly string[]): void
  chapter(title: string, lead?: string): void
  heading(text: string): void
  text(words: string): void
  /** Small print below a heading: why, from where, until when. */
  notes(list: readonly (readonly [string, string])[]): void
  /** A record: its name, and its facts a line each. */
  record(title: string, beside: string, facts: readonly (readonly [string, string])[]): void
  list(items: readonly string[]): void
  table(heads: readonly string[], widths: readonly number[], rows: readonly (readonly string[])[]): void
  done(): Promise<Buffer>
}

export function openPaper(
  language: Language,
  title: string,
  author: string,
  at: Date,
  words: { contents: string; page: (of: number, all: number) => string; foot: string },
): Paper {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: TOP, bottom: 0, left: LEFT, right: 595 - RIGHT },
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, Author: author, Creator: 'Seloste', Producer: 'Seloste', CreationDate: at },
  } as unknown as PDFKit.PDFDocumentOptions)
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const made = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  doc.registerFont('plain', inter(400))
  doc.registerFont('bold', inter(620))
  const root = doc.struct('Document')
  doc.addStructure(root)
  const chapters: Chapter[] = []
  let contents = 0

  const say = (type: string, put: () => void, parent: Struct = root) => {
    const element = doc.struct(type as 'P')
    parent.add(element)
    element.add(put)
    element.end()
  }
  const beside = (put: () => void) => {
    doc.markContent('Artifact')
    put()
    doc.endMarkedContent()
  }
  const page = () => doc.bufferedPageRange().count
  const fresh = () => {
    doc.addPage()
    doc.x = LEFT
    doc.y = TOP
  }
  const room = (height: number) => {
    if (doc.y + height > FOOT - 12) fresh()
  }
  /** Measured only where it might not fit: to lay a text out twice is most of the time a page takes. */
  const roomFor = (words: string, width: number) => {
    const most = (Math.ceil(words.length / (width / 7)) + 1) * 16
    if (doc.y + most > FOOT - 12) room(doc.heightOfString(words, { width }) + 2)
  }
  const plain = (size: number, color = INK) => doc.font('plain').fontSize(size).fillColor(color)
  const bold = (size: number, color = INK) => doc.font('bold').fontSize(size).fillColor(color)
  /** A long text goes on over the page, by its lines. */
  const flowing = (type: string, words: string, set: () => typeof doc, left = LEFT, width = WIDTH) => {
    for (const paragraph of words.split(/\n+/)) {
      for (const part of fitting(paragraph, width, set)) {
        set()
        roomFor(part, width)
        say(type, () => set().text(part, left, doc.y, { width, lineGap: 1.5 }))
      }
    }
  }
  const fitting = (paragraph: string, width: number, set: () => typeof doc): string[] => {
    set()
    if (paragraph.length < width * 5 || doc.heightOfString(paragraph, { width }) < FOOT - TOP - 60) return [paragraph]
    const half = paragraph.lastIndexOf(' ', paragraph.length / 2)
    const at = half < 1 ? Math.floor(paragraph.length / 2) : half
    return [...fitting(paragraph.slice(0, at), width, set), ...fitting(paragraph.slice(at).trimStart(), width, set)]
  }

  return {
    cover(heading, name, lines, lead) {
      beside(() => doc.rect(LEFT, 150, 48, 4).fill(ACCENT))
      say('H1', () => bold(30, ACCENT).text(heading, LEFT, 170, { width: WIDTH }))
      say('P', () => bold(16).text(name, LEFT, doc.y + 8, { width: WIDTH }))
      doc.y += 28
      for (const [label, value] of lines) {
        const y = doc.y
        say('P', () => {
          plain(9.5, QUIET).text(label, LEFT, y, { width: 150 })
          plain(10.5).text(value, LEFT + 160, y - 0.5, { width: WIDTH - 160 })
        })
        doc.y = Math.max(doc.y, y + 14) + 3
      }
      doc.y += 24
      for (const paragraph of lead) {
        flowing('P', paragraph, () => plain(11.5))
        doc.y += 8
      }
      fresh()
      contents = page() - 1
    },
    chapter(heading, lead) {
      if (chapters.length === 0 || doc.y > FOOT - 220) fresh()
      else doc.y += 26
      chapters.push({ title: heading, page: page() })
      const y = doc.y
      beside(() => doc.rect(LEFT, y, 28, 3).fill(ACCENT))
      say('H2', () => bold(17, ACCENT).text(heading, LEFT, y + 11, { width: WIDTH }))
      doc.y += 6
      if (lead) flowing('P', lead, () => plain(10.5, QUIET))
      doc.y += 12
    },
    heading(words) {
      room(150)
      doc.y += 6
      say('H3', () => bold(12).text(words, LEFT, doc.y, { width: WIDTH }))
      doc.y += 4
    },
    text(words) {
      flowing('P', words, () => plain(10.5))
      doc.y += 6
    },
    notes(list) {
      for (const [label, words] of list) {
        plain(8.5)
        room(doc.heightOfString(words, { width: WIDTH - 92 }))
        const y = doc.y
        say('P', () => {
          bold(8.5, QUIET).text(label, LEFT, y, { width: 84 })
          plain(8.5, QUIET).text(words, LEFT + 92, y, { width: WIDTH - 92, lineGap: 1 })
        })
        doc.y += 2
      }
      doc.y += 8
    },
    record(heading, side, facts) {
      room(42)
      const top = doc.y
      if (heading || side) {
        say('P', () => {
          bold(10).text(heading || ' ', LEFT, top, { width: WIDTH - 130 })
          const low = doc.y
          plain(8.5, QUIET).text(side, RIGHT - 124, top + 1, { width: 124, align: 'right' })
          doc.y = Math.max(low, doc.y)
        })
        doc.y += 2
      }
      for (const [label, value] of facts) {
        if (value.length > 400 || value.includes('\n')) {
          say('P', () => plain(9, QUIET).text(label, LEFT, doc.y, { width: WIDTH }))
          flowing('P', value, () => plain(10), LEFT + 12, WIDTH - 12)
          doc.y += 2
          continue
        }
        plain(10)
        roomFor(value, WIDTH - 150)
        const y = doc.y
        say('P', () => {
          plain(9, QUIET).text(label, LEFT, y + 0.8, { width: 142 })
          const low = doc.y
          plain(10).text(value, LEFT + 150, y, { width: WIDTH - 150 })
          doc.y = Math.max(low, doc.y)
        })
        doc.y += 1.5
      }
      beside(() =>
        doc
          .moveTo(LEFT, doc.y + 3)
          .lineTo(RIGHT, doc.y + 3)
          .lineWidth(0.4)
          .strokeColor(LINE)
          .stroke(),
      )
      doc.y += 10
    },
    list(items) {
      for (const item of items) {
        plain(10)
        room(doc.heightOfString(item, { width: WIDTH - 14 }))
        const y = doc.y
        say('P', () => {
          plain(10, ACCENT).text('•', LEFT, y, { width: 10 })
          plain(10).text(item, LEFT + 14, y, { width: WIDTH - 14, lineGap: 1 })
        })
        doc.y += 4
      }
      doc.y += 6
    },
    table(heads, widths, rows) {
      const places = widths.map((_, at) => LEFT + widths.slice(0, at).reduce((sum, one) => sum + one, 0) * WIDTH)
      const element = doc.struct('Table')
      root.add(element)
      const line = (cells: readonly string[], type: 'TH' | 'TD') => {
        plain(9)
        const height = Math.max(
          ...cells.map((cell, at) => doc.heightOfString(cell || ' ', { width: widths[at]! * WIDTH - 8 })),
        )
        room(height + 6)
        const y = doc.y
        const row = doc.struct('TR')
        element.add(row)
        cells.forEach((cell, at) => {
          const set = () => (type === 'TH' ? plain(8, QUIET) : plain(9))
          say(type, () => set().text(cell, places[at]!, y, { width: widths[at]! * WIDTH - 8 }), row)
        })
        row.end()
        beside(() =>
          doc
            .moveTo(LEFT, y + height + 2)
            .lineTo(RIGHT, y + height + 2)
            .lineWidth(type === 'TH' ? 0.8 : 0.3)
            .strokeColor(type === 'TH' ? ACCENT : LINE)
            .stroke(),
        )
        doc.y = y + height + 6
      }
      line(heads, 'TH')
      for (const row of rows) line(row, 'TD')
      element.end()
      doc.y += 8
    },
    done() {
      doc.switchToPage(contents)
      doc.y = TOP
      say('H2', () => bold(18, ACCENT).text(words.contents, LEFT, TOP - 6, { width: WIDTH }))
      doc.y += 14
      for (const { title: heading, page: at } of chapters) {
        const y = doc.y
        say('P', () => {
          plain(11).text(heading, LEFT, y, { width: WIDTH - 40 })
          const low = doc.y
          plain(11, QUIET).text(String(at), RIGHT - 36, y, { width: 36, align: 'right' })
          doc.y = low
        })
        beside(() =>
          doc
            .moveTo(LEFT, doc.y + 3)
            .lineTo(RIGHT, doc.y + 3)
            .lineWidth(0.3)
            .strokeColor(LINE)
            .stroke(),
        )
        doc.y += 8
      }
      root.end()
      const { start, count } = doc.bufferedPageRange()
      for (let at = start + 1; at < start + count; at++) {
        doc.switchToPage(at)
        beside(() => {
          plain(8, QUIET).text(words.foot, LEFT, FOOT + 10, { width: 360, lineBreak: false })
          doc.text(words.page(at - start + 1, count), RIGHT - 100, FOOT + 10, {
            width: 100,
            align: 'right',
            lineBreak: false,
          })
        })
      }
      doc.end()
      return made
    },
  }
}
