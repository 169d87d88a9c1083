export type Delimiter = ',' | ';' | '\t' | '|'

const CANDIDATES: readonly Delimiter[] = ['\t', ';', ',', '|']

/**
 * The delimiter, from the beginning of the text. The one that cuts every record into the same number
 * of cells wins, so the decimal commas of a semicolon file and the commas of a note do not mislead.
 * `skip` counts leading lines that are Excel's own `sep=;`.
 */
export function findDelimiter(head: string): { delimiter: Delimiter; skip: number } {
  const named = /^(?:sep|SEP)=([,;|\t])\r?\n/.exec(head)
  if (named) return { delimiter: named[1] as Delimiter, skip: 1 }
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of CANDIDATES) {
    const { counts, torn } = cellCounts(head, delimiter)
    const width = usual(counts)
    if (width < 2) continue
    const same = counts.filter((count) => count === width).length / counts.length
    const score = (same * same * Math.log2(width)) / (1 + torn)
    if (score > best.score) best = { delimiter, score }
  }
  return { delimiter: best.delimiter, skip: 0 }
}

/** The most common number of cells; the first row may be a title. */
function usual(counts: readonly number[]): number {
  const seen = new Map<number, number>()
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1)
  let best = counts[0] ?? 1
  for (const [count, times] of seen) if (times > seen.get(best)!) best = count
  return best
}

/**
 * Cells of each complete record, quotes respected; blank lines left out. `torn` counts closing quotes
 * with neither the delimiter nor the end of the line behind them: the delimiter is another one.
 */
function cellCounts(text: string, delimiter: string): { counts: number[]; torn: number } {
  const counts: number[] = []
  let torn = 0
  let cells = 1
  let start = true
  let quoted = false
  let blank = true
  for (let i = 0; i < text.length && counts.length < 200; i++) {
    const c = text[i]!
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') i++
      else if (c === '"') {
        quoted = false
        const next = text[i + 1]
        if (next !== undefined && next !== delimiter && next !== '\n' && next !== '\r') torn++
      }
    } else if (c === '"' && start) {
      quoted = true
      start = false
      blank = false
    } else if (c === delimiter) {
      cells++
      start = true
      blank = false
    } else if (c === '\n' || c === '\r') {
      if (!blank) counts.push(cells)
      cells = 1
      start = true
      blank = true
    } else {
      start = false
      blank = false
    }
  }
  // The text may end in the middle of a record: only a lone one counts then.
  if (!blank && !counts.length) counts.push(cells)
  return { counts, torn }
}
