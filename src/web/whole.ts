import { get } from './api.ts'
import type { Page } from './record.ts'

/** All that a list finds, by its question and how many it was seen to find. */
export type Whole = { noun: string; purpose: string; filter: object | undefined; q: string; count: number }

/** As the API takes it: a question that asks nothing is said in so many words. */
export const questionOf = ({ filter, q, count }: Whole) => ({
  filter: filter ?? { and: [] },
  ...(q ? { q } : {}),
  count,
})

/** The ids of them all, for what is done by ids; `tell` hears how far it has come. */
export async function idsOf({ noun, purpose, filter, q }: Whole, tell?: (done: number) => void): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: Page = await get<Page>(`/${noun}`, {
      purpose,
      filter,
      q,
      fields: 'id',
      limit: 500,
      cursor,
      total: 'without',
    })
    ids.push(...page.items.map((row) => row.id))
    tell?.(ids.length)
    cursor = page.next
  } while (cursor)
  return ids
}
