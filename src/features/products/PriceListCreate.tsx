import { t } from '#web/language.ts'
import type { CreatorProps } from '#web/mounts.ts'
import { Drawn } from './Drawn.tsx'

const FIELDS = ['name', 'currency', 'valid_from', 'valid_to', 'usual']

export default function PriceListCreate({ close }: CreatorProps) {
  return (
    <Drawn noun="price_lists" title={t('price_lists.new')} fields={FIELDS} first={{ currency: 'EUR' }} close={close} />
  )
}
