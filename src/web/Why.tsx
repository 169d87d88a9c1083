import { Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { get } from './api.ts'
import { FieldHistory } from './FieldHistory.tsx'
import { formatDate, formatDuration } from './format.ts'
import { type Key, t } from './language.ts'
import { Skeleton } from './Panel.tsx'
import { PurposeChip } from './PurposeChip.tsx'
import type { Row } from './record.ts'
import { fieldLabel, inWords, optionLabel, useRegister } from './register.ts'

/** Where a record's data came from, as the server tells it beside the grounds. */
export type Origin = {
  source?: { source?: string; name?: string | null; obtained_at?: string | null } | null
  informed?: { at?: string | null; how?: string | null; by?: string | null } | null
}

type Props = { noun: string; field: string; row: Row; person?: string | undefined; purpose: string }

/** One click from any value: where from, since when, for which purposes, until when. */
export function Why(props: Props) {
  const register = useRegister()
  const name = fieldLabel(register, props.noun, props.field)
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <button type="button" className="why" aria-label={t('why.of', { field: name })}>
          {t('why')}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('why.of', { field: name })}>
        <Reasons {...props} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Reasons({ noun, field: id, row, person, purpose }: Props) {
  const register = useRegister()
  const field = register.nouns[noun]?.fields[id]
  const origin = useQuery({
    queryKey: ['grounds', person, purpose],
    queryFn: () => get<Origin>(`/people/${person}/grounds`, { purpose }),
    enabled: Boolean(person),
  })
  if (!field) return null
  const rule = register.retention[field.retention]
  const sources = register.nouns.people?.fields.source
  const source = origin.data?.source
  return (
    <div className="why-box" tabIndex={-1}>
      <dl>
        <dt>{t('why.source')}</dt>
        <dd>
          {person && origin.isPending ? (
            <Skeleton />
          ) : (
            [
              source?.source ? optionLabel(sources, source.source) : t(`provenance.${field.provenance}` as Key),
              source?.name,
              row.source && !source && noun !== 'people' ? String(row.source) : null,
            ]
              .filter(Boolean)
              .join(' · ')
          )}
        </dd>
        <dt>{t('why.since')}</dt>
        <dd>{formatDate(source?.obtained_at ?? row.created_at) || '–'}</dd>
        {row.updated_at && (
          <>
            <dt>{t('why.changed')}</dt>
            <dd>{formatDate(row.updated_at)}</dd>
          </>
        )}
        <dt>{t('why.purposes')}</dt>
        <dd className="chips">
          {Object.keys(field.purposes).map((one) => (
            <PurposeChip key={one} purpose={one} />
          ))}
        </dd>
        <dt>{t('why.until')}</dt>
        <dd>
          {rule ? (
            <>
              {inWords(rule.from)} {rule.length ? `+ ${formatDuration(rule.length)}` : (rule.law ?? '')}
              <div className="quiet small">{inWords(rule.reason)}</div>
            </>
          ) : (
            '–'
          )}
        </dd>
        <dt>{t('why.category')}</dt>
        <dd>{inWords(register.categories[field.category]?.label, field.category)}</dd>
      </dl>
      <FieldHistory noun={noun} field={{ ...field, id }} row={row} purpose={purpose} person={person} />
    </div>
  )
}
