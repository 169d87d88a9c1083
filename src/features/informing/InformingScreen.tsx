import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { useSession } from '#web/session.ts'
import { Announcements } from './Announcements.tsx'
import { AuthorityPanel } from './AuthorityPanel.tsx'
import { Exemptions } from './Exemptions.tsx'
import { InformingList } from './InformingList.tsx'
import './informing.css'

/** Who must still be told where their data came from, and who was told that the notice changes. */
export default function InformingScreen() {
  const { may, writes } = useSession()
  const serves = writes.includes('rights')
  return (
    <Page title={t('nav.informing')} subtitle={t('informing.body')}>
      <div className="panels">
        {serves && <InformingList />}
        {may.includes('approve') && <Exemptions />}
        {serves && <Announcements />}
        {serves && <AuthorityPanel />}
      </div>
    </Page>
  )
}
