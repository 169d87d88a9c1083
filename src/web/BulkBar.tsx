import { CloseButton } from '@mantine/core'
import { type ReactNode, Suspense } from 'react'
import type { BulkChange } from './BulkChange.tsx'
import type { LabelMenu } from './LabelMenu.tsx'
import { t, tn } from './language.ts'
import { later } from './later.ts'
import type { Row } from './record.ts'

type Props = {
  noun: string
  purpose: string
  rows: Row[]
  many: boolean
  labels: boolean
  clear: () => void
  children: ReactNode
}

const Change = later<Parameters<typeof BulkChange>[0]>(() =>
  import('./BulkChange.tsx').then((one) => ({ default: one.BulkChange })),
)
const Labels = later<Parameters<typeof LabelMenu>[0]>(() =>
  import('./LabelMenu.tsx').then((one) => ({ default: one.LabelMenu })),
)

/** What can be done with the chosen rows: the feature's own, then what every noun has. */
export function BulkBar({ noun, purpose, rows, many, labels, clear, children }: Props) {
  return (
    <section className="bulk" aria-label={t('table.selection')}>
      <strong>{tn('table.chosen', rows.length)}</strong>
      {children}
      <Suspense fallback={null}>
        {many && <Change noun={noun} rows={rows} purpose={purpose} clear={clear} />}
        {labels && <Labels noun={noun} ids={rows.map((row) => row.id)} purpose={purpose} />}
      </Suspense>
      <CloseButton aria-label={t('table.clear')} onClick={clear} />
    </section>
  )
}
