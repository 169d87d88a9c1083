import { Button } from '@mantine/core'
import { useLocation } from 'wouter'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel } from '#web/Panel.tsx'

/** Whoever serves people's rights opens the plan from the person's page; nothing is done before it has been seen. */
export default function PersonErasure({ id, purpose }: PanelProps) {
  const [, go] = useLocation()
  if (purpose !== 'rights') return null
  return (
    <Panel
      title={t('erasure.title')}
      purpose="rights"
      wordless
      actions={
        <Button size="compact-sm" variant="default" onClick={() => go(`/privacy/erasures?person=${id}`)}>
          {t('erasure.erase')}
        </Button>
      }
    >
      <p className="small quiet">{t('erasure.person')}</p>
    </Panel>
  )
}
