import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useSearchParams } from 'wouter'
import { get, type Problem } from './api.ts'
import { remember } from './kept.ts'
import { type Row, recordKey, useRecord } from './record.ts'
import { choicesFor, useRegister } from './register.ts'
import { useSession } from './session.ts'

/**
 * A record under the purpose it was opened for. Opened by a bare address, the level's purposes are
 * asked in turn until one sees it; each answer is kept, so nothing is read twice.
 */
export function useOpened(noun: string, id: string, include: string) {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [params] = useSearchParams()
  const asked = params.get('purpose') ?? ''
  const held = choicesFor(register, noun, session.writes, session.reads)
  const known = held.includes(asked) || held.length === 1
  const found = useQuery({
    queryKey: ['purpose of', noun, id],
    queryFn: async () => {
      for (const [i, purpose] of held.entries()) {
        try {
          client.setQueryData(recordKey(noun, id, purpose), await get<Row>(`/${noun}/${id}`, { purpose, include }))
          return purpose
        } catch (error) {
          if ((error as Problem).status !== 404 || i === held.length - 1) throw error
        }
      }
      return ''
    },
    enabled: !known && held.length > 0,
    retry: false,
  })
  const purpose = held.includes(asked) ? asked : known ? (held[0] ?? '') : (found.data ?? '')
  const record = useRecord(noun, id, purpose, include)
  const isThere = record.data !== undefined
  useEffect(() => {
    if (isThere) remember(session.user.id, { noun, record_id: id, purpose })
  }, [isThere, session.user.id, noun, id, purpose])
  return {
    row: record.data,
    error: found.error ?? record.error,
    purpose,
    mayWrite: session.writes.includes(purpose),
    retry: () => void (found.error ? found.refetch() : record.refetch()),
  }
}
