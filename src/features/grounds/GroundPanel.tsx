import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t, tMaybe } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { hueStyle } from '#web/PurposeChip.tsx'
import { inWords, optionLabel, purposeHue, purposeLabel, useRegister } from '#web/register.ts'
import type { PanelProps } from '#web/screens.ts'
import { Objection } from './Objection.tsx'

export type GroundLine = {
  purpose: string
  permitted: boolean
  ground: {
    kind: string
    since: string | null
    until: string | null
    by?: string | null
    channel?: string | null
    ref?: string | null
  } | null
  blocked: { kind: string; since: string | null } | null
}
export type Grounds = {
  purposes: GroundLine[]
  source: { source: string | null; name: string | null; obtained_at: string | null } | null
  informed: { at?: string | null; how?: string | null; by?: string | null } | null
}

export const groundsQuery = (id: string, purpose: string) => ({
  queryKey: ['grounds', id, purpose],
  queryFn: () => get<Grounds>(`/people/${id}/grounds`, { purpose }),
})

/** What rests on which ground: every purpose, permitted or not, since when, until when, blocked by what. */
export default function GroundPanel({ id, purpose, name }: PanelProps) {
  const [objecting, setObjecting] = useState(false)
  return (
    <Panel
      title={t('grounds.title')}
      actions={
        <Button size="compact-sm" onClick={() => setObjecting(!objecting)} aria-expanded={objecting}>
          {t('object.record')}
        </Button>
      }
      whenSeen={() => (
        <>
          {objecting && <Objection id={id} purpose={purpose} name={name} done={() => setObjecting(false)} />}
          <Lines id={id} purpose={purpose} />
        </>
      )}
    />
  )
}

function Lines({ id, purpose }: { id: string; purpose: string }) {
  const register = useRegister()
  const found = useQuery(groundsQuery(id, purpose))
  if (found.isPending) return <Skeleton lines={6} />
  if (found.error) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const lines = found.data.purposes.filter(
    (line) => !register.purposes[line.purpose]?.asleep || line.ground || line.blocked,
  )
  // What may be done first, then what was said no to, then what nothing has opened.
  const order = (line: GroundLine) => (line.permitted ? 0 : line.blocked ? 1 : 2)
  const told = lines.filter((line) => order(line) < 2).sort((a, b) => order(a) - order(b))
  const rest = lines.filter((line) => order(line) === 2)
  const kinds = register.nouns.grounds?.fields.kind
  return (
    <>
      <ul className="lines grounds">
        {told.map((line) => (
          <li key={line.purpose} className="hued" style={hueStyle(purposeHue(register, line.purpose))}>
            <span className={line.permitted ? 'ground-dot' : 'ground-dot ground-dot-off'} aria-hidden />
            <span className="main">
              <strong title={inWords(register.purposes[line.purpose]?.wording)}>
                {purposeLabel(register, line.purpose)}
              </strong>
              <span className="small quiet">{line.ground ? groundWords(line.ground, kinds) : ''}</span>
              {line.blocked && (
                <span className="small ground-blocked">
                  {optionLabel(kinds, line.blocked.kind)} {formatDate(line.blocked.since)}
                </span>
              )}
            </span>
            <span className={`chip ${line.permitted ? 'chip-good' : 'chip-bad'}`}>
              {t(line.permitted ? 'grounds.permitted' : 'grounds.blocked')}
            </span>
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <p className="small quiet grounds-rest">
          {t('grounds.rest')} {rest.map((line) => purposeLabel(register, line.purpose)).join(' · ')}
        </p>
      )}
    </>
  )
}

function groundWords(ground: NonNullable<GroundLine['ground']>, kinds: Parameters<typeof optionLabel>[0]): string {
  return [
    kinds?.options?.[ground.kind] ? optionLabel(kinds, ground.kind) : tMaybe(`ground.${ground.kind}`, ground.kind),
    ground.since && t('grounds.since', { date: formatDate(ground.since) }),
    ground.until && t('grounds.until', { date: formatDate(ground.until) }),
    ground.channel && tMaybe(`channel.${ground.channel}`, ground.channel),
    // An id is no name: whose it is stands in the ledger.
    ground.by && !/^[0-9a-f-]{36}$/.test(ground.by) ? ground.by : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
