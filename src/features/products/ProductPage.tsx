import { t } from '#web/language.ts'
import { ItemPage } from './ItemPage.tsx'
import { Prices } from './Prices.tsx'

const FIELDS = ['name', 'code', 'kind', 'unit', 'vat', 'product_group', 'active', 'description']

export default function ProductPage() {
  return (
    <ItemPage
      noun="products"
      list={{ path: '/products', label: t('nav.products') }}
      fields={FIELDS}
      about="products.about"
    >
      {(row, purpose, mayArrange) => <Prices of="product_id" row={row} purpose={purpose} mayArrange={mayArrange} />}
    </ItemPage>
  )
}
