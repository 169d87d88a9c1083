import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, type Problem, patch, post, remove } from './api.ts'

export type Row = { id: string; version: number; [field: string]: any }
export type Total = { count: number; exact: boolean }
export type Page = { items: Row[]; next: string | null; total: Total; purpose: string }

export const recordKey = (noun: string, id: string, purpose: string) => ['record', noun, id, purpose]

export function useRecord(noun: string, id: string, purpose: string, include?: string, enabled = true) {
  return useQuery({
    queryKey: recordKey(noun, id, purpose),
    queryFn: () => get<Row>(`/${noun}/${id}`, { purpose, include }),
    enabled: enabled && Boolean(id && purpose),
    retry: (tries, error) => (error as Problem).status === 0 && tries < 2,
  })
}

/** Optimistic change of one record; a refusal puts the old values back and is handed to the caller. */
export function useEdit(noun: string, id: string, purpose: string) {
  const client = useQueryClient()
  const key = recordKey(noun, id, purpose)
  return useMutation<Row, Problem, { changes: Record<string, unknown>; version?: number }, { before: Row | undefined }>(
    {
      mutationFn: ({ changes, version }) => {
        const known = version ?? client.getQueryData<Row>(key)?.version
        return patch<Row>(`/${noun}/${id}`, changes, {
          query: { purpose },
          ...(known !== undefined && { version: known }),
        })
      },
      onMutate: async ({ changes }) => {
        await client.cancelQueries({ queryKey: key })
        const before = client.getQueryData<Row>(key)
        // The version stays as it was until the server has answered with the new one.
        if (before) client.setQueryData(key, { ...before, ...changes })
        return { before }
      },
      onError: (_error, _input, context) => {
        if (context?.before) client.setQueryData(key, context.before)
      },
      onSuccess: (row) => {
        client.setQueryData<Row>(key, (now) => ({ ...now, ...row }))
        void client.invalidateQueries({ queryKey: ['list', noun] })
      },
    },
  )
}

export async function deleteRecord(
  client: QueryClient,
  noun: string,
  row: Pick<Row, 'id' | 'version'>,
  purpose: string,
) {
  await remove(`/${noun}/${row.id}`, { query: { purpose }, version: row.version })
  // The page of the record is still on screen: asking for it again would only be refused.
  client.removeQueries({ queryKey: ['record', noun, row.id] })
  await client.invalidateQueries({ queryKey: ['list', noun] })
}

export async function restoreRecord(client: QueryClient, noun: string, id: string, purpose: string) {
  await post(`/${noun}/${id}/restore`, {}, { query: { purpose } })
  await refresh(client, noun)
}

export async function refresh(client: QueryClient, noun: string) {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['list', noun] }),
    client.invalidateQueries({ queryKey: ['record', noun] }),
  ])
}

export const personName = (row: Record<string, any> | undefined) =>
  [row?.given_name, row?.family_name].filter(Boolean).join(' ') || row?.name || row?.title || '–'
