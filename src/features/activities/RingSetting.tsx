import { Switch } from '@mantine/core'
import { useState } from 'react'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { canRing, rings, setRinging } from './ringing.tsx'

/** Notices of the browser, on this device, for who wants them. */
export default function RingSetting() {
  const [isOn, setOn] = useState(rings)
  const [isRefused, setRefused] = useState(false)
  if (!canRing()) return null
  return (
    <Panel title={t('inbox.title')}>
      <Switch
        label={t('ring.label')}
        description={t('ring.what')}
        checked={isOn}
        onChange={async (event) => {
          const wanted = event.currentTarget.checked
          const now = await setRinging(wanted)
          setOn(now)
          setRefused(wanted && !now)
        }}
      />
      {isRefused && <p className="note note-warn">{t('ring.refused')}</p>}
    </Panel>
  )
}
