import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { address, type Problem, post } from '#web/api.ts'
import { formatNumber, formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, useRegister } from '#web/register.ts'
import { nounWord } from './ErasePlan.tsx'
import { Holds } from './Holds.tsx'

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
    unread?: number
    unsearched?: { noun: string; id: string }[]
    released?: { act: string; section: string; at: string; reason: string }[]
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
      {(one.state === 'held' || one.state === 'incomplete') && <Holds erasure={one.id} />}
      {one.found?.released?.map((law) => (
        <p className="small quiet" key={law.at}>
          {t('holds.gone', { law: `${law.act} ${law.section}`, time: formatTime(law.at), reason: law.reason })}
        </p>
      ))}
      {traces.length > 0 && (
        <p role="alert">
          {t('erasure.traces')} {traces.map(({ place, n }) => `${place} (${formatNumber(n)})`).join(', ')}
        </p>
      )}
      {(one.found?.unread ?? 0) > 0 && (
        <>
          <p className="small quiet">
            {t('erasure.unread', { n: formatNumber(one.found!.unread!) })}{' '}
            <Link href="/privacy/findings">{t('erasure.unread.look')}</Link>
          </p>
          {(one.found?.unsearched ?? []).length > 0 && (
            <details className="small">
              <summary>{t('erasure.unread.which')}</summary>
              {one.found!.unsearched!.map(({ noun, id }, at) => (
                <span key={id}>
                  {at > 0 && ', '}
                  <a href={address(`/${noun}/${id}/content`, { purpose: 'rights' })} target="_blank" rel="noopener">
                    {`${nounWord(register, noun)} ${id.slice(-6)}`}
                  </a>
                </span>
              ))}
            </details>
          )}
        </>
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
