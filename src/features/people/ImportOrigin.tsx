import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import type { StepProps } from './ImportWizard.tsx'
import type { Origin } from './importShape.tsx'

const ORIGINS: Origin[] = ['a', 'b', 'c']
const POSITIONS = ['customer', 'prospect', 'supplier', 'partner'] as const

/** What the file is decides which duties begin: so it is asked first, in plain words. */
export function ImportOrigin({ made, save, next }: StepProps) {
  const [origin, setOrigin] = useState<Origin | null>(made.origin)
  const [position, setPosition] = useState(made.position ?? 'customer')
  const [source, setSource] = useState(made.source ?? '')
  const [known, setKnown] = useState(made.informed?.known ?? true)
  const [at, setAt] = useState(made.informed?.at?.slice(0, 10) ?? '')
  const [how, setHow] = useState(made.informed?.how ?? '')
  const ready = origin === 'b' || (origin === 'a' && (!known || (at && how))) || (origin === 'c' && source.trim())
  const go = async () => {
    await save({
      origin,
      position,
      source: origin === 'c' ? source.trim() : null,
      informed: origin === 'a' ? (known ? { known: true, at, how } : { known: false }) : null,
    })
    next()
  }
  return (
    <form
      className="stack import-step"
      onSubmit={(event) => {
        event.preventDefault()
        void go().catch(() => {})
      }}
    >
      <fieldset className="choices">
        <legend>{t('import.origin')}</legend>
        {ORIGINS.map((one) => (
          <label key={one} className="choice">
            <input type="radio" name="origin" checked={origin === one} onChange={() => setOrigin(one)} />
            <span>
              <strong>{t(`import.origin.${one}`)}</strong>
              <span className="quiet">{t(`import.origin.${one}.body`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {origin === 'a' && (
        <Panel title={t('import.informed')}>
          <div className="stack">
            <fieldset className="segments">
              <legend>{t('import.informed.ask')}</legend>
              <label>
                <input type="radio" name="known" checked={known} onChange={() => setKnown(true)} />
                <span>{t('import.informed.known')}</span>
              </label>
              <label>
                <input type="radio" name="known" checked={!known} onChange={() => setKnown(false)} />
                <span>{t('import.informed.unknown')}</span>
              </label>
            </fieldset>
            {known ? (
              <div className="form-grid">
                <TextInput
                  type="date"
                  label={t('import.informed.at')}
                  value={at}
                  onChange={(event) => setAt(event.currentTarget.value)}
                />
                <TextInput
                  label={t('import.informed.how')}
                  placeholder={t('import.informed.how.hint')}
                  value={how}
                  onChange={(event) => setHow(event.currentTarget.value)}
                />
              </div>
            ) : (
              <p className="note">{t('import.informed.later')}</p>
            )}
          </div>
        </Panel>
      )}
      {origin === 'c' && (
        <Panel title={t('import.source')}>
          <div className="stack">
            <TextInput
              label={t('import.source.name')}
              placeholder={t('import.source.hint')}
              value={source}
              onChange={(event) => setSource(event.currentTarget.value)}
            />
            <p className="note note-warn">{t('import.source.clock')}</p>
          </div>
        </Panel>
      )}
      <NativeSelect
        className="narrow"
        label={t('import.position')}
        description={t('create.position.why')}
        value={position}
        onChange={(event) => setPosition(event.currentTarget.value)}
        data={POSITIONS.map((one) => ({ value: one, label: t(`position.${one}`) }))}
      />
      <Button type="submit" variant="filled" disabled={!ready}>
        {t('next')}
      </Button>
    </form>
  )
}
