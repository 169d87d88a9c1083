import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { AidProps } from '#web/mounts.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, useRegister } from '#web/register.ts'
import { inOwnWords } from './words.tsx'
import './trade.css'

type Told = { value: any; since: string | null }
type Found = { business_id: string; name: string; situation: string; said: Record<string, Told> }

const KEEPERS = ['relationship', 'sales', 'prospecting', 'contract', 'suppliers']

/** While a company is being typed in: the same in the trade register, and everything it says with one press. */
export default function TradeAid({ values, purpose, fill }: AidProps) {
  const register = useRegister()
  const [picked, pick] = useState<Found | null>(null)
  const typed = String(values.business_id || values.name || '').trim()
  const [q] = useDebouncedValue(typed, 350)
  const mayAsk = KEEPERS.includes(purpose)
  const isPicked = picked && (typed === picked.business_id || typed === picked.name)
  const found = useQuery({
    queryKey: ['trade', 'find', q, purpose],
    queryFn: ({ signal }) => get<{ on: boolean; items: Found[] }>('/trade/find', { q, purpose }, signal),
    enabled: mayAsk && q.length > 2 && !isPicked,
    staleTime: 3_600_000,
    retry: false,
  })
  if (!mayAsk || typed.length < 3) return null
  if (isPicked) return <Picked one={picked} />
  if (found.error) return <ProblemNote error={found.error} />
  if (!found.data) return found.isFetching ? <p className="small quiet">{t('trade.asking')}</p> : null
  if (!found.data.on) return <p className="small quiet">{t('trade.off')}</p>
  if (found.data.items.length === 0) return <p className="small quiet">{t('trade.notFound')}</p>
  const choose = (one: Found) => {
    pick(one)
    const { name, city, website, visiting, postal } = one.said
    fill(
      {
        name: one.name,
        business_id: one.business_id,
        ...(city && { city: city.value }),
        ...(website && { website: website.value }),
      },
      async (id) => {
        await post(`/trade/${id}/fetch`, {}, { query: { purpose } })
        const fields = [name && 'name', visiting && 'visiting', postal && 'postal'].filter(
          (one) => one && one !== 'name',
        )
        if (fields.length > 0) await post(`/trade/${id}/take`, { fields }, { query: { purpose } })
      },
    )
  }
  const situations = register.nouns.trade_records?.fields.situation
  return (
    <section className="stack stack-tight" aria-label={t('trade.panel')}>
      <span className="small quiet">{t('trade.found')}</span>
      <ul className="trade-found">
        {found.data.items.map((one) => (
          <li key={one.business_id}>
            <button type="button" onClick={() => choose(one)}>
              <strong>{one.name}</strong>
              <span className="quiet small">
                {[one.business_id, one.said.city?.value, inOwnWords(one.said.form?.value)].filter(Boolean).join(' · ')}
              </span>
              {one.situation !== 'none' && (
                <span className="chip chip-bad">{optionLabel(situations, one.situation)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      <span className="small quiet">{t('trade.attribution')}</span>
    </section>
  )
}

/** What comes along with the choice, each with its day. */
function Picked({ one }: { one: Found }) {
  const register = useRegister()
  const shown = ['visiting', 'postal', 'form', 'line'].filter((field) => one.said[field])
  const label = (field: string) =>
    field === 'form' || field === 'line'
      ? t(`trade.${field}`)
      : optionLabel(register.nouns.addresses?.fields.kind, field)
  return (
    <div className="note stack stack-tight" role="status">
      <strong>{t('trade.picked')}</strong>
      {shown.map((field) => (
        <span key={field} className="small">
          {label(field)}: {inOwnWords(one.said[field]?.value)}{' '}
          {one.said[field]?.since && (
            <span className="quiet">{t('trade.since', { date: formatDate(one.said[field]?.since) })}</span>
          )}
        </span>
      ))}
      <span className="small quiet">{t('trade.attribution')}</span>
    </div>
  )
}
