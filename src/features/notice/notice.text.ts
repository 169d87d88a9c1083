import type { Printed, Section } from './notice.ts'

const WIDTH = 80

/** The notice as plain text, 80 columns: for reading without a browser, and for the hash of a version. */
export function plainText(notice: Printed): string {
  return `${[
    notice.title.toLocaleUpperCase(),
    notice.about,
    '',
    ...wrap(notice.lead),
    ...notice.sections.flatMap((section) => ['', ...sectionText(section)]),
  ].join('\n')}\n`
}

function sectionText(section: Section): string[] {
  const ruled = section.apart ? ['*'.repeat(WIDTH)] : []
  return [
    ...ruled,
    section.heading,
    '-'.repeat(section.heading.length),
    ...blocks(section).flatMap((block, at) => (at ? ['', ...block] : block)),
    ...ruled,
  ]
}

function blocks({ paragraphs = [], terms = [], list = [], table, after = [] }: Section): string[][] {
  return [
    ...paragraphs.map((text) => wrap(text)),
    ...(terms.length ? [terms.flatMap(([term, says]) => wrap(`${term}: ${says}`, '- ', '  '))] : []),
    ...(list.length ? [list.flatMap((text) => wrap(text, '- ', '  '))] : []),
    ...(table?.rows ?? []).map((row) => [
      ...wrap(row.name),
      ...(row.says ? wrapLines(row.says, '  ') : []),
      ...row.cells.flatMap((cell, at) => wrapLines(`${table?.columns[at + 1]}: ${cell}`, '  ')),
    ]),
    ...after.map((text) => wrap(text)),
  ]
}

const wrapLines = (text: string, indent: string) => text.split('\n').flatMap((line) => wrap(line, indent, indent))

function wrap(text: string, first = '', rest = first): string[] {
  const out: string[] = []
  let line = first
  for (const word of text.split(' ')) {
    const glued = line === first || line === rest ? line + word : `${line} ${word}`
    if (glued.length > WIDTH && line.trim()) {
      out.push(line)
      line = rest + word
    } else line = glued
  }
  return [...out, line]
}

export const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase() + text.slice(1)
/** Not where a capital or a hyphen follows, as in "IT" and "Y-tunnus"; "E-invoice" is a word like others. */
export const uncapital = (text: string): string =>
  /^(\p{Lu}[\p{Ll} ]|E-)/u.test(text) ? text.slice(0, 1).toLocaleLowerCase() + text.slice(1) : text
