import type { Mark } from './redact.ts'
import type { Store } from './stores.ts'
import type { Suggestion, Text } from './suggest.ts'

/** What the panel of a report is given. */
export type Preview = {
  number: string
  name: string | null
  language: string
  as_of: string
  texts: Text[]
  suggestions: Suggestion[]
  marks: (Mark & { id: string })[]
  stores: Store[]
  others: { store: string; name: string; answered: boolean }[]
  files: { name: string; bytes: number }[]
  reports: {
    id: string
    kind: string
    created_at: string
    bytes: number
    ends_on: string
    open: boolean
    link: string | null
  }[]
}

/** A fact of the person that may be wrong, with what was said of it before. */
export type Fact = {
  category: string
  noun: string
  kind: string
  title: string | null
  record_id: string
  field: string
  label: string
  value: string
  raw: unknown
  said: { id: string; kind: string; words: string | null; created_at: string }[]
}
