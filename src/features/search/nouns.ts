/**
 * How each noun is found. `text` is what is looked in when it has no `folded`: the very expression of its index in
 * 0032_search.sql, or the index would not be asked.
 */
export type Sought = {
  noun: string
  /** Columns of which the title is made, and of the line beside it. */
  title: readonly string[]
  subtitle: readonly string[]
  text?: string
  /** Long text, found by whole words and their beginnings. */
  words?: string
}

export const SOUGHT: readonly Sought[] = [
  { noun: 'people', title: ['given_name', 'family_name'], subtitle: ['job_title'] },
  { noun: 'companies', title: ['name'], subtitle: ['business_id', 'city'] },
  { noun: 'deals', title: ['name'], subtitle: [] },
  { noun: 'leads', title: ['subject'], subtitle: [], text: 'lower(subject)' },
  { noun: 'contracts', title: ['number', 'name'], subtitle: [] },
  { noun: 'quotes', title: ['number', 'name'], subtitle: [], text: `lower(number || ' ' || coalesce(name, ''))` },
  {
    noun: 'orders',
    title: ['number'],
    subtitle: ['reference'],
    text: `lower(number || ' ' || coalesce(reference, ''))`,
  },
  { noun: 'products', title: ['name'], subtitle: ['code'] },
  { noun: 'services', title: ['name'], subtitle: ['licence'] },
  { noun: 'cases', title: ['number', 'subject'], subtitle: [] },
  { noun: 'tasks', title: ['title'], subtitle: [], text: 'lower(title)' },
  { noun: 'notes', title: ['body'], subtitle: [], words: 'body' },
]

/** What a hit stands on: opened instead of it where it has no page of its own. */
export const FOOTING = ['person_id', 'company_id', 'deal_id', 'contract_id'] as const
