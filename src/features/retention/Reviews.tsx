import { Button, Checkbox, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { get, type Problem, post } from '#web/api.ts'
import { formatDate, formatDuration, formatNumber } from '#web/format.ts'
import { t, tn } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'

type One = { noun: string; rule: string; id: string; since: string; title: string }
type Found = { total: number; items: One[] }

const KEY = ['retention', 'reviews']

/** Whose time is over by a rule that ends in a review: kept for a while longer, with a reason, or let go. */
export function Reviews() {
  const found = useQuery<Found, Problem>({
    queryKey: KEY,
    queryFn: () => get<Found>('/retention/reviews', { purpose: 'rights' }),
  })
  const { items = [], total = 0 } = found.data ?? {}
  const groups = [...new Set(items.map(({ noun, rule }) => `${noun} ${rule}`))]
  if (found.error) return <ProblemNote error={found.error} />
  if (items.length === 0) return null
  return (
    <Panel title={t('retention.reviews')} purpose="rights" wordless>
      <p className="quiet retention-what">{t('retention.reviews.about')}</p>
      {total > items.length && (
        <p className="small quiet">
          {t('retention.reviews.first', { n: formatNumber(items.length), total: formatNumber(total) })}
        </p>
      )}
      {groups.map((group) => (
        <Group key={group} items={items.filter((one) => `${one.noun} ${one.rule}` === group)} />
      ))}
    </Panel>
  )
}

function Group({ items }: { items: One[] }) {
  const client = useQueryClient()
  const register = useRegister()
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const [isKeeping, keepThem] = useState(false)
  const [reason, setReason] = useState('')
  const { noun, rule } = items[0]!
  const length = register.retention[rule]!.length!
  const ids = items.flatMap(({ id }) => (chosen.has(id) ? [id] : []))
  const decide = useMutation<{ done: number }, Problem, boolean>({
    mutationFn: (keep) =>
      post(
        '/retention/reviews/decide',
        { noun, rule, ids, keep, ...(keep ? { reason } : {}) },
        { query: { purpose: 'rights' } },
      ),
    onSuccess: ({ done }, keep) => {
      toast(tn(keep ? 'many.retention_kept' : 'many.retention_gone', done))
      choose(new Set())
      keepThem(false)
      setReason('')
      void client.invalidateQueries({ queryKey: ['retention'] })
      void client.invalidateQueries({ queryKey: ['list', noun] })
    },
  })
  const all = ids.length === items.length
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        decide.mutate(true)
      }}
    >
      <Checkbox
        label={inWords(register.nouns[noun]!.plural)}
        checked={all}
        indeterminate={ids.length > 0 && !all}
        onChange={() => choose(new Set(all ? [] : items.map(({ id }) => id)))}
      />
      <ul className="retention-reviews">
        {items.map(({ id, title, since }) => (
          <li key={id}>
            <Checkbox
              aria-label={title}
              checked={chosen.has(id)}
              onChange={() => {
                const next = new Set(chosen)
                if (!next.delete(id)) next.add(id)
                choose(next)
              }}
            />
            <Link href={`/${noun}/${id}`}>{title || '–'}</Link>
            <span className="small quiet">{t('retention.reviews.since', { day: formatDate(since) })}</span>
          </li>
        ))}
      </ul>
      <ProblemNote error={decide.error} />
      {isKeeping && (
        <Textarea
          label={t('retention.reviews.reason')}
          autosize
          autoFocus
          minRows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <span className="row">
        {isKeeping ? (
          <>
            <Button type="submit" loading={decide.isPending} disabled={ids.length === 0 || reason.trim().length < 10}>
              {t('retention.reviews.keep', { length: formatDuration(length) })}
            </Button>
            <Button variant="default" onClick={() => keepThem(false)}>
              {t('cancel')}
            </Button>
          </>
        ) : (
          <>
            <Button variant="default" disabled={ids.length === 0} onClick={() => keepThem(true)}>
              {t('retention.reviews.keep', { length: formatDuration(length) })}
            </Button>
            <Button
              variant="default"
              color="red"
              loading={decide.isPending}
              disabled={ids.length === 0}
              onClick={() => decide.mutate(false)}
            >
              {t('retention.reviews.let_go')}
            </Button>
          </>
        )}
      </span>
    </form>
  )
}
