import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useSearchParams } from 'wouter'
import { get } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeMenu } from '#web/PurposeMenu.tsx'
import type { Page as Found } from '#web/record.ts'
import { choicesFor, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { type Forecast, ForecastTable } from './ForecastTable.tsx'
import { LostReasons } from './LostReasons.tsx'
import { StaleDeals } from './StaleDeals.tsx'
import './deals.css'

// Drawn only here, and heavy.
const ForecastChart = lazy(() => import('./ForecastChart.tsx'))

const BY = ['nobody', 'pipeline', 'team', 'owner'] as const
const SEEN = ['sales', 'relationship']

/** What the coming months are likely to bring to the business; by whom only when asked. */
export default function ForecastScreen() {
  const register = useRegister()
  const session = useSession()
  const [params, setParams] = useSearchParams()
  const choices = choicesFor(register, 'deals', session.writes, session.reads).filter((one) => SEEN.includes(one))
  const asked = params.get('purpose') ?? ''
  const purpose = choices.includes(asked) ? asked : (choices[0] ?? '')
  const by = BY.find((one) => one === params.get('by')) ?? 'nobody'
  const pipeline = params.get('pipeline') ?? ''
  const set = (name: string, value: string) =>
    setParams((old) => ({ ...Object.fromEntries(old), [name]: value }), { replace: true })
  const found = useQuery({
    queryKey: ['list', 'deals', 'forecast', purpose, by, pipeline],
    queryFn: () => get<Forecast>('/deals/forecast', { purpose, by, pipeline_id: pipeline }),
  })
  const pipelines = useQuery({
    queryKey: ['list', 'pipelines', purpose, 'names'],
    queryFn: () => get<Found>('/pipelines', { purpose, sort: 'place', limit: 100 }),
  })
  return (
    <Page
      title={t('nav.forecast')}
      subtitle={t('forecast.about')}
      actions={<PurposeMenu purpose={purpose} choices={choices} choose={(chosen) => set('purpose', chosen)} />}
    >
      <div className="row row-end forecast-asked">
        <NativeSelect
          label={t('deals.pipeline')}
          value={pipeline}
          data={[
            { value: '', label: t('forecast.all') },
            ...(pipelines.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={(event) => set('pipeline', event.currentTarget.value)}
        />
        <NativeSelect
          label={t('forecast.by')}
          value={by}
          data={BY.map((one) => ({ value: one, label: t(`forecast.by.${one}`) }))}
          onChange={(event) => set('by', event.currentTarget.value)}
        />
      </div>
      <div className="panels">
        <Panel title={t('forecast.months')} purpose={purpose}>
          {found.isPending && <Skeleton lines={6} />}
          {found.error && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
          {found.data && (
            <>
              <Suspense fallback={<div className="forecast-chart" />}>
                <ForecastChart found={found.data} />
              </Suspense>
              <p className="quiet small">{t('forecast.how', { n: found.data.committed_from })}</p>
              <ForecastTable
                found={found.data}
                by={by}
                purpose={purpose}
                pipeline={pipeline}
                pipelines={pipelines.data?.items ?? []}
              />
            </>
          )}
        </Panel>
        <div className="columns">
          <div>
            <Panel
              title={t('deals.stale')}
              purpose={purpose}
              whenSeen={() => <StaleDeals purpose={purpose} pipeline={pipeline} />}
            />
          </div>
          <div>
            <Panel
              title={t('forecast.lost')}
              purpose={purpose}
              whenSeen={() => <LostReasons purpose={purpose} pipeline={pipeline} />}
            />
          </div>
        </div>
      </div>
    </Page>
  )
}
