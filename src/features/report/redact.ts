import { refuse } from '#kernel/errors.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { redactions } from '#register/reports.ts'
import type { Fact, Held } from './held.ts'
import { said } from './words.ts'

/** A passage of a text: signs from its beginning, and how many. */
export type Mark = {
  noun: string
  record_id: string
  field: string
  place: number
  length: number
  reason: string | null
}

const reasons = redactions.fields.reason.options
export const REASONS = Object.keys(reasons) as [keyof typeof reasons]
export const reasonWords = (reason: string, language: Language): string =>
  reasons[reason as keyof typeof reasons]?.[language] ?? reason

/**
 * The same facts with their marked passages hidden, each with its reason in its place; and the same words wherever else
 * they stand: in what a record is called, in what a field said before. Refuses REDACTION_UNREASONED.
 */
export function redacted(held: Held, marks: readonly Mark[]): Held {
  const places = Map.groupBy(marks, keyOf)
  if (marks.some(({ reason }) => !reason)) refuse('REDACTION_UNREASONED')
  if (places.size === 0) return held
  const passages: Passage[] = []
  const once = over(held, (fact, key) => {
    const found = places.get(key)
    if (!found) return fact
    for (const { place, length, reason } of found)
      passages.push({ words: fact.value.slice(place, place + length), shown: shown(reason!, held.language) })
    return hidden(fact, found, held.language)
  })
  const sweep = (text: string): string =>
    passages.reduce((all, { words, shown }) => (words.length < SHORT ? all : all.replaceAll(words, shown)), text)
  return over(
    once,
    (fact) => {
      const value = sweep(fact.value)
      const raw = JSON.stringify(fact.raw) ?? ''
      const leaks = passages.some(
        ({ words }) => words.length >= SHORT && raw.includes(JSON.stringify(words).slice(1, -1)),
      )
      const said = fact.said.map((one) => ({ ...one, words: sweep(one.words) }))
      return leaks || value !== fact.value ? { ...fact, said, value, raw: value } : { ...fact, said }
    },
    (title) => (title === null ? null : sweep(title)),
  )
}

type Passage = { words: string; shown: string }
/** Shorter words stand in other words too, and are hidden only where they were marked. */
const SHORT = 5

const over = (
  held: Held,
  each: (fact: Fact, key: string) => Fact,
  called: (title: string | null) => string | null = (title) => title,
): Held => ({
  ...held,
  categories: held.categories.map((category) => ({
    ...category,
    blocks: category.blocks.map((block) => ({
      ...block,
      records: block.records.map((record) => ({
        ...record,
        title: called(record.title),
        facts: record.facts.map((fact) =>
          each(fact, keyOf({ noun: block.noun, record_id: record.id, field: fact.field })),
        ),
      })),
    })),
  })),
})

const keyOf = ({ noun, record_id, field }: Pick<Mark, 'noun' | 'record_id' | 'field'>): string =>
  `${noun}.${record_id}.${field}`

/** From the end, so that places before stay where they are. A passage beyond the text hides nothing, and is told. */
function hidden(fact: Fact, marks: readonly Mark[], language: Language): Fact {
  let text = fact.value
  for (const { place, length, reason } of marks.toSorted((a, b) => b.place - a.place)) {
    if (place + length > fact.value.length) refuse('REDACTION_PLACE_UNKNOWN', { field: fact.field })
    text = `${text.slice(0, place)}${shown(reason!, language)}${text.slice(place + length)}`
  }
  return { ...fact, value: text, raw: text }
}

const shown = (reason: string, language: Language): string =>
  `[${said[language].hidden}: ${reasonWords(reason, language)}]`
