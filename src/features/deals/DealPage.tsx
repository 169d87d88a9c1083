import { CarePanel } from '#web/CarePanel.tsx'
import { formatMoney } from '#web/format.ts'
import { t } from '#web/language.ts'
import { panels } from '#web/mounts.ts'
import { Panel } from '#web/Panel.tsx'
import { placed } from '#web/Panels.tsx'
import { PageFacts, RecordPage } from '#web/RecordPage.tsx'
import { useRecordPage } from '#web/recordPage.ts'
import { InvolvedPanel } from './InvolvedPanel.tsx'
import { PartiesPanel } from './PartiesPanel.tsx'
import { StageBar } from './StageBar.tsx'
import './deals.css'

const ABOUT = ['name', 'value', 'currency', 'probability', 'close_on', 'next_step']
const TIMES = ['stage_since', 'active_at', 'closed_at', 'created_at', 'lost_why']

export default function DealPage() {
  const page = useRecordPage('deals')
  const { row, purpose, mayWrite, mayMake, part, option } = page
  const isTold = { closed_at: Boolean(row?.closed_at), lost_why: row?.state === 'lost' } as Record<string, boolean>
  return (
    <RecordPage
      page={page}
      one={t('deals.one')}
      list={{ label: t('nav.deals') }}
      title={({ name }) => name}
      subtitle={(deal) =>
        [deal.company, formatMoney(deal.value, deal.currency), option('state'), deal.lost_why && option('lost_why')]
          .filter(Boolean)
          .join(' · ')
      }
      mayForget={mayMake}
      above={row && <StageBar deal={row} purpose={purpose} mayMove={mayMake} />}
      columns={[
        [
          [
            'deals.about',
            <Panel key="about" title={t('deals.about')} purpose={purpose}>
              <PageFacts
                page={page}
                fields={[...part(ABOUT), ...page.added]}
                show={{ value: (value) => formatMoney(value as string, row?.currency) }}
              />
            </Panel>,
          ],
          ...(row ? placed(panels.deal, { id: row.id, purpose, name: row.name }) : []),
        ],
        row
          ? [
              ['deals.parties', <PartiesPanel key="parties" deal={row} purpose={purpose} mayWrite={mayWrite} />],
              ['deals.involved', <InvolvedPanel key="involved" deal={row} purpose={purpose} mayWrite={mayMake} />],
              [
                'care.title',
                <CarePanel key="care" noun="deals" row={row} purpose={purpose} mayWrite={mayWrite}>
                  <PageFacts page={page} fields={part(TIMES.filter((one) => isTold[one] !== false))} />
                </CarePanel>,
              ],
            ]
          : [],
      ]}
    />
  )
}
