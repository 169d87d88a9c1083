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

/** The same facts with their marked passages hidden, each with its reason in its place. Refuses REDACTION_UNREASONED. */
export function redacted(held: Held, marks: readonly Mark[]): Held {
  const places = Map.groupBy(marks, keyOf)
  if (marks.some(({ reason }) => !reason)) refuse('REDACTION_UNREASONED')
  if (places.size === 0) return held
  return {
    ...held,
    categories: held.categories.map((category) => ({
      ...category,
      blocks: category.blocks.map((block) => ({
        ...block,
        records: block.records.map((record) => ({
          ...record,
          facts: record.facts.map((fact) => {
            const found = places.get(keyOf({ noun: block.noun, record_id: record.id, field: fact.field }))
            return found ? hidden(fact, found, held.language) : fact
          }),
        })),
      })),
    })),
  }
}

const keyOf = ({ noun, record_id, field }: Pick<Mark, 'noun' | 'record_id' | 'field'>): string =>
  `${noun}.${record_id}.${field}`

/** From the end, so that places before stay where they are. A passage beyond the text hides nothing, and is told. */
function hidden(fact: Fact, marks: readonly Mark[], language: Language): Fact {
  let text = fact.value
  for (const { place, length, reason } of marks.toSorted((a, b) => b.place - a.place)) {
    if (place + length > fact.value.length) refuse('REDACTION_PLACE_UNKNOWN', { field: fact.field })
    text = `${text.slice(0, place)}[${said[language].hidden}: ${reasonWords(reason!, language)}]${text.slice(place + length)}`
  }
  return { ...fact, value: text, raw: text }
}
