import type { Printed, Section, Table } from './notice.ts'

/** What one part of the notice no longer says, and what it says instead; whole sentences, in the notice's own language. */
export type Changed = { readonly heading: string; readonly gone: readonly string[]; readonly come: readonly string[] }

/** The difference of two versions in one language, part by part in the order of the newer; parts that say the same are left out. */
export function changesBetween(before: Printed, after: Printed): Changed[] {
  const lines = linesOf(before)
  const found = [...linesOf(after)].flatMap(([id, { heading, says }]) => {
    const was = lines.get(id)
    lines.delete(id)
    const one = { heading, gone: without(was?.says ?? [], says), come: without(says, was?.says ?? []) }
    return was?.heading === heading && one.gone.length + one.come.length === 0 ? [] : [one]
  })
  // Parts the newer version has no more.
  return [...found, ...[...lines.values()].map(({ heading, says }) => ({ heading, gone: says, come: [] }))]
}

type Said = { readonly heading: string; readonly says: readonly string[] }

function linesOf({ title, about, lead, sections }: Printed): Map<string, Said> {
  return new Map([
    ['', { heading: title, says: [about, lead] }],
    ...sections.map((section): [string, Said] => [
      section.id,
      { heading: section.heading, says: sentencesOf(section) },
    ]),
  ])
}

function sentencesOf({ paragraphs = [], terms = [], list = [], table, after = [] }: Section): string[] {
  return [
    ...paragraphs,
    ...terms.map(([term, says]) => `${term}: ${says}`),
    ...list,
    ...(table ? cellsOf(table) : []),
    ...after,
  ]
}

/** A cell says something only with its row and its column. */
function cellsOf({ columns, rows }: Table): string[] {
  return rows.flatMap(({ name, says, cells }) => [
    ...(says ? [`${name}: ${flat(says)}`] : [name]),
    ...cells.flatMap((cell, at) => (cell ? [`${name}, ${lower(columns[at + 1] ?? '')}: ${flat(cell)}`] : [])),
  ])
}

function without(list: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others)
  return list.filter((one) => !known.has(one))
}

const flat = (text: string): string => text.split('\n').join(' ')
const lower = (text: string): string => text.slice(0, 1).toLocaleLowerCase() + text.slice(1)
