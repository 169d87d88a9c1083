import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords, optionLabel, useRegister, type Words } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toastProblem } from '#web/toast.tsx'
import type { Cell } from './cells.ts'
import { SaleForm } from './SaleForm.tsx'
import './duties.css'

export type PersonDuties = {
  groups: {
    product_group: string
    label: Words
    allowed: boolean
    says: string
    next: string | null
    duty: { area: string; source: string; grade: 'weak' | 'confirmed' } | null
    cell: Pick<Cell, 'approved_name' | 'approved_at' | 'until' | 'reasoning'> | null
  }[]
  sales: {
    product_group: string
    label: Words | null
    stands: boolean
    since: string
    by_name: string | null
    sale: string | null
    form: string | null
  }[]
}

/** Of which products this person may be written to at work, and on what that stands; addresses got in a sale. */
export default function DutiesPanel({ id, purpose }: PanelProps) {
  return <Panel title={t('person.duties')} whenSeen={() => <Lines id={id} purpose={purpose} />} />
}

const SELLING = ['relationship', 'sales', 'contract']

function Lines({ id, purpose }: { id: string; purpose: string }) {
  const { writes } = useSession()
  const client = useQueryClient()
  const fields = useRegister().nouns.employments?.fields
  const [recording, setRecording] = useState(false)
  const found = useQuery({
    queryKey: ['grounds', id, purpose, 'duties'],
    queryFn: () => get<PersonDuties>(`/people/${id}/duties`, { purpose }),
  })
  if (found.isPending) return <Skeleton lines={5} />
  if (found.error) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const { groups, sales } = found.data
  const mayRecord = SELLING.includes(purpose) && writes.includes(purpose)
  const again = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['grounds', id] }),
      client.invalidateQueries({ queryKey: ['may_send', id] }),
    ])
  const end = async (product_group: string) => {
    try {
      await post(`/people/${id}/end_sale`, { product_group }, { query: { purpose } })
      await again()
    } catch (problem) {
      toastProblem(problem)
    }
  }
  if (groups.length === 0) return <p className="quiet">{t('person.duties.none')}</p>
  return (
    <div className="stack">
      <ul className="lines">
        {alike(groups).map(({ product_group, labels, allowed, says, next, duty, cell }) => (
          <li key={product_group}>
            <span className={`chip ${allowed ? 'chip-good' : 'chip-bad'}`}>
              {t(allowed ? 'reachable.yes' : 'reachable.no')}
            </span>
            <span className="main">
              <strong>{labels}</strong>{' '}
              {duty?.grade === 'weak' && <span className="chip">{t('duties.titles.weak')}</span>}
              <span className="small quiet duties-why">
                {duty && cell
                  ? t('person.duties.yes', {
                      area: optionLabel(fields?.duty_areas, duty.area),
                      source: optionLabel(fields?.duty_source, duty.source),
                      date: formatDate(cell.until),
                    })
                  : [says, next].filter(Boolean).join(' ')}
              </span>
              {cell && (
                <span className="small quiet duties-why">
                  {cell.reasoning} {t('duties.by', { name: cell.approved_name, date: formatDate(cell.approved_at) })}.{' '}
                  {t('duties.ours')}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <section aria-label={t('person.sales')}>
        <h3>{t('person.sales')}</h3>
        {sales.length === 0 && <p className="small quiet">{t('person.sales.none')}</p>}
        <ul className="lines">
          {sales.map((one) => (
            <li key={one.product_group} className={one.stands ? '' : 'lines-past'}>
              <span className="main">
                {inWords(one.label ?? undefined, one.product_group)}
                <span className="small quiet duties-why">
                  {one.stands
                    ? t('person.sales.proof', {
                        sale: one.sale ?? '–',
                        form: one.form ?? '–',
                        date: formatDate(one.since),
                        by: one.by_name ?? '',
                      })
                    : t('person.sales.ended', { date: formatDate(one.since) })}
                </span>
              </span>
              {one.stands && mayRecord && (
                <Button size="compact-sm" variant="subtle" onClick={() => void end(one.product_group)}>
                  {t('person.sales.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {mayRecord &&
          (recording ? (
            <SaleForm
              id={id}
              purpose={purpose}
              groups={groups}
              close={() => setRecording(false)}
              done={async () => {
                setRecording(false)
                await again()
              }}
            />
          ) : (
            <Button size="compact-sm" onClick={() => setRecording(true)}>
              {t('person.sales.record')}
            </Button>
          ))}
      </section>
    </div>
  )
}

/** Groups that are closed for one and the same reason stand on one line. */
function alike(groups: PersonDuties['groups']) {
  const nameOf = ({ label, product_group }: PersonDuties['groups'][number]) => inWords(label, product_group)
  return [...Map.groupBy(groups, (one) => (one.allowed ? one.product_group : `${one.says} ${one.next}`)).values()].map(
    (same) => ({ ...same[0]!, labels: same.map(nameOf).join(', ') }),
  )
}
