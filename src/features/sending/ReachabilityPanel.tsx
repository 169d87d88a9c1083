import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { channels, topics } from '#register/sendings.ts'
import { get } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords, type Words } from '#web/register.ts'
import type { Answer } from './reach.ts'
import './sending.css'

type Answers = { items: Answer[]; product_groups: { id: string; label: Words }[] }

/** By which channel and about what this person may be contacted now, and why not: asked of the gate that sends. */
export default function ReachabilityPanel({ id, purpose }: PanelProps) {
  return <Panel title={t('reachable.title')} whenSeen={() => <Lines id={id} purpose={purpose} />} />
}

function Lines({ id, purpose }: { id: string; purpose: string }) {
  const [group, setGroup] = useState('')
  const found = useQuery({
    queryKey: ['may_send', id, purpose, group],
    queryFn: () => get<Answers>(`/people/${id}/may_send`, { purpose, product_group: group }),
    placeholderData: (before) => before,
  })
  if (found.isPending) return <Skeleton lines={5} />
  if (found.error) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const { items, product_groups } = found.data
  const service = items.filter((one) => one.content === 'service')
  return (
    <div className="stack" aria-busy={found.isFetching}>
      {product_groups.length > 0 && (
        <NativeSelect
          label={t('reachable.group')}
          value={group}
          onChange={(event) => setGroup(event.currentTarget.value)}
          data={[
            { value: '', label: t('reachable.group.none') },
            ...product_groups.map((one) => ({ value: one.id, label: inWords(one.label, one.id) })),
          ]}
        />
      )}
      <div className="reachable">
        {Object.entries(channels).map(([channel, label]) => (
          <Way
            key={channel}
            name={inWords(label)}
            answers={items.filter((one) => one.content === 'marketing' && one.channel === channel)}
          />
        ))}
        <Way name={t('reachable.service')} answers={service} />
      </div>
    </div>
  )
}

/** One channel: yes or no at a glance, and why when opened. Topics with the same answer stand together. */
function Way({ name, answers }: { name: string; answers: Answer[] }) {
  const alike = [...Map.groupBy(answers, (one) => `${one.allowed} ${one.says} ${one.grade ?? ''}`).values()].sort(
    (a, b) => Number(b[0]!.allowed) - Number(a[0]!.allowed),
  )
  return (
    <details>
      <summary>
        <span className="main">{name}</span>
        {[...Map.groupBy(answers, (one) => one.allowed)].map(([allowed, { length }]) => (
          <span key={String(allowed)} className={`chip ${allowed ? 'chip-good' : 'chip-bad'}`}>
            {t(allowed ? 'reachable.yes' : 'reachable.no')}
            {length < answers.length && ` ${length}`}
          </span>
        ))}
      </summary>
      {alike.map((group) => {
        const [first] = group
        const { allowed, says, next, until, grade } = first!
        return (
          <p key={`${allowed} ${says}`}>
            <strong>{whatOf(group)}</strong>
            <span className="small quiet">
              {[
                says,
                grade === 'weak' && t('reachable.weak'),
                until ? t('reachable.until', { date: formatDate(until) }) : next,
              ]
                .filter(Boolean)
                .join(' ')}
            </span>
          </p>
        )
      })}
    </details>
  )
}

function whatOf(group: readonly Answer[]): string {
  if (group[0]!.content === 'service') return t('reachable.service.what')
  if (group.length === Object.keys(topics).length) return t('reachable.all')
  return group.map((one) => inWords(topics[one.topic!].label)).join(', ')
}
