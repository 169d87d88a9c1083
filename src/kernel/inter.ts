import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'

// Inter is shipped as two variable WOFF2 files, which no PDF may hold. What a document needs of them is written as a
// plain TrueType font of one weight: outlines, widths, and figures of one width, so that columns of money stand.

type Point = { x: number; y: number; onCurve: boolean; endContour: boolean; copy(): Point }
type Part = {
  glyphID: number
  dx: number
  dy: number
  scaleX: number
  scaleY: number
  scale01: number
  scale10: number
}
type Outline = { numberOfContours: number; points?: Point[]; components?: Part[] }
/** What is used here of the reader of fonts that pdfkit brings. */
type Reader = {
  characterSet: number[]
  unitsPerEm: number
  ascent: number
  descent: number
  capHeight: number
  xHeight: number
  _transformedGlyphs: Outline[]
  glyphForCodePoint(code: number): { id: number; advanceWidth: number; path: unknown }
  getGlyph(id: number): { advanceWidth: number; path: unknown }
  layout(text: string, features: string[]): { glyphs: { id: number }[] }
}
type Bender = { transformPoints(glyph: number, points: Point[]): void }
type Glyph = { advance: number; contours: Point[][] }

const SUBSETS = ['latin', 'latin-ext'] as const
const kept = new Map<number, Buffer>()

/** Inter of a weight (100–900) as a TrueType file. */
export function inter(weight: number): Buffer {
  const found = kept.get(weight) ?? written(weight)
  kept.set(weight, found)
  return found
}

function written(weight: number): Buffer {
  const codes = new Map<number, number>()
  const glyphs: Glyph[] = []
  const readers = SUBSETS.map(readerOf)
  for (const reader of readers) {
    const bender = benderOf(reader, weight)
    glyphs.push(glyphOf(reader, 0, bender))
    const figures = reader === readers[0] ? reader.layout('0123456789', ['tnum']).glyphs : []
    for (const code of reader.characterSet) {
      if (codes.has(code) || code > 0xffff) continue
      codes.set(code, glyphs.length)
      glyphs.push(glyphOf(reader, figures[code - 48]?.id ?? reader.glyphForCodePoint(code).id, bender))
    }
  }
  return fileOf(readers[0]!, glyphs, codes, `Inter-${weight}`)
}

function readerOf(subset: string): Reader {
  const file = `files/inter-${subset}-wght-normal.woff2`
  const bytes = readFileSync(fileURLToPath(import.meta.resolve(`@fontsource-variable/inter/${file}`)))
  return (new PDFDocument({ autoFirstPage: false }).font(bytes) as unknown as { _font: { font: Reader } })._font.font
}

/** What moves the points to a weight. The reader keeps the one it made first, of no weight: another is made beside it. */
function benderOf(reader: Reader, weight: number): Bender {
  const beside = Object.create(reader, { variationCoords: { value: [weight] } })
  for (let at = Object.getPrototypeOf(reader); at; at = Object.getPrototypeOf(at)) {
    const made = Object.getOwnPropertyDescriptor(at, '_variationProcessor')?.get?.call(beside)
    if (made) return made
  }
  throw new Error('The reader of fonts knows no weights.')
}

function glyphOf(reader: Reader, id: number, bender: Bender): Glyph {
  const glyph = reader.getGlyph(id)
  // To look at one is to have them all unpacked.
  void glyph.path
  const advance = point(glyph.advanceWidth, 0)
  const contours = contoursOf(reader, id, bender, advance)
  return { advance: Math.round(advance.x), contours }
}

function contoursOf(reader: Reader, id: number, bender: Bender, advance = point(0, 0)): Point[][] {
  const { points = [], components } = reader._transformedGlyphs[id]!
  const own = components ? components.map((one) => point(one.dx, one.dy, true)) : points.map((one) => one.copy())
  bender.transformPoints(id, [...own, point(0, 0), advance, point(0, 0), point(0, 0)])
  if (!components) return split(own)
  return components.flatMap((part, i) =>
    contoursOf(reader, part.glyphID, bender).map((contour) =>
      contour.map((at) => ({
        ...at,
        x: at.x * part.scaleX + at.y * part.scale01 + own[i]!.x,
        y: at.y * part.scaleY + at.x * part.scale10 + own[i]!.y,
      })),
    ),
  )
}

const point = (x: number, y: number, onCurve = false): Point => ({
  x,
  y,
  onCurve,
  endContour: true,
  copy: () => point(x, y, onCurve),
})

function split(points: Point[]): Point[][] {
  const contours: Point[][] = []
  let open: Point[] = []
  for (const each of points) {
    open.push(each)
    if (!each.endContour) continue
    contours.push(open)
    open = []
  }
  return contours
}

