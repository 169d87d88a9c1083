import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { formatDecimal, formatMoney, typedDecimal } from '#kernel/money.ts'
import { get, type Problem, post, remove } from '#web/api.ts'
import { language, t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { ProductPicker } from '#web/ProductPicker.tsx'
import type { Page, Row } from '#web/record.ts'
import { toast, toastProblem } from '#web/toast.tsx'

type Props = { of: 'product_id' | 'price_list_id'; row: Row; purpose: string; mayArrange: boolean }

/** The prices of a list, or of a product on each list: from so many on, so much. */
export function Prices({ of, row, purpose, mayArrange }: Props) {
  const client = useQueryClient()
  const key = ['list', 'prices', of, row.id, purpose]
  const prices = useQuery({
    queryKey: key,
    queryFn: () =>
      get<Page>('/prices', { purpose, filter: { field: of, op: 'is', value: row.id }, limit: 500, total: 'without' }),
  })
  const lists = useQuery({
    queryKey: ['list', 'price_lists', purpose, 'all'],
    queryFn: () => get<Page>('/price_lists', { purpose, sort: 'name', limit: 100, total: 'without' }),
  })
  const list = (id: string) => lists.data?.items.find((one) => one.id === id)
  const again = () => client.invalidateQueries({ queryKey: ['list', 'prices'] })
  const forget = async ({ id, price_list_id, product_id, amount, from_quantity }: Row) => {
    try {
      await remove(`/prices/${id}`, { query: { purpose } })
      await again()
      toast(t('deleted', { name: t('prices.one') }), async () => {
        await post('/prices', { price_list_id, product_id, amount, from_quantity }, { query: { purpose } })
        await again()
      })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const other = of === 'product_id' ? 'price_list' : 'product'
  const rows = (prices.data?.items ?? []).toSorted(
    (a, b) => String(a[other]).localeCompare(String(b[other])) || Number(a.from_quantity) - Number(b.from_quantity),
  )
  return (
    <Panel title={t('prices')} purpose={purpose}>
      {prices.error && <ProblemNote error={prices.error} />}
      {prices.isPending ? (
        <Skeleton lines={3} />
      ) : rows.length === 0 ? (
        <p className="quiet">{t('prices.none')}</p>
      ) : (
        <div className="scroll-x">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t(of === 'product_id' ? 'price_lists.one' : 'products.one')}</th>
                <th scope="col" className="number">
                  {t('prices.from')}
                </th>
                <th scope="col" className="number">
                  {t('prices.one')}
                </th>
                {mayArrange && <td />}
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <tr key={one.id}>
                  <td>
                    <Link
                      href={`/${of === 'product_id' ? 'price-lists' : 'products'}/${one[`${other}_id`]}?purpose=${purpose}`}
                    >
                      {one[other] ?? '–'}
                    </Link>
                  </td>
                  <td className="number">{formatDecimal(one.from_quantity, language())}</td>
                  <td className="number">
                    {formatMoney(
                      one.amount,
                      (of === 'price_list_id' ? row : list(one.price_list_id))?.currency ?? 'EUR',
                      language(),
                      4,
                    )}
                  </td>
                  {mayArrange && (
                    <td className="number">
                      <ActionIcon variant="subtle" aria-label={t('prices.remove')} onClick={() => void forget(one)}>
                        <IconX size={15} />
                      </ActionIcon>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {mayArrange && (
        <NewPrice of={of} row={row} purpose={purpose} lists={lists.data?.items ?? []} made={() => void again()} />
      )}
    </Panel>
  )
}

type NewProps = { of: Props['of']; row: Row; purpose: string; lists: Row[]; made: () => void }

function NewPrice({ of, row, purpose, lists, made }: NewProps) {
  const [product, setProduct] = useState<{ id: string; name: string }>({ id: '', name: '' })
  const [chosen, setList] = useState('')
  const [from, setFrom] = useState('1')
  const [amount, setAmount] = useState('')
  const list = chosen || lists[0]?.id || ''
  const add = useMutation<Row, Problem>({
    mutationFn: () =>
      post<Row>(
        '/prices',
        {
          ...(of === 'product_id'
            ? { product_id: row.id, price_list_id: list }
            : { price_list_id: row.id, product_id: product.id }),
          amount,
          from_quantity: from,
        },
        { query: { purpose } },
      ),
    onSuccess: () => {
      made()
      setAmount('')
      setProduct({ id: '', name: '' })
    },
  })
  const wrong = (field: string) => (add.error?.field === field ? add.error.message : undefined)
  const ready =
    typedDecimal(amount, 4) !== null && typedDecimal(from, 3) !== null && (of === 'product_id' ? list : product.id)
  return (
    <form
      className="row row-end add-line"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) add.mutate()
      }}
    >
      <span className="grow">
        {of === 'product_id' ? (
          <NativeSelect
            label={t('price_lists.one')}
            value={list}
            data={lists.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(event) => setList(event.currentTarget.value)}
          />
        ) : (
          <ProductPicker
            purpose={purpose}
            label={t('products.one')}
            value={product.name}
            change={(name) => setProduct({ id: '', name })}
            pick={(picked) => setProduct({ id: picked.id, name: picked.name })}
          />
        )}
      </span>
      <TextInput
        label={t('prices.from')}
        inputMode="decimal"
        w={110}
        value={from}
        error={wrong('from_quantity')}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        label={t('prices.one')}
        inputMode="decimal"
        w={130}
        value={amount}
        error={wrong('amount')}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!ready} loading={add.isPending}>
        {t('add')}
      </Button>
      {add.error && !add.error.field && <ProblemNote error={add.error} />}
    </form>
  )
}
