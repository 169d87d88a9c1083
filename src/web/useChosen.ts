import { useRef, useState } from 'react'
import type { Row } from './record.ts'

const NONE: ReadonlySet<string> = new Set()

/** The rows chosen in a list: one by one, or all that its filter finds. */
export function useChosen(here: readonly Row[]) {
  const [selected, set] = useState<ReadonlySet<string>>(NONE)
  const [whole, chooseWhole] = useState(false)
  // What has been scrolled away from is still chosen.
  const met = useRef(new Map<string, Row>())
  if (selected.size === 0) met.current.clear()
  else for (const row of here) if (selected.has(row.id)) met.current.set(row.id, row)
  return {
    selected,
    rows: [...met.current.values()].filter((row) => selected.has(row.id)),
    whole,
    chooseWhole,
    select: (ids: ReadonlySet<string>) => {
      set(ids)
      chooseWhole(false)
    },
  }
}
