import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get, type Problem, post } from '#web/api.ts'
import { formatDate, formatNumber, formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Page } from '#web/record.ts'
import { optionLabel, useRegister } from '#web/register.ts'
import { nounWord } from './ErasePlan.tsx'

export type Erasure = {
  id: string
  version: number
  subject: string
  reason: string
  request_id: string | null
  state: 'queued' | 'running' | 'held' | 'incomplete' | 'done'
  found: {
    taken?: Record<string, number>
    traces?: { place: string; n: number }[]
    open?: number
    refused?: { code: string; what: string | null }
  } | null
  created_at: string
  started_at: string | null
  done_at: string | null
  swept_at: string | null
}

export const isUnderWay = (one: Erasure): boolean => one.state === 'queued' || one.state === 'running'

/** One erasure as it stands: under way, or its certificate. */
export function ErasureState({ one }: { one: Erasure }) {
  const client = useQueryClient()
  const register = useRegister()
  const fields = register.nouns.erasures?.fields
  const again = useMutation<unknown, Problem>({
    mutationFn: () => post(`/erasures/${one.id}/again?purpose=rights`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: ['erasures'] }),
  })
  const taken = Object.entries(one.found?.taken ?? {}).filter(([, n]) => n > 0)
  const traces = one.found?.traces ?? []
  return (
    <>
      <p role={isUnderWay(one) ? 'status' : undefined}>
        <span className={`chip ${one.state === 'done' ? 'chip-good' : one.state === 'incomplete' ? 'chip-warn' : ''}`}>
          {optionLabel(fields?.state, one.state)}
        </span>{' '}
        <span className="small quiet">
          {optionLabel(fields?.reason, one.reason)}
          {one.done_at && ` · ${t('erasure.done', { time: formatTime(one.done_at) })}`}
          {one.swept_at && ` · ${t('erasure.swept', { time: formatTime(one.swept_at) })}`}
        </span>
      </p>
      {one.found?.refused && isUnderWay(one) && (
        <p role="alert">{t('erasure.waits', { what: one.found.refused.what ?? one.found.refused.code })}</p>
      )}
      {taken.length > 0 && (
        <p>
          {t('erasure.taken')}{' '}
          {taken.map(([noun, n]) => `${nounWord(register, noun).toLowerCase()} ${formatNumber(n)}`).join(', ')}
        </p>
      )}
      {one.state === 'held' && <Kept erasure={one.id} />}
      {traces.length > 0 && (
        <p role="alert">
          {t('erasure.traces')} {traces.map(({ place, n }) => `${place} (${formatNumber(n)})`).join(', ')}
        </p>
      )}
      {(one.found?.open ?? 0) > 0 && (
        <p>
          <Link href="/privacy/erasures">{t('erasure.open', { n: formatNumber(one.found!.open!) })}</Link>
        </p>
      )}
      <ProblemNote error={again.error} />
      {one.state === 'incomplete' && (
        <Button size="compact-sm" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
          {t('erasure.again')}
        </Button>
      )}
    </>
  )
}

/** What a law keeps of it, and until when. */
function Kept({ erasure }: { erasure: string }) {
  const register = useRegister()
  const kept = useQuery({
    queryKey: ['erasures', 'holds', erasure],
    queryFn: () =>
      get<Page>('/holds', {
        purpose: 'rights',
        filter: { field: 'erasure_id', op: 'is', value: erasure },
        limit: 200,
      }),
  })
  if (kept.error) return <ProblemNote error={kept.error} />
  const groups = Map.groupBy(
    kept.data?.items ?? [],
    (row) => `${row.noun}|${row.act} ${row.section}|${row.until ?? ''}`,
  )
  return (
    <ul className="lines">
      {[...groups].map(([key, rows]) => {
        const [noun, law, until] = key.split('|') as [string, string, string]
        return (
          <li key={key}>
            <span className="main">{nounWord(register, noun)}</span>
            <span className="small quiet">
              {t('erasure.kept', {
                n: formatNumber(rows.length),
                until: until ? formatDate(until) : t('erasure.released'),
                law,
              })}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
