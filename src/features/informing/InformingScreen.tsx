import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Announcements } from './Announcements.tsx'
import { InformingList } from './InformingList.tsx'
import './informing.css'

/** Who must still be told where their data came from, and who was told that the notice changes. */
export default function InformingScreen() {
  return (
    <Page title={t('nav.informing')} subtitle={t('informing.body')}>
      <div className="panels">
        <InformingList />
        <Announcements />
      </div>
    </Page>
  )
}
