import { useQueryClient } from '@tanstack/react-query'
import { post, remove } from '#web/api.ts'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'
import { toast, toastProblem } from '#web/toast.tsx'

export type Kind =
  | 'note'
  | 'task'
  | 'call'
  | 'meeting'
  | 'letter'
  | 'quote'
  | 'requote'
  | 'sending'
  | 'change'
  | 'stage'
  | 'ground'
export type Item = { kind: Kind; id: string; at: string; by: string | null; row: Row }

/** What is written by hand, and the noun it is kept as. */
export const WRITTEN = { note: 'notes', task: 'tasks', call: 'calls' } as const
export type WrittenKind = keyof typeof WRITTEN
export const isWritten = (kind: Kind): kind is WrittenKind => kind in WRITTEN

/** The column by which a row stands on a record of this noun. */
export const COLUMN: Readonly<Record<string, string>> = {
  people: 'person_id',
  companies: 'company_id',
  deals: 'deal_id',
  contracts: 'contract_id',
}

/** Whatever shows activities asks again. */
export function useReload() {
  const client = useQueryClient()
  return () =>
    Promise.all(['timeline', 'tasks', 'list', 'day'].map((key) => client.invalidateQueries({ queryKey: [key] })))
}

/** Deletes with the way back. */
export function useDrop(purpose: string) {
  const reload = useReload()
  return async (kind: WrittenKind, row: Row) => {
    const path = `/${WRITTEN[kind]}/${row.id}`
    try {
      await remove(path, { query: { purpose } })
      await reload()
      toast(t('removed', { what: t(`kind.${kind}`) }), async () => {
        await post(`${path}/restore`, {}, { query: { purpose } })
        await reload()
      })
    } catch (problem) {
      toastProblem(problem)
    }
  }
}

/** Done, or not done after all; either way with the way back. */
export function useDone(purpose: (row: Row) => string) {
  const reload = useReload()
  return async (row: Row) => {
    const send = (verb: 'done' | 'reopen') =>
      post(`/tasks/${row.id}/${verb}`, {}, { query: { purpose: purpose(row) } }).then(reload)
    try {
      await send(row.done_at ? 'reopen' : 'done')
      toast(t(row.done_at ? 'tasks.reopened' : 'tasks.marked', { what: row.title }), () =>
        send(row.done_at ? 'done' : 'reopen'),
      )
    } catch (problem) {
      toastProblem(problem)
    }
  }
}

type Saved = { untold?: { id: string; name: string }[] }

/** Says who was named and not told, so that the writer can tell them otherwise. */
export function sayUntold({ untold = [] }: Saved) {
  const names = untold.map(({ name }) => name || '?')
  if (names.length > 0) toast(t('mention.untold', { names: names.join(', ') }))
}
