import { t } from '#web/language.ts'
import type { CreatorProps } from '#web/mounts.ts'
import { Drawn } from './Drawn.tsx'

const FIELDS = ['name', 'code', 'kind', 'unit', 'vat', 'product_group', 'description']

export default function ProductCreate({ close }: CreatorProps) {
  return (
    <Drawn
      noun="products"
      title={t('products.new')}
      fields={FIELDS}
      first={{ kind: 'goods', unit: 'kpl', vat: '25.5' }}
      close={close}
    />
  )
}
