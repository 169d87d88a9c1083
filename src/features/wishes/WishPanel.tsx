import { Button } from '@mantine/core'
import { useState } from 'react'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel } from '#web/Panel.tsx'
import { RecordWish } from './RecordWish.tsx'

/** Whoever looks at a person may record what that person wishes. */
export default function WishPanel({ id, purpose, name }: PanelProps) {
  const [recording, setRecording] = useState(false)
  return (
    <Panel
      title={t('wish.title')}
      actions={
        <Button size="compact-sm" onClick={() => setRecording(!recording)} aria-expanded={recording}>
          {t('object.record')}
        </Button>
      }
    >
      {recording ? (
        <RecordWish id={id} purpose={purpose} name={name} done={() => setRecording(false)} />
      ) : (
        <p className="small quiet">{t('wish.body')}</p>
      )}
    </Panel>
  )
}
