import { Button } from '@mantine/core'
import { IconLayoutGrid } from '@tabler/icons-react'
import { type ReactNode, Suspense, useState } from 'react'
import type Arranger from './Arranger.tsx'
import { arranged } from './arrange.ts'
import { type Key, t } from './language.ts'
import { later } from './later.ts'
import { type Layout, useLayout } from './layouts.ts'
import type { PanelOf, PanelProps } from './mounts.ts'
import { PanelPlace } from './Panel.tsx'
import { toastProblem } from './toast.tsx'

/** A panel by the key of its title, by which it is also kept where somebody has put it. */
export type Placed = readonly [title: Key, content: ReactNode]

const Dialog = later<Parameters<typeof Arranger>[0]>(() => import('./Arranger.tsx'))

/** What other features put on a page, each by its title. */
export const placed = (panels: readonly PanelOf[], about: PanelProps): Placed[] =>
  panels.map((Extra) => [Extra.title, <Extra key={Extra.title} {...about} />])

type Column = readonly (Placed | null | undefined | false)[]
type Props = {
  noun: string
  /** What stands across the columns, above them; a page without such a part has none. */
  across?: Column | undefined
  /** As they usually stand; what is not there to be shown is null. */
  columns: readonly Column[]
}

/** The panels of a record's page, in the order, hidden and folded as this user, or those who arrange, have put them. */
export function Panels({ noun, across, columns }: Props) {
  const [arranging, setArranging] = useState(false)
  const { own, everybodys, mayArrange, keep, reset } = useLayout(`page:${noun}`)
  const layout: Layout = own ?? everybodys ?? {}
  const there = [...(across ? [across] : []), ...columns].map((column) =>
    column.filter((one) => one != null && one !== false),
  )
  const contents = new Map(there.flat())
  const usual = there.map((column) => column.map(([title]) => title))
  const places = arranged(usual, layout)
  const put = (next: Layout) => void keep({ ...layout, ...next }).catch(toastProblem)
  const folded = layout.folded ?? []
  const fold = (id: string) =>
    put({ folded: folded.includes(id) ? folded.filter((one) => one !== id) : [...folded, id] })
  const drawn = (column: readonly string[]) =>
    column
      .filter((id) => !layout.hidden?.includes(id))
      .map((id) => (
        <PanelPlace key={id} value={{ isFolded: folded.includes(id), fold: () => fold(id) }}>
          <Suspense fallback={null}>{contents.get(id as Key)}</Suspense>
        </PanelPlace>
      ))
  return (
    <>
      {across && <div className="panels across">{drawn(places[0] ?? [])}</div>}
      <div className="columns">
        {places.slice(across ? 1 : 0).map((column, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page has its columns, whatever stands in them
          <div key={i}>{drawn(column)}</div>
        ))}
      </div>
      <p className="page-arrange">
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconLayoutGrid size={15} aria-hidden />}
          onClick={() => setArranging(true)}
        >
          {t('arrange.open')}
        </Button>
      </p>
      <Suspense fallback={null}>
        {arranging && (
          <Dialog
            places={places}
            isAcross={across !== undefined}
            layout={layout}
            put={put}
            close={() => setArranging(false)}
            reset={() => own && void reset().catch(toastProblem)}
            share={mayArrange ? (is) => (is ? keep(layout, true) : reset(true)) : undefined}
            isShared={everybodys !== undefined}
          />
        )}
      </Suspense>
    </>
  )
}
