import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'wouter'
import { get } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeChip } from '#web/PurposeChip.tsx'
import { useRegister } from '#web/register.ts'
import { Wide } from '#web/Wide.tsx'
import { OneTest } from './OneTest.tsx'
import { clockOf, type Item, listQuery, StateChip } from './state.tsx'
import './balancing.css'

/** Every purpose that rests on legitimate interest: weighed or not, until when, and who signed. */
export default function BalancingScreen() {
  const [params] = useSearchParams()
  const register = useRegister()
  const purpose = params.get('purpose')
  if (purpose && register.purposes[purpose]) return <OneTest key={purpose} purpose={purpose} />
  return (
    <Page title={t('nav.balancing')} subtitle={t('balancing.body')} wide>
      <Panel title={t('balancing.purposes')}>
        <List />
      </Panel>
    </Page>
  )
}

function List() {
  const { data, error } = useQuery({ queryKey: listQuery, queryFn: () => get<{ items: Item[] }>('/balancing') })
  if (error) return <ProblemNote error={error} />
  if (!data) return <Skeleton lines={8} />
  return (
    <Wide label={t('nav.balancing')}>
      <table className="plain balancing-list">
        <thead>
          <tr>
            <th>{t('ledger.purpose')}</th>
            <th>{t('balancing.state')}</th>
            <th>{t('balancing.clock')}</th>
            <th>{t('balancing.signedBy')}</th>
            <th className="number">{t('balancing.versions')}</th>
          </tr>
        </thead>
        <tbody>
          {data.items.map((item) => (
            <tr key={item.purpose}>
              <td>
                <Link href={`/privacy/balancing?purpose=${item.purpose}`} className="balancing-link">
                  <PurposeChip purpose={item.purpose} />
                </Link>
              </td>
              <td>
                <span className="chips">
                  <StateChip state={item.state} />
                  {item.asleep && <span className="chip">{t('balancing.asleep')}</span>}
                  {item.drafted_at && <span className="chip chip-plain">{t('balancing.draft')}</span>}
                </span>
              </td>
              <td>{clockOf(item)}</td>
              <td>{item.signed_name ? `${item.signed_name} ${formatDate(item.signed_at)}` : '–'}</td>
              <td className="number">
                {item.versions}
                {item.rejected > 0 && <span className="quiet"> ({t('balancing.rejected', { n: item.rejected })})</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
