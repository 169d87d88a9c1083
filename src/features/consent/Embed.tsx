import { Button } from '@mantine/core'
import { useState } from 'react'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { inWords } from '#web/register.ts'
import { toast } from '#web/toast.tsx'
import type { Body } from './form.ts'

type Props = { id: string; body: Body; retire(): void; retiring: boolean }

/** How a form comes to where people are: its own address, or a frame on one's own site. */
export function Embed({ id, body, retire, retiring }: Props) {
  const [sure, setSure] = useState(false)
  const address = `${location.origin}/forms/${id}`
  const title = inWords(body.title).replaceAll('"', '&quot;')
  const frame = `<iframe src="${address}" title="${title}" width="100%" height="900" style="border:0"></iframe>`
  return (
    <Panel title={t('forms.use')}>
      <div className="stack">
        {body.kind === 'form' && (
          <>
            <p>
              <a href={address} target="_blank" rel="noopener">
                {address}
              </a>
            </p>
            <p className="quiet small">{t(body.origins.length ? 'forms.embed.body' : 'forms.embed.none')}</p>
            <code className="form-code">{frame}</code>
            <Button
              size="compact-sm"
              onClick={() => void navigator.clipboard.writeText(frame).then(() => toast(t('copied')))}
            >
              {t('forms.embed.copy')}
            </Button>
          </>
        )}
        {sure ? (
          <div className="stack stack-tight">
            <p>{t('forms.retire.sure')}</p>
            <div className="row">
              <Button size="compact-sm" className="danger" loading={retiring} onClick={retire}>
                {t('forms.retire')}
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={() => setSure(false)}>
                {t('cancel')}
              </Button>
            </div>
          </div>
        ) : (
          <Button size="compact-sm" variant="subtle" className="danger" onClick={() => setSure(true)}>
            {t('forms.retire')}
          </Button>
        )}
      </div>
    </Panel>
  )
}
