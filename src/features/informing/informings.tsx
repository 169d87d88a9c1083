import { get } from '#web/api.ts'

export const KINDS = ['due', 'locked', 'unknown'] as const
export type Kind = (typeof KINDS)[number]
export type Item = {
  id: string
  name: string
  source: string
  source_name: string | null
  obtained_at: string
  inform_by: string | null
  days_left: number | null
  mail: boolean
}
export type Found = { items: Item[]; counts: Record<Kind | 'late', number>; more: boolean }
export type Run = {
  total: number
  done: number
  sent: number
  no_address: number
  failed: number
  unclear: number
  begun_at: string
  ended_at: string | null
} | null
export type Figures = { people: number; sent: number; no_address: number; failed: number; unclear: number }
export type Announced = {
  version: number
  valid_from: string
  material: boolean | null
  assessment: string | null
  effective_on: string | null
  begun_at: string | null
  ended_at: string | null
  otherwise: string | null
  figures: Figures | null
}

export const WAYS = ['letter', 'phone', 'meeting', 'email', 'other'] as const
export const runQuery = {
  queryKey: ['informing', 'run'],
  queryFn: () => get<{ run: Run }>('/informing/run'),
  // Sent in the background: looked at while it goes on.
  refetchInterval: (query: { state: { data?: { run: Run } | undefined } }) => {
    const run = query.state.data?.run
    return run && !run.ended_at ? 800 : false
  },
}

/** Art. 14(5)(a)–(d). */
export const GROUNDS = ['has_it', 'disproportionate', 'by_law', 'secrecy'] as const
export type Exemption = {
  id: string
  ground: (typeof GROUNDS)[number]
  reasoning: string
  safeguards: string
  people: number
  proposed_name: string
  proposed_at: string
  /** Null: nobody has decided. */
  approved: boolean | null
  decided_name: string | null
  decided_at: string | null
  own: boolean
  ended_at: string | null
  ended_name: string | null
  end_reason: string | null
}
