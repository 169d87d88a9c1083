import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { type Column, fieldColumns } from '#web/columns.tsx'
import { ListScreen } from '#web/ListScreen.tsx'
import { t } from '#web/language.ts'
import { optionLabel, type Register, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'

const USUAL = ['name', 'code', 'kind', 'unit', 'vat', 'product_group', 'active']

export default function ProductsScreen() {
  const register = useRegister()
  const mayArrange = useSession().may.includes('arrange')
  return (
    <ListScreen
      noun="products"
      heading={t('nav.products')}
      sort="name"
      columns={columnsOf}
      title={(row) => row.name}
      subtitle={(row) =>
        [row.code, optionLabel(register.nouns.products?.fields.kind, row.kind), row.unit].filter(Boolean).join(' · ')
      }
      empty={{ title: t('products.empty'), body: t('products.empty.body') }}
      {...(mayArrange && { newLabel: t('products.new') })}
      tools={(purpose) => (
        <Button component={Link} href={`/price-lists?purpose=${purpose}`} variant="default">
          {t('nav.price_lists')}
        </Button>
      )}
    />
  )
}

const columnsOf = (register: Register, purpose: string): Column[] =>
  fieldColumns(register, 'products', purpose, USUAL)
    .filter((column) => column.id !== 'removed_at')
    .map((column) => (column.id === 'name' ? { ...column, width: 280 } : column))
    .sort((a, b) => Number(b.id === 'name') - Number(a.id === 'name'))
