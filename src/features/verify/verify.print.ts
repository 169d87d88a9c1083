import type { Language, Words } from '#kernel/vocabulary.ts'
import { promises } from './promises.ts'
import type { Status } from './verdict.ts'
import type { Report } from './verify.ts'

const WORDS: Readonly<Record<Status, Words>> = {
  kept: { fi: 'pidetty', sv: 'hållet', en: 'kept' },
  broken: { fi: 'RIKOTTU', sv: 'BRUTET', en: 'BROKEN' },
  open: { fi: 'avoin', sv: 'öppet', en: 'open' },
  organisational: { fi: 'ihmisten varassa', sv: 'vilar på människor', en: 'organisational' },
}
const GROUND: Words = { fi: 'Mikä on aina totta', sv: 'Vad som alltid gäller', en: 'What is true at any moment' }
const SERVER: Words = { fi: 'Tietokantapalvelin', sv: 'Databasservern', en: 'The database server' }
const SUM: Words = { fi: 'lupausta', sv: 'löften', en: 'promises' }
const WIDTH = 110

/** The report as a person reads it: the promise, then what was seen. */
export function printReport(report: Report, language: Language = 'en'): string {
  const says = new Map(promises.map((one) => [one.id, one.says[language]]))
  const wide = Math.max(...Object.values(WORDS).map((word) => word[language].length))
  const lines = report.promises.flatMap(({ id, status, evidence }) => [
    `${id.padEnd(5)}${WORDS[status][language].padEnd(wide)}  ${says.get(id)}`,
    ...wrap(evidence),
  ])
  const grounds = report.invariants.flatMap(({ number, says: line, status, evidence }) => [
    `${String(number).padEnd(5)}${WORDS[status][language].padEnd(wide)}  ${line}`,
    ...wrap(evidence),
  ])
  const server = report.server.flatMap(({ status, evidence }) => [WORDS[status][language], ...wrap(evidence)])
  const sum = (Object.keys(WORDS) as Status[]).map(
    (status) => `${report.counts[status]} ${WORDS[status][language].toLowerCase()}`,
  )
  return [
    ...lines,
    '',
    GROUND[language],
    ...grounds,
    ...(server.length > 0 ? ['', SERVER[language], ...server] : []),
    '',
    `${report.promises.length} ${SUM[language]}: ${sum.join(', ')} (${report.at})`,
  ].join('\n')
}

function wrap(text: string): string[] {
  const out: string[] = []
  let line = '    '
  for (const word of text.split(' ')) {
    if (line.length + word.length > WIDTH && line.trim()) {
      out.push(line)
      line = '    '
    }
    line += `${line.trim() ? ' ' : ''}${word}`
  }
  return [...out, line]
}
