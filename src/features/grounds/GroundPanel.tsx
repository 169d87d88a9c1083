import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t, tMaybe } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { hueStyle } from '#web/PurposeChip.tsx'
import { type Field, inWords, optionLabel, purposeHue, purposeLabel, useRegister } from '#web/register.ts'
import { GroundHistory } from './GroundHistory.tsx'
import './grounds.css'

type Standing = {
  number: number
  slot: string
  kind: string
  since: string | null
  until: string | null
  by?: string | null
  channel?: string | null
}
export type GroundLine = { purpose: string; permitted: boolean; ground: Standing | null; blocks: Standing[] }
export type Grounds = {
  purposes: GroundLine[]
  source: { source: string | null; name: string | null; obtained_at: string | null } | null
  informed: { at?: string | null; how?: string | null; by?: string | null } | null
}

export const groundsQuery = (id: string, purpose: string) => ({
  queryKey: ['grounds', id, purpose],
  queryFn: () => get<Grounds>(`/people/${id}/grounds`, { purpose }),
})

/** What rests on which ground: every purpose, permitted or not, since when, until when, blocked by what; why, one press away. */
export default function GroundPanel({ id, purpose }: PanelProps) {
  return <Panel title={t('grounds.title')} whenSeen={() => <Lines id={id} purpose={purpose} />} />
}

function Lines({ id, purpose }: { id: string; purpose: string }) {
  const register = useRegister()
  const found = useQuery(groundsQuery(id, purpose))
  const [why, setWhy] = useState<string | null>(null)
  if (found.isPending) return <Skeleton lines={6} />
  if (found.error) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const lines = found.data.purposes.filter(
    (line) => !register.purposes[line.purpose]?.asleep || line.ground || line.blocks.length > 0,
  )
  // What may be done first, then what was said no to, then what nothing has opened.
  const order = (line: GroundLine) => (line.permitted ? 0 : line.blocks.length > 0 ? 1 : 2)
  const told = lines.filter((line) => order(line) < 2).sort((a, b) => order(a) - order(b))
  const rest = lines.filter((line) => order(line) === 2)
  const kinds = register.nouns.grounds?.fields.kind
  return (
    <>
      <ul className="lines grounds">
        {told.map((line) => (
          <li
            key={line.purpose}
            className={why === line.purpose ? 'hued ground-open' : 'hued'}
            style={hueStyle(purposeHue(register, line.purpose))}
          >
            <span className={line.permitted ? 'ground-dot' : 'ground-dot ground-dot-off'} aria-hidden />
            <span className="main">
              <strong title={inWords(register.purposes[line.purpose]?.wording)}>
                {purposeLabel(register, line.purpose)}
              </strong>
              <span className="small quiet">{line.ground ? groundWords(line.ground, kinds) : ''}</span>
              {line.blocks.map((block) => (
                <span key={block.slot} className="small ground-blocked">
                  {blockWords(block, kinds, register.purposes[line.purpose]?.objection === 'reasoned')}
                </span>
              ))}
            </span>
            <button
              type="button"
              className="why"
              aria-expanded={why === line.purpose}
              aria-label={t('grounds.why', { purpose: purposeLabel(register, line.purpose) })}
              onClick={() => setWhy(why === line.purpose ? null : line.purpose)}
            >
              {t('why')}
            </button>
            <span className={`chip ${line.permitted ? 'chip-good' : 'chip-bad'}`}>
              {t(line.permitted ? 'grounds.permitted' : 'grounds.blocked')}
            </span>
            {why === line.purpose && <GroundHistory id={id} from={purpose} about={line.purpose} />}
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

/** An objection under decision is not yet one that stands. */
function blockWords({ kind, since, until }: Standing, kinds: Field | undefined, reasoned: boolean): string {
  const undecided = reasoned && ['objection', 'objection_reason', 'objection_refusal_proposed'].includes(kind)
  return [
    optionLabel(kinds, kind),
    formatDate(since),
    until && t('grounds.until', { date: formatDate(until) }),
    undecided && t('grounds.undecided'),
  ]
    .filter(Boolean)
    .join(' ')
}

function groundWords(ground: Standing, kinds: Field | undefined): string {
  return [
    kinds?.options?.[ground.kind] ? optionLabel(kinds, ground.kind) : tMaybe(`ground.${ground.kind}`, ground.kind),
    ground.since && t('grounds.since', { date: formatDate(ground.since) }),
    ground.until && t('grounds.until', { date: formatDate(ground.until) }),
    ground.channel && tMaybe(`channel.${ground.channel}`, ground.channel),
    // An id is no name: whose it is stands in the history.
    ground.by && !/^[0-9a-f-]{36}$/.test(ground.by) ? tMaybe(`actor.${ground.by}`, ground.by) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
