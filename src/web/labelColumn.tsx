import { useMemo } from 'react'
import type { Column } from './columns.tsx'
import { useLabels } from './filterFields.ts'
import { LabelChip } from './LabelChip.tsx'
import { t } from './language.ts'
import type { Row } from './record.ts'
import { isWritable, useRegister } from './register.ts'
import { useSession } from './session.ts'

type Labelling = { label_id: string; label?: string }

/** The labels of each row, where the noun has labels and the purpose sees them; needs `labellings` brought along. */
export function useLabelColumn(noun: string, purpose: string): { columns: Column[]; mayPut: boolean } {
  const register = useRegister()
  const session = useSession()
  const labels = useLabels(noun, purpose)
  const told = JSON.stringify(labels.map(({ id, hue }) => [id, hue]))
  const columns = useMemo(() => columnsOf(new Map<string, number>(JSON.parse(told))), [told])
  const mayPut = session.writes.includes(purpose) && isWritable(register.nouns.labellings?.fields.label_id, purpose)
  return { columns, mayPut: mayPut && labels.some((one) => !one.archived) }
}

function columnsOf(hue: ReadonlyMap<string, number>): Column[] {
  if (hue.size === 0) return []
  return [
    {
      id: 'labellings',
      label: t('labels.title'),
      width: 170,
      usual: true,
      render: (row: Row) =>
        (row.labellings as Labelling[] | undefined)?.map((one) => (
          <LabelChip key={one.label_id} name={one.label ?? ''} hue={hue.get(one.label_id) ?? 250} />
        )),
    },
  ]
}
