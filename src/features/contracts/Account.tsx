import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, patch } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'

type Values = { iban?: string; bic?: string; days?: number; address?: string; operator?: string }

/** Our own account and e-invoice address: what Finvoice says of us. */
export function Account() {
  const session = useSession()
  const [draft, setDraft] = useState<Values | null>(null)
  const known = useQuery({
    queryKey: ['orders', 'account'],
    queryFn: () => get<{ account: Values | null }>('/orders/account', { purpose: 'contract' }),
  })
  const values = draft ?? known.data?.account ?? { days: 14 }
  const may = session.may.includes('arrange')
  const set = (more: Values) => setDraft({ ...values, ...more })
  const save = async () => {
    try {
      const { iban = '', bic = '', days = 14, address, operator } = values
      await patch(
        '/orders/account',
        { iban, bic, days, ...(address && { address }), ...(operator && { operator }) },
        { query: { purpose: 'contract' } },
      )
      setDraft(null)
      await known.refetch()
      toast(t('saved'))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <Panel title={t('orders.account')} purpose="contract">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {!known.data?.account && known.isSuccess && <p className="note note-warn">{t('orders.account.missing')}</p>}
        <div className="form-grid">
          <TextInput
            label="IBAN"
            value={values.iban ?? ''}
            disabled={!may}
            onChange={(e) => set({ iban: e.currentTarget.value })}
          />
          <TextInput
            label="BIC"
            value={values.bic ?? ''}
            disabled={!may}
            onChange={(e) => set({ bic: e.currentTarget.value.toUpperCase() })}
          />
          <TextInput
            label={t('orders.account.days')}
            inputMode="numeric"
            value={String(values.days ?? '')}
            disabled={!may}
            onChange={(e) => set({ days: Number(e.currentTarget.value.replace(/\D/g, '')) })}
          />
          <TextInput
            label={t('orders.account.address')}
            value={values.address ?? ''}
            disabled={!may}
            onChange={(e) => set({ address: e.currentTarget.value })}
          />
          <TextInput
            label={t('orders.account.operator')}
            value={values.operator ?? ''}
            disabled={!may}
            onChange={(e) => set({ operator: e.currentTarget.value })}
          />
        </div>
        {may && draft && (
          <Button type="submit" variant="filled">
            {t('save')}
          </Button>
        )}
      </form>
    </Panel>
  )
}
