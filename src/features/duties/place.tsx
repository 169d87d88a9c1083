import { get } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { Cell, Proposal } from './cells.ts'
import type { Group } from './groups.ts'

export type Duties = {
  areas: string[]
  groups: Group[]
  cells: Cell[]
  proposals: Proposal[]
  confirmed_only: boolean
}
/** One place of the matrix: what was decided of it, and what is proposed. */
export type Place = { area: string; group: Group; cell: Cell | undefined; proposal: Proposal | undefined }

export const dutiesQuery = { queryKey: ['duties'], queryFn: () => get<Duties>('/duties') }

export const placeOf = ({ cells, proposals }: Duties, area: string, group: Group): Place => {
  const here = (one: { area: string; product_group: string }) => one.area === area && one.product_group === group.id
  return { area, group, cell: cells.find(here), proposal: proposals.find(here) }
}

export const stateOf = ({ cell, proposal }: Place): Cell['state'] | 'proposed' | 'none' =>
  cell && cell.state !== 'ended' ? cell.state : proposal ? 'proposed' : (cell?.state ?? 'none')

const TONES = {
  none: 'chip-plain',
  proposed: '',
  approved: 'chip-good',
  ending: 'chip-warn',
  ended: 'chip-bad',
} as const

/** Colour and word: the one for a glance, the other for everybody. */
export function PlaceChip({ place }: { place: Place }) {
  const state = stateOf(place)
  return (
    <>
      <span className={`chip ${TONES[state]}`}>{t(`duties.state.${state}`)}</span>
      {place.cell && state !== 'proposed' && (
        <span className="small quiet">{t('duties.until', { date: formatDate(place.cell.until) })}</span>
      )}
    </>
  )
}
