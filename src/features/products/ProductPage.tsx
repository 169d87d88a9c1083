import { t } from '#web/language.ts'
import { Prices } from './Prices.tsx'
import { RecordPage } from './RecordPage.tsx'

const FIELDS = ['name', 'code', 'kind', 'unit', 'vat', 'product_group', 'active', 'description']

export default function ProductPage() {
  return (
    <RecordPage
      noun="products"
      list={{ path: '/products', label: t('nav.products') }}
      fields={FIELDS}
      about={t('products.about')}
    >
      {(row, purpose, mayArrange) => <Prices of="product_id" row={row} purpose={purpose} mayArrange={mayArrange} />}
    </RecordPage>
  )
}
