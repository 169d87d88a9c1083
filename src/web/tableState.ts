import { useMemo } from 'react'
import { useSearchParams } from 'wouter'

export type Op = 'is' | 'is_not' | 'contains' | 'starts' | 'any_of' | 'before' | 'after' | 'empty' | 'not_empty'
export type Condition = { field: string; op: Op; value?: unknown }
export type Filter = { join: 'and' | 'or'; conditions: Condition[] }

export type TableState = {
  purpose: string
  q: string
  sort: string
  filter: Filter
  /** Id of the shape the rows are drawn in; empty is the table. */
  shape: string
}

const NONE: Filter = { join: 'and', conditions: [] }

/** What a list shows lives in its address: it can be shared, bookmarked and come back to. */
export function useTableState(fallbackPurpose: string, allowed: string[], fallbackSort: string) {
  const [params, setParams] = useSearchParams()
  const asked = params.get('purpose') ?? ''
  const purpose = allowed.includes(asked) ? asked : fallbackPurpose
  const filterText = params.get('filter') ?? ''
  const filter = useMemo(() => readFilter(filterText), [filterText])
  const state: TableState = {
    purpose,
    q: params.get('q') ?? '',
    sort: params.get('sort') ?? fallbackSort,
    filter,
    shape: params.get('shape') ?? '',
  }
  const change = (next: Partial<TableState>, how: 'push' | 'replace' = 'replace') =>
    setParams(
      (old) => {
        const fresh = new URLSearchParams(old)
        for (const [name, value] of Object.entries(next)) {
          const text = name === 'filter' ? writeFilter(value as Filter) : String(value)
          if (text) fresh.set(name, text)
          else fresh.delete(name)
        }
        return fresh
      },
      { replace: how === 'replace' },
    )
  return [state, change] as const
}

/** The filter as the API takes it; nothing when there is nothing to ask. */
export function filterTree(filter: Filter): object | undefined {
  const { conditions, join } = filter
  if (conditions.length === 0) return undefined
  return conditions.length === 1 ? conditions[0] : { [join]: conditions }
}

function readFilter(text: string): Filter {
  if (!text) return NONE
  try {
    const tree = JSON.parse(text)
    if (tree.field) return { join: 'and', conditions: [tree] }
    const join = tree.or ? 'or' : 'and'
    return { join, conditions: (tree[join] ?? []).filter((one: Condition) => typeof one?.field === 'string') }
  } catch {
    return NONE
  }
}

function writeFilter(filter: Filter): string {
  const tree = filterTree(filter)
  return tree ? JSON.stringify(tree) : ''
}
