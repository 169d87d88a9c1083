import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { formatAgo, formatDate, formatMoney } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, type Register, useRegister } from '#web/register.ts'
import { hourOf, weekday } from './words.tsx'

export const PARTS = ['meetings', 'cases', 'endings', 'deals', 'leads'] as const
export type Part = (typeof PARTS)[number]
export const isPart = (part: string): part is Part => (PARTS as readonly string[]).includes(part)
export type Item = { id: string; [field: string]: any }

export const usePart = (part: string, purpose: string) =>
  useQuery({
    queryKey: ['day', part, purpose],
    queryFn: () => get<{ items: Item[] }>(`/day/${part}`, { purpose }),
    staleTime: 60_000,
    refetchInterval: 5 * 60_000,
  })

/** A long part would push the others out of sight. */
const FIRST = 6

/** One part under one purpose. A second purpose of the same part is shown when it has something. */
export function DayPart({ part, purpose, isFirst }: { part: Part; purpose: string; isFirst: boolean }) {
  const register = useRegister()
  const { data, error, isPending } = usePart(part, purpose)
  const items = data?.items ?? []
  const [isWhole, setIsWhole] = useState(false)
  // One more takes no more room than the button would.
  const isLong = items.length > FIRST + 1
  const shown = isLong && !isWhole ? items.slice(0, FIRST) : items
  if (!isFirst && items.length === 0) return null
  return (
    <Panel
      title={t(`day.${part}`)}
      purpose={purpose}
      actions={items.length > 0 && <span className="chip chip-plain">{items.length}</span>}
    >
      {isPending && <Skeleton lines={3} />}
      <ProblemNote error={error} />
      {data && items.length === 0 && <p className="quiet">{t(`day.${part}.none`)}</p>}
      {items.length > 0 && (
        <ul className="lines day-lines">
          {shown.map((item) => {
            const { href, when, name, rest, warn } = lineOf(register, part, item, purpose)
            return (
              <li key={item.id}>
                <span className="day-when">{when}</span>
                <span className="grow">
                  {href ? <Link href={href}>{name}</Link> : <span>{name}</span>}
                  {rest && <span className="quiet small"> {rest}</span>}
                </span>
                {warn && <span className="chip chip-warn">{warn}</span>}
              </li>
            )
          })}
        </ul>
      )}
      {isLong && (
        <Button size="compact-sm" variant="subtle" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? t('day.fewer') : t('day.rest', { n: items.length - FIRST })}
        </Button>
      )}
    </Panel>
  )
}

type Line = { href: string | null; when: string; name: string; rest: string; warn?: string | undefined }

function lineOf(register: Register, part: Part, item: Item, purpose: string): Line {
  const about = item.company ?? item.person ?? ''
  const option = (noun: string, field: string) =>
    optionLabel(register.nouns[noun]?.fields[field], String(item[field] ?? ''))
  switch (part) {
    case 'meetings': {
      const day = new Date(item.starts_at)
      const today = day.toDateString() === new Date().toDateString()
      const hour = item.whole_day ? t('meeting.whole_day') : hourOf(day)
      const isOver = new Date(item.ends_at) < new Date() && !item.outcome
      return {
        href: `/calendar?meeting=${item.id}&purpose=${purpose}`,
        when: today ? hour : `${weekday(day)} ${hour}`,
        name: item.title,
        rest: [about, item.place].filter(Boolean).join(' · '),
        warn: isOver ? t('day.outcome') : undefined,
      }
    }
    case 'cases':
      return {
        href: item.company_id
          ? `/companies/${item.company_id}?purpose=${purpose}`
          : item.person_id
            ? `/people/${item.person_id}?purpose=${purpose}`
            : null,
        when: formatAgo(item.opened_at),
        name: about || t('day.case'),
        rest: optionLabel(register.nouns.cases?.fields.topic, item.topic),
        warn:
          item.severity === 'serious' ? optionLabel(register.nouns.cases?.fields.severity, item.severity) : undefined,
      }
    case 'endings':
      return {
        href: `/${item.noun}/${item.id}?purpose=${purpose}`,
        when: formatDate(item.end_on),
        name: item.name,
        rest: about,
        warn: item.end_on < new Date().toISOString().slice(0, 10) ? t('day.ended') : undefined,
      }
    case 'deals':
      return {
        href: `/deals/${item.id}?purpose=${purpose}`,
        when: formatAgo(item.active_at),
        name: item.name,
        rest: [about, item.value && formatMoney(item.value, item.currency, true)].filter(Boolean).join(' · '),
      }
    case 'leads':
      return {
        href: `/leads/${item.id}?purpose=${purpose}`,
        when: formatAgo(item.created_at),
        name: item.subject,
        rest: [about, option('leads', 'source')].filter(Boolean).join(' · '),
        warn: item.owner_id ? undefined : t('day.nobody'),
      }
  }
}
