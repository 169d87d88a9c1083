import type { Register } from '#register/index.ts'
import { printNotice } from '../notice/notice.ts'
import { wordings } from '../notice/wording.ts'
import type { Report } from './collect.ts'
import { momentIn } from './decode.ts'
import type { Block, HeldCategory } from './held.ts'
import type { Paper } from './paper.ts'
import { reasonWords } from './redact.ts'
import { reportWords } from './report.words.ts'

/** The report for people: a chapter a category of data, each block saying why, from where and until when. Art. 15(1). */
export async function reportPdf(register: Register, report: Report): Promise<Buffer> {
  // What draws weighs 20 MB: loaded when it is first needed.
  const { openPaper } = await import('./paper.ts')
  const { held, number } = report
  const { language } = held
  const words = reportWords[language]
  const { name: company, mailbox } = register.controller
  const day = (at: string | null) => (at ? momentIn(language, at.slice(0, 10)) : '')
  const paper = openPaper(language, `${words.title} ${number}`, company, new Date(report.madeAt), {
    contents: words.contents,
    page: words.page,
    foot: `${company} · ${mailbox} · ${number}`,
  })
  paper.cover(
    words.title,
    words.of(held.name ?? ''),
    [
      [words.number, number],
      [words.asOf, momentIn(language, report.asOf)],
      [words.made, momentIn(language, report.madeAt)],
    ],
    words.lead(company, day(report.asOf)),
  )
  summary(paper, register, report)
  for (const category of held.categories) {
    paper.chapter(category.label, category.wording)
    for (const block of category.blocks) print(paper, report, category, block)
  }
  if (report.accounts.length > 0) {
    paper.chapter(words.accounts)
    for (const { label, facts } of report.accounts)
      paper.record(
        label,
        '',
        facts.map((fact) => [fact.label, fact.value] as const),
      )
  }
  receivers(paper, report)
  paper.chapter(words.uses, words.usesLead)
  if (report.uses.length === 0) paper.text(words.none)
  else
    paper.table(
      [words.day, words.purpose, words.who, words.action, words.times],
      [0.14, 0.27, 0.25, 0.24, 0.1],
      report.uses.map(({ day: at, purpose, who, action, times }) => [
        momentIn(language, at),
        purpose,
        who,
        action,
        String(times),
      ]),
    )
  paper.chapter(words.automated)
  paper.text(words.decisions)
  rights(paper, register, report)
  paper.chapter(words.searched, words.searchedLead)
  paper.table(
    [words.store, words.found],
    [0.8, 0.2],
    report.stores.map(({ label, count, words: said }) => [said ? `${label}: ${said}` : label, String(count ?? '–')]),
  )
  if (report.marks.length > 0) {
    paper.chapter(words.hidden, words.hiddenLead)
    const groups = Map.groupBy(report.marks, ({ reason }) => reason ?? '')
    paper.list([...groups].map(([reason, list]) => `${reasonWords(reason, language)}: ${list.length}`))
  }
  if (report.files.length > 0) {
    paper.chapter(words.files, words.filesLead)
    paper.list(report.files.map(({ path, bytes }) => `${words.folder}/${path} (${sizeOf(bytes)})`))
  }
  return paper.done()
}

function summary(paper: Paper, register: Register, { held }: Report): void {
  const { language } = held
  const words = reportWords[language]
  const { bases } = wordings[language].purposes
  paper.chapter(words.short)
  const since = held.since ? momentIn(language, held.since.slice(0, 10)) : null
  paper.text(words.shortly({ kinds: held.categories.length, since, source: held.source }))
  paper.heading(words.usedFor)
  const used = new Map(
    held.categories.flatMap(({ blocks }) => blocks.flatMap(({ why }) => why.map((one) => [one.purpose, one] as const))),
  )
  for (const { label, wording, bases: standing, purpose } of used.values()) {
    if (standing.length === 0) continue
    const interest = standing.includes('legitimate_interest')
      ? register.purposes[purpose]?.interest?.[language]
      : undefined
    const grounds = standing.map((basis) => bases[basis])
    paper.record(label, '', [
      [words.why, wording],
      [wordings[language].purposes.columns[2]!, [...grounds, ...(interest ? [interest] : [])].join(' ')],
    ])
  }
  paper.text(words.notUsed)
}

function print(paper: Paper, { held }: Report, category: HeldCategory, block: Block): void {
  const { language } = held
  const words = reportWords[language]
  const many = block.records.length
  paper.heading(many > 1 ? `${block.label} (${many})` : block.label)
  const now = block.why.filter(({ bases }) => bases.length > 0)
  paper.notes([
    [words.why, (now.length > 0 ? now : block.why).map(({ label }) => label).join(', ')],
    [words.source, block.sources.join('; ')],
    [words.until, block.until.map((one) => one.words).join('\n')],
  ])
  if (category.id === 'system') {
    paper.text(words.technical(many))
    return
  }
  for (const { title, since, until, facts } of block.records) {
    const disputed = facts.flatMap(({ label, said }) => said.map((one) => [words.said(label), one.words] as const))
    paper.record(
      title ?? '',
      [
        since && `${words.since} ${momentIn(language, since.slice(0, 10))}`,
        until.on && words.upto(momentIn(language, until.on)),
      ]
        .filter(Boolean)
        .join('\n'),
      // A record is called by its facts: what its name says already is not said twice.
      facts.length > 1 || facts[0]!.value !== title
        ? [...facts.map(({ label, value }) => [label, value] as const), ...disputed]
        : disputed,
    )
  }
}

function receivers(paper: Paper, { receivers: list, held }: Report): void {
  const words = reportWords[held.language]
  paper.chapter(words.receivers)
  if (list.length === 0) paper.text(words.nobody)
  for (const { name, role, country, how, last } of list)
    paper.record(name, last ? words.lastly(momentIn(held.language, last.slice(0, 10))) : '', [
      [[role, country].filter(Boolean).join(', '), how],
    ])
}

/** As the notice says them: one wording of the law in the house. */
function rights(paper: Paper, register: Register, { held }: Report): void {
  const { sections } = printNotice(register, register.controller, held.language)
  for (const id of ['rights', 'complaint']) {
    const section = sections.find((one) => one.id === id)
    if (!section) continue
    paper.chapter(section.heading)
    for (const words of section.paragraphs ?? []) paper.text(words)
    if (section.list) paper.list(section.list)
    if (section.terms) paper.record('', '', section.terms)
    for (const words of section.after ?? []) paper.text(words)
  }
}

const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} kB`
    : `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} MB`
