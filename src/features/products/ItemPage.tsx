import type { ReactNode } from 'react'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { PageFacts, RecordPage } from '#web/RecordPage.tsx'
import type { Row } from '#web/record.ts'
import { useRecordPage } from '#web/recordPage.ts'
import { useSession } from '#web/session.ts'

type Props = {
  noun: 'products' | 'price_lists'
  list: { path: string; label: string }
  fields: readonly string[]
  about: 'products.about' | 'price_lists.about'
  children: (row: Row, purpose: string, mayArrange: boolean) => ReactNode
}

/** The page of a product or a price list: its facts, and its prices below. */
export function ItemPage({ noun, list, fields, about, children }: Props) {
  const page = useRecordPage(noun)
  const session = useSession()
  const { row, purpose } = page
  const mayArrange = page.mayWrite && session.may.includes('arrange')
  return (
    <RecordPage
      page={page}
      one={t(`${noun}.one`)}
      list={list}
      title={({ name }) => name}
      mayForget={mayArrange && noun === 'products'}
      across={[
        [
          about,
          <Panel key="about" title={t(about)} purpose={purpose}>
            <PageFacts page={page} fields={[...page.part(fields), ...page.added]} mayWrite={mayArrange} lines={5} />
          </Panel>,
        ],
        row && ['prices', children(row, purpose, mayArrange)],
      ]}
      columns={[[], []]}
    />
  )
}
