import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { RecordPicker } from '#web/RecordPicker.tsx'
import { type Page, type Row, useEdit } from '#web/record.ts'
import { fieldLabel, useRegister } from '#web/register.ts'
import { toastProblem } from '#web/toast.tsx'

/** To whom the quote is made, of which deal, with which prices. */
export function Recipient({ quote, purpose, mayWrite }: { quote: Row; purpose: string; mayWrite: boolean }) {
  const register = useRegister()
  const edit = useEdit('quotes', quote.id, purpose)
  const lists = useQuery({
    queryKey: ['list', 'price_lists', purpose, quote.currency],
    queryFn: () =>
      get<Page>('/price_lists', {
        purpose,
        filter: { field: 'currency', op: 'is', value: quote.currency },
        sort: 'name',
        total: 'without',
      }),
    enabled: mayWrite,
  })
  const set = (changes: Record<string, unknown>) => edit.mutate({ changes }, { onError: toastProblem })
  const label = (field: string) => fieldLabel(register, 'quotes', field)
  const hidden = quote.contact_id && !quote.contact
  const deal = quote.deal_id && quote.deal && (
    <p>
      {label('deal_id')}: <Link href={`/deals/${quote.deal_id}?purpose=${purpose}`}>{quote.deal}</Link>
    </p>
  )
  return (
    <Panel title={t('quotes.recipient')} purpose={purpose}>
      <div className="stack">
        {mayWrite ? (
          <>
            {(['company', 'contact'] as const).map((one) => (
              <RecordPicker
                key={one}
                noun={one === 'company' ? 'companies' : 'people'}
                purpose={purpose}
                label={label(`${one}_id`)}
                value={quote[one] ? { id: quote[`${one}_id`], name: quote[one] } : null}
                change={(picked) => picked && set({ [`${one}_id`]: picked.id })}
              />
            ))}
            {hidden && <p className="note note-warn">{t('contact.hidden')}</p>}
            <NativeSelect
              label={label('price_list_id')}
              value={quote.price_list_id ?? ''}
              data={[
                { value: '', label: t('quotes.no.list') },
                ...(lists.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
              ]}
              onChange={(event) => set({ price_list_id: event.currentTarget.value || null })}
            />
          </>
        ) : (
          <>
            {quote.company && <Link href={`/companies/${quote.company_id}?purpose=${purpose}`}>{quote.company}</Link>}
            {quote.contact && <Link href={`/people/${quote.contact_id}?purpose=${purpose}`}>{quote.contact}</Link>}
            {hidden && <p className="quiet">{t('contact.hidden.short')}</p>}
          </>
        )}
        {deal}
      </div>
    </Panel>
  )
}
