import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { Facts } from './Facts.tsx'
import { t } from './language.ts'
import { Skeleton } from './Panel.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { hueStyle, PurposeChip } from './PurposeChip.tsx'
import { type Row, useRecord } from './record.ts'
import { fieldsSeen, isReadable, purposeHue, useRegister } from './register.ts'

type Props = {
  noun: string
  id: string
  purpose: string
  include: string
  title: (row: Row) => string
  subtitle: (row: Row) => ReactNode
  mayWrite: boolean
  open: (row: Row) => void
  close: () => void
  /** What the feature shows of a row besides its fields. */
  more?: ((row: Row, purpose: string) => ReactNode) | undefined
}

/** A record beside its list: its fields under the list's purpose, changed where they stand. */
export default function Preview({ noun, id, purpose, include, title, subtitle, mayWrite, open, close, more }: Props) {
  const register = useRegister()
  const heading = useId()
  const { data: row, error, refetch } = useRecord(noun, id, purpose, include)
  const fields = fieldsSeen(register, noun, purpose).filter(isReadable)
  return (
    <aside className="preview hued" style={hueStyle(purposeHue(register, purpose))} aria-labelledby={heading}>
      <header>
        <div>
          <h2 id={heading}>{row ? title(row) : t('preview.title')}</h2>
          <div className="quiet small">{row && subtitle(row)}</div>
        </div>
        <span className="gap" />
        <Button size="compact-sm" variant="filled" disabled={!row} onClick={() => row && open(row)}>
          {t('preview.open')}
        </Button>
        <ActionIcon variant="subtle" aria-label={t('close')} onClick={close}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      <PurposeChip purpose={purpose} />
      {error ? <ProblemNote error={error} retry={() => void refetch()} /> : null}
      {row ? (
        <Facts
          noun={noun}
          row={row}
          purpose={purpose}
          fields={fields}
          mayWrite={mayWrite}
          {...(noun === 'people' && { person: row.id })}
        />
      ) : (
        !error && <Skeleton lines={6} />
      )}
      {row && more?.(row, purpose)}
    </aside>
  )
}
