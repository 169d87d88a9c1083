import { useMutation, useQueryClient } from '@tanstack/react-query'
import { post } from './api.ts'
import { tn } from './language.ts'
import { type Row, refresh } from './record.ts'
import { toast } from './toast.tsx'
import { questionOf, type Whole } from './whole.ts'

type Share = { values: Record<string, unknown>; rows: { id: string; version: number }[] }
/** To the rows, or to all that a list finds. */
export type Many = { values: Record<string, unknown>; rows: Row[]; whole?: Whole | undefined }

/** The same values to many records in one go; undone in one go too, each back to what it said. */
export function useManyAtOnce(noun: string, purpose: string, done: () => void) {
  const client = useQueryClient()
  const send = (body: object) =>
    post<{ changed: number; before: Share[] }>(`/${noun}/change`, body, { query: { purpose } })
  const refreshed = () =>
    Promise.all([refresh(client, noun), client.invalidateQueries({ queryKey: ['summary', noun] })])
  return useMutation({
    mutationFn: ({ values, rows, whole }: Many) => {
      const seen = rows.map(({ id, version }) => ({ id, version }))
      return send(whole ? { values, ...questionOf(whole) } : { to: [{ values, rows: seen }] })
    },
    onSuccess: async ({ changed, before }) => {
      done()
      toast(tn('change.done', changed), () => send({ to: before }).then(refreshed))
      await refreshed()
    },
  })
}
