import { get } from '#web/api.ts'

/** What comes in by file beside people, each row a record. */
export const ROW_NOUNS = ['deals', 'notes', 'tasks', 'products'] as const
export type RowNoun = (typeof ROW_NOUNS)[number]

export type Origin = 'a' | 'b' | 'c'
export type ImportColumn = {
  index: number
  header: string
  sample: string[]
  field: string | null
  confidence?: number
}
export type ImportState =
  | 'draft'
  | 'ready'
  | 'previewed'
  | 'waiting'
  | 'running'
  | 'stopping'
  | 'stopped'
  | 'done'
  | 'failed'
  | 'reverting'
  | 'reverted'

export type Preview = {
  rows: number
  created: number
  matched: number
  rejected: number
  identityCodesRefused?: number
  objections?: number
  reasons?: { code: string; says?: string; count: number }[]
  purposes?: { purpose: string; usable: number; why?: { reason: string; says?: string; count: number }[] }[]
}

/** An import as the server keeps it: the wizard can be left and come back to at any point. */
export type Import = {
  id: string
  file: string
  file_name?: string
  purpose: string
  /** What its rows are. */
  noun: 'people' | RowNoun
  state: ImportState
  encoding?: string
  delimiter?: string
  columns: ImportColumn[]
  /** What a column may become: the server's own list. */
  fields: string[]
  rows: number | null
  done: number
  rate?: number | null
  left?: number | null
  /** Share of the file read, 0 to 1; known before the number of rows is. */
  part?: number | null
  origin: Origin | null
  position: string | null
  source: string | null
  informed: { at?: string | null; how?: string | null; known?: boolean } | null
  blanks: 'keep' | 'clear'
  updates: 'fill' | 'overwrite' | 'skip'
  preview?: Preview | null
  counts?: Partial<Preview> & { seconds?: number }
  created_at: string
  ended_at?: string | null
  actor_name?: string
  problem?: { title?: string; next?: string } | null
}

export const isMoving = (state: ImportState | undefined) =>
  state === 'running' || state === 'waiting' || state === 'stopping' || state === 'reverting'

export const importQuery = (id: string, purpose: string) => ({
  queryKey: ['import', id],
  queryFn: () => get<Import>(`/imports/${id}`, { purpose }),
  staleTime: 0,
  refetchInterval: (query: { state: { data?: Import | undefined } }) =>
    isMoving(query.state.data?.state) ? 700 : (false as const),
})
