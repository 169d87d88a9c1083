import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { get, type Problem, post } from '#web/api.ts'
import { formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'

/** Leaving the marketing as a customer does it, and the number of those it reaches falling by one. */
export function LeavingTry() {
  const begin = useMutation<{ link: string; count: number }, Problem>({
    mutationFn: () => post('/setup/leave', {}, { query: { purpose: 'relationship' } }),
  })
  const now = useQuery({
    queryKey: ['setup', 'reachable'],
    queryFn: () => get<{ count: number }>('/setup/reachable', { purpose: 'relationship' }),
    enabled: begin.isSuccess,
    refetchInterval: 2000,
  })
  if (!begin.data)
    return (
      <div className="stack">
        <Button onClick={() => begin.mutate()} loading={begin.isPending}>
          {t('start.leaving.go')}
        </Button>
        <ProblemNote error={begin.error} />
      </div>
    )
  const before = begin.data.count
  const after = now.data?.count ?? before
  return (
    <div className="stack">
      <p>
        <a href={begin.data.link} target="_blank" rel="noopener">
          {t('start.leaving.open')}
        </a>
      </p>
      <p role="status">
        {t('start.leaving.count', { before: formatNumber(before), after: formatNumber(after) })}
        {after < before && <strong> {t('start.leaving.fell')}</strong>}
      </p>
    </div>
  )
}
