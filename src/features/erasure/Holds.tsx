import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, type Problem, post } from '#web/api.ts'
import { formatDate, formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'
import { nounWord } from './ErasePlan.tsx'

type Hold = { id: string; noun: string; act: string; section: string; until: string | null }

/** Letters of a reason: shorter ones tell whoever audits nothing. */
const LEAST = 10

/** What laws keep of an erasure, each until its day; what was put on hold by hand may be let go before it. */
export function Holds({ erasure }: { erasure: string }) {
  const kept = useQuery<{ items: Hold[] }, Problem>({
    queryKey: ['erasures', 'holds', erasure],
    queryFn: () =>
      get('/holds', {
        purpose: 'rights',
        filter: { field: 'erasure_id', op: 'is', value: erasure },
        limit: 200,
      }),
  })
  if (kept.error) return <ProblemNote error={kept.error} />
  const laws = Map.groupBy(kept.data?.items ?? [], ({ act, section }) => `${act} ${section}`)
  return (
    <ul className="erasures">
      {[...laws].map(([law, holds]) => (
        <Law key={law} law={law} holds={holds} />
      ))}
    </ul>
  )
}

function Law({ law, holds }: { law: string; holds: readonly Hold[] }) {
  const register = useRegister()
  const client = useQueryClient()
  const [asked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const release = useMutation<unknown, Problem>({
    mutationFn: () => post(`/holds/${holds[0]!.id}/release?purpose=rights`, { reason }),
    onSuccess: () => toast(t('holds.done', { law })),
    onSettled: () => client.invalidateQueries({ queryKey: ['erasures'] }),
  })
  const nouns = Map.groupBy(holds, ({ noun, until }) => `${noun}|${until ?? ''}`)
  return (
    <li>
      {[...nouns].map(([key, rows]) => {
        const [noun, until] = key.split('|') as [string, string]
        return (
          <p key={key}>
            {nounWord(register, noun)}{' '}
            <span className="small quiet">
              {t('erasure.kept', {
                n: formatNumber(rows.length),
                until: until ? formatDate(until) : t('erasure.released'),
                law,
              })}
            </span>
          </p>
        )
      })}
      {asked ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            release.mutate()
          }}
        >
          <Textarea
            label={t('holds.reason')}
            description={t('holds.about', { law })}
            autosize
            autoFocus
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ProblemNote error={release.error} />
          <div className="row">
            <Button
              type="submit"
              size="compact-sm"
              color="red"
              loading={release.isPending}
              disabled={reason.trim().length < LEAST}
            >
              {t('holds.confirm')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAsked(false)}>
              {t('holds.keep')}
            </Button>
          </div>
        </form>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('holds.release', { law })}
          onClick={() => setAsked(true)}
        >
          {t('holds.end')}
        </Button>
      )}
    </li>
  )
}
