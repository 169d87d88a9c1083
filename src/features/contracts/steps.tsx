import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { patch, post } from '#web/api.ts'
import { type Row, recordKey, refresh } from '#web/record.ts'
import { toastProblem } from '#web/toast.tsx'

export type Run = (verb: string, body: object, version?: number) => Promise<Row | null>

/** What is done to a record in one press, and what is read again after it; a refusal is told where one looks. */
export function useSteps(noun: string, id: string, purpose: string): { run: Run; pending: boolean } {
  const client = useQueryClient()
  const [pending, setPending] = useState(false)
  const run: Run = async (verb, body, version) => {
    setPending(true)
    try {
      const row = verb
        ? await post<Row>(`/${noun}/${id}/${verb}`, body, { query: { purpose } })
        : await patch<Row>(`/${noun}/${id}`, body, { query: { purpose }, ...(version !== undefined && { version }) })
      client.setQueryData<Row>(recordKey(noun, id, purpose), (now) => ({ ...now, ...row }))
      await refresh(client, noun)
      void client.invalidateQueries({ queryKey: ['list'] })
      return row
    } catch (problem) {
      toastProblem(problem)
      return null
    } finally {
      setPending(false)
    }
  }
  return { run, pending }
}
