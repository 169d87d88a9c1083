import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { get } from '#web/api.ts'
import { formatNumber } from '#web/format.ts'
import { type Key, t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeMenu } from '#web/PurposeMenu.tsx'
import { choicesFor, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { Dropped } from './Dropped.tsx'
import { FlagList } from './FlagList.tsx'
import type { Kind } from './flags.ts'
import { LimitsPanel } from './LimitsPanel.tsx'
import type { Limits } from './limits.ts'
import { Plot } from './Plot.tsx'
import { TwinList } from './TwinList.tsx'
import './quality.css'

/** Each of them, and no other: the compiler says when one is missing. */
const KINDS = Object.keys({
  bounced: 0,
  left: 0,
  role_address: 0,
  bad_phone: 0,
  no_company: 0,
  ownerless: 0,
  representation: 0,
  stale: 0,
} satisfies Record<Kind, 0>) as Kind[]
type Counts = {
  counts: Record<Kind, { count: number; overdue: number }>
  most: number
  limits: Limits
  past: Record<string, number | string>[]
}

/** What may be wrong or old, each with what to do about it. */
export default function QualityScreen() {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [params, setParams] = useSearchParams()
  const choices = choicesFor(register, 'verifications', session.writes, [])
  const purpose = choices.includes(params.get('purpose') ?? '') ? (params.get('purpose') as string) : (choices[0] ?? '')
  const shown = params.get('list') ?? 'bounced'
  const choose = (to: Record<string, string>) =>
    setParams((now) => ({ ...Object.fromEntries(now), ...to }), { replace: true })
  const counts = useQuery({
    queryKey: ['quality', 'counts', purpose],
    queryFn: () => get<Counts>('/quality/counts', { purpose }),
    enabled: purpose !== '',
  })
  const [acted, setActed] = useState(0)
  const again = async () => {
    setActed(acted + 1)
    await client.invalidateQueries({ queryKey: ['quality'] })
  }
  const many = ({ count }: { count: number }) =>
    count > (counts.data?.most ?? 1000) ? `${formatNumber(counts.data?.most ?? 1000)}+` : formatNumber(count)
  const flag = counts.data?.limits.flags[shown as Kind]
  const merges =
    session.may.includes('merge') && (register.nouns.twins?.fields.why?.purposes[purpose] ?? '') === 'write'
  const keeps = session.may.includes('register') && session.writes.includes('rights')
  if (purpose === '')
    return (
      <Page title={t('nav.quality')} subtitle={t('quality.body')} wide>
        {keeps && <LimitsPanel />}
      </Page>
    )
  return (
    <Page
      title={t('nav.quality')}
      subtitle={t('quality.body')}
      wide
      actions={
        <div className="row">
          <PurposeMenu purpose={purpose} choices={choices} choose={(to) => choose({ purpose: to })} />
          <Button component={Link} href="/trash">
            {t('trash')}
          </Button>
        </div>
      }
    >
      <ProblemNote error={counts.error} retry={() => void counts.refetch()} />
      <nav className="quality-lists" aria-label={t('quality.lists')}>
        {KINDS.map((kind) => {
          const found = counts.data?.counts[kind]
          return (
            <button
              key={kind}
              type="button"
              className="quality-list"
              aria-current={shown === kind ? 'true' : undefined}
              onClick={() => choose({ list: kind })}
            >
              <span>{t(`quality.${kind}` as Key)}</span>
              <strong>{found ? many(found) : <Skeleton />}</strong>
              {found && found.overdue > 0 && (
                <span className="bad small">{t('quality.overdue', { n: many({ count: found.overdue }) })}</span>
              )}
            </button>
          )
        })}
        {merges && (
          <button
            type="button"
            className="quality-list"
            aria-current={shown === 'twins' ? 'true' : undefined}
            onClick={() => choose({ list: 'twins' })}
          >
            <span>{t('quality.twins')}</span>
          </button>
        )}
      </nav>
      <Panel title={t(`quality.${shown}` as Key)} purpose={purpose}>
        <p className="quiet">
          {t(`quality.${shown}.body` as Key, { days: flag?.days ?? counts.data?.limits.days ?? 14 })}{' '}
          {flag && t(`quality.ends.${flag.end}` as Key)}
        </p>
        {shown === 'twins' ? (
          <TwinList purpose={purpose} />
        ) : (
          <FlagList key={`${shown} ${purpose}`} kind={shown} purpose={purpose} again={again} />
        )}
      </Panel>
      <Dropped purpose={purpose} again={again} />
      {(counts.data?.past.length ?? 0) > 1 && shown !== 'twins' && (
        <Panel title={t('quality.past')}>
          <Plot points={counts.data!.past.map((day) => ({ on: String(day.on), n: Number(day[shown] ?? 0) }))} />
        </Panel>
      )}
      {keeps && <LimitsPanel />}
    </Page>
  )
}
