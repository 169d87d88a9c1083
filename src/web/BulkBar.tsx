import { Button, CloseButton } from '@mantine/core'
import { type ReactNode, Suspense } from 'react'
import type { BulkChange } from './BulkChange.tsx'
import { formatNumber } from './format.ts'
import type { LabelMenu } from './LabelMenu.tsx'
import { t, tn } from './language.ts'
import { later } from './later.ts'
import type { Row, Total } from './record.ts'
import { useSession } from './session.ts'
import type { Whole } from './whole.ts'

type Props = {
  noun: string
  purpose: string
  rows: Row[]
  many: boolean
  labels: boolean
  /** How many the list has. */
  total: Total | undefined
  /** When all of those are chosen, and not only the rows. */
  whole: Whole | undefined
  chooseWhole: () => void
  clear: () => void
  children: ReactNode
}

const Change = later<Parameters<typeof BulkChange>[0]>(() =>
  import('./BulkChange.tsx').then((one) => ({ default: one.BulkChange })),
)
const Labels = later<Parameters<typeof LabelMenu>[0]>(() =>
  import('./LabelMenu.tsx').then((one) => ({ default: one.LabelMenu })),
)

/** What can be done with the chosen rows, or with all that the list finds: the feature's own, then what every noun has. */
export function BulkBar(props: Props) {
  const { noun, purpose, rows, many, labels, total, whole, chooseWhole, clear, children } = props
  const { at_once } = useSession()
  const isMore = total !== undefined && (total.count > rows.length || !total.exact)
  const count = `${formatNumber(total?.count ?? 0)}${total?.exact ? '' : '+'}`
  return (
    <section className="bulk" aria-label={t('table.selection')}>
      <strong role="status">{tn('table.chosen', whole?.count ?? rows.length)}</strong>
      {!whole &&
        isMore &&
        (total.exact && total.count <= at_once ? (
          <Button size="compact-sm" variant="subtle" onClick={chooseWhole}>
            {t('table.whole', { n: count })}
          </Button>
        ) : (
          <span className="quiet small">{t('table.whole.past', { n: count, most: formatNumber(at_once) })}</span>
        ))}
      {children}
      <Suspense fallback={null}>
        {many && <Change noun={noun} rows={rows} whole={whole} purpose={purpose} clear={clear} />}
        {labels && <Labels noun={noun} ids={rows.map((row) => row.id)} whole={whole} purpose={purpose} />}
      </Suspense>
      <CloseButton aria-label={t('table.clear')} onClick={clear} />
    </section>
  )
}
