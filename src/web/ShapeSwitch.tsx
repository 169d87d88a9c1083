import { ActionIcon, Tooltip } from '@mantine/core'
import { IconTable } from '@tabler/icons-react'
import { t } from './language.ts'
import type { Shape } from './shapes.ts'

type Props = { shapes: readonly Shape[]; shape: string; change: (id: string) => void }

/** The same rows as a table, or in one of the noun's other shapes. */
export function ShapeSwitch({ shapes, shape, change }: Props) {
  const table = { id: '', icon: IconTable, label: t('shape.table') }
  return (
    <fieldset className="shape-switch">
      <legend className="visually-hidden">{t('shape.choose')}</legend>
      {[table, ...shapes].map(({ id, icon: Icon, label }) => (
        <Tooltip key={id} label={label}>
          <ActionIcon
            aria-label={label}
            aria-pressed={id === shape}
            variant={id === shape ? 'light' : 'subtle'}
            onClick={() => change(id)}
          >
            <Icon size={17} />
          </ActionIcon>
        </Tooltip>
      ))}
    </fieldset>
  )
}
