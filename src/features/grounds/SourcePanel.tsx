import { useQuery } from '@tanstack/react-query'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { fieldsSeen, optionLabel, useRegister } from '#web/register.ts'
import { groundsQuery } from './GroundPanel.tsx'

/** Where the data came from, and whether the person has been told. */
export default function SourcePanel({ id, purpose }: PanelProps) {
  const register = useRegister()
  if (!fieldsSeen(register, 'people', purpose).some((field) => field.id === 'source')) return null
  return <Panel title={t('source.title')} whenSeen={() => <Told id={id} purpose={purpose} />} />
}

function Told({ id, purpose }: { id: string; purpose: string }) {
  const register = useRegister()
  const found = useQuery(groundsQuery(id, purpose))
  if (found.isPending) return <Skeleton lines={3} />
  if (found.error) return <ProblemNote error={found.error} />
  const { source, informed } = found.data
  const sources = register.nouns.people?.fields.source
  const late = !informed?.at && informed?.by && new Date(informed.by) < new Date()
  return (
    <dl className="facts">
      <div>
        <dt>{t('source.from')}</dt>
        <dd>
          <span className="value">
            {[source?.source && optionLabel(sources, source.source), source?.name].filter(Boolean).join(' · ') || '–'}
          </span>
        </dd>
      </div>
      <div>
        <dt>{t('source.obtained')}</dt>
        <dd>
          <span className="value">{formatDate(source?.obtained_at) || '–'}</span>
        </dd>
      </div>
      <div>
        <dt>{t('source.informed')}</dt>
        <dd>
          <span className="value">
            {informed?.at ? (
              [formatDate(informed.at), informed.how].filter(Boolean).join(' · ')
            ) : informed?.by ? (
              <span className={`chip ${late ? 'chip-bad' : 'chip-warn'}`}>
                {t(late ? 'source.late' : 'source.by', { date: formatDate(informed.by) })}
              </span>
            ) : (
              t('source.unknown')
            )}
          </span>
        </dd>
      </div>
    </dl>
  )
}
