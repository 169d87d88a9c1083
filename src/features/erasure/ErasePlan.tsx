import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, type Problem, post } from '#web/api.ts'
import { formatDate, formatNumber } from '#web/format.ts'
import { language, t } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeChip } from '#web/PurposeChip.tsx'
import { type Register, useRegister } from '#web/register.ts'
import type { Fate, Planned } from './plan.ts'
import './erasure.css'

/** What erasing a person would do, before anything is done: what goes, what a law keeps, what stands in the way. */
export function ErasePlan({ person, request }: { person: string; request?: string | undefined }) {
  const client = useQueryClient()
  const register = useRegister()
  const plan = useQuery<Planned, Problem>({
    queryKey: ['erasures', 'plan', person],
    queryFn: () => get<Planned>(`/erasures/plan/${person}`, { purpose: 'rights' }),
  })
  const start = useMutation<{ id: string }, Problem>({
    mutationFn: () => post('/erasures?purpose=rights', { person, ...(request && { request }) }),
    onSettled: () => client.invalidateQueries({ queryKey: ['erasures'] }),
  })
  if (plan.isPending) return <Skeleton lines={6} />
  if (plan.error) return <ProblemNote error={plan.error} retry={() => void plan.refetch()} />
  const { nouns, needed, holds, broad, subjects, purposes } = plan.data
  const stands = needed.length > 0 || broad.length > 0
  return (
    <>
      {needed.length > 0 && (
        <div role="alert">
          <p>{t('erasure.needed')}</p>
          <ul className="lines">
            {needed.map((one) => (
              <li key={one.id}>
                <span className="main">{one.name}</span>
                <span className="small quiet">{nounWord(register, one.noun)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {broad.map((one) => (
        <p key={`${one.act} ${one.section}`} role="alert">
          {t('erasure.broad', { law: `${one.act} ${one.section}` })}
        </p>
      ))}
      {subjects.length > 1 && (
        <p className="small quiet">{t('erasure.merged', { n: formatNumber(subjects.length - 1) })}</p>
      )}
      <Fates register={register} nouns={nouns} />
      {holds
        .filter((one) => one.found)
        .map((one) => (
          <p key={one.ref} className="small">
            {t('erasure.hold', {
              law: `${one.act} ${one.section}`,
              until: one.until ? formatDate(one.until) : t('erasure.released'),
            })}
          </p>
        ))}
      <details className="erasure-purposes">
        <summary className="small">{t('erasure.purposes')}</summary>
        <ul className="lines">
          {purposes.map((one) => (
            <li key={one.purpose}>
              <PurposeChip purpose={one.purpose} />
              <span className="small quiet">{one.nouns.map((noun) => nounWord(register, noun)).join(', ')}</span>
            </li>
          ))}
        </ul>
      </details>
      <p className="small quiet">{t('erasure.after')}</p>
      <ProblemNote error={start.error} />
      <div className="row erasure-start">
        <Button color="red" disabled={stands || start.isPending} onClick={() => start.mutate()}>
          {t('erasure.start')}
        </Button>
      </div>
    </>
  )
}

/** Noun by noun: what becomes of how many records. */
export function Fates({ register, nouns }: { register: Register; nouns: readonly Fate[] }) {
  if (nouns.length === 0) return <p className="quiet">{t('erasure.nothing')}</p>
  return (
    <ul className="lines">
      {nouns.map((one) => (
        <li key={`${one.noun} ${one.does}`}>
          <span className="main">{nounWord(register, one.noun)}</span>
          <span className="small quiet">{fateOf(one)}</span>
        </li>
      ))}
    </ul>
  )
}

function fateOf(one: Fate): string {
  const n = formatNumber(one.n)
  const does = t(`erasure.does.${one.does}`, { n })
  const kept = one.kept
    ? t('erasure.kept', {
        n: formatNumber(one.kept),
        until: formatDate(one.until ?? null),
        law: `${one.act} ${one.section}`,
      })
    : ''
  const later = one.later ? t('erasure.later', { n: formatNumber(one.later) }) : ''
  return [does, kept, later].filter(Boolean).join(' · ')
}

export const nounWord = (register: Register, noun: string): string => register.nouns[noun]?.plural[language()] ?? noun
