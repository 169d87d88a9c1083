import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { get, type Problem, post } from '#web/api.ts'
import { formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Step } from './step.ts'

/** Leaving the marketing as a customer does it, and the number of those it reaches falling by one. */
export function LeavingTry({ step }: { step: Step }) {
  const client = useQueryClient()
  const begin = useMutation<{ link: string; count: number }, Problem>({
    mutationFn: () => post('/setup/leave', {}, { query: { purpose: 'relationship' } }),
  })
  const now = useQuery({
    queryKey: ['setup', 'reachable'],
    queryFn: () => get<{ count: number }>('/setup/reachable', { purpose: 'relationship' }),
    enabled: begin.isSuccess && !step.done,
    refetchInterval: 2000,
  })
  const before: number | undefined = begin.data?.count ?? step.detail.before
  const after: number | undefined = step.detail.after ?? now.data?.count ?? before
  const fell = before !== undefined && after !== undefined && after < before
  useEffect(() => {
    if (fell && !step.done) void client.invalidateQueries({ queryKey: ['setup'], exact: true })
  }, [fell, step.done, client])
  return (
    <div className="stack">
      {!begin.data && !step.done && (
        <span>
          <Button onClick={() => begin.mutate()} loading={begin.isPending}>
            {t(before === undefined ? 'start.leaving.go' : 'start.leaving.again')}
          </Button>
        </span>
      )}
      <ProblemNote error={begin.error} />
      {begin.data && !step.done && (
        <p>
          <a href={begin.data.link} target="_blank" rel="noopener">
            {t('start.leaving.open')}
          </a>
        </p>
      )}
      {before !== undefined && after !== undefined && (
        <p role="status">
          {t('start.leaving.count', { before: formatNumber(before), after: formatNumber(after) })}{' '}
          {fell ? <strong>{t('start.leaving.fell')}</strong> : t('start.leaving.waits')}
        </p>
      )}
    </div>
  )
}
