import { fieldColumns } from '#web/columns.tsx'
import { formatDate } from '#web/format.ts'
import { ListScreen } from '#web/ListScreen.tsx'
import { t } from '#web/language.ts'
import { useSession } from '#web/session.ts'

const USUAL = ['name', 'currency', 'valid_from', 'valid_to', 'usual']

export default function PriceListsScreen() {
  const mayArrange = useSession().may.includes('arrange')
  return (
    <ListScreen
      noun="price_lists"
      heading={t('nav.price_lists')}
      sort="name"
      columns={(register, purpose) => fieldColumns(register, 'price_lists', purpose, USUAL)}
      title={(row) => row.name}
      subtitle={(row) =>
        [row.currency, formatDate(row.valid_from), row.valid_to && `– ${formatDate(row.valid_to)}`]
          .filter(Boolean)
          .join(' ')
      }
      href={(row, purpose) => `/price-lists/${row.id}?purpose=${purpose}`}
      empty={{ title: t('price_lists.empty'), body: t('price_lists.empty.body') }}
      {...(mayArrange && { newLabel: t('price_lists.new') })}
    />
  )
}
