import { useQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'
import { formatTime } from '#web/format.ts'
import { t, tMaybe } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, useRegister } from '#web/register.ts'
import type { Exemption } from './informings.tsx'
import './informing.css'

type Informing = {
  id: string
  kind: string
  edition: number | null
  channel: string
  at: string
  by_name: string | null
  proof: { note?: string; reply?: string } | null
  /** Where the person was exempt from being told, or is to be. */
  exemption?: Pick<Exemption, 'ground' | 'reasoning' | 'safeguards' | 'end_reason'>
}

/** What the person was told, each time with its proof. The register gives it to whoever serves people's rights. */
export default function InformingsPanel({ id, purpose }: PanelProps) {
  if (purpose !== 'rights') return null
  return <Panel title={t('informings.title')} whenSeen={() => <Told id={id} />} />
}

function Told({ id }: { id: string }) {
  const register = useRegister()
  const found = useQuery({
    queryKey: ['informings', id],
    queryFn: () => get<{ items: Informing[] }>(`/people/${id}/informings`, { purpose: 'rights' }),
  })
  if (found.isPending) return <Skeleton lines={2} />
  if (found.error) return <ProblemNote error={found.error} />
  if (found.data.items.length === 0) return <p className="quiet">{t('informings.none')}</p>
  return (
    <ul className="lines">
      {found.data.items.map((one) => (
        <li key={one.id}>
          <span className="main">
            <span>{optionLabel(register.nouns.informings?.fields.kind, one.kind)}</span>{' '}
            <span className="small quiet">
              {[
                formatTime(one.at),
                tMaybe(`channel.${one.channel}`, ''),
                one.edition && t('informings.edition', { version: one.edition }),
                one.by_name,
                one.proof?.note,
                one.proof?.reply && t('informings.reply', { reply: one.proof.reply }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {one.exemption && (
              <span className="small informing-why">
                {t(`exemptions.ground.${one.exemption.ground}`)}.{' '}
                {one.kind === 'exemption_ended'
                  ? one.exemption.end_reason
                  : `${one.exemption.reasoning} ${t('exemptions.instead', { what: one.exemption.safeguards })}`}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
