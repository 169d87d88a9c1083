import { useMemo } from 'react'
import { useSearchParams } from 'wouter'

export type Op = 'is' | 'is_not' | 'contains' | 'starts' | 'any_of' | 'before' | 'after' | 'empty' | 'not_empty'
export type Condition = { field: string; op: Op; value?: unknown }
/** Conditions, and groups of conditions, that all hold or of which one does. */
export type Filter = { join: 'and' | 'or'; conditions: (Condition | Filter)[] }

export type TableState = {
  purpose: string
  q: string
  sort: string
  filter: Filter
  /** Id of the shape the rows are drawn in; empty is the table. */
  shape: string
  /** The field by which rows stand in groups; empty is none. */
  group: string
  /** Ids of columns, when the address says which; else this device's choice. */
  columns: string[]
  /** Widths of columns that are not as wide as usual: `name:240,city:90`. */
  widths: string
  /** `value:sum,close_on:min` */
  calc: string
  /** The saved view this began as. */
  view: string
  /** The record looked at beside the list. */
  open: string
}

/** The part of a state that a view keeps. */
export type ViewState = {
  purpose: string
  q?: string
  filter?: object | null
  sort?: string
  shape?: string
  group?: string
  columns?: string[]
  widths?: string
  calc?: string
}

export const NO_FILTER: Filter = { join: 'and', conditions: [] }
const KEPT = ['purpose', 'q', 'filter', 'sort', 'shape', 'group', 'columns', 'widths', 'calc'] as const

/** What a list shows lives in its address: it can be shared, bookmarked and come back to. */
export function useTableState(fallbackPurpose: string, allowed: string[], fallbackSort: string) {
  const [params, setParams] = useSearchParams()
  const asked = params.get('purpose') ?? ''
  const purpose = allowed.includes(asked) ? asked : fallbackPurpose
  const filterText = params.get('filter') ?? ''
  const filter = useMemo(() => readFilter(filterText), [filterText])
  const word = (name: string) => params.get(name) ?? ''
  const columnsText = word('columns')
  const columns = useMemo(() => columnsText.split(',').filter(Boolean), [columnsText])
  const state: TableState = {
    purpose,
    q: word('q'),
    sort: params.get('sort') ?? fallbackSort,
    filter,
    shape: word('shape'),
    group: word('group'),
    columns,
    widths: word('widths'),
    calc: word('calc'),
    view: word('view'),
    open: word('open'),
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

/** The address of a list as a view has it. */
export function viewQuery(id: string, view: ViewState): string {
  const words = KEPT.flatMap((name) => {
    const value = view[name]
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length)) return []
    return [[name, name === 'filter' ? JSON.stringify(value) : String(value)]]
  })
  return new URLSearchParams([...words, ...(id ? [['view', id]] : [])]).toString()
}

/** What a view would keep of how the list is seen now. */
export function viewOf(state: TableState): ViewState {
  const { purpose, q, sort, shape, group, columns, widths, calc } = state
  return { purpose, q, filter: filterTree(state.filter) ?? null, sort, shape, group, columns, widths, calc }
}

export const sameView = (a: ViewState, b: ViewState): boolean => plain(a) === plain(b)
const plain = (view: ViewState) =>
  JSON.stringify(KEPT.map((name) => String(name === 'filter' ? JSON.stringify(view.filter ?? '') : (view[name] ?? ''))))

export const isGroup = (part: Condition | Filter): part is Filter => 'conditions' in part

/** How many conditions there are, however deep. */
export const countOf = (filter: Filter): number =>
  filter.conditions.reduce((sum, part) => sum + (isGroup(part) ? countOf(part) : 1), 0)

/** The filter as the API takes it; nothing when there is nothing to ask. */
export function filterTree(filter: Filter): object | undefined {
  const { [filter.join]: parts } = treeOf(filter)
  return parts && parts.length > 1 ? treeOf(filter) : parts?.[0]
}

/** A group of one stays a group: another condition may be on its way to it. */
const treeOf = ({ join, conditions }: Filter): Record<string, object[]> => ({
  [join]: conditions
    .filter((part) => !isGroup(part) || countOf(part) > 0)
    .map((part) => (isGroup(part) ? treeOf(part) : part)),
})

/** A tree of the API as the screen draws it; what is no condition is left out. */
export function filterFrom(tree: any): Filter {
  const part = partFrom(tree)
  if (!part) return NO_FILTER
  return isGroup(part) ? part : { join: 'and', conditions: [part] }
}

function partFrom(tree: any): Condition | Filter | undefined {
  if (typeof tree?.field === 'string') return tree
  const join = Array.isArray(tree?.or) ? 'or' : 'and'
  if (!Array.isArray(tree?.[join])) return undefined
  const parts: (Condition | Filter | undefined)[] = tree[join].map(partFrom)
  return { join, conditions: parts.filter((one) => one !== undefined) }
}

function readFilter(text: string): Filter {
  if (!text) return NO_FILTER
  try {
    return filterFrom(JSON.parse(text))
  } catch {
    return NO_FILTER
  }
}

function writeFilter(filter: Filter): string {
  const tree = filterTree(filter)
  return tree ? JSON.stringify(tree) : ''
}
