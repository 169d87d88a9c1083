import { type KeyboardEvent, useState } from 'react'
import { Empty } from '#web/Empty.tsx'
import { t } from '#web/language.ts'
import { inWords, optionLabel, useRegister } from '#web/register.ts'
import { Wide } from '#web/Wide.tsx'
import { PlaceDialog } from './PlaceDialog.tsx'
import { type Duties, type Place, PlaceChip, placeOf } from './place.tsx'

/** Duties down, product groups across; on a narrow screen a list by duty. Arrow keys go from place to place. */
export function Matrix({ duties }: { duties: Duties }) {
  const areas = useRegister().nouns.employments?.fields.duty_areas
  const [opened, setOpened] = useState<Place | null>(null)
  const groups = duties.groups.filter((group) => !group.retired_at)
  if (groups.length === 0) return <Empty title={t('duties.none')}>{t('duties.none.body')}</Empty>
  return (
    <div className="stack">
      <p className="note">{t('duties.ours')}</p>
      <Wide label={t('nav.duties')}>
        <table className="plain duties-matrix" onKeyDown={walk}>
          <thead>
            <tr>
              <th scope="col">{t('duties.area')}</th>
              {groups.map((group) => (
                <th key={group.id} scope="col">
                  {inWords(group.label, group.id)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {duties.areas.map((area) => (
              <tr key={area}>
                <th scope="row">{optionLabel(areas, area)}</th>
                {groups.map((group) => {
                  const place = placeOf(duties, area, group)
                  return (
                    <td key={group.id}>
                      <button type="button" className="duties-place" onClick={() => setOpened(place)}>
                        <span className="duties-where">
                          <span className="visually-hidden">{optionLabel(areas, area)}: </span>
                          {inWords(group.label, group.id)}
                        </span>
                        <PlaceChip place={place} />
                      </button>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {opened && <PlaceDialog place={opened} name={optionLabel(areas, opened.area)} close={() => setOpened(null)} />}
    </div>
  )
}

const STEPS: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

function walk(event: KeyboardEvent<HTMLTableElement>) {
  const step = STEPS[event.key]
  const cell = (event.target as HTMLElement).closest('td')
  if (!step || !cell) return
  const row = cell.parentElement as HTMLTableRowElement
  const to = event.currentTarget.tBodies[0]?.rows[row.sectionRowIndex + step[0]]?.cells[cell.cellIndex + step[1]]
  const button = to?.querySelector('button')
  if (!button) return
  event.preventDefault()
  button.focus()
}