/** OpenType 1.9, the tables that a PDF needs (ISO 32000-1, 9.9). */
function fileOf(reader: Reader, glyphs: Glyph[], codes: ReadonlyMap<number, number>, name: string): Buffer {
  const outlines = glyphs.map(outlineOf)
  const offsets = [0]
  for (const one of outlines) offsets.push(offsets.at(-1)! + one.length)
  const of = (...words: number[]) => Buffer.from(words.flatMap((word) => [(word >> 8) & 255, word & 255]))
  const long = (...words: number[]) => Buffer.concat(words.map((word) => of(word >>> 16, word & 0xffff)))
  const box = [-2000, -1000, 5000, 3000]
  const tables: Record<string, Buffer> = {
    'OS/2': Buffer.concat([
      of(4, 1200, 400, 5, 0),
      Buffer.alloc(58),
      of(reader.ascent, reader.descent, 0, reader.ascent, -reader.descent),
      long(1, 0),
      of(reader.xHeight, reader.capHeight, 0, 32, 1),
    ]),
    cmap: cmapOf(codes),
    glyf: Buffer.concat(outlines),
    head: Buffer.concat([
      long(0x10000, 0x10000, 0, 0x5f0f3cf5),
      of(0, reader.unitsPerEm),
      Buffer.alloc(16),
      of(...box, 0, 6, 2, 1, 0),
    ]),
    hhea: Buffer.concat([
      long(0x10000),
      of(reader.ascent, reader.descent, 0, 5000, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, glyphs.length),
    ]),
    hmtx: Buffer.concat(glyphs.map((one) => of(one.advance, leftOf(one)))),
    loca: long(...offsets),
    maxp: Buffer.concat([long(0x10000), of(glyphs.length, 500, 100, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)]),
    name: nameOf(name),
    post: Buffer.concat([long(0x30000, 0), of(-200, 100), long(0, 0, 0, 0, 0)]),
  }
  const tags = Object.keys(tables)
  let at = 12 + 16 * tags.length
  const directory: Buffer[] = [long(0x10000), of(tags.length, 128, 3, tags.length * 16 - 128)]
  const bodies: Buffer[] = []
  for (const tag of tags) {
    const body = tables[tag]!
    directory.push(Buffer.from(tag), long(0, at, body.length))
    bodies.push(body, Buffer.alloc((4 - (body.length % 4)) % 4))
    at += body.length + ((4 - (body.length % 4)) % 4)
  }
  return Buffer.concat([...directory, ...bodies])
}

const leftOf = ({ contours }: Glyph): number =>
  contours.length ? Math.round(Math.min(...contours.flat().map((one) => one.x))) : 0

/** A simple glyph: every point its flag, every step two bytes. */
function outlineOf({ contours }: Glyph): Buffer {
  const points = contours.flat().map((one) => ({ ...one, x: Math.round(one.x), y: Math.round(one.y) }))
  if (points.length === 0) return Buffer.alloc(0)
  const xs = points.map((one) => one.x)
  const ys = points.map((one) => one.y)
  const head = [contours.length, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  let last = -1
  const ends = contours.map((contour) => (last += contour.length))
  const steps = (list: number[]) => list.map((value, i) => value - (list[i - 1] ?? 0))
  const size = 2 * (head.length + ends.length + 1) + points.length * 5
  const bytes = Buffer.alloc(size + ((4 - (size % 4)) % 4))
  let at = 0
  for (const word of [...head, ...ends, 0]) at = bytes.writeInt16BE(word, at)
  for (const one of points) at = bytes.writeUInt8(one.onCurve ? 1 : 0, at)
  for (const word of [...steps(xs), ...steps(ys)]) at = bytes.writeInt16BE(word, at)
  return bytes
}

/** Format 4, a segment a character: short work for the reader, and few enough of them. */
function cmapOf(codes: ReadonlyMap<number, number>): Buffer {
  const sorted = [...codes].filter(([code]) => code < 0xffff).toSorted(([a], [b]) => a - b)
  const segments = [...sorted, [0xffff, 0] as [number, number]]
  const words = [
    ...segments.map(([code]) => code),
    0,
    ...segments.map(([code]) => code),
    ...segments.map(([code, glyph]) => (glyph - code) & 0xffff),
    ...segments.map(() => 0),
  ]
  const bytes = Buffer.alloc(12 + 14 + words.length * 2)
  let at = bytes.writeUInt32BE(
    12,
    bytes.writeUInt16BE(1, bytes.writeUInt16BE(3, bytes.writeUInt16BE(1, bytes.writeUInt16BE(0, 0)))),
  )
  const power = 2 ** Math.floor(Math.log2(segments.length))
  const ranges = [power * 2, Math.log2(power), segments.length * 2 - power * 2]
  for (const word of [4, bytes.length - 12, 0, segments.length * 2, ...ranges, ...words])
    at = bytes.writeUInt16BE(word, at)
  return bytes
}

function nameOf(family: string): Buffer {
  const text = Buffer.from(family, 'utf16le').swap16()
  const ids = [1, 2, 4, 6]
  const head = Buffer.alloc(6 + ids.length * 12)
  let at = head.writeUInt16BE(6 + ids.length * 12, head.writeUInt16BE(ids.length, 2))
  for (const id of ids) for (const word of [3, 1, 0x409, id, text.length, 0]) at = head.writeUInt16BE(word, at)
  return Buffer.concat([head, text])
}
