import PDFDocument from 'pdfkit'
import { formatDecimal, formatMoney, lineNet, sumsOf } from '#kernel/money.ts'
import type { Register } from '#register/index.ts'
import { type Confirmed, dayOf, words } from './confirmation.text.ts'

/** The confirmation as a PDF of A4 pages, in the order's language. */
export function documentOf(order: Confirmed, sender: Register['controller']): Promise<Buffer> {
  const say = words[order.language]
  const doc = new PDFDocument({ size: 'A4', margin: 56, info: { Title: `${say.title} ${order.number}` } })
  doc.fontSize(18).text(say.title).fontSize(10).moveDown()
  doc.text(`${sender.name} (${sender.businessId})`).moveDown()
  for (const line of [order.company, order.street, [order.postcode, order.city].filter(Boolean).join(' ')])
    if (line) doc.text(line)
  doc
    .moveDown()
    .text(`${say.number}: ${order.number}`)
    .text(`${say.ordered}: ${dayOf(order.ordered_on)}`)
    .moveDown()
  const money = (amount: string) => formatMoney(amount, order.currency, order.language)
  for (const line of order.lines)
    doc.text(`${formatDecimal(line.quantity, order.language)} ${line.unit}  ${line.name}  ${money(lineNet(line))}`)
  const { net, gross } = sumsOf(order.lines)
  doc
    .moveDown()
    .text(`${say.sum}: ${money(net)}`)
    .text(`${say.gross}: ${money(gross)}`)
  doc.end()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
}
