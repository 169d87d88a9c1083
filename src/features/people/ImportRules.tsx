import { Button } from '@mantine/core'
import { t } from '#web/language.ts'
import type { StepProps } from './ImportWizard.tsx'

const BLANKS = ['keep', 'clear'] as const
const UPDATES = ['fill', 'overwrite', 'skip'] as const

/** What happens to a person who is here already, and what an empty cell means. */
export function ImportRules({ made, save, next }: StepProps) {
  const set = (change: Parameters<typeof save>[0]) => void save(change).catch(() => {})
  return (
    <div className="stack import-step">
      <fieldset className="choices">
        <legend>{t('import.updates')}</legend>
        {UPDATES.map((one) => (
          <label key={one} className="choice">
            <input
              type="radio"
              name="updates"
              checked={(made.updates ?? 'fill') === one}
              onChange={() => set({ updates: one })}
            />
            <span>
              <strong>{t(`import.updates.${one}`)}</strong>
              <span className="quiet">{t(`import.updates.${one}.body`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className="choices">
        <legend>{t('import.blanks')}</legend>
        {BLANKS.map((one) => (
          <label key={one} className="choice">
            <input
              type="radio"
              name="blanks"
              checked={(made.blanks ?? 'keep') === one}
              onChange={() => set({ blanks: one })}
            />
            <span>{t(`import.blanks.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <Button variant="filled" onClick={next}>
        {t('import.toPreview')}
      </Button>
    </div>
  )
}
