import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { SendingLog } from './SendingLog.tsx'
import { SendingState } from './SendingState.tsx'
import './sending.css'

/** Whether marketing leaves at all, and each decision of the send gate. */
export default function SendingScreen() {
  return (
    <Page wide title={t('nav.sending')} subtitle={t('sending.body')}>
      <div className="panels">
        <SendingState />
        <SendingLog />
      </div>
    </Page>
  )
}
