import { t } from '#web/language.ts'
import { ItemPage } from './ItemPage.tsx'
import { Prices } from './Prices.tsx'

const FIELDS = ['name', 'currency', 'valid_from', 'valid_to', 'usual']

export default function PriceListPage() {
  return (
    <ItemPage
      noun="price_lists"
      list={{ path: '/price-lists', label: t('nav.price_lists') }}
      fields={FIELDS}
      about="price_lists.about"
    >
      {(row, purpose, mayArrange) => <Prices of="price_list_id" row={row} purpose={purpose} mayArrange={mayArrange} />}
    </ItemPage>
  )
}
