import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Row } from '#web/record.ts'
import { inWords } from '#web/register.ts'
import type { PersonDuties } from './DutiesPanel.tsx'

type Props = {
  id: string
  purpose: string
  groups: PersonDuties['groups']
  close: () => void
  done: () => void
}

/** 917/2014 § 200.3: which address, in which sale, and where a free refusal was offered then. Nothing is ticked beforehand. */
export function SaleForm({ id, purpose, groups, close, done }: Props) {
  const [sale, setSale] = useState({ product_group: '', address: '', sale: '', form: '', refusal_offered: false })
  const found = useQuery({
    queryKey: ['people', id, purpose, 'emails'],
    queryFn: () => get<Row>(`/people/${id}`, { purpose, include: 'emails' }),
  })
  const record = useMutation({
    mutationFn: () => post(`/people/${id}/record_sale`, sale, { query: { purpose } }),
    onSuccess: done,
  })
  const emails: Row[] = found.data?.emails ?? []
  const set = (change: Partial<typeof sale>) => setSale({ ...sale, ...change })
  return (
    <form
      className="stack add-line"
      onSubmit={(event) => {
        event.preventDefault()
        record.mutate()
      }}
    >
      <NativeSelect
        label={t('duties.group')}
        required
        value={sale.product_group}
        onChange={(event) => set({ product_group: event.currentTarget.value })}
        data={[
          { value: '', label: '–' },
          ...groups.map((one) => ({ value: one.product_group, label: inWords(one.label, one.product_group) })),
        ]}
      />
      <NativeSelect
        label={t('person.sales.address')}
        required
        value={sale.address}
        onChange={(event) => set({ address: event.currentTarget.value })}
        data={[{ value: '', label: '–' }, ...emails.map((one) => ({ value: one.id, label: one.address }))]}
      />
      <TextInput
        label={t('person.sales.ref')}
        required
        maxLength={200}
        value={sale.sale}
        onChange={(event) => set({ sale: event.currentTarget.value })}
      />
      <TextInput
        label={t('person.sales.form')}
        required
        maxLength={200}
        value={sale.form}
        onChange={(event) => set({ form: event.currentTarget.value })}
      />
      <Checkbox
        label={t('person.sales.offered')}
        checked={sale.refusal_offered}
        onChange={(event) => set({ refusal_offered: event.currentTarget.checked })}
      />
      <ProblemNote error={found.error ?? record.error} />
      <div className="row">
        <Button
          type="submit"
          variant="filled"
          disabled={!sale.product_group || !sale.address}
          loading={record.isPending}
        >
          {t('save')}
        </Button>
        <Button variant="subtle" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
