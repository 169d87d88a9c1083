import { useMutation, useQueryClient } from '@tanstack/react-query'
import { post } from '#web/api.ts'
import type { Key } from '#web/language.ts'
import { t } from '#web/language.ts'
import { toast } from '#web/toast.tsx'

/** One step of a request: posted, said, and everything that shows the request asked for anew. */
export function useStep<T = unknown>(id: string, verb: string, said?: Key) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object = {}) => post<T>(`/requests/${id}/${verb}`, body, { query: { purpose: 'rights' } }),
    onSuccess: () => {
      if (said) toast(t(said))
      void client.invalidateQueries({ queryKey: ['record', 'requests', id] })
      void client.invalidateQueries({ queryKey: ['list', 'requests'] })
    },
  })
}
