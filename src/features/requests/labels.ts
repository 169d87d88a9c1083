import type { Language, Words } from '#kernel/vocabulary.ts'
import { nouns } from '#register/index.ts'

const FIELDS = {
  channel: nouns.requests.fields.channel,
  kinds: nouns.requests.fields.kinds,
  identity: nouns.requests.fields.identity,
  outcome: nouns.requests.fields.outcome,
  state: nouns.requests.fields.state,
  step: nouns.request_steps.fields.kind,
} as const

/** What a code of a request is called, as the register says it. */
export function optionOf(field: keyof typeof FIELDS, value: string | null, language: Language): string {
  if (!value) return ''
  return (FIELDS[field].options as Readonly<Record<string, Words>>)[value]?.[language] ?? value
}
