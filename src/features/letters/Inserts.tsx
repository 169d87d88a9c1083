import { NativeSelect } from '@mantine/core'
import { t } from '#web/language.ts'
import { type Fill, filledIn, useTemplates } from './templates.tsx'

type Props = { purpose: string; fills: readonly Fill[] | undefined; insert: (text: string) => void }

/** What is put in at the cursor: a fact that is known, or a piece of text kept for it. */
export function Inserts({ purpose, fills, insert }: Props) {
  const kept = useTemplates('snippet', purpose)
  const snippets = fills ? kept : []
  const known = (fills ?? []).filter((one) => one.value)
  return (
    <div className="form-grid">
      <NativeSelect
        label={t('letter.field')}
        value=""
        onChange={(event) => insert(known.find((one) => one.name === event.currentTarget.value)?.value ?? '')}
        data={[
          { value: '', label: t('letter.insert') },
          ...known.map((one) => ({ value: one.name, label: `${one.label}: ${one.value}` })),
        ]}
      />
      <NativeSelect
        label={t('letter.snippet')}
        value=""
        onChange={(event) => {
          const found = snippets.find((one) => one.id === event.currentTarget.value)
          if (found && fills) insert(filledIn(found.body, fills))
        }}
        data={[
          { value: '', label: t('letter.insert') },
          ...snippets.map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
    </div>
  )
}
